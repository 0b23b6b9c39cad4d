import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { neutraliseGreeks } from '../../src/hedge/neutraliseGreeks.ts';
import type { GreekHedgeInstrument } from '../../src/hedge/greekLegs.ts';
import type {
  GreekHedge,
  GreekLots,
  IllConditionedGreeks,
  InfeasibleGreeks,
  NeutraliseGreeksOptions,
} from '../../src/hedge/neutraliseGreeks.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { randomGenerator } from '../../src/kernel/randomGenerator.ts';
import { blackScholes } from '../../src/options/blackScholes.ts';
import { coinSettledOption } from '../../src/options/coinSettledOption.ts';
import { optionBookGreeks } from '../../src/options/optionBookGreeks.ts';
import type { BookGreekName } from '../../src/options/optionBookGreeks.ts';
import { expectRefusal, refusal } from '../errors.ts';

type Greeks = Record<string, number>;

const market = {
  base: 'X',
  quote: 'USD',
  settle: 'USD',
  linear: true,
  contractSize: 1,
  precision: { amount: 1, price: 0.01 },
};
const optionMarket = {
  ...market,
  type: 'option',
  expiry: 1_727_424_000_000,
  optionType: 'call',
  info: { unit: 1 },
};

/** An option of the strike, its Greeks of one coin. */
function option(
  strike: number,
  greeks: Greeks,
  change: Partial<GreekHedgeInstrument> = {},
  its: object = {},
): GreekHedgeInstrument {
  const instrument = parseMarket({
    ...optionMarket,
    symbol: `X/USD:USD-240927-${strike}-C`,
    strike,
    ...its,
  });
  return { instrument, greeks, price: 5, costPerContract: 0, ...change };
}

function future(
  change: Partial<GreekHedgeInstrument> = {},
  its: object = {},
  symbol = 'X/USD:USD',
): GreekHedgeInstrument {
  const instrument = parseMarket({ ...market, type: 'swap', symbol, ...its });
  return { instrument, price: 100, costPerContract: 0, ...change };
}

function hedgeOf(options: NeutraliseGreeksOptions): GreekHedge {
  const hedge = neutraliseGreeks(options);
  if (hedge.status !== 'ok') throw new Error(JSON.stringify(hedge));
  return hedge;
}

function lotsOf(hedge: GreekHedge): GreekLots {
  const { lots } = hedge;
  if (lots === null || !('legs' in lots)) throw new Error(JSON.stringify(lots));
  return lots;
}

// Hull, Options, Futures and Other Derivatives, 19.8: gamma -5000 and vega -8000.
const first = { delta: 0.6, gamma: 0.5, vega: 2 };
const second = { delta: 0.5, gamma: 0.8, vega: 1.2 };
const hull: NeutraliseGreeksOptions = {
  exposures: { delta: 0, gamma: -5000, vega: -8000 },
  instruments: [option(100, first), option(105, second), future()],
  exact: ['delta', 'gamma', 'vega'],
  riskWeights: { delta: 9, gamma: 40, vega: 0.001 },
  riskAversion: 1e-6,
  orderType: 'limit',
};

describe('neutraliseGreeks: published numbers', () => {
  it('Hull: 400 and 6000 options, and 3240 of the underlying sold', () => {
    const hedge = hedgeOf(hull);
    // Roundings of numbers up to 12,000: 2.8e-13 seen.
    hedge.legs.forEach(({ contracts }, j) => {
      expect(Math.abs(contracts - [400, 6000, -3240][j]!)).toBeLessThan(1e-12);
    });
    const lots = lotsOf(hedge);
    expect(lots.status).toBe('optimal');
    expect(lots.legs.map(({ contracts }) => contracts)).toEqual(['400', '6000', '-3240']);
    expect(lots.residual).toEqual({ delta: 0, gamma: 0, vega: 0 });
    expect(lots.legs[2]!.order).toEqual({
      symbol: 'X/USD:USD',
      type: 'limit',
      side: 'sell',
      amount: 3240,
      amountText: '3240',
      amountUnit: 'contracts',
      price: 100,
      priceText: '100',
      params: {},
    });
  });

  it('Hull, first step: gamma alone by the first option is 2000 of them, and 1240 of the underlying sold', () => {
    // A delta-neutral book with gamma -3000 and an option of delta 0.62, gamma 1.5: 2000 bought, 1240 sold.
    const hedge = hedgeOf({
      ...hull,
      exposures: { delta: 0, gamma: -3000 },
      riskWeights: { delta: 9, gamma: 40 },
      exact: ['delta', 'gamma'],
      instruments: [option(100, { delta: 0.62, gamma: 1.5 }), future()],
    });
    expect(lotsOf(hedge).legs.map(({ contracts }) => contracts)).toEqual(['2000', '-1240']);
  });
});

interface FixtureCase {
  readonly greeks: readonly BookGreekName[];
  readonly exposures: readonly number[];
  readonly matrix: readonly (readonly number[])[];
  readonly covariance: readonly (readonly number[])[];
  readonly riskAversion: number;
  readonly cost: readonly number[];
  readonly minimum: readonly (number | null)[];
  readonly maximum: readonly (number | null)[];
  readonly premium: readonly number[];
  readonly margin: readonly number[];
  readonly premiumBudget: number | null;
  readonly marginBudget: number | null;
  readonly exact: readonly BookGreekName[];
  readonly method: string;
  readonly expected: {
    readonly status: string;
    readonly objective?: number;
    readonly contracts?: readonly number[];
    readonly residual?: readonly number[];
  };
}

const { cases } = JSON.parse(
  readFileSync(new URL('../fixtures/hedge/neutralise.json', import.meta.url), 'utf8'),
) as { cases: FixtureCase[] };

function optionsOf(given: FixtureCase): NeutraliseGreeksOptions {
  const named = (row: readonly number[]): Greeks =>
    Object.fromEntries(given.greeks.map((name, k) => [name, row[k]!]));
  const instruments = given.cost.map((costPerContract, j) => {
    const change = {
      costPerContract,
      minimumContracts: given.minimum[j] ?? undefined,
      maximumContracts: given.maximum[j] ?? undefined,
      marginPerContract: given.margin[j],
    };
    return j === 0
      ? future(change)
      : option(100 + j, named(given.matrix.map((row) => row[j]!)), { ...change, price: given.premium[j]! });
  });
  return {
    exposures: named(given.exposures),
    instruments,
    riskCovariance: Object.fromEntries(given.greeks.map((name, k) => [name, named(given.covariance[k]!)])),
    riskAversion: given.riskAversion,
    exact: given.exact,
    premiumBudget: given.premiumBudget ?? undefined,
    marginBudget: given.marginBudget ?? undefined,
    orderType: 'market',
    maximumNodes: 0,
  };
}

/** risk + cost of contracts, from the case alone. */
function objectiveOf(given: FixtureCase, contracts: readonly number[]): number {
  const r = given.exposures.map((g, k) => contracts.reduce((sum, x, j) => sum + given.matrix[k]![j]! * x, g));
  const risk = r.reduce(
    (sum, a, k) => sum + r.reduce((s, b, l) => s + a * b * given.covariance[k]![l]!, 0),
    0,
  );
  return (
    (given.riskAversion / 2) * risk + contracts.reduce((sum, x, j) => sum + given.cost[j]! * Math.abs(x), 0)
  );
}

/** How far contracts are beyond the limits, relative to the terms of each. */
function excessOf(given: FixtureCase, contracts: readonly number[]): number {
  const over = (terms: readonly number[], budget: number): number =>
    (terms.reduce((sum, term) => sum + term, 0) - budget) /
    terms.reduce((sum, term) => sum + Math.abs(term), Math.abs(budget));
  const excesses = contracts.flatMap((x, j) => [
    x - (given.maximum[j] ?? Infinity),
    (given.minimum[j] ?? -Infinity) - x,
  ]);
  for (const name of given.exact) {
    const k = given.greeks.indexOf(name);
    const terms = contracts.map((x, j) => given.matrix[k]![j]! * x);
    excesses.push(Math.abs(over(terms, -given.exposures[k]!)));
  }
  if (given.premiumBudget !== null)
    excesses.push(
      over(
        contracts.map((x, j) => given.premium[j]! * x),
        given.premiumBudget,
      ),
    );
  if (given.marginBudget !== null)
    excesses.push(
      over(
        contracts.map((x, j) => given.margin[j]! * Math.abs(x)),
        given.marginBudget,
      ),
    );
  return Math.max(...excesses);
}

/** What a budget goes by where it binds. */
const limitOf = { premiumBudget: 'premium_budget', marginBudget: 'margin_budget' } as const;

/** Whether the constraints, times their multipliers, say that 0 is at least 1: what they are off, at most. */
function expectContradiction(given: FixtureCase, { contradiction }: InfeasibleGreeks): void {
  const slopes = given.cost.map(() => 0);
  const sizes = given.cost.map(() => 0);
  let constant = 0;
  let size = 0;
  let marginMultiplier = 0;
  const add = (j: number, slope: number): void => {
    slopes[j]! += slope;
    sizes[j]! += Math.abs(slope);
  };
  const place = (symbol: string | null): number =>
    symbol === 'X/USD:USD' ? 0 : Number(/-(\d+)-C$/.exec(symbol!)![1]) - 100;
  const plus = (value: number): void => {
    constant += value;
    size += Math.abs(value);
  };
  for (const { constraint, greek, symbol, multiplier } of contradiction) {
    if (constraint === 'exact') {
      const k = given.greeks.indexOf(greek!);
      expect(given.exact).toContain(greek);
      given.matrix[k]!.forEach((value, j) => {
        add(j, multiplier * value);
      });
      plus(multiplier * given.exposures[k]!);
      continue;
    }
    expect(multiplier).toBeGreaterThan(0);
    if (constraint === 'premium_budget') {
      given.premium.forEach((value, j) => {
        add(j, multiplier * value);
      });
      plus(-multiplier * given.premiumBudget!);
    } else if (constraint === 'margin_budget') {
      marginMultiplier = multiplier;
      plus(-multiplier * given.marginBudget!);
    } else if (constraint === 'maximum_contracts') {
      add(place(symbol), multiplier);
      plus(-multiplier * given.maximum[place(symbol)]!);
    } else {
      add(place(symbol), -multiplier);
      plus(multiplier * given.minimum[place(symbol)]!);
    }
  }
  // With |x| in the margin's term, the sum of all is 0 or above whatever x is, plus the constant: which is 1.
  slopes.forEach((slope, j) => {
    expect(Math.abs(slope) - marginMultiplier * given.margin[j]!).toBeLessThan(
      1e-11 * (sizes[j]! + marginMultiplier * given.margin[j]!) + 1e-300,
    );
  });
  expect(Math.abs(constant - 1)).toBeLessThan(1e-12 * size);
}

describe('neutraliseGreeks: the relaxation', () => {
  it.each(cases.map((given, i) => [i, given.method, given.expected.status, given] as const))(
    'case %i of the fixture, %s: %s',
    (_, __, status, given) => {
      const result = neutraliseGreeks(optionsOf(given));
      expect(result.status).toBe(status);
      if (result.status === 'infeasible') {
        expectContradiction(given, result);
        return;
      }
      if (result.status !== 'ok') return;
      const contracts = result.legs.map((leg) => leg.contracts);
      const expected = given.expected.objective!;
      const unhedged = objectiveOf(
        given,
        given.cost.map(() => 0),
      );
      // Roundings of the terms of the unhedged risk: 1.8e-15 of it seen, with both methods.
      const scale = Math.max(expected, unhedged);
      expect(Math.abs(objectiveOf(given, contracts) - result.objective)).toBeLessThan(1e-15 * scale);
      expect(Math.abs(result.objective - expected)).toBeLessThan(7e-15 * scale);
      // 1.1e-16 and 9.5e-15 seen.
      expect(excessOf(given, contracts)).toBeLessThan(4e-16);
      expect(Math.max(...Object.values(result.kkt).map(Number))).toBeLessThan(4e-14);
    },
  );

  it('shadow prices are what one more unit saves, by finite differences', () => {
    const solved = cases.filter(({ expected }) => expected.status === 'ok');
    let compared = 0;
    for (const given of solved) {
      const at = hedgeOf(optionsOf(given));
      const saved = (change: (step: number) => FixtureCase, step: number): readonly number[] | null => {
        const values = [step, -step].map((h) => {
          const result = neutraliseGreeks(optionsOf(change(h)));
          return result.status === 'ok' ? (at.objective - result.objective) / h : null;
        });
        return values.includes(null) ? null : (values as number[]);
      };
      // The least objective is convex and made of parabolas: the slopes of the two sides enclose the price.
      const expectPrice = (price: number, slopes: readonly number[] | null, step: number): void => {
        if (slopes === null) return;
        const slack = (1e-12 * at.objective) / step + 1e-9 * Math.abs(price) + 1e-12;
        expect(price).toBeGreaterThan(Math.min(...slopes) - slack);
        expect(price).toBeLessThan(Math.max(...slopes) + slack);
        compared++;
      };
      const replaced = <T>(values: readonly T[], place: number, value: T): T[] =>
        values.map((old, i) => (i === place ? value : old));
      given.greeks.forEach((name, k) => {
        const step = 1e-4 * Math.abs(given.exposures[k]!);
        const change = (h: number): FixtureCase => ({
          ...given,
          exposures: replaced(given.exposures, k, given.exposures[k]! + h),
        });
        expectPrice(at.shadowPrices.exposures[name]!, saved(change, step), step);
      });
      for (const field of ['premiumBudget', 'marginBudget'] as const) {
        const budget = given[field];
        const price = at.shadowPrices[field];
        expect(price === null).toBe(budget === null);
        if (budget === null || price === null) continue;
        expect(price).toBeGreaterThanOrEqual(0);
        expect(price > 0 && !at.boundBy.includes(limitOf[field])).toBe(false);
        expectPrice(
          price,
          saved((h) => ({ ...given, [field]: budget + h }), 1e-4 * budget),
          1e-4 * budget,
        );
      }
      at.legs.forEach(({ boundBy, shadowPrice }, j) => {
        expect(shadowPrice).toBeGreaterThanOrEqual(0);
        if (boundBy === null) {
          expect(shadowPrice).toBe(0);
          return;
        }
        const field = boundBy === 'maximum_contracts' ? 'maximum' : 'minimum';
        const limit = given[field][j]!;
        const out = field === 'maximum' ? 1 : -1;
        const step = 1e-4 * Math.abs(limit);
        const change = (h: number): FixtureCase => ({
          ...given,
          [field]: replaced(given[field], j, limit + out * h),
        });
        expectPrice(shadowPrice, saved(change, step), step);
      });
    }
    expect(compared).toBeGreaterThan(100);
  }, 60_000);

  it('a limit that asks for more than is wanted costs its contracts and their risk', () => {
    // A coin too many to sell: 10 sold at least where 5 are held. One sold less saves what it costs, and the slope of
    // w/2 (5 - 10)^2; and the other way round.
    for (const side of [1, -1]) {
      const limit = side > 0 ? { maximumContracts: -10 } : { minimumContracts: 10 };
      const hedge = hedgeOf({
        exposures: { delta: 5 * side },
        instruments: [future({ costPerContract: 2, ...limit })],
        riskWeights: { delta: 9 },
        riskAversion: 0.5,
        orderType: 'market',
      });
      expect(hedge.legs[0]).toEqual({
        symbol: 'X/USD:USD',
        contracts: -10 * side,
        boundBy: side > 0 ? 'maximum_contracts' : 'minimum_contracts',
        shadowPrice: 5 * 4.5 + 2,
      });
      expect(hedge.shadowPrices.exposures.delta).toBe(5 * 4.5 * side);
    }
  });

  it('a limit that is reached and costs nothing is named', () => {
    const instruments = [option(100, first), option(105, second), future({ maximumContracts: -3240 })];
    const { legs } = hedgeOf({ ...hull, instruments, maximumNodes: 0 });
    expect(legs[2]).toMatchObject({ boundBy: 'maximum_contracts', shadowPrice: 0 });
  });

  it('budgets that are used up bind, and are kept', () => {
    const bound = cases
      .filter(({ expected }) => expected.status === 'ok')
      .map((given) => [given, hedgeOf(optionsOf(given))] as const);
    for (const field of ['premiumBudget', 'marginBudget'] as const) {
      const binding = bound.filter(([, { boundBy }]) => boundBy.includes(limitOf[field]));
      expect(binding.length).toBeGreaterThan(2);
      for (const [given, hedge] of binding)
        expect(hedge[field === 'premiumBudget' ? 'premium' : 'margin']! / given[field]!).toBeCloseTo(1, 9);
    }
  });
});

// Options on one coin at 40,000: the same expiry unless said otherwise.
const coin = 40_000;
function listed(
  strike: number,
  volatility: number,
  timeToExpiryYears: number,
  change: Partial<GreekHedgeInstrument> = {},
): GreekHedgeInstrument {
  const priced = blackScholes({
    optionType: 'call',
    forward: coin,
    strike,
    timeToExpiryYears,
    volatility,
    rate: 0,
  });
  const expiry = 1_727_424_000_000;
  const symbol = `X/USD:USD-240927-${strike}-C${timeToExpiryYears}`;
  return option(strike, { ...priced }, { price: priced.price, ...change }, { expiry, symbol });
}

const shortBook: NeutraliseGreeksOptions = {
  exposures: { delta: 3, gamma: -5e-4, vega: -30_000 },
  instruments: [listed(38_000, 0.6, 0.1), listed(42_000, 0.6, 0.1), future({ price: coin })],
  exact: ['delta', 'gamma', 'vega'],
  riskWeights: { delta: 1.5e6, gamma: 1e12, vega: 0.002 },
  riskAversion: 1e-5,
  orderType: 'limit',
  maximumNodes: 0,
};

function illOf(change: Partial<NeutraliseGreeksOptions>): IllConditionedGreeks {
  const result = neutraliseGreeks({ ...shortBook, ...change });
  if (result.status !== 'ill_conditioned') throw new Error(JSON.stringify(result));
  return result;
}

describe('neutraliseGreeks: conditioning', () => {
  it('strikes of one expiry at one volatility say the same of gamma and vega', () => {
    const found = illOf({});
    expect(found).toMatchObject({
      status: 'ill_conditioned',
      maximumConditionNumber: 100,
      rank: 2,
      required: 3,
      instruments: ['X/USD:USD-240927-38000-C0.1', 'X/USD:USD-240927-42000-C0.1'],
      greeks: ['gamma', 'vega'],
    });
    // Collinear to rounding.
    expect(found.conditionNumber ?? Infinity).toBeGreaterThan(1e13);
    expect(found.reason).toContain('gamma, vega');
  });

  it('three of them too, with a future, whether exact or only weighted', () => {
    const instruments = [...shortBook.instruments, listed(45_000, 0.6, 0.1)];
    for (const exact of [['delta', 'gamma', 'vega'], []] as const) {
      const found = illOf({ instruments, exact });
      expect(found.rank).toBe(2);
      expect(found.instruments.length).toBe(3);
      expect(found.greeks).toEqual(['gamma', 'vega']);
    }
  });

  it.each([
    ['another expiry', [listed(38_000, 0.6, 0.1), listed(42_000, 0.6, 0.3), future({ price: coin })]],
    ['a smile', [listed(38_000, 0.6, 0.1), listed(42_000, 0.66, 0.1), future({ price: coin })]],
  ])('%s tells them apart', (_, instruments) => {
    const hedge = hedgeOf({ ...shortBook, instruments });
    // Solved to the rounding of the Greeks' terms: 1.2e-15 seen.
    expect(Math.abs(hedge.residual.vega! / 30_000)).toBeLessThan(4e-15);
    expect(Math.abs(hedge.residual.gamma! / 5e-4)).toBeLessThan(4e-15);
    expect(Math.abs(hedge.residual.delta! / 3)).toBeLessThan(4e-15);
  });

  it.each([0.65, 0.61, 0.606, 0.6013])(
    'the condition number of volatilities 0.6 and %d is that of the closed form, and decides',
    (other) => {
      const instruments = [listed(38_000, 0.6, 0.1), listed(42_000, other, 0.1), future({ price: coin })];
      // A matrix of 2 by 2 in its best scaling has p and q in its rows and columns: (p + q) / |p - q|, with (p / q)^2 =
      // gamma1 vega2 / (vega1 gamma2), which is the ratio of the volatilities.
      const expected = (Math.sqrt(other) + Math.sqrt(0.6)) / Math.abs(Math.sqrt(other) - Math.sqrt(0.6));
      const options = { ...shortBook, instruments };
      const within = hedgeOf({ ...options, maximumConditionNumber: expected * (1 + 1e-9) });
      // eps times the condition number itself, which is what the volatilities' ratio is known to: 2e-13 seen.
      expect(Math.abs(within.conditionNumber! / expected - 1)).toBeLessThan(4e-16 * expected);
      expect(illOf({ ...options, maximumConditionNumber: expected * (1 - 1e-9) }).rank).toBe(2);
      expect(neutraliseGreeks(options).status).toBe(expected > 100 ? 'ill_conditioned' : 'ok');
    },
  );

  it('does not depend on units and sizes of contracts', () => {
    const sized = (contractSize: number): NeutraliseGreeksOptions => ({
      ...hull,
      maximumNodes: 0,
      instruments: [
        option(
          100,
          first,
          {},
          { contractSize, precision: { amount: 0.5 * contractSize, price: 0.01 }, info: {} },
        ),
        option(105, second),
        future(),
      ],
    });
    const number = hedgeOf(sized(1 / 1024)).conditionNumber!;
    expect(Math.abs(number / hedgeOf(hull).conditionNumber! - 1)).toBeLessThan(1e-14);
  });

  it('what costs something, or is limited, is traded as far as it is worth it', () => {
    const weighted = { ...shortBook, exact: [] };
    const held: Partial<GreekHedgeInstrument>[] = [
      { costPerContract: 20 },
      { minimumContracts: -100, maximumContracts: 100 },
    ];
    for (const change of held) {
      const instruments = [
        listed(38_000, 0.6, 0.1, change),
        listed(42_000, 0.6, 0.1, change),
        future({ price: coin }),
      ];
      const hedge = hedgeOf({ ...weighted, instruments });
      for (const { contracts } of hedge.legs) expect(Math.abs(contracts)).toBeLessThan(200);
      // What is paid is at most what the risk was worth.
      const unhedged = hedgeOf({
        ...weighted,
        instruments: [future({ price: coin, maximumContracts: 0, minimumContracts: 0 })],
      });
      expect(hedge.objective).toBeLessThan(unhedged.objective);
    }
  });

  it('a perpetual and a future say the same of delta', () => {
    const dated = future({ price: coin }, { type: 'future', expiry: 1_727_424_000_000 }, 'X/USD:USD-240927');
    const instruments = [future({ price: coin }), dated, listed(42_000, 0.6, 0.1)];
    expect(illOf({ instruments })).toMatchObject({
      rank: 2,
      required: 3,
      conditionNumber: null,
      instruments: ['X/USD:USD', 'X/USD:USD-240927'],
      greeks: ['delta'],
    });
  });

  it('with more instruments than Greeks both may be there', () => {
    const dated = future({ price: coin }, { type: 'future', expiry: 1_727_424_000_000 }, 'X/USD:USD-240927');
    const instruments = [future({ price: coin }), dated, listed(42_000, 0.6, 0.1), listed(42_000, 0.6, 0.5)];
    const { legs, residual } = hedgeOf({ ...shortBook, instruments });
    expect(Math.abs(residual.delta!)).toBeLessThan(4e-15);
    for (const { contracts } of legs) expect(Math.abs(contracts)).toBeLessThan(1000);
  });

  it('a Greek that nothing moves is no matter of conditioning: exact, it is infeasible', () => {
    const result = neutraliseGreeks({
      ...shortBook,
      instruments: [future({ price: coin })],
      exact: ['delta', 'vega'],
    });
    expect(result).toMatchObject({
      status: 'infeasible',
      contradiction: [{ constraint: 'exact', greek: 'vega', symbol: null }],
    });
    const { contradiction } = result as InfeasibleGreeks;
    expect(contradiction[0]!.multiplier * -30_000).toBeCloseTo(1, 14);
    expect(
      neutraliseGreeks({ ...shortBook, instruments: [future({ price: coin })], exact: ['delta'] }).status,
    ).toBe('ok');
  });

  it('fewer instruments than exact Greeks contradict each other', () => {
    const result = neutraliseGreeks({
      ...shortBook,
      instruments: [listed(42_000, 0.6, 0.1), future({ price: coin })],
    });
    expect(result.status).toBe('infeasible');
    const names = (result as InfeasibleGreeks).contradiction.map(({ greek }) => greek);
    expect(names).toEqual(['gamma', 'vega']);
  });
});

describe('neutraliseGreeks: what is traded is what the book then has', () => {
  const deribit = {
    base: 'BTC',
    quote: 'USD',
    settle: 'BTC',
    inverse: true,
    linear: false,
    active: true,
  };
  const inverseOption = (strike: number, years: number, type: 'call' | 'put'): GreekHedgeInstrument => {
    const greeks = coinSettledOption({
      optionType: type,
      forward: coin,
      strike,
      timeToExpiryYears: years,
      volatility: 0.6,
    });
    const instrument = parseMarket({
      ...deribit,
      type: 'option',
      symbol: `BTC/USD:BTC-${years < 0.2 ? '240927' : '241227'}-${strike}-${type === 'call' ? 'C' : 'P'}`,
      optionType: type,
      strike,
      expiry: years < 0.2 ? 1_727_424_000_000 : 1_735_286_400_000,
      contractSize: 1,
      precision: { amount: 0.1, price: 0.0001 },
      limits: { amount: { min: 0.1 } },
      info: { min_trade_amount: '0.1', contract_size: '1' },
    });
    return {
      instrument,
      greeks: { ...greeks },
      price: greeks.priceInCoin,
      underlyingPrice: coin,
      costPerContract: 5,
    };
  };
  const perpetual: GreekHedgeInstrument = {
    instrument: parseMarket({
      ...deribit,
      type: 'swap',
      symbol: 'BTC/USD:BTC',
      contractSize: 10,
      precision: { amount: 1, price: 0.5 },
    }),
    price: 40_010,
    costPerContract: 0.005,
  };
  const instruments = [inverseOption(38_000, 0.1, 'put'), perpetual, inverseOption(44_000, 0.4, 'call')];

  it.each(['delta', 'premiumAdjustedDelta'] as const)(
    '%s, gamma and vega of coin-settled options and an inverse perpetual sum to nothing',
    (deltaName) => {
      const exposures = { [deltaName]: 12.5, gamma: -2e-4, vega: -20_000 };
      const hedge = hedgeOf({
        exposures,
        instruments,
        exact: [deltaName, 'gamma', 'vega'],
        riskWeights: { [deltaName]: 1e6, gamma: 1e12, vega: 0.002 },
        riskAversion: 1e-5,
        orderType: 'limit',
        maximumNodes: 0,
      });
      const positions = instruments.map(({ instrument, greeks, price }, j) => ({
        ...instrument,
        contracts: hedge.legs[j]!.contracts,
        underlyingPrice: greeks === undefined ? price : coin,
        ...(greeks === undefined ? {} : { greeks }),
      }));
      const [sums] = optionBookGreeks({ positions: positions as never }).groups;
      for (const [name, exposure] of Object.entries(exposures))
        expect(Math.abs(sums![name as BookGreekName]! / exposure + 1)).toBeLessThan(4e-16);
      // Premiums are paid in coins, and counted at the coin's price.
      const paid =
        hedge.legs[0]!.contracts * instruments[0]!.price + hedge.legs[2]!.contracts * instruments[2]!.price;
      expect(hedge.premium / (paid * coin)).toBeCloseTo(1, 13);
      const cost = hedge.legs.reduce(
        (sum, { contracts }, j) => sum + Math.abs(contracts) * instruments[j]!.costPerContract,
        0,
      );
      expect(hedge.cost / cost).toBeCloseTo(1, 13);
    },
  );
});

/** All numbers of lots from a to b. */
const range = (a: number, b: number): number[] => Array.from({ length: b - a + 1 }, (_, i) => a + i);

interface SmallProblem {
  readonly given: FixtureCase;
  readonly least: readonly number[];
  readonly lot: readonly number[];
  readonly reach: number;
}

/** Small problems of lots: a future, and one to three options, all within a few lots. */
function smallProblem(seed: number): SmallProblem {
  const random = randomGenerator(seed);
  const uniform = (from: number, to: number): number => from + (to - from) * random.uniform();
  const legs = 2 + (seed % 3);
  const greeks = (['delta', 'gamma', 'vega'] as const).slice(0, 2 + (seed % 2));
  const scales = [1, 1e-4, 50];
  const matrix = greeks.map((_, k) =>
    Array.from({ length: legs }, (_, j) => (j === 0 ? (k === 0 ? 1 : 0) : uniform(-1, 1) * scales[k]!)),
  );
  const reach = legs === 4 ? 3 : 5;
  const exact = [0, 0, 0, 0, 1, 2][seed % 6]!;
  const lot = Array.from({ length: legs }, () => [0.1, 0.5, 1, 2.5, 10][Math.floor(uniform(0, 5))]!);
  return {
    lot,
    reach,
    least: Array.from({ length: legs }, (_, j) => (seed % 4 === 3 ? [2, 3, 4][(seed + j) % 3]! : 1)),
    given: {
      greeks,
      exposures: greeks.map((_, k) => (exact > 0 ? 0.2 : 1) * uniform(-15, 15) * scales[k]!),
      matrix,
      covariance: greeks.map((_, k) =>
        greeks.map((_, l) => (k === l ? 1 / scales[k]! ** 2 : 0.3 / scales[k]! / scales[l]!)),
      ),
      riskAversion: 1,
      cost: lot.map(() => (seed % 5 === 0 ? 0 : uniform(0, 1.5))),
      minimum: lot.map((step) => -reach * step - 0.03),
      maximum: lot.map((step) => reach * step + 0.02),
      premium: lot.map((_, j) => (j === 0 ? 0 : uniform(1, 10))),
      margin: lot.map(() => uniform(1, 10)),
      premiumBudget: seed % 3 === 1 ? uniform(0, 20) : null,
      marginBudget: seed % 7 === 2 ? uniform(10, 100) : null,
      exact: greeks.slice(0, exact),
      method: 'brute force',
      expected: { status: 'ok' },
    },
  };
}

function lotOptionsOf({ given, least, lot }: SmallProblem): NeutraliseGreeksOptions {
  const options = optionsOf(given);
  return {
    ...options,
    instruments: options.instruments.map((leg, j) => ({
      ...leg,
      instrument: parseMarket({
        ...(j === 0 ? { ...market, type: 'swap' } : { ...optionMarket, strike: 100 + j }),
        symbol: leg.instrument.symbol,
        precision: { amount: lot[j]!, price: 0.01 },
        limits: { amount: { min: (least[j]! * lot[j]!).toFixed(1) } },
      }),
    })),
    maximumNodes: undefined,
  };
}

describe('neutraliseGreeks: lots', () => {
  it('are the best of all, by brute force', () => {
    let none = 0;
    let small = 0;
    const kept = [0, 0, 0];
    for (let seed = 1; seed <= 120; seed++) {
      const problem = smallProblem(seed);
      const { given, lot, least, reach } = problem;
      const result = neutraliseGreeks(lotOptionsOf(problem));
      if (result.status !== 'ok') {
        expect(result.status).toBe('infeasible');
        expect(given.exact[0]).toBe('delta');
        continue;
      }
      // The price of straying from an exact Greek: what the book's own exposure costs, less what it costs in risk.
      const r = given.greeks.map((name) => result.residual[name]!);
      const straying = given.greeks.map((name, k) =>
        given.exact.includes(name)
          ? -result.shadowPrices.exposures[name]! -
            r.reduce((sum, value, l) => sum + given.riskAversion * given.covariance[k]![l]! * value, 0)
          : 0,
      );
      const searched = (contracts: readonly number[]): number =>
        objectiveOf(given, contracts) +
        straying.reduce(
          (sum, price, k) =>
            price === 0
              ? sum
              : sum +
                price *
                  contracts.reduce((left, x, j) => left + given.matrix[k]![j]! * x, given.exposures[k]!),
          0,
        );
      // Half a lot of the leg that moves it least, of all exact Greeks, or of delta, which the future moves alone.
      const bound = (name: BookGreekName): number => {
        const moves = given.matrix[given.greeks.indexOf(name)]!.map((greek, j) => Math.abs(greek) * lot[j]!);
        return Math.min(...moves.filter((move) => move > 0)) / 2;
      };
      const isKept = (contracts: readonly number[], names: readonly BookGreekName[]): boolean =>
        names.every((name) => {
          const k = given.greeks.indexOf(name);
          const left = contracts.reduce((sum, x, j) => sum + given.matrix[k]![j]! * x, given.exposures[k]!);
          return Math.abs(left) <= bound(name) * (1 + 1e-9);
        });
      const sets = [given.exact, given.exact.slice(0, 1), []];
      const bests = [Infinity, Infinity, Infinity];
      const visit = (contracts: readonly number[]): void => {
        const j = contracts.length;
        if (j === lot.length) {
          if (excessOf({ ...given, exact: [] }, contracts) > 0) return;
          sets.forEach((names, i) => {
            if (isKept(contracts, names)) bests[i] = Math.min(bests[i]!, searched(contracts));
          });
          return;
        }
        for (const k of range(-reach, reach))
          if (k === 0 || Math.abs(k) >= least[j]!) visit([...contracts, k * lot[j]!]);
      };
      visit([]);
      const set = bests.findIndex((each) => each < Infinity);
      const best = bests[set]!;
      kept[set]! += given.exact.length;
      const lots = lotsOf(result);
      expect(Object.keys(lots.exactWithin)).toEqual(sets[set]);
      for (const name of sets[set]!)
        expect(Math.abs(lots.exactWithin[name]! / bound(name) - 1)).toBeLessThan(3e-9);
      expect(lots.status).toBe('optimal');
      const contracts = lots.legs.map((leg) => Number(leg.contracts));
      // Optimal to the rounding of the objective's terms.
      expect(Math.abs(lots.searchObjective - best)).toBeLessThan(1e-12 * Math.max(1, Math.abs(best)));
      expect(Math.abs(searched(contracts) - best)).toBeLessThan(1e-12 * Math.max(1, Math.abs(best)));
      expect(Math.abs(lots.objective - objectiveOf(given, contracts))).toBeLessThan(
        1e-12 * Math.max(1, best),
      );
      expect(lots.gap).toBeGreaterThanOrEqual(0);
      expect(lots.gap).toBeLessThan(1e-8 * Math.max(1, Math.abs(best)));
      expect(excessOf({ ...given, exact: [] }, contracts)).toBeLessThanOrEqual(0);
      expect(result.objective).toBeLessThan(lots.searchObjective + 1e-9);
      for (const [j, leg] of lots.legs.entries()) {
        expect(leg.order === null).toBe(leg.contracts === '0');
        expect(
          Math.abs(Number(leg.contracts) / lot[j]! - Math.round(Number(leg.contracts) / lot[j]!)),
        ).toBeLessThan(1e-9);
        expect(leg.dust).toBe(result.legs[j]!.contracts - Number(leg.contracts) + 0);
        if (leg.order === null) none++;
        else {
          expect(leg.order.side).toBe(leg.contracts.startsWith('-') ? 'sell' : 'buy');
          expect(leg.order.amountText).toBe(leg.contracts.replace('-', ''));
          if (least[j]! > 1) small++;
        }
      }
    }
    expect(none).toBeGreaterThan(5);
    expect(small).toBeGreaterThan(5);
    expect(Math.min(...kept)).toBeGreaterThan(10);
  }, 60_000);

  it('keep an exact Greek at its lots, however little its risk is said to be', () => {
    // A coin's price of 100, in lots of 0.01 coins; options in lots of 1: at its shadow price alone a coin too many of
    // the future costs what it saves.
    const cent = { precision: { amount: 0.01, price: 0.01 } };
    for (const weight of [9, 1e-3, 1e-9, 1e-15])
      for (const gamma of [-50, 0]) {
        const hedge = hedgeOf({
          ...hull,
          exposures: { delta: -13.217, gamma },
          exact: ['delta'],
          riskWeights: { delta: weight, gamma: 40 },
          riskAversion: 1e-2,
          instruments: [
            option(100, first, { costPerContract: 0.5 }),
            option(105, second, { costPerContract: 0.7 }),
            future({ costPerContract: 0.1 }, cent),
          ],
        });
        const lots = lotsOf(hedge);
        expect(lots.status).toBe('optimal');
        // Half a lot of the future, which is traded.
        expect(Math.abs(lots.residual.delta!)).toBeLessThanOrEqual(0.005 + 1e-12);
        expect(lots.objective).toBeLessThan(hedge.objective * 1.01);
      }
  });

  it('keep an exact Greek where mending it costs more than its risk', () => {
    // The option alone would do, at no cost: it leaves up to half of its lot of 0.6 coins, which 0.01 coins of the
    // future mend, at 20 a coin, of a risk of next to nothing.
    const cent = { precision: { amount: 0.01, price: 0.01 } };
    const dear = (its: object, delta = -13.217): NeutraliseGreeksOptions => ({
      ...hull,
      exposures: { delta },
      exact: ['delta'],
      riskWeights: { delta: 1e-3 },
      riskAversion: 1e-3,
      instruments: [option(100, first), future({ costPerContract: 20 }, { ...cent, ...its })],
    });
    const lots = lotsOf(hedgeOf(dear({})));
    // 22 options are 13.2 coins, and 0.02 are bought: nothing else is as near for as little.
    expect(lots.legs.map(({ contracts }) => contracts)).toEqual(['22', '0.02']);
    expect(lots.residual.delta).toBeCloseTo(0.003, 12);
    expect(lots.exactWithin.delta).toBeCloseTo(0.005, 8);
    // Of 13 coins 22 options are 0.2 too many: twenty lots of the future, which mend a third of one of the option.
    const mended = lotsOf(hedgeOf(dear({}, -13)));
    expect(mended.legs.map(({ contracts }) => contracts)).toEqual(['22', '-0.2']);
    expect(mended.residual.delta).toBeCloseTo(0, 12);
    // Where the venue takes no less than 500 coins, these and as many options would be as near: at 10,000, for a crumb.
    const coarse = lotsOf(hedgeOf(dear({ limits: { amount: { min: 500 } } })));
    expect(coarse.exactWithin).toEqual({});
    expect(coarse.legs.map(({ contracts }) => contracts)).toEqual(['22', '0']);
    expect(coarse.status).toBe('optimal');
  });

  it('an exact Greek that nothing moves has nothing to be kept within, and one of two free ties keeps', () => {
    const riskWeights = { delta: 9, gamma: 40 };
    const options = { ...hull, exact: ['delta', 'gamma'], riskWeights, instruments: [future()] } as const;
    const still = lotsOf(hedgeOf({ ...options, exposures: { delta: 12.5, gamma: 0 } }));
    expect(Object.keys(still.exactWithin)).toEqual(['delta']);
    // Half a lot, to the last bit.
    expect(Math.abs(still.residual.delta!)).toBe(0.5);
  });

  it('say when they are not proven, with the gap', () => {
    const random = randomGenerator(3);
    const instruments = range(1, 6).map((i) =>
      option(
        100 + i,
        { delta: random.uniform(), gamma: random.uniform(), vega: 3 * random.uniform() },
        { costPerContract: 2, minimumContracts: -30, maximumContracts: 30 },
      ),
    );
    const options = {
      ...hull,
      exact: [],
      exposures: { delta: -31.7, gamma: 17.3, vega: -41.9 },
      riskWeights: { delta: 9, gamma: 9, vega: 9 },
      riskAversion: 1,
      instruments,
    };
    const proven = lotsOf(hedgeOf({ ...options, maximumNodes: 20_000 }));
    expect(proven.status).toBe('optimal');
    for (const maximumNodes of [1, 2, 5, 10, 20]) {
      const { lots, objective } = hedgeOf({ ...options, maximumNodes });
      expect(['not_found', 'node_limit', 'optimal']).toContain(lots!.status);
      // The lots nearest to the first relaxation are tried in any case.
      expect(lots!.nodes).toBeLessThanOrEqual(maximumNodes + 1);
      if (!('gap' in lots!)) continue;
      expect(lots.lowerBound).toBeLessThanOrEqual(proven.searchObjective * (1 + 1e-12));
      expect(lots.lowerBound).toBeGreaterThanOrEqual(objective * (1 - 1e-9));
      expect(lots.searchObjective).toBeGreaterThanOrEqual(proven.searchObjective * (1 - 1e-12));
      expect(lots.gap).toBe(lots.searchObjective - lots.lowerBound);
    }
  }, 60_000);

  it('that no limits allow are infeasible, though contracts are not', () => {
    const hedge = hedgeOf({
      ...hull,
      exact: [],
      instruments: [option(100, first, { minimumContracts: 2.2, maximumContracts: 2.8 }), future()],
    });
    expect(hedge.legs[0]!.boundBy).not.toBe(null);
    expect(hedge.lots).toMatchObject({ status: 'infeasible' });
  });

  it('stay within what the venue takes in one order', () => {
    const limits = { amount: { min: 1, max: 350 } };
    const hedge = hedgeOf({
      ...hull,
      exact: ['delta', 'gamma'],
      instruments: [option(100, first, {}, { limits }), option(105, second), future()],
    });
    expect(hedge.legs[0]).toMatchObject({ contracts: 350, boundBy: 'venue_maximum' });
    expect(hedge.legs[0]!.shadowPrice).toBeGreaterThan(0);
    expect(Number(lotsOf(hedge).legs[0]!.contracts)).toBeLessThanOrEqual(350);
  });

  it('are left out at 0 nodes', () => {
    expect(hedgeOf({ ...hull, maximumNodes: 0 }).lots).toBe(null);
  });
});

describe('neutraliseGreeks: invariants', () => {
  const solved = cases.filter(({ expected }) => expected.status === 'ok').map(optionsOf);

  it('the order of instruments and of names changes no bit', () => {
    solved.forEach((options, i) => {
      const random = randomGenerator(i);
      const places = options.instruments.map((_, j) => j);
      const keys = places.map(() => random.uniform());
      const shuffled = [...places].sort((a, b) => keys[a]! - keys[b]!);
      const reversed = <T extends object>(value: T): T =>
        Object.fromEntries(Object.entries(value).reverse()) as T;
      const maximumNodes = i < 20 ? 50 : 0;
      const plain = hedgeOf({ ...options, maximumNodes });
      const turned = hedgeOf({
        ...options,
        maximumNodes,
        instruments: shuffled.map((j) => options.instruments[j]!),
        exposures: reversed(options.exposures),
        riskCovariance: reversed(options.riskCovariance!),
      });
      const back = <T>(values: readonly T[]): T[] => {
        const sorted: T[] = [];
        shuffled.forEach((j, at) => (sorted[j] = values[at]!));
        return sorted;
      };
      const lots =
        turned.lots !== null && 'legs' in turned.lots
          ? { ...turned.lots, legs: back(turned.lots.legs) }
          : turned.lots;
      expect(canonicalJson({ ...turned, legs: back(turned.legs), lots })).toBe(canonicalJson(plain));
    });
  }, 60_000);

  it('twice the book, limits and budgets, at half the risk aversion, is twice the trade', () => {
    const twice = (value: number | undefined): number | undefined =>
      value === undefined ? undefined : 2 * value;
    for (const options of solved) {
      const plain = hedgeOf(options);
      const doubled = hedgeOf({
        ...options,
        exposures: Object.fromEntries(
          Object.entries(options.exposures).map(([name, value]) => [name, 2 * (value as number)]),
        ),
        instruments: options.instruments.map((leg) => ({
          ...leg,
          minimumContracts: twice(leg.minimumContracts),
          maximumContracts: twice(leg.maximumContracts),
        })),
        riskAversion: options.riskAversion / 2,
        premiumBudget: twice(options.premiumBudget),
        marginBudget: twice(options.marginBudget),
      });
      const scale = Math.max(...plain.legs.map(({ contracts }) => Math.abs(contracts)));
      // Where several sets of trades are equally good, another may come out; the objective is the same in any case.
      expect(Math.abs(doubled.objective / plain.objective - 2)).toBeLessThan(8e-15);
      if (options.instruments.length <= Object.keys(options.exposures).length)
        plain.legs.forEach(({ contracts }, j) => {
          expect(Math.abs(doubled.legs[j]!.contracts - 2 * contracts)).toBeLessThanOrEqual(1e-9 * scale);
        });
    }
  });

  it('hedging twice trades nothing more', () => {
    const once = hedgeOf({ ...hull, maximumNodes: 0 });
    const again = hedgeOf({ ...hull, exposures: once.residual, maximumNodes: 0 });
    for (const { contracts } of again.legs) expect(Math.abs(contracts)).toBeLessThan(1e-12);
    const nothing = hedgeOf({ ...hull, exposures: { delta: 0, gamma: 0, vega: 0 } });
    expect(nothing.legs.map(({ contracts }) => contracts)).toEqual([0, 0, 0]);
    expect(lotsOf(nothing).legs.map(({ contracts, order }) => [contracts, order])).toEqual(
      Array(3).fill(['0', null]),
    );
    expect(nothing.objective).toBe(0);
  });

  it('results are plain JSON, and inputs may be frozen', () => {
    const freeze = <T>(value: T): T => {
      if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
      return value;
    };
    for (const options of [hull, ...solved.slice(0, 12)]) {
      const result = neutraliseGreeks(freeze(structuredClone(options)));
      expect(JSON.parse(canonicalJson(result))).toEqual(result);
    }
  });

  it('more budget and more room never cost', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...solved),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (options, factor) => {
          const more = (value: number | undefined, way = 1): number | undefined =>
            value === undefined ? undefined : value + way * Math.abs(value) * (factor - 1);
          const plain = hedgeOf(options);
          const wider = hedgeOf({
            ...options,
            premiumBudget: more(options.premiumBudget),
            marginBudget: more(options.marginBudget),
            instruments: options.instruments.map((leg) => ({
              ...leg,
              minimumContracts: more(leg.minimumContracts, -1),
              maximumContracts: more(leg.maximumContracts),
            })),
          });
          expect(wider.objective).toBeLessThanOrEqual(plain.objective * (1 + 1e-11));
        },
      ),
      { seed: 11, numRuns: 200 },
    );
  }, 60_000);
});

describe('neutraliseGreeks: what is refused', () => {
  const refused = (change: object, code: Parameters<typeof expectRefusal>[1], path: string): void => {
    expectRefusal(() => neutraliseGreeks({ ...hull, ...change }), code, path);
  };
  const withLeg = (change: object): object => ({
    instruments: [{ ...option(100, first), ...change }, ...hull.instruments.slice(1)],
  });
  const [optionLeg, , futureLeg] = hull.instruments;

  it.each<[object, Parameters<typeof expectRefusal>[1], string]>([
    [{ exposures: undefined }, 'shape.missing_field', 'exposures'],
    [{ exposures: {} }, 'shape.missing_field', 'exposures'],
    [{ exposures: { ...hull.exposures, rho: 1 } }, 'domain.not_one_of', 'exposures.rho'],
    [{ exposures: { ...hull.exposures, vega: null } }, 'shape.missing_field', 'exposures.vega'],
    [{ exposures: { ...hull.exposures, vega: NaN } }, 'domain.not_finite', 'exposures.vega'],
    [{ exposures: { ...hull.exposures, vega: Infinity } }, 'domain.not_finite', 'exposures.vega'],
    [{ exposures: { ...hull.exposures, vega: '1' } }, 'shape.wrong_type', 'exposures.vega'],
    [{ exposures: { delta: 0, gamma: 1 } }, 'shape.missing_field', 'exposures.vega'],
    [{ riskWeights: undefined }, 'shape.missing_field', 'riskWeights'],
    [{ riskWeights: { delta: 1, gamma: 1 } }, 'shape.missing_field', 'riskWeights.vega'],
    [{ riskWeights: { delta: 1, gamma: 1, vega: 0 } }, 'domain.not_positive', 'riskWeights.vega'],
    [{ riskWeights: { delta: 1, gamma: 1, vega: -1 } }, 'domain.not_positive', 'riskWeights.vega'],
    [{ riskWeights: { delta: 1, gamma: 1, vega: NaN } }, 'domain.not_finite', 'riskWeights.vega'],
    [{ riskWeights: { delta: 1, gamma: 1, vega: 1, vgea: 1 } }, 'domain.not_one_of', 'riskWeights.vgea'],
    [{ riskCovariance: {} }, 'shape.wrong_type', 'riskWeights'],
    [{ riskAversion: undefined }, 'shape.missing_field', 'riskAversion'],
    [{ riskAversion: 0 }, 'domain.not_positive', 'riskAversion'],
    [{ riskAversion: Infinity }, 'domain.not_finite', 'riskAversion'],
    [{ orderType: undefined }, 'shape.missing_field', 'orderType'],
    [{ orderType: 'stop' }, 'domain.not_one_of', 'orderType'],
    [{ exact: ['theta'] }, 'domain.not_one_of', 'exact[0]'],
    [{ exact: 'delta' }, 'shape.wrong_type', 'exact'],
    [{ premiumBudget: -1 }, 'domain.negative', 'premiumBudget'],
    [{ premiumBudget: NaN }, 'domain.not_finite', 'premiumBudget'],
    [{ marginBudget: -1 }, 'domain.negative', 'marginBudget'],
    [{ marginBudget: 1 }, 'shape.missing_field', 'instruments[0].marginPerContract'],
    [{ maximumConditionNumber: 0.5 }, 'domain.out_of_range', 'maximumConditionNumber'],
    [{ maximumConditionNumber: Infinity }, 'domain.not_finite', 'maximumConditionNumber'],
    [{ maximumNodes: -1 }, 'domain.out_of_range', 'maximumNodes'],
    [{ maximumNodes: 1.5 }, 'domain.not_integer', 'maximumNodes'],
    [{ instruments: undefined }, 'shape.missing_field', 'instruments'],
    [{ instruments: [] }, 'shape.missing_field', 'instruments[0]'],
    [{ instruments: new Array(1) }, 'shape.missing_field', 'instruments[0]'],
    [{ instruments: [optionLeg, optionLeg] }, 'market.inconsistent', 'instruments[1].instrument.symbol'],
    [withLeg({ instrument: undefined }), 'shape.missing_field', 'instruments[0].instrument'],
    [withLeg({ instrument: optionMarket }), 'shape.wrong_type', 'instruments[0].instrument'],
    [withLeg({ price: undefined }), 'shape.missing_field', 'instruments[0].price'],
    [withLeg({ price: 0 }), 'domain.not_positive', 'instruments[0].price'],
    [withLeg({ price: -1 }), 'domain.not_positive', 'instruments[0].price'],
    [withLeg({ price: NaN }), 'domain.not_finite', 'instruments[0].price'],
    [withLeg({ costPerContract: undefined }), 'shape.missing_field', 'instruments[0].costPerContract'],
    [withLeg({ costPerContract: -0.1 }), 'domain.negative', 'instruments[0].costPerContract'],
    [withLeg({ costPerContract: Infinity }), 'domain.not_finite', 'instruments[0].costPerContract'],
    [withLeg({ minimumContracts: NaN }), 'domain.not_finite', 'instruments[0].minimumContracts'],
    [withLeg({ minimumContracts: -Infinity }), 'domain.not_finite', 'instruments[0].minimumContracts'],
    [
      withLeg({ minimumContracts: 2, maximumContracts: 1 }),
      'domain.out_of_range',
      'instruments[0].maximumContracts',
    ],
    [withLeg({ greeks: undefined }), 'shape.missing_field', 'instruments[0].greeks'],
    [withLeg({ greeks: { delta: 1, gamma: 1 } }), 'shape.missing_field', 'instruments[0].greeks.vega'],
    [withLeg({ greeks: { ...first, vega: null } }), 'shape.missing_field', 'instruments[0].greeks.vega'],
    [withLeg({ greeks: { ...first, gamma: Infinity } }), 'domain.not_finite', 'instruments[0].greeks.gamma'],
    [withLeg({ greeks: { ...first, status: 'invalid' } }), 'estimate.not_ok', 'instruments[0].greeks.status'],
    [
      withLeg({ greeks: { ...first, markImpliedVolatility: 60 } }),
      'unit.suspicious',
      'instruments[0].greeks',
    ],
    [{ instruments: [{ ...futureLeg, greeks: first }] }, 'shape.wrong_type', 'instruments[0].greeks'],
    [
      { instruments: [optionLeg, future({}, { base: 'Y' })] },
      'market.inconsistent',
      'instruments[1].instrument.base',
    ],
    [
      { instruments: [optionLeg, future({}, { quote: 'EUR', settle: 'EUR' })] },
      'market.inconsistent',
      'instruments[1].instrument.quote',
    ],
    [
      { instruments: [future({}, { active: false })] },
      'market.unsupported',
      'instruments[0].instrument.active',
    ],
    [
      {
        instruments: [
          { ...futureLeg, instrument: { ...futureLeg!.instrument, settlement: 'quanto', settle: 'Z' } },
        ],
      },
      'market.unsupported',
      'instruments[0].instrument',
    ],
    [
      {
        instruments: [
          {
            ...futureLeg,
            instrument: {
              ...futureLeg!.instrument,
              amountPrecision: { kind: 'significantDigits', digits: 5 },
            },
          },
        ],
      },
      'market.unsupported',
      'instruments[0].instrument.amountPrecision',
    ],
    [
      { instruments: [future({ minimumContracts: 20 }, { limits: { amount: { max: 10 } } })] },
      'domain.out_of_range',
      'instruments[0].minimumContracts',
    ],
    [
      { instruments: [future({ maximumContracts: -20 }, { limits: { amount: { max: 10 } } })] },
      'domain.out_of_range',
      'instruments[0].maximumContracts',
    ],
  ])('case %#', (change, code, path) => {
    refused(change, code, path);
  });

  it.each<[object, string]>([
    [{ vega: { delta: 0, gamma: 0, vega: 1 } }, 'riskCovariance.delta'],
    [
      {
        delta: { delta: 1, gamma: 0.1, vega: 0 },
        gamma: { delta: 0.2, gamma: 1, vega: 0 },
        vega: { delta: 0, gamma: 0, vega: 1 },
      },
      'riskCovariance.gamma.delta',
    ],
    [
      {
        delta: { delta: 1, gamma: 2, vega: 0 },
        gamma: { delta: 2, gamma: 1, vega: 0 },
        vega: { delta: 0, gamma: 0, vega: 1 },
      },
      'riskCovariance',
    ],
    [
      {
        delta: { delta: 1, gamma: 0, vega: 0 },
        gamma: { delta: 0, gamma: -1, vega: 0 },
        vega: { delta: 0, gamma: 0, vega: 1 },
      },
      'riskCovariance.gamma.gamma',
    ],
  ])('a covariance %j', (riskCovariance, path) => {
    const code =
      path === 'riskCovariance.delta'
        ? 'shape.missing_field'
        : path.endsWith('gamma.gamma')
          ? 'domain.not_positive'
          : 'domain.not_covariance';
    refused({ riskWeights: undefined, riskCovariance }, code, path);
  });

  it('the premium of a coin-settled option in money, and one without the price of its coin', () => {
    const instrument = {
      ...optionLeg!.instrument,
      settlement: 'inverseOption',
      settle: 'X',
      premiumCurrency: 'X',
    };
    refused(withLeg({ instrument, price: 5 }), 'unit.suspicious', 'instruments[0].price');
    for (const underlyingPrice of [undefined, null])
      refused(
        withLeg({ instrument, price: 0.05, underlyingPrice: underlyingPrice as never }),
        'shape.missing_field',
        'instruments[0].underlyingPrice',
      );
    const { expected } = refusal(() =>
      neutraliseGreeks({ ...hull, ...withLeg({ instrument, price: 0.05 }) }),
    );
    expect(expected).toBe('the price of X in USD, since the premium of a coin-settled option is in X');
    for (const [underlyingPrice, code] of [
      [0, 'domain.not_positive'],
      [NaN, 'domain.not_finite'],
      ['60000', 'shape.wrong_type'],
    ] as const)
      refused(
        withLeg({ instrument, price: 0.05, underlyingPrice: underlyingPrice as never }),
        code,
        'instruments[0].underlyingPrice',
      );
  });

  it('a premium below a tick, as a price to buy at', () => {
    refused(withLeg({ price: 0.004 }), 'domain.not_positive', 'instruments[0].price');
  });

  it('nothing at all', () => {
    expectRefusal(() => neutraliseGreeks(undefined as never), 'shape.missing_field', '');
  });
});

describe('neutraliseGreeks: scales', () => {
  it.each([1e-9, 1e-6, 1e6, 1e9])('of contracts and exposures by %d change no answer', (factor) => {
    for (const given of cases.filter(({ expected }) => expected.status === 'ok').slice(0, 20)) {
      const plain = optionsOf(given);
      const times = (values: Greeks): Greeks =>
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, factor * value]));
      // So many times the book, its limits and budgets, of contracts of the same size as before.
      const scaled = hedgeOf({
        ...plain,
        exposures: times(plain.exposures as Greeks),
        instruments: plain.instruments.map((leg) => ({
          ...leg,
          minimumContracts: leg.minimumContracts === undefined ? undefined : factor * leg.minimumContracts,
          maximumContracts: leg.maximumContracts === undefined ? undefined : factor * leg.maximumContracts,
        })),
        riskAversion: plain.riskAversion / factor,
        premiumBudget: plain.premiumBudget === undefined ? undefined : factor * plain.premiumBudget,
        marginBudget: plain.marginBudget === undefined ? undefined : factor * plain.marginBudget,
      });
      const { objective } = hedgeOf(plain);
      // The factors are no powers of two, and what is left is small beside its terms: 1.7e-13 seen.
      expect(Math.abs(scaled.objective / factor / objective - 1)).toBeLessThan(6e-13);
    }
  });

  it('beyond what doubles hold are refused, or the solver says so', () => {
    const refused = (change: object, path: string): void => {
      expectRefusal(() => neutraliseGreeks({ ...hull, ...change }), 'domain.out_of_range', path);
    };
    refused({ riskAversion: 1e300, riskWeights: { delta: 1e300, gamma: 1, vega: 1 } }, 'riskAversion');
    const huge = { ...first, gamma: 1e308 };
    const instruments = [option(100, huge, {}, { contractSize: 1000 }), ...hull.instruments.slice(1)];
    refused({ instruments }, 'instruments[0].greeks.gamma');
    expect(
      neutraliseGreeks({
        ...hull,
        exact: [],
        exposures: { delta: 0, gamma: 1e308, vega: 1e308 },
        riskAversion: 1e200,
      }),
    ).toEqual({ status: 'not_converged', reason: 'not_finite' });
  });

  it('of the smallest kind are numbers like others', () => {
    const tiny = { delta: 0, gamma: -5000 * 2 ** -900, vega: -8000 * 2 ** -900 };
    const { legs } = hedgeOf({ ...hull, exposures: tiny, maximumNodes: 0 });
    legs.forEach(({ contracts }, j) => {
      expect(Math.abs(contracts * 2 ** 900 - [400, 6000, -3240][j]!)).toBeLessThan(1e-12);
    });
  });
});

describe('neutraliseGreeks: premium-adjusted delta', () => {
  it('of an option paid in money is its delta', () => {
    const byName = (name: 'delta' | 'premiumAdjustedDelta'): readonly number[] =>
      hedgeOf({
        ...hull,
        exposures: { [name]: 0, gamma: -5000, vega: -8000 },
        riskWeights: { [name]: 9, gamma: 40, vega: 0.001 },
        exact: [name, 'gamma', 'vega'],
        maximumNodes: 0,
      }).legs.map(({ contracts }) => contracts);
    expect(byName('premiumAdjustedDelta')).toEqual(byName('delta'));
  });
});
