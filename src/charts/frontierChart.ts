import { readInteger } from '../foundation/checks.ts';
import {
  lacks,
  readEach,
  readPart,
  refuse,
  refuseNames,
  refuseStatus,
  size,
  sourceOf,
  text,
} from './source.ts';
import type { Source } from './source.ts';
import { BLUE, bySeries, marks, MOST_POINTS, onePanel, plural, share, subject, VERMILLION } from './theme.ts';
import type { VegaLiteSpec } from './vegaLiteSpec.ts';

/** A mean over paths. */
export interface ChartedMean {
  /** A fraction of capital a year. */
  readonly mean: number;
  /** Of the mean. */
  readonly standardError: number;
}

/** What a policy tracks and costs, such as one of `comparePolicies`. */
export interface ChartedPolicy {
  /** Of its own. */
  readonly name: string;
  /** A year. */
  readonly trackingError: ChartedMean;
  /** Fees, spreads and impact. */
  readonly costPerYear: ChartedMean;
}

/** What `frontierChart` takes: the result of `comparePolicies`. */
export interface FrontierChartOptions {
  /** Of a comparison; anything but `ok` is refused. */
  readonly status?: 'ok' | undefined;
  /** One or more, each name once. */
  readonly policies: readonly ChartedPolicy[];
  /** Names of those that no other beats in both. */
  readonly frontier: readonly string[];
  /** How many the means are over; absent where it is not known. */
  readonly paths?: number | undefined;
  /** In place of the derived one. */
  readonly title?: string | undefined;
}

const KINDS = ['on the frontier', 'beaten'] as const;

/**
 * Policies by what they cost and what they track: the frontier joined, those that another beats apart.
 *
 * **Inputs**: the result of `comparePolicies`, fractions of capital a year. `frontier` is drawn by rising cost.
 * **Result**: a Vega-Lite specification; the bars reach two standard errors on either side of each mean. Above 12 policies
 * only the frontier is named, and of a longer one some policies, evenly.
 * **Errors**: `shape.*`, `estimate.not_ok`, `market.inconsistent` (a name twice), `domain.*` (`not_one_of`: no policy of
 * that name; `out_of_range`: no policy, more than 5,000, a number beyond 1e100).
 * **Cost**: O(policies).
 *
 * @example
 * ```ts
 * import { frontierChart } from 'betahedge/charts';
 *
 * const figures = (name: string, trackingError: number, cost: number) => ({
 *   name,
 *   trackingError: { mean: trackingError, standardError: 0.001 },
 *   costPerYear: { mean: cost, standardError: 0.0004 },
 * });
 * const chart = frontierChart({
 *   policies: [figures('narrow', 0.12, 0.03), figures('wide', 0.16, 0.01), figures('daily', 0.13, 0.05)],
 *   frontier: ['wide', 'narrow'],
 *   paths: 1000,
 * });
 * console.log(chart.title.text); // Tracking error against cost of 3 policies
 * ```
 */
export function frontierChart(options: FrontierChartOptions): VegaLiteSpec {
  // Beyond so many only those on the frontier are named, and at most so many of them.
  const mostLabelled = 12;
  const source = sourceOf('frontierChart', options);
  refuseStatus(source);
  const frontier = readEach(source, 'frontier', text);
  const best = new Set(frontier);
  const rows = readEach(source, 'policies', (list, i) => {
    const policy = readPart(list, i);
    const name = text(policy, 'name');
    const series = KINDS[best.has(name) ? 0 : 1];
    return {
      name,
      ...readMean(policy, 'costPerYear', 'x'),
      ...readMean(policy, 'trackingError', 'y'),
      series,
    };
  });
  const names = rows.map(({ name }) => name);
  refuseNames(source, 'policies', names, MOST_POINTS, '.name');
  frontier.forEach((name, i) => {
    if (!names.includes(name))
      refuse(source, `frontier[${i}]`, 'the name of a policy', name, 'domain.not_one_of');
  });
  const paths = lacks(source, 'paths') ? null : readInteger(source.caller, options, 'paths', 1);

  const efficient = rows.filter(({ name }) => best.has(name)).sort((a, b) => a.x - b.x);
  // So many that names do not lie on each other.
  const some = Math.ceil(efficient.length / mostLabelled);
  const named = names.length > mostLabelled ? efficient.filter((_, i) => i % some === 0) : rows;
  const x = share('x', 'costs, % of capital a year', { padding: 30 });
  const y = share('y', 'tracking error, % a year', { padding: 30 });
  const color = bySeries(KINDS, [BLUE, VERMILLION]);
  return onePanel(
    source,
    `Tracking error against cost of ${subject(names, 'policies')}`,
    [paths !== null && `means over ${plural(paths, 'path')}`, 'bars: two standard errors'],
    [
      marks(efficient, 'line', { opacity: 0.5 }, { x, y }),
      marks(rows, 'errorbar', {}, { x, xError: { field: 'xError' }, y, color }),
      marks(rows, 'errorbar', {}, { x, y, yError: { field: 'yError' }, color }),
      marks(rows, 'point', { size: 60 }, { x, y, color, shape: bySeries(KINDS, ['circle', 'square']) }),
      marks(
        named,
        'text',
        {
          align: 'left',
          dx: 8,
          dy: -8,
          limit: 200,
        },
        { x, y, text: { field: 'name' } },
      ),
    ],
    400,
  );
}

/** A mean along an axis, and two of its errors. */
function readMean<Axis extends 'x' | 'y'>(
  policy: Source,
  field: string,
  axis: Axis,
): Readonly<Record<Axis | `${Axis}Error`, number>> {
  const fields = readPart(policy, field);
  const mean = size(fields, 'mean');
  const error = 2 * size(fields, 'standardError', 0);
  if (Math.abs(mean) + error > 1e100) refuse(policy, field, 'up to 1e100 in size', mean);
  return { [axis]: mean, [`${axis}Error`]: error } as Record<Axis | `${Axis}Error`, number>;
}
