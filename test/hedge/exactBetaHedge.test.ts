import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { exactBetaHedge } from '../../src/hedge/exactBetaHedge.ts';
import type { ExactBetaHedge, ExactBetaHedgeOptions } from '../../src/hedge/exactBetaHedge.ts';
import type { HedgeError } from '../../src/hedge/hedgeInterval.ts';
import { profitOf } from '../../src/instruments/contractAlgebra.ts';
import { expectRefusal } from '../errors.ts';
import { bookOf, future, inverse, legOf, linear, quanto, sizingCases, spot } from './books.ts';

type Change = Partial<Record<keyof ExactBetaHedgeOptions, unknown>>;

const base: ExactBetaHedgeOptions = {
  positions: [{ symbol: 'FUND', value: 5_050_000, beta: 1.5, betaStandardError: 0.1 }],
  targetBeta: 0,
  capital: 5_050_000,
  instrument: future,
  instrumentBeta: 1,
  price: 1010,
};

function exact(change: Change, from: object = base): ExactBetaHedge {
  const hedge = exactBetaHedge({ ...from, ...change } as ExactBetaHedgeOptions);
  if (hedge.status !== 'ok') throw new Error(hedge.reason);
  return hedge;
}

function bounds(hedge: ExactBetaHedge): { independent: HedgeError; perfectlyCorrelated: HedgeError } {
  if (hedge.interval?.kind !== 'bounds') throw new Error('bounds expected');
  return hedge.interval;
}

function ofCovariance(hedge: ExactBetaHedge): HedgeError {
  if (hedge.interval?.kind !== 'covariance') throw new Error('covariance expected');
  return hedge.interval;
}

describe('exactBetaHedge: against sizing.py', () => {
  const single = sizingCases.filter(({ legs }) => legs.length === 1);

  it.each(single.map((given) => [given.name, given] as const))('%s', (_, given) => {
    const { expected, legs, positions, covarianceOfAll, covarianceOfOthers } = given;
    const options = { ...bookOf(given), ...legOf(legs[0]!) };
    const hedge = exact({}, options);
    // A sum of dollars is right to its last digit, and each product before it to 2^-53 of itself, a few in a row.
    const dollars = positions.reduce((sum, { value, beta }) => sum + Math.abs(value * beta), 0);
    const scale = dollars + Math.abs(expected.dollarBetaTarget) + Math.abs(expected.dollarBetaBefore);
    const close = (got: number, want: number, of: number): void => {
      expect(Math.abs(got - want)).toBeLessThanOrEqual(4 * 2 ** -53 * of);
    };
    close(hedge.targetBeta, expected.targetBeta, 2 * Math.abs(expected.targetBeta));
    close(hedge.dollarBetaBefore, expected.dollarBetaBefore, scale);
    close(hedge.dollarBetaTarget, expected.dollarBetaTarget, scale);
    const perContract = hedge.contractValue * Math.abs(legs[0]!.beta);
    close(hedge.exactContracts, expected.exactContracts[0]!, scale / perContract);
    const held = positions.filter(({ symbol }) => symbol === legs[0]!.symbol);
    const heldValue = held.reduce((sum, { value }) => sum + Math.abs(value), 0);
    close(hedge.heldContracts, expected.heldContracts[0]!, heldValue / hedge.contractValue);

    const whole = exact({ betaCovariance: covarianceOfAll }, options);
    const part = exact({ betaCovariance: covarianceOfOthers }, options);
    // In units of 2^-53: 1.7 observed of dollars, 2 of errors.
    const errors: [HedgeError, number, number][] = [
      [bounds(hedge).independent, expected.independent, 8],
      [bounds(hedge).perfectlyCorrelated, expected.perfectlyCorrelated, 8],
      [ofCovariance(whole), expected.withCovarianceOfAll, 8],
      [ofCovariance(part), expected.withCovarianceOfOthers, 8],
    ];
    for (const [got, want, ulps] of errors) {
      expect(Math.abs(got.dollarBetaStandardError - want)).toBeLessThanOrEqual(ulps * 2 ** -53 * want);
      const radius = (expected.quantile * want) / perContract;
      const far = Math.abs(expected.exactContracts[0]!) + radius;
      expect(Math.abs(got.contracts.lower - (expected.exactContracts[0]! - radius))).toBeLessThan(
        8e-16 * far,
      );
      expect(Math.abs(got.contracts.upper - (expected.exactContracts[0]! + radius))).toBeLessThan(
        8e-16 * far,
      );
      expect(got.insideNoise).toBe(Math.abs(expected.exactContracts[0]!) <= radius);
    }
  });
});

describe('exactBetaHedge: a target correlation', () => {
  const target = { correlation: 0.6, residualVolatility: 0.45, benchmarkVolatility: 0.6 };
  const toCorrelation = { targetBeta: undefined, targetCorrelation: target };

  it('is the beta that gives it', () => {
    // 0.6 / 0.8 x 0.45 / 0.6
    expect(exact(toCorrelation).targetBeta).toBeCloseTo(0.5625, 15);
    const mirrored = { ...target, correlation: -0.6 };
    expect(exact({ ...toCorrelation, targetCorrelation: mirrored }).targetBeta).toBeCloseTo(-0.5625, 15);
    const neutral = exact({ ...toCorrelation, targetCorrelation: { ...target, correlation: 0 } });
    expect(neutral).toEqual(exact({}));
    expect(exact(toCorrelation)).toEqual(exact({ targetBeta: exact(toCorrelation).targetBeta }));
  });

  it('a book hedged to it has it, over returns whose residual is orthogonal to the benchmark', () => {
    const turns = Array.from({ length: 400 }, (_, t) => (2 * Math.PI * t) / 400);
    const benchmark = turns.map((turn) => 0.03 * Math.sin(turn) + 0.001);
    const residual = turns.map((turn) => 0.02 * Math.cos(7 * turn));
    const deviation = (series: readonly number[]): number => Math.sqrt(comoment(series, series) / 400);
    fc.assert(
      fc.property(
        fc.double({ min: -0.999, max: 0.999, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (correlation, beta) => {
          const capital = 2_000_000;
          const value = 1_500_000;
          const targetCorrelation = {
            correlation,
            residualVolatility: (value / capital) * deviation(residual),
            benchmarkVolatility: deviation(benchmark),
          };
          const positions = [{ symbol: 'A', value, beta }];
          const hedge = exact({ positions, capital, ...toCorrelation, targetCorrelation });
          const hedged = benchmark.map(
            (move, t) =>
              (value * (beta * move + residual[t]!) + hedge.exactContracts * hedge.contractValue * move) /
              capital,
          );
          const reached =
            comoment(hedged, benchmark) /
            Math.sqrt(comoment(hedged, hedged) * comoment(benchmark, benchmark));
          // Sums of 400 products: 400 x 2^-53.
          expect(Math.abs(reached - correlation)).toBeLessThan(4e-14);
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  function comoment(x: readonly number[], y: readonly number[]): number {
    const mean = (z: readonly number[]): number => z.reduce((a, b) => a + b, 0) / z.length;
    const [mx, my] = [mean(x), mean(y)];
    return x.reduce((sum, value, t) => sum + (value - mx) * (y[t]! - my), 0);
  }

  it.each([
    ['correlation', 1, 'domain.out_of_range'],
    ['correlation', -1, 'domain.out_of_range'],
    ['correlation', 60, 'domain.out_of_range'],
    ['correlation', NaN, 'domain.not_finite'],
    ['correlation', undefined, 'shape.missing_field'],
    ['residualVolatility', 0, 'domain.not_positive'],
    ['residualVolatility', -0.2, 'domain.not_positive'],
    ['residualVolatility', 45, 'unit.suspicious'],
    ['residualVolatility', null, 'shape.missing_field'],
    ['benchmarkVolatility', 0, 'domain.not_positive'],
    ['benchmarkVolatility', Infinity, 'domain.not_finite'],
    ['benchmarkVolatility', '0.6', 'shape.wrong_type'],
  ] as const)('%s of %s is refused: %s', (field, value, code) => {
    const targetCorrelation = { ...target, [field]: value };
    expectRefusal(() => exact({ ...toCorrelation, targetCorrelation }), code, `targetCorrelation.${field}`);
  });

  it('the nearest doubles to 1 pass, and a beta beyond all doubles does not', () => {
    const close = { ...target, correlation: 1 - 2 ** -53 };
    // rho / sqrt((1 - rho)(1 + rho)) at 1 - 2^-53: 2^26 to 9 digits.
    expect(exact({ ...toCorrelation, targetCorrelation: close }).targetBeta).toBeCloseTo(0.75 * 2 ** 26, 0);
    const tiny = { correlation: 0.9, residualVolatility: 10, benchmarkVolatility: 5e-324 };
    expectRefusal(
      () => exact({ ...toCorrelation, targetCorrelation: tiny }),
      'domain.not_finite',
      'targetCorrelation',
    );
  });

  it('asks for the capital, and not for two targets', () => {
    expectRefusal(() => exact({ ...toCorrelation, capital: undefined }), 'shape.missing_field', 'capital');
    expectRefusal(() => exact({ targetCorrelation: target }), 'shape.wrong_type', 'targetBeta');
    expectRefusal(() => exact({ targetBeta: undefined }), 'shape.missing_field', 'targetBeta');
    expectRefusal(
      () => exact({ ...toCorrelation, targetCorrelation: 0.6 }),
      'shape.wrong_type',
      'targetCorrelation',
    );
  });
});

describe('exactBetaHedge: settlement', () => {
  it('a contract earns in money what its dollar beta says, whatever it is settled in', () => {
    const price = 3000;
    const settlePrice = 40_000;
    const move = 0.001;
    for (const instrument of [linear, inverse, quanto, spot, future]) {
      const own = {
        coinEquity: instrument.settlement === 'inverse' ? 0 : undefined,
        settlePrice: instrument.settlement === 'quanto' ? settlePrice : undefined,
      };
      for (const beta of [1, 0.5, -1.25]) {
        const hedge = exact({ instrument, price, ...own, instrumentBeta: beta });
        const moved = price * (1 + beta * move);
        const inSettle = profitOf(instrument, hedge.exactContracts, price, moved);
        // An inverse contract's profit is in coins, worth the price after; a quanto's in a coin of its own price.
        const rate = { inverse: moved, quanto: settlePrice }[instrument.settlement as string] ?? 1;
        // The book earns 7,575,000 x 0.001; 1e-12: a difference of prices a thousandth apart loses 3 digits of 16.
        expect(Math.abs((inSettle * rate) / -7575 - 1)).toBeLessThan(1e-12);
      }
    }
  });

  it('an inverse contract earns coins, which are worth the price of the coin and not that of the contract', () => {
    const [price, settlePrice, coinEquity] = [31_500, 30_000, 12];
    const move = 0.001;
    for (const beta of [1, 0.5, -1.25]) {
      const own = { instrument: inverse, price, settlePrice, coinEquity, instrumentBeta: beta };
      const hedge = exact(own);
      expect(hedge.contractValue).toBeCloseTo(100 / 1.05, 12);
      // The account before and after: both prices move alike, so that what lies between them stays.
      const later = 1 + beta * move;
      const coins = coinEquity + profitOf(inverse, hedge.exactContracts, price, price * later);
      const earned = coins * settlePrice * later - coinEquity * settlePrice;
      // As above; the coins, of 360,000, lose some more.
      expect(Math.abs(earned / -7575 - 1)).toBeLessThan(1e-11);
      const held = { symbol: inverse.symbol, value: (-7 * 100) / 1.05, beta };
      expect(exact({ ...own, positions: [held] }).heldContracts).toBeCloseTo(-7, 13);
      expect(exact({ ...own, settlePrice: price })).toEqual(exact({ ...own, settlePrice: undefined }));
    }
  });

  it('a quanto contract counts multiplier x price x price of its settlement coin', () => {
    const hedge = exact({ instrument: quanto, price: 3000, settlePrice: 40_000 });
    expect(hedge.contractValue).toBeCloseTo(120, 12);
    expect(hedge.exactContracts).toBeCloseTo(-7_575_000 / 120, 8);
    // The balance that it settles in is a position: 10 BTC of beta 0.9.
    const settled = { symbol: 'BTC', value: 400_000, beta: 0.9, betaStandardError: 0 };
    const positions = [...base.positions, settled];
    const beside = exact({ instrument: quanto, price: 3000, settlePrice: 40_000, positions });
    expect(beside.exactContracts).toBeCloseTo(-(7_575_000 + 360_000) / 120, 8);
  });

  it('a coin-margined short of the whole balance is worth the same money at every price', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        fc.double({ min: 1, max: 1e5, noNaN: true }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (coinEquity, price, factor) => {
          const hedge = exact({ positions: [], instrument: inverse, coinEquity, price, capital: undefined });
          const later = price * factor;
          const coins = coinEquity + profitOf(inverse, hedge.exactContracts, price, later);
          const scale = Math.max(1, factor);
          expect(Math.abs((coins * later) / (coinEquity * price) - 1)).toBeLessThan(4e-15 * scale);
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });

  it.each([
    ['no settle price of a quanto', { instrument: quanto }, 'shape.missing_field', 'settlePrice'],
    ['one of 0', { instrument: quanto, settlePrice: 0 }, 'domain.not_positive', 'settlePrice'],
    ['one of a linear contract', { settlePrice: 1 }, 'market.inconsistent', 'settlePrice'],
    ...[NaN, Infinity, -1, 0, -0, '1010', 505, 2020, 1e-300, 1e300].map(
      (settlePrice) =>
        [
          `one of ${String(settlePrice)} of an inverse contract`,
          { instrument: inverse, coinEquity: 0, settlePrice },
          typeof settlePrice === 'string'
            ? 'shape.wrong_type'
            : !Number.isFinite(settlePrice)
              ? 'domain.not_finite'
              : settlePrice > 0
                ? 'unit.suspicious'
                : 'domain.not_positive',
          'settlePrice',
        ] as const,
    ),
    [
      'coin equity of a quanto',
      { instrument: quanto, settlePrice: 1, coinEquity: 1 },
      'market.inconsistent',
      'coinEquity',
    ],
    ['no coin equity of an inverse contract', { instrument: inverse }, 'shape.missing_field', 'coinEquity'],
    ['coins of NaN', { instrument: inverse, coinEquity: NaN }, 'domain.not_finite', 'coinEquity'],
    [
      'a contract worth nothing',
      { price: 5e-324, instrument: { ...future, contractSize: 0.1 } },
      'domain.not_finite',
      'price',
    ],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => exact(change), code, path);
  });
});

describe('exactBetaHedge: currencies', () => {
  const timestamp = 1_700_000_000_000;
  const fx = { USD: undefined, USDT: { price: 0.5, timestamp }, EUR: { price: 1.25, timestamp } };
  const inUsd = { numeraire: 'USD', fx, instrument: linear, price: 3000 };

  it('a contract quoted elsewhere is worth its rate', () => {
    const hedge = exact(inUsd);
    expect(hedge).toMatchObject({ currency: 'USD', contractValue: 1500, exactContracts: -5050 });
    expect(exact({ instrument: linear, price: 3000 })).toMatchObject({
      currency: 'USDT',
      exactContracts: -2525,
    });
  });

  it('so are coins of its account', () => {
    const positions: never[] = [];
    const instrument = { ...inverse, quote: 'EUR' };
    const hedge = exact({ numeraire: 'USD', fx, positions, instrument, price: 1000, coinEquity: 4 });
    // 4 x 1000 EUR; a contract of 100 EUR.
    expect(hedge).toMatchObject({ dollarBetaBefore: 5000, contractValue: 125, exactContracts: -40 });
  });

  it('a linear contract counts in what it is settled in', () => {
    const instrument = { ...linear, quote: 'USD', settle: 'USDC' };
    expect(exact({ instrument, price: 3000 }).currency).toBe('USDC');
    expectRefusal(() => exact({ ...inUsd, instrument }), 'shape.missing_field', 'fx.USDC');
  });

  it('values of positions can be in another currency', () => {
    const positions = [
      { symbol: 'A', value: 1000, beta: 1, currency: 'EUR' },
      { symbol: 'B', value: 1000, beta: 1, currency: 'USD' },
      { symbol: 'C', value: 1000, beta: 1 },
      { symbol: 'D', value: 1000, beta: 1, currency: null as never },
    ];
    expect(exact({ ...inUsd, positions }).dollarBetaBefore).toBe(4250);
    expectRefusal(
      () => exact({ ...inUsd, positions, fx: { USDT: fx.USDT } }),
      'shape.missing_field',
      'fx.EUR',
    );
    // Without a numeraire values are in USDT, and nothing says what a dollar or a euro is in it.
    expectRefusal(() => exact({ positions, instrument: linear }), 'shape.missing_field', 'numeraire');
    const empty = [{ symbol: 'A', value: 1000, beta: 1, currency: '' }];
    expectRefusal(() => exact({ positions: empty }), 'shape.wrong_type', 'positions[0].currency');
  });

  it.each([
    ['no rate', { fx: {} }, 'shape.missing_field', 'fx.USDT'],
    ['no rates at all', { fx: undefined }, 'shape.missing_field', 'fx.USDT'],
    ['rates without a numeraire', { numeraire: undefined }, 'shape.missing_field', 'numeraire'],
    ['a bare rate', { fx: { USDT: 1 } }, 'shape.wrong_type', 'fx.USDT'],
    ['a rate of 0', { fx: { USDT: { price: 0, timestamp } } }, 'domain.not_positive', 'fx.USDT.price'],
    ['a rate without a time', { fx: { USDT: { price: 1 } } }, 'shape.missing_field', 'fx.USDT.timestamp'],
    ['rates in a list', { fx: [] }, 'shape.wrong_type', 'fx'],
    [
      'another rate of the numeraire',
      { fx: { ...fx, USD: { price: 1.01, timestamp } } },
      'market.inconsistent',
      'fx.USD.price',
    ],
    ['a numeraire of no name', { numeraire: '' }, 'shape.wrong_type', 'numeraire'],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => exact({ ...inUsd, ...change }), code, path);
  });

  it('the numeraire may be among the rates at 1', () => {
    expect(exact({ ...inUsd, fx: { ...fx, USD: { price: 1, timestamp } } })).toEqual(exact(inUsd));
  });
});

describe('exactBetaHedge: times', () => {
  const now = 1_700_000_000_000;
  const at = (age: number, price = 1010): object => ({ price, timestamp: now - age });
  const aged = { now, maximumPriceAgeMs: 1000 };

  it('a dated price is its price, and its age is looked at where that is asked for', () => {
    expect(exact({ price: at(5000) })).toEqual(exact({}));
    expect(exact({ ...aged, price: at(1000) })).toEqual(exact({}));
    expectRefusal(() => exact({ ...aged, price: at(1001) }), 'price.stale', 'price.timestamp');
    expectRefusal(() => exact({ ...aged, price: at(-1) }), 'price.not_yet_known', 'price.timestamp');
    expectRefusal(() => exact(aged), 'shape.wrong_type', 'price');
    expectRefusal(() => exact({ ...aged, now: undefined, price: at(0) }), 'shape.missing_field', 'now');
    expectRefusal(
      () => exact({ ...aged, maximumPriceAgeMs: -1, price: at(0) }),
      'domain.negative',
      'maximumPriceAgeMs',
    );
    const seconds = { price: 1010, timestamp: 1_640_908_801 };
    expectRefusal(() => exact({ price: seconds }), 'unit.suspicious', 'price.timestamp');
  });

  it('so is that of rates and of the settlement coin', () => {
    const rates = { numeraire: 'USD', fx: { USDT: at(2000, 1) }, instrument: linear, price: at(0) };
    expect(exact({ ...rates, price: 1010 }).status).toBe('ok');
    expectRefusal(() => exact({ ...aged, ...rates }), 'price.stale', 'fx.USDT.timestamp');
    const settled = { instrument: quanto, price: at(0), settlePrice: at(2000, 40_000) };
    expectRefusal(() => exact({ ...aged, ...settled }), 'price.stale', 'settlePrice.timestamp');
    const ofCoins = { instrument: inverse, coinEquity: 0, price: at(0), settlePrice: at(2000) };
    expectRefusal(() => exact({ ...aged, ...ofCoins }), 'price.stale', 'settlePrice.timestamp');
  });

  it('one now for prices and for betas, each with its own maximum', () => {
    const positions = [{ symbol: 'A', value: 1, beta: 1, asOf: now - 5000 }];
    expect(exact({ ...aged, price: at(0), positions }).status).toBe('ok');
    const both = { ...aged, maximumEstimateAgeMs: 4000, price: at(0), positions };
    expectRefusal(() => exact(both), 'estimate.stale', 'positions[0].asOf');
    expect(exact({ ...both, maximumEstimateAgeMs: 5000 }).status).toBe('ok');
    expect(exact({ now, maximumEstimateAgeMs: 5000, positions, price: at(9999) }).status).toBe('ok');
  });

  it('an instrument that has expired is refused where the time is known', () => {
    const instrument = { ...future, type: 'future', expiry: now };
    expect(exact({ instrument }).status).toBe('ok');
    expect(exact({ instrument, now: now - 1 }).status).toBe('ok');
    expectRefusal(() => exact({ instrument, now }), 'domain.out_of_range', 'instrument.expiry');
  });

  it('a time of every book is read, also where it comes again', () => {
    const dated = { symbol: 'A', value: 1, beta: 1, asOf: now };
    const positions = [dated, dated, { ...dated, asOf: NaN }];
    expectRefusal(() => exact({ positions }), 'domain.not_finite', 'positions[2].asOf');
    const stale = [dated, { ...dated, asOf: now - 1 }, dated];
    expectRefusal(
      () => exact({ positions: stale, now, maximumEstimateAgeMs: 0 }),
      'estimate.stale',
      'positions[1].asOf',
    );
  });

  it.each([
    ['a horizon of 0', { horizonMs: 0 }, 'domain.not_positive', 'positions[0].horizonMs'],
    ['a horizon of NaN', { horizonMs: NaN }, 'domain.not_finite', 'positions[0].horizonMs'],
    ['returns of another kind', { returnKind: 'gross' }, 'domain.not_one_of', 'positions[0].returnKind'],
    [
      'degrees of freedom of NaN',
      { degreesOfFreedom: NaN },
      'domain.not_finite',
      'positions[0].degreesOfFreedom',
    ],
    ['infinitely many', { degreesOfFreedom: Infinity }, 'domain.not_finite', 'positions[0].degreesOfFreedom'],
    ['none', { degreesOfFreedom: 0 }, 'domain.out_of_range', 'positions[0].degreesOfFreedom'],
    ['an error of NaN', { betaStandardError: NaN }, 'domain.not_finite', 'positions[0].betaStandardError'],
    ['a value of -Infinity', { value: -Infinity }, 'domain.not_finite', 'positions[0].value'],
    ['a value in text', { value: '1' }, 'shape.wrong_type', 'positions[0].value'],
    ['a symbol of nothing', { symbol: '' }, 'shape.wrong_type', 'positions[0].symbol'],
    ['a status of null', { status: null }, 'estimate.not_ok', 'positions[0].status'],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => exact({ positions: [{ symbol: 'A', value: 1, beta: 1, ...change }] }), code, path);
  });

  it.each([
    ['a list for a position', [[]], 'shape.wrong_type', 'positions[0]'],
    ['a word for a position', ['A'], 'shape.wrong_type', 'positions[0]'],
    ['a hole among positions', Array(1), 'shape.missing_field', 'positions[0]'],
    ['no list', { length: 1 }, 'shape.wrong_type', 'positions'],
  ])('%s', (_, positions, code, path) => {
    expectRefusal(() => exact({ positions }), code as 'shape.wrong_type', path);
  });
});

describe('exactBetaHedge: the interval', () => {
  const asset = { symbol: 'A', value: 1_600_000, beta: 1.5, betaStandardError: 0.1 };
  const instrumentBeta = { beta: 1.25, betaStandardError: 0.02 };
  const held = { symbol: 'INDEX', value: -1_000_000, ...instrumentBeta };

  it('says whether it holds 0', () => {
    // 1,600,000 x 0.1 of error on 1,600,000 x beta of exposure: 1.96 errors are 0.196 of beta.
    const noise = (beta: number): boolean =>
      bounds(exact({ positions: [{ ...asset, beta }] })).independent.insideNoise;
    expect([noise(0.19), noise(0.2), noise(-0.19), noise(-0.2), noise(0)]).toEqual([
      true,
      false,
      true,
      false,
      true,
    ]);
    const sure = exact({ positions: [{ ...asset, beta: 0, betaStandardError: 0 }] });
    // Nothing to trade, and nothing unsure: the interval is 0 itself.
    expect(bounds(sure).independent).toEqual({
      dollarBetaStandardError: 0,
      contracts: { lower: 0, upper: 0 },
      insideNoise: true,
    });
  });

  it('one uncertain position gives equal bounds', () => {
    const { independent, perfectlyCorrelated } = bounds(exact({ positions: [asset] }));
    expect(independent).toEqual(perfectlyCorrelated);
  });

  it('rows of one estimate share its error, and net before it counts', () => {
    const eth = { beta: 1.2, betaStandardError: 0.1, betaKey: 'ETH' };
    const positions = [
      { symbol: 'ETH', value: 100_000, ...eth },
      { symbol: 'ETH/USD:USD', value: -60_000, ...eth },
      { symbol: 'SOL', value: 30_000, beta: 1.4, betaStandardError: 0.2 },
    ];
    const { independent, perfectlyCorrelated } = bounds(exact({ positions }));
    // 40,000 x 0.1 and 30,000 x 0.2, the first with one error however many rows it is in.
    expect(independent.dollarBetaStandardError).toBeCloseTo(Math.hypot(4000, 6000), 8);
    expect(perfectlyCorrelated.dollarBetaStandardError).toBe(10_000);
    const apart = bounds(exact({ positions: positions.map((row) => ({ ...row, betaKey: undefined })) }));
    expect(apart.perfectlyCorrelated.dollarBetaStandardError).toBe(22_000);
    for (const change of [{ beta: 1.1 }, { betaStandardError: 0.2 }])
      expectRefusal(
        () => exact({ positions: [positions[0]!, { ...positions[1]!, ...change }] }),
        'estimate.mixed',
        'positions[1].betaKey',
      );
    expectRefusal(
      () => exact({ positions: [{ ...positions[0]!, betaKey: '' }] }),
      'shape.wrong_type',
      'positions[0].betaKey',
    );
  });

  it('a covariance may leave out what is held of the instrument, whose error is then its own', () => {
    const positions = [held, asset, { ...asset, symbol: 'B' }, held];
    const others = [
      [0.01, 0.004],
      [0.004, 0.02],
    ];
    const short = ofCovariance(exact({ positions, instrumentBeta, betaCovariance: others }));
    const all = [
      [4e-4, 0, 0, 4e-4],
      [0, 0.01, 0.004, 0],
      [0, 0.004, 0.02, 0],
      [4e-4, 0, 0, 4e-4],
    ];
    const long = ofCovariance(exact({ positions, instrumentBeta, betaCovariance: all }));
    expect(short.dollarBetaStandardError).toBeCloseTo(long.dollarBetaStandardError, 6);
    expectRefusal(
      () => exact({ positions, instrumentBeta, betaCovariance: others.concat([[0, 0]]) }),
      'shape.length_mismatch',
      'betaCovariance.length',
    );
    // Held at another beta it is another estimate, and has its row.
    expectRefusal(
      () => exact({ positions, instrumentBeta: 1.2, betaCovariance: others }),
      'shape.length_mismatch',
      'betaCovariance.length',
    );
  });

  it('dollars whose squares are beyond all doubles, and intervals that are', () => {
    const positions = [{ symbol: 'A', value: 1e200, beta: 1, betaStandardError: 0.5 }];
    const large = { positions, price: 1e190, capital: undefined };
    const hedge = ofCovariance(exact({ ...large, betaCovariance: [[0.25]] }));
    expect(hedge.dollarBetaStandardError).toBe(5e199);
    const more = [1e308, 1e308].map((value) => ({ symbol: 'A', value, beta: 0, betaStandardError: 1 }));
    expectRefusal(() => exact({ positions: more, price: 1e300 }), 'domain.not_finite', 'interval');
    const wide = [{ symbol: 'A', value: 1e308, beta: 0, betaStandardError: 1 }];
    expectRefusal(() => exact({ positions: wide, price: 0.001 }), 'domain.not_finite', 'interval');
    const betaCovariance = [[1e300]];
    expectRefusal(
      () => exact({ positions: wide, price: 1e300, betaCovariance }),
      'domain.not_finite',
      'interval',
    );
  });

  it('a hedge in place at another beta needs an error of its own', () => {
    const bare = { symbol: 'INDEX', value: -1_000_000, beta: 1.25 };
    expect(exact({ positions: [asset, bare], instrumentBeta }).interval).not.toBeNull();
    expect(exact({ positions: [asset, { ...bare, beta: 1.2 }], instrumentBeta }).interval).toBeNull();
  });
});

describe('exactBetaHedge: properties', () => {
  const position = fc.record({
    symbol: fc.constantFrom('A', 'B', 'C', 'INDEX'),
    value: fc
      .double({ min: -1e9, max: 1e9, noNaN: true })
      .filter((value) => value === 0 || Math.abs(value) > 1e-50),
    beta: fc.double({ min: -3, max: 3, noNaN: true }).filter((beta) => beta === 0 || Math.abs(beta) > 1e-50),
    betaStandardError: fc.double({ min: 0, max: 1, noNaN: true }).filter((e) => e === 0 || e > 1e-50),
  });
  const books = fc.array(position, { minLength: 1, maxLength: 12 });

  it('a book and a capital twice as large are hedged by twice as much, to the last bit', () => {
    fc.assert(
      fc.property(books, fc.integer({ min: -40, max: 40 }), (positions, exponent) => {
        const by = 2 ** exponent;
        const once = exact({ positions, targetBeta: 0.3, capital: 1e6 });
        const scaled = positions.map((one) => ({ ...one, value: one.value * by }));
        const twice = exact({ positions: scaled, targetBeta: 0.3, capital: 1e6 * by });
        expect(twice.exactContracts).toBe(once.exactContracts * by + 0);
        expect(twice.betaBefore).toBe(once.betaBefore);
        expect(twice.dollarBetaBefore).toBe(once.dollarBetaBefore * by + 0);
        expect(bounds(twice).independent.dollarBetaStandardError).toBe(
          bounds(once).independent.dollarBetaStandardError * by,
        );
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it('a permuted book gives the same bits, its covariance permuted with it', () => {
    const distinct = fc
      .uniqueArray(position, { minLength: 1, maxLength: 8, selector: ({ value }) => value })
      .chain((book) =>
        fc.tuple(
          fc.constant(book),
          fc.shuffledSubarray([...book.keys()], { minLength: book.length, maxLength: book.length }),
          fc.array(fc.double({ min: -0.3, max: 0.3, noNaN: true }), { minLength: 64, maxLength: 64 }),
        ),
      );
    fc.assert(
      fc.property(distinct, ([book, order, entries]) => {
        const n = book.length;
        const covariance = book.map((_, i) =>
          book.map((__, j) => {
            let sum = i === j ? 0.01 : 0;
            for (let k = 0; k < n; k++) sum += entries[8 * i + k]! * entries[8 * j + k]!;
            return sum;
          }),
        );
        const permuted = order.map((i) => book[i]!);
        const permutedCovariance = order.map((i) => order.map((j) => covariance[i]![j]!));
        expect(canonicalJson(exact({ positions: permuted }))).toBe(canonicalJson(exact({ positions: book })));
        expect(canonicalJson(exact({ positions: permuted, betaCovariance: permutedCovariance }))).toBe(
          canonicalJson(exact({ positions: book, betaCovariance: covariance })),
        );
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('also where the errors of the book cancel, and what is left is the rounding of its covariance', () => {
    const loads = fc.array(
      fc.tuple(fc.double({ min: 0.1, max: 0.3, noNaN: true }), fc.double({ min: 1, max: 1e6, noNaN: true })),
      { minLength: 4, maxLength: 8 },
    );
    fc.assert(
      fc.property(loads, (pairs) => {
        const last = pairs.reduce((sum, [load, value]) => sum + load * value, 0) / 0.2;
        const book = [...pairs, [0.2, -last] as const].map(([load, value], i) => ({
          load,
          value,
          symbol: `S${i}`,
        }));
        const errorOf = (order: typeof book): number => {
          const positions = order.map(({ symbol, value }) => ({ symbol, value, beta: 1 }));
          // The diagonal is lifted by a little, so that the form is not below 0.
          const betaCovariance = order.map((row) =>
            order.map((column) => row.load * column.load + (row === column ? 1e-15 : 0)),
          );
          return ofCovariance(exact({ positions, betaCovariance })).dollarBetaStandardError;
        };
        expect(errorOf([...book].reverse())).toBe(errorOf(book));
      }),
      { seed: 9, numRuns: 200 },
    );
  });

  it('the exact hedge, fed back as a position, leaves nothing to hedge', () => {
    fc.assert(
      fc.property(books, (positions) => {
        const hedge = exact({ positions });
        const fed = {
          symbol: 'INDEX',
          value: hedge.exactContracts * hedge.contractValue,
          beta: 1,
          betaStandardError: 0,
        };
        const again = exact({ positions: [...positions, fed] });
        // The value is rounded three times.
        const scale = Math.abs(hedge.exactContracts);
        expect(Math.abs(again.exactContracts)).toBeLessThanOrEqual(4 * 2 ** -53 * scale);
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  it('leaves its input as it is, frozen too, and is plain data', () => {
    const options = Object.freeze({
      ...base,
      positions: Object.freeze([Object.freeze({ ...base.positions[0]!, symbol: 'INDEX' })]),
      betaCovariance: Object.freeze([Object.freeze([0.01])]),
    });
    const before = canonicalJson(options);
    const hedge = exactBetaHedge(options);
    expect(canonicalJson(options)).toBe(before);
    expect(JSON.parse(canonicalJson(hedge))).toEqual(hedge);
  });
});
