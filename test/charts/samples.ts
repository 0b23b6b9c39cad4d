// Results as the library gives them, in options of every chart: what the tests of all charts draw.
import { capmBeta } from '../../src/beta/capmBeta.ts';
import { rollingRegression } from '../../src/beta/rollingRegression.ts';
import type { BandChartOptions } from '../../src/charts/bandChart.ts';
import type { CorrelationHeatmapOptions } from '../../src/charts/correlationHeatmap.ts';
import type { CorrelationPathChartOptions } from '../../src/charts/correlationPathChart.ts';
import type { ExposureChartOptions } from '../../src/charts/exposureChart.ts';
import type { FrontierChartOptions } from '../../src/charts/frontierChart.ts';
import type { GreeksChartOptions } from '../../src/charts/greeksChart.ts';
import * as charts from '../../src/charts/index.ts';
import type { ResidualChartOptions } from '../../src/charts/residualChart.ts';
import type { RollingBetaChartOptions } from '../../src/charts/rollingBetaChart.ts';
import type { SmileChartOptions } from '../../src/charts/smileChart.ts';
import type { JsonObject, VegaLiteSpec } from '../../src/charts/vegaLiteSpec.ts';
import type { WealthChartOptions } from '../../src/charts/wealthChart.ts';
import { rollingCorrelationMatrix } from '../../src/correlation/rollingCorrelationMatrix.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { blackScholesBatch } from '../../src/options/blackScholesBatch.ts';
import { fitSmile } from '../../src/options/fitSmile.ts';

export const day = 86_400_000;
/** 1 January 2024. */
export const start = 1_704_067_200_000;

/** Uniform numbers in (0, 1), the same each run (mulberry32). */
function uniforms(seed: number, length: number): number[] {
  let state = seed;
  return Array.from({ length }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  });
}

/** Roughly normal numbers of mean 0 and deviation 1. */
export function normals(seed: number, length: number): number[] {
  const parts = Array.from({ length: 12 }, (_, i) => uniforms(seed * 100 + i, length));
  return Array.from({ length }, (_, i) => parts.reduce((sum, part) => sum + part[i]!, -6));
}

export function times(length: number, step: number = day): number[] {
  return Array.from({ length }, (_, i) => start + i * step);
}

function returnsOf(length: number): Pick<ResidualChartOptions, 'assetReturns' | 'benchmarkReturns'> {
  const benchmarkReturns = normals(1, length).map((value) => 0.03 * value);
  const noise = normals(2, length);
  return {
    benchmarkReturns,
    assetReturns: benchmarkReturns.map((m, i) => 0.001 + 1.2 * m + 0.02 * noise[i]!),
  };
}

const pair = { asset: 'ETH', benchmark: 'BTC' };

export function beta(length = 200): RollingBetaChartOptions {
  return { ...rollingRegression({ ...returnsOf(length), window: 60 }), timestamps: times(length), ...pair };
}

export function heatmap(n = 4): CorrelationHeatmapOptions {
  const indices = Array.from({ length: n }, (_, i) => i);
  return {
    symbols: indices.map((i) => `COIN${i}`),
    matrix: indices.map((i) => indices.map((j) => (i === j ? 1 : 0.9 * Math.cos(i - j)))),
  };
}

export function path(coins = 3, length = 200): CorrelationPathChartOptions {
  const series = Object.fromEntries(
    Array.from({ length: coins }, (_, i) => [`COIN${i}`, normals(i + 1, length)]),
  );
  return { ...rollingCorrelationMatrix({ series, window: 60 }), timestamps: times(length) };
}

export function residual(length = 200): ResidualChartOptions {
  const returns = returnsOf(length);
  return { ...orThrow(capmBeta(returns)), ...returns, ...pair };
}

export function wealth(length = 200): WealthChartOptions {
  let level = 1000;
  const unhedged = normals(3, length).map((value) => (level *= 1 + (0.2 / Math.sqrt(length)) * value));
  return { timestamps: times(length), hedged: unhedged.map(Math.sqrt), unhedged, currency: 'USDT' };
}

export function band(length = 200): BandChartOptions {
  const timestamps = times(length);
  const exposure = normals(4, length).map((value) => 0.5 + 0.08 * value);
  const fills = timestamps
    .filter((_, i) => Math.abs(exposure[i]! - 0.5) > 0.1)
    .map((timestamp, i) => ({ timestamp, contracts: i % 2 === 0 ? '-0.25' : 0.1 }));
  const unit = { exposureUnit: 'beta of capital', target: 0.5, halfWidth: 0.1, hardLimit: 0.3 };
  return { timestamps, exposure, fills, ...unit };
}

export function frontier(n = 5): FrontierChartOptions {
  const policies = Array.from({ length: n }, (_, i) => ({
    name: `policy ${i}`,
    trackingError: { mean: 0.1 + 0.02 * i, standardError: 0.002 },
    costPerYear: { mean: i === 1 ? 0.06 : 0.05 / (i + 1), standardError: 0.001 },
  }));
  const names = policies.map(({ name }) => name).filter((name) => name !== 'policy 1');
  return { policies, frontier: names.reverse(), paths: 1000 };
}

export function smile(): SmileChartOptions {
  const quotes = {
    strikes: [40_000, 45_000, 50_000, 55_000, 60_000, 70_000],
    volatilities: [0.92, 0.84, 0.78, NaN, 0.72, 0.755],
  };
  const fitted = orThrow(fitSmile({ ...quotes, forward: 57_000, timeToExpiryYears: 18 / 365 }));
  return { smile: fitted, quotes, underlying: 'BTC', currency: 'USD' };
}

export function greeks(days: readonly number[] = [1, 7, 30]): GreeksChartOptions {
  const spots = Array.from({ length: 101 }, (_, i) => 60_000 + 400 * i);
  const timesToExpiryYears = days.map((each) => each / 365);
  const terms = { optionType: 'call', strike: 80_000, rate: 0.04, carryYield: 0, volatility: 0.6 } as const;
  const values = timesToExpiryYears.map(
    (years) =>
      blackScholesBatch({ ...terms, timeToExpiryYears: years, spot: spots, outputs: ['gamma'] }).gamma,
  );
  return { greek: 'gamma', spots, timesToExpiryYears, values, underlying: 'BTC', currency: 'USD' };
}

export function exposure(): ExposureChartOptions {
  return {
    positions: [
      { symbol: 'SOL/USDT', dollarBeta: 90_000 },
      { symbol: 'ETH/USDT', dollarBeta: 120_000 },
      { symbol: 'BTC/USDT:USDT', dollarBeta: -40_000 },
    ],
    coins: [{ coin: 'BTC', dollarBeta: 30_000 }],
    orders: [{ symbol: 'BTC/USDT:USDT', dollarBeta: -199_500 }],
    numeraire: 'USDT',
  };
}

/** Every chart of a usual result. */
export const usual: Readonly<Record<string, () => VegaLiteSpec>> = {
  rollingBetaChart: () => charts.rollingBetaChart(beta()),
  correlationHeatmap: () => charts.correlationHeatmap(heatmap()),
  correlationPathChart: () => charts.correlationPathChart(path()),
  residualChart: () => charts.residualChart(residual()),
  wealthChart: () => charts.wealthChart(wealth()),
  bandChart: () => charts.bandChart(band()),
  frontierChart: () => charts.frontierChart(frontier()),
  smileChart: () => charts.smileChart(smile()),
  greeksChart: () => charts.greeksChart(greeks()),
  exposureChart: () => charts.exposureChart(exposure()),
};

/** A mark of a chart with its data. */
export interface Layer {
  readonly type: string;
  readonly mark: JsonObject;
  readonly encoding: Readonly<Record<string, JsonObject>>;
  readonly values: readonly Readonly<Record<string, number | string | null>>[];
}

/** The layers of a chart, those of its panels one after another. */
export function layersOf(spec: VegaLiteSpec): readonly Layer[] {
  const panels = spec.vconcat ?? [spec as unknown as JsonObject];
  return panels.flatMap((panel) =>
    (panel['layer'] as unknown as (Omit<Layer, 'type' | 'values'> & { data: Pick<Layer, 'values'> })[]).map(
      ({ mark, encoding, data }) => ({ type: mark['type'] as string, mark, encoding, values: data.values }),
    ),
  );
}

/** The rows of the first layer of this mark. */
export function rowsOf(spec: VegaLiteSpec, type: string): Layer['values'] {
  const layer = layersOf(spec).find((each) => each.type === type);
  if (layer === undefined) throw new Error(`no ${type}`);
  return layer.values;
}

/** How many rows all layers hold, those counted once that two layers share. */
export function pointsOf(spec: VegaLiteSpec): number {
  const seen = new Set(layersOf(spec).map(({ values }) => values));
  return [...seen].reduce((sum, values) => sum + values.length, 0);
}
