import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/foundation/errors.ts';
import { randomGenerator } from '../../src/kernel/randomGenerator.ts';
import { betaHedgeDriftVariance } from '../../src/rebalance/betaHedgeDriftVariance.ts';
import type { BookDriftOptions } from '../../src/rebalance/betaHedgeDriftVariance.ts';
import { expectRefusal } from '../errors.ts';
import { relative } from './bandChecks.ts';

const asset = {
  value: 1000,
  beta: 1.5,
  betaVolatilityPerSqrtYear: 0.4,
  benchmarkVolatility: 0.6,
  residualVolatility: 0.8,
  hedgeSettlement: 'linear',
} as const;

const book: BookDriftOptions = {
  positions: [
    { symbol: 'ETH', value: 600, beta: 1.1, betaVolatilityPerSqrtYear: 0.2 },
    { symbol: 'SOL', value: -400, beta: 1.6, betaVolatilityPerSqrtYear: 0.5 },
    { symbol: 'XRP', value: 300, beta: 0.7, betaVolatilityPerSqrtYear: 0.3 },
  ],
  benchmarkVolatility: 0.7,
  residualCovariance: [
    [0.16, 0.06, 0.02],
    [0.06, 0.49, -0.05],
    [0.02, -0.05, 0.36],
  ],
  hedgeSettlement: 'linear',
};

describe('betaHedgeDriftVariance', () => {
  it('of one asset is its formula', () => {
    const drift = betaHedgeDriftVariance(asset);
    // V^2 = 1e6; b^2 (b - 1)^2 s_m^2 = 2.25 0.25 0.36, b^2 s_e^2 = 2.25 0.64, s_b^2 = 0.16.
    expect(relative(drift.benchmarkVariancePerYear, 202_500)).toBeLessThan(4e-16);
    expect(relative(drift.residualVariancePerYear, 1_440_000)).toBeLessThan(4e-16);
    expect(relative(drift.betaVariancePerYear, 160_000)).toBeLessThan(4e-16);
    expect(relative(drift.driftVariancePerYear, 1_802_500)).toBeLessThan(4e-16);
    expect(relative(drift.driftVolatilityPerSqrtYear, Math.sqrt(1_802_500))).toBeLessThan(4e-16);
  });

  it('of a book of one is that of the asset', () => {
    const { value, beta, betaVolatilityPerSqrtYear, residualVolatility, ...rest } = asset;
    const positions = [{ value, beta, betaVolatilityPerSqrtYear }];
    expect(
      betaHedgeDriftVariance({ ...rest, positions, residualCovariance: [[residualVolatility ** 2]] }),
    ).toEqual(betaHedgeDriftVariance(asset));
  });

  it('of an inverse hedge is b^2, not b (b - 1), unless the coins of its account are counted', () => {
    const alone = { ...asset, hedgeSettlement: 'inverse', coinEquity: 'not_counted' } as const;
    // (b b V s_m)^2 = (2.25 1000 0.6)^2.
    expect(relative(betaHedgeDriftVariance(alone).benchmarkVariancePerYear, 1350 ** 2)).toBeLessThan(4e-16);
    expect(betaHedgeDriftVariance({ ...alone, coinEquity: 'counted' })).toEqual(
      betaHedgeDriftVariance(asset),
    );
  });

  // A book over a day, 50,000 paths, nothing traded: the variance of the dollar beta at its end over the day. Beyond
  // first order a day at these volatilities adds about s^2 / 365, 0.2 %; bound 4 standard errors (0.63 % each).
  it.each([
    ['linear', undefined],
    ['inverse', 'counted'],
    ['inverse', 'not_counted'],
  ] as const)('is what a simulated book does, hedged by %s contracts, coins %s', (settlement, coins) => {
    const { normal } = randomGenerator(17);
    const years = 1 / 365;
    const root = Math.sqrt(years);
    const { benchmarkVolatility } = book;
    // The residuals by the Cholesky factor of their covariance.
    const a = 0.4;
    const [b, c] = [0.06 / a, 0.02 / a];
    const d = Math.sqrt(0.49 - b * b);
    const e = (-0.05 - b * c) / d;
    const f = Math.sqrt(0.36 - c * c - e * e);
    const dollarBeta = book.positions.reduce((sum, { value, beta }) => sum + value * beta, 0);
    const price = 40_000;
    // The hedge: contracts of 1 unit each; an inverse account has 0.005 coins beside.
    const coinEquity = 0.005;
    const contracts =
      settlement === 'linear'
        ? -dollarBeta / price
        : -dollarBeta - (coins === 'counted' ? coinEquity * price : 0);
    const hedge = (now: number): number => {
      if (settlement === 'linear') return contracts * now;
      // What it earns in coins is equity too.
      const equity = coinEquity + contracts * (1 / price - 1 / now);
      return contracts + (coins === 'counted' ? equity * now : 0);
    };
    expect(Math.abs(dollarBeta + hedge(price))).toBeLessThan(1e-9);
    const paths = 50_000;
    let [sum, squares] = [0, 0];
    for (let path = 0; path < paths; path++) {
      const m = benchmarkVolatility * root * normal();
      const [x, y, z] = [normal(), normal(), normal()];
      const residuals = [a * x, b * x + d * y, c * x + e * y + f * z].map((value) => value * root);
      let after = hedge(price * Math.exp(m - (benchmarkVolatility ** 2 * years) / 2));
      book.positions.forEach(({ value, beta, betaVolatilityPerSqrtYear }, i) => {
        const moved = beta + betaVolatilityPerSqrtYear! * root * normal();
        // Simple returns; the drifts of their means do not matter to the variance.
        after += value * (1 + beta * m + residuals[i]!) * moved;
      });
      sum += after / paths;
      squares += (after * after) / paths;
    }
    const { driftVariancePerYear } = betaHedgeDriftVariance({
      ...book,
      hedgeSettlement: settlement,
      coinEquity: coins,
    });
    expect(relative((squares - sum * sum) / years, driftVariancePerYear)).toBeLessThan(
      4 * Math.sqrt(2 / paths) + 0.002,
    );
  });

  it('of 2021 in equal weights is 1.141, where the one-asset form with the beta of the book has 0.866', () => {
    const text = readFileSync(
      new URL('../../docs/examples/data/crypto-daily-2021.csv', import.meta.url),
      'utf8',
    );
    const rows = text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').slice(1).map(Number));
    const returns = rows.slice(1).map((row, t) => row.map((price, i) => price / rows[t]![i]! - 1));
    const n = returns.length;
    const coins = [1, 2, 3, 4, 5, 6, 7];
    const mean = (i: number): number => returns.reduce((sum, row) => sum + row[i]! / n, 0);
    const centred = returns.map((row) => row.map((value, i) => value - mean(i)));
    const cross = (x: (row: number[]) => number, y: (row: number[]) => number): number =>
      centred.reduce((sum, row) => sum + x(row) * y(row), 0) / (n - 1);
    const market = cross(
      (row) => row[0]!,
      (row) => row[0]!,
    );
    const betas = coins.map(
      (i) =>
        cross(
          (row) => row[i]!,
          (row) => row[0]!,
        ) / market,
    );
    const residual = (k: number) => (row: number[]) => row[coins[k]!]! - betas[k]! * row[0]!;
    const covariance = coins.map((_, i) => coins.map((__, j) => 365 * cross(residual(i), residual(j))));
    const common = { benchmarkVolatility: Math.sqrt(365 * market), hedgeSettlement: 'linear' } as const;
    const whole = betaHedgeDriftVariance({
      ...common,
      positions: betas.map((beta) => ({ value: 1 / 7, beta, betaVolatilityPerSqrtYear: 0 })),
      residualCovariance: covariance,
    });
    const one = betaHedgeDriftVariance({
      ...common,
      value: 1,
      beta: betas.reduce((sum, beta) => sum + beta / 7, 0),
      betaVolatilityPerSqrtYear: 0,
      residualVolatility: Math.sqrt(covariance.flat().reduce((sum, value) => sum + value / 49, 0)),
    });
    // Digits of a numpy program.
    expect(Math.abs(whole.driftVariancePerYear - 1.1415)).toBeLessThan(5e-5);
    expect(Math.abs(one.driftVariancePerYear - 0.8665)).toBeLessThan(5e-5);
  });

  it('takes the covariance of moving betas, and is the independent case by its diagonal', () => {
    const drifts = [0.2, 0.5, 0.3];
    const positions = book.positions.map(({ betaVolatilityPerSqrtYear: _, ...position }) => position);
    const diagonal = drifts.map((own, i) => drifts.map((__, j) => (i === j ? own * own : 0)));
    expect(betaHedgeDriftVariance({ ...book, positions, betaDriftCovariance: diagonal })).toEqual(
      betaHedgeDriftVariance(book),
    );
    // Betas that move as one: (sum of V s)^2.
    const together = drifts.map((one) => drifts.map((other) => one * other));
    const { betaVariancePerYear } = betaHedgeDriftVariance({
      ...book,
      positions,
      betaDriftCovariance: together,
    });
    expect(relative(betaVariancePerYear, (600 * 0.2 - 400 * 0.5 + 300 * 0.3) ** 2)).toBeLessThan(1e-13);
  });

  it('gives the same bits for a permuted book, and the opposite book the same variance', () => {
    const before = betaHedgeDriftVariance(book);
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (order) => {
        const permuted = {
          ...book,
          positions: order.map((i) => book.positions[i]!),
          residualCovariance: order.map((i) => order.map((j) => book.residualCovariance[i]![j]!)),
        };
        expect(betaHedgeDriftVariance(permuted)).toEqual(before);
      }),
      { numRuns: 20, seed: 2 },
    );
    const positions = book.positions.map((position) => ({ ...position, value: -position.value }));
    expect(betaHedgeDriftVariance({ ...book, positions })).toEqual(before);
  });

  it('gives the same bits for a large permuted book whose terms nearly cancel', () => {
    const { uniform } = randomGenerator(37);
    const position = (value: number) => ({
      value,
      beta: 3 * uniform() - 1,
      betaVolatilityPerSqrtYear: uniform(),
    });
    const huge = Array.from({ length: 6 }, () => position(10 ** (15 + 10 * uniform())));
    const positions = [
      ...huge,
      ...huge.map((one) => ({ ...one, value: -one.value })),
      ...Array.from({ length: 6 }, () => position(uniform())),
    ];
    const loadings = positions.map(() => [uniform(), uniform()]);
    const residualCovariance = loadings.map(([a, b], i) =>
      loadings.map(([c, d], j) => a! * c! + b! * d! + (i === j ? 0.1 : 0)),
    );
    const before = betaHedgeDriftVariance({ ...book, positions, residualCovariance });
    const indices = positions.map((_, i) => i);
    fc.assert(
      fc.property(fc.shuffledSubarray(indices, { minLength: indices.length }), (order) => {
        const permuted = order.map((i) => order.map((j) => residualCovariance[i]![j]!));
        const shuffled = order.map((i) => positions[i]!);
        expect(
          betaHedgeDriftVariance({ ...book, positions: shuffled, residualCovariance: permuted }),
        ).toEqual(before);
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  it('is 0 of nothing, and of what moves with the hedge', () => {
    const zero = {
      driftVariancePerYear: 0,
      driftVolatilityPerSqrtYear: 0,
      benchmarkVariancePerYear: 0,
      residualVariancePerYear: 0,
      betaVariancePerYear: 0,
    };
    const still = { betaVolatilityPerSqrtYear: 0, residualVolatility: 0 };
    expect(betaHedgeDriftVariance({ ...asset, ...still, beta: 1 })).toEqual(zero);
    expect(betaHedgeDriftVariance({ ...asset, ...still, beta: -0 })).toEqual(zero);
    expect(betaHedgeDriftVariance({ ...book, positions: [], residualCovariance: [] })).toEqual(zero);
    expect(Object.is(betaHedgeDriftVariance({ ...asset, value: -0 }).driftVariancePerYear, 0)).toBe(true);
  });

  it('takes singular covariances and betas below 0', () => {
    const ones = book.positions.map(() => book.positions.map(() => 0.25));
    const positions = [1, -1, 0].map((value) => ({
      value: value * 1e6,
      beta: -0.7,
      betaVolatilityPerSqrtYear: 0,
    }));
    expect(
      betaHedgeDriftVariance({ ...book, positions, residualCovariance: ones }).driftVariancePerYear,
    ).toBe(0);
    const { benchmarkVariancePerYear } = betaHedgeDriftVariance({ ...asset, beta: -0.5 });
    expect(relative(benchmarkVariancePerYear, (1000 * -0.5 * -1.5 * 0.6) ** 2)).toBeLessThan(4e-16);
  });

  it('of a singular covariance that the book is blind to is 0 or above, not what rounding leaves', () => {
    const { uniform } = randomGenerator(41);
    for (let i = 0; i < 200; i++) {
      const loadings = [uniform(), uniform(), uniform()];
      const [a, b, c] = loadings as [number, number, number];
      const values = [b * c, b * c, -2 * a * b].map((value, k) => (k === 1 ? (value * a) / b : value));
      const drift = betaHedgeDriftVariance({
        ...book,
        positions: values.map((value) => ({ value, beta: 1, betaVolatilityPerSqrtYear: 0 })),
        residualCovariance: loadings.map((one) => loadings.map((other) => one * other)),
      });
      expect(drift.residualVariancePerYear).toBeGreaterThanOrEqual(0);
      expect(drift.residualVariancePerYear).toBeLessThan(1e-15);
    }
  });

  const refusals: [object, object, ErrorCode, string][] = [
    ...(
      ['value', 'beta', 'betaVolatilityPerSqrtYear', 'benchmarkVolatility', 'residualVolatility'] as const
    ).flatMap((field): [object, object, ErrorCode, string][] => [
      [asset, { [field]: NaN }, 'domain.not_finite', field],
      [asset, { [field]: -Infinity }, 'domain.not_finite', field],
      [asset, { [field]: undefined }, 'shape.missing_field', field],
      [asset, { [field]: '1' }, 'shape.wrong_type', field],
    ]),
    [asset, { betaVolatilityPerSqrtYear: -1 }, 'domain.negative', 'betaVolatilityPerSqrtYear'],
    [asset, { residualVolatility: -1 }, 'domain.negative', 'residualVolatility'],
    [asset, { benchmarkVolatility: 60 }, 'unit.suspicious', 'benchmarkVolatility'],
    [asset, { residualVolatility: 80 }, 'unit.suspicious', 'residualVolatility'],
    [asset, { beta: 150 }, 'unit.suspicious', 'beta'],
    [asset, { hedgeSettlement: undefined }, 'shape.missing_field', 'hedgeSettlement'],
    [asset, { hedgeSettlement: 'quanto' }, 'domain.not_one_of', 'hedgeSettlement'],
    [asset, { hedgeSettlement: 'inverse' }, 'shape.missing_field', 'coinEquity'],
    [asset, { hedgeSettlement: 'inverse', coinEquity: 3 }, 'shape.wrong_type', 'coinEquity'],
    [asset, { coinEquity: 'counted' }, 'market.inconsistent', 'coinEquity'],
    [asset, { value: 1e200 }, 'domain.out_of_range', 'positions'],
    [book, { value: 1 }, 'shape.wrong_type', 'value'],
    [book, { positions: {} }, 'shape.wrong_type', 'positions'],
    [book, { residualCovariance: undefined }, 'shape.missing_field', 'residualCovariance'],
    [book, { residualCovariance: [[1]] }, 'shape.length_mismatch', 'residualCovariance.length'],
    [book, { betaDriftCovariance: [[1]] }, 'shape.wrong_type', 'positions[0].betaVolatilityPerSqrtYear'],
    [
      book,
      {
        residualCovariance: [
          [1, 2, 0],
          [2, 1, 0],
          [0, 0, 1],
        ],
      },
      'domain.not_covariance',
      'residualCovariance',
    ],
    // One whose form is positive for this book.
    [
      book,
      {
        residualCovariance: [
          [1, -2, 0],
          [-2, 1, 0],
          [0, 0, 1],
        ],
      },
      'domain.not_covariance',
      'residualCovariance',
    ],
    [
      book,
      {
        residualCovariance: [
          [1, 0.5, 0],
          [0.4, 1, 0],
          [0, 0, 1],
        ],
      },
      'domain.not_covariance',
      'residualCovariance[0][1]',
    ],
    [
      book,
      {
        residualCovariance: [
          [1, 0, 0],
          [0, -1, 0],
          [0, 0, 1],
        ],
      },
      'domain.negative',
      'residualCovariance[1][1]',
    ],
    [
      book,
      { positions: [{ value: 1, beta: 1 }] },
      'shape.missing_field',
      'positions[0].betaVolatilityPerSqrtYear',
    ],
    [book, { positions: [null] }, 'shape.missing_field', 'positions[0]'],
    [book, { positions: [{ value: 1 }] }, 'shape.missing_field', 'positions[0].beta'],
    [book, { positions: [{ symbol: 3, value: 1 }] }, 'shape.wrong_type', 'positions[0].symbol'],
    [book, { positions: [{ value: NaN, beta: 1 }] }, 'domain.not_finite', 'positions[0].value'],
  ];
  it.each(refusals)('refuses row %#', (valid, change, code, path) => {
    expectRefusal(() => betaHedgeDriftVariance({ ...valid, ...change } as never), code, path);
  });
});
