// Nothing, one point, gaps in every column that takes them, and a hundred thousand points: each chart draws them, or
// says why not.
import { describe, expect, test } from 'vitest';
import * as charts from '../../src/charts/index.ts';
import type { VegaLiteSpec } from '../../src/charts/vegaLiteSpec.ts';
import type { ErrorCode } from '../../src/foundation/errors.ts';
import { expectRefusal } from '../errors.ts';
import { draw } from './drawing.ts';
import * as samples from './samples.ts';

type Refused = readonly [make: () => VegaLiteSpec, code: ErrorCode, path: string];
type Drawn = () => VegaLiteSpec;

interface Kinds {
  readonly empty: Drawn | Refused;
  readonly one: Drawn | Refused;
  /** Several where columns take gaps of their own. */
  readonly gaps: readonly (Drawn | Refused)[];
  readonly large: readonly (Drawn | Refused)[];
}

const many = 100_000;
const walk = Float64Array.from(samples.normals(9, many));
for (let i = 1; i < many; i++) walk[i]! += walk[i - 1]!;
const minutes = samples.times(many, 60_000);
const places = Float64Array.from({ length: many }, (_, i) => i + 1);
const within = walk.map((value) => Math.sin(value / 100));
const names = { asset: 'ETH', benchmark: 'BTC' };
const money = { underlying: 'BTC', currency: 'USD' };
const [days, start] = [samples.times(60), samples.start];

/** Of 60 values every tenth is missing, and the first and the last. */
const gapped = Float64Array.from({ length: 60 }, (_, i) =>
  i % 10 === 9 || i === 0 ? NaN : 1 + 0.5 * Math.sin(i),
);
const whole = Float64Array.from(gapped, (value) => (Number.isNaN(value) ? 1 : value));
const even = whole.map(() => 0.1);
const { smile } = samples.smile();
const flat = {
  status: 'ok' as const,
  forward: 100,
  timeToExpiryYears: 0.5,
  logMoneyness: [0],
  totalVariance: [0.1],
  pieces: [[0, 0, 0], [0, 0, 0]] as const,
}; // prettier-ignore
const mean = (value: number): charts.ChartedMean => ({ mean: value, standardError: 0.001 });
const policy = (name: string, x: number): charts.ChartedPolicy => ({
  name,
  trackingError: mean(1 / x),
  costPerYear: mean(x / many),
});
const position = (symbol: string, dollarBeta: number): charts.ChartedPosition => ({ symbol, dollarBeta });
const book = { coins: [], orders: [], numeraire: 'USD' };

const kinds: Readonly<Record<keyof typeof charts, Kinds>> = {
  rollingBetaChart: {
    empty: [() => charts.rollingBetaChart({ timestamps: [], beta: [], ...names }), 'domain.out_of_range', 'timestamps.length'],
    one: () => charts.rollingBetaChart({ timestamps: [start], beta: [1.2], betaStandardError: [0.1], ...names }),
    gaps: [
      () => charts.rollingBetaChart({ timestamps: days, beta: gapped, betaStandardError: even, ...names }),
      () => charts.rollingBetaChart({ timestamps: days, beta: whole, betaStandardError: gapped, ...names }),
    ],
    large: [() => charts.rollingBetaChart({ timestamps: minutes, beta: walk, betaStandardError: walk.map(Math.abs), ...names })],
  },
  correlationPathChart: {
    empty: [() => charts.correlationPathChart({ timestamps: days, pairs: [] }), 'domain.out_of_range', 'pairs.length'],
    one: () => charts.correlationPathChart({ timestamps: [start], pairs: [{ x: 'A', y: 'B', values: [0.5] }] }),
    gaps: [() => charts.correlationPathChart({ timestamps: days, pairs: ['B', 'C'].map((y) => ({ x: 'A', y, values: gapped.map(Math.sin) })) })],
    large: [() => charts.correlationPathChart({ timestamps: minutes, pairs: Array.from({ length: 8 }, (_, i) => ({ x: 'A', y: `B${i}`, values: within })) })],
  },
  correlationHeatmap: {
    empty: [() => charts.correlationHeatmap({ symbols: [], matrix: [] }), 'domain.out_of_range', 'symbols.length'],
    one: () => charts.correlationHeatmap({ symbols: ['BTC'], matrix: [[1]] }),
    gaps: [() => charts.correlationHeatmap({ symbols: ['A', 'B', 'C'], matrix: [[1, NaN, 0.5], [NaN, 1, -0.8], [0.5, -0.8, 1]] })],
    // 70 rows are 4,900 cells; 317 would be a hundred thousand.
    large: [
      () => charts.correlationHeatmap(samples.heatmap(70)),
      [() => charts.correlationHeatmap(samples.heatmap(317)), 'domain.out_of_range', 'symbols.length'],
    ],
  },
  residualChart: {
    empty: [() => charts.residualChart({ assetReturns: [], benchmarkReturns: [], beta: 1, alpha: 0, ...names }), 'series.not_finite', 'assetReturns'],
    one: () => charts.residualChart({ assetReturns: [0.1], benchmarkReturns: [0.2], beta: 1, alpha: 0, residualStandardDeviation: 0.05, ...names }),
    gaps: [
      () => charts.residualChart({ assetReturns: gapped, benchmarkReturns: whole, beta: 1, alpha: 0, ...names }),
      () => charts.residualChart({ assetReturns: whole, benchmarkReturns: gapped, beta: 1, alpha: 0, ...names }),
    ],
    large: [() => charts.residualChart(samples.residual(many))],
  },
  exposureChart: {
    empty: () => charts.exposureChart({ ...book, positions: [] }),
    one: () => charts.exposureChart({ ...book, positions: [position('BTC', 5)] }),
    gaps: [[() => charts.exposureChart({ ...book, positions: [position('BTC', NaN)] }), 'domain.not_finite', 'positions[0].dollarBeta']],
    large: [
      () => charts.exposureChart({
        ...book,
        positions: Array.from(walk, (value, i) => position(`S${i}`, value)),
        orders: Array.from(walk, (value, i) => position(`S${i % 50}`, -value)),
      }),
    ],
  },
  bandChart: {
    empty: [() => charts.bandChart({ ...samples.band(1), timestamps: [], exposure: [] }), 'domain.out_of_range', 'timestamps.length'],
    one: () => charts.bandChart({ ...samples.band(1), exposure: [0.7], fills: [{ timestamp: start, contracts: 1 }] }),
    gaps: [
      () => charts.bandChart({ ...samples.band(60), exposure: gapped }),
      () => charts.bandChart({ ...samples.band(60), halfWidth: gapped }),
    ],
    large: [
      () => charts.bandChart({
        ...samples.band(many),
        timestamps: minutes,
        halfWidth: within.map(Math.abs),
        fills: minutes.map((timestamp, i) => ({ timestamp, contracts: i % 2 === 0 ? 1 : '-0.5' })),
      }),
    ],
  },
  wealthChart: {
    empty: [() => charts.wealthChart({ timestamps: [], hedged: [], unhedged: [], currency: 'USD' }), 'domain.out_of_range', 'timestamps.length'],
    one: () => charts.wealthChart({ timestamps: [start], hedged: [100], unhedged: [99], currency: 'USD' }),
    gaps: [
      () => charts.wealthChart({ timestamps: days, hedged: gapped, unhedged: whole, currency: 'USD' }),
      () => charts.wealthChart({ timestamps: days, hedged: whole, unhedged: gapped, currency: 'USD' }),
    ],
    large: [() => charts.wealthChart({ timestamps: minutes, hedged: places, unhedged: within.map((value) => 2 + value), currency: 'USD' })],
  },
  frontierChart: {
    empty: [() => charts.frontierChart({ policies: [], frontier: [] }), 'domain.out_of_range', 'policies.length'],
    one: () => charts.frontierChart({ policies: [policy('A', 1)], frontier: ['A'] }),
    gaps: [[() => charts.frontierChart({ policies: [policy('A', NaN)], frontier: [] }), 'domain.not_finite', 'policies[0].costPerYear.mean']],
    large: [
      () => charts.frontierChart({ policies: Array.from({ length: 1250 }, (_, i) => policy(`P${i}`, i + 1)), frontier: ['P0', 'P9'] }),
      [
        () => charts.frontierChart({ policies: Array.from(places, (x, i) => policy(`P${i}`, x)), frontier: Array.from(places, (_, i) => `P${i}`) }),
        'domain.out_of_range',
        'policies.length',
      ],
    ],
  },
  smileChart: {
    empty: [() => charts.smileChart({ ...samples.smile(), quotes: { strikes: [], volatilities: [] } }), 'series.not_finite', 'quotes.strikes'],
    one: () => charts.smileChart({ smile: flat, quotes: { strikes: [100], volatilities: [0.5] }, ...money }),
    gaps: [() => charts.smileChart({ smile, quotes: { strikes: days.map((_, i) => 40_000 + 500 * i), volatilities: gapped }, ...money })],
    large: [
      () => charts.smileChart({ smile, quotes: { strikes: places, volatilities: within.map(Math.abs) }, ...money }),
      () => charts.smileChart({
        smile: {
          ...flat,
          logMoneyness: Array.from(places, (i) => i / many),
          totalVariance: Array.from(places, () => 0.1),
          pieces: Array.from({ length: many + 1 }, () => [0, 0, 0] as const),
        },
        ...money,
      }),
    ],
  },
  greeksChart: {
    empty: [() => charts.greeksChart({ ...samples.greeks(), spots: [], values: [[], [], []] }), 'series.not_finite', 'spots'],
    one: () => charts.greeksChart({ ...samples.greeks(), spots: [1], timesToExpiryYears: [0], values: [[1]] }),
    gaps: [() => charts.greeksChart({ ...samples.greeks(), spots: days, timesToExpiryYears: [0.1, 0.2], values: [gapped, whole] })],
    large: [
      () => charts.greeksChart({
        ...samples.greeks(),
        spots: places,
        timesToExpiryYears: [1, 2, 3, 4, 5, 6, 7, 8],
        values: Array.from({ length: 8 }, () => walk),
      }),
    ],
  },
}; // prettier-ignore

const check = async (input: Drawn | Refused): Promise<VegaLiteSpec | undefined> => {
  if (typeof input !== 'function') {
    expectRefusal(...input);
    return undefined;
  }
  const spec = input();
  const { svg, complaints } = await draw(spec);
  expect(complaints).toEqual([]);
  expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
  // A line of the smile's forward, or of a hard limit, is no point of the data.
  expect(samples.pointsOf(spec)).toBeLessThanOrEqual(5002);
  return spec;
};

describe.each(Object.keys(charts) as (keyof typeof charts)[])('%s', (chart) => {
  test('of nothing and of one point', async () => {
    await check(kinds[chart].empty);
    await check(kinds[chart].one);
  });

  test('with gaps', async () => {
    for (const input of kinds[chart].gaps) await check(input);
  });

  test('of a hundred thousand points', async () => {
    for (const input of kinds[chart].large) {
      const spec = await check(input);
      if (spec === undefined || chart === 'correlationHeatmap' || chart === 'frontierChart') continue;
      const said = [...spec.title.subtitle, JSON.stringify(samples.layersOf(spec)[0]!.values)].join('\n');
      expect(said).toMatch(/\d,\d{3} of \d{3},\d{3} points: |\d{2},\d{3} smaller ones/);
    }
  });
});
