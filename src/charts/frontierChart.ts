import {
  isAbsent,
  readFinite,
  readInteger,
  readList,
  readNonNegative,
  readObject,
  readText,
  refuse,
} from '../foundation/checks.ts';
import {
  BLUE,
  bySeries,
  count,
  marks,
  MOST_POINTS,
  onePanel,
  quantity,
  readTitle,
  refuseNames,
  roomFor,
  VERMILLION,
} from './theme.ts';
import type { JsonObject, VegaLiteSpec } from './vegaLiteSpec.ts';

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

const CALLER = 'frontierChart';
/** Beyond so many only those on the frontier are named. */
const MOST_LABELLED = 12;

/**
 * Policies by what they cost and what they track: the frontier joined, those that another beats apart.
 *
 * **Inputs**: the result of `comparePolicies`, fractions of capital a year. `frontier` is drawn by rising cost.
 * **Result**: a Vega-Lite specification; the bars reach two standard errors on either side of each mean. Above 12 policies
 * only the frontier is named.
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
 * console.log(chart.title.text); // Tracking error against cost of 3 policies, % of capital a year
 * ```
 */
export function frontierChart(options: FrontierChartOptions): VegaLiteSpec {
  readObject(CALLER, options, '');
  if (!isAbsent(options, 'status') && options.status !== 'ok')
    refuse('estimate.not_ok', CALLER, 'status', 'that of a comparison, ok', options.status);
  const policies = readList(CALLER, options, 'policies').map((entry, i) => {
    const at = `policies[${i}]`;
    const fields = readObject(CALLER, entry, at);
    const name = readText(CALLER, fields, 'name', at);
    const [x, xRadius] = readMean(fields, 'costPerYear', at);
    const [y, yRadius] = readMean(fields, 'trackingError', at);
    const bars = { xLower: x - xRadius, xUpper: x + xRadius, yLower: y - yRadius, yUpper: y + yRadius };
    return { name, x, y, ...bars };
  });
  const names = policies.map(({ name }) => name);
  refuseNames(CALLER, 'policies', names, (i) => `policies[${i}].name`, MOST_POINTS);
  const listed = readList(CALLER, options, 'frontier');
  const frontier = Array.from(listed, (_, i) => {
    const name = readText(CALLER, listed, String(i), 'frontier');
    if (names.includes(name)) return name;
    return refuse('domain.not_one_of', CALLER, `frontier[${i}]`, 'the name of a policy', name);
  });
  const paths = isAbsent(options, 'paths') ? null : readInteger(CALLER, options, 'paths', 1);
  const n = policies.length;
  const subject = n === 1 ? names[0]! : `${count(n)} policies`;
  const title = readTitle(CALLER, options, `Tracking error against cost of ${subject}, % of capital a year`);

  const best = new Set(frontier);
  const rows = policies.map((policy) => ({
    ...policy,
    series: best.has(policy.name) ? 'on the frontier' : 'beaten by another',
  }));
  const efficient = rows.filter(({ name }) => best.has(name)).sort((a, b) => a.x - b.x);
  const room = (low: 'xLower' | 'yLower', high: 'xUpper' | 'yUpper'): JsonObject => {
    const ends = rows.flatMap((row) => [row[low], row[high]]);
    return roomFor(ends, 0.15, 0.15);
  };
  const x = quantity('x', 'costs, % of capital a year', '~%', room('xLower', 'xUpper'));
  const y = quantity('y', 'tracking error, % a year', '~%', room('yLower', 'yUpper'));
  const kinds = ['on the frontier', 'beaten by another'];
  const color = bySeries(kinds, [BLUE, VERMILLION]);
  const acrossBar = { x: { ...x, field: 'xLower' }, x2: { field: 'xUpper' }, y, color };
  const upBar = { x, y: { ...y, field: 'yLower' }, y2: { field: 'yUpper' }, color };
  const shape = bySeries(kinds, ['circle', 'square']);
  const name = { x, y, text: { field: 'name', type: 'nominal' } };
  const beaten = rows.filter((row) => n <= MOST_LABELLED && !efficient.includes(row));
  // Below and left of the frontier there is nothing.
  const below = { align: 'right', dx: -8, dy: 9, limit: 200 };
  const above = { align: 'left', dx: 8, dy: -8, limit: 200 };
  const layers = [
    ...marks(efficient, 'line', { color: BLUE, opacity: 0.5 }, { x, y, order: { field: 'x' } }),
    ...marks(rows, 'rule', {}, acrossBar),
    ...marks(rows, 'rule', {}, upBar),
    ...marks(rows, 'point', { filled: true, size: 60, opacity: 1 }, { x, y, color, shape }),
    ...marks(efficient, 'text', below, name),
    ...marks(beaten, 'text', above, name),
  ];
  const over = paths === null ? '' : `means over ${count(paths)} path${paths === 1 ? '' : 's'}; `;
  return onePanel(title, [`${over}bars: two standard errors on either side`], layers, 400);
}

/** A mean and two of its errors. */
function readMean(
  source: Readonly<Record<string, unknown>>,
  field: string,
  at: string,
): readonly [mean: number, radius: number] {
  const path = `${at}.${field}`;
  const fields = readObject(CALLER, source[field], path);
  const mean = readFinite(CALLER, fields, 'mean', path);
  const radius = 2 * readNonNegative(CALLER, fields, 'standardError', path);
  return Math.abs(mean) + radius <= 1e100
    ? [mean, radius]
    : refuse('domain.out_of_range', CALLER, path, 'up to 1e100 in size', mean);
}
