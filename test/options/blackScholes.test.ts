import { readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { blackScholes, blackScholesPrice } from '../../src/index.ts';
import type { Black76Greeks, BlackScholesGreeks, BlackScholesOptions } from '../../src/index.ts';
import { expectRefusal } from '../errors.ts';
import { hasShared } from '../shared.ts';
import { errorOf, firstOrder, full, higherOrder, optionsOf, thinned } from './bsmReference.ts';
import type { ReferenceCase, Referenced } from './bsmReference.ts';

const option = {
  optionType: 'call',
  spot: 100,
  strike: 100,
  timeToExpiryYears: 1,
  volatility: 0.2,
  rate: 0.05,
  carryYield: 0.02,
} as const;

describe.each([
  ['the thinned reference', true, thinned],
  ['the whole reference', hasShared, full],
] as const)('%s', (_, there, cases) => {
  const worst = (names: readonly Referenced[], among: readonly ReferenceCase[]) =>
    Object.fromEntries(
      names.map((name) => [
        name,
        Math.max(
          ...among.map((one) => errorOf(one, name, blackScholes(optionsOf(one)) as BlackScholesGreeks)),
        ),
      ]),
    );

  it.skipIf(!there)('price, first order, gamma and dual gamma, out to 12 deviations', () => {
    // Five to ten roundings; none is multiplied by the square of the distance. The goal is 2e-14 for the core and
    // 1e-13 for all. Observed, of all 1,000: 8.4e-16 (rho), price 7.6e-16.
    for (const [name, error] of Object.entries(worst(firstOrder, cases)))
      expect([name, error < 2e-15]).toEqual([name, true]);
  });

  it.skipIf(!there)('higher orders, of the sum of their terms', () => {
    // Observed: 9.6e-16 (veta).
    for (const [name, error] of Object.entries(worst(higherOrder, cases)))
      expect([name, error < 2.5e-15]).toEqual([name, true]);
  });

  it.skipIf(!there)('the median error is at most an ulp', () => {
    for (const name of [...firstOrder, ...higherOrder]) {
      const errors = cases.map((one) =>
        errorOf(one, name, blackScholes(optionsOf(one)) as BlackScholesGreeks),
      );
      // Observed: 1.5e-16 (speed).
      expect(errors.sort((a, b) => a - b)[errors.length >> 1]).toBeLessThan(2.3e-16);
    }
  });

  it.skipIf(!there)('no wrong sign and no false zero', () => {
    for (const one of cases) {
      const got = blackScholes(optionsOf(one)) as BlackScholesGreeks;
      for (const name of [...firstOrder, ...higherOrder])
        expect([name, Math.sign(got[name])]).toEqual([name, Math.sign(one.out[name]) + 0]);
    }
  });

  it.skipIf(!there)('blackScholesPrice has the bits of price', () => {
    for (const one of cases)
      expect(blackScholesPrice(optionsOf(one))).toBe(blackScholes(optionsOf(one)).price);
  });
});

interface Published {
  source: string;
  inputs: { type: 'call' | 'put'; S: number; K: number; T: number; r: number; q: number; sigma: number };
  expected: Record<string, number>;
  tol: number | Record<string, number>;
}
const { prices_greeks: published } = JSON.parse(
  readFileSync(new URL('../fixtures/options/published.json', import.meta.url), 'utf8'),
) as { prices_greeks: Published[] };

describe('published figures', () => {
  it.each(published.map((row, i) => [i, row] as const))('%d', (_, { inputs, expected, tol }) => {
    const { type, S, K, T, r, q, sigma } = inputs;
    const got = blackScholes({
      ...option,
      optionType: type,
      spot: S,
      strike: K,
      timeToExpiryYears: T,
      rate: r,
      carryYield: q,
      volatility: sigma,
    }) as unknown as Record<string, number>;
    // To the digits that are printed.
    for (const [name, value] of Object.entries(expected)) {
      const bound = typeof tol === 'number' ? tol : tol[name]!;
      expect(Math.abs(got[name]! - value), name).toBeLessThanOrEqual(bound);
    }
  });
});

describe('units', () => {
  it('scaled views are the raw ones, divided', () => {
    const greeks = blackScholes(option);
    expect(greeks.vegaPerVolPoint).toBe(greeks.vega / 100);
    expect(greeks.thetaPerDay).toBe(greeks.theta / 365);
    expect(greeks.rhoPerPercent).toBe(greeks.rho / 100);
  });
});

describe('on a forward', () => {
  const rest = { ...option, spot: undefined, carryYield: undefined };
  const onForward = { ...rest, forward: 105 };

  it('is on a spot price whose yield is the rate, with its own rho and no phi', () => {
    const greeks = blackScholes(onForward);
    const { phi, ...onSpot } = blackScholes({ ...option, spot: 105, carryYield: option.rate });
    expect(phi).toBeLessThan(0);
    const rho = -greeks.price * onForward.timeToExpiryYears;
    expect(greeks).toEqual({ ...onSpot, rho, rhoPerPercent: rho / 100 });
    expect('phi' in greeks).toBe(false);
    expectTypeOf(greeks).toEqualTypeOf<Black76Greeks>();
    expectTypeOf(blackScholes(option)).toEqualTypeOf<BlackScholesGreeks>();
  });

  it('has the price of the spot that it is the forward of', () => {
    const forward = option.spot * Math.exp(option.rate - option.carryYield);
    // The rounding of the forward, times d(ln price)/d(ln forward) = 6. Observed: 8.9e-16.
    expect(Math.abs(blackScholesPrice({ ...rest, forward }) / blackScholesPrice(option) - 1)).toBeLessThan(
      2e-15,
    );
  });

  it.each(['spot', 'carryYield'])('refuses %s beside', (field) => {
    const options = { ...onForward, [field]: 1 } as unknown as BlackScholesOptions;
    expectRefusal(() => blackScholes(options), 'shape.wrong_type', field);
  });
});

describe('limits', () => {
  const zeros = {
    gamma: 0,
    vega: 0,
    vanna: 0,
    volga: 0,
    speed: 0,
    zomma: 0,
    color: 0,
    veta: 0,
    ultima: 0,
    dualGamma: 0,
    vegaPerVolPoint: 0,
  };

  it.each([{ volatility: 0 }, { timeToExpiryYears: 0 }, { volatility: 0, timeToExpiryYears: 0 }])(
    'in the money with %o is a discounted forward contract',
    (change) => {
      for (const sign of [1, -1]) {
        const given = {
          ...option,
          optionType: sign > 0 ? 'call' : 'put',
          spot: 100 + 20 * sign,
          ...change,
        } as const;
        const years = given.timeToExpiryYears;
        const [kept, owed] = [Math.exp(-0.02 * years), Math.exp(-0.05 * years)];
        const {
          price,
          theta,
          rho,
          phi,
          charm,
          delta,
          dualDelta,
          inTheMoneyProbability,
          thetaPerDay,
          rhoPerPercent,
          ...rest
        } = blackScholes(given);
        const value = sign * (given.spot * kept - 100 * owed);
        // Two exponentials and a sum.
        expect(Math.abs(price / value - 1)).toBeLessThan(4e-15);
        expect(Math.abs(delta * sign - kept)).toBeLessThan(3e-16);
        expect(Math.abs(dualDelta * -sign - owed)).toBeLessThan(3e-16);
        expect(Math.abs(theta - sign * (0.02 * given.spot * kept - 0.05 * 100 * owed))).toBeLessThan(4e-15);
        expect(Math.abs(rho - sign * years * 100 * owed)).toBeLessThan(4e-14);
        expect(Math.abs(phi + sign * years * given.spot * kept)).toBeLessThan(4e-14);
        expect(Math.abs(charm - sign * 0.02 * kept)).toBeLessThan(1e-17);
        expect(inTheMoneyProbability).toBe(1);
        expect([thetaPerDay, rhoPerPercent]).toEqual([theta / 365, rho / 100]);
        expect(rest).toEqual(zeros);
      }
    },
  );

  it.each([{ volatility: 0 }, { timeToExpiryYears: 0 }])('out of the money with %o is nothing', (change) => {
    const greeks = blackScholes({ ...option, spot: 80, ...change });
    for (const value of Object.values(greeks)) expect(value).toBe(0);
  });

  it.each([
    ['volatility', { volatility: 1e-7 }, { volatility: 0 }, { rate: 0.05, carryYield: 0.05 }, 1e-6],
    ['time', { timeToExpiryYears: 1e-13 }, { timeToExpiryYears: 0 }, {}, 1e-6],
  ] as const)('at the kink are those that small %s tends to', (_, small, none, rates, tolerance) => {
    for (const optionType of ['call', 'put'] as const) {
      const near = blackScholes({ ...option, optionType, ...rates, ...small }) as unknown as Record<
        string,
        number
      >;
      const limit = blackScholes({ ...option, optionType, ...rates, ...none }) as unknown as Record<
        string,
        number
      >;
      for (const [name, value] of Object.entries(limit)) {
        // Half a deviation from the limit; what tends to infinity is beyond a hundred and has its sign.
        if (Number.isFinite(value))
          expect(Math.abs(near[name]! - value), name).toBeLessThan(tolerance * (1 + Math.abs(value)) * 20);
        else expect(near[name]! * Math.sign(value), name).toBeGreaterThan(100);
      }
    }
  });

  it('at the kink with neither volatility nor time is half a contract', () => {
    const greeks = blackScholes({ ...option, volatility: 0, timeToExpiryYears: 0 });
    expect(greeks).toMatchObject({
      price: 0,
      delta: 0.5,
      dualDelta: -0.5,
      gamma: Infinity,
      vega: 0,
      inTheMoneyProbability: 0.5,
    });
  });

  it('at the kink at expiry has infinite parts whose signs are those of what they tend from', () => {
    // d1 / s + 1 tends to (rate - carryYield) / volatility^2 + 3/2, and d(d1)/dT has the sign of that less 1.
    const at = (rate: number, carryYield: number) =>
      blackScholes({ ...option, timeToExpiryYears: 0, volatility: 0.1, rate, carryYield });
    expect(at(0, 0.05)).toMatchObject({ speed: Infinity, charm: Infinity, theta: -Infinity });
    expect(at(0, 0.01)).toMatchObject({ speed: -Infinity, charm: Infinity });
    expect(at(0.05, 0)).toMatchObject({ speed: -Infinity, charm: -Infinity });
    const still = { ...option, volatility: 0, timeToExpiryYears: 0, rate: 0.05, carryYield: 0 };
    // Half of what holding the contract costs: -(r K) / 2.
    expect(blackScholes(still)).toMatchObject({ theta: -2.5, veta: -Infinity });
    // 1 + (r + q) T below 0: the density at the strike falls with time, and rises as time passes.
    const decade = { ...option, volatility: 0, timeToExpiryYears: 10, rate: -0.2, carryYield: -0.2 };
    expect(blackScholes(decade).color).toBe(-Infinity);
  });

  it('keeps the sign of a Greek next to its root, where nearly equal terms cancel', () => {
    const { cases } = JSON.parse(
      readFileSync(new URL('../fixtures/options/greek_roots.json', import.meta.url), 'utf8'),
    ) as { cases: (BlackScholesOptions & { name: 'vanna' | 'volga' | 'speed' | 'zomma'; value: number })[] };
    for (const { name, value, ...at } of cases)
      for (const optionType of ['call', 'put'] as const) {
        const got = (blackScholes({ ...at, optionType }) as BlackScholesGreeks)[name];
        // ln(S/K) and s are good to about 1e-19 beside 1, and the root is as near as an ulp of the strike, 1e-16:
        // observed 0.051 of the value.
        expect([name, Math.abs(got / value - 1) < 0.1]).toEqual([name, true]);
      }
  });

  it('is out of range, not NaN, where absurd rates leave no number', () => {
    const absurd = {
      spot: 1e300,
      strike: 1e300,
      volatility: 0,
      timeToExpiryYears: 0,
      suspicious: 'expected',
    } as const;
    expectRefusal(
      () => blackScholes({ ...option, ...absurd, rate: -1e300, carryYield: -1e300 }),
      'domain.out_of_range',
      'spot',
    );
  });

  it('on a forward asks nothing of phi, which it does not return', () => {
    const far = { optionType: 'call', forward: 1e307, strike: 1e307, timeToExpiryYears: 22 } as const;
    const greeks = blackScholes({ ...far, volatility: 0.5, rate: 0 });
    expect(greeks.delta).toBeGreaterThan(0.5);
    expect('phi' in greeks).toBe(false);
  });

  it('has no NaN and no -0 among its limits', () => {
    for (const spot of [80, 100, 120])
      for (const optionType of ['call', 'put'] as const)
        for (const volatility of [0, 0.5])
          for (const rate of [0, 0.02, -0.03]) {
            const greeks = blackScholes({
              ...option,
              optionType,
              spot,
              volatility,
              rate,
              timeToExpiryYears: 0,
            });
            for (const value of Object.values(greeks))
              expect([Number.isNaN(value), Object.is(value, -0)]).toEqual([false, false]);
          }
  });
});

describe('extremes', () => {
  it('scales with the prices over 600 decades', () => {
    const unit = blackScholes({ ...option, strike: 300, volatility: 0.3 });
    for (const power of [-990, -500, 500, 1000]) {
      const scale = 2 ** power;
      // A power of two: no rounding at all.
      expect(blackScholesPrice({ ...option, volatility: 0.3, spot: 100 * scale, strike: 300 * scale })).toBe(
        unit.price * scale,
      );
    }
    const tiny = blackScholes({ ...option, volatility: 0.3, spot: 100 * 2 ** -300, strike: 300 * 2 ** -300 });
    expect(tiny.delta).toBe(unit.delta);
    expect(tiny.gamma).toBe(unit.gamma * 2 ** 300);
    expect(tiny.speed).toBe(unit.speed * 2 ** 600);
  });

  it.each([
    [1e300, 1e302, 1.2, 0.1, 4.24250077681243e-88, 7.51046940762509e-84],
    [1e300, 1e303, 2, 0.1, 6.1731258683798e-222, 1.47466510543297e-217],
    [3e-90, 7e-80, 1, 5, 2.22342097605905e-92, 9.00584376016553e-92],
    [1e-300, 3e-300, 0.01, 1, 0, 0],
    [1e300, 1e-8, 1, 1, 1e300, 0],
  ])(
    'spot %d, strike %d, %d years at %d: 0 only where the value is',
    (spot, strike, years, volatility, price, vega) => {
      // mpmath, 900 digits; the density of the first two is below the smallest double.
      const given = { ...option, spot, strike, timeToExpiryYears: years, volatility, rate: 0, carryYield: 0 };
      // Of 15 digits, as written here. Observed: 2e-15.
      expect(Math.abs(blackScholesPrice(given) - price)).toBeLessThanOrEqual(8e-15 * price);
      if (spot < 1e-200) return;
      expect(Math.abs(blackScholes(given).vega - vega)).toBeLessThanOrEqual(8e-15 * vega);
    },
  );

  it('is the underlying where it is more than any multiple of the strike', () => {
    const greeks = blackScholes({ ...option, spot: 1e300, strike: 1e-20, carryYield: 0 });
    expect(greeks).toMatchObject({
      price: 1e300,
      delta: 1,
      gamma: 0,
      dualGamma: 0,
      inTheMoneyProbability: 1,
    });
  });

  it('is the underlying at an immense deviation, and Greeks of 0 beyond', () => {
    const greeks = blackScholes({ ...option, volatility: 1e200, carryYield: 0, suspicious: 'expected' });
    expect(greeks).toMatchObject({ price: 100, delta: 1, gamma: 0, vega: 0, volga: 0, ultima: 0 });
  });

  it('refuses what is beyond all doubles, and never says NaN', () => {
    expectRefusal(
      () => blackScholes({ ...option, spot: 1e-200, strike: 1e-200 }),
      'domain.out_of_range',
      'spot',
    );
    expectRefusal(
      () =>
        blackScholesPrice({ ...option, optionType: 'put', strike: 1e300, rate: -4, timeToExpiryYears: 50 }),
      'domain.out_of_range',
      'spot',
    );
    for (const spot of [1e-308, 1e-100, 1e-20, 1, 1e20, 1e100, 1e308])
      for (const strike of [1e-308, 1e-20, 1, 1e100, 1e308])
        for (const volatility of [1e-300, 1e-5, 1, 1e5])
          for (const timeToExpiryYears of [1e-300, 1e-5, 1, 100])
            for (const rate of [-1e300, -3, 0, 3, 1e300]) {
              const given = {
                ...option,
                spot,
                strike,
                volatility,
                timeToExpiryYears,
                rate,
                suspicious: 'expected',
              } as const;
              try {
                for (const value of Object.values(blackScholes(given))) expect(value).not.toBeNaN();
                expect(blackScholesPrice(given)).toBeGreaterThanOrEqual(0);
              } catch (error) {
                expect(error).toMatchObject({ code: 'domain.out_of_range', path: 'spot' });
              }
            }
  });
});
