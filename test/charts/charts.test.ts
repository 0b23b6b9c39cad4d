// What each chart says and holds, against figures worked out here by other means.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as charts from '../../src/charts/index.ts';
import { smileVolatility } from '../../src/options/smileVolatility.ts';
import * as samples from './samples.ts';

const names = { asset: 'ETH', benchmark: 'BTC' };

describe('rollingBetaChart', () => {
  test('has the betas where they are, from the first one on, and two errors on either side', () => {
    const options = samples.beta();
    const rows = samples.rowsOf(charts.rollingBetaChart(options), 'line');
    expect(rows).toHaveLength(141);
    rows.forEach((row, k) => {
      const i = 59 + k;
      expect(row['x']).toBe(samples.start + i * samples.day);
      expect(row['value']).toBe(options.beta[i]);
      expect(row['lower']).toBe(options.beta[i]! - 2 * options.betaStandardError![i]!);
      expect(row['upper']).toBe(options.beta[i]! + 2 * options.betaStandardError![i]!);
    });
  });

  test('says what is in it', () => {
    expect(charts.rollingBetaChart(samples.beta()).title).toEqual({
      text: 'Beta of ETH to BTC',
      subtitle: ['return of ETH per 1.00 of return of BTC', 'band: two standard errors'],
    });
    const bare = charts.rollingBetaChart({ timestamps: [0], beta: [1], ...names });
    expect(bare.title.subtitle).toEqual(['return of ETH per 1.00 of return of BTC']);
    expect(samples.layersOf(bare).map(({ type }) => type)).toEqual(['line', 'point']);
  });

  test('says how many points it draws of many', () => {
    const length = 100_000;
    const beta = samples.normals(1, length);
    const timestamps = samples.times(length, 60_000);
    const spec = charts.rollingBetaChart({ timestamps, beta, ...names });
    const values = samples.rowsOf(spec, 'line').map(({ value }) => value as number);
    expect(values.length).toBeGreaterThan(4990);
    expect(values.length).toBeLessThanOrEqual(5000);
    expect(spec.title.subtitle[1]).toBe(
      `${String(values.length).replace('4', '4,').replace('5000', '5,000')} of 100,000 points: largest triangles, extremes`,
    );
    expect([values[0], values.at(-1)]).toEqual([beta[0], beta.at(-1)]);
    expect(Math.max(...values)).toBe(beta.reduce((most, each) => Math.max(most, each)));
    expect(Math.min(...values)).toBe(beta.reduce((least, each) => Math.min(least, each)));
  });

  test('draws exactly 5,000 points whole, and of 5,001 fewer', () => {
    const of = (length: number): charts.VegaLiteSpec =>
      charts.rollingBetaChart({
        timestamps: samples.times(length),
        beta: samples.normals(2, length),
        ...names,
      });
    expect(samples.rowsOf(of(5000), 'line')).toHaveLength(5000);
    expect(of(5000).title.subtitle).toHaveLength(1);
    expect(samples.rowsOf(of(5001), 'line').length).toBeLessThanOrEqual(5000);
    expect(of(5001).title.subtitle).toHaveLength(2);
  });

  test('-0 is 0', () => {
    const options = { timestamps: [-0], beta: [-0], betaStandardError: [-0], ...names };
    const [row] = samples.rowsOf(charts.rollingBetaChart(options), 'line');
    expect(Object.values(row!).every((value) => Object.is(value, 0))).toBe(true);
  });
});

describe('correlationPathChart', () => {
  test('has a line a pair, on the whole scale', () => {
    const options = samples.path();
    const spec = charts.correlationPathChart(options);
    expect(spec.title.text).toBe('Correlation of 3 pairs');
    const [line] = samples.layersOf(spec);
    expect(line!.encoding['y']!['scale']).toEqual({ zero: false, domain: [-1, 1] });
    for (const { x, y, values } of options.pairs) {
      const drawn = line!.values.filter(({ series }) => series === `${x} and ${y}`);
      expect(drawn.map(({ value }) => value)).toEqual(Array.from(values).slice(59));
    }
    expect((line!.encoding['color']!['scale'] as { domain: string[] }).domain).toEqual([
      'COIN0 and COIN1',
      'COIN0 and COIN2',
      'COIN1 and COIN2',
    ]);
  });

  test('shares its points among the lines', () => {
    const length = 20_000;
    const pairs = ['B', 'C', 'D'].map((y, i) => ({
      x: 'A',
      y,
      values: samples.normals(i, length).map((value) => value / 10),
    }));
    const spec = charts.correlationPathChart({ timestamps: samples.times(length, 60_000), pairs });
    for (const { y } of pairs) {
      const drawn = samples.rowsOf(spec, 'line').filter(({ series }) => series === `A and ${y}`);
      expect(drawn.length).toBeGreaterThan(1660);
      expect(drawn.length).toBeLessThanOrEqual(1666);
    }
    expect(spec.title.subtitle[0]).toMatch(/^4,99\d of 60,000 points: /);
  });
});

describe('correlationHeatmap', () => {
  test('has each cell in its row and column', () => {
    const { symbols, matrix } = samples.heatmap();
    const spec = charts.correlationHeatmap({ symbols, matrix });
    const cells = samples.rowsOf(spec, 'rect');
    expect(cells).toHaveLength(16);
    for (const { x, y, value } of cells)
      expect(value).toBe(matrix[symbols.indexOf(String(y))]![symbols.indexOf(String(x))]);
    const [tiles] = samples.layersOf(spec);
    expect(tiles!.encoding['color']!['scale']).toMatchObject({
      domain: [-1, 0, 1],
      range: ['#0072B2', '#f2f2f2', '#D55E00'],
    });
    expect(tiles!.encoding['y']!['scale']).toEqual({ domain: symbols });
  });

  test('writes numbers up to 12 symbols, dashes where there is none, in an ink that shows', () => {
    const texts = (spec: charts.VegaLiteSpec): readonly samples.Layer[] =>
      samples.layersOf(spec).filter(({ type }) => type === 'text');
    expect(
      texts(charts.correlationHeatmap(samples.heatmap(12))).flatMap(({ values }) => values),
    ).toHaveLength(144);
    expect(texts(charts.correlationHeatmap(samples.heatmap(13)))).toEqual([]);
    const matrix = [
      [1, NaN, -0.9],
      [NaN, 1, -0.7],
      [-0.9, -0.7, 1],
    ];
    const gaps = charts.correlationHeatmap({ symbols: ['A', 'B', 'C'], matrix });
    const [dashes, figures] = texts(gaps);
    expect(dashes!.values).toHaveLength(2);
    expect(figures!.values.map(({ value }) => value)).toEqual([1, -0.9, 1, -0.7, -0.9, -0.7, 1]);
    expect(gaps.title.subtitle).toEqual(['dash: no correlation']);
  });
});

describe('residualChart', () => {
  test('has the pairs, the line from end to end and two deviations about it', () => {
    const options = samples.residual();
    const spec = charts.residualChart(options);
    const { assetReturns, benchmarkReturns } = options;
    expect(samples.rowsOf(spec, 'point')).toEqual(
      Array.from(assetReturns, (y, i) => ({ x: benchmarkReturns[i]!, y })),
    );
    const [from, to] = samples.rowsOf(spec, 'line');
    expect(from!['x']).toBe(Math.min(...Array.from(benchmarkReturns)));
    expect(to!['x']).toBe(Math.max(...Array.from(benchmarkReturns)));
    for (const end of [from!, to!]) {
      const fitted = options.alpha + options.beta * Number(end['x']);
      expect(end['y']).toBe(fitted);
      expect(end['lower']).toBe(fitted - 2 * options.residualStandardDeviation!);
      expect(end['upper']).toBe(fitted + 2 * options.residualStandardDeviation!);
    }
    expect(spec.title.text).toBe(`Returns of ETH against BTC: beta ${options.beta.toFixed(2)}`);
  });

  test('says its line and its band in per cent', () => {
    const options = {
      assetReturns: [0.1, 0.2],
      benchmarkReturns: [0.1, 0.3],
      beta: 1.5,
      alpha: -0.00125,
      ...names,
    };
    const spec = charts.residualChart({ ...options, residualStandardDeviation: 0.02 });
    expect(spec.title.subtitle).toEqual([
      'line: -0.125 % a period + 1.50 x return of BTC',
      'band: two residual standard deviations, 4 %',
    ]);
    const bare = charts.residualChart(options);
    expect(bare.title.subtitle).toHaveLength(1);
    expect(samples.layersOf(bare).map(({ type }) => type)).toEqual(['point', 'line']);
  });

  test('leaves out what is missing on either side, and says so', () => {
    const spec = charts.residualChart({
      assetReturns: [0.1, NaN, 0.3, 0.4],
      benchmarkReturns: [0.2, 0.2, NaN, -0.1],
      beta: 1,
      alpha: 0,
      ...names,
    });
    expect(samples.rowsOf(spec, 'point')).toEqual([
      { x: 0.2, y: 0.1 },
      { x: -0.1, y: 0.4 },
    ]);
    expect(spec.title.subtitle[1]).toBe('2 of 4 periods not drawn: a return is missing');
  });

  test('of many points keeps density and extremes, whatever their order', () => {
    const options = samples.residual(20_000);
    const y = Array.from(options.assetReturns);
    const x = Array.from(options.benchmarkReturns);
    const spec = charts.residualChart(options);
    const drawn = samples.rowsOf(spec, 'point') as { x: number; y: number }[];
    expect(drawn.length).toBeGreaterThan(4990);
    expect(drawn.length).toBeLessThanOrEqual(5000);
    expect(spec.title.subtitle.at(-1)).toMatch(/^(4,99\d|5,000) of 20,000 points: evenly by rank, extremes$/);
    const residuals = y.map((each, i) => each - options.alpha - options.beta * x[i]!);
    for (const [of, i] of [
      [x, x.indexOf(Math.min(...x))],
      [x, x.indexOf(Math.max(...x))],
      [y, y.indexOf(Math.min(...y))],
      [y, y.indexOf(Math.max(...y))],
      [residuals, residuals.indexOf(Math.min(...residuals))],
      [residuals, residuals.indexOf(Math.max(...residuals))],
    ] as const) {
      expect(of[i]).toBeDefined();
      expect(drawn).toContainEqual({ x: x[i]!, y: y[i]! });
    }
    // A quarter of the points, so a quarter of those in any range of the benchmark's returns, to one or two.
    for (const [low, high] of [
      [-1, -0.03],
      [-0.03, 0],
      [0, 0.01],
      [0.01, 1],
    ] as const) {
      const share = x.filter((each) => each > low && each <= high).length / 4;
      const got = drawn.filter((each) => each.x > low && each.x <= high).length;
      expect(Math.abs(got - share)).toBeLessThan(6);
    }
    const reversed = charts.residualChart({
      ...options,
      assetReturns: [...y].reverse(),
      benchmarkReturns: [...x].reverse(),
    });
    expect(samples.rowsOf(reversed, 'point')).toEqual(drawn);
  });
});

test('residualChart of many points draws the same of equal benchmark returns, whatever their order', () => {
  const options = samples.residual(8000);
  const benchmarkReturns = Array.from(options.benchmarkReturns, (value) => Math.round(100 * value) / 100);
  const assetReturns = Array.from(options.assetReturns);
  const one = charts.residualChart({ ...options, assetReturns, benchmarkReturns });
  const other = charts.residualChart({
    ...options,
    assetReturns: assetReturns.reverse(),
    benchmarkReturns: benchmarkReturns.reverse(),
  });
  expect(samples.rowsOf(other, 'point')).toEqual(samples.rowsOf(one, 'point'));
});

describe('wealthChart', () => {
  test('has both wealths, and how far each is below its peak', () => {
    const spec = charts.wealthChart({
      timestamps: samples.times(6),
      hedged: [100, 90, 110, NaN, 99, 121],
      unhedged: [100, 50, 200, 150, 100, 300],
      currency: 'EUR',
    });
    const lines = samples.layersOf(spec).filter(({ type }) => type === 'line');
    const of = (index: number, name: string): unknown[] =>
      lines[index]!.values.filter(({ series }) => series === name).map(({ value }) => value);
    expect(of(0, 'hedged')).toEqual([100, 90, 110, null, 99, 121]);
    expect(of(0, 'unhedged')).toEqual([100, 50, 200, 150, 100, 300]);
    expect(of(1, 'hedged')).toEqual([0, 90 / 100 - 1, 0, null, 99 / 110 - 1, 0]);
    expect(of(1, 'unhedged')).toEqual([0, -0.5, 0, -0.25, -0.5, 0]);
    expect(spec.title.text).toBe('Wealth hedged and unhedged, EUR');
    expect(spec.title.subtitle).toEqual(['largest drawdown: 10 % hedged, 50 % unhedged']);
  });

  test('a drawdown is of all points, also of a peak between those drawn', () => {
    const length = 50_000;
    const level = samples.normals(5, length).map((value) => 1000 + 10 * value);
    const spec = charts.wealthChart({
      timestamps: samples.times(length, 60_000),
      hedged: level,
      unhedged: level,
      currency: 'EUR',
    });
    const wealth = new Map(samples.rowsOf(spec, 'line').map(({ x, value }) => [x, value as number]));
    const below = samples.layersOf(spec).filter(({ type }) => type === 'line')[1]!.values;
    let peak = 0;
    const drawdown = level.map((value) => value / (peak = Math.max(peak, value)) - 1);
    expect(wealth.size).toBeGreaterThan(1240);
    for (const { x, value } of below) expect(value).toBe(drawdown[(Number(x) - samples.start) / 60_000]! + 0);
  });
});

describe('bandChart', () => {
  test('has the deviation, the band about 0 and the trades where they left it', () => {
    const spec = charts.bandChart({
      timestamps: [0, 10, 20, 30],
      exposure: [1, 1.5, 0.5, 0.75],
      target: 0.5,
      halfWidth: 0.25,
      hardLimit: 0.75,
      fills: [
        { timestamp: 29, contracts: '-2.5' },
        { timestamp: 10, contracts: 1 },
        { timestamp: 10, contracts: '0.001' },
        { timestamp: 10, contracts: -1 },
      ],
      exposureUnit: 'BTC',
    });
    expect(samples.rowsOf(spec, 'area')).toEqual(
      [0.5, 1, 0, 0.25].map((value, i) => ({ x: 10 * i, value, lower: -0.25, upper: 0.25 })),
    );
    expect(samples.rowsOf(spec, 'rule')).toEqual([{ value: 0.75 }, { value: -0.75 }]);
    expect(samples.rowsOf(spec, 'point')).toEqual([
      { x: 10, value: 1, series: 'buy' },
      { x: 10, value: 1, series: 'sell' },
      { x: 20, value: 0, series: 'sell' },
    ]);
    expect(spec.title).toEqual({
      text: 'Exposure less target 0.5, BTC',
      subtitle: ['3 trades; 2 of 4 times outside the band of 0.25', 'dashed: the hard limit of 0.75'],
    });
  });

  test('counts what is outside on either side, the edge not', () => {
    const spec = charts.bandChart({
      timestamps: [0, 1, 2, 3, 4],
      exposure: [-0.5, -0.25, 0, 0.25, 0.5],
      target: 0,
      halfWidth: 0.25,
      fills: [],
      exposureUnit: 'beta',
    });
    expect(spec.title.subtitle).toEqual(['0 trades; 2 of 5 times outside the band of 0.25']);
  });

  test('of a band a time: wide where it is wide, absent where it is not known', () => {
    const spec = charts.bandChart({
      timestamps: [0, 1, 2, 3],
      exposure: [0.3, 0.3, 0.3, NaN],
      target: 0,
      halfWidth: [0.2, NaN, 0.4, 0.1],
      fills: [{ timestamp: 3, contracts: 1 }],
      exposureUnit: 'beta',
    });
    expect(samples.rowsOf(spec, 'area').map(({ upper }) => upper)).toEqual([0.2, null, 0.4]);
    expect(samples.layersOf(spec).map(({ type }) => type)).toEqual(['area', 'line']);
    expect(spec.title.subtitle).toEqual([
      '1 trade; 1 of 3 times outside the band',
      '1 trade not drawn: an exposure is missing',
    ]);
  });

  test('of many trades draws some of each side, and says so', () => {
    const length = 3000;
    const options = samples.band(length);
    const fills = options.timestamps as number[];
    const spec = charts.bandChart({
      ...options,
      fills: fills.map((timestamp, i) => ({ timestamp, contracts: i % 2 === 0 ? 1 : -1 })),
    });
    const marks = samples.rowsOf(spec, 'point');
    for (const side of ['buy', 'sell'])
      expect(Math.abs(marks.filter(({ series }) => series === side).length - 500)).toBeLessThan(3);
    expect(spec.title.subtitle.at(-1)).toMatch(/^\d,\d{3} of 6,000 points: /);
  });
});

describe('frontierChart', () => {
  test('has each policy with two errors, the frontier by rising cost', () => {
    const mean = (value: number, standardError: number): charts.ChartedMean => ({
      mean: value,
      standardError,
    });
    const spec = charts.frontierChart({
      policies: [
        { name: 'A', costPerYear: mean(0.5, 0.125), trackingError: mean(1, 0.25) },
        { name: 'B', costPerYear: mean(0.25, 0), trackingError: mean(2, 0.5) },
        { name: 'C', costPerYear: mean(0.75, 0), trackingError: mean(3, 0) },
      ],
      frontier: ['A', 'B'],
      paths: 1200,
    });
    const series = 'on the frontier';
    const a = { name: 'A', x: 0.5, xError: 0.25, y: 1, yError: 0.5, series };
    const b = { name: 'B', x: 0.25, xError: 0, y: 2, yError: 1, series };
    const c = { name: 'C', x: 0.75, xError: 0, y: 3, yError: 0, series: 'beaten' };
    expect(samples.rowsOf(spec, 'line')).toEqual([b, a]);
    expect(samples.rowsOf(spec, 'point')).toEqual([a, b, c]);
    const [across, up] = samples.layersOf(spec).filter(({ type }) => type === 'errorbar');
    const places = { x: { field: 'x' }, y: { field: 'y' } };
    expect(across!.encoding).toMatchObject({ ...places, xError: { field: 'xError' } });
    expect(up!.encoding).toMatchObject({ ...places, yError: { field: 'yError' } });
    expect(across!.encoding['x']!['axis']).toMatchObject({
      title: 'costs, % of capital a year',
      format: '~%',
    });
    expect(spec.title).toEqual({
      text: 'Tracking error against cost of 3 policies',
      subtitle: ['means over 1,200 paths', 'bars: two standard errors'],
    });
  });

  test('names all up to twelve, above that the frontier alone', () => {
    const named = (n: number): number =>
      samples
        .layersOf(charts.frontierChart(samples.frontier(n)))
        .filter(({ type }) => type === 'text')
        .reduce((sum, { values }) => sum + values.length, 0);
    expect([named(2), named(12), named(13)]).toEqual([2, 12, 12]);
    // Of a frontier of 29 every third, so that names do not lie on each other.
    expect(named(30)).toBe(10);
  });
});

describe('smileChart', () => {
  test('has the volatilities of the smile, through every knot and a tenth beyond', () => {
    const options = samples.smile();
    const { smile } = options;
    const spec = charts.smileChart(options);
    const line = samples.rowsOf(spec, 'line') as { x: number; value: number }[];
    for (const { x, value } of line)
      // The strike is exp of what the curve is evaluated at: 8 roundings of a smile that is not steep; observed 2.3e-16.
      expect(Math.abs(value / smileVolatility({ smile, strike: x }) - 1)).toBeLessThan(9e-16);
    const width = Math.log(70_000 / 40_000);
    // Of the logarithm and of exp: observed 3e-16.
    expect(Math.abs(Math.log(40_000 / line[0]!.x) / (0.1 * width) - 1)).toBeLessThan(1e-14);
    expect(Math.abs(Math.log(line.at(-1)!.x / 70_000) / (0.1 * width) - 1)).toBeLessThan(1e-14);
    for (const k of smile.logMoneyness)
      expect(Math.min(...line.map(({ x }) => Math.abs(Math.log(x / smile.forward) - k)))).toBeLessThan(1e-14);
    expect(line.every(({ x }, i) => i === 0 || x >= line[i - 1]!.x)).toBe(true);
  });

  test('has the quotes that there are, and the forward', () => {
    const spec = charts.smileChart(samples.smile());
    expect(samples.rowsOf(spec, 'point')).toEqual(
      [[40_000, 0.92], [45_000, 0.84], [50_000, 0.78], [60_000, 0.72], [70_000, 0.755]].map(([x, value]) => ({ x, value })),
    ); // prettier-ignore
    expect(samples.rowsOf(spec, 'rule')).toEqual([{ x: 57_000 }]);
    expect(spec.title).toEqual({
      text: 'Implied volatility of BTC, 18 days to expiry',
      subtitle: ['dots: quotes', 'dashed: the forward, 57,000 USD'],
    });
    const bare = charts.smileChart({ ...samples.smile(), quotes: undefined });
    expect(bare.title.subtitle).toEqual(['dashed: the forward, 57,000 USD']);
  });

  test('of one day it says day', () => {
    const smile = { ...samples.smile().smile, timeToExpiryYears: 1 / 365 };
    const spec = charts.smileChart({ ...samples.smile(), smile });
    expect(spec.title.text).toBe('Implied volatility of BTC, 1 day to expiry');
  });
});

describe('greeksChart', () => {
  test('has a line a time', () => {
    const options = samples.greeks();
    const spec = charts.greeksChart(options);
    ['1 day', '7 days', '30 days'].forEach((series, i) => {
      const rows = samples.rowsOf(spec, 'line').filter((row) => row['series'] === series);
      expect(rows.map(({ x }) => x)).toEqual(options.spots);
      expect(rows.map(({ value }) => value)).toEqual(Array.from(options.values[i]!));
    });
    expect(spec.title.subtitle).toEqual(['delta per 1 USD of BTC', 'lines: time to expiry']);
    const one = charts.greeksChart(samples.greeks([7]));
    expect(one.title.subtitle).toEqual(['delta per 1 USD of BTC', '7 days to expiry']);
  });

  test.each([
    ['price', 'EUR'],
    ['delta', 'EUR per 1 EUR of SOL'],
    ['gamma', 'delta per 1 EUR of SOL'],
    ['vega', 'EUR per 1.00 of volatility'],
    ['theta', 'EUR a year'],
    ['vanna', 'delta per 1.00 of volatility'],
    ['speed', 'gamma per 1 EUR of SOL'],
  ])('knows the unit of %s', (greek, unit) => {
    const options = { ...samples.greeks(), greek, underlying: 'SOL', currency: 'EUR' };
    const { title } = charts.greeksChart(options);
    expect(title.text).toBe(`${greek} over the price of SOL`);
    expect(title.subtitle[0]).toBe(unit);
    expect(charts.greeksChart({ ...options, unit: 'apples' }).title.subtitle[0]).toBe('apples');
  });
});

describe('exposureChart', () => {
  test('is a waterfall: each bar begins where the one before ends, the largest first', () => {
    const spec = charts.exposureChart(samples.exposure());
    const bars = samples.rowsOf(spec, 'bar').map(({ name, series, from, to }) => [name, series, from, to]);
    expect(bars).toEqual([
      ['ETH/USDT', 'long', 0, 120_000],
      ['SOL/USDT', 'long', 120_000, 210_000],
      ['BTC/USDT:USDT', 'short', 210_000, 170_000],
      ['BTC in accounts', 'long', 170_000, 200_000],
      ['book', 'sum', 0, 200_000],
      ['order: BTC/USDT:USDT', 'order', 200_000, 500],
      ['after orders', 'sum', 0, 500],
    ]);
    const y = samples.layersOf(spec)[0]!.encoding['y']!['axis'] as { labelExpr: string };
    expect(JSON.parse(y.labelExpr.replace('[datum.value]', ''))).toEqual([
      'ETH/USDT: 120,000',
      'SOL/USDT: 90,000',
      'BTC/USDT:USDT: -40,000',
      'BTC in accounts: 30,000',
      'book: 200,000',
      'order: BTC/USDT:USDT: -199,500',
      'after orders: 500',
    ]);
    expect(spec.title).toEqual({
      text: 'Dollar beta before and after orders, USDT',
      subtitle: ['200,000 before, 500 after'],
    });
  });

  test('orders begin at the sum, not at what rounding made of the bars above it', () => {
    const positions = [0.3, 0.2, 0.1, 0.4].map((dollarBeta, i) => ({ symbol: `S${i}`, dollarBeta }));
    positions.push({ symbol: 'S4', dollarBeta: 1e16 }, { symbol: 'S5', dollarBeta: -1e16 });
    const orders = [{ symbol: 'X', dollarBeta: -1 }];
    const bars = samples.rowsOf(
      charts.exposureChart({ positions, coins: [], orders, numeraire: 'USD' }),
      'bar',
    );
    expect(bars.at(-3)).toMatchObject({ name: 'book', to: 1 });
    expect(bars.at(-2)).toMatchObject({ from: 1, to: 0 });
    // Of one name too.
    const merged = positions.map(({ dollarBeta }) => ({ symbol: 'S', dollarBeta }));
    const [bar] = samples.rowsOf(
      charts.exposureChart({ positions: merged, coins: [], orders: [], numeraire: 'USD' }),
      'bar',
    );
    expect(bar).toMatchObject({ name: 'S', to: 1 });
  });

  test('an order of minus the sum ends at 0', () => {
    // More than are bars of their own: the smallest are summed apart.
    const positions = Array.from({ length: 60 }, (_, i) => ({
      symbol: `S${i}`,
      dollarBeta: Math.sin(i) / 3,
    }));
    const of = (orders: charts.ChartedPosition[]): samples.Layer['values'] =>
      samples.rowsOf(charts.exposureChart({ positions, coins: [], orders, numeraire: 'USD' }), 'bar');
    const bars = of([]);
    const { to: sum } = bars.at(-1) as unknown as { to: number };
    expect(sum).toBeCloseTo(
      positions.reduce((total, { dollarBeta }) => total + dollarBeta, 0),
      14,
    );
    const hedged = of([{ symbol: 'X', dollarBeta: -sum }]);
    expect(hedged.at(-2)).toMatchObject({ from: sum, to: 0 });
    expect(hedged.at(-1)).toMatchObject({ name: 'after orders', amount: 0, from: 0, to: 0 });
  });

  test('without orders ends with the book', () => {
    const spec = charts.exposureChart({ ...samples.exposure(), orders: [] });
    expect(samples.rowsOf(spec, 'bar').at(-1)).toMatchObject({ name: 'book', from: 0, to: 200_000 });
    expect(spec.title).toEqual({ text: 'Dollar beta of the book, USDT', subtitle: ['200,000 in all'] });
  });

  test('rows of one symbol are one bar, and the smallest of many too', () => {
    const positions = Array.from({ length: 30 }, (_, i) => ({ symbol: `S${i}`, dollarBeta: 30 - i }));
    const spec = charts.exposureChart({
      ...samples.exposure(),
      positions: [...positions, { symbol: 'S29', dollarBeta: 99 }],
      coins: [],
      orders: [],
    });
    const bars = samples.rowsOf(spec, 'bar');
    expect(bars).toHaveLength(21);
    expect(bars[0]).toMatchObject({ name: 'S29', to: 100 });
    // 12, 11, ... 2: what is left of 30, 29, ... 2 after the 18 largest.
    expect(bars[19]).toMatchObject({ name: '11 smaller ones', from: 487, to: 564 });
    expect(bars[20]).toMatchObject({ name: 'book', to: 564 });
  });

  test('a permuted book gives the same bits', () => {
    // Compensated, this sum still has two last bits by its order.
    const close = [-1e-16, -2, -3, -1e16].map((dollarBeta) => ({ symbol: 'A', dollarBeta }));
    const bars = (positions: charts.ChartedPosition[]): unknown =>
      samples.rowsOf(charts.exposureChart({ positions, coins: [], orders: [], numeraire: 'USD' }), 'bar');
    expect(bars([...close].reverse())).toEqual(bars(close));

    const row = fc.record({
      symbol: fc.constantFrom('A', 'B', 'C', 'D'),
      // Of sizes so far apart that the last bit of a sum depends on the order.
      dollarBeta: fc.oneof(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.constantFrom(1e30, -1e30, 1e15 + 0.3, -1e15, 3e16, 0.1, 1e-3),
      ),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const of = (positions: typeof rows): string =>
          JSON.stringify(charts.exposureChart({ positions, coins: [], orders: positions, numeraire: 'USD' }));
        expect(of([...rows].reverse())).toBe(of(rows));
      }),
      { seed: 20_260_103, numRuns: 1000 },
    );
  });
});
