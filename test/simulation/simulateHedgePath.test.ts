import { describe, expect, it } from 'vitest';
import { simulateHedgePath, simulateHedgePaths } from '../../src/simulation/simulateHedgePath.ts';
import type {
  HedgePath,
  SimulateHedgePathOptions,
  SimulatedAsset,
  SimulatedBenchmark,
} from '../../src/simulation/simulateHedgePath.ts';
import { expectRefusal } from '../errors.ts';

const benchmark: SimulatedBenchmark = {
  symbol: 'BTC',
  price: 40_000,
  driftPerYear: 0.1,
  volatility: 0.6,
  volatilityOfVolatility: 0.3,
  volatilityReversionPerYear: 20,
  jumpsPerYear: 5,
  jumpMean: -0.03,
  jumpDeviation: 0.05,
};
const asset: SimulatedAsset = {
  symbol: 'ETH',
  price: 2500,
  beta: 1.2,
  betaVolatilityPerSqrtYear: 0.6,
  betaReversionPerYear: 10,
  residualVolatility: 0.5,
};
const still = { volatility: 0, volatilityOfVolatility: 0, jumpsPerYear: 0, driftPerYear: 0 };
const options: SimulateHedgePathOptions = {
  seed: 1,
  bars: 366,
  startTimestamp: 0,
  intervalMs: 86_400_000,
  periodsPerYear: 365,
  benchmark,
  assets: [asset, { ...asset, symbol: 'SOL', beta: 0.8, residualVolatility: 0.8 }],
  residualCorrelation: 0.4,
};

function path(change: Partial<SimulateHedgePathOptions> = {}): HedgePath {
  const result = simulateHedgePath({ ...options, ...change });
  if (result.status !== 'ok') throw new Error(result.reason);
  return result;
}
const market = (change: Partial<SimulatedBenchmark>): Partial<SimulateHedgePathOptions> => ({
  benchmark: { ...benchmark, ...change },
});
const logReturns = (prices: Float64Array): number[] =>
  Array.from(prices.subarray(1), (price, i) => Math.log(price / prices[i]!));

/** Mean and its standard error. */
function mean(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
  return { mean: average, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** Within 4 standard errors: by chance once in 16,000, of a sample that the seed fixes. */
function expectMean(values: readonly number[], expected: number): void {
  const { mean: average, error } = mean(values);
  expect(Math.abs(average - expected)).toBeLessThan(4 * error);
}

describe('simulateHedgePath: the law', { timeout: 60_000 }, () => {
  it('the benchmark is a martingale but for its drift, whatever volatility and jumps', () => {
    const ends = [...simulateHedgePaths({ ...options, paths: 3000, bars: 41, assets: [] })].map(
      ({ prices }) => prices['BTC']!.at(-1)! / 40_000,
    );
    expectMean(ends, Math.exp((0.1 * 40) / 365));
  });

  it('its variance a year, its volatility in the long run', () => {
    const long = path({ bars: 200_001, assets: [], ...market({ jumpsPerYear: 0 }) });
    const squares = logReturns(long.prices['BTC']!).map((value) => value * value * 365);
    // Clustered: blocks of 2000 bars, 100 times the memory, are independent.
    const blocks = (values: readonly number[]): number[] =>
      Array.from({ length: 100 }, (_, b) => mean(values.slice(2000 * b, 2000 * (b + 1))).mean);
    expectMean(blocks(squares), 0.36);
    const squared = Array.from(long.benchmarkVolatility, (value) => value * value);
    expectMean(blocks(squared), 0.36);
    const logs = Array.from(long.benchmarkVolatility, (value) => Math.log(value / 0.6));
    expectMean(blocks(logs), -0.09);
    expectMean(blocks(logs.map((value) => (value + 0.09) ** 2)), 0.09);
    // From a bar to the 18th after it the logarithm keeps exp(-20 x 18 / 365).
    const products = logs.slice(18).map((value, i) => (value + 0.09) * (logs[i]! + 0.09));
    expectMean(blocks(products), 0.09 * Math.exp((-20 * 18) / 365));
  });

  it('the first bar is one of the long run already', () => {
    const firsts = [...simulateHedgePaths({ ...options, paths: 3000, bars: 2, assets: [] })].map(
      ({ benchmarkVolatility }) => Math.log(benchmarkVolatility[0]! / 0.6) + 0.09,
    );
    expectMean(firsts, 0);
    expectMean(
      firsts.map((value) => value * value),
      0.09,
    );
  });

  it('each bar returns by its own volatility', () => {
    const { prices, benchmarkVolatility } = path({
      bars: 100_001,
      assets: [],
      ...market({ jumpsPerYear: 0 }),
    });
    const shocks = logReturns(prices['BTC']!).map((value, t) => {
      const variance = benchmarkVolatility[t]! ** 2 / 365;
      return (value - 0.1 / 365 + variance / 2) / Math.sqrt(variance);
    });
    expectMean(shocks, 0);
    expectMean(
      shocks.map((shock) => shock * shock),
      1,
    );
    expectMean(
      shocks.map((shock) => shock ** 4),
      3,
    );
  });

  it('jumps alone: a Poisson number of normal ones, made up for in the mean', () => {
    for (const jumpsPerYear of [20, 2000]) {
      // So few bars that the price, which falls in the median, stays far above the smallest numbers.
      const { prices } = path({ bars: 20_001, assets: [], ...market({ ...still, jumpsPerYear }) });
      const rate = jumpsPerYear / 365;
      const drift = -rate * (Math.exp(-0.03 + 0.05 ** 2 / 2) - 1);
      const jumps = logReturns(prices['BTC']!).map((value) => value - drift);
      expectMean(
        jumps.map((jump) => (Math.abs(jump) > 1e-12 ? 1 : 0)),
        1 - Math.exp(-rate),
      );
      expectMean(jumps, -0.03 * rate);
      const variance = rate * (0.03 ** 2 + 0.05 ** 2);
      expectMean(
        jumps.map((jump) => (jump + 0.03 * rate) ** 2),
        variance,
      );
    }
  });

  it('betas: a random walk, or back to the mean', () => {
    const ends = (reversion: number): number[] => {
      const assets = [{ ...asset, betaReversionPerYear: reversion }];
      return [...simulateHedgePaths({ ...options, paths: 2000, bars: 74, assets })].map(({ betas }) =>
        betas['ETH']!.at(-1)!,
      );
    };
    const years = 73 / 365;
    for (const reversion of [0, 1e-9, 5]) {
      const variance =
        0.36 * (reversion < 1e-6 ? years : (1 - Math.exp(-2 * reversion * years)) / (2 * reversion));
      const values = ends(reversion);
      expectMean(values, 1.2);
      expectMean(
        values.map((value) => (value - 1.2) ** 2),
        variance,
      );
    }
    // Half of the way back in log(2) / 10 years: from bar to bar by exp(-10 / 365).
    const long = path({ bars: 100_001, assets: [asset] }).betas['ETH']!;
    const apart = Array.from(long, (beta) => beta - 1.2);
    const moves = apart.slice(1).map((value, t) => value - Math.exp(-10 / 365) * apart[t]!);
    expectMean(moves, 0);
    expectMean(
      moves.map((move, t) => move * apart[t]!),
      0,
    );
  });

  it('an asset returns its beta times the benchmark, and independently of it', () => {
    const { prices, betas } = path({ bars: 100_001 });
    const growth = (symbol: string): number[] => logReturns(prices[symbol]!).map(Math.exp);
    const m = growth('BTC').map((value) => value - 1);
    const own = (symbol: string): number[] =>
      growth(symbol).map((value, t) => value / (1 + betas[symbol]![t]! * m[t]!));
    const [eth, sol] = [own('ETH'), own('SOL')];
    expectMean(eth, 1);
    expectMean(sol, 1);
    expectMean(
      eth.map((value, t) => (value - 1) * m[t]!),
      0,
    );
    const [e, s] = [0.5, 0.8].map((volatility) => volatility / Math.sqrt(365)) as [number, number];
    const shock = (value: number, deviation: number): number =>
      (Math.log(value) + deviation ** 2 / 2) / deviation;
    expectMean(
      eth.map((value) => shock(value, e) ** 2),
      1,
    );
    expectMean(
      eth.map((value, t) => shock(value, e) * shock(sol[t]!, s)),
      0.4,
    );
  });

  it('nothing moves where nothing is to', () => {
    const assets = [{ ...asset, betaVolatilityPerSqrtYear: 0, residualVolatility: 0 }];
    const { prices, betas } = path({ assets, ...market(still) });
    expect(new Set(prices['BTC'])).toEqual(new Set([40_000]));
    expect(new Set(prices['ETH'])).toEqual(new Set([2500]));
    expect(new Set(betas['ETH'])).toEqual(new Set([1.2]));
  });
});

describe('simulateHedgePath: the seed', () => {
  it('the same path of a seed, another of another; many are those of the seeds in a row', () => {
    expect(path()).toEqual(path());
    expect(path({ seed: 2 }).prices['BTC']![1]).not.toBe(path().prices['BTC']![1]);
    const many = [...simulateHedgePaths({ ...options, seed: 7, paths: 3 })];
    expect(many).toEqual([7, 8, 9].map((seed) => path({ seed })));
  });

  it('a longer path begins as the shorter one', () => {
    const short = path();
    const long = path({ bars: 700 });
    for (const symbol of ['BTC', 'ETH', 'SOL'])
      expect(long.prices[symbol]!.subarray(0, 366)).toEqual(short.prices[symbol]);
  });

  it('timestamps by the interval, prices from the first', () => {
    const { timestamps, prices } = path({ startTimestamp: 86_400_000, intervalMs: 3_600_000 });
    expect([timestamps[0], timestamps[1]]).toEqual([86_400_000, 90_000_000]);
    expect([prices['BTC']![0], prices['ETH']![0]]).toEqual([40_000, 2500]);
  });
});

describe('simulateHedgePath: no answer, and refused', () => {
  it('a price that a beta takes to 0 or below', () => {
    const change = {
      assets: [{ ...asset, beta: 20, betaVolatilityPerSqrtYear: 0 }],
      ...market({ volatility: 2 }),
    };
    expect(simulateHedgePath({ ...options, ...change })).toEqual({
      status: 'degenerate',
      reason: 'price_exhausted',
      symbol: 'ETH',
    });
    expectRefusal(
      () => [...simulateHedgePaths({ ...options, ...change, paths: 1 })],
      'status.not_ok',
      'status',
    );
  });

  const first = (change: object): object => ({ assets: [{ ...asset, ...change }] });
  it.each([
    ['no seed', { seed: undefined }, 'shape.missing_field', 'seed'],
    ['a seed below 0', { seed: -1 }, 'domain.out_of_range', 'seed'],
    ['half a seed', { seed: 0.5 }, 'domain.not_integer', 'seed'],
    ['a seed too large', { seed: 2 ** 52 }, 'domain.out_of_range', 'seed'],
    ['one bar', { bars: 1 }, 'domain.out_of_range', 'bars'],
    ['no interval', { intervalMs: 0 }, 'domain.out_of_range', 'intervalMs'],
    ['no periods', { periodsPerYear: 0 }, 'domain.not_positive', 'periodsPerYear'],
    ['no benchmark', { benchmark: undefined }, 'shape.missing_field', 'benchmark'],
    ['no symbol', market({ symbol: '' }), 'shape.wrong_type', 'benchmark.symbol'],
    ['a price of 0', market({ price: 0 }), 'domain.not_positive', 'benchmark.price'],
    ['no drift', market({ driftPerYear: NaN }), 'domain.not_finite', 'benchmark.driftPerYear'],
    ['a volatility below 0', market({ volatility: -1 }), 'domain.negative', 'benchmark.volatility'],
    ['a volatility in per cent', market({ volatility: 60 }), 'unit.suspicious', 'benchmark.volatility'],
    [
      'a volatility that does not return',
      market({ volatilityReversionPerYear: 0 }),
      'domain.not_positive',
      'benchmark.volatilityReversionPerYear',
    ],
    ['jumps below 0', market({ jumpsPerYear: -1 }), 'domain.negative', 'benchmark.jumpsPerYear'],
    ['jumps all day', market({ jumpsPerYear: 4000 }), 'domain.out_of_range', 'benchmark.jumpsPerYear'],
    ['no jump', market({ jumpMean: Infinity }), 'domain.not_finite', 'benchmark.jumpMean'],
    ['a negative spread', market({ jumpDeviation: -1 }), 'domain.negative', 'benchmark.jumpDeviation'],
    ['no assets', { assets: undefined }, 'shape.missing_field', 'assets'],
    ['the benchmark again', first({ symbol: 'BTC' }), 'market.inconsistent', 'assets[0].symbol'],
    ['an asset of no price', first({ price: -1 }), 'domain.not_positive', 'assets[0].price'],
    ['a beta in per cent', first({ beta: 120 }), 'unit.suspicious', 'assets[0].beta'],
    [
      'a beta that moves backwards',
      first({ betaVolatilityPerSqrtYear: -1 }),
      'domain.negative',
      'assets[0].betaVolatilityPerSqrtYear',
    ],
    [
      'a beta that runs away',
      first({ betaReversionPerYear: -1 }),
      'domain.negative',
      'assets[0].betaReversionPerYear',
    ],
    [
      'a residual in per cent',
      first({ residualVolatility: 50 }),
      'unit.suspicious',
      'assets[0].residualVolatility',
    ],
    ['no correlation', { residualCorrelation: undefined }, 'shape.missing_field', 'residualCorrelation'],
    ['a correlation below 0', { residualCorrelation: -0.1 }, 'domain.negative', 'residualCorrelation'],
    ['a correlation above 1', { residualCorrelation: 1.1 }, 'domain.out_of_range', 'residualCorrelation'],
  ] as const)('%s', (_, change, code, at) => {
    expectRefusal(() => simulateHedgePath({ ...options, ...change } as never), code, at);
  });

  it('no paths, before the first is asked for', () => {
    expectRefusal(() => simulateHedgePaths({ ...options, paths: 0 }), 'domain.out_of_range', 'paths');
  });
});
