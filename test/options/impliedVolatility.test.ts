import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blackScholesPrice } from '../../src/options/blackScholesPrice.ts';
import { impliedVolatility } from '../../src/options/impliedVolatility.ts';
import type { ImpliedVolatility } from '../../src/options/impliedVolatility.ts';
import { expectRefusal } from '../errors.ts';
import { hasShared, readShared } from '../shared.ts';

interface ReferenceCase {
  readonly S: number;
  readonly K: number;
  readonly T: number;
  readonly r: number;
  readonly q: number;
  readonly cp: number;
  readonly price: number;
  readonly sigmaExact: number;
  readonly condPrice: number;
  readonly tag: string;
}

const epsilon = 2 ** -52;

function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/options/${name}.json`, import.meta.url), 'utf8');
}

function optionOf({ S, K, T, r, q, cp }: Omit<ReferenceCase, 'price' | 'sigmaExact' | 'condPrice' | 'tag'>) {
  return {
    optionType: cp > 0 ? 'call' : 'put',
    spot: S,
    strike: K,
    timeToExpiryYears: T,
    rate: r,
    carryYield: q,
    suspicious: 'expected',
  } as const;
}

function solved(options: Parameters<typeof impliedVolatility>[0]): ImpliedVolatility {
  const result = impliedVolatility(options);
  if (result.status !== 'ok') throw new Error(JSON.stringify({ options, result }));
  return result;
}

/** Largest error by tag: relative, and in units of what a rounding of the price costs. */
function errorsOf(cases: readonly ReferenceCase[]): Record<string, { units: number; relative: number }> {
  const worst: Record<string, { units: number; relative: number }> = {};
  for (const row of cases) {
    const { volatility } = solved({ ...optionOf(row), price: row.price });
    const relative = Math.abs(volatility / row.sigmaExact - 1);
    const units = relative / epsilon / (1 + row.condPrice);
    const of = (worst[row.tag] ??= { units: 0, relative: 0 });
    of.units = Math.max(of.units, units);
    of.relative = Math.max(of.relative, relative);
  }
  return worst;
}

/** The next double up or down. */
function next(value: number, direction: 1 | -1): number {
  const bits = new BigInt64Array(new Float64Array([value]).buffer);
  bits[0]! += BigInt(direction);
  return new Float64Array(bits.buffer)[0]!;
}

function expectReference(cases: readonly ReferenceCase[]): void {
  const worst = errorsOf(cases);
  expect(Object.keys(worst).sort()).toEqual(['deep', 'itm_r0', 'otm_r0', 'otm_rq']);
  // Observed 1.47, one or two last places of the volatility.
  for (const { units } of Object.values(worst)) expect(units).toBeLessThan(2.5);
  // Observed 2.3e-16: a last place.
  expect(worst['deep']!.relative).toBeLessThan(9e-16);
}

describe('impliedVolatility', () => {
  it('agrees with 120-digit volatilities (thinned)', () => {
    expectReference((JSON.parse(fixture('bsm_mpmath')) as { iv: ReferenceCase[] }).iv);
  });

  it.skipIf(!hasShared)('agrees with 120-digit volatilities (all)', () => {
    const { iv } = JSON.parse(readShared('reference/options/bsm_mpmath.json')) as { iv: ReferenceCase[] };
    expect(iv).toHaveLength(500);
    expectReference(iv);
  });

  it('agrees with 150-digit volatilities where solvers fail first', () => {
    const { cases } = JSON.parse(fixture('implied_extremes')) as { cases: ReferenceCase[] };
    const { drift, years, ...worst } = errorsOf(cases);
    // Observed 1.0.
    for (const [tag, { units }] of Object.entries(worst)) expect(units, tag).toBeLessThan(3);
    // Discounting over decades: exp(-rate years) carries the rounding of rate years. Observed 2.5.
    expect(years!.units).toBeLessThan(5);
    // Log-moneyness of 1e-12 left of a logarithm and a drift of 0.1: relative 1e-32 of these is 1e-8 of what is left
    // of d, 40 deviations out. Observed 7.4e-9.
    expect(drift!.relative).toBeLessThan(3e-8);
  });

  it('agrees with published figures, and has a status where they say that there is none', () => {
    const { iv } = JSON.parse(fixture('published')) as {
      iv: {
        inputs: {
          type: 'call' | 'put';
          S?: number;
          F?: number;
          K: number;
          T: number;
          r: number;
          q: number;
          price: number;
        };
        expected: { iv: number | null };
        tol: number;
      }[];
    };
    expect(iv.length).toBeGreaterThan(4);
    for (const { inputs, expected, tol } of iv) {
      const { type, S, F, K, T, r, q, price } = inputs;
      const option = { optionType: type, strike: K, timeToExpiryYears: T, rate: r, price };
      const result = impliedVolatility(
        S === undefined ? { ...option, forward: F! } : { ...option, spot: S, carryYield: q },
      );
      if (expected.iv === null) expect(result.status).toBe('below_intrinsic');
      else expect(Math.abs((result as ImpliedVolatility).volatility - expected.iv)).toBeLessThan(tol);
    }
  });

  it('gives back the volatility of a price, at any time, strike and rate', () => {
    let worst = 0;
    fc.assert(
      fc.property(
        fc.double({ min: -13, max: 2.3, noNaN: true }),
        fc.double({ min: -9.2, max: 2.3, noNaN: true }),
        fc.double({ min: -9, max: 9, noNaN: true }),
        fc.double({ min: -0.05, max: 0.3, noNaN: true }),
        fc.double({ min: -0.05, max: 0.15, noNaN: true }),
        fc.boolean(),
        (logYears, logSpread, deviations, rate, carryYield, call) => {
          const spread = Math.exp(logSpread);
          const timeToExpiryYears = Math.exp(logYears);
          const volatility = spread / Math.sqrt(timeToExpiryYears);
          const option = {
            optionType: call ? 'call' : 'put',
            spot: 30000,
            strike: 30000 * Math.exp(deviations * spread),
            timeToExpiryYears,
            rate,
            carryYield,
            suspicious: 'expected',
          } as const;
          const price = blackScholesPrice({ ...option, volatility });
          const result = impliedVolatility({ ...option, price });
          // Far in the money nothing of the time value is left in the price.
          if (result.status !== 'ok') {
            expect(price).toBe(result.bound);
            return;
          }
          const condition = price / (volatility * result.vega);
          const units = Math.abs(result.volatility / volatility - 1) / epsilon / (1 + condition);
          worst = Math.max(worst, units);
        },
      ),
      { numRuns: 20000, seed: 11 },
    );
    // The price itself is a unit or two off. Observed 2.7.
    expect(worst).toBeLessThan(8);
  });

  it('returns what blackScholesPrice takes, minutes before expiry', () => {
    const option = {
      optionType: 'call',
      forward: 40000,
      strike: 40400,
      timeToExpiryYears: 2 / (365 * 24 * 60),
      rate: 0,
    } as const;
    const { volatility } = solved({ ...option, price: 1800 });
    expect(volatility).toBeGreaterThan(50);
    expectRefusal(() => blackScholesPrice({ ...option, volatility }), 'unit.suspicious', 'volatility');
    const price = blackScholesPrice({ ...option, volatility, suspicious: 'expected' });
    // One last place of the volatility is at most one of the price. Observed 2.3e-13.
    expect(Math.abs(price - 1800)).toBeLessThan(9e-13);
  });

  it('grows with the price, from one double to the next', () => {
    for (const strike of [10, 90, 100, 130, 2000])
      for (const start of [1e-200, 1e-9, 0.1, 3, 37.9, 38, 38.1, 70, 99.9999]) {
        const option = { optionType: 'call', forward: 100, strike, timeToExpiryYears: 0.5, rate: 0 } as const;
        let price = Math.max(0, 100 - strike) + start;
        if (price >= 100 || price === 100 - strike) continue;
        let before = 0;
        for (let i = 0; i < 50; i++, price = next(price, 1)) {
          const { volatility } = solved({ ...option, price });
          // Between neighbours the rounding of the solver is larger than the growth: an allowance of 2 last places.
          expect(volatility).toBeGreaterThan(before * (1 - 4 * epsilon));
          before = Math.max(before, volatility);
        }
        const further = solved({ ...option, price: price * (1 + 1e-9) });
        expect(further.volatility).toBeGreaterThan(before);
      }
  });

  it('is the same of a put and a call at parity', () => {
    // Quarters: every sum is exact.
    for (const strike of [64, 96, 100, 104, 160])
      for (const timeValue of [0.25, 3, 17.75, 60]) {
        const option = { forward: 100, strike, timeToExpiryYears: 0.25, rate: 0 } as const;
        const call = solved({ ...option, optionType: 'call', price: timeValue + Math.max(0, 100 - strike) });
        const put = solved({ ...option, optionType: 'put', price: timeValue + Math.max(0, strike - 100) });
        expect(put).toEqual(call);
      }
  });

  it('has a vega that agrees with a difference of prices', () => {
    for (const [strike, price] of [
      [100, 8],
      [150, 0.01],
      [60, 41],
    ] as const) {
      const option = {
        optionType: 'call',
        spot: 100,
        strike,
        timeToExpiryYears: 0.5,
        rate: 0.03,
        carryYield: 0.01,
      } as const;
      const { volatility, vega } = solved({ ...option, price });
      const at = (bump: number) => blackScholesPrice({ ...option, volatility: volatility + bump });
      const step = 3e-4;
      const difference = (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
      // Rounding of the price, 1e-15, over steps of 3e-4. Observed 1.7e-10.
      expect(Math.abs(vega / difference - 1)).toBeLessThan(6e-10);
    }
  });

  describe('statuses, at the very double', () => {
    const call = {
      optionType: 'call',
      spot: 100,
      strike: 90,
      timeToExpiryYears: 1,
      rate: 0.0625,
      carryYield: 0.125,
    } as const;
    const bounds = [
      [call, blackScholesPrice({ ...call, volatility: 0 }), 100 * Math.exp(-0.125)],
      [{ ...call, optionType: 'put', strike: 130 }, NaN, 130 * Math.exp(-0.0625)],
      [{ ...call, strike: 130 }, 0, 100 * Math.exp(-0.125)],
      [{ ...call, optionType: 'put' }, 0, 90 * Math.exp(-0.0625)],
    ] as const;

    it.each(bounds)('%o', (option, least, most) => {
      const intrinsic = Number.isNaN(least) ? blackScholesPrice({ ...option, volatility: 0 }) : least;
      expect(impliedVolatility({ ...option, price: intrinsic })).toEqual({
        status: 'at_intrinsic',
        bound: intrinsic,
      });
      if (intrinsic > 0)
        expect(impliedVolatility({ ...option, price: next(intrinsic, -1) })).toEqual({
          status: 'below_intrinsic',
          bound: intrinsic,
        });
      expect(impliedVolatility({ ...option, price: next(intrinsic, 1) }).status).toBe('ok');
      const above = impliedVolatility({ ...option, price: 1000 });
      expect(above.status).toBe('above_maximum');
      const { bound } = above as { bound: number };
      // Math.exp differs in a last place.
      expect(Math.abs(bound / most - 1)).toBeLessThan(3 * epsilon);
      expect(impliedVolatility({ ...option, price: bound })).toEqual(above);
      expect(impliedVolatility({ ...option, price: next(bound, -1) }).status).toBe('ok');
    });

    it('no time left comes before all, with the payoff', () => {
      for (const price of [0, 5, 10, 500])
        expect(impliedVolatility({ ...call, timeToExpiryYears: 0, price })).toEqual({
          status: 'no_time_left',
          bound: 10,
        });
      expect(impliedVolatility({ ...call, strike: 130, timeToExpiryYears: -0, price: 1 })).toEqual({
        status: 'no_time_left',
        bound: 0,
      });
    });

    it('a total volatility below all that blackScholes tells from 0 is at intrinsic value', () => {
      const option = { optionType: 'call', forward: 1, strike: 1, timeToExpiryYears: 1, rate: 0 } as const;
      expect(impliedVolatility({ ...option, price: 5e-324 })).toEqual({ status: 'at_intrinsic', bound: 0 });
      expect(impliedVolatility({ ...option, price: 1e-306 }).status).toBe('ok');
      expect(impliedVolatility({ ...option, forward: 1e300, strike: 1e300, price: 1e-300 }).status).toBe(
        'at_intrinsic',
      );
    });
  });

  it('solves at the ends of the doubles', () => {
    const at = (spot: number, strike: number, price: number, timeToExpiryYears = 1) =>
      solved({ optionType: 'call', spot, strike, timeToExpiryYears, rate: 0, carryYield: 0, price })
        .volatility;
    // ln of the prices is -1382 and -746 below the maximum: further out than any share that is a double.
    expect(at(1e300, 2e300, 1e-300)).toBeCloseTo(0.013248, 5);
    expect(at(1e-300, 1e300, 5e-324)).toBeCloseTo(43.49, 2);
    expect(at(1, 1, 1e-306) / (1e-306 * Math.sqrt(2 * Math.PI))).toBeCloseTo(1, 14);
    expect(at(1e308, 1e308, 1e307)).toBeCloseTo(at(1, 1, 0.1), 14);
    expect(at(100, 100, 1e-3, 5e-324)).toBeGreaterThan(1e157);
  });

  it('refuses what is no price, and all that blackScholes refuses', () => {
    const option = {
      optionType: 'call',
      forward: 100,
      strike: 90,
      timeToExpiryYears: 1,
      rate: 0,
      price: 20,
    } as const;
    const refuses = (fields: object, code: Parameters<typeof expectRefusal>[1], path: string) => {
      expectRefusal(() => impliedVolatility({ ...option, ...fields }), code, path);
    };
    refuses({ price: -1e-9 }, 'domain.negative', 'price');
    refuses({ price: NaN }, 'domain.not_finite', 'price');
    refuses({ price: Infinity }, 'domain.not_finite', 'price');
    refuses({ price: '20' }, 'shape.wrong_type', 'price');
    refuses({ optionType: 'C' }, 'domain.not_one_of', 'optionType');
    refuses({ strike: 0 }, 'domain.not_positive', 'strike');
    refuses({ timeToExpiryYears: -1 }, 'domain.negative', 'timeToExpiryYears');
    refuses({ timeToExpiryYears: 101 }, 'unit.suspicious', 'timeToExpiryYears');
    refuses({ rate: 6 }, 'unit.suspicious', 'rate');
    refuses({ carryYield: 0.1 }, 'shape.wrong_type', 'carryYield');
    refuses({ rate: -900, suspicious: 'expected' }, 'domain.out_of_range', 'forward');
    expect(impliedVolatility({ ...option, price: -0 })).toEqual({ status: 'below_intrinsic', bound: 10 });
  });
});
