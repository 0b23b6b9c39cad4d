import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HedgeLimits } from '../../src/hedge/hedgeLimits.ts';
import { sizeBetaHedge } from '../../src/hedge/sizeBetaHedge.ts';
import type { BetaHedge, SizeBetaHedgeOptions } from '../../src/hedge/sizeBetaHedge.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { expectRefusal } from '../errors.ts';
import { linearMarket } from '../instruments/markets.ts';
import { future, inverse, quanto, spot } from './books.ts';

// A contract of 250 x 400 = 100,000 USD.
const CONTRACT = 100_000;
const price = 400;

interface Situation {
  /** Contracts that the exact hedge trades. */
  readonly exact: number;
  /** Contracts in place. */
  readonly held?: number;
  readonly limits?: HedgeLimits;
  readonly reduceOnly?: boolean;
}

/** A book whose exact hedge is so many contracts, some being in place. */
function book({ exact, held = 0, limits, reduceOnly }: Situation): SizeBetaHedgeOptions {
  const positions = [{ symbol: 'A', value: -(exact + held) * CONTRACT, beta: 1 }];
  if (held !== 0) positions.push({ symbol: 'INDEX', value: held * CONTRACT, beta: 1 });
  return { positions, targetBeta: 0, instrument: future, instrumentBeta: 1, price, limits, reduceOnly };
}

function size(situation: Situation, change: object = {}): BetaHedge {
  const hedge = sizeBetaHedge({ ...book(situation), ...change });
  if (hedge.status !== 'ok') throw new Error(hedge.reason);
  return hedge;
}

const value = (contracts: number): number => contracts * CONTRACT;

describe('hedge limits: each alone', () => {
  const trade = { maximumTradeValue: value(4.5) };
  const position = { maximumPositionValue: value(4.5) };
  const leverage = { equity: value(1.5), maximumLeverage: 3 };
  const margin = { freeMargin: value(0.45), initialMarginRate: 0.1 };
  const participation = { dailyVolume: value(45), maximumParticipation: 0.1 };
  const liquidity = { maximumLiquidityValue: value(4.5) };
  it.each([
    // What is traded counts.
    ['maximum_trade_value', trade, 10, 0, '4', 4.5],
    ['maximum_trade_value', trade, -10, 0, '-4', -4.5],
    ['maximum_trade_value', trade, 10, 3, '4', 4.5],
    ['maximum_trade_value', trade, 10, -3, '4', 4.5],
    ['maximum_trade_value', trade, 10, -7, '7', 7],
    ['maximum_trade_value', trade, 6, -7, '6', 7],
    ['maximum_participation', participation, 10, 0, '4', 4.5],
    ['maximum_participation', participation, -10, 7, '-7', -7],
    ['maximum_liquidity_value', liquidity, 10, 0, '4', 4.5],
    ['maximum_liquidity_value', liquidity, 10, -7, '7', 7],
    // What is held in the end counts.
    ['maximum_position_value', position, 10, 0, '4', 4.5],
    ['maximum_position_value', position, -10, -3, '-1', -1.5],
    ['maximum_position_value', position, 10, -3, '7', 7.5],
    ['maximum_position_value', position, 10, 6, '0', 0],
    ['maximum_position_value', position, 3, -6, '3', 10.5],
    ['maximum_position_value', position, 20, -6, '10', 10.5],
    ['maximum_leverage', leverage, 10, 0, '4', 4.5],
    ['maximum_leverage', leverage, -10, -3, '-1', -1.5],
    ['maximum_leverage', leverage, -10, 3, '-7', -7.5],
    ['maximum_leverage', leverage, -10, -4.5, '0', 0],
    // What is added counts.
    ['free_margin', margin, 10, 0, '4', 4.5],
    ['free_margin', margin, 10, 3, '4', 4.5],
    ['free_margin', margin, 10, -3, '7', 7.5],
    ['free_margin', margin, -3, 6, '-3', -10.5],
    ['free_margin', { ...margin, freeMargin: 0 }, 10, -3, '3', 3],
    ['free_margin', { ...margin, freeMargin: -value(9) }, 10, -3, '3', 3],
    ['free_margin', { ...margin, freeMargin: -value(9) }, 10, 0, '0', 0],
  ] as const)('%s %j: %d contracts with %d held -> %s', (limit, limits, exact, held, contracts, allowed) => {
    const hedge = size({ exact, held, limits });
    const bound = Math.abs(allowed) < Math.abs(exact);
    expect(hedge).toMatchObject({ contracts, boundBy: bound ? limit : null, heldContracts: held });
    expect(hedge.exactContracts).toBeCloseTo(exact, 12);
    expect(hedge.limits.map((one) => one.limit)).toEqual([limit]);
    expect(hedge.limits[0]!.contracts).toBeCloseTo(allowed, 12);
    // What is not hedged is told, in contracts and in dollars of beta.
    expect(hedge.dust.contracts).toBeCloseTo(exact - Number(contracts), 12);
    expect(hedge.dust.dollarBeta).toBeCloseTo(-value(exact - Number(contracts)), 6);
    expect(hedge.dollarBetaAfter).toBeCloseTo(hedge.dust.dollarBeta, 6);
    if (bound) expect(hedge.reason).toContain(limit.replaceAll('_', ' '));
  });
});

describe('hedge limits: together', () => {
  const all: HedgeLimits = {
    maximumTradeValue: value(9),
    maximumPositionValue: value(8),
    equity: value(2),
    maximumLeverage: 3.5,
    freeMargin: value(0.6),
    initialMarginRate: 0.1,
    dailyVolume: value(50),
    maximumParticipation: 0.1,
    maximumLiquidityValue: value(4),
  };

  it('come in one order, and the tightest binds', () => {
    const hedge = size({ exact: 20, limits: all });
    expect(hedge).toMatchObject({ contracts: '4', boundBy: 'maximum_liquidity_value' });
    expect(hedge.limits).toEqual([
      { limit: 'maximum_trade_value', contracts: 9 },
      { limit: 'maximum_position_value', contracts: 8 },
      { limit: 'maximum_leverage', contracts: 7 },
      { limit: 'free_margin', contracts: 6 },
      { limit: 'maximum_participation', contracts: 5 },
      { limit: 'maximum_liquidity_value', contracts: 4 },
    ]);
  });

  it.each([
    [{ maximumLiquidityValue: undefined }, 'maximum_participation', '5'],
    [{ maximumTradeValue: value(4) }, 'maximum_trade_value', '4'],
    [{ maximumTradeValue: 0 }, 'maximum_trade_value', '0'],
    [{ maximumLeverage: 0 }, 'maximum_leverage', '0'],
    [{ dailyVolume: 0 }, 'maximum_participation', '0'],
    [{ maximumParticipation: 0 }, 'maximum_participation', '0'],
  ] as const)('%j: %s', (change, boundBy, contracts) => {
    const hedge = size({ exact: 20, limits: { ...all, ...change } });
    expect(hedge).toMatchObject({ boundBy, contracts });
    expect(hedge.order === null).toBe(contracts === '0');
  });

  it('a limit does not round up to a lot that it does not allow', () => {
    const limits = { maximumTradeValue: value(10.7) };
    // The nearest lot to 10.6 is 11, which is more than 10.7.
    expect(size({ exact: 10.6, limits })).toMatchObject({ contracts: '10', boundBy: 'maximum_trade_value' });
    // To 10.4 it is 10 with the limit or without.
    expect(size({ exact: 10.4, limits: { maximumTradeValue: value(10.2) } })).toMatchObject({
      contracts: '10',
      boundBy: null,
    });
  });

  it('then the venue: its maximum, its minimum', () => {
    const instrument = parseMarket({ ...linearMarket, limits: { amount: { min: 2, max: 5 } } });
    const eth = (exact: number, limits?: HedgeLimits): BetaHedge =>
      size({ exact }, { instrument, price: CONTRACT, limits });
    expect(eth(20)).toMatchObject({ contracts: '5', boundBy: 'maximum_amount' });
    expect(eth(20).limits).toEqual([{ limit: 'maximum_amount', contracts: 5 }]);
    expect(eth(20, { maximumTradeValue: value(9) }).limits).toEqual([
      { limit: 'maximum_trade_value', contracts: 9 },
      { limit: 'maximum_amount', contracts: 5 },
    ]);
    expect(eth(1)).toMatchObject({
      contracts: '0',
      boundBy: 'minimum_amount',
      limits: [{ limit: 'minimum_amount', contracts: 0 }],
    });
    // Cut down below the minimum: the cut is what bound.
    const cut = eth(20, { maximumTradeValue: value(1) });
    expect(cut).toMatchObject({ contracts: '0', order: null, boundBy: 'maximum_trade_value' });
    expect(cut.limits).toEqual([
      { limit: 'maximum_trade_value', contracts: 1 },
      { limit: 'minimum_amount', contracts: 0 },
    ]);
  });

  it('a book on its target has nothing to limit', () => {
    expect(size({ exact: 0, limits: all })).toMatchObject({ limits: [], boundBy: null, order: null });
  });

  // The largest trade in lots of which every part is allowed: what reduces is, and beyond that what each limit says.
  it('agree with trying every lot in turn', () => {
    const quarters = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max }).map((n) => n / 4);
    const limits = fc.record(
      {
        maximumTradeValue: quarters(48),
        maximumPositionValue: quarters(48),
        leverage: quarters(48),
        margin: quarters(48),
        participation: quarters(48),
        maximumLiquidityValue: quarters(48),
      },
      { requiredKeys: [] },
    );
    const signed = fc.integer({ min: -40, max: 40 }).map((n) => n / 4);
    fc.assert(
      fc.property(
        signed,
        fc.integer({ min: -10, max: 10 }),
        limits,
        fc.boolean(),
        (exact, held, given, reduceOnly) => {
          const { leverage, margin, participation } = given;
          const named: HedgeLimits = {
            maximumTradeValue: inMoney(given.maximumTradeValue),
            maximumPositionValue: inMoney(given.maximumPositionValue),
            maximumLiquidityValue: inMoney(given.maximumLiquidityValue),
            ...(leverage === undefined ? {} : { equity: value(4), maximumLeverage: leverage / 4 }),
            ...(margin === undefined ? {} : { freeMargin: value(margin / 4), initialMarginRate: 0.25 }),
            ...(participation === undefined
              ? {}
              : { dailyVolume: value(2 * participation), maximumParticipation: 0.5 }),
          };
          const side = exact < 0 ? -1 : 1;
          const allows = (traded: number): boolean => {
            const after = Math.abs(held + side * traded);
            if (Math.abs(after - Math.abs(held)) === traded && after <= Math.abs(held)) return true;
            if (reduceOnly) return false;
            const added = held * side < 0 ? traded - Math.abs(held) : traded;
            const within = (amount: number, most: number | undefined): boolean =>
              most === undefined || amount <= most;
            return (
              within(traded, given.maximumTradeValue) &&
              within(traded, participation) &&
              within(traded, given.maximumLiquidityValue) &&
              within(after, given.maximumPositionValue) &&
              within(after, leverage) &&
              within(added, margin)
            );
          };
          // The nearest lot, a tie towards zero; reduce-only the one towards zero.
          const wanted = reduceOnly ? Math.floor(Math.abs(exact)) : Math.ceil(Math.abs(exact) - 0.5);
          let lots = 0;
          while (lots < wanted && allows(lots + 1)) lots++;
          const hedge = size({ exact, held, limits: named, reduceOnly });
          expect(Number(hedge.contracts)).toBe(lots === 0 ? 0 : side * lots);
          if (lots < wanted) expect(hedge.limits.map(({ limit }) => limit)).toContain(hedge.boundBy);
          else if (lots > 0) expect(hedge.boundBy).toBeNull();
          expect(JSON.parse(canonicalJson(hedge.limits))).toEqual(hedge.limits);
        },
      ),
      { seed: 21, numRuns: 800 },
    );
    function inMoney(contracts: number | undefined): number | undefined {
      return contracts === undefined ? undefined : value(contracts);
    }
  });
});

describe('hedge limits: what is held', () => {
  it('is the net of its positions at whatever beta, long and short in hedge mode', () => {
    const positions = [
      { symbol: 'A', value: value(10), beta: 1 },
      { symbol: 'INDEX', value: value(5), beta: 1 },
      { symbol: 'INDEX', value: value(-8), beta: 1.1 },
    ];
    const limits = { maximumPositionValue: value(4.5) };
    expect(size({ exact: 0 }, { positions, limits })).toMatchObject({ heldContracts: -3, contracts: '-1' });
  });

  it('lots that went through a value in money are the same lots again', () => {
    // 0.003 x 3000.1 / 3000.1 and the like come out an ulp short of a lot now and then.
    const instrument = parseMarket({ ...linearMarket, limits: {} });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e7 }),
        fc.double({ min: 0.01, max: 1e5, noNaN: true }),
        fc.double({ min: 0.8, max: 1.2, noNaN: true }),
        (lots, at, rate) => {
          const held = lots / 1000;
          const worth = held * at * rate;
          const options: SizeBetaHedgeOptions = {
            positions: [{ symbol: instrument.symbol, value: worth, beta: 1.2 }],
            targetBeta: 0,
            instrument,
            instrumentBeta: 1.2,
            price: at,
            numeraire: 'USD',
            fx: { USDT: { price: rate, timestamp: 0 } },
          };
          const close = sizeBetaHedge({ ...options, reduceOnly: true });
          expect(close).toMatchObject({ contracts: String(-held), boundBy: null });
          // The same amount as a limit.
          const capped = sizeBetaHedge({
            ...options,
            positions: [{ symbol: 'A', value: 3 * worth, beta: 1.2 }],
            limits: { maximumTradeValue: worth },
          });
          expect(capped).toMatchObject({ contracts: String(-held), boundBy: 'maximum_trade_value' });
        },
      ),
      { seed: 22, numRuns: 400 },
    );
  });

  it('an inverse contract is held in money, a quanto in the price of its settlement coin', () => {
    const held = { symbol: inverse.symbol, value: -3000, beta: 1 };
    const limits = { maximumPositionValue: 5000 };
    const coin = { positions: [held], instrument: inverse, coinEquity: 1, price: 40_000, limits };
    expect(size({ exact: 0 }, coin)).toMatchObject({ heldContracts: -30, contracts: '-20' });
    const settled = { symbol: quanto.symbol, value: -1200, beta: 1 };
    const asset = { symbol: 'A', value: 6000, beta: 1 };
    const eth = {
      positions: [asset, settled],
      instrument: quanto,
      settlePrice: 40_000,
      price: 3000,
      limits: { maximumPositionValue: 2400 },
    };
    // 120 USD a contract.
    expect(size({ exact: 0 }, eth)).toMatchObject({ contracts: '-10', boundBy: 'maximum_position_value' });
  });
});

describe('hedge limits: reduce only', () => {
  it.each([
    ['towards zero', -4, 10, '-4', null],
    ['no further than zero', -14, 10, '-10', 'reduce_only'],
    ['the lot towards zero', -4.9, 10, '-4', null],
    ['not away from zero', 4, 10, '0', 'reduce_only'],
    ['not from zero', 4, 0, '0', 'reduce_only'],
    ['of a short', 14, -10, '10', 'reduce_only'],
    ['less than a lot', -0.9, 10, '0', 'lot'],
    ['nothing', 0, 10, '0', null],
  ] as const)('%s: %d with %d held -> %s', (_, exact, held, contracts, boundBy) => {
    const hedge = size({ exact, held, reduceOnly: true });
    expect(hedge).toMatchObject({ contracts, boundBy });
    if (hedge.order !== null) expect(hedge.order.params).toEqual({ reduceOnly: true });
    const allowed = exact === 0 ? [] : [held * exact < 0 ? -held : 0];
    expect(hedge.limits.filter(({ limit }) => limit === 'reduce_only').map((one) => one.contracts)).toEqual(
      allowed,
    );
  });

  it('an order that is not asked to reduce says nothing of it', () => {
    expect(size({ exact: -4, held: 10 }).order?.params).toEqual({});
    expect(size({ exact: -4, held: 10, reduceOnly: false }).order?.params).toEqual({});
  });

  it('limits stand beside it', () => {
    const hedge = size({ exact: -14, held: 10, reduceOnly: true, limits: { maximumTradeValue: value(1) } });
    expect(hedge).toMatchObject({ contracts: '-10', boundBy: 'reduce_only' });
    expect(hedge.limits).toEqual([
      { limit: 'reduce_only', contracts: -10 },
      { limit: 'maximum_trade_value', contracts: -10 },
    ]);
  });

  it('below the minimum of the venue, where it takes that', () => {
    const instrument = parseMarket({ ...linearMarket, limits: { cost: { min: 2 * CONTRACT } } });
    const positions = [{ symbol: instrument.symbol, value: value(1), beta: 1 }];
    const close = { positions, instrument, price: CONTRACT, reduceOnly: true };
    expect(size({ exact: 0 }, close)).toMatchObject({ order: null, boundBy: 'minimum_cost' });
    expect(size({ exact: 0 }, { ...close, reduceBelowMinimum: true })).toMatchObject({
      contracts: '-1',
      boundBy: null,
    });
  });

  it('spot sells no more than is held', () => {
    const positions = [
      { symbol: 'A', value: 9000, beta: 1 },
      { symbol: spot.symbol, value: 3000, beta: 1 },
    ];
    const sold = size({ exact: 0 }, { positions, instrument: spot, price: 3000, reduceOnly: true });
    expect(sold).toMatchObject({ contracts: '-1', boundBy: 'reduce_only' });
    expect(sold.order?.params).toEqual({});
  });
});

describe('hedge limits: refused', () => {
  const pairs = [
    ['equity', 'maximumLeverage'],
    ['freeMargin', 'initialMarginRate'],
    ['dailyVolume', 'maximumParticipation'],
  ] as const;

  it.each([...pairs, ...pairs.map(([a, b]) => [b, a] as const)])('%s without %s', (given, missing) => {
    expectRefusal(
      () => size({ exact: 1, limits: { [given]: 0.5 } }),
      'shape.missing_field',
      `limits.${missing}`,
    );
  });

  it.each([
    ['maximumTradeValue', -1, 'domain.negative'],
    ['maximumTradeValue', NaN, 'domain.not_finite'],
    ['maximumTradeValue', Infinity, 'domain.not_finite'],
    ['maximumTradeValue', '5', 'shape.wrong_type'],
    ['maximumPositionValue', -1e-300, 'domain.negative'],
    ['maximumLiquidityValue', -1, 'domain.negative'],
    ['equity', 0, 'domain.not_positive'],
    ['equity', -0, 'domain.not_positive'],
    ['equity', -5, 'domain.not_positive'],
    ['maximumLeverage', -1, 'domain.negative'],
    ['maximumLeverage', 1e308, 'domain.not_finite'],
    ['freeMargin', NaN, 'domain.not_finite'],
    ['initialMarginRate', 0, 'domain.not_positive'],
    ['initialMarginRate', -0.1, 'domain.negative'],
    ['initialMarginRate', 10, 'domain.out_of_range'],
    ['dailyVolume', -1, 'domain.negative'],
    ['maximumParticipation', 10, 'domain.out_of_range'],
    ['maximumParticipation', -0.1, 'domain.negative'],
  ] as const)('%s of %s: %s', (field, given, code) => {
    const limits = {
      equity: 1e6,
      maximumLeverage: 1,
      freeMargin: 1,
      initialMarginRate: 0.1,
      dailyVolume: 1,
      maximumParticipation: 0.1,
      [field]: given,
    };
    expectRefusal(() => size({ exact: 1, limits }), code, `limits.${field}`);
  });

  it('the bounds themselves pass', () => {
    const limits = { dailyVolume: 1e9, maximumParticipation: 1, freeMargin: 1e9, initialMarginRate: 1 };
    expect(size({ exact: 1, limits })).toMatchObject({ contracts: '1', boundBy: null });
    expect(size({ exact: 1, limits: { maximumTradeValue: -0 } })).toMatchObject({ contracts: '0' });
  });

  it('limits in a list, more contracts than there are doubles, a word for a switch', () => {
    expectRefusal(() => size({ exact: 1 }, { limits: [] }), 'shape.wrong_type', 'limits');
    const tiny = {
      instrument: { ...future, contractSize: 1e-300 },
      price: 1e-5,
      limits: { maximumTradeValue: 1e10 },
    };
    const positions = [{ symbol: 'A', value: 1e-300, beta: 1 }];
    expectRefusal(() => size({ exact: 0 }, { ...tiny, positions }), 'domain.not_finite', 'limits');
    expectRefusal(() => size({ exact: 1 }, { reduceOnly: 'yes' }), 'domain.not_one_of', 'reduceOnly');
    expectRefusal(
      () => size({ exact: 1 }, { reduceBelowMinimum: 1 }),
      'shape.wrong_type',
      'reduceBelowMinimum',
    );
  });
});
