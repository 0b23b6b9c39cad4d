import { describe, expect, test } from 'vitest';
import * as charts from '../../src/charts/index.ts';
import type { VegaLiteSpec } from '../../src/charts/vegaLiteSpec.ts';
import { draw, stretches } from './drawing.ts';
import * as samples from './samples.ts';

const many = 100_000;
const walk = Float64Array.from(samples.normals(9, many));
for (let i = 1; i < many; i++) walk[i]! += walk[i - 1]!;
const minutes = samples.times(many, 60_000);
const names = { asset: 'ETH', benchmark: 'BTC' };
const gapped = Float64Array.from({ length: 90 }, (_, i) => (i % 10 === 9 ? NaN : Math.sin(i)));

/** Of each chart a usual one, one point, gaps and a hundred thousand points, as far as it has them. */
const drawn: Readonly<Record<string, () => VegaLiteSpec>> = {
  ...samples.usual,
  'beta, one point': () =>
    charts.rollingBetaChart({ timestamps: [samples.start], beta: [1.2], betaStandardError: [0.1], ...names }),
  'beta, gaps': () => charts.rollingBetaChart({ timestamps: samples.times(90), beta: gapped, ...names }),
  'beta, large': () => charts.rollingBetaChart({ timestamps: minutes, beta: walk, ...names }),
  'correlations, one pair of one point': () =>
    charts.correlationPathChart({ timestamps: [0], pairs: [{ x: 'A', y: 'B', values: [0.5] }] }),
  'correlations, eight pairs': () =>
    charts.correlationPathChart({
      timestamps: samples.times(90),
      pairs: Array.from({ length: 8 }, (_, i) => ({ x: 'A', y: `B${i}`, values: gapped })),
    }),
  'heatmap, one symbol': () => charts.correlationHeatmap(samples.heatmap(1)),
  'heatmap, 70 symbols': () => charts.correlationHeatmap(samples.heatmap(70)),
  'heatmap, gaps': () => charts.correlationHeatmap({ symbols: ['A', 'B'], matrix: [[1, NaN], [NaN, 1]] }), // prettier-ignore
  'residuals, one point': () =>
    charts.residualChart({ assetReturns: [0.1], benchmarkReturns: [0.2], beta: 1, alpha: 0, ...names }),
  'residuals, large': () => charts.residualChart(samples.residual(many)),
  'wealth, one point': () =>
    charts.wealthChart({ timestamps: [0], hedged: [100], unhedged: [100], currency: 'USDT' }),
  'wealth, large': () => charts.wealthChart({ ...samples.wealth(many), timestamps: minutes }),
  'band, one point': () =>
    charts.bandChart({
      ...samples.band(1),
      exposure: [0.7],
      fills: [{ timestamp: samples.start, contracts: 1 }],
    }),
  'band, large': () => charts.bandChart({ ...samples.band(many), timestamps: minutes, fills: [] }),
  'band of a width a time': () =>
    charts.bandChart({ ...samples.band(90), halfWidth: gapped.map((value) => Math.abs(value)) }),
  'frontier, one policy without error': () =>
    charts.frontierChart({
      policies: [
        {
          name: 'A',
          trackingError: { mean: 0, standardError: 0 },
          costPerYear: { mean: 0, standardError: 0 },
        },
      ],
      frontier: [],
    }),
  'frontier, 30 policies': () => charts.frontierChart(samples.frontier(30)),
  'smile, the curve alone': () => charts.smileChart({ ...samples.smile(), quotes: undefined }),
  'greeks, eight times': () => charts.greeksChart(samples.greeks([1, 2, 3, 4, 5, 6, 7, 8])),
  'greeks, one point': () =>
    charts.greeksChart({ ...samples.greeks(), spots: [1], timesToExpiryYears: [0], values: [[1]] }),
  'exposure, nothing': () => charts.exposureChart({ positions: [], coins: [], orders: [], numeraire: 'USD' }),
  'exposure, large': () =>
    charts.exposureChart({
      ...samples.exposure(),
      positions: Array.from({ length: 1000 }, (_, i) => ({ symbol: `S${i}`, dollarBeta: i - 300 })),
    }),
};

describe('every chart', () => {
  test.each(Object.entries(drawn))(
    '%s is drawn without a complaint, no wider than 640 pixels',
    async (_, make) => {
      const { svg, complaints } = await draw(make());
      expect(complaints).toEqual([]);
      expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
      expect(Number(/width="([\d.]+)"/.exec(svg)![1])).toBeLessThanOrEqual(640);
      // No colour is one of vega's own, which were not chosen for a dark page.
      expect(svg.replaceAll('#222222', '')).not.toMatch(/#4c78a8|#f58518|#e45756|"(black|#000|#000000)"/i);
    },
    60_000,
  );

  test.each(Object.entries(samples.usual).filter(([name]) => name !== 'wealthChart'))(
    '%s is drawn on a phone too',
    async (_, make) => {
      const { svg, complaints } = await draw({ ...make(), width: 340 });
      expect(complaints).toEqual([]);
      expect(Number(/width="([\d.]+)"/.exec(svg)![1])).toBeLessThanOrEqual(340);
      // What is left between the axes, with text half again as wide as in a browser.
      expect(Number(/M0,0h(\d+)v/.exec(svg)![1])).toBeGreaterThan(30);
    },
  );

  test.each(Object.entries(drawn))('%s is plain JSON, and the same twice', (_, make) => {
    const spec = make();
    const text = JSON.stringify(spec);
    expect(JSON.parse(text)).toEqual(spec);
    expect(JSON.stringify(make())).toBe(text);
    // JSON has no -0, which toEqual tells from 0.
    expect(samples.pointsOf(spec)).toBeLessThanOrEqual(5002);
  });

  test.each(Object.entries(samples.usual))('%s has a title, and keeps the one given', (name, make) => {
    expect(make().title.text).toMatch(/\w+/);
    expect(make().title.subtitle).not.toContain('');
    expect(make().$schema).toBe('https://vega.github.io/schema/vega-lite/v6.json');
    const chart = charts[name as 'bandChart'];
    const options = { ...optionsOf[name]!, title: 'Mine' } as unknown as charts.BandChartOptions;
    expect(chart(options).title.text).toBe('Mine');
  });

  test.each(Object.keys(samples.usual))('%s leaves frozen options as they are', (name) => {
    const options = deepFreeze(structuredClone(optionsOf[name]!));
    const before = structuredClone(options);
    charts[name as 'bandChart'](options as charts.BandChartOptions);
    expect(options).toEqual(before);
  });
});

describe('gaps', () => {
  test('stay gaps: nine stretches, none across', async () => {
    const { svg } = await draw(drawn['beta, gaps']!());
    expect(stretches(svg)).toBe(9);
  });

  test('stay gaps where points are thinned', async () => {
    const values = walk.slice();
    for (const i of [20_000, 20_001, 50_000, 70_000]) values[i] = NaN;
    const spec = charts.rollingBetaChart({ timestamps: minutes, beta: values, ...names });
    expect(stretches((await draw(spec)).svg)).toBe(4);
  });

  test('in the area too', async () => {
    const betaStandardError = gapped.map((value, i) => (i === 44 ? NaN : Math.abs(value)));
    const spec = charts.rollingBetaChart({
      timestamps: samples.times(90),
      beta: gapped,
      betaStandardError,
      ...names,
    });
    expect(stretches((await draw(spec)).svg, 'mark-area')).toBe(10);
  });

  test('a point between two of them is a dot with its error', async () => {
    const beta = [1, 1.1, NaN, 1.3, NaN, 1.2, 1.1];
    const betaStandardError = beta.map(() => 0.1);
    const spec = charts.rollingBetaChart({ timestamps: samples.times(7), beta, betaStandardError, ...names });
    const alone = { x: samples.start + 3 * samples.day, value: 1.3, lower: 1.3 - 0.2, upper: 1.3 + 0.2 };
    expect(samples.rowsOf(spec, 'point')).toEqual([alone]);
    expect(samples.rowsOf(spec, 'rule')).toEqual([alone]);
    expect(stretches((await draw(spec)).svg)).toBe(3);
  });

  test('of one series do not join the next one', () => {
    const pairs = [
      { x: 'A', y: 'B', values: [0.1, NaN, 0.2] },
      { x: 'A', y: 'C', values: [0.3, 0.4, 0.5] },
    ];
    const spec = charts.correlationPathChart({ timestamps: samples.times(3), pairs });
    expect(samples.rowsOf(spec, 'point').map(({ value }) => value)).toEqual([0.1, 0.2]);
  });
});

test('times are shown in UTC, whatever the zone of the reader', async () => {
  const channels = Object.values(drawn)
    .flatMap((make) => samples.layersOf(make()))
    .flatMap(({ encoding }) => Object.values(encoding))
    .filter(({ type }) => type === 'temporal');
  expect(channels.length).toBeGreaterThan(20);
  for (const { scale } of channels) expect(scale).toEqual({ type: 'utc' });

  const label = async (step: number): Promise<string | undefined> => {
    const timestamps = samples.times(3, step);
    const { svg } = await draw(charts.rollingBetaChart({ timestamps, beta: [1, 2, 3], ...names }));
    return />(2024-01-[^<]*)</.exec(svg)?.[1];
  };
  expect(await label(20 * samples.day)).toMatch(/^2024-01-\d\d$/);
  expect(await label(3_600_000)).toBe('2024-01-01 00:00');
  expect(await label(1000)).toBe('2024-01-01 00:00:00');
});

test('bars of a frontier are drawn two standard errors to either side', async () => {
  const mean = (value: number, standardError: number): charts.ChartedMean => ({ mean: value, standardError });
  const policies = [
    { name: 'A', costPerYear: mean(0.25, 0.0625), trackingError: mean(0.125, 0.03125) },
    { name: 'B', costPerYear: mean(0.5, 0), trackingError: mean(0.375, 0) },
  ];
  const { svg } = await draw(charts.frontierChart({ policies, frontier: ['A', 'B'] }));
  const place = 'transform="translate\\(([\\d.]+),([\\d.]+)\\)"';
  const found = (pattern: string): number[][] =>
    Array.from(svg.matchAll(new RegExp(pattern, 'g')), (match) => match.slice(1).map(Number));
  const [a, b] = found(`roledescription="point" ${place}`);
  const bars = found(`roledescription="errorbar" ${place} x2="([-\\d.]+)" y2="([-\\d.]+)"`);
  // As long as from one policy to the other: 4 times 0.0625 are 0.25, and 4 times 0.03125 half of it.
  const [across, up] = [bars.find(([, , x2]) => x2 !== 0)!, bars.find(([, , , y2]) => y2 !== 0)!];
  const [right, above] = [b![0]! - a![0]!, a![1]! - b![1]!];
  expect(Math.abs(across[2]!)).toBeCloseTo(right, 6);
  expect(Math.abs(up[3]!)).toBeCloseTo(above / 2, 6);
  expect(across[0]! + across[2]! / 2).toBeCloseTo(a![0]!, 6);
  expect(up[1]! + up[3]! / 2).toBeCloseTo(a![1]!, 6);
});

test('names are text, whatever letters they have', async () => {
  const odd = `a"]+x\\'<i>&.b`;
  const written = `a"]+x\\'&lt;i&gt;&amp;.b`;
  const positions = [{ symbol: odd, dollarBeta: 5 }];
  const pairs = [odd, 'B'].map((y) => ({ x: 'A', y, values: [0.1, 0.2] }));
  for (const [spec, text] of [
    [charts.exposureChart({ ...samples.exposure(), positions }), `>${written}: 5<`],
    [charts.correlationPathChart({ timestamps: [0, 1], pairs }), `>A and ${written}<`],
    [charts.correlationHeatmap({ ...samples.heatmap(2), symbols: [odd, 'B'] }), `>${written}<`],
  ] as const) {
    const { svg, complaints } = await draw(spec);
    expect(complaints).toEqual([]);
    expect(svg).toContain(text);
  }
});

describe('colours', () => {
  test('of text and lines stand out on white and on nearly black', () => {
    const spec = charts.correlationPathChart(samples.path(4));
    const { color } = samples.layersOf(spec)[0]!.encoding;
    const lines = (color!['scale'] as { range: string[] }).range.slice(0, 4);
    const text = (spec.config['axis'] as { labelColor: string }).labelColor;
    for (const page of ['#ffffff', '#121212']) {
      // Of the guidelines for web content (WCAG 2.2, 1.4.11 and 1.4.3 for large text) 3; the grey comes near 4.5.
      for (const line of lines) expect(contrast(line, page)).toBeGreaterThanOrEqual(3);
      expect(contrast(text, page)).toBeGreaterThanOrEqual(4);
    }
    expect(new Set(lines).size).toBe(4);
  });

  test('tell more than four lines apart by dashes too', () => {
    const { encoding } = samples.layersOf(charts.correlationPathChart(samples.path(4)))[0]!;
    const range = (channel: string): unknown[] => (encoding[channel]!['scale'] as { range: unknown[] }).range;
    const looks = range('color').map((colour, i) => JSON.stringify([colour, range('strokeDash')[i]]));
    expect(new Set(looks).size).toBe(6);
  });

  test('of numbers stand out in the cells of a heatmap', () => {
    const symbols = Array.from({ length: 12 }, (_, i) => `S${i}`);
    const values = symbols.map((_, i) => symbols.map((__, j) => (i === j ? 1 : ((i + j) % 21) / 10 - 1)));
    // The least: black figures on vermillion, at 1, and white ones on the blue of -0.7.
    const spec = charts.correlationHeatmap({ symbols, matrix: values });
    const [, figures] = samples.layersOf(spec);
    const { condition, value: dark } = figures!.encoding['color'] as unknown as {
      condition: { test: string; value: string };
      value: string;
    };
    expect(condition.test).toBe('datum.value < -0.7');
    for (const { value } of figures!.values)
      expect(contrast(Number(value) < -0.7 ? condition.value : dark, shade(Number(value)))).toBeGreaterThan(
        3.4,
      );
  });
});

const optionsOf: Readonly<Record<string, object>> = {
  rollingBetaChart: samples.beta(),
  correlationHeatmap: samples.heatmap(),
  correlationPathChart: samples.path(),
  residualChart: samples.residual(),
  wealthChart: samples.wealth(),
  bandChart: samples.band(),
  frontierChart: samples.frontier(),
  smileChart: samples.smile(),
  greeksChart: samples.greeks(),
  exposureChart: samples.exposure(),
};

function deepFreeze<T>(value: T): T {
  // Elements of a typed array cannot be frozen; the comparison afterwards covers them.
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  for (const each of Object.values(value)) deepFreeze(each);
  return Object.freeze(value);
}

/** The colour of a correlation: a straight line in red, green and blue. */
function shade(value: number): string {
  const end = parts(value < 0 ? '#0072B2' : '#D55E00');
  const mixed = parts('#f2f2f2').map((middle, i) =>
    Math.round(middle + Math.abs(value) * (end[i]! - middle)),
  );
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function parts(colour: string): number[] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

/** Of WCAG 2.2. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [r, g, b] = parts(colour).map((part) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}
