import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { sizeBetaHedge } from '../../src/hedge/sizeBetaHedge.ts';
import { splitBetaHedge } from '../../src/hedge/splitBetaHedge.ts';
import type {
  SplitBetaHedge,
  SplitBetaHedgeOptions,
  SplitHedgeError,
  SplitLegOptions,
} from '../../src/hedge/splitBetaHedge.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { expectRefusal } from '../errors.ts';
import { linearMarket } from '../instruments/markets.ts';
import { bookOf, future, inverse, legOf, linear, quanto, sizingCases, spot } from './books.ts';

const eth = { instrument: linear, instrumentBeta: 1.2, price: 3000 };
const btc = {
  instrument: parseMarket({ ...linearMarket, symbol: 'BTC/USDT:USDT', base: 'BTC', limits: {} }),
  instrumentBeta: 1,
  price: 60_000,
};

const base: SplitBetaHedgeOptions = {
  positions: [{ symbol: 'A', value: 1_000_000, beta: 1.5 }],
  targetBeta: 0,
  legs: [
    { ...eth, share: 0.25 },
    { ...btc, share: 0.75 },
  ],
};

function split(change: object = {}, from: object = base): SplitBetaHedge {
  const hedge = splitBetaHedge({ ...from, ...change } as SplitBetaHedgeOptions);
  if (hedge.status !== 'ok') throw new Error(hedge.reason);
  return hedge;
}

function bounds({ interval }: SplitBetaHedge): {
  independent: SplitHedgeError;
  perfectlyCorrelated: SplitHedgeError;
} {
  if (interval?.kind !== 'bounds') throw new Error('bounds expected');
  return interval;
}

function ofCovariance({ interval }: SplitBetaHedge): SplitHedgeError {
  if (interval?.kind !== 'covariance') throw new Error('covariance expected');
  return interval;
}

describe('splitBetaHedge: against sizing.py', () => {
  const several = sizingCases.filter(({ legs }) => legs.length > 1);

  it.each(several.map((given) => [given.name, given] as const))('%s', (_, given) => {
    const { expected, positions, covarianceOfAll, covarianceOfOthers } = given;
    const legs = given.legs.map((leg, k) => ({ ...legOf(leg), share: given.shares[k]! / 100 }));
    const options = { ...bookOf(given), legs };
    const hedge = split({}, options);
    // As for one instrument: a few roundings of each product, one of each sum.
    const dollars = positions.reduce((sum, { value, beta }) => sum + Math.abs(value * beta), 0);
    const scale = dollars + Math.abs(expected.dollarBetaTarget) + Math.abs(expected.dollarBetaBefore);
    const near = (got: number, want: number, of: number): void => {
      expect(Math.abs(got - want)).toBeLessThanOrEqual(4 * 2 ** -53 * of);
    };
    near(hedge.dollarBetaBefore, expected.dollarBetaBefore, scale);
    near(hedge.dollarBetaTarget, expected.dollarBetaTarget, scale);
    near(hedge.exactDollarBeta, expected.exactDollarBeta, scale);
    hedge.legs.forEach((leg, k) => {
      const perContract = Math.abs(leg.contractValue * given.legs[k]!.beta);
      near(leg.exactContracts, expected.exactContracts[k]!, scale / perContract);
      const held = positions.filter(({ symbol }) => symbol === leg.symbol);
      const heldValue = held.reduce((sum, { value }) => sum + Math.abs(value), 0);
      near(leg.heldContracts, expected.heldContracts[k]!, heldValue / leg.contractValue);
    });
    const whole = split({ betaCovariance: covarianceOfAll }, options);
    const part = split({ betaCovariance: covarianceOfOthers }, options);
    // In units of 2^-53: 2 observed of dollars, 2 of errors.
    const errors: [SplitHedgeError, number, number][] = [
      [bounds(hedge).independent, expected.independent, 8],
      [bounds(hedge).perfectlyCorrelated, expected.perfectlyCorrelated, 8],
      [ofCovariance(whole), expected.withCovarianceOfAll, 8],
      [ofCovariance(part), expected.withCovarianceOfOthers, 8],
    ];
    for (const [got, want, ulps] of errors) {
      expect(Math.abs(got.dollarBetaStandardError - want)).toBeLessThanOrEqual(ulps * 2 ** -53 * want);
      const radius = expected.quantile * want;
      const far = Math.abs(expected.exactDollarBeta) + radius;
      expect(Math.abs(got.dollarBeta.lower - (expected.exactDollarBeta - radius))).toBeLessThan(
        1.6e-15 * far,
      );
      expect(Math.abs(got.dollarBeta.upper - (expected.exactDollarBeta + radius))).toBeLessThan(
        1.6e-15 * far,
      );
      expect(got.insideNoise).toBe(Math.abs(expected.exactDollarBeta) <= radius);
    }
  });
});

describe('splitBetaHedge: shares and lots', () => {
  it('by hand', () => {
    // 375,000 / 3600 = 104.1666 ETH -> 104.167; 1,125,000 / 60,000 = 18.75 BTC.
    const hedge = split();
    expect(hedge).toMatchObject({
      status: 'ok',
      dollarBetaBefore: 1_500_000,
      dollarBetaTarget: 0,
      exactDollarBeta: -1_500_000,
      betaBefore: null,
      betaAfter: null,
      currency: 'USDT',
      targetBeta: 0,
      roundingLeg: 0,
    });
    expect(hedge.legs).toMatchObject([
      { symbol: 'ETH/USDT:USDT', share: 0.25, contracts: '-104.167', heldContracts: 0, contractValue: 3000 },
      { symbol: 'BTC/USDT:USDT', share: 0.75, contracts: '-18.75', exactContracts: -18.75, boundBy: null },
    ]);
    expect(hedge.legs[0]!.exactContracts).toBeCloseTo(-104 - 1 / 6, 11);
    expect(hedge.dollarBetaAfter).toBeCloseTo(1_500_000 - 104.167 * 3600 - 18.75 * 60_000, 8);
    expect(hedge.dustDollarBeta).toBeCloseTo(hedge.dollarBetaAfter, 8);
    expect(hedge.legs[0]!.order).toMatchObject({ side: 'sell', amount: 104.167, type: 'market' });
  });

  it('the finest leg takes up what rounding left of the others', () => {
    const coarse = { instrument: future, instrumentBeta: 1, price: 400, share: 0.5 }; // a lot is 100,000
    const fine = { ...eth, instrument: { ...linear, settle: 'USD' }, share: 0.5 };
    const hedge = split({ legs: [coarse, fine], positions: [{ symbol: 'A', value: 460_000, beta: 1 }] });
    // Half is 2.3 lots: 2, and 30,000 more for the other, whose half is 63.8889.
    expect(hedge.legs[0]).toMatchObject({ contracts: '-2', dust: { contracts: -0.2999999999999998 } });
    expect(hedge.legs[1]!.exactContracts).toBeCloseTo(-230_000 / 3600, 11);
    expect(hedge.legs[1]!.contracts).toBe('-72.222');
    expect(hedge.roundingLeg).toBe(1);
    expect(Math.abs(hedge.dollarBetaAfter)).toBeLessThanOrEqual(1.8 + 1e-9);
    expect(hedge.legs[1]!.dust.contracts).toBeCloseTo(-230_000 / 3600 + 72.222, 9);
  });

  it('what a limit left is not passed on', () => {
    const capped = { ...btc, share: 0.75, limits: { maximumTradeValue: 600_030 } };
    const hedge = split({ legs: [base.legs[0]!, capped] });
    expect(hedge.legs).toMatchObject([
      { contracts: '-104.167' },
      { contracts: '-10', boundBy: 'maximum_trade_value' },
    ]);
    expect(hedge.legs[1]!.limits).toEqual([{ limit: 'maximum_trade_value', contracts: -10.0005 }]);
    expect(hedge.dollarBetaAfter).toBeCloseTo(1_500_000 - 104.167 * 3600 - 600_000, 8);
    const below = { ...btc, share: 0.75, instrument: { ...btc.instrument, minimumAmount: '20' } };
    const dropped = split({ legs: [base.legs[0]!, below] });
    expect(dropped.legs).toMatchObject([
      { contracts: '-104.167' },
      { contracts: '0', boundBy: 'minimum_amount' },
    ]);
  });

  it('a leg that a limit bound does not round for the others', () => {
    const capped = { ...eth, share: 0.25, limits: { maximumTradeValue: 30_000 } };
    const hedge = split({
      legs: [capped, { ...btc, share: 0.75 }],
      positions: [{ symbol: 'A', value: 1_000_001, beta: 1.5 }],
    });
    expect(hedge).toMatchObject({
      roundingLeg: 1,
      legs: [{ contracts: '-10', boundBy: 'maximum_trade_value' }, {}],
    });
    const both = [capped, { ...btc, share: 0.75, reduceOnly: true }];
    expect(split({ legs: both })).toMatchObject({
      roundingLeg: null,
      legs: [{}, { boundBy: 'reduce_only', contracts: '0' }],
    });
  });

  it('a leg without a share trades nothing, nor rounds', () => {
    const hedge = split({
      legs: [
        { ...eth, share: 0 },
        { ...btc, share: 1 },
      ],
    });
    expect(hedge).toMatchObject({
      roundingLeg: 1,
      legs: [{ contracts: '0', order: null, exactContracts: 0 }, { contracts: '-25' }],
    });
  });

  it('one leg is sizeBetaHedge', () => {
    const { share, ...leg } = { ...eth, share: 1 };
    const whole = sizeBetaHedge({ ...base, ...leg });
    const hedge = split({ legs: [{ ...leg, share }] });
    const { contracts, amount, order, reason, boundBy, limits, dust, exactContracts, dollarBetaAfter } =
      whole as never;
    expect(hedge.legs[0]).toMatchObject({
      contracts,
      amount,
      order,
      reason,
      boundBy,
      limits,
      dust,
      exactContracts,
    });
    expect(hedge.dollarBetaAfter).toBe(dollarBetaAfter);
  });

  it('steps of significant digits are as fine as the size makes them', () => {
    const digits = (digits: number): object => ({
      ...linear,
      amountPrecision: { kind: 'significantDigits', digits },
    });
    // 104.1666 ETH in steps of 1 (3,600) or of 0.1 (360); 18.75 BTC in steps of 0.001 (60).
    const legs = (of: number): object[] => [
      { ...eth, instrument: digits(of), share: 0.25 },
      { ...btc, share: 0.75 },
    ];
    expect(split({ legs: legs(4) })).toMatchObject({ roundingLeg: 1, legs: [{ contracts: '-104.2' }, {}] });
    expect(split({ legs: legs(5) }).roundingLeg).toBe(0); // 0.01: 36
    expect(split({ legs: legs(3) })).toMatchObject({ roundingLeg: 1, legs: [{ contracts: '-104' }, {}] });
  });

  it('a lot that the venue counts in coins is as large as its contracts', () => {
    const step = (of: string): object => ({
      amountPrecision: { kind: 'step', step: of },
      contractSize: 0.01,
    });
    // 0.01 coins are one contract, 10 of money at 1000; half a contract is 5.
    const inCoins = { ...linear, ...step('0.01'), amountUnit: 'base', symbol: 'COINS' };
    const inContracts = { ...linear, ...step('0.5'), symbol: 'CONTRACTS' };
    const legs = [inCoins, inContracts].map((instrument) => ({
      instrument,
      instrumentBeta: 1,
      price: 1000,
      share: 0.5,
    }));
    const hedge = split({ legs, positions: [{ symbol: 'A', value: 1044, beta: 1 }] });
    // Half is 52.2 contracts: 52 and 0.2 more for the other.
    expect(hedge).toMatchObject({
      roundingLeg: 1,
      legs: [{ contracts: '-52', amount: '0.52' }, { contracts: '-52.5' }],
    });
  });

  it('inverse, quanto and spot beside each other, in one numeraire', () => {
    const rate = { price: 1.25, timestamp: 0 };
    const legs: SplitLegOptions[] = [
      { instrument: inverse, instrumentBeta: 1, price: 40_000, coinEquity: 2, share: 0.25 },
      {
        instrument: { ...quanto, quote: 'EUR' },
        instrumentBeta: 1.25,
        price: 3000,
        settlePrice: 32_000,
        share: 0.25,
      },
      { instrument: spot, instrumentBeta: 1, price: 3000, share: 0.5 },
    ];
    const hedge = split({ legs, numeraire: 'USD', fx: { USDT: { ...rate, price: 1 }, EUR: rate } });
    // 1,500,000 and the coins' 80,000: 395,000 of 100 USD; 395,000 / 1.25 of 96 EUR; 790,000 of 3000.
    expect(hedge.dollarBetaBefore).toBe(1_580_000);
    expect(hedge.legs.map((leg) => leg.contractValue)).toEqual([100, 120, 3000]);
    expect(hedge.legs[0]!.contracts).toBe('-3950');
    expect(hedge.legs[1]!.exactContracts).toBeCloseTo(-395_000 / 1.25 / 120, 9);
    expect(Math.abs(hedge.dollarBetaAfter)).toBeLessThanOrEqual(1.5 + 1e-9);
  });

  it('of the total half a lot of the finest leg is left at most', () => {
    const lots = fc.constantFrom('0.001', '0.5', '2.5', '10', '1');
    const leg = fc.record({
      lot: lots,
      beta: fc.double({ min: 0.2, max: 2, noNaN: true }),
      weight: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(
        fc.double({ min: -1e7, max: 1e7, noNaN: true }),
        fc.array(leg, { minLength: 1, maxLength: 5 }),
        (value, given) => {
          const sum = given.reduce((total, { weight }) => total + weight, 0);
          const legs = given.map(({ lot, beta, weight }, k) => ({
            instrument: { ...linear, symbol: `L${k}`, amountPrecision: { kind: 'step', step: lot } },
            instrumentBeta: beta,
            price: 100,
            share: weight / sum,
          }));
          const hedge = split({ legs, positions: [{ symbol: 'A', value, beta: 1 }] });
          const finest = Math.min(...given.map(({ lot, beta }) => Number(lot) * beta * 100));
          // Sums of 1e7 in the last digit.
          expect(Math.abs(hedge.dollarBetaAfter)).toBeLessThanOrEqual(finest / 2 + 1e-8);
          const traded = hedge.legs.reduce((total, one) => total + one.dollarBeta, 0);
          expect(Math.abs(value + traded - hedge.dollarBetaAfter)).toBeLessThan(1e-8);
          hedge.legs.forEach((one, k) => {
            expect(
              Math.abs(one.exactContracts * legs[k]!.instrumentBeta * 100 + one.share * value),
            ).toBeLessThan(1e-8);
          });
        },
      ),
      { seed: 41, numRuns: 300 },
    );
  });

  it('the order of positions and of legs changes no bit but the order of the legs', () => {
    const positions = [1e6 / 3, -2e5 / 7, 1e5 / 9].map((value, i) => ({ symbol: `P${i}`, value, beta: 1.1 }));
    const [a, b] = base.legs as [SplitLegOptions, SplitLegOptions];
    const same = { ...b, instrument: { ...b.instrument, symbol: 'BTC/USDT:USDT-261225' }, share: 0.5 };
    const legs = [{ ...a, share: 0.25 }, { ...b, share: 0.25 }, same];
    const turned = [legs[2]!, legs[0]!, legs[1]!];
    const one = split({ positions, legs });
    const two = split({ positions: [...positions].reverse(), legs: turned });
    expect(canonicalJson([two.legs[1], two.legs[2], two.legs[0]])).toBe(canonicalJson(one.legs));
    expect(turned[two.roundingLeg!]).toBe(legs[one.roundingLeg!]);
    expect(canonicalJson({ ...two, legs: null, roundingLeg: null })).toBe(
      canonicalJson({ ...one, legs: null, roundingLeg: null }),
    );
  });

  it('hedged once, there is nothing left to trade', () => {
    const hedge = split();
    const fed = hedge.legs.map(({ symbol, contracts, contractValue }, k) => ({
      symbol,
      value: Number(contracts) * contractValue,
      beta: base.legs[k]!.instrumentBeta as number,
    }));
    const again = split({ positions: [...base.positions, ...fed] });
    expect(again.legs.map(({ contracts }) => contracts)).toEqual(['0', '0']);
  });
});

describe('splitBetaHedge: the interval', () => {
  const estimate = { beta: 1.25, betaStandardError: 0.1 };
  it('an instrument and what is held of it are one estimate', () => {
    const legs = [
      { ...btc, instrumentBeta: estimate, share: 0.5 },
      { ...eth, instrumentBeta: 1, share: 0.5 },
    ];
    const positions = [
      { symbol: 'A', value: 1_000_000, beta: 2, betaStandardError: 0.03 },
      { symbol: 'BTC/USDT:USDT', value: -400_000, ...estimate },
    ];
    // 1,500,000 to trade: half of it, 600,000 of the instrument, beside 400,000 held.
    const { independent, perfectlyCorrelated } = bounds(split({ legs, positions }));
    expect(independent.dollarBetaStandardError).toBeCloseTo(Math.hypot(30_000, 100_000), 6);
    expect(perfectlyCorrelated.dollarBetaStandardError).toBeCloseTo(130_000, 6);
    const quantile = 1.959963984540054;
    expect(perfectlyCorrelated.dollarBeta.lower).toBeCloseTo(-1_500_000 - quantile * 130_000, 6);
    expect(perfectlyCorrelated.dollarBeta.upper).toBeCloseTo(-1_500_000 + quantile * 130_000, 6);
    expect(perfectlyCorrelated.insideNoise).toBe(false);
  });

  it('none where an error is unknown', () => {
    expect(split().interval).toBeNull();
    const positions = [{ ...base.positions[0]!, betaStandardError: 0.1 }];
    expect(split({ positions }).interval).not.toBeNull();
    const legs = [{ ...eth, instrumentBeta: { beta: 1.2 }, share: 0.25 }, base.legs[1]!];
    expect(split({ positions, legs }).interval).toBeNull();
  });
});

describe('splitBetaHedge: refused', () => {
  const [first, second] = base.legs as [SplitLegOptions, SplitLegOptions];
  const legs = (change: object): object => ({ legs: [first, { ...second, ...change }] });

  it('a leg that carries no hedge is named', () => {
    const zero = splitBetaHedge({ ...base, legs: [first, { ...second, instrumentBeta: 0 }] });
    expect(zero).toEqual({ status: 'degenerate', reason: 'instrument_beta_zero', leg: 1 });
    const unsure = { ...first, instrumentBeta: { beta: 0.1, betaStandardError: 0.1 } };
    expect(splitBetaHedge({ ...base, legs: [unsure, second] })).toEqual({
      status: 'degenerate',
      reason: 'instrument_beta_not_distinct_from_zero',
      leg: 0,
    });
  });

  it.each([
    ['no legs', { legs: undefined }, 'shape.missing_field', 'legs'],
    ['an empty list of them', { legs: [] }, 'domain.out_of_range', 'legs'],
    ['a leg of null', { legs: [null] }, 'shape.missing_field', 'legs[0]'],
    ['no share', legs({ share: undefined }), 'shape.missing_field', 'legs[1].share'],
    ['a share below 0', legs({ share: -0.75 }), 'domain.negative', 'legs[1].share'],
    ['a share of NaN', legs({ share: NaN }), 'domain.not_finite', 'legs[1].share'],
    ['shares short of 1', legs({ share: 0.749 }), 'domain.out_of_range', 'legs'],
    [
      'shares in per cent',
      {
        legs: [
          { ...first, share: 25 },
          { ...second, share: 75 },
        ],
      },
      'domain.out_of_range',
      'legs',
    ],
    ['no instrument', legs({ instrument: undefined }), 'shape.missing_field', 'legs[1].instrument'],
    [
      'an instrument twice',
      { legs: [first, { ...first, share: 0.75 }] },
      'market.inconsistent',
      'legs[1].instrument.symbol',
    ],
    ['no beta', legs({ instrumentBeta: undefined }), 'shape.missing_field', 'legs[1].instrumentBeta'],
    [
      'a beta of NaN',
      legs({ instrumentBeta: { beta: NaN } }),
      'domain.not_finite',
      'legs[1].instrumentBeta.beta',
    ],
    ['no price', legs({ price: undefined }), 'shape.missing_field', 'legs[1].price'],
    ['a price below 0', legs({ price: -1 }), 'domain.not_positive', 'legs[1].price'],
    [
      'no coins of an inverse contract',
      legs({ instrument: { ...inverse, quote: 'USDT' } }),
      'shape.missing_field',
      'legs[1].coinEquity',
    ],
    [
      'coins that are a position too',
      {
        ...legs({ instrument: { ...inverse, quote: 'USDT' }, coinEquity: 2 }),
        positions: [{ symbol: 'BTC', value: 1, beta: 1 }],
      },
      'market.inconsistent',
      'legs[1].coinEquity',
    ],
    [
      'no settlement coin of a quanto',
      legs({ instrument: { ...quanto, quote: 'USDT' } }),
      'shape.missing_field',
      'legs[1].settlePrice',
    ],
    ['two currencies without a rate', legs({ instrument: future }), 'shape.missing_field', 'numeraire'],
    [
      'a limit of NaN',
      legs({ limits: { maximumTradeValue: NaN } }),
      'domain.not_finite',
      'legs[1].limits.maximumTradeValue',
    ],
    ['a word for a switch', legs({ reduceOnly: 0 }), 'shape.wrong_type', 'legs[1].reduceOnly'],
    [
      'an expired future',
      { now: 10, ...legs({ instrument: { ...btc.instrument, expiry: 5 } }) },
      'domain.out_of_range',
      'legs[1].instrument.expiry',
    ],
    [
      'a horizon of another beta',
      {
        positions: [{ ...base.positions[0]!, horizonMs: 1 }],
        ...legs({ instrumentBeta: { beta: 1, horizonMs: 2 } }),
      },
      'estimate.mixed',
      'legs[1].instrumentBeta.horizonMs',
    ],
    [
      'contracts beyond all doubles',
      {
        positions: [{ symbol: 'A', value: 1e300, beta: 1 }],
        ...legs({ instrumentBeta: 1e-9, price: 1e-300 }),
      },
      'domain.not_finite',
      'legs[1].exactContracts',
    ],
    ['no target', { targetBeta: undefined }, 'shape.missing_field', 'targetBeta'],
    ['no positions', { positions: undefined }, 'shape.missing_field', 'positions'],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => split(change), code, path);
  });

  it('thirds add up to 1', () => {
    const third = { ...second, instrument: future, share: 1 / 3 };
    const numeraire = { numeraire: 'USDT', fx: { USD: { price: 1, timestamp: 0 } } };
    const hedge = split({
      ...numeraire,
      legs: [{ ...first, share: 1 / 3 }, { ...second, share: 1 / 3 }, third],
    });
    expect(hedge.legs.map(({ share }) => share)).toEqual([1 / 3, 1 / 3, 1 / 3]);
    // What ten digits of a third lack to 1 is not left unhedged.
    const tenth = [first, second, third].map((leg) => ({ ...leg, share: 0.3333333333 }));
    expect(split({ ...numeraire, legs: tenth }).legs.map(({ share }) => share)).toEqual([
      1 / 3,
      1 / 3,
      1 / 3,
    ]);
  });

  it('leaves its input as it is, and is plain data', () => {
    const before = canonicalJson(base);
    const hedge = split();
    expect(canonicalJson(base)).toBe(before);
    expect(JSON.parse(canonicalJson(hedge))).toEqual(hedge);
  });
});
