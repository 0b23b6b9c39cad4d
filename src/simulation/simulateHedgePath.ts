import {
  readFinite,
  readInteger,
  readList,
  readNonNegative,
  readObject,
  readPositive,
  readText,
  readTimestamp,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { orThrow } from '../foundation/status.ts';
import type { Degenerate } from '../foundation/status.ts';
import { exp } from '../kernel/exp.ts';
import { expm1 } from '../kernel/expm1.ts';
import { randomGenerator } from '../kernel/randomGenerator.ts';

/** How the benchmark moves. */
export interface SimulatedBenchmark {
  /** Its name among the prices. */
  readonly symbol: string;
  /** At the first bar. */
  readonly price: number;
  /** Expected growth a year, continuously compounded. */
  readonly driftPerYear: number;
  /** Root of the mean variance a year, jumps apart. */
  readonly volatility: number;
  /** Standard deviation of the logarithm of the volatility in the long run; 0: it is constant. */
  readonly volatilityOfVolatility: number;
  /** How fast the logarithm of the volatility returns to its mean: 1 / years. */
  readonly volatilityReversionPerYear: number;
  /** Jumps expected a year; 0 for none. */
  readonly jumpsPerYear: number;
  /** Mean of a jump's logarithm. */
  readonly jumpMean: number;
  /** Its standard deviation. */
  readonly jumpDeviation: number;
}

/** How an asset moves: beta times the benchmark's return, times a return of its own. */
export interface SimulatedAsset {
  /** Its name among the prices. */
  readonly symbol: string;
  /** At the first bar. */
  readonly price: number;
  /** At the first bar, and what it returns to. */
  readonly beta: number;
  /** Standard deviation of what the beta moves by in a year; 0: it is constant. */
  readonly betaVolatilityPerSqrtYear: number;
  /** How fast it returns: 1 / years; 0 for a random walk. */
  readonly betaReversionPerYear: number;
  /** Of the return of its own, a year. */
  readonly residualVolatility: number;
}

/** What `simulateHedgePath` takes. */
export interface SimulateHedgePathOptions {
  /** Whole, from 0: the same seed, the same path, on every engine. */
  readonly seed: number;
  /** Prices of each symbol. */
  readonly bars: number;
  /** Of the first bar, epoch milliseconds. */
  readonly startTimestamp: number;
  /** From bar to bar. */
  readonly intervalMs: number;
  /** Bars a year. */
  readonly periodsPerYear: number;
  /** What the betas are to. */
  readonly benchmark: SimulatedBenchmark;
  /** All else. */
  readonly assets: readonly SimulatedAsset[];
  /** Of the assets' own returns with each other, 0 to 1. */
  readonly residualCorrelation: number;
}

/** Prices, and what made them. */
export interface HedgePath {
  readonly status: 'ok';
  /** That it came from. */
  readonly seed: number;
  /** One a bar. */
  readonly timestamps: Float64Array;
  /** By symbol, one a bar. */
  readonly prices: Readonly<Record<string, Float64Array>>;
  /** Of the assets, by symbol: what their returns from each bar to the next go by, and no estimate. */
  readonly betas: Readonly<Record<string, Float64Array>>;
  /** Of the benchmark from each bar to the next, a year, jumps apart. */
  readonly benchmarkVolatility: Float64Array;
}

/** A path; or `degenerate` where a price left the range above 0: a beta met a return below -1 / beta. */
export type SimulateHedgePathResult =
  HedgePath | (Degenerate<'price_exhausted'> & { readonly symbol: string });

/** What `simulateHedgePaths` takes. */
export interface SimulateHedgePathsOptions extends SimulateHedgePathOptions {
  /** How many: those of the seeds from `seed` on. */
  readonly paths: number;
}

/**
 * Prices of a benchmark and of assets with betas to it that drift, by chance from a seed.
 *
 * **Formula**: over a bar of dt years the benchmark's logarithm moves by (drift - s^2 / 2 - c) dt + s sqrt(dt) z + J, J
 * the sum of a Poisson number of normal jumps and c what they add to the mean; s = volatility exp(y - v^2), y an
 * Ornstein-Uhlenbeck process of long-run deviation v, drawn from its long run at the first bar, so that the mean of s^2
 * is volatility^2. A beta is an Ornstein-Uhlenbeck process from its mean, or a random walk. An asset's price moves by
 * (1 + beta m) exp(e sqrt(dt) z' - e^2 dt / 2), m the benchmark's return: its conditional beta is exactly beta. The z' of
 * two assets are correlated by `residualCorrelation`; all else is independent.
 * **Result**: `ok`, with the true betas and volatilities; `degenerate`: `price_exhausted`.
 * **Errors**: `shape.*`, `domain.*`, `unit.suspicious` (a volatility above 10, a beta beyond 25).
 * **Accuracy**: steps are exact in law for the betas and y; s is held over a bar. The same bits on every engine.
 * **Cost**: 2 normal numbers an asset and bar, 0.1 us each.
 * **Source**: Merton 1976 (jumps); Stein 1989, exponential form (volatility).
 *
 * @example
 * ```ts
 * import { simulateHedgePath } from 'betahedge/simulation';
 *
 * const path = simulateHedgePath({
 *   seed: 1, bars: 366, startTimestamp: 0, intervalMs: 86_400_000, periodsPerYear: 365,
 *   benchmark: {
 *     symbol: 'BTC', price: 40_000, driftPerYear: 0, volatility: 0.6, volatilityOfVolatility: 0.3,
 *     volatilityReversionPerYear: 5, jumpsPerYear: 4, jumpMean: -0.03, jumpDeviation: 0.04,
 *   },
 *   assets: [
 *     {
 *       symbol: 'ETH', price: 2500, beta: 1.1, betaVolatilityPerSqrtYear: 0.5, betaReversionPerYear: 2,
 *       residualVolatility: 0.5,
 *     },
 *   ],
 *   residualCorrelation: 0.3,
 * });
 * if (path.status === 'ok') console.log(path.prices['ETH']?.length, path.betas['ETH']?.[0]); // 366 1.1
 * ```
 */
export function simulateHedgePath(options: SimulateHedgePathOptions): SimulateHedgePathResult {
  const caller = 'simulateHedgePath';
  readObject(caller, options, '');
  return draw(readModel(caller, options), readSeed(caller, options));
}

/**
 * Paths of the seeds `seed`, `seed` + 1 and so on, one at a time: memory holds one.
 *
 * **Result**: a generator of paths. **Errors**: as `simulateHedgePath`, and `status.not_ok` at a path on which a price is
 * exhausted: to leave it out would choose among the paths.
 *
 * @example
 * ```ts
 * import { simulateHedgePaths } from 'betahedge/simulation';
 *
 * const paths = simulateHedgePaths({
 *   seed: 1, paths: 3, bars: 10, startTimestamp: 0, intervalMs: 3_600_000, periodsPerYear: 8760,
 *   benchmark: {
 *     symbol: 'BTC', price: 40_000, driftPerYear: 0, volatility: 0.6, volatilityOfVolatility: 0,
 *     volatilityReversionPerYear: 5, jumpsPerYear: 0, jumpMean: 0, jumpDeviation: 0,
 *   },
 *   assets: [],
 *   residualCorrelation: 0,
 * });
 * console.log([...paths].map(({ seed }) => seed)); // [ 1, 2, 3 ]
 * ```
 */
export function simulateHedgePaths(
  options: SimulateHedgePathsOptions,
): Generator<HedgePath, void, undefined> {
  const caller = 'simulateHedgePaths';
  readObject(caller, options, '');
  const model = readModel(caller, options);
  const seed = readSeed(caller, options);
  const paths = readInteger(caller, options, 'paths', 1);
  return drawAll(model, seed, paths);
}

function* drawAll(model: Model, seed: number, paths: number): Generator<HedgePath, void, undefined> {
  for (let i = 0; i < paths; i++) yield orThrow(draw(model, seed + i));
}

/** The options as read, with what does not change from bar to bar. */
interface Model {
  readonly timestamps: Float64Array;
  readonly rootStep: number;
  readonly step: number;
  readonly benchmark: SimulatedBenchmark;
  readonly assets: readonly SimulatedAsset[];
  readonly residualCorrelation: number;
}

function readSeed(caller: string, options: SimulateHedgePathOptions): number {
  const seed = readInteger(caller, options, 'seed', 0);
  return seed < 4503599627370496 ? seed : refuse('domain.out_of_range', caller, 'seed', 'below 2^52', seed);
}

function readModel(caller: string, options: SimulateHedgePathOptions): Model {
  const bars = readInteger(caller, options, 'bars', 2);
  const start = readTimestamp(caller, options, 'startTimestamp');
  const interval = readInteger(caller, options, 'intervalMs', 1);
  const step = 1 / readPositive(caller, options, 'periodsPerYear');
  const at = 'benchmark';
  const market = readObject(caller, options.benchmark, at);
  const volatility = (source: object, field: string, holder: string): number =>
    refuseSuspicious(
      caller,
      `${holder}.${field}`,
      readNonNegative(caller, source, field, holder),
      10,
      FRACTION,
    );
  const benchmark: SimulatedBenchmark = {
    symbol: readText(caller, market, 'symbol', at),
    price: readPositive(caller, market, 'price', at),
    driftPerYear: readFinite(caller, market, 'driftPerYear', at),
    volatility: volatility(market, 'volatility', at),
    volatilityOfVolatility: volatility(market, 'volatilityOfVolatility', at),
    volatilityReversionPerYear: readPositive(caller, market, 'volatilityReversionPerYear', at),
    jumpsPerYear: readNonNegative(caller, market, 'jumpsPerYear', at),
    jumpMean: readFinite(caller, market, 'jumpMean', at),
    jumpDeviation: volatility(market, 'jumpDeviation', at),
  };
  if (benchmark.jumpsPerYear * step > 10) {
    const expected = 'at most 10 jumps a bar';
    refuse('domain.out_of_range', caller, 'benchmark.jumpsPerYear', expected, benchmark.jumpsPerYear);
  }
  const symbols = [benchmark.symbol];
  const assets = readList(caller, options, 'assets').map((entry, i): SimulatedAsset => {
    const path = `assets[${i}]`;
    const asset = readObject(caller, entry, path);
    const symbol = readText(caller, asset, 'symbol', path);
    if (symbols.includes(symbol))
      refuse('market.inconsistent', caller, `${path}.symbol`, 'a symbol of its own', symbol);
    symbols.push(symbol);
    const beta = readFinite(caller, asset, 'beta', path);
    return {
      symbol,
      price: readPositive(caller, asset, 'price', path),
      beta: refuseSuspicious(caller, `${path}.beta`, beta, 25, 'within 25'),
      betaVolatilityPerSqrtYear: readNonNegative(caller, asset, 'betaVolatilityPerSqrtYear', path),
      betaReversionPerYear: readNonNegative(caller, asset, 'betaReversionPerYear', path),
      residualVolatility: volatility(asset, 'residualVolatility', path),
    };
  });
  const residualCorrelation = readNonNegative(caller, options, 'residualCorrelation');
  if (residualCorrelation > 1)
    refuse('domain.out_of_range', caller, 'residualCorrelation', 'at most 1', residualCorrelation);
  return {
    timestamps: Float64Array.from({ length: bars }, (_, t) => start + t * interval),
    step,
    rootStep: Math.sqrt(step),
    benchmark,
    assets,
    residualCorrelation,
  };
}

const FRACTION = 'a fraction (a percentage came?)';

function draw(model: Model, seed: number): SimulateHedgePathResult {
  const { timestamps, step, rootStep, assets, residualCorrelation } = model;
  const { benchmark } = model;
  const bars = timestamps.length;
  const { uniform, normal } = randomGenerator(seed);
  const market = new Float64Array(bars);
  const volatility = new Float64Array(bars);
  const prices = assets.map(() => new Float64Array(bars));
  const betas = assets.map(() => new Float64Array(bars));

  const spread = benchmark.volatilityOfVolatility;
  const kept = exp(-benchmark.volatilityReversionPerYear * step);
  const renewed = spread * Math.sqrt(-expm1(-2 * benchmark.volatilityReversionPerYear * step));
  const { jumpMean, jumpDeviation } = benchmark;
  const jumps = benchmark.jumpsPerYear * step;
  const none = exp(-jumps);
  const drift = benchmark.driftPerYear * step - jumps * expm1(jumpMean + 0.5 * jumpDeviation * jumpDeviation);
  const common = Math.sqrt(residualCorrelation);
  const own = Math.sqrt(1 - residualCorrelation);
  const laws = assets.map((asset) => {
    const { betaReversionPerYear: reversion, betaVolatilityPerSqrtYear, residualVolatility } = asset;
    // (1 - exp(-2 x)) / 2 x is 1 where nothing returns.
    const years = reversion === 0 ? step : -expm1(-2 * reversion * step) / (2 * reversion);
    const residual = residualVolatility * rootStep;
    return {
      kept: exp(-reversion * step),
      moved: betaVolatilityPerSqrtYear * Math.sqrt(years),
      residual,
      residualMean: -0.5 * residual * residual,
    };
  });

  let wave = spread * normal();
  let price = benchmark.price;
  assets.forEach((asset, i) => {
    prices[i]![0] = asset.price;
    betas[i]![0] = asset.beta;
  });
  for (let t = 0; ; t++) {
    const deviation = benchmark.volatility * exp(wave - spread * spread);
    market[t] = price;
    volatility[t] = deviation;
    if (t === bars - 1) break;
    // Each bar takes as many numbers as any other, so that no event shifts the rest.
    const shock = deviation * rootStep * normal();
    const count = poisson(jumps, none, uniform());
    const jump = count * jumpMean + Math.sqrt(count) * jumpDeviation * normal();
    wave = kept * wave + renewed * normal();
    const logReturn = drift - 0.5 * deviation * deviation * step + shock + jump;
    const marketReturn = expm1(logReturn);
    price *= exp(logReturn);
    if (!(price > 0 && price < Infinity)) return exhausted(benchmark.symbol);
    const shared = common * normal();
    for (let i = 0; i < assets.length; i++) {
      const law = laws[i]!;
      const beta = betas[i]![t]!;
      const growth =
        (1 + beta * marketReturn) * exp(law.residual * (shared + own * normal()) + law.residualMean);
      const next = prices[i]![t]! * growth;
      if (!(next > 0 && next < Infinity)) return exhausted(assets[i]!.symbol);
      prices[i]![t + 1] = next;
      const mean = assets[i]!.beta;
      betas[i]![t + 1] = mean + law.kept * (beta - mean) + law.moved * normal();
    }
  }
  const table = (columns: readonly Float64Array[]): Record<string, Float64Array> =>
    Object.fromEntries(assets.map(({ symbol }, i) => [symbol, columns[i]!]));
  return {
    status: 'ok',
    seed,
    timestamps: timestamps.slice(),
    prices: { [benchmark.symbol]: market, ...table(prices) },
    betas: table(betas),
    benchmarkVolatility: volatility,
  };
}

function exhausted(symbol: string): SimulateHedgePathResult {
  return { status: 'degenerate', reason: 'price_exhausted', symbol };
}

/** The Poisson number at a uniform one, by inversion; `none` is exp(-mean). */
function poisson(mean: number, none: number, uniform: number): number {
  let term = none;
  let sum = none;
  let count = 0;
  // A term that vanishes beside the sum ends what rounding might not.
  while (uniform >= sum && sum + term > sum) {
    count++;
    term *= mean / count;
    sum += term;
  }
  return count;
}
