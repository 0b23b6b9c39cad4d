import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { minimumVarianceHedge } from '../../src/hedge/minimumVarianceHedge.ts';
import type {
  MinimumVarianceHedge,
  MinimumVarianceHedgeOptions,
  PriceChangeHedgeOptions,
  ReturnHedgeOptions,
} from '../../src/hedge/minimumVarianceHedge.ts';
import { profitOf } from '../../src/instruments/contractAlgebra.ts';
import type { Instrument } from '../../src/instruments/instrument.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { expectRefusal } from '../errors.ts';
import { future, inverse, linear, quanto, spot } from './books.ts';

// Hull, Options, Futures and Other Derivatives, ch. 3: 15 months of jet fuel and heating oil.
const hedgeChanges = [
  0.021, 0.035, -0.046, 0.001, 0.044, -0.029, -0.026, -0.029, 0.048, -0.006, -0.036, -0.011, 0.019, -0.027,
  0.029,
];
const assetChanges = [
  0.029, 0.02, -0.044, 0.008, 0.026, -0.019, -0.01, -0.007, 0.043, 0.011, -0.036, -0.018, 0.009, -0.032,
  0.023,
];
const oil: Instrument = { ...future, symbol: 'HO', contractSize: 42_000 } as Instrument;

const hull: PriceChangeHedgeOptions = {
  kind: 'priceChanges',
  assetChanges,
  hedgeChanges,
  quantity: -2_000_000,
  instrument: oil,
  price: 1.99,
};

const tailed: ReturnHedgeOptions = {
  kind: 'returns',
  assetReturns: assetChanges.map((change) => change / 1.94),
  hedgeReturns: hedgeChanges.map((change) => change / 1.99),
  value: -2_000_000 * 1.94,
  instrument: oil,
  price: 1.99,
};

function hedge(change: object = {}, from: MinimumVarianceHedgeOptions = hull): MinimumVarianceHedge {
  const result = minimumVarianceHedge({ ...from, ...change });
  if (result.status !== 'ok') throw new Error(result.status);
  return result;
}

function mean(x: readonly number[]): number {
  return x.reduce((a, b) => a + b, 0) / x.length;
}

function comoment(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  return x.reduce((sum, value, t) => sum + (value - mx) * (y[t]! - my), 0);
}

describe('minimumVarianceHedge: Hull, ch. 3', () => {
  it('jet fuel still to be bought, hedged with heating oil', () => {
    const result = hedge();
    // The digits that the numbers are known to.
    expect(result.hedgeRatio).toBeCloseTo(0.777651, 6);
    expect(result.effectiveness).toBeCloseTo(0.861875, 6);
    expect(Math.sqrt(result.effectiveness)).toBeCloseTo(0.928372, 6);
    expect(result.hedgeRatioStandardError).toBeCloseTo(0.086343, 6);
    expect(result.exactContracts).toBeCloseTo(37.03, 2);
    expect(result).toMatchObject({
      kind: 'priceChanges',
      contracts: '37',
      boundBy: null,
      observations: 15,
      dropped: 0,
      outOfSample: null,
      confidenceLevel: 0.95,
      order: { symbol: 'HO', side: 'buy', amount: 37, type: 'market' },
    });
    // Student t with 13 degrees of freedom: 2.1603687.
    const radius = 2.1603686564610127 * result.hedgeRatioStandardError;
    expect(result.hedgeRatioInterval.lower).toBeCloseTo(result.hedgeRatio - radius, 12);
    expect(result.hedgeRatioInterval.upper).toBeCloseTo(result.hedgeRatio + radius, 12);
    const ofContracts = { lower: result.hedgeRatio - radius, upper: result.hedgeRatio + radius };
    expect(result.hedgeContractsInterval.lower).toBeCloseTo((ofContracts.lower * 2e6) / 42_000, 9);
    expect(result.hedgeContractsInterval.upper).toBeCloseTo((ofContracts.upper * 2e6) / 42_000, 9);
    expect(result.dustContracts).toBeCloseTo(result.exactContracts - 37, 12);
  });

  it('held instead, the hedge is sold', () => {
    expect(hedge({ quantity: 2_000_000 })).toMatchObject({ contracts: '-37', order: { side: 'sell' } });
    const { lower, upper } = hedge({ quantity: 2_000_000 }).hedgeContractsInterval;
    expect(lower).toBeLessThan(upper);
  });

  it('tailed: a ratio of returns goes with values, and comes to the same when prices are those of the changes', () => {
    const result = hedge({}, tailed);
    // h_returns = h x 1.99 / 1.94, V_A / V_F = Q_A / Q_F x 1.94 / 1.99.
    expect(result.hedgeRatio).toBeCloseTo((0.777651 * 1.99) / 1.94, 5);
    expect(result.exactContracts).toBeCloseTo(hedge().exactContracts, 10);
    expect(result.kind).toBe('returns');
  });

  it('the price moves the contracts of values, not those of quantities', () => {
    expect(hedge({ price: 3.98 }).exactContracts).toBe(hedge().exactContracts);
    expect(hedge({ price: 3.98 }, tailed).exactContracts).toBeCloseTo(
      hedge({}, tailed).exactContracts / 2,
      12,
    );
  });
});

describe('minimumVarianceHedge: settlement', () => {
  // What the whole hedge earns over each change from one price, beside an asset that moves by h times as much, is what
  // the asset loses: the hedge of a perfect line leaves nothing.
  const changes = [10, -20, 35, -5, 15, -40];
  const price = 3000;
  const settlePrice = 40_000;
  const lineOf = (ratio: number): object => ({
    assetChanges: changes.map((change) => ratio * change),
    hedgeChanges: changes,
    assetReturns: changes.map((change) => (ratio * change) / price),
    hedgeReturns: changes.map((change) => change / price),
    quantity: 50,
    value: 50 * price,
  });

  for (const instrument of [linear, spot, future, inverse, quanto])
    for (const kind of ['priceChanges', 'returns'] as const)
      it(`${instrument.settlement} ${instrument.symbol}, by ${kind}: the profit of the hedge is the loss of the asset`, () => {
        const coinEquity = 3;
        const own = {
          coinEquity: instrument.settlement === 'inverse' ? coinEquity : undefined,
          settlePrice: instrument.settlement === 'quanto' ? settlePrice : undefined,
        };
        const { hedgeContracts } = hedge({ ...lineOf(1.5), kind, instrument, price, ...own });
        for (const change of changes) {
          const later = price + change;
          const profit = profitOf(instrument, hedgeContracts, price, later);
          const rate = { inverse: later, quanto: settlePrice }[instrument.settlement as string] ?? 1;
          const coins = instrument.settlement === 'inverse' ? coinEquity * change : 0;
          // Differences of prices near 3000: 3000 / 5 x 2^-53, a few times.
          expect(Math.abs((profit * rate + coins) / (-50 * 1.5 * change) - 1)).toBeLessThan(1e-12);
        }
      });

  for (const kind of ['priceChanges', 'returns'] as const)
    it(`inverse, by ${kind}: coins are worth the price of the coin`, () => {
      const coinEquity = 3;
      const own = { instrument: inverse, price, settlePrice: 2900, coinEquity };
      const { hedgeContracts } = hedge({ ...lineOf(1.5), kind, ...own });
      for (const change of changes) {
        const later = price + change;
        const coins = coinEquity + profitOf(inverse, hedgeContracts, price, later);
        const earned = (coins * later * 2900) / price - coinEquity * 2900;
        expect(Math.abs(earned / (-50 * 1.5 * change) - 1)).toBeLessThan(1e-12);
      }
      expectRefusal(() => hedge({ ...own, settlePrice: 6000 }), 'unit.suspicious', 'settlePrice');
    });

  it.each([
    ['coins of an inverse contract', { instrument: inverse }, 'shape.missing_field', 'coinEquity'],
    ['coins of a linear one', { coinEquity: 1 }, 'market.inconsistent', 'coinEquity'],
    ['the settlement coin of a quanto', { instrument: quanto }, 'shape.missing_field', 'settlePrice'],
    ['that of a linear contract', { settlePrice: 1 }, 'market.inconsistent', 'settlePrice'],
    ['a dated price', { price: { price: 1, timestamp: 0 } }, 'shape.wrong_type', 'price'],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => hedge(change), code, path);
  });
});

describe('minimumVarianceHedge: the ratio', () => {
  it('leaves less variance than any other, also than its neighbours', () => {
    const series = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
      minLength: 4,
      maxLength: 30,
    });
    fc.assert(
      fc.property(series, (pairs) => {
        const asset = pairs.map(([a]) => a / 1000);
        const other = pairs.map(([, b]) => b / 1000);
        fc.pre(comoment(asset, asset) > 1e-6 && comoment(other, other) > 1e-6);
        const { hedgeRatio, effectiveness } = hedge({ assetChanges: asset, hedgeChanges: other });
        const left = (ratio: number): number => {
          const hedged = asset.map((value, t) => value - ratio * other[t]!);
          return comoment(hedged, hedged);
        };
        const least = left(hedgeRatio);
        expect(least).toBeLessThanOrEqual(left(hedgeRatio + 0.01));
        expect(least).toBeLessThanOrEqual(left(hedgeRatio - 0.01));
        // Sums of up to 30 products in doubles.
        expect(Math.abs(effectiveness - (1 - least / comoment(asset, asset)))).toBeLessThan(1e-13);
        expect(Math.abs(hedgeRatio - comoment(asset, other) / comoment(other, other))).toBeLessThan(1e-12);
      }),
      { seed: 51, numRuns: 300 },
    );
  });

  it('tested on what it was not fitted to: the training ratio, the hedge by all', () => {
    const result = hedge({ trainingPeriods: 8 });
    expect(result.hedgeRatio).toBe(hedge().hedgeRatio);
    const ratio =
      comoment(assetChanges.slice(0, 8), hedgeChanges.slice(0, 8)) /
      comoment(hedgeChanges.slice(0, 8), hedgeChanges.slice(0, 8));
    const asset = assetChanges.slice(8);
    const hedged = asset.map((value, t) => value - ratio * hedgeChanges[8 + t]!);
    expect(result.outOfSample!.hedgeRatio).toBeCloseTo(ratio, 13);
    expect(result.outOfSample!.effectiveness).toBeCloseTo(
      1 - comoment(hedged, hedged) / comoment(asset, asset),
      13,
    );
    expect(result.outOfSample!.observations).toBe(7);
    expect(result.effectiveness).toBe(hedge().effectiveness);
  });

  it('out of sample a hedge may add risk', () => {
    const turned = hedgeChanges.map((change, t) => (t < 8 ? change : -change));
    expect(hedge({ hedgeChanges: turned, trainingPeriods: 8 }).outOfSample!.effectiveness).toBeLessThan(0);
  });

  it('missing samples are refused, or left out and counted', () => {
    const holed = assetChanges.map((change, t) => (t === 2 ? NaN : change));
    expectRefusal(() => hedge({ assetChanges: holed }), 'series.not_finite', 'assetChanges[2]');
    const without = (series: readonly number[]): number[] => series.filter((_, t) => t !== 2);
    const dropped = hedge({ assetChanges: holed, missing: 'drop', trainingPeriods: 8 });
    const clean = hedge({
      assetChanges: without(assetChanges),
      hedgeChanges: without(hedgeChanges),
      trainingPeriods: 7,
    });
    expect(dropped).toEqual({ ...clean, dropped: 1 });
  });

  it.each([
    [
      'two samples',
      { assetChanges: [1, 2], hedgeChanges: [1, 3] },
      { status: 'insufficient_data', required: 3, observed: 2 },
    ],
    [
      'too few to test on',
      { trainingPeriods: 13 },
      { status: 'insufficient_data', required: 16, observed: 15 },
    ],
    [
      'a hedge that does not move',
      { hedgeChanges: Array(15).fill(0.01) },
      { status: 'degenerate', reason: 'flat_hedge' },
    ],
    [
      'an asset that does not move',
      { assetChanges: Array(15).fill(0.01) },
      { status: 'degenerate', reason: 'flat_asset' },
    ],
    [
      'a hedge that does not move while it is tested',
      { hedgeChanges: hedgeChanges.map((change, t) => (t < 8 ? change : 0)), trainingPeriods: 8 },
      { status: 'degenerate', reason: 'flat_hedge' },
    ],
  ])('%s', (_, change, expected) => {
    expect(minimumVarianceHedge({ ...hull, ...change })).toEqual(expected);
  });
});

describe('minimumVarianceHedge: the order', () => {
  it('is for what is not in place already', () => {
    const partly = hedge({ heldContracts: 30 });
    expect(partly).toMatchObject({ hedgeContracts: hedge().hedgeContracts, contracts: '7' });
    expect(partly.exactContracts).toBeCloseTo(7.03, 2);
    expect(hedge({ heldContracts: 37 })).toMatchObject({ contracts: '0', order: null, boundBy: 'lot' });
    expect(hedge({ heldContracts: 40 })).toMatchObject({ contracts: '-3', order: { side: 'sell' } });
  });

  it('within the limits of the venue', () => {
    const instrument = { ...oil, maximumMarketAmount: '20' };
    expect(hedge({ instrument })).toMatchObject({
      contracts: '20',
      boundBy: 'maximum_amount',
      limits: [{ limit: 'maximum_amount', contracts: 20 }],
    });
    expect(hedge({ quantity: -20_000 })).toMatchObject({ contracts: '0', boundBy: 'lot', amount: '0' });
    expect(hedge({ quantity: 0 })).toMatchObject({
      contracts: '0',
      order: null,
      boundBy: null,
      exactContracts: 0,
    });
  });

  it('an asset twice as large is hedged twice, to the last bit', () => {
    for (const by of [2, 1024, 2 ** -30]) {
      expect(hedge({ quantity: -2e6 * by }).exactContracts).toBe(hedge().exactContracts * by);
      expect(hedge({ value: tailed.value * by }, tailed).exactContracts).toBe(
        hedge({}, tailed).exactContracts * by,
      );
    }
  });

  it('leaves its input as it is, frozen too, and is plain data', () => {
    const options = Object.freeze({
      ...hull,
      assetChanges: Object.freeze([...assetChanges]),
      trainingPeriods: 8,
    });
    const before = canonicalJson(options);
    const result = minimumVarianceHedge(options);
    expect(canonicalJson(options)).toBe(before);
    expect(JSON.parse(canonicalJson(result))).toEqual(result);
    const line = hedge({ assetChanges: hedgeChanges, quantity: 0 });
    expect(JSON.parse(canonicalJson(line))).toEqual(line);
  });
});

describe('minimumVarianceHedge: refused', () => {
  it.each([
    ['no kind', { kind: undefined }, 'shape.missing_field', 'kind'],
    ['another kind', { kind: 'prices' }, 'domain.not_one_of', 'kind'],
    ['returns for price changes', { kind: 'returns' }, 'shape.missing_field', 'assetReturns'],
    ['a value for a quantity', { quantity: undefined, value: 1 }, 'shape.missing_field', 'quantity'],
    ['a quantity of NaN', { quantity: NaN }, 'domain.not_finite', 'quantity'],
    ['an infinite quantity', { quantity: Infinity }, 'domain.not_finite', 'quantity'],
    ['no changes of the hedge', { hedgeChanges: undefined }, 'shape.missing_field', 'hedgeChanges'],
    [
      'changes of another length',
      { hedgeChanges: [1, 2, 3] },
      'shape.length_mismatch',
      'hedgeChanges.length',
    ],
    ['changes in text', { assetChanges: Array(15).fill('1') }, 'shape.wrong_type', 'assetChanges[0]'],
    [
      'an infinite change',
      { hedgeChanges: [...hedgeChanges.slice(1), Infinity] },
      'series.not_finite',
      'hedgeChanges[14]',
    ],
    ['no instrument', { instrument: undefined }, 'shape.missing_field', 'instrument'],
    ['no price', { price: undefined }, 'shape.missing_field', 'price'],
    ['a price of 0', { price: 0 }, 'domain.not_positive', 'price'],
    ['a price below 0', { price: -1 }, 'domain.not_positive', 'price'],
    ['two periods to train', { trainingPeriods: 2 }, 'domain.out_of_range', 'trainingPeriods'],
    ['half a period', { trainingPeriods: 7.5 }, 'domain.not_integer', 'trainingPeriods'],
    ['a level in per cent', { confidenceLevel: 95 }, 'domain.out_of_range', 'confidenceLevel'],
    ['held contracts of NaN', { heldContracts: NaN }, 'domain.not_finite', 'heldContracts'],
    ['another word for missing', { missing: 'skip' }, 'domain.not_one_of', 'missing'],
    [
      'contracts beyond all doubles',
      { quantity: 1e308, instrument: { ...oil, contractSize: 1e-10 } },
      'domain.not_finite',
      'hedgeContracts',
    ],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => hedge(change), code, path);
  });

  it('price changes for returns are seen where they are below -1', () => {
    const assetReturns = [...(tailed.assetReturns as number[])].fill(-1.5, 3, 4);
    expectRefusal(() => hedge({ assetReturns }, tailed), 'unit.suspicious', 'assetReturns[3]');
    const hedgeReturns = [...(tailed.hedgeReturns as number[])].fill(-2, 4, 5);
    expectRefusal(() => hedge({ hedgeReturns }, tailed), 'unit.suspicious', 'hedgeReturns[4]');
    expect(hedge({ hedgeReturns: [...hedgeReturns].fill(-1, 4, 5) }, tailed).status).toBe('ok');
    expectRefusal(() => hedge({ value: undefined }, tailed), 'shape.missing_field', 'value');
  });

  it('an option is no hedge by its price', () => {
    const option = parseMarket({
      symbol: 'BTC/USD:BTC-261225-100000-C',
      base: 'BTC',
      quote: 'USD',
      settle: 'BTC',
      type: 'option',
      option: true,
      contract: true,
      linear: false,
      inverse: true,
      contractSize: 1,
      strike: 100_000,
      optionType: 'call',
      expiry: 1_798_185_600_000,
      precision: { amount: 0.1, price: 0.0001 },
    });
    expectRefusal(() => hedge({ instrument: option }), 'market.unsupported', 'instrument');
  });
});
