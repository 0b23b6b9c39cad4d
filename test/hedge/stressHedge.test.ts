import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import type { ErrorCode } from '../../src/foundation/errors.ts';
import { bookExposure } from '../../src/hedge/bookExposure.ts';
import type { BookExposure } from '../../src/hedge/bookExposure.ts';
import { stressHedge } from '../../src/hedge/stressHedge.ts';
import type { StressHedgeOptions, StressOutcome, StressedHedge } from '../../src/hedge/stressHedge.ts';
import type { StressResidual } from '../../src/hedge/stressedBook.ts';
import type { StressPosition, StressScenario } from '../../src/hedge/stressInputs.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { blackScholes } from '../../src/options/blackScholes.ts';
import { expectRefusal, refusal } from '../errors.ts';
import { inverseMarket, linearMarket, spotMarket } from '../instruments/markets.ts';

/** Every field but the one that is refused. */
type FullRow = Required<Omit<StressPosition, 'side'>>;

const linear = { dollarGammaPerPercent: 0, vega: 0, residualVolatility: 0 };
const eth: StressPosition = {
  ...linear,
  symbol: 'ETH',
  coin: 'ETH',
  dollarDelta: 100_000,
  beta: 1.2,
  residualVolatility: 0.45,
};
const short: StressPosition = {
  ...linear,
  symbol: 'BTC/USDT:USDT',
  coin: 'BTC',
  dollarDelta: -120_000,
  beta: 1,
};
const fall: StressScenario = {
  name: 'fall',
  benchmarkReturn: -0.25,
  volatilityChange: 0,
  betas: 'estimated',
};
const base: StressHedgeOptions = {
  positions: [eth],
  hedges: [short],
  benchmarkVolatility: 0.6,
  horizonYears: 0.25,
  equity: 50_000,
  scenarios: [fall],
};

function first(change: Partial<StressHedgeOptions>, scenario: Partial<StressScenario> = {}): StressOutcome {
  return stressHedge({ ...base, scenarios: [{ ...fall, ...scenario }], ...change }).scenarios[0]!;
}

interface Fixture {
  readonly cases: readonly {
    readonly options: StressHedgeOptions;
    readonly expected: readonly Readonly<Record<'unhedged' | 'hedged', Record<string, [number, number]>>>[];
  }[];
}
const { cases } = JSON.parse(
  readFileSync(new URL('../fixtures/hedge/stress_hedge.json', import.meta.url), 'utf8'),
) as Fixture;

describe('stressHedge: against sums with 50 digits', () => {
  it.each(cases.map(({ options, expected }, i) => [i, options, expected] as const))(
    'book %d',
    (_, options, expected) => {
      stressHedge(options).scenarios.forEach((outcome, k) => {
        for (const book of ['unhedged', 'hedged'] as const) {
          const figures: Record<string, unknown> = { ...outcome[book], ...outcome[book].residual };
          for (const [name, [value, size]] of Object.entries(expected[k]![book])) {
            const error = Math.abs((figures[name] as number) - value);
            // A term has seven roundings of 1.1e-16 at most; 4.3e-16 of the absolute terms observed.
            const bound = 8e-16 * size;
            if (!(error <= bound)) throw new Error(`${name}: ${String(figures[name])}, not ${value}`);
          }
        }
      });
    },
  );
});

describe('stressHedge: by hand', () => {
  const option: StressPosition = {
    symbol: 'ETH-CALL',
    coin: 'ETH',
    dollarDelta: 50_000,
    dollarGammaPerPercent: -2000,
    vega: -3000,
    beta: 1.2,
    volatilityBeta: 1.1,
    residualVolatility: 0.5,
    impliedVolatility: 0.8,
  };

  it('a hedged coin in a fall', () => {
    const { hedged, unhedged, ...outcome } = first({});
    expect(unhedged).toMatchObject({ linearProfit: -30_000, profit: -30_000, dollarBeta: 120_000 });
    expect(unhedged).toMatchObject({ profitOfEquity: -0.6, betaOfEquity: 2.4 });
    expect(hedged).toMatchObject({ linearProfit: 0, profit: 0, dollarBeta: 0, betaOfEquity: 0 });
    // 100,000 x 0.45 x sqrt(0.25)
    expect(hedged.residual).toEqual({ independent: 22_500, correlated: null, perfectlyCorrelated: 22_500 });
    expect(outcome).toMatchObject({ effectiveness: 1, dollarBetaToRestore: 0, hedgeScale: 1, gone: [] });
  });

  it('short options: linear, convexity and volatility, what gamma costs and where it takes over', () => {
    const { unhedged } = first({ positions: [option] }, { volatilityChange: 0.2 });
    // The coin falls by 30 %: 50,000 x -0.3; half of -200,000 x 0.09; -3000 x 1.1 x 0.2.
    expect(unhedged.linearProfit).toBeCloseTo(-15_000, 10);
    expect(unhedged.convexityProfit).toBeCloseTo(-9000, 10);
    expect(unhedged.volatilityProfit).toBeCloseTo(-660, 10);
    expect(unhedged.profit).toBeCloseTo(-24_660, 10);
    expect(unhedged.dominatedBy).toBe('linear');
    // 2 x 60,000 over 200,000 x 1.44.
    expect(unhedged.crossoverReturn).toBeCloseTo(120_000 / 288_000, 15);
    expect(unhedged.dollarBetaAfterMove).toBeCloseTo(60_000 + 288_000 * 0.25, 9);
    // 0.64 x 200,000 / 2 / 365.
    expect(unhedged.convexityCostPerDay).toBeCloseTo(64_000 / 365, 11);
  });

  it('what gamma costs is unknown without a volatility of each row that has some', () => {
    const bare = { ...option, impliedVolatility: null };
    expect(first({ positions: [option, bare] }).unhedged.convexityCostPerDay).toBeNull();
    const flat = { ...bare, dollarGammaPerPercent: 0 };
    expect(first({ positions: [option, flat] }).unhedged.convexityCostPerDay).toBeCloseTo(64_000 / 365, 11);
    const closed = [{ symbol: 'BARE' }];
    const gone = first({ positions: [option, { ...bare, symbol: 'BARE' }] }, { closed });
    expect(gone.unhedged.convexityCostPerDay).toBeCloseTo(64_000 / 365, 11);
  });

  it('dominance: the linear part against the other two together, then the larger of these', () => {
    // Sizes at -0.5: linear 50, convexity g x 12.5, volatility v x 1.
    const by = (dollarDelta: number, gamma: number, vega: number): string | null =>
      first(
        {
          positions: [{ ...option, beta: 1, dollarDelta, dollarGammaPerPercent: gamma, vega }],
          hedges: [],
        },
        { benchmarkReturn: -0.5, volatilityChange: 1 / 1.1 },
      ).hedged.dominatedBy;
    expect(by(100, 0, 0)).toBe('linear');
    expect(by(100, -4, 0)).toBe('linear'); // 50 and 50
    expect(by(-100, -2, -25)).toBe('linear'); // 50, and 25 + 25
    expect(by(100, 4.1, 0)).toBe('convexity');
    expect(by(100, -2, 25.1)).toBe('volatility'); // of opposite signs, and no less a risk
    expect(by(100, -2.1, -25)).toBe('convexity');
    expect(by(0, 2, 25)).toBe('convexity'); // equal
    expect(by(0, 0, 1)).toBe('volatility');
    expect(by(0, 0, 0)).toBeNull();
  });

  it('without gamma there is no crossover, and with gamma alone it is at once', () => {
    expect(first({}).hedged.crossoverReturn).toBeNull();
    expect(first({}).unhedged.crossoverReturn).toBeNull();
    expect(first({ positions: [{ ...option, dollarDelta: 0 }] }).unhedged.crossoverReturn).toBe(0);
  });

  it('crash betas, where they are asked for', () => {
    const positions = [{ ...eth, crashBeta: 1.8 }];
    const hedges = [{ ...short, crashBeta: 1 }];
    const outcome = first({ positions, hedges }, { betas: 'crash' });
    expect(outcome.hedged).toMatchObject({ profit: -15_000, dollarBeta: 60_000, betaOfEquity: 1.2 });
    expect(outcome.unhedged.profit).toBe(-45_000);
    expect(outcome).toMatchObject({ dollarBetaToRestore: -60_000, hedgeScale: 1.5 });
    expect(outcome.effectiveness).toBeCloseTo(2 / 3, 15);
    expect(first({ positions, hedges }).hedged.profit).toBe(0);
    // What the residual is does not hang on the beta.
    expect(outcome.hedged.residual.independent).toBe(22_500);
  });

  it('correlation one: a beta is the ratio of the volatilities, and the hedge is short of it', () => {
    // hypot(1.2 x 0.6, 0.54) = 0.9, which is 1.5 of the benchmark's 0.6.
    const positions = [{ ...eth, residualVolatility: 0.54 }];
    const outcome = first({ positions }, { betas: 'correlationOne' });
    expect(outcome.hedged.dollarBeta).toBeCloseTo(30_000, 9);
    expect(outcome.hedged.profit).toBeCloseTo(-7500, 10);
    expect(outcome.dollarBetaToRestore).toBeCloseTo(-30_000, 9);
    expect(outcome.hedgeScale).toBeCloseTo(1.25, 14);
    expect(outcome.hedged.residual).toEqual({ independent: 0, correlated: null, perfectlyCorrelated: 0 });
    // A beta below 0 stays below, one of 0 goes up, and the benchmark's own stays.
    const beta = (change: Partial<StressPosition>): number =>
      first({ positions: [{ ...eth, ...change, dollarDelta: 1 }] }, { betas: 'correlationOne' }).unhedged
        .dollarBeta;
    expect(beta({ beta: -1.2, residualVolatility: 0.54 })).toBeCloseTo(-1.5, 15);
    expect(beta({ beta: 0, residualVolatility: 0.54 })).toBeCloseTo(0.9, 15);
    expect(beta({ beta: 1, residualVolatility: 0 })).toBe(1);
    expect(beta({ beta: 0, residualVolatility: 0 })).toBe(0);
  });

  it('the worst is named, hedged and not; of equals the first', () => {
    const scenarios = [
      { ...fall, name: 'rise', benchmarkReturn: 0.25 },
      { ...fall, name: 'again', benchmarkReturn: 0.25 },
      fall,
    ];
    const { worst, worstUnhedged, hedgedDollarBeta, unhedgedDollarBeta } = stressHedge({
      ...base,
      hedges: [{ ...short, dollarDelta: -140_000 }],
      scenarios,
    });
    expect(worst).toEqual({ scenario: 'rise', profit: -5000 });
    expect(worstUnhedged).toEqual({ scenario: 'fall', profit: -30_000 });
    expect({ hedgedDollarBeta, unhedgedDollarBeta }).toEqual({
      hedgedDollarBeta: -20_000,
      unhedgedDollarBeta: 120_000,
    });
  });

  it('effectiveness: all, more than all, none, harm, and none to have', () => {
    const share = (dollarDelta: number): number | null =>
      first({ hedges: [{ ...short, dollarDelta }] }).effectiveness;
    expect([-120_000, -240_000, 0, 120_000].map(share)).toEqual([1, 2, 0, -1]);
    expect(first({ positions: [] }).effectiveness).toBeNull();
    expect(first({}, { benchmarkReturn: 0 }).effectiveness).toBeNull();
  });

  it('no hedges, or an empty book', () => {
    expect(first({ hedges: [] })).toMatchObject({ effectiveness: 0, hedgeScale: null });
    const { hedged } = first({ positions: [], hedges: [] });
    expect(hedged).toMatchObject({ profit: 0, dollarBeta: 0, dominatedBy: null, convexityCostPerDay: 0 });
    expect(hedged.residual).toEqual({ independent: 0, correlated: null, perfectlyCorrelated: 0 });
  });

  it('without equity nothing is a share of it', () => {
    const { hedged } = first({ equity: undefined });
    expect(hedged).toMatchObject({ profitOfEquity: null, betaOfEquity: null, profit: 0 });
  });
});

describe('stressHedge: legs that are closed', () => {
  const coins = { ...eth, beta: 1, venue: 'wallet' };
  const perpetual = { ...coins, symbol: 'ETH/USDT:USDT', dollarDelta: -100_000, venue: 'alpha' };
  const neutral = { positions: [coins], hedges: [perpetual] };

  it('deleveraging of the short leg of a neutral book leaves the long one', () => {
    expect(first(neutral).hedged).toMatchObject({ profit: 0, dollarBeta: 0 });
    expect(first(neutral).hedged.residual.independent).toBe(0); // one coin, long and short
    const outcome = first(neutral, { closed: [{ symbol: 'ETH/USDT:USDT' }] });
    const alone = first({ positions: [coins], hedges: [] });
    expect(outcome.hedged).toEqual(alone.hedged);
    expect(outcome.unhedged).toEqual(alone.unhedged);
    expect(outcome.hedged).toMatchObject({ profit: -25_000, dollarBeta: 100_000 });
    expect(outcome).toMatchObject({ effectiveness: 0, dollarBetaToRestore: -100_000, hedgeScale: null });
    expect(outcome.gone).toEqual([{ symbol: 'ETH/USDT:USDT', venue: 'alpha', dollarDelta: -100_000 }]);
  });

  it('at one venue, or wherever it is held', () => {
    const hedges = [
      { ...perpetual, dollarDelta: -60_000 },
      { ...perpetual, dollarDelta: -30_000, venue: 'beta' },
      { ...perpetual, dollarDelta: -10_000, venue: undefined },
    ];
    const left = (closed: StressScenario['closed']): number =>
      first({ positions: [coins], hedges }, { closed }).hedged.dollarBeta;
    expect(left([])).toBe(0);
    expect(left([{ symbol: 'ETH/USDT:USDT', venue: 'beta' }])).toBe(30_000);
    expect(left([{ symbol: 'ETH/USDT:USDT', venue: 'alpha' }])).toBe(60_000);
    expect(left([{ symbol: 'ETH/USDT:USDT' }])).toBe(100_000);
    expect(left([{ symbol: 'ETH/USDT:USDT' }, { symbol: 'ETH' }])).toBe(0);
    const { gone } = first({ positions: [coins], hedges }, { closed: [{ symbol: 'ETH/USDT:USDT' }] });
    expect(gone.map(({ venue }) => venue)).toEqual([null, 'alpha', 'beta']);
  });

  it('a position that is closed is gone from both books', () => {
    const outcome = first(neutral, { closed: [{ symbol: 'ETH' }] });
    expect(outcome.unhedged).toMatchObject({ profit: 0, dollarBeta: 0 });
    expect(outcome.hedged).toMatchObject({ profit: 25_000, dollarBeta: -100_000 });
    expect(outcome).toMatchObject({ effectiveness: null, dollarBetaToRestore: 100_000, hedgeScale: 0 });
  });
});

describe('stressHedge: venues that are lost', () => {
  const positions = [
    { ...eth, venue: 'alpha', collateral: 30_000, unrealisedProfit: -4000 },
    {
      ...linear,
      symbol: 'USD',
      coin: 'USD',
      dollarDelta: 0,
      beta: 0,
      venue: 'beta',
      collateral: 9000,
      unrealisedProfit: 0,
    },
  ];
  const hedges = [
    { ...short, dollarDelta: -80_000, venue: 'alpha', collateral: 10_000, unrealisedProfit: 15_000 },
    { ...short, dollarDelta: -40_000, venue: 'beta', collateral: 5000, unrealisedProfit: -7000 },
  ];

  it('hedge gone, and of collateral and profits, netted, the share that is lost', () => {
    const lostVenues = [{ venue: 'alpha', lossGivenDefault: 0.6 }];
    const { hedged, unhedged, gone } = first({ positions, hedges }, { lostVenues });
    // 0.6 x (40,000 + 15,000 - 4000), and of the positions alone 0.6 x 30,000: no profit to lose.
    expect(hedged.venueLosses).toEqual([{ venue: 'alpha', loss: 30_600 }]);
    expect(unhedged.venueLosses).toEqual([{ venue: 'alpha', loss: 18_000 }]);
    // The short at the other venue stays: 40,000 x 0.25.
    expect(hedged).toMatchObject({ linearProfit: 10_000, venueLoss: 30_600, profit: -20_600 });
    expect(unhedged).toMatchObject({ linearProfit: 0, venueLoss: 18_000, profit: -18_000 });
    expect(gone.map(({ symbol }) => symbol)).toEqual(['BTC/USDT:USDT', 'ETH']);
  });

  it('a loss not yet realised takes nothing off the collateral', () => {
    const lostVenues = [{ venue: 'beta', lossGivenDefault: 1 }];
    const { hedged, unhedged } = first({ positions, hedges }, { lostVenues });
    expect(hedged).toMatchObject({ venueLoss: 14_000, linearProfit: -10_000, profit: -24_000 });
    expect(unhedged.venueLoss).toBe(9000);
  });

  it('two at once, each in its place; a leg closed there is gone once; nothing lost of a full recovery', () => {
    const lostVenues = [
      { venue: 'beta', lossGivenDefault: 1 },
      { venue: 'alpha', lossGivenDefault: 0 },
    ];
    const closed = [{ symbol: 'BTC/USDT:USDT' }];
    const { hedged, gone } = first({ positions, hedges }, { lostVenues, closed });
    expect(hedged.venueLosses).toEqual([
      { venue: 'beta', loss: 14_000 },
      { venue: 'alpha', loss: 0 },
    ]);
    expect(hedged).toMatchObject({ profit: -14_000, linearProfit: 0, dollarBeta: 0 });
    expect(gone).toHaveLength(4);
  });

  it('what is at a lost venue must be said, 0 too', () => {
    const lostVenues = [{ venue: 'alpha', lossGivenDefault: 0.6 }];
    for (const field of ['collateral', 'unrealisedProfit'] as const) {
      const bare = hedges.map((row) => ({ ...row, [field]: null }));
      expectRefusal(
        () => first({ positions, hedges: bare }, { lostVenues }),
        'shape.missing_field',
        `hedges[0].${field}`,
      );
      expect(refusal(() => first({ positions, hedges: bare }, { lostVenues })).message).toContain(
        'since scenarios[0] loses venue alpha',
      );
      expect(first({ positions, hedges: bare }).hedged.venueLoss).toBe(0);
    }
  });
});

describe('stressHedge: residuals', () => {
  const coin = (name: string, dollarDelta: number): StressPosition => ({
    ...linear,
    symbol: name,
    coin: name,
    dollarDelta,
    beta: 1,
    residualVolatility: 0.5,
  });
  const residual = (positions: StressPosition[], change: Partial<StressHedgeOptions> = {}): StressResidual =>
    first({ positions, hedges: [], horizonYears: 1, ...change }).hedged.residual;
  const book = [coin('A', 6000), coin('B', -8000)];

  it('root of squares, or sizes added', () => {
    expect(residual(book)).toEqual({ independent: 5000, correlated: null, perfectlyCorrelated: 7000 });
    expect(residual(book, { horizonYears: 0.25 })).toMatchObject({ independent: 2500 });
  });

  it('rows of one coin are one', () => {
    expect(residual([...book, { ...coin('A', -6000), symbol: 'A-PERP' }])).toMatchObject({
      independent: 4000,
      perfectlyCorrelated: 4000,
    });
  });

  it('by a correlation of coins, in the order named; others in it are of no account', () => {
    const by = (rho: number, residualCoins = ['B', 'C', 'A']): StressResidual => {
      const residualCorrelation = [
        [1, 0, rho],
        [0, 1, 0],
        [rho, 0, 1],
      ];
      return residual(book, { residualCoins, residualCorrelation });
    };
    expect(by(0)).toMatchObject({ correlated: 5000, independent: 5000 });
    // 3000^2 + 4000^2 - 2 rho x 12e6; a long and a short of a kind offset.
    expect(by(0.5).correlated).toBeCloseTo(Math.sqrt(13e6), 11);
    expect(by(1).correlated).toBeCloseTo(1000, 11);
    expect(by(-1).correlated).toBeCloseTo(7000, 11);
    // A coin without a residual need not be among them.
    const named = {
      residualCoins: ['A', 'B'],
      residualCorrelation: [
        [1, 0],
        [0, 1],
      ],
    };
    expect(residual([...book, short], named).correlated).toBe(5000);
    expect(by(1, ['B', 'A', 'C'])).toMatchObject({ correlated: 5000 });
  });

  it('a singular correlation that rounds below 0 leaves 0', () => {
    const residualCorrelation = [
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1],
    ];
    const positions = [coin('A', 0.1), coin('B', 0.2), coin('C', -0.3)];
    const { correlated } = residual(positions, { residualCoins: ['A', 'B', 'C'], residualCorrelation });
    expect(correlated).toBeLessThan(0.3 * 1e-8); // the root of a rounding
  });

  it.each([
    ['shape.missing_field', 'residualCoins', { residualCorrelation: [[1]] }],
    ['shape.missing_field', 'residualCorrelation', { residualCoins: ['A', 'B'] }],
    ['domain.out_of_range', 'residualCoins', { residualCoins: ['A'], residualCorrelation: [[1]] }],
    ['domain.out_of_range', 'residualCoins[1]', { residualCoins: ['A', 'A'], residualCorrelation: [[1]] }],
    ['shape.wrong_type', 'residualCoins[1]', { residualCoins: ['A', 1], residualCorrelation: [[1]] }],
    ['shape.missing_field', 'residualCoins[0]', { residualCoins: Array(2), residualCorrelation: [[1]] }],
    [
      'shape.length_mismatch',
      'residualCorrelation.length',
      { residualCoins: ['A', 'B'], residualCorrelation: [[1]] },
    ],
    ...(
      [
        ['domain.not_covariance', '[0][1]', [1, 0.5], [0.4, 1]],
        ['domain.not_covariance', '', [1, -1.1], [-1.1, 1]],
        ['domain.out_of_range', '[1][1]', [1, 0.5], [0.5, 0.9]],
        ['series.not_finite', '[0][1]', [1, NaN], [NaN, 1]],
      ] as const
    ).map(
      ([code, at, ...residualCorrelation]) =>
        [
          code,
          `residualCorrelation${at}`,
          { residualCoins: ['A', 'B'], residualCorrelation: residualCorrelation as unknown as number[][] },
        ] as const,
    ),
  ] as [ErrorCode, string, object][])('refused: %s at %s', (code, path, change) => {
    expectRefusal(() => residual(book, change), code, path);
  });
});

describe('stressHedge: against full revaluation of an option book', () => {
  const spot = 2500;
  const legs = [
    { contracts: -40, optionType: 'call', strike: 2600, timeToExpiryYears: 0.1, volatility: 0.7 },
    { contracts: 25, optionType: 'put', strike: 2300, timeToExpiryYears: 0.2, volatility: 0.8 },
    { contracts: -10, optionType: 'put', strike: 2500, timeToExpiryYears: 0.05, volatility: 0.75 },
  ] as const;
  const priced = ({ contracts, ...leg }: (typeof legs)[number], forward: number, change: number) => {
    const greeks = blackScholes({ ...leg, volatility: leg.volatility + change, forward, rate: 0 });
    return { greeks, value: contracts * greeks.price };
  };
  const positions = legs.map((leg, i): StressPosition => {
    const { greeks } = priced(leg, spot, 0);
    return {
      symbol: `O${i}`,
      coin: 'ETH',
      dollarDelta: leg.contracts * greeks.delta * spot,
      dollarGammaPerPercent: (leg.contracts * greeks.gamma * spot * spot) / 100,
      vega: leg.contracts * greeks.vega,
      beta: 1.3,
      volatilityBeta: 0.9,
      residualVolatility: 0.5,
      impliedVolatility: leg.volatility,
    };
  });
  /** Revalued profit, less the estimate. */
  const errorOf = (benchmarkReturn: number, volatilityChange: number): number => {
    const moved = spot * (1 + 1.3 * benchmarkReturn);
    const values = legs.map(
      (leg) => priced(leg, moved, 0.9 * volatilityChange).value - priced(leg, spot, 0).value,
    );
    const { profit } = first({ positions, hedges: [] }, { benchmarkReturn, volatilityChange }).hedged;
    return values.reduce((a, b) => a + b) - profit;
  };

  it.each([0.002, -0.002])('of third order in a move of %d', (move) => {
    // Halved, a cubic error is an eighth; the next order shifts that by 0.2 at such moves.
    expect(errorOf(move, 0) / errorOf(move / 2, 0)).toBeGreaterThan(7.5);
    expect(errorOf(move, 0) / errorOf(move / 2, 0)).toBeLessThan(8.5);
  });

  it.each([0.05, -0.05])('of second order in a change of volatility of %d', (change) => {
    const ratio = errorOf(0, change) / errorOf(0, change / 2);
    expect(ratio).toBeGreaterThan(3.7);
    expect(ratio).toBeLessThan(4.3);
  });

  it('what gamma costs is the theta of the book', () => {
    const theta = legs
      .map((leg) => leg.contracts * priced(leg, spot, 0).greeks.thetaPerDay)
      .reduce((a, b) => a + b);
    expect(first({ positions, hedges: [] }).hedged.convexityCostPerDay! / theta).toBeCloseTo(1, 14);
  });

  it('delta-hedged, the short options lose either way', () => {
    const delta = positions.reduce((sum, { dollarDelta }) => sum + dollarDelta, 0);
    const hedges = [{ ...short, dollarDelta: -1.3 * delta }];
    for (const benchmarkReturn of [-0.1, 0.1]) {
      const { hedged } = first({ positions, hedges }, { benchmarkReturn });
      expect(hedged.dominatedBy).toBe('convexity');
      expect(hedged.profit).toBeLessThan(0);
      expect(hedged.crossoverReturn).toBeLessThan(1e-14);
    }
  });
});

describe('stressHedge: rows of bookExposure', () => {
  const inverse = parseMarket({ ...inverseMarket, contractSize: 1, limits: {} });
  const perpetual = parseMarket(linearMarket);
  const spot = parseMarket(spotMarket);
  /** A coin-margined short, coins, a linear perpetual and money, at these prices. */
  const book = (btc: number, eth: number): BookExposure =>
    bookExposure({
      positions: [
        { instrument: inverse, contracts: -30_000, entryPrice: 40_000, account: 'alpha' },
        { instrument: perpetual, contracts: -4, entryPrice: 2100, account: 'beta' },
        { instrument: spot, contracts: 10 },
      ],
      balances: [
        { currency: 'BTC', amount: 1, kind: 'cash', account: 'alpha' },
        { currency: 'USDT', amount: 9000, kind: 'cash', account: 'beta' },
      ],
      prices: { [inverse.symbol]: btc, BTC: btc, [perpetual.symbol]: eth, [spot.symbol]: eth, ETH: eth },
      betas: { BTC: 1, ETH: 1.5 },
      benchmarkPrice: btc,
      numeraire: 'USDT',
      fx: { USD: { price: 1, timestamp: 0 } },
    });
  const exposure = book(40_000, 2000);
  const residuals: Record<string, number> = { BTC: 0, ETH: 0.5 };
  const rows = [...exposure.positions.map((one) => ({ ...one, venue: one.account })), ...exposure.coins].map(
    (one) => ({ ...one, residualVolatility: residuals[one.coin]! }),
  );

  it.each([-0.4, -0.1, 0.2, 0.5])('a book without options at %d is worth what it is estimated', (move) => {
    const outcome = first(
      { positions: rows, hedges: [], equity: exposure.equity },
      { benchmarkReturn: move },
    );
    const after = book(40_000 * (1 + move), 2000 * (1 + 1.5 * move));
    // Differences of equities near 6e4, each to 1e-11.
    expect(outcome.hedged.profit).toBeCloseTo(after.equity - exposure.equity, 9);
    expect(outcome.hedged.dollarBeta).toBeCloseTo(exposure.total.dollarBeta, 10);
    expect(outcome.hedged.betaOfEquity).toBeCloseTo(exposure.total.ofEquity.dollarBeta, 14);
    // 6 ETH left of the coins and the perpetual: 12,000 x 0.5 x sqrt(0.25).
    expect(outcome.hedged.residual.independent).toBeCloseTo(3000, 10);
  });

  it('a venue of coins and money is lost with all that its accounts have', () => {
    const facts = { residualVolatility: 0, collateral: 0, unrealisedProfit: 0 };
    // Profit is in the equity of its account, which is the collateral.
    const lost = [
      ...exposure.positions.map((row) => ({ ...row, ...facts, venue: row.account })),
      ...exposure.coins.map((row) => ({ ...row, ...facts, venue: row.account })),
      ...exposure.accounts.map(({ account, currency, value }) => ({
        ...facts,
        ...linear,
        symbol: currency,
        coin: currency,
        dollarDelta: 0,
        beta: 0,
        venue: account,
        collateral: value,
      })),
    ];
    const outcomeOf = (venue: string): StressOutcome =>
      first({ positions: lost, hedges: [] }, { lostVenues: [{ venue, lossGivenDefault: 0.5 }] });
    // 1 BTC, and 30,000 dollars sold where they are bought: gone are 0.5 x 40,000, and the delta of 10,000.
    const { hedged: alpha, gone } = outcomeOf('alpha');
    expect(alpha.venueLoss).toBeCloseTo(20_000, 9);
    expect(alpha.dollarBeta).toBeCloseTo(exposure.total.dollarBeta - 10_000, 9);
    expect(gone.map(({ symbol }) => symbol)).toEqual(['BTC', 'BTC', inverse.symbol]);
    // 9000 of money and 4 ETH sold at 2100: 400 of profit.
    expect(outcomeOf('beta').hedged.venueLoss).toBeCloseTo(0.5 * 9400, 9);
  });
});

describe('stressHedge: properties', () => {
  const money = fc.double({ min: -1e7, max: 1e7, noNaN: true });
  const row = fc.record({
    symbol: fc.constantFrom('A', 'B', 'C', 'D'),
    coin: fc.constantFrom('X', 'Y', 'Z'),
    venue: fc.constantFrom('alpha', 'beta'),
    dollarDelta: money,
    dollarGammaPerPercent: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
    vega: money,
    beta: fc.double({ min: -2, max: 2, noNaN: true }),
    crashBeta: fc.double({ min: -2, max: 2, noNaN: true }),
    volatilityBeta: fc.double({ min: 0, max: 2, noNaN: true }),
    impliedVolatility: fc.double({ min: 1, max: 3, noNaN: true }),
    residualVolatility: fc.double({ min: 0, max: 1, noNaN: true }),
    collateral: fc.double({ min: 0, max: 1e7, noNaN: true }),
    unrealisedProfit: money,
  });
  type Row = FullRow;
  const anchor: Row = {
    ...eth,
    symbol: 'A',
    coin: 'X',
    venue: 'alpha',
    crashBeta: 1,
    volatilityBeta: 1,
    impliedVolatility: 1,
    collateral: 1,
    unrealisedProfit: 1,
  };
  const hedgeRows = fc.array(row, { maxLength: 10 });
  // Scenarios name the anchor's symbol and venue.
  const rows = hedgeRows.map((list) => [anchor, ...list]);
  const betas = fc.constantFrom('estimated', 'crash', 'correlationOne');
  const loads = fc.double({ min: -0.9, max: 0.9, noNaN: true });
  const setting = fc.record({
    benchmarkReturn: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
    volatilityChange: fc.double({ min: -0.4, max: 1, noNaN: true }),
    betas,
    closed: fc.constantFrom([], [{ symbol: 'A' }], [{ symbol: 'A', venue: 'alpha' }]),
    lostVenues: fc.constantFrom([], [{ venue: 'alpha', lossGivenDefault: 0.7 }]),
    loads: fc.tuple(loads, loads, loads),
  });
  type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;
  const run = (
    positions: readonly StressPosition[],
    hedges: readonly StressPosition[],
    { loads, ...scenario }: Setting,
    equity = 1e6,
  ): StressedHedge =>
    stressHedge({
      positions,
      hedges,
      equity,
      benchmarkVolatility: 0.6,
      horizonYears: 0.1,
      residualCoins: ['X', 'Y', 'Z'],
      residualCorrelation: loads.map((a, i) => loads.map((b, j) => (i === j ? 1 : a * b))),
      scenarios: [{ name: 'S', ...scenario }],
    });
  const scaled = (list: readonly StressPosition[], factor: number): StressPosition[] =>
    list.map((one) => ({
      ...one,
      dollarDelta: one.dollarDelta * factor,
      dollarGammaPerPercent: one.dollarGammaPerPercent! * factor,
      vega: one.vega! * factor,
    }));

  it('rows in another order give the same bits', () => {
    const shuffled = (list: fc.Arbitrary<Row[]>): fc.Arbitrary<[Row[], Row[]]> =>
      list.chain((one) =>
        fc.tuple(
          fc.constant(one),
          fc.shuffledSubarray(one, { minLength: one.length, maxLength: one.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled(rows), shuffled(hedgeRows), setting, (positions, hedges, given) => {
        const [one, other] = [0, 1].map((i) => canonicalJson(run(positions[i]!, hedges[i]!, given)));
        expect(other).toBe(one);
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('also where a compensated sum hangs on the order', () => {
    const values = [1, 1e32, 0.1, -1e32, -1e16];
    const books = [values, [...values].reverse()].map((list) =>
      first({ positions: list.map((dollarDelta) => ({ ...eth, beta: 1, dollarDelta })), hedges: [] }),
    );
    expect(canonicalJson(books[1])).toBe(canonicalJson(books[0]));
  });

  it('a hedge listed among the positions gives the same hedged book', () => {
    fc.assert(
      fc.property(rows, hedgeRows, setting, (positions, hedges, given) => {
        const apart = run(positions, hedges, given);
        const together = run([...positions, ...hedges], [], given);
        expect(together.scenarios[0]!.hedged).toEqual(apart.scenarios[0]!.hedged);
        expect(together.hedgedDollarBeta).toBe(apart.hedgedDollarBeta);
        expect(together.scenarios[0]!.unhedged).toEqual(together.scenarios[0]!.hedged);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it('twice the book is twice the money, exactly', () => {
    // Where nothing is so small that products of it lose digits.
    const clean = <T>(value: T): T =>
      JSON.parse(
        JSON.stringify(value, (_, inner: unknown) =>
          typeof inner === 'number' && Math.abs(inner) < 1e-30 ? 0 : inner,
        ),
      ) as T;
    const ratios = ['effectiveness', 'hedgeScale', 'crossoverReturn', 'profitOfEquity', 'betaOfEquity'];
    const kept = [...ratios, 'benchmarkReturn', 'volatilityChange'];
    const doubled = (value: unknown): unknown =>
      JSON.parse(
        JSON.stringify(value, (key, inner: unknown) =>
          typeof inner === 'number' && !kept.includes(key) ? 2 * inner : inner,
        ),
      );
    const twice = (list: readonly Row[]): StressPosition[] =>
      scaled(list, 2).map((one) => ({
        ...one,
        collateral: one.collateral! * 2,
        unrealisedProfit: one.unrealisedProfit! * 2,
      }));
    fc.assert(
      fc.property(rows, hedgeRows, setting, (positions, hedges, given) => {
        const [book, legs, what] = [clean(positions), clean(hedges), clean(given)];
        const one = run(book, legs, what);
        const two = run(twice(book), twice(legs), what, 2e6);
        expect(two).toEqual(doubled(one));
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  it('a book turned over turns its profits over', () => {
    fc.assert(
      fc.property(rows, setting, (positions, given) => {
        const flat = { ...given, lostVenues: [] as const };
        const one = run(positions, [], flat).scenarios[0]!.hedged;
        const other = run(scaled(positions, -1), [], flat).scenarios[0]!.hedged;
        for (const name of [
          'linearProfit',
          'convexityProfit',
          'volatilityProfit',
          'profit',
          'dollarBeta',
        ] as const)
          expect(other[name] + one[name]).toBe(0);
        expect(other.residual).toEqual(one.residual);
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  it('the hedges that are left, times hedgeScale, restore the dollar beta', () => {
    fc.assert(
      fc.property(rows, hedgeRows, setting, (positions, hedges, given) => {
        const before = run(positions, hedges, given);
        const { hedgeScale, gone } = before.scenarios[0]!;
        if (hedgeScale === null) return;
        const isGone = (one: StressPosition): boolean =>
          gone.some((leg) => leg.symbol === one.symbol && leg.venue === one.venue);
        const after = run(
          positions,
          hedges.map((one) => (isGone(one) ? one : scaled([one], hedgeScale)[0]!)),
          given,
        );
        const size = [...positions, ...hedges].reduce((sum, one) => sum + Math.abs(one.dollarDelta) * 3, 0);
        // Roundings of a term are 1e-16 of it, each times the scale.
        const bound = 1e-15 * size * (1 + Math.abs(hedgeScale));
        expect(Math.abs(after.scenarios[0]!.hedged.dollarBeta - before.hedgedDollarBeta)).toBeLessThan(bound);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it('at the crossover convexity is as large as the linear part, below it smaller, above larger', () => {
    fc.assert(
      fc.property(rows, setting, (positions, given) => {
        const at = (benchmarkReturn: number): StressOutcome['hedged'] =>
          run(positions, [], { ...given, benchmarkReturn, volatilityChange: 0 }).scenarios[0]!.hedged;
        const { crossoverReturn } = at(0);
        if (crossoverReturn === null || crossoverReturn > 0.2 || crossoverReturn < 1e-9) return;
        for (const sign of [-1, 1]) {
          expect(at(sign * crossoverReturn * 0.999).dominatedBy).toBe('linear');
          expect(at(sign * crossoverReturn * 1.001).dominatedBy).toBe('convexity');
        }
      }),
      { seed: 8, numRuns: 100 },
    );
  });

  it('no correlation makes residuals larger than their sizes added, and the result is plain data', () => {
    fc.assert(
      fc.property(rows, hedgeRows, setting, (positions, hedges, given) => {
        const result = run(positions, hedges, given);
        expect(JSON.parse(canonicalJson(result))).toEqual(result);
        for (const book of ['hedged', 'unhedged'] as const) {
          const { independent, correlated, perfectlyCorrelated } = result.scenarios[0]![book].residual;
          const bound = perfectlyCorrelated * (1 + 1e-15); // a root's rounding
          expect(independent).toBeLessThanOrEqual(bound);
          expect(correlated).toBeLessThanOrEqual(bound);
        }
      }),
      { seed: 9, numRuns: 100 },
    );
  });
});

describe('stressHedge: what it refuses', () => {
  const option: StressPosition = {
    ...eth,
    crashBeta: 1.5,
    dollarGammaPerPercent: 10,
    vega: 100,
    volatilityBeta: 1,
    impliedVolatility: 0.8,
    venue: 'alpha',
    collateral: 100,
    unrealisedProfit: 5,
  };
  const all: StressHedgeOptions = {
    ...base,
    positions: [option],
    hedges: [{ ...short, crashBeta: 1 }],
    scenarios: [
      fall,
      {
        name: 'all',
        benchmarkReturn: -0.1,
        volatilityChange: 0.1,
        betas: 'crash',
        closed: [{ symbol: 'ETH', venue: 'alpha' }],
        lostVenues: [{ venue: 'alpha', lossGivenDefault: 0.5 }],
      },
      { name: 'one', benchmarkReturn: -0.1, volatilityChange: 0.1, betas: 'correlationOne' },
    ],
  };
  const holes: [path: string, field: string][] = [
    ...['dollarDelta', 'beta', 'dollarGammaPerPercent', 'vega', 'residualVolatility'].map(
      (field): [string, string] => ['positions[0]', field],
    ),
    ...['crashBeta', 'volatilityBeta', 'impliedVolatility', 'collateral', 'unrealisedProfit'].map(
      (field): [string, string] => ['positions[0]', field],
    ),
    ['hedges[0]', 'dollarDelta'],
    ['scenarios[1]', 'benchmarkReturn'],
    ['scenarios[1]', 'volatilityChange'],
    ['scenarios[1].lostVenues[0]', 'lossGivenDefault'],
    ['', 'horizonYears'],
    ['', 'benchmarkVolatility'],
    ['', 'equity'],
  ];

  /** The options with one field changed, wherever it is. */
  function changed(at: string, field: string, value: unknown): StressHedgeOptions {
    const copy = structuredClone(all);
    const steps = at.split(/[.[\]]+/).filter((step) => step !== '');
    const target = steps.reduce<object>((node, step) => (node as Record<string, object>)[step]!, copy);
    (target as Record<string, unknown>)[field] = value;
    return copy;
  }
  const pathOf = (at: string, field: string): string => (at === '' ? field : `${at}.${field}`);
  const refuses = (at: string, field: string, value: unknown, code: ErrorCode): void => {
    expectRefusal(() => stressHedge(changed(at, field, value)), code, pathOf(at, field));
  };

  it('takes the call that is spoilt below', () => {
    expect(stressHedge(all).scenarios).toHaveLength(3);
  });

  it.each(holes)('numbers that are none: %s %s', (at, field) => {
    for (const value of [NaN, Infinity, -Infinity]) refuses(at, field, value, 'domain.not_finite');
    for (const value of ['1', true, {}, 1n]) refuses(at, field, value, 'shape.wrong_type');
  });

  it.each(holes.filter(([, field]) => field !== 'equity' && field !== 'impliedVolatility'))(
    'missing where a scenario needs it: %s %s',
    (at, field) => {
      for (const value of [undefined, null]) refuses(at, field, value, 'shape.missing_field');
    },
  );

  it.each([
    ['positions[0]', 'residualVolatility', -0.1, 'domain.negative'],
    ['positions[0]', 'residualVolatility', 45, 'unit.suspicious'],
    ['positions[0]', 'impliedVolatility', 0, 'domain.not_positive'],
    ['positions[0]', 'impliedVolatility', -0.8, 'domain.not_positive'],
    ['positions[0]', 'impliedVolatility', 80, 'unit.suspicious'],
    ['positions[0]', 'beta', 26, 'unit.suspicious'],
    ['positions[0]', 'beta', -26, 'unit.suspicious'],
    ['positions[0]', 'crashBeta', 26, 'unit.suspicious'],
    ['positions[0]', 'collateral', -1, 'domain.negative'],
    ['positions[0]', 'status', 'degenerate', 'estimate.not_ok'],
    ['positions[0]', 'side', 'short', 'unit.suspicious'],
    ['hedges[0]', 'side', 'long', 'unit.suspicious'],
    ['positions[0]', 'symbol', '', 'shape.wrong_type'],
    ['positions[0]', 'symbol', null, 'shape.missing_field'],
    ['positions[0]', 'coin', undefined, 'shape.missing_field'],
    ['positions[0]', 'coin', 7, 'shape.wrong_type'],
    ['positions[0]', 'venue', 7, 'shape.wrong_type'],
    ['scenarios[1]', 'benchmarkReturn', -30, 'unit.suspicious'],
    ['scenarios[1]', 'benchmarkReturn', 30, 'unit.suspicious'],
    ['scenarios[1]', 'benchmarkReturn', -1.0000000000000002, 'domain.out_of_range'],
    ['scenarios[1]', 'volatilityChange', 20, 'unit.suspicious'],
    ['scenarios[2]', 'volatilityChange', -0.81, 'domain.out_of_range'],
    ['scenarios[1]', 'betas', 'normal', 'domain.not_one_of'],
    ['scenarios[1]', 'betas', undefined, 'shape.missing_field'],
    ['scenarios[1]', 'name', '', 'shape.wrong_type'],
    ['scenarios[1]', 'name', 'fall', 'domain.out_of_range'],
    ['scenarios[1]', 'closed', {}, 'shape.wrong_type'],
    ['scenarios[1]', 'lostVenues', 'alpha', 'shape.wrong_type'],
    ['scenarios[1].closed[0]', 'symbol', 'SOL', 'domain.not_one_of'],
    ['scenarios[1].closed[0]', 'symbol', 'BTC/USDT:USDT', 'domain.not_one_of', '.venue'],
    ['scenarios[1].closed[0]', 'venue', 'gamma', 'domain.not_one_of'],
    ['scenarios[1].closed', '0', 'ETH', 'shape.wrong_type', '[0]'],
    ['scenarios[1].lostVenues[0]', 'venue', 'gamma', 'domain.not_one_of'],
    ['scenarios[1].lostVenues[0]', 'lossGivenDefault', 1.01, 'domain.out_of_range'],
    ['scenarios[1].lostVenues[0]', 'lossGivenDefault', -0.01, 'domain.negative'],
    ['', 'scenarios', [], 'shape.missing_field'],
    ['', 'scenarios', null, 'shape.missing_field'],
    ['', 'scenarios', [3], 'shape.wrong_type', 'scenarios[0]'],
    ['', 'positions', undefined, 'shape.missing_field'],
    ['', 'hedges', undefined, 'shape.missing_field'],
    ['', 'hedges', {}, 'shape.wrong_type'],
    ['', 'equity', 0, 'domain.not_positive'],
    ['', 'equity', -0, 'domain.not_positive'],
    ['', 'equity', -1, 'domain.not_positive'],
    ['', 'horizonYears', 0, 'domain.not_positive'],
    ['', 'horizonYears', 365, 'unit.suspicious'],
    ['', 'benchmarkVolatility', 0, 'domain.not_positive'],
    ['', 'benchmarkVolatility', 60, 'unit.suspicious'],
  ] as [string, string, unknown, ErrorCode, string?][])('%s %s: %s', (at, field, value, code, other) => {
    const path = other === undefined ? pathOf(at, field) : other.startsWith('scen') ? other : at + other;
    expectRefusal(() => stressHedge(changed(at, field, value)), code, path);
  });

  it.each(['crashBeta', 'volatilityBeta', 'collateral', 'unrealisedProfit'])(
    'a %s that no scenario looks at is still a number',
    (field) => {
      const positions = [{ ...eth, [field]: NaN }];
      expectRefusal(() => first({ positions }), 'domain.not_finite', `positions[0].${field}`);
    },
  );

  it('what a scenario needs is told with the scenario', () => {
    const crash = refusal(() => first({}, { betas: 'crash' }));
    expect(crash).toMatchObject({ code: 'shape.missing_field', path: 'positions[0].crashBeta' });
    expect(crash.message).toContain('must be given, since scenarios[0] goes by crash betas');
    const options = { positions: [{ ...eth, vega: 1 }] };
    const change = refusal(() => first(options, { volatilityChange: 0.1 }));
    expect(change).toMatchObject({ code: 'shape.missing_field', path: 'positions[0].volatilityBeta' });
    expect(change.message).toContain('since scenarios[0] changes the volatility');
  });

  it('a venue lost twice', () => {
    const lost = { venue: 'alpha', lossGivenDefault: 0.5 };
    expectRefusal(
      () => stressHedge(changed('scenarios[1]', 'lostVenues', [lost, lost])),
      'domain.out_of_range',
      'scenarios[1].lostVenues[1].venue',
    );
  });

  it('what no scenario needs may be absent', () => {
    const positions = [{ ...eth, vega: 100, crashBeta: undefined, volatilityBeta: undefined }];
    expect(first({ positions, benchmarkVolatility: undefined, equity: undefined }).unhedged.profit).toBe(
      -30_000,
    );
    const volatility = { volatilityChange: 0.1 };
    expectRefusal(
      () => first({ positions }, volatility),
      'shape.missing_field',
      'positions[0].volatilityBeta',
    );
    expect(first({ positions: [{ ...eth, vega: 0 }] }, volatility).unhedged.volatilityProfit).toBe(0);
  });

  it('a return that takes a coin below 0; at 0 it stands, gone or money it does not matter', () => {
    const twice = { positions: [{ ...eth, beta: 2 }] };
    expect(first(twice, { benchmarkReturn: -0.5 }).unhedged.linearProfit).toBe(-100_000);
    const far = { benchmarkReturn: -0.5000001 };
    expectRefusal(() => first(twice, far), 'domain.out_of_range', 'scenarios[0].benchmarkReturn');
    expect(first(twice, { ...far, closed: [{ symbol: 'ETH' }] }).unhedged.profit).toBe(0);
    expect(first({ positions: [{ ...eth, beta: 2, dollarDelta: 0 }] }, far).unhedged.profit).toBe(0);
    const gamma = { ...eth, beta: 2, dollarDelta: 0, dollarGammaPerPercent: 1 };
    expectRefusal(
      () => first({ positions: [gamma] }, far),
      'domain.out_of_range',
      'scenarios[0].benchmarkReturn',
    );
    const opposite = { positions: [{ ...eth, beta: -2 }] };
    expectRefusal(
      () => first(opposite, { benchmarkReturn: 0.51 }),
      'domain.out_of_range',
      'scenarios[0].benchmarkReturn',
    );
    expect(first({}, { benchmarkReturn: -1, closed: [{ symbol: 'ETH' }] }).hedged.profit).toBe(120_000);
  });

  it('numbers beyond the doubles, and those just within', () => {
    const huge = (dollarDelta: number, change: Partial<StressPosition> = {}): StressOutcome =>
      first({ positions: [{ ...eth, dollarDelta, ...change }], hedges: [], equity: undefined });
    expect(huge(1e300).unhedged.residual.independent).toBeCloseTo(2.25e299, -286);
    expect(huge(5e-324).unhedged.profit).toBe(0);
    expect(refusal(() => huge(1.7e308)).code).toBe('domain.out_of_range');
    expect(refusal(() => huge(1, { dollarGammaPerPercent: 1e307 })).code).toBe('domain.out_of_range');
    expect(refusal(() => first({ positions: [{ ...eth, dollarDelta: 1e300 }], equity: 1e-300 })).path).toBe(
      'scenarios[0]',
    );
  });

  it('is plain data without a -0, whatever comes in', () => {
    const zero = { dollarDelta: -0, beta: -0, dollarGammaPerPercent: -0, vega: -0, crashBeta: -0 };
    for (const benchmarkReturn of [-0, -0.1, 0.1]) {
      const result = stressHedge({
        ...all,
        positions: [{ ...option, ...zero }],
        hedges: [{ ...option, ...zero, dollarDelta: -1 }],
        scenarios: all.scenarios.map((one) => ({ ...one, benchmarkReturn })),
      });
      expect(JSON.parse(canonicalJson(result))).toEqual(result);
    }
  });

  it('a share of the equity that is below all doubles is 0, not -0', () => {
    const tiny = { positions: [{ ...eth, dollarDelta: 1e-200 }], hedges: [], equity: 1e200 };
    expect(first(tiny).hedged.profitOfEquity).toBe(0);
  });

  it('takes what is frozen', () => {
    const freeze = <T>(value: T): T => {
      if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
      return value;
    };
    expect(stressHedge(freeze(structuredClone(all)))).toEqual(stressHedge(all));
  });
});
