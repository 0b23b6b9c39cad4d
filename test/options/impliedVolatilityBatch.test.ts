import { describe, expect, it } from 'vitest';
import { batchStatuses } from '../../src/options/batchStatus.ts';
import { blackScholesBatch } from '../../src/options/blackScholesBatch.ts';
import { impliedVolatility } from '../../src/options/impliedVolatility.ts';
import { impliedVolatilityBatch } from '../../src/options/impliedVolatilityBatch.ts';
import { expectRefusal } from '../errors.ts';

const length = 3000;
let seed = 5;
const noise = (): number => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const column = (of: (i: number) => number): Float64Array => Float64Array.from({ length }, (_, i) => of(i));

const optionType = column(() => (noise() < 0.5 ? 1 : -1));
const spot = column(() => 100 * 600 ** noise());
const timeToExpiryYears = column(() => 1e-5 * 1e6 ** noise());
const volatility = column(() => 0.02 * 300 ** noise());
const strike = column(
  (i) => spot[i]! * Math.exp((noise() - 0.5) * 6 * volatility[i]! * Math.sqrt(timeToExpiryYears[i]!)),
);
const rate = column((i) => (i % 3 === 0 ? 0 : 0.2 * noise() - 0.05));
const carryYield = column((i) => (i % 3 === 0 ? 0 : 0.1 * noise()));
const option = { optionType, spot, strike, timeToExpiryYears, rate, carryYield };
const { price } = blackScholesBatch({ ...option, volatility, outputs: ['price'] });
// A few that have no volatility.
price.forEach((value, i) => {
  if (i % 50 === 7) price[i] = 0.5 * value;
  if (i % 50 === 9) price[i] = 2 * (spot[i]! + strike[i]!);
});

/** Row by row, by the function of one option. */
function oneByOne(
  given: Record<string, ArrayLike<number> | number>,
): { status: string; volatility: number }[] {
  const of = (name: string, i: number) => {
    const value = given[name]!;
    return typeof value === 'number' ? value : value[i]!;
  };
  return Array.from({ length }, (_, i) => {
    const common = {
      optionType: of('optionType', i) > 0 ? 'call' : 'put',
      strike: of('strike', i),
      timeToExpiryYears: of('timeToExpiryYears', i),
      rate: of('rate', i),
      price: of('price', i),
    } as const;
    const result =
      given['forward'] === undefined
        ? impliedVolatility({ ...common, spot: of('spot', i), carryYield: of('carryYield', i) })
        : impliedVolatility({ ...common, forward: of('forward', i) });
    return { status: result.status, volatility: result.status === 'ok' ? result.volatility : NaN };
  });
}

function rowsOf(result: ReturnType<typeof impliedVolatilityBatch>): { status: string; volatility: number }[] {
  return Array.from(result.volatility, (of, i) => ({
    status: batchStatuses[result.status[i]!]!,
    volatility: of,
  }));
}

describe('impliedVolatilityBatch', () => {
  it('has the bits of impliedVolatility in every row, and every status', () => {
    const result = impliedVolatilityBatch({ ...option, price });
    expect(rowsOf(result)).toEqual(oneByOne({ ...option, price }));
    const count = (status: string) => rowsOf(result).filter((row) => row.status === status).length;
    expect(count('ok')).toBeGreaterThan(2500);
    expect(count('below_intrinsic')).toBeGreaterThan(5);
    expect(count('above_maximum')).toBeGreaterThanOrEqual(60);
  });

  it('has them for one expiry and for forwards too', () => {
    const chain = {
      optionType,
      spot: 3000,
      strike: column((i) => 1000 + 2 * i),
      timeToExpiryYears: 0.3,
      rate: 0.04,
      carryYield: 0.01,
    };
    const of = blackScholesBatch({ ...chain, volatility, outputs: ['price'] });
    expect(rowsOf(impliedVolatilityBatch({ ...chain, price: of.price }))).toEqual(
      oneByOne({ ...chain, price: of.price }),
    );
    const { spot: forward, carryYield: unused, ...rest } = option;
    expect(unused).toHaveLength(length);
    expect(rowsOf(impliedVolatilityBatch({ ...rest, forward, price }))).toEqual(
      oneByOne({ ...rest, forward, price }),
    );
  });

  it('takes nothing of a row before: what changes of an expiry, alone or with others, is computed anew', () => {
    const changing = {
      timeToExpiryYears: column((i) => 0.05 + 0.001 * ((7 * i) % 100)),
      rate: column((i) => 0.01 * ((3 * i) % 20) - 0.05),
      carryYield: column((i) => 0.008 * ((5 * i) % 19) - 0.04),
    };
    const constant = { timeToExpiryYears: 0.3, rate: 0.04, carryYield: 0.01 };
    const common = { optionType, spot: 3000, strike: column((i) => 2900 + (i % 200)) };
    for (let chosen = 0; chosen < 8; chosen++) {
      const of = <K extends keyof typeof changing>(field: K, bit: number) =>
        (chosen & bit) === 0 ? constant[field] : changing[field];
      const chain = {
        ...common,
        timeToExpiryYears: of('timeToExpiryYears', 1),
        rate: of('rate', 2),
        carryYield: of('carryYield', 4),
      };
      const { price } = blackScholesBatch({ ...chain, volatility: 0.6, outputs: ['price'] });
      const found = impliedVolatilityBatch({ ...chain, price });
      expect(rowsOf(found)).toEqual(oneByOne({ ...chain, price }));
      expect(found.status).toEqual(new Uint8Array(length));
      if ((chosen & 4) !== 0) continue;
      const { spot: forward, carryYield: unused, ...rest } = chain;
      expect(unused).toBe(constant.carryYield);
      const of76 = { ...rest, forward, price };
      expect(rowsOf(impliedVolatilityBatch(of76))).toEqual(oneByOne(of76));
    }
  });

  it('writes into columns that it is given', () => {
    const into = { status: new Uint8Array(length), volatility: new Float64Array(length) };
    const result = impliedVolatilityBatch({ ...option, price, into });
    expect(result.status).toBe(into.status);
    expect(result.volatility).toBe(into.volatility);
    expect(result.volatility).toEqual(impliedVolatilityBatch({ ...option, price }).volatility);
  });

  it('marks a bad row and goes on', () => {
    const good = {
      optionType: 1,
      spot: 100,
      strike: 100,
      timeToExpiryYears: 1,
      rate: 0,
      carryYield: 0,
      price: 8,
    };
    const bad: [Partial<typeof good>, string][] = [
      [{}, 'ok'],
      [{ optionType: 0 }, 'invalid_option_type'],
      [{ spot: -1 }, 'invalid_underlying'],
      [{ strike: 0 }, 'invalid_strike'],
      [{ timeToExpiryYears: -1 }, 'invalid_time'],
      [{ timeToExpiryYears: 0 }, 'no_time_left'],
      [{ timeToExpiryYears: 101 }, 'suspicious_unit'],
      [{ rate: NaN }, 'invalid_rate'],
      [{ rate: 6 }, 'suspicious_unit'],
      [{ carryYield: Infinity }, 'invalid_carry_yield'],
      [{ price: NaN }, 'invalid_price'],
      [{ price: -1e-9 }, 'invalid_price'],
      [{ price: Infinity }, 'invalid_price'],
      [{ price: 0 }, 'at_intrinsic'],
      [{ price: -0 }, 'at_intrinsic'],
      [{ price: 100 }, 'above_maximum'],
      [{ strike: 90, price: 9 }, 'below_intrinsic'],
      [{ timeToExpiryYears: 1e-6, price: 2 }, 'ok'],
      [{}, 'ok'],
    ];
    const columnOf = (name: keyof typeof good) => bad.map(([fields]) => fields[name] ?? good[name]);
    const result = impliedVolatilityBatch({
      optionType: columnOf('optionType'),
      spot: columnOf('spot'),
      strike: columnOf('strike'),
      timeToExpiryYears: columnOf('timeToExpiryYears'),
      rate: columnOf('rate'),
      carryYield: columnOf('carryYield'),
      price: columnOf('price'),
    });
    expect(Array.from(result.status, (code) => batchStatuses[code])).toEqual(bad.map(([, status]) => status));
    result.volatility.forEach((of, i) => {
      expect(Number.isNaN(of)).toBe(bad[i]![1] !== 'ok');
    });
    expect(result.volatility[17]).toBeGreaterThan(50);
    expect(result.volatility[18]).toBe(result.volatility[0]);
  });

  it('marks what discounting takes out of the doubles', () => {
    const { status } = impliedVolatilityBatch({
      optionType: 'call',
      forward: [100, 100, 100],
      strike: 100,
      timeToExpiryYears: 1,
      rate: [900, -900, 0],
      price: 5,
      suspicious: 'expected',
    });
    expect(Array.from(status, (code) => batchStatuses[code])).toEqual([
      'invalid_underlying',
      'invalid_underlying',
      'ok',
    ]);
  });

  it('refuses bad numbers and columns of another length', () => {
    const refuses = (fields: object, code: Parameters<typeof expectRefusal>[1], path: string) => {
      expectRefusal(() => impliedVolatilityBatch({ ...option, price, ...fields }), code, path);
    };
    refuses({ price: -1 }, 'domain.negative', 'price');
    refuses({ price: NaN }, 'domain.not_finite', 'price');
    refuses({ rate: 6 }, 'unit.suspicious', 'rate');
    refuses({ price: price.subarray(1) }, 'shape.length_mismatch', 'price.length');
    refuses({ into: { volatility: new Float64Array(1) } }, 'shape.length_mismatch', 'into.volatility.length');
    refuses({ into: { vega: new Float64Array(length) } }, 'domain.not_one_of', 'into.vega');
    const memory = new ArrayBuffer(8 * length);
    const of = new Float32Array(memory, 0, length);
    refuses(
      { spot: of, into: { volatility: new Float64Array(memory) } },
      'shape.wrong_type',
      'into.volatility',
    );
    expect(of).toEqual(new Float32Array(length));
  });
});
