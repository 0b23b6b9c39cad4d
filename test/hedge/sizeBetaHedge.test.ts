import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { sizeBetaHedge } from '../../src/hedge/sizeBetaHedge.ts';
import type { HedgePosition } from '../../src/hedge/hedgePlan.ts';
import type { BetaHedge, SizeBetaHedgeOptions } from '../../src/hedge/sizeBetaHedge.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { expectRefusal, refusal } from '../errors.ts';
import { inverseMarket, linearMarket, quantoMarket, spotMarket } from '../instruments/markets.ts';

const future = parseMarket({
  symbol: 'INDEX',
  base: 'INDEX',
  quote: 'USD',
  settle: 'USD',
  type: 'swap',
  linear: true,
  inverse: false,
  contractSize: 250,
  precision: { amount: 1, price: 0.01 },
});
const linear = parseMarket(linearMarket);
const inverse = parseMarket({ ...inverseMarket, limits: {} });

type ToBeta = Extract<SizeBetaHedgeOptions, { readonly targetBeta: number }>;

const hull: ToBeta = {
  positions: [{ symbol: 'FUND', value: 5_050_000, beta: 1.5 }],
  targetBeta: 0,
  capital: 5_050_000,
  instrument: future,
  instrumentBeta: 1,
  price: 1010,
};

function size(change: Partial<ToBeta>, base: ToBeta = hull): BetaHedge {
  const hedge = sizeBetaHedge({ ...base, ...change });
  if (hedge.status !== 'ok') throw new Error(hedge.reason);
  return hedge;
}

describe('sizeBetaHedge: published numbers', () => {
  it.each([
    [0, '-30', 'sell', 30],
    [0.75, '-15', 'sell', 15],
    [2, '10', 'buy', 10],
  ] as const)(
    'Hull, ch. 3: 5,050,000 at beta 1.5, futures 1010 x 250, to beta %d: %s',
    (targetBeta, contracts, side, amount) => {
      const hedge = size({ targetBeta });
      expect(hedge).toMatchObject({
        status: 'ok',
        contracts,
        exactContracts: Number(contracts),
        betaBefore: 1.5,
        betaAfter: targetBeta,
        boundBy: null,
        order: { symbol: 'INDEX', type: 'market', side, amount, params: {} },
        dollarBetaBefore: 7_575_000,
        dollarBetaAfter: targetBeta * 5_050_000,
        dust: { contracts: 0, dollarBeta: 0 },
      });
    },
  );

  it('Python for Finance Cookbook, 2nd ed., ch. 10: 50e6 at 1.1, futures 2297.42 x 250 -> -95.7596', () => {
    const hedge = size({ positions: [{ symbol: 'A', value: 50e6, beta: 1.1 }], price: 2297.42 });
    expect(hedge.exactContracts).toBeCloseTo(-95.7596, 4); // the digits that it prints
    expect(hedge.contracts).toBe('-96');
  });

  // BitMEX' guide to hedging: 2 BTC of margin against a short of 16,000 contracts of 1 USD at 8,000.
  it('the synthetic dollar: coin equity of 2 BTC at 8,000 is short 16,000 USD of inverse contracts', () => {
    const instrument = parseMarket({ ...inverseMarket, contractSize: 1, limits: {} });
    const book = { positions: [], instrument, price: 8000, capital: undefined, coinEquity: 2 };
    expect(size(book)).toMatchObject({ contracts: '-16000', dollarBetaBefore: 16_000, dollarBetaAfter: 0 });
  });

  // 1 BTC of collateral, short 30,000 contracts of 1 USD opened at 40,000: coins long by 0.25 at every price.
  it.each([20_000, 40_000, 60_000])(
    'at %d the same account is long a quarter of its coin, and sells just that',
    (price) => {
      const instrument = parseMarket({ ...inverseMarket, contractSize: 1, limits: {} });
      const coinEquity = 1 - 30_000 * (1 / 40_000 - 1 / price);
      const hedge = size({
        positions: [{ symbol: 'BTC/USD:BTC', value: -30_000, beta: 1 }],
        instrument,
        price,
        capital: undefined,
        coinEquity,
      });
      expect(hedge.dollarBetaBefore / price).toBeCloseTo(0.25, 12);
      expect(hedge.contracts).toBe(String(-price / 4));
    },
  );
});

describe('sizeBetaHedge: signs and units', () => {
  it('a short book is hedged by buying, and a negative beta turns the sign', () => {
    expect(size({ positions: [{ symbol: 'A', value: -1_010_000, beta: 1 }] }).contracts).toBe('4');
    expect(size({ positions: [{ symbol: 'A', value: 1_010_000, beta: -1 }] }).contracts).toBe('4');
    expect(size({ instrumentBeta: -1 }).order).toMatchObject({ side: 'buy', amount: 30 });
    expect(size({ instrumentBeta: 0.5 }).contracts).toBe('-60');
  });

  it('a hedge in place counts: what is traded is the rest', () => {
    const positions = [...hull.positions, { symbol: 'INDEX', value: -20 * 252_500, beta: 1 }];
    expect(size({ positions })).toMatchObject({ contracts: '-10', betaBefore: 0.5, betaAfter: 0 });
    const done = size({ positions: [...hull.positions, { symbol: 'INDEX', value: -30 * 252_500, beta: 1 }] });
    expect(done).toMatchObject({ contracts: '0', exactContracts: 0, order: null, boundBy: null });
    expect(done.reason).toMatch(/on its target/);
  });

  it('the money of an inverse contract does not move with its price; its collateral does', () => {
    const book = {
      positions: [{ symbol: 'ETH', value: 50_000, beta: 1.2 }],
      instrument: inverse,
      capital: undefined,
    };
    expect(size({ ...book, coinEquity: 0, price: 30_000 }).contracts).toBe('-600');
    expect(size({ ...book, coinEquity: 0, price: 60_000 }).contracts).toBe('-600');
    expect(size({ ...book, coinEquity: 1, price: 30_000 }).contracts).toBe('-900');
    expect(size({ ...book, coinEquity: 1, price: 30_000, instrumentBeta: 2 }).contracts).toBe('-600'); // 60,000 / 2 / 100 + 30,000 / 100
  });

  it('an order in the unit of the venue', () => {
    const deribit = parseMarket({
      ...inverseMarket,
      contractSize: 10,
      precision: { amount: 10, price: 0.5 },
      limits: {},
    });
    const hedge = size({
      positions: [{ symbol: 'A', value: 12_345, beta: 1 }],
      instrument: deribit,
      coinEquity: 0,
      price: 30_000,
    });
    expect(hedge.contracts).toBe('-1234'); // 1234.5: a tie goes towards zero
    expect(hedge.order).toMatchObject({ side: 'sell', amount: 12_340 });
  });

  it('spot sells coins', () => {
    const hedge = size({
      positions: [{ symbol: 'A', value: 3000, beta: 1 }],
      instrument: parseMarket(spotMarket),
      price: 3000,
    });
    expect(hedge.order).toMatchObject({ symbol: 'ETH/USDT', side: 'sell', amount: 1 });
  });

  it('an empty book is on its target, and an equity is steered to a beta by it alone', () => {
    expect(size({ positions: [] })).toMatchObject({ contracts: '0', order: null, dollarBetaBefore: 0 });
    expect(size({ positions: [], targetBeta: 1, capital: 252_500 }).contracts).toBe('1');
  });

  it('without capital there is no beta of the capital, only dollars', () => {
    expect(size({ capital: undefined })).toMatchObject({
      betaBefore: null,
      betaAfter: null,
      contracts: '-30',
    });
  });

  it('is plain data', () => {
    const errors = { positions: [{ symbol: 'A', value: 1, beta: 0, betaStandardError: 0 }] };
    for (const hedge of [size({}), size(errors), size({ positions: [] })])
      expect(JSON.parse(canonicalJson(hedge))).toEqual(hedge);
  });
});

describe('sizeBetaHedge: lots and limits', () => {
  const eth: ToBeta = { ...hull, instrument: linear, capital: undefined, price: 3000 };
  const worth = (value: number): Partial<ToBeta> => ({
    positions: [{ symbol: 'A', value, beta: 1 }],
  });

  it('a lot larger than the hedge: no order, the reason, the dust', () => {
    const hedge = size(worth(100_000));
    expect(hedge).toMatchObject({
      contracts: '0',
      order: null,
      boundBy: 'lot',
      dollarBetaAfter: 100_000,
      dust: { contracts: -100_000 / 252_500, dollarBeta: 100_000 },
    });
    expect(hedge.reason).toBe(
      'nothing to trade (lot): the exact hedge is -0.39603960396039606 contracts of INDEX',
    );
  });

  it('the nearest lot: half of one off at most, in dollars too', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e7, max: 1e7, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (value, beta) => {
          const hedge = size({ positions: [{ symbol: 'A', value, beta }] });
          expect(Math.abs(hedge.dust.contracts)).toBeLessThanOrEqual(0.5);
          // Dust is a difference of sums near 1e7: their rounding is 2e-9 each.
          expect(Math.abs(hedge.dollarBetaAfter)).toBeLessThanOrEqual(252_500 / 2 + 1e-8);
          expect(Math.abs(hedge.dust.dollarBeta - hedge.dollarBetaAfter)).toBeLessThanOrEqual(1e-8);
          if (hedge.order === null) expect(hedge.contracts).toBe('0');
          else
            expect(hedge.order.amount * (hedge.order.side === 'sell' ? -1 : 1)).toBe(Number(hedge.contracts));
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });

  it.each([
    ['below the minimum cost', 15, 'minimum_cost', null, '0'],
    ['at the maximum of a market order', 6_000_000, null, 2000, '-2000'],
    ['above it: capped', 6_030_000, 'maximum_amount', 2000, '-2000'],
  ] as const)('%s', (_, value, boundBy, amount, contracts) => {
    const hedge = size(worth(value), eth);
    expect(hedge).toMatchObject({ boundBy, contracts });
    expect(hedge.order?.amount ?? null).toBe(amount);
    expect(hedge.dollarBetaAfter).toBe(value + Number(contracts) * 3000);
    expect(hedge.dust.dollarBeta).toBeCloseTo(hedge.dollarBetaAfter, 8);
  });

  it('below the smallest amount where lots are finer', () => {
    const instrument = parseMarket({ ...linearMarket, limits: { amount: { min: 0.01 } } });
    expect(size({ ...worth(27), instrument }, eth)).toMatchObject({ boundBy: 'minimum_amount', order: null });
  });

  it('the largest cost, also after the largest amount; a cap is towards zero', () => {
    const limits = { amount: { max: 10 }, cost: { max: 10_001 } };
    const instrument = parseMarket({ ...linearMarket, limits });
    expect(size({ ...worth(60_000), instrument }, eth)).toMatchObject({
      boundBy: 'maximum_cost',
      contracts: '-3.333',
    });
  });

  it('a minimum above the maximum leaves nothing', () => {
    const limits = { amount: { max: 10 }, cost: { min: 40_000 } };
    const instrument = parseMarket({ ...linearMarket, limits });
    expect(size({ ...worth(60_000), instrument }, eth)).toMatchObject({
      boundBy: 'maximum_amount',
      order: null,
    });
  });

  it('a market that does not trade', () => {
    const instrument = parseMarket({ ...linearMarket, active: false });
    const hedge = size({ ...worth(3000), instrument }, eth);
    expect(hedge).toMatchObject({ boundBy: 'inactive', order: null, dollarBetaAfter: 3000 });
    expect(hedge.reason).toMatch(/inactive/);
  });
});

describe('sizeBetaHedge: once more', () => {
  const books = fc.array(
    fc.record({
      symbol: fc.constantFrom('A', 'B', 'C'),
      value: fc.double({ min: -1e8, max: 1e8, noNaN: true }),
      beta: fc.double({ min: -3, max: 3, noNaN: true }),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const lots = fc.constantFrom(1, 0.001, 0.5, 2.5, 10, 1e-8);

  it('a hedge fed back as a position leaves nothing to trade', () => {
    fc.assert(
      fc.property(
        books,
        lots,
        fc.double({ min: 0.3, max: 2, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (positions, lot, instrumentBeta, targetBeta) => {
          const instrument = parseMarket({
            ...linearMarket,
            precision: { amount: lot, price: 0.01 },
            limits: {},
          });
          const options = { positions, instrument, instrumentBeta, targetBeta, price: 3000, capital: 1e7 };
          const hedge = size(options);
          const fed = {
            symbol: instrument.symbol,
            value: Number(hedge.contracts) * 3000,
            beta: instrumentBeta,
          };
          const again = size({ ...options, positions: [...positions, fed] });
          // Sums near 1e9 to the last digit are 1e-7 of dollar beta: ten lots of 1e-8 at 3000.
          if (lot > 1e-8) expect(again.contracts).toBe('0');
          else expect(Math.abs(Number(again.contracts))).toBeLessThan(1e-9);
          expect(again.dollarBetaBefore).toBeCloseTo(hedge.dollarBetaAfter, 5);
        },
      ),
      { seed: 12, numRuns: 300 },
    );
  });

  it('opening, half a lot of beta is left at most; truncated, less than one', () => {
    fc.assert(
      fc.property(books, lots, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (positions, lot, share) => {
        const instrument = parseMarket({
          ...linearMarket,
          precision: { amount: lot, price: 0.01 },
          limits: {},
        });
        const options = { positions, instrument, instrumentBeta: 1.5, price: 100, capital: undefined };
        const hedge = size(options);
        const rounding = 1e-6;
        expect(Math.abs(hedge.dollarBetaAfter)).toBeLessThanOrEqual((lot * 150) / 2 + rounding);
        const most = Math.abs(hedge.exactContracts) * share;
        const capped = size({ ...options, limits: { maximumTradeValue: most * 100 } });
        const missed = most - Math.abs(Number(capped.contracts));
        expect(missed).toBeGreaterThan(-1e-11 * most - 1e-300);
        expect(missed).toBeLessThan(lot + 1e-11 * most);
      }),
      { seed: 13, numRuns: 300 },
    );
  });

  it('a permuted book gives the same order, limits and reason', () => {
    fc.assert(
      fc.property(books, (positions) => {
        const limits = { maximumTradeValue: 1e7, equity: 1e7, maximumLeverage: 0.5 };
        const turned = [...positions].reverse();
        expect(canonicalJson(size({ positions: turned, limits }))).toBe(
          canonicalJson(size({ positions, limits })),
        );
      }),
      { seed: 14, numRuns: 200 },
    );
  });

  it('a target correlation is sized as the beta that it takes', () => {
    const targetCorrelation = { correlation: 0.6, residualVolatility: 0.45, benchmarkVolatility: 0.6 };
    const { positions, instrument, instrumentBeta, price } = hull;
    const book = { positions, instrument, instrumentBeta, price, capital: 5_050_000 };
    const hedge = sizeBetaHedge({ ...book, targetCorrelation });
    if (hedge.status !== 'ok') throw new Error(hedge.reason);
    // From 1.5 to 0.5625 of 5,050,000, at 252,500 a contract.
    expect(hedge.contracts).toBe('-19');
    expect(hedge.exactContracts).toBeCloseTo((0.5625 - 1.5) * 20, 12);
  });

  it('the order has its amount as digits too', () => {
    const instrument = parseMarket({ ...linearMarket, precision: { amount: 1e-8, price: 0.01 }, limits: {} });
    const hedge = size({ positions: [{ symbol: 'A', value: 0.0003, beta: 1 }], instrument, price: 3000 });
    expect(hedge.order).toMatchObject({ amount: 1e-7, amountText: '0.0000001', amountUnit: 'contracts' });
    expect(hedge.amount).toBe('0.0000001');
  });

  it('more lots than a double counts are refused, fewer are not', () => {
    const positions = [{ symbol: 'A', value: 1e16 / 3, beta: 1 }];
    const instrument = parseMarket({
      ...linearMarket,
      precision: { amount: 0.001, price: 0.01 },
      limits: {},
    });
    expect(size({ positions, instrument, price: 1000 }).contracts).toBe('-3333333333333.333');
    const beyond = { positions: [{ symbol: 'A', value: 1e22 / 3, beta: 1 }], instrument, price: 1 };
    // A double's shortest digits are a multiple of every lot above its last one.
    expect(size(beyond).contracts).toBe('-3333333333333333500000');
    expectRefusal(
      () => size({ ...beyond, instrument: { ...instrument, amountPrecision: { kind: 'step', step: '7' } } }),
      'domain.out_of_range',
      'contracts',
    );
  });

  it('a lot of 0 is no market', () => {
    expectRefusal(
      () => parseMarket({ ...linearMarket, precision: { amount: 0, price: 0.01 } }),
      'domain.not_positive',
      'market.precision.amount',
    );
  });
});

describe('sizeBetaHedge: the interval', () => {
  const Z = 1.959963984540054; // normal quantile of 0.975, to the last digit
  const T10 = 2.2281388519649385; // Student t with 10 degrees of freedom
  const two: HedgePosition[] = [
    { symbol: 'A', value: 3_000_000, beta: 1, betaStandardError: 0.1 },
    { symbol: 'B', value: -2_000_000, beta: 2, betaStandardError: 0.2 },
  ];
  const F = 252_500;

  it('without the covariance, both cases: independent, and the worst that correlation can do', () => {
    const { interval, exactContracts } = size({ positions: two });
    if (interval?.kind !== 'bounds') throw new Error('bounds expected');
    expect(interval.confidenceLevel).toBe(0.95);
    expect(interval.independent.dollarBetaStandardError).toBeCloseTo(500_000, 6); // 3:4:5
    expect(interval.perfectlyCorrelated.dollarBetaStandardError).toBeCloseTo(700_000, 6);
    expect(interval.independent.contracts.upper).toBeCloseTo(exactContracts + (Z * 500_000) / F, 10);
    expect(interval.independent.contracts.lower).toBeCloseTo(exactContracts - (Z * 500_000) / F, 10);
  });

  it('by the covariance where it is given: an offsetting pair is surer than its members', () => {
    const betaCovariance = [
      [0.01, 0.018],
      [0.018, 0.04],
    ];
    const { interval } = size({ positions: two, betaCovariance });
    if (interval?.kind !== 'covariance') throw new Error('covariance expected');
    // 9e12 x 0.01 + 4e12 x 0.04 - 2 x 6e12 x 0.018 = 3.4e10
    expect(interval.dollarBetaStandardError).toBeCloseTo(Math.sqrt(3.4e10), 6);
  });

  it('by Student t where degrees of freedom are given, at the level asked for', () => {
    const { interval, exactContracts } = size({ positions: two, degreesOfFreedom: 10 });
    if (interval?.kind !== 'bounds') throw new Error('bounds expected');
    expect(interval.independent.contracts.upper).toBeCloseTo(exactContracts + (T10 * 500_000) / F, 10);
    const half = size({ positions: two, confidenceLevel: 0.5 }).interval;
    if (half?.kind !== 'bounds') throw new Error('bounds expected');
    expect(half.independent.contracts.upper).toBeCloseTo(
      exactContracts + (0.6744897501960817 * 500_000) / F,
      10,
    );
  });

  it('by the smallest degrees of freedom among the estimates, unless told otherwise', () => {
    const spread = two.map((position, i) => ({ ...position, degreesOfFreedom: i === 0 ? 10 : 40 }));
    const told = size({ positions: two, degreesOfFreedom: 10 }).interval;
    expect(size({ positions: spread }).interval).toEqual(told);
    expect(size({ positions: spread, degreesOfFreedom: 30 }).interval).toEqual(
      size({ positions: two, degreesOfFreedom: 30 }).interval,
    );
  });

  it("the instrument's own error counts on the notional that it carries", () => {
    const exact = [{ symbol: 'A', value: 3_000_000, beta: 1, betaStandardError: 0 }];
    const { interval } = size({ positions: exact, instrumentBeta: { beta: 0.5, betaStandardError: 0.01 } });
    if (interval?.kind !== 'bounds') throw new Error('bounds expected');
    expect(interval.independent.dollarBetaStandardError).toBeCloseTo((3_000_000 / 0.5) * 0.01, 6);
  });

  it('a position in the instrument has its error, the same one: what counts is what is held in the end', () => {
    const instrumentBeta = { beta: 1.25, betaStandardError: 0.1 };
    const asset = { symbol: 'A', value: 1_600_000, beta: 1.5, betaStandardError: 0 };
    const held = { symbol: 'INDEX', value: -1_000_000, ...instrumentBeta };
    const without = size({ positions: [asset], instrumentBeta }).interval;
    const withIt = size({ positions: [asset, held], instrumentBeta }).interval;
    if (without?.kind !== 'bounds' || withIt?.kind !== 'bounds') throw new Error('bounds expected');
    // 1,600,000 x 1.5 / 1.25 of the instrument in the end, either way.
    expect(without.independent.dollarBetaStandardError).toBeCloseTo(192_000, 6);
    expect(withIt.independent.dollarBetaStandardError).toBeCloseTo(192_000, 6);
    // To unwind it needs no beta: the contracts are certain.
    const unwind = size({ positions: [held], instrumentBeta }).interval;
    if (unwind?.kind !== 'bounds') throw new Error('bounds expected');
    expect(unwind.independent.contracts.lower).toBe(unwind.independent.contracts.upper);
    // The same with the covariance, where the row of the position is the instrument's; twice held counts once.
    const half = { ...held, value: -500_000 };
    const betaCovariance = [
      [0, 0, 0],
      [0, 0.01, 0.01],
      [0, 0.01, 0.01],
    ];
    const twice = size({ positions: [asset, half, half], instrumentBeta, betaCovariance }).interval;
    expect(twice).toMatchObject({ kind: 'covariance' });
    if (twice?.kind === 'covariance') expect(twice.dollarBetaStandardError).toBeCloseTo(192_000, 6);
    // A hedge in place needs no error of its own.
    const bare = { symbol: 'INDEX', value: -1_000_000, beta: 1.25 };
    expect(size({ positions: [asset, bare], instrumentBeta }).interval).toEqual(withIt);
    // Another beta is another estimate: its error is its own.
    const other = size({ positions: [asset, { ...held, beta: 1.2 }], instrumentBeta }).interval;
    if (other?.kind !== 'bounds') throw new Error('bounds expected');
    // 1,200,000 / 1.25 of the instrument in the end, beside 1,000,000 of the other, each at 0.1.
    expect(other.independent.dollarBetaStandardError).toBeCloseTo(0.1 * Math.hypot(960_000, 1_000_000), 6);
  });

  it('dollars whose squares are beyond all doubles', () => {
    const positions = [{ symbol: 'A', value: 1e200, beta: 1, betaStandardError: 0.5 }];
    const { interval } = size({ positions, price: 1e190, capital: undefined });
    expect(interval).toMatchObject({ kind: 'bounds', independent: { dollarBetaStandardError: 5e199 } });
  });

  it('none where an error is unknown: it is not taken for 0', () => {
    expect(size({}).interval).toBeNull();
    expect(size({ positions: [two[0]!, { symbol: 'C', value: 1, beta: 1 }] }).interval).toBeNull();
    expect(size({ positions: two, instrumentBeta: { beta: 1 } }).interval).toBeNull();
  });

  it('a singular covariance that rounds below 0 is 0; one that is none is refused', () => {
    const opposite = [
      { symbol: 'A', value: 1e6 / 3, beta: 1 },
      { symbol: 'B', value: -1e6 / 3, beta: 1 },
    ];
    const { interval } = size({
      positions: opposite,
      betaCovariance: [
        [0.1, 0.1],
        [0.1, 0.1],
      ],
    });
    expect(interval).toMatchObject({ kind: 'covariance', dollarBetaStandardError: 0 });
    const none = {
      positions: opposite,
      betaCovariance: [
        [0.1, 0.3],
        [0.3, 0.1],
      ],
    };
    expectRefusal(() => size(none), 'domain.not_covariance', 'betaCovariance');
  });
});

describe('sizeBetaHedge: the order of the book is of no account', () => {
  it('a permuted book gives the same bits', () => {
    const position = fc.record({
      symbol: fc.constantFrom('A', 'B', 'C', 'D'),
      value: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      beta: fc.double({ min: -3, max: 3, noNaN: true }),
      betaStandardError: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const books = fc.array(position, { minLength: 1, maxLength: 12 });
    const shuffled = books.chain((book) =>
      fc.tuple(
        fc.constant(book),
        fc.shuffledSubarray(book, { minLength: book.length, maxLength: book.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([book, permuted]) => {
        expect(canonicalJson(size({ positions: permuted }))).toBe(canonicalJson(size({ positions: book })));
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('small positions are not lost beside large ones', () => {
    const positions = [
      { symbol: 'A', value: 1e16, beta: 1 },
      { symbol: 'B', value: 1, beta: 1 },
      { symbol: 'C', value: -1e16, beta: 1 },
    ];
    expect(size({ positions }).dollarBetaBefore).toBe(1);
  });
});

describe('sizeBetaHedge: estimates that do not belong together', () => {
  const day = 86_400_000;
  const now = 1_700_000_000_000;
  const dated = {
    symbol: 'A',
    value: 1e6,
    beta: 1,
    horizonMs: day,
    returnKind: 'simple',
    asOf: now - day,
  } as const;

  it.each([
    ['horizons', { horizonMs: 3_600_000 }, 'positions[1].horizonMs'],
    ['kinds of return', { returnKind: 'log' }, 'positions[1].returnKind'],
  ] as const)('%s are not mixed', (_, change, path) => {
    const positions = [dated, { ...dated, symbol: 'B', ...change }];
    expectRefusal(() => size({ positions }), 'estimate.mixed', path);
    const instrumentBeta = { ...dated, ...change };
    expectRefusal(
      () => size({ positions: [dated], instrumentBeta }),
      'estimate.mixed',
      path.replace('positions[1]', 'instrumentBeta'),
    );
  });

  it('what is not said is not compared', () => {
    expect(size({ positions: [{ symbol: 'B', value: 1, beta: 1, horizonMs: null }, dated] }).status).toBe(
      'ok',
    );
  });

  it('a beta that is exact has no age; a time in seconds is refused wherever it stands', () => {
    const money = { symbol: 'USDC', value: 1e4, beta: 0, betaStandardError: 0 };
    const asked = { now, maximumEstimateAgeMs: day };
    expect(size({ positions: [dated, money], ...asked }).status).toBe('ok');
    const unsure = { ...money, betaStandardError: 0.1 };
    expectRefusal(() => size({ positions: [unsure], ...asked }), 'shape.missing_field', 'positions[0].asOf');
    const seconds = { ...dated, asOf: 1_640_908_801 };
    expectRefusal(() => size({ positions: [seconds] }), 'unit.suspicious', 'positions[0].asOf');
  });

  it('a result that is not ok is no estimate', () => {
    const failed = { symbol: 'A', value: 1, status: 'insufficient_data', required: 3, observed: 2 };
    expectRefusal(() => size({ positions: [failed] as never }), 'estimate.not_ok', 'positions[0].status');
    expectRefusal(
      () => size({ instrumentBeta: failed as never }),
      'estimate.not_ok',
      'instrumentBeta.status',
    );
  });

  it('their age, where it is asked for', () => {
    const asked = { positions: [dated], now, maximumEstimateAgeMs: day };
    expect(size(asked).status).toBe('ok');
    expectRefusal(
      () => size({ ...asked, maximumEstimateAgeMs: day - 1 }),
      'estimate.stale',
      'positions[0].asOf',
    );
    expectRefusal(
      () => size({ ...asked, now: now - day - 1 }),
      'estimate.not_yet_known',
      'positions[0].asOf',
    );
    expectRefusal(
      () => size({ ...asked, positions: hull.positions }),
      'shape.missing_field',
      'positions[0].asOf',
    );
    expectRefusal(() => size({ ...asked, now: undefined }), 'shape.missing_field', 'now');
    const stale = { ...asked, instrumentBeta: { beta: 1, asOf: now - 9 * day } };
    expectRefusal(() => size(stale), 'estimate.stale', 'instrumentBeta.asOf');
  });
});

describe('sizeBetaHedge: no hedge in it', () => {
  it('an instrument without beta', () => {
    expect(sizeBetaHedge({ ...hull, instrumentBeta: 0 })).toEqual({
      status: 'degenerate',
      reason: 'instrument_beta_zero',
    });
  });

  it('a beta that may be 0: the ratio has no finite interval', () => {
    const instrumentBeta = { beta: -0.19, betaStandardError: 0.1 };
    expect(sizeBetaHedge({ ...hull, instrumentBeta })).toEqual({
      status: 'degenerate',
      reason: 'instrument_beta_not_distinct_from_zero',
    });
    expect(sizeBetaHedge({ ...hull, instrumentBeta: { ...instrumentBeta, beta: -0.2 } }).status).toBe('ok');
  });
});

describe('sizeBetaHedge: refused', () => {
  const position = { symbol: 'A', value: 1, beta: 1 };
  it.each([
    ['a target without capital', { targetBeta: 0.5, capital: undefined }, 'shape.missing_field', 'capital'],
    ['capital 0', { capital: 0 }, 'domain.not_positive', 'capital'],
    ['a target in per cent', { targetBeta: 50 }, 'unit.suspicious', 'targetBeta'],
    ['no target', { targetBeta: undefined }, 'shape.missing_field', 'targetBeta'],
    [
      'a missing beta',
      { positions: [position, { symbol: 'B', value: 1 }] },
      'shape.missing_field',
      'positions[1].beta',
    ],
    ['a beta of NaN', { positions: [{ ...position, beta: NaN }] }, 'domain.not_finite', 'positions[0].beta'],
    [
      'a beta of per cent on fractions',
      { positions: [{ ...position, beta: 139 }] },
      'unit.suspicious',
      'positions[0].beta',
    ],
    [
      'such a beta of the instrument',
      { instrumentBeta: { beta: -139 } },
      'unit.suspicious',
      'instrumentBeta.beta',
    ],
    ['no value', { positions: [{ symbol: 'B', beta: 1 }] }, 'shape.missing_field', 'positions[0].value'],
    [
      'an infinite value',
      { positions: [{ ...position, value: Infinity }] },
      'domain.not_finite',
      'positions[0].value',
    ],
    ['no symbol', { positions: [{ value: 1, beta: 1 }] }, 'shape.missing_field', 'positions[0].symbol'],
    [
      'a negative error',
      { positions: [{ ...position, betaStandardError: -1 }] },
      'domain.negative',
      'positions[0].betaStandardError',
    ],
    [
      'a ccxt position, whose notional has no sign',
      { positions: [position, { ...position, side: 'short' }] },
      'unit.suspicious',
      'positions[1].side',
    ],
    [
      'coins of the account that are a position too',
      { positions: [position, { symbol: 'BTC', value: 1, beta: 1 }], instrument: inverse, coinEquity: 2 },
      'market.inconsistent',
      'coinEquity',
    ],
    [
      'the same of a debt of coins',
      { positions: [{ symbol: 'BTC', value: 0, beta: 1 }], instrument: inverse, coinEquity: -1e-9 },
      'market.inconsistent',
      'coinEquity',
    ],
    ['a position of null', { positions: [null] }, 'shape.missing_field', 'positions[0]'],
    ['no positions', { positions: undefined }, 'shape.missing_field', 'positions'],
    ['price 0', { price: 0 }, 'domain.not_positive', 'price'],
    ['a raw market', { instrument: linearMarket }, 'shape.wrong_type', 'instrument'],
    ['no coin equity of an inverse contract', { instrument: inverse }, 'shape.missing_field', 'coinEquity'],
    ['coin equity of a linear one', { coinEquity: 0 }, 'market.inconsistent', 'coinEquity'],
    ['no instrument beta', { instrumentBeta: undefined }, 'shape.missing_field', 'instrumentBeta'],
    [
      'an instrument beta of text',
      { instrumentBeta: { beta: '1' } },
      'shape.wrong_type',
      'instrumentBeta.beta',
    ],
    [
      'a negative instrument error',
      { instrumentBeta: { beta: 1, betaStandardError: -1 } },
      'domain.negative',
      'instrumentBeta.betaStandardError',
    ],
    ['half a degree of freedom', { degreesOfFreedom: 0.5 }, 'domain.not_integer', 'degreesOfFreedom'],
    ['a level in per cent', { confidenceLevel: 95 }, 'domain.out_of_range', 'confidenceLevel'],
    [
      'a covariance of another book',
      { betaCovariance: [] },
      'shape.length_mismatch',
      'betaCovariance.length',
    ],
    [
      'a ragged covariance',
      { betaCovariance: [[1, 2]] },
      'shape.length_mismatch',
      'betaCovariance[0].length',
    ],
    ['a negative variance', { betaCovariance: [[-1]] }, 'domain.negative', 'betaCovariance[0][0]'],
    ['a covariance of NaN', { betaCovariance: [[NaN]] }, 'series.not_finite', 'betaCovariance[0][0]'],
    ['a covariance without a row', { betaCovariance: [null] }, 'shape.missing_field', 'betaCovariance[0]'],
    ['a beta beyond all doubles', { capital: 5e-324 }, 'domain.not_finite', 'betaBefore'],
    [
      'a hedge beyond all doubles',
      { instrumentBeta: 5e-324, price: 1e-300 },
      'domain.not_finite',
      'exactContracts',
    ],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => size(change as never), code, path);
  });

  it.each([null, undefined])('a side of %s is none', (side) => {
    const positions = [{ ...position, side }] as unknown as readonly HedgePosition[];
    expect(size({ positions })).toEqual(size({ positions: [position] }));
  });

  it('coins that are a position are counted once where coinEquity is 0, and other coins are others', () => {
    const coin = { symbol: 'BTC', value: 40_000, beta: 1 };
    const book = { positions: [coin], instrument: inverse, price: 40_000, capital: undefined };
    expect(size({ ...book, coinEquity: 0 }).contracts).toBe('-400');
    expect(size({ ...book, coinEquity: 1, positions: [{ ...coin, symbol: 'BTC, cold' }] }).contracts).toBe(
      '-800',
    );
    // A quanto's coins are a position.
    const quanto = parseMarket({ ...quantoMarket, limits: {} }, { contractSize: 1e-6 });
    const held = { ...book, instrument: quanto, settlePrice: 40_000 };
    expect(size(held).dollarBetaBefore).toBe(40_000);
  });

  it('coins counted twice are told where', () => {
    const positions = [position, { symbol: 'BTC', value: 1, beta: 1 }];
    const { message } = refusal(() => size({ positions, instrument: inverse, coinEquity: 2 }));
    expect(message).toContain('the coins are among the positions (positions[1] is BTC');
  });

  it('a covariance that is not symmetric', () => {
    const positions = [position, { ...position, symbol: 'B' }];
    const betaCovariance = [
      [1, 0.5],
      [0.4, 1],
    ];
    expectRefusal(() => size({ positions, betaCovariance }), 'domain.not_covariance', 'betaCovariance[0][1]');
  });
});
