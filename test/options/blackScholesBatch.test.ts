import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchStatuses } from '../../src/options/batchStatus.ts';
import { blackScholes } from '../../src/options/blackScholes.ts';
import { blackScholesBatch } from '../../src/options/blackScholesBatch.ts';
import type { BlackScholesOutput } from '../../src/options/blackScholesBatch.ts';
import { expectRefusal, refusal } from '../errors.ts';

const onForwardNames = [
  ...(['price', 'delta', 'gamma', 'vega', 'theta', 'rho', 'dualDelta', 'dualGamma'] as const),
  ...(['vanna', 'volga', 'charm', 'speed', 'zomma', 'color', 'veta', 'ultima'] as const),
  ...(['inTheMoneyProbability', 'vegaPerVolPoint', 'thetaPerDay', 'rhoPerPercent'] as const),
] as const;
const names = [...onForwardNames, 'phi'] as const;

/** The fields of a call, all of them columns or numbers. */
interface Inputs {
  readonly optionType: number | ArrayLike<number>;
  readonly spot: number | ArrayLike<number>;
  readonly strike: number | ArrayLike<number>;
  readonly timeToExpiryYears: number | ArrayLike<number>;
  readonly volatility: number | ArrayLike<number>;
  readonly rate: number | ArrayLike<number>;
  readonly carryYield: number | ArrayLike<number>;
}

const row = {
  optionType: 1,
  spot: 30000,
  strike: 32000,
  timeToExpiryYears: 0.1,
  volatility: 0.6,
  rate: 0.03,
  carryYield: 0.01,
};
const fields = Object.keys(row) as (keyof Inputs)[];

/** Rows of all kinds: ordinary ones, ones at the limits and in far tails. */
const rowArbitrary = fc.record({
  optionType: fc.constantFrom(1, -1),
  spot: fc.oneof(fc.double({ min: 100, max: 60000, noNaN: true }), fc.constantFrom(1, 1e-5, 30000)),
  strike: fc.oneof(fc.double({ min: 100, max: 60000, noNaN: true }), fc.constantFrom(1, 1e-5, 30000)),
  timeToExpiryYears: fc.oneof(fc.double({ min: 0, max: 3, noNaN: true }), fc.constantFrom(0, -0, 1e-9, 10)),
  volatility: fc.oneof(fc.double({ min: 0, max: 3, noNaN: true }), fc.constantFrom(0, -0, 0.01, 5)),
  rate: fc.oneof(fc.double({ min: -0.05, max: 0.3, noNaN: true }), fc.constantFrom(0, -0)),
  carryYield: fc.oneof(fc.double({ min: -0.05, max: 0.15, noNaN: true }), fc.constantFrom(0, -0)),
});
type Row = typeof row;

/** What blackScholes has of a row, by name, or the code of its refusal. */
function scalar(of: Row, onForward = false): Partial<Record<BlackScholesOutput, number>> | string {
  const { spot, carryYield, ...rest } = of;
  const underlying = onForward ? { forward: spot } : { spot, carryYield };
  try {
    return blackScholes({
      ...rest,
      ...underlying,
      optionType: of.optionType > 0 ? 'call' : 'put',
    } as Parameters<typeof blackScholes>[0]);
  } catch (error) {
    return refusal(() => {
      throw error;
    }).code;
  }
}

/** Every output of every row is, bit for bit, what blackScholes has; of what is beyond all doubles the batch has NaN. */
function expectScalarBits(rows: readonly Row[], batch: object, onForward = false) {
  const columns = batch as Record<string, ArrayLike<number>>;
  rows.forEach((of, i) => {
    const alone = scalar(of, onForward);
    const status = batchStatuses[columns['status']![i]!];
    if (typeof alone === 'string') {
      expect([alone, status]).toEqual(['domain.out_of_range', 'invalid_underlying']);
      return;
    }
    expect(status).toBe('ok');
    for (const name of onForward ? onForwardNames : names) {
      const found = columns[name]![i];
      const expected: number | undefined = alone[name];
      if (!Object.is(found, expected))
        expect.fail(`${name} of ${JSON.stringify(of)}: batch ${found}, alone ${expected}`);
    }
  });
}

function columnsOf(rows: readonly Row[]): Record<keyof Inputs, number[]> {
  return Object.fromEntries(fields.map((field) => [field, rows.map((of) => of[field])])) as Record<
    keyof Inputs,
    number[]
  >;
}

describe('blackScholesBatch', () => {
  it('has the bits of blackScholes in every row and output', () => {
    fc.assert(
      fc.property(fc.array(rowArbitrary, { maxLength: 12 }), fc.boolean(), (rows, onForward) => {
        const { spot, carryYield, ...rest } = columnsOf(rows);
        const batch = onForward
          ? blackScholesBatch({ ...rest, forward: spot, outputs: onForwardNames })
          : blackScholesBatch({ ...rest, spot, carryYield, outputs: names });
        expectScalarBits(rows, batch, onForward);
      }),
      { seed: 11, numRuns: 400 },
    );
  });

  it('has the same bits where an expiry is shared, and for fewer outputs', () => {
    const one = fc.record({ shared: rowArbitrary, rows: fc.array(rowArbitrary, { maxLength: 8 }) });
    fc.assert(
      fc.property(one, fc.subarray([...names]), ({ shared, rows }, outputs) => {
        const { spot, timeToExpiryYears, rate, carryYield } = shared;
        const expiry = { spot, timeToExpiryYears, rate, carryYield };
        const ofExpiry = rows.map((of) => ({ ...of, ...expiry }));
        const chain = blackScholesBatch({ ...columnsOf(rows), ...expiry, outputs: names });
        const rowByRow = blackScholesBatch({ ...columnsOf(ofExpiry), outputs: names });
        const part = blackScholesBatch({ ...columnsOf(ofExpiry), outputs });
        expect(chain).toEqual(rowByRow);
        rows.forEach((_, k) => {
          if (rowByRow.status[k] === 0)
            for (const name of outputs) expect(part[name]?.[k]).toBe(rowByRow[name][k]);
        });
        expect(Object.keys(part)).toEqual(['length', 'status', ...outputs]);
        expectScalarBits(ofExpiry, chain);
      }),
      { seed: 12, numRuns: 300 },
    );
  });

  it('shares an expiry only where time and both rates are numbers', () => {
    const rows = [0.01, 0.02, 0.03].map((x) => ({
      ...row,
      timeToExpiryYears: x,
      rate: 2 * x,
      carryYield: x,
    }));
    for (const field of ['timeToExpiryYears', 'rate', 'carryYield'] as const) {
      const column = rows.map((of) => of[field]);
      const found = blackScholesBatch({ ...row, [field]: column, outputs: names });
      expectScalarBits(
        column.map((value) => ({ ...row, [field]: value })),
        found,
      );
    }
  });

  it('takes any mixture of numbers, arrays and typed arrays', () => {
    const length = 5;
    const other = { ...row, strike: 29000 };
    const expected = blackScholesBatch({ ...columnsOf(Array<Row>(length).fill(other)), outputs: names });
    const forms = [
      (x: number) => x,
      (x: number) => Array<number>(length).fill(x),
      (x: number) => new Float64Array(length).fill(x),
      (x: number) => Object.assign({ length }, Array<number>(length).fill(x)),
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...forms), { minLength: fields.length, maxLength: fields.length }),
        (chosen) => {
          const inputs = Object.fromEntries(
            fields.map((field, k) => [field, chosen[k]!(other[field])]),
          ) as unknown as Inputs;
          const found = blackScholesBatch({ ...inputs, outputs: names });
          const asked = chosen.some((form) => form !== forms[0]) ? length : 1;
          expect(found.length).toBe(asked);
          for (const name of names) expect(found[name]).toEqual(expected[name].subarray(0, asked));
        },
      ),
      { seed: 13, numRuns: 200 },
    );
    const signs = Int8Array.of(1, -1);
    const words = ['call', 'put'] as const;
    const both = blackScholesBatch({ ...row, optionType: signs, outputs: ['price'] });
    expect(blackScholesBatch({ ...row, optionType: words, outputs: ['price'] })).toEqual(both);
    words.forEach((optionType, i) => {
      const alone = blackScholesBatch({ ...row, optionType, outputs: ['price'] });
      expect(alone.price[0]).toBe(both.price[i]);
    });
  });

  it('gives one row for numbers alone, and none for columns of none', () => {
    const one = blackScholesBatch({ ...row, outputs: ['price'] });
    expect([one.length, one.status.length, one.price.length]).toEqual([1, 1, 1]);
    const none = blackScholesBatch({ ...row, strike: [], outputs: ['price', 'gamma'] });
    expect(none).toEqual({
      length: 0,
      status: new Uint8Array(0),
      price: new Float64Array(0),
      gamma: new Float64Array(0),
    });
    expect(Object.keys(blackScholesBatch({ ...row, outputs: [] }))).toEqual(['length', 'status']);
  });

  const invalid: [field: keyof Inputs, status: (typeof batchStatuses)[number], values: unknown[]][] = [
    ['optionType', 'invalid_option_type', [0, 2, NaN, 'C', null, -1.0000000000000002]],
    ['spot', 'invalid_underlying', [0, -0, -1, NaN, Infinity, '30000', null, undefined, 5n, {}]],
    ['strike', 'invalid_strike', [0, -5e-324, NaN, Infinity, null]],
    ['timeToExpiryYears', 'invalid_time', [-5e-324, NaN, Infinity, null]],
    ['volatility', 'invalid_volatility', [-5e-324, NaN, Infinity, null]],
    ['rate', 'invalid_rate', [NaN, Infinity, -Infinity, null]],
    ['carryYield', 'invalid_carry_yield', [NaN, Infinity, -Infinity, null]],
    ['timeToExpiryYears', 'suspicious_unit', [100.00000000000001]],
    ['volatility', 'suspicious_unit', [10.000000000000002, 60]],
    ['rate', 'suspicious_unit', [5.000000000000001, -5.000000000000001]],
    ['carryYield', 'suspicious_unit', [5.000000000000001, -5.000000000000001]],
  ];
  it.each(invalid)('marks a row by its %s as %s, and goes on', (field, status, values) => {
    const good = row[field];
    const column = [good, ...values.flatMap((value) => [value as number, good])];
    const found = blackScholesBatch({ ...row, [field]: column, outputs: names });
    const alone = blackScholes({ ...row, optionType: 'call' });
    column.forEach((value, i) => {
      const bad = i % 2 === 1;
      expect([value, batchStatuses[found.status[i]!]]).toEqual([value, bad ? status : 'ok']);
      for (const name of names) expect(found[name][i]).toBe(bad ? NaN : alone[name]);
    });
  });

  it('takes the sizes at the limits of the wire, and any where they are expected', () => {
    const limits = { timeToExpiryYears: [100], volatility: [10], rate: [5], carryYield: [-5] };
    for (const [field, column] of Object.entries(limits))
      expect(blackScholesBatch({ ...row, [field]: column, outputs: [] }).status[0]).toBe(0);
    const found = blackScholesBatch({
      ...row,
      volatility: [60],
      suspicious: 'expected',
      outputs: ['price', 'vega'],
    });
    const alone = blackScholes({ ...row, optionType: 'call', volatility: 60, suspicious: 'expected' });
    expect([found.status[0], found.price[0], found.vega[0]]).toEqual([0, alone.price, alone.vega]);
  });

  it('names the first bad field of a row, in the order of one option', () => {
    const bad = Object.fromEntries(fields.map((field) => [field, [NaN]])) as unknown as Inputs;
    const order = ['optionType', 'spot', 'strike', 'timeToExpiryYears', 'rate', 'carryYield', 'volatility'];
    let mended: Inputs = bad;
    const seen = order.map((field) => {
      const { status } = blackScholesBatch({ ...mended, outputs: [] });
      mended = { ...mended, [field]: [row[field as keyof Inputs]] };
      return batchStatuses[status[0]!];
    });
    expect(seen).toEqual([
      'invalid_option_type',
      'invalid_underlying',
      'invalid_strike',
      'invalid_time',
      'invalid_rate',
      'invalid_carry_yield',
      'invalid_volatility',
    ]);
    expect(blackScholesBatch({ ...mended, outputs: [] }).status[0]).toBe(0);
    // What is at its limit is not bad.
    const atLimits = [
      { timeToExpiryYears: [0, 100], rate: [5, -5], carryYield: [-5, 5], volatility: [NaN, NaN] },
      { timeToExpiryYears: [0, 100], rate: [NaN, NaN] },
    ].map((columns) => blackScholesBatch({ ...row, ...columns, outputs: [] }).status);
    const words = atLimits.flatMap((status) => Array.from(status, (code) => batchStatuses[code]));
    expect(words).toEqual([
      ...['invalid_volatility', 'invalid_volatility'],
      ...['invalid_rate', 'invalid_rate'],
    ]);
  });

  it('refuses numbers that are bad: a person wrote them', () => {
    const call = (changes: object) => () => blackScholesBatch({ ...row, ...changes, outputs: ['price'] });
    expectRefusal(call({ optionType: 2 }), 'domain.not_one_of', 'optionType');
    expectRefusal(call({ optionType: 'C' }), 'domain.not_one_of', 'optionType');
    expectRefusal(call({ spot: 0 }), 'domain.not_positive', 'spot');
    expectRefusal(call({ spot: '1' }), 'shape.wrong_type', 'spot');
    expectRefusal(call({ strike: NaN }), 'domain.not_finite', 'strike');
    expectRefusal(call({ timeToExpiryYears: -1 }), 'domain.negative', 'timeToExpiryYears');
    expectRefusal(call({ timeToExpiryYears: 101 }), 'unit.suspicious', 'timeToExpiryYears');
    expectRefusal(call({ volatility: -1 }), 'domain.negative', 'volatility');
    expectRefusal(call({ volatility: 60 }), 'unit.suspicious', 'volatility');
    expectRefusal(call({ rate: 6 }), 'unit.suspicious', 'rate');
    expectRefusal(call({ carryYield: undefined }), 'shape.missing_field', 'carryYield');
    expectRefusal(call({ suspicious: 'no' }), 'domain.not_one_of', 'suspicious');
    expectRefusal(call({ forward: 1 }), 'shape.wrong_type', 'spot');
    expectRefusal(call({ forward: [1], spot: undefined }), 'shape.wrong_type', 'carryYield');
    // also where the columns hold no row that it could spoil
    expectRefusal(call({ volatility: -1, strike: [] }), 'domain.negative', 'volatility');
  });

  it('refuses columns of unequal length, and what is no column', () => {
    const call = (changes: object) => () => blackScholesBatch({ ...row, ...changes, outputs: ['price'] });
    expectRefusal(call({ spot: [1, 2], volatility: [1] }), 'shape.length_mismatch', 'volatility.length');
    expectRefusal(call({ optionType: [1], spot: [] }), 'shape.length_mismatch', 'spot.length');
    expectRefusal(call({ strike: {} }), 'shape.wrong_type', 'strike');
    expectRefusal(call({ strike: { length: -1 } }), 'shape.wrong_type', 'strike');
    expectRefusal(call({ strike: { length: 1.5 } }), 'shape.wrong_type', 'strike');
  });

  it('refuses outputs that there are not', () => {
    const call = (outputs: unknown, changes?: object) => () =>
      blackScholesBatch({ ...row, ...changes, outputs: outputs as ['price'] });
    expectRefusal(call(undefined), 'shape.missing_field', 'outputs');
    expectRefusal(call('price'), 'shape.wrong_type', 'outputs');
    expectRefusal(call(['price', 'vomma']), 'domain.not_one_of', 'outputs[1]');
    expectRefusal(call([1]), 'shape.wrong_type', 'outputs[0]');
    const onForward = { forward: 30000, spot: undefined, carryYield: undefined };
    expectRefusal(call(['phi'], onForward), 'domain.not_one_of', 'outputs[0]');
  });

  describe('into', () => {
    const strike = Float64Array.of(28000, 30000, 32000);
    const plain = blackScholesBatch({ ...row, strike, outputs: ['price', 'rhoPerPercent'] });

    it('writes to the columns that are given, all or some', () => {
      const into = {
        price: new Float64Array(3).fill(7),
        rhoPerPercent: new Float64Array(3).fill(7),
        status: new Uint8Array(3).fill(7),
      };
      const found = blackScholesBatch({ ...row, strike, outputs: ['price', 'rhoPerPercent'], into });
      expect(found).toEqual(plain);
      for (const name of ['price', 'rhoPerPercent', 'status'] as const) expect(found[name]).toBe(into[name]);
      const { price } = into;
      const some = blackScholesBatch({
        ...row,
        strike,
        outputs: ['price', 'price', 'delta'],
        into: { price },
      });
      expect(some.price).toBe(price);
      expect(Array.from(price)).toEqual(Array.from(plain.price));
    });

    it('refuses what is no such column', () => {
      const call = (into: unknown) => () =>
        blackScholesBatch({ ...row, strike, outputs: ['price', 'delta'], into: into as object });
      expectRefusal(call(5), 'shape.wrong_type', 'into');
      expectRefusal(call({ price: [0, 0, 0] }), 'shape.wrong_type', 'into.price');
      expectRefusal(call({ price: new Float32Array(3) }), 'shape.wrong_type', 'into.price');
      expectRefusal(call({ status: new Float64Array(3) }), 'shape.wrong_type', 'into.status');
      expectRefusal(call({ price: new Float64Array(2) }), 'shape.length_mismatch', 'into.price.length');
      expectRefusal(call({ gamma: new Float64Array(3) }), 'domain.not_one_of', 'into.gamma');
      expectRefusal(call({ gamma: undefined, vomma: 1 }), 'domain.not_one_of', 'into.vomma');
    });

    it('takes what is undefined as absent', () => {
      const into = { price: undefined, gamma: undefined, status: undefined };
      expect(blackScholesBatch({ ...row, strike, outputs: ['price', 'rhoPerPercent'], into })).toEqual(plain);
      expect(
        blackScholesBatch({ ...row, strike, outputs: ['price', 'rhoPerPercent'], into: undefined }),
      ).toEqual(plain);
    });

    it('refuses columns that share memory with an input or with each other', () => {
      const memory = new Float64Array(8).fill(30000);
      const call = (into: object, spot: ArrayLike<number>) => () =>
        blackScholesBatch({ ...row, spot, outputs: ['price', 'delta'], into });
      const spot = memory.subarray(0, 3);
      expectRefusal(call({ price: spot }, spot), 'shape.wrong_type', 'into.price');
      expectRefusal(call({ delta: memory.subarray(2, 5) }, spot), 'shape.wrong_type', 'into.delta');
      const twice = new Float64Array(3);
      expectRefusal(call({ price: twice, delta: twice }, spot), 'shape.wrong_type', 'into.delta');
      const bytes = new Uint8Array(memory.buffer, 23, 3);
      expectRefusal(call({ status: bytes }, spot), 'shape.wrong_type', 'into.status');
      const apart = memory.subarray(3, 6);
      expect(call({ price: apart }, spot)().price).toBe(apart);
      expect(Array.from(spot)).toEqual([30000, 30000, 30000]);
    });

    it('compares with an input as it came, whatever view of memory it is', () => {
      const rows = 2;
      const kinds = [Float32Array, Float64Array, Int8Array, Uint16Array, Int32Array] as const;
      const inputs = ['optionType', 'spot', 'strike', 'rate', 'volatility'] as const;
      for (const kind of kinds)
        for (const field of inputs) {
          const bytes = rows * kind.BYTES_PER_ELEMENT;
          // the input lies in the middle; the outputs before and after it touch it, or share its first or last bytes
          const memory = new ArrayBuffer(64);
          const input = new kind(memory, 24, rows).fill(1);
          const call = (into: object) => () =>
            blackScholesBatch({ ...row, [field]: input, outputs: ['price'], into });
          const at = (offset: number) => new Float64Array(memory, offset, rows);
          const codes = (offset: number) => new Uint8Array(memory, offset, rows);
          for (const offset of [16, 24, 8 * Math.ceil((24 + bytes) / 8) - 8])
            expectRefusal(call({ price: at(offset) }), 'shape.wrong_type', 'into.price');
          for (const offset of [23, 24, 24 + bytes - 1])
            expectRefusal(call({ status: codes(offset) }), 'shape.wrong_type', 'into.status');
          expect(Array.from(input)).toEqual([1, 1]);
          const after = 8 * Math.ceil((24 + bytes) / 8);
          for (const into of [
            { price: at(8), status: codes(24 + bytes) },
            { price: at(after), status: codes(22) },
          ]) {
            const found = call(into)();
            expect([found.price, found.status]).toEqual([into.price, into.status]);
            expect(found.price).toBe(into.price);
          }
          expect(Array.from(input)).toEqual([1, 1]);
        }
    });
  });

  it('leaves its inputs as they were', () => {
    const columns = Object.fromEntries(fields.map((field) => [field, Float64Array.of(row[field], NaN)]));
    const before = structuredClone(columns);
    blackScholesBatch({ ...(columns as unknown as Inputs), outputs: names });
    expect(columns).toEqual(before);
  });

  it('marks a row whose price is beyond all doubles', () => {
    const huge = { ...row, spot: [1.7e308, 30000], rate: 0, carryYield: -5, timeToExpiryYears: 100 };
    const { status, price } = blackScholesBatch({ ...huge, strike: 1, outputs: ['price'] });
    expect(Array.from(status, (code) => batchStatuses[code])).toEqual(['invalid_underlying', 'ok']);
    expect(price[0]).toBe(NaN);
  });

  it('marks a row whose output is no number at all, and none for a limit that is infinite', () => {
    const absurd = {
      ...row,
      spot: [1e300, 30000],
      strike: [1e300, 32000],
      timeToExpiryYears: 0,
      volatility: 0,
      rate: [-1e300, 0],
      carryYield: [-1e300, 0],
      suspicious: 'expected',
    } as const;
    for (const outputs of [['theta'], ['thetaPerDay'], ['price', 'theta'], ['theta', 'price']] as const) {
      const found = blackScholesBatch({ ...absurd, outputs });
      expect(Array.from(found.status, (code) => batchStatuses[code])).toEqual(['invalid_underlying', 'ok']);
      const columns: Partial<Record<BlackScholesOutput, Float64Array>> = found;
      for (const name of outputs) expect(Array.from(columns[name]!)).toEqual([NaN, 0]);
    }
    const kink = { ...row, strike: row.spot, timeToExpiryYears: 0, outputs: ['gamma', 'theta'] } as const;
    const { status, gamma, theta } = blackScholesBatch(kink);
    expect([status[0], gamma[0], theta[0]]).toEqual([0, Infinity, -Infinity]);
  });

  it('is never ok with a NaN, at any size of its inputs', () => {
    const sizes = [5e-324, 1e-300, 1e-150, 1, 100, 1e150, 1e300, Number.MAX_VALUE];
    const size = fc.oneof(
      fc.constantFrom(...sizes),
      fc.double({ min: 5e-324, noNaN: true, noDefaultInfinity: true }),
    );
    const rate = fc.tuple(fc.constantFrom(1, -1, 0), size).map(([sign, of]) => sign * of);
    const one = fc.record({
      optionType: fc.constantFrom(1, -1),
      spot: size,
      strike: size,
      timeToExpiryYears: fc.oneof(fc.constant(0), size),
      volatility: fc.oneof(fc.constant(0), size),
      rate,
      carryYield: rate,
      kind: fc.constantFrom('any', 'at the money', 'one rate', 'both'),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 20 }), (drawn) => {
        const rows = drawn.map(({ kind, ...of }) => ({
          ...of,
          strike: kind === 'at the money' || kind === 'both' ? of.spot : of.strike,
          carryYield: kind === 'one rate' || kind === 'both' ? of.rate : of.carryYield,
        }));
        for (const name of names) {
          const given = { ...columnsOf(rows), outputs: [name], suspicious: 'expected' } as const;
          const { status, [name]: column } = blackScholesBatch(given);
          column!.forEach((value, i) => {
            if (Number.isNaN(value) !== (batchStatuses[status[i]!] === 'invalid_underlying'))
              expect.fail(`${name} of ${JSON.stringify(rows[i])}: ${value} with code ${status[i]}`);
          });
        }
      }),
      { seed: 14, numRuns: 200 },
    );
  });

  it('refuses no column of another type, and marks all its rows', () => {
    for (const strike of [['28000', '30000'], BigInt64Array.of(28000n, 30000n)]) {
      const found = blackScholesBatch({ ...row, strike: strike as unknown as number[], outputs: ['price'] });
      expect(Array.from(found.status, (code) => batchStatuses[code])).toEqual([
        'invalid_strike',
        'invalid_strike',
      ]);
      expect(Array.from(found.price)).toEqual([NaN, NaN]);
    }
  });
});
