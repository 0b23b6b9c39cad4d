import { describe, expect, test } from 'vitest';
import * as charts from '../../src/charts/index.ts';
import type { ErrorCode } from '../../src/foundation/errors.ts';
import { expectRefusal, refusal } from '../errors.ts';
import * as samples from './samples.ts';

/** A chart, what is changed of its usual options, and how that is refused. */
type Refused = readonly [chart: keyof typeof base, change: object, code: ErrorCode, path: string];

const base = {
  rollingBetaChart: { timestamps: [0, 1, 2], beta: [1, 2, 3], betaStandardError: [1, 1, 1], asset: 'A', benchmark: 'B' },
  correlationHeatmap: { symbols: ['A', 'B'], matrix: [[1, 0.5], [0.5, 1]] },
  correlationPathChart: { timestamps: [0, 1], pairs: [{ x: 'A', y: 'B', values: [0.1, 0.2] }] },
  residualChart: { assetReturns: [0.1, 0.2], benchmarkReturns: [0.1, 0.3], beta: 1, alpha: 0, asset: 'A', benchmark: 'B' },
  wealthChart: { timestamps: [0, 1], hedged: [1, 2], unhedged: [1, 3], currency: 'USD' },
  bandChart: { timestamps: [0, 10], exposure: [1, 2], target: 0, halfWidth: 1, fills: [], exposureUnit: 'beta' },
  frontierChart: {
    policies: [{ name: 'A', trackingError: { mean: 1, standardError: 0 }, costPerYear: { mean: 1, standardError: 0 } }],
    frontier: ['A'],
  },
  smileChart: samples.smile(),
  greeksChart: { greek: 'gamma', spots: [1, 2], timesToExpiryYears: [0.1], values: [[1, 2]], underlying: 'A', currency: 'USD' },
  exposureChart: { positions: [{ symbol: 'A', dollarBeta: 1 }], coins: [], orders: [], numeraire: 'USD' },
} as const; // prettier-ignore

const required: Readonly<Record<keyof typeof base, readonly string[]>> = {
  rollingBetaChart: ['timestamps', 'beta', 'asset', 'benchmark'],
  correlationHeatmap: ['symbols', 'matrix'],
  correlationPathChart: ['timestamps', 'pairs'],
  residualChart: ['assetReturns', 'benchmarkReturns', 'beta', 'alpha', 'asset', 'benchmark'],
  wealthChart: ['timestamps', 'hedged', 'unhedged', 'currency'],
  bandChart: ['timestamps', 'exposure', 'target', 'halfWidth', 'fills', 'exposureUnit'],
  frontierChart: ['policies', 'frontier'],
  smileChart: ['smile', 'underlying', 'currency'],
  greeksChart: ['greek', 'spots', 'timesToExpiryYears', 'values', 'underlying', 'currency'],
  exposureChart: ['positions', 'coins', 'orders', 'numeraire'],
};

/** A time, a column of numbers with gaps, a size and a text refuse the same of every chart. */
const times = (chart: keyof typeof base): Refused[] => [
  [chart, { timestamps: [] }, 'domain.out_of_range', 'timestamps.length'],
  [chart, { timestamps: [NaN, 1] }, 'series.not_finite', 'timestamps[0]'],
  [chart, { timestamps: [0, Infinity] }, 'series.not_finite', 'timestamps[1]'],
  [chart, { timestamps: [0, 0.5] }, 'domain.not_integer', 'timestamps[1]'],
  [chart, { timestamps: [1, 1] }, 'series.not_increasing', 'timestamps[1]'],
  [chart, { timestamps: [1, -1] }, 'series.not_increasing', 'timestamps[1]'],
  [chart, { timestamps: [1_700_000_001, 1_700_000_002] }, 'unit.suspicious', 'timestamps[0]'],
  [chart, { timestamps: 5 }, 'shape.wrong_type', 'timestamps'],
  [chart, { timestamps: ['0', '1'] }, 'shape.wrong_type', 'timestamps[0]'],
];
const column = (chart: keyof typeof base, field: string): Refused[] => {
  const { length } = (base[chart] as unknown as Record<string, ArrayLike<number>>)[field]!;
  const filled = (value: unknown): unknown[] => Array.from({ length }, (_, i) => (i === 1 ? value : 1));
  return [
    [chart, { [field]: filled(Infinity) }, 'series.not_finite', `${field}[1]`],
    [chart, { [field]: filled(-Infinity) }, 'series.not_finite', `${field}[1]`],
    [chart, { [field]: filled(1.01e100) }, 'domain.out_of_range', `${field}[1]`],
    [chart, { [field]: filled(-1.7e308) }, 'domain.out_of_range', `${field}[1]`],
    [chart, { [field]: filled('1') }, 'shape.wrong_type', `${field}[1]`],
    [chart, { [field]: filled(null) }, 'shape.missing_field', `${field}[1]`],
    [chart, { [field]: new Array(length).fill(NaN) }, 'series.not_finite', field],
    [
      chart,
      { [field]: new Array(length + 1).fill(1) },
      'shape.length_mismatch',
      field.replace(/$/, '.length'),
    ],
    [chart, { [field]: 'abc' }, 'shape.wrong_type', field],
  ];
};
const size = (chart: keyof typeof base, field: string): Refused[] => [
  [chart, { [field]: NaN }, 'domain.not_finite', field],
  [chart, { [field]: Infinity }, 'domain.not_finite', field],
  [chart, { [field]: 1.01e100 }, 'domain.out_of_range', field],
  [chart, { [field]: '1' }, 'shape.wrong_type', field],
];
const text = (chart: keyof typeof base, field: string): Refused[] => [
  [chart, { [field]: '' }, 'shape.wrong_type', field],
  [chart, { [field]: 5 }, 'shape.wrong_type', field],
];

const refused: readonly Refused[] = [
  ...(Object.keys(base) as (keyof typeof base)[]).flatMap((chart) => text(chart, 'title')),
  ...times('wealthChart'),
  ...times('bandChart'),
  ...times('correlationPathChart'),
  ['rollingBetaChart', { timestamps: [] }, 'domain.out_of_range', 'timestamps.length'],

  ...column('rollingBetaChart', 'beta'),
  ...column('rollingBetaChart', 'betaStandardError'),
  ['rollingBetaChart', { betaStandardError: [1, -1e-9, 1] }, 'domain.negative', 'betaStandardError[1]'],
  ...text('rollingBetaChart', 'asset'),
  ...text('rollingBetaChart', 'benchmark'),

  ['correlationHeatmap', { symbols: [] }, 'domain.out_of_range', 'symbols.length'],
  ['correlationHeatmap', samples.heatmap(71), 'domain.out_of_range', 'symbols.length'],
  ['correlationHeatmap', { symbols: ['A', 'A'] }, 'market.inconsistent', 'symbols[1]'],
  ['correlationHeatmap', { symbols: ['A', ''] }, 'shape.wrong_type', 'symbols[1]'],
  ['correlationHeatmap', { symbols: 'AB' }, 'shape.wrong_type', 'symbols'],
  ['correlationHeatmap', { matrix: [[1, 0.5]] }, 'shape.length_mismatch', 'matrix.length'],
  ['correlationHeatmap', { matrix: [[1, 0.5], [0.5]] }, 'shape.length_mismatch', 'matrix[1].length'],
  ['correlationHeatmap', { matrix: [[1, 0.5], [0.50000001, 1]] }, 'domain.not_covariance', 'matrix[0][1]'],
  ['correlationHeatmap', { matrix: [[1, NaN], [0.5, 1]] }, 'domain.not_covariance', 'matrix[0][1]'],
  ['correlationHeatmap', { matrix: [[1, 0.5], [NaN, 1]] }, 'domain.not_covariance', 'matrix[0][1]'],
  ['correlationHeatmap', { matrix: [[1, 1.01], [1.01, 1]] }, 'domain.out_of_range', 'matrix[0][1]'],
  ['correlationHeatmap', { matrix: [[1, -Infinity], [-Infinity, 1]] }, 'domain.out_of_range', 'matrix[0][1]'],
  ['correlationHeatmap', { matrix: [[1, 0.5], [0.5, 0.9]] }, 'domain.out_of_range', 'matrix[1][1]'],
  ['correlationHeatmap', { matrix: [[1, '0.5'], [0.5, 1]] }, 'shape.wrong_type', 'matrix[0][1]'],

  ['correlationPathChart', { pairs: [] }, 'domain.out_of_range', 'pairs.length'],
  ['correlationPathChart', { pairs: {} }, 'shape.wrong_type', 'pairs'],
  ['correlationPathChart', { pairs: [null] }, 'shape.missing_field', 'pairs[0]'],
  ['correlationPathChart', { pairs: [{ y: 'B', values: [0, 0] }] }, 'shape.missing_field', 'pairs[0].x'],
  ['correlationPathChart', { pairs: [{ x: 'A', y: '', values: [0, 0] }] }, 'shape.wrong_type', 'pairs[0].y'],
  ['correlationPathChart', { pairs: [{ x: 'A', y: 'B', values: [0] }] }, 'shape.length_mismatch', 'pairs[0].values.length'],
  ['correlationPathChart', { pairs: [{ x: 'A', y: 'B', values: [0, -1.01] }] }, 'domain.out_of_range', 'pairs[0].values[1]'],
  ['correlationPathChart', { pairs: new Array(2).fill({ x: 'A', y: 'B', values: [0, 0] }) }, 'market.inconsistent', 'pairs[1]'],
  ['correlationPathChart', { pairs: Array.from({ length: 9 }, (_, i) => ({ x: 'A', y: `B${i}`, values: [0, 0] })) }, 'domain.out_of_range', 'pairs.length'],

  ...column('residualChart', 'benchmarkReturns'),
  ...column('residualChart', 'assetReturns').filter(([, , code]) => code !== 'shape.length_mismatch'),
  ['residualChart', { assetReturns: [], benchmarkReturns: [] }, 'series.not_finite', 'assetReturns'],
  ['residualChart', { assetReturns: [1, NaN], benchmarkReturns: [NaN, 1] }, 'domain.out_of_range', 'benchmarkReturns'],
  ...size('residualChart', 'beta'),
  ...size('residualChart', 'alpha'),
  ...size('residualChart', 'residualStandardDeviation'),
  ['residualChart', { residualStandardDeviation: -0.1 }, 'domain.negative', 'residualStandardDeviation'],
  ['residualChart', { status: 'degenerate' }, 'estimate.not_ok', 'status'],
  ...text('residualChart', 'asset'),
  ...text('residualChart', 'benchmark'),

  ...column('wealthChart', 'hedged'),
  ...column('wealthChart', 'unhedged'),
  ['wealthChart', { hedged: [1, 0] }, 'series.not_positive', 'hedged[1]'],
  ['wealthChart', { hedged: [-0, 1] }, 'series.not_positive', 'hedged[0]'],
  ['wealthChart', { unhedged: [1, -1] }, 'series.not_positive', 'unhedged[1]'],
  ...text('wealthChart', 'currency'),

  ...column('bandChart', 'exposure'),
  ...size('bandChart', 'target'),
  ...size('bandChart', 'halfWidth').slice(0, 3),
  ['bandChart', { halfWidth: -1 }, 'domain.negative', 'halfWidth'],
  ['bandChart', { halfWidth: [1, -1] }, 'domain.negative', 'halfWidth[1]'],
  ['bandChart', { halfWidth: [1] }, 'shape.length_mismatch', 'halfWidth.length'],
  ['bandChart', { halfWidth: 'wide' }, 'shape.wrong_type', 'halfWidth'],
  ...size('bandChart', 'hardLimit'),
  ['bandChart', { hardLimit: -1 }, 'domain.negative', 'hardLimit'],
  ['bandChart', { fills: [{ timestamp: -1, contracts: 1 }] }, 'domain.out_of_range', 'fills[0].timestamp'],
  ['bandChart', { fills: [{ timestamp: 11, contracts: 1 }] }, 'domain.out_of_range', 'fills[0].timestamp'],
  ['bandChart', { fills: [{ timestamp: 1.5, contracts: 1 }] }, 'domain.not_integer', 'fills[0].timestamp'],
  ['bandChart', { fills: [{ contracts: 1 }] }, 'shape.missing_field', 'fills[0].timestamp'],
  ['bandChart', { fills: [{ timestamp: 1 }] }, 'shape.missing_field', 'fills[0].contracts'],
  ['bandChart', { fills: [{ timestamp: 1, contracts: 0 }] }, 'domain.out_of_range', 'fills[0].contracts'],
  ['bandChart', { fills: [{ timestamp: 1, contracts: '-0' }] }, 'domain.out_of_range', 'fills[0].contracts'],
  ['bandChart', { fills: [{ timestamp: 1, contracts: 'one' }] }, 'shape.wrong_type', 'fills[0].contracts'],
  ['bandChart', { fills: [{ timestamp: 1, contracts: '1e5' }] }, 'shape.wrong_type', 'fills[0].contracts'],
  ['bandChart', { fills: [{ timestamp: 1, contracts: NaN }] }, 'domain.not_finite', 'fills[0].contracts'],
  ['bandChart', { fills: [5] }, 'shape.wrong_type', 'fills[0]'],
  ...text('bandChart', 'exposureUnit'),

  ['frontierChart', { status: 'insufficient_data' }, 'estimate.not_ok', 'status'],
  ['frontierChart', { policies: [] }, 'domain.out_of_range', 'policies.length'],
  ['frontierChart', { policies: [base.frontierChart.policies[0], base.frontierChart.policies[0]] }, 'market.inconsistent', 'policies[1].name'],
  ['frontierChart', { policies: [{ name: 'A', costPerYear: { mean: 1, standardError: 0 } }] }, 'shape.missing_field', 'policies[0].trackingError'],
  ['frontierChart', { policies: [{ ...base.frontierChart.policies[0], costPerYear: { mean: NaN, standardError: 0 } }] }, 'domain.not_finite', 'policies[0].costPerYear.mean'],
  ['frontierChart', { policies: [{ ...base.frontierChart.policies[0], costPerYear: { mean: 0, standardError: -1 } }] }, 'domain.negative', 'policies[0].costPerYear.standardError'],
  ['frontierChart', { policies: [{ ...base.frontierChart.policies[0], costPerYear: { mean: 0, standardError: 1e100 } }] }, 'domain.out_of_range', 'policies[0].costPerYear'],
  ['frontierChart', { frontier: ['B'] }, 'domain.not_one_of', 'frontier[0]'],
  ['frontierChart', { frontier: [1] }, 'shape.wrong_type', 'frontier[0]'],
  ['frontierChart', { paths: 0 }, 'domain.out_of_range', 'paths'],
  ['frontierChart', { paths: 1.5 }, 'domain.not_integer', 'paths'],

  ['smileChart', { smile: { status: 'insufficient_data', required: 1, observed: 0 } }, 'estimate.not_ok', 'smile.status'],
  ['smileChart', { smile: { ...samples.smile().smile, forward: 1e99 * 1e2 } }, 'domain.out_of_range', 'smile'],
  ['smileChart', { smile: { ...samples.smile().smile, forward: 0 } }, 'domain.not_positive', 'smile.forward'],
  ['smileChart', { smile: { status: 'ok', forward: 1, timeToExpiryYears: 1, logMoneyness: [0], totalVariance: [0.01], pieces: [[5, 0, 0], [0, 0, 0]] } }, 'domain.not_positive', 'smile'],
  ['smileChart', { quotes: 5 }, 'shape.wrong_type', 'quotes'],
  ['smileChart', { quotes: { strikes: [1, 2] } }, 'shape.missing_field', 'quotes.volatilities'],
  ['smileChart', { quotes: { strikes: [1, 1], volatilities: [1, 1] } }, 'series.not_increasing', 'quotes.strikes[1]'],
  ['smileChart', { quotes: { strikes: [0, 1], volatilities: [1, 1] } }, 'series.not_positive', 'quotes.strikes[0]'],
  ['smileChart', { quotes: { strikes: [1, NaN], volatilities: [1, 1] } }, 'series.not_finite', 'quotes.strikes[1]'],
  ['smileChart', { quotes: { strikes: [1, 1e101], volatilities: [1, 1] } }, 'domain.out_of_range', 'quotes.strikes[1]'],
  ['smileChart', { quotes: { strikes: [1, 2], volatilities: [1, -1] } }, 'domain.negative', 'quotes.volatilities[1]'],
  ['smileChart', { quotes: { strikes: [1, 2], volatilities: [1] } }, 'shape.length_mismatch', 'quotes.volatilities.length'],
  ['smileChart', { quotes: { strikes: [1, 2], volatilities: [NaN, NaN] } }, 'series.not_finite', 'quotes.volatilities'],
  ...text('smileChart', 'underlying'),
  ...text('smileChart', 'currency'),

  ['greeksChart', { greek: 'thetaPerDay' }, 'shape.missing_field', 'unit'],
  ['greeksChart', { greek: 'toString' }, 'shape.missing_field', 'unit'],
  ['greeksChart', { unit: '' }, 'shape.wrong_type', 'unit'],
  ['greeksChart', { spots: [2, 1] }, 'series.not_increasing', 'spots[1]'],
  ['greeksChart', { spots: [1, NaN] }, 'series.not_finite', 'spots[1]'],
  ['greeksChart', { spots: [0, 1] }, 'series.not_positive', 'spots[0]'],
  ['greeksChart', { spots: [], values: [[]] }, 'series.not_finite', 'spots'],
  ['greeksChart', { timesToExpiryYears: [-0.1] }, 'domain.negative', 'timesToExpiryYears[0]'],
  ['greeksChart', { timesToExpiryYears: [NaN] }, 'series.not_finite', 'timesToExpiryYears[0]'],
  ['greeksChart', { timesToExpiryYears: [], values: [] }, 'domain.out_of_range', 'timesToExpiryYears.length'],
  ['greeksChart', { timesToExpiryYears: [1, 1], values: [[1, 2], [1, 2]] }, 'market.inconsistent', 'timesToExpiryYears[1]'],
  ['greeksChart', { timesToExpiryYears: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, 'domain.out_of_range', 'timesToExpiryYears.length'],
  ['greeksChart', { values: [] }, 'shape.length_mismatch', 'values.length'],
  ['greeksChart', { values: [[1]] }, 'shape.length_mismatch', 'values[0].length'],
  ['greeksChart', { values: [[1, Infinity]] }, 'series.not_finite', 'values[0][1]'],
  ['greeksChart', { values: [[NaN, NaN]] }, 'series.not_finite', 'values[0]'],
  ...text('greeksChart', 'underlying'),
  ...text('greeksChart', 'currency'),

  ['exposureChart', { positions: [{ symbol: 'A' }] }, 'shape.missing_field', 'positions[0].dollarBeta'],
  ['exposureChart', { positions: [{ symbol: 'A', dollarBeta: NaN }] }, 'domain.not_finite', 'positions[0].dollarBeta'],
  ['exposureChart', { positions: [{ symbol: '', dollarBeta: 1 }] }, 'shape.wrong_type', 'positions[0].symbol'],
  ['exposureChart', { positions: [5] }, 'shape.wrong_type', 'positions[0]'],
  ['exposureChart', { coins: [{ symbol: 'A', dollarBeta: 1 }] }, 'shape.missing_field', 'coins[0].coin'],
  ['exposureChart', { orders: [{ symbol: 'A', dollarBeta: '1' }] }, 'shape.wrong_type', 'orders[0].dollarBeta'],
  ['exposureChart', { positions: [{ symbol: 'A', dollarBeta: 1.7e308 }, { symbol: 'B', dollarBeta: 1.7e308 }] }, 'domain.out_of_range', 'positions'],
  ['exposureChart', { orders: [{ symbol: 'A', dollarBeta: -1.01e100 }] }, 'domain.out_of_range', 'orders'],
  ...text('exposureChart', 'numeraire'),
]; // prettier-ignore

const call = (chart: keyof typeof base, options: unknown): charts.VegaLiteSpec =>
  (charts[chart] as (options: unknown) => charts.VegaLiteSpec)(options);

test.each(refused.map(([chart, change, code, path], i) => [i, chart, path, code, change] as const))(
  '%i %s: %s, %s',
  (_, chart, path, code, change) => {
    expectRefusal(() => call(chart, { ...base[chart], ...change }), code, path);
  },
);

describe.each(Object.keys(base) as (keyof typeof base)[])('%s', (chart) => {
  test('takes what the rows above change', () => {
    expect(call(chart, base[chart]).title.text).not.toBe('');
  });

  test.each(required[chart])('needs %s', (field) => {
    const without = { ...base[chart], [field]: undefined };
    expectRefusal(() => call(chart, without), 'shape.missing_field', field);
  });

  test.each([undefined, null, 5, 'text', []])('takes an object alone, not %s', (options) => {
    const { code, path, caller } = refusal(() => call(chart, options));
    expect({ path, caller }).toEqual({ path: '', caller: chart });
    expect(code).toMatch(/^shape\./);
  });
});

test('more gaps than can be drawn are refused, and why', () => {
  const beta = Array.from({ length: 20_000 }, (_, i) => (i % 2 === 0 ? 1 : NaN));
  const options = { timestamps: samples.times(20_000), beta, asset: 'A', benchmark: 'B' };
  const { message, code, path } = refusal(() => charts.rollingBetaChart(options));
  expect({ code, path }).toEqual({ code: 'domain.out_of_range', path: 'beta' });
  expect(message).toMatch(/of gaps that 5000 points can show/);
});

test('tiny numbers are drawn', () => {
  const beta = [5e-324, 1e-300, -5e-324];
  const spec = charts.rollingBetaChart({ ...base.rollingBetaChart, beta, betaStandardError: undefined });
  expect(samples.rowsOf(spec, 'line').map(({ value }) => value)).toEqual(beta);
});
