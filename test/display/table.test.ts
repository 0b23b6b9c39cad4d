import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import { kalmanBeta } from '../../src/beta/kalmanBeta.ts';
import { multiFactorBeta } from '../../src/beta/multiFactorBeta.ts';
import { riskDecomposition } from '../../src/beta/riskDecomposition.ts';
import { rollingRegression } from '../../src/beta/rollingRegression.ts';
import { table } from '../../src/display/table.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { blackScholes } from '../../src/options/blackScholes.ts';
import { blackScholesBatch } from '../../src/options/blackScholesBatch.ts';
import { expectRefusal } from '../errors.ts';

const benchmarkReturns = [0.012, -0.009, 0.02, 0.004, -0.015, 0.01, 0.003, -0.006];
const assetReturns = [0.021, -0.012, 0.034, 0.005, -0.027, 0.018, 0.001, -0.013];
const estimate = orThrow(capmBeta({ assetReturns, benchmarkReturns }));
const day = 86_400_000;

/** The one cell of a field, and its unit. */
function cell(name: string, value: unknown): unknown {
  return table({ [name]: value })[0]!['value'];
}

function unit(result: object, path: string): string {
  const row = table(result).find(({ field }) => field === path);
  if (row === undefined) throw new Error(`no ${path}`);
  return String(row['unit']);
}

describe('a cell', () => {
  test.each([
    ['a whole number is whole', 'x', 12_345_678, 12_345_678],
    ['six digits', 'x', 1.23456789, 1.23457],
    ['six digits of what is small', 'x', -1.23456789e-9, -1.23457e-9],
    ['no digits that it has not', 'x', 0.1, 0.1],
    ['the whole part is whole', 'x', 1_234_567.89, 1_234_568],
    ['a negative whole part too', 'x', -123_456.7, -123_457],
    ['where six digits are the whole part', 'x', 99_999.96, 100_000],
    ['beyond what integers hold', 'x', 1.5e300, 1.5e300],
    ['no zero is negative', 'x', -0, 0],
    ['NaN is no number', 'x', NaN, 'none'],
    ['null is none', 'x', null, 'none'],
    ['infinite in words', 'x', Infinity, 'infinite'],
    ['and below zero', 'x', -Infinity, '-infinite'],
    ['a decimal as it came', 'amount', '0.10000000000000000001', '0.10000000000000000001'],
    ['a boolean', 'x', false, 'false'],
    ['a bigint', 'x', 10n ** 30n, `1${'0'.repeat(30)}`],
    ['a symbol', 'x', Symbol('s'), 'Symbol(s)'],
    ['an interval', 'x', { lower: 1.23456789, upper: 12_000 }, '1.23457 to 12,000'],
    ['an interval without an end', 'x', { lower: NaN, upper: null }, 'none to none'],
    ['a short list', 'x', ['a', 1, null], 'a, 1, none'],
    ['a long list', 'x', [1, 2, 3, 4, 5, 6, 7], '7 entries'],
    ['an empty list', 'x', [], '0 entries'],
    ['a list of records', 'x', [{}], '1 entry'],
    ['a record without fields', 'x', {}, 'object'],
    ['what hides its fields', 'x', new Map([[1, 2]]), 'object'],
    ['a time', 'timestamp', 1_704_067_200_000, '2024-01-01 00:00 UTC'],
    ['a time of an estimate', 'asOf', 1_704_067_260_001, '2024-01-01 00:01:00.001 UTC'],
    ['a time by its last word', 'lastTradeTimestamp', 0, '1970-01-01 00:00 UTC'],
    ['no time', 'timestamp', 0.5, 0.5],
    ['a length of time', 'horizonMs', 1_704_067_200_000, 1_704_067_200_000],
  ])('%s', (_, name, value, shown) => {
    expect(cell(name, value)).toBe(shown);
  });

  test('is within half of the sixth digit, and never a number where there is none', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const shown = cell('x', value);
        if (!Number.isFinite(value)) expect(typeof shown).toBe('string');
        else expect(Math.abs(Number(shown) - value)).toBeLessThanOrEqual(5.0000001e-6 * Math.abs(value));
      }),
      { seed: 2, numRuns: 2000 },
    );
  });
});

describe('units', () => {
  test('of an estimate', () => {
    const units = Object.fromEntries(table(estimate).map((row) => [String(row['field']), row['unit']]));
    expect(units).toMatchObject({
      status: '',
      beta: 'per 1.00 of benchmark return',
      betaStandardError: 'per 1.00 of benchmark return',
      betaInterval: 'per 1.00 of benchmark return',
      betaTStatistic: 'standard errors',
      betaPValue: 'probability',
      alpha: 'return per period',
      alphaInterval: 'return per period',
      alphaBetaCovariance: '',
      rSquared: 'fraction',
      observations: 'count',
      horizonMs: 'milliseconds',
    });
  });

  test('of a factor: its own return, under whatever name', () => {
    const factorReturns = { alpha: benchmarkReturns, rho: [1, 5, 2, 8, 3, 1, 4, 4].map((x) => x / 100) };
    const { factors } = orThrow(multiFactorBeta({ assetReturns, factorReturns }));
    expect(table(factors).columns).toContainEqual({ name: 'beta', unit: 'per 1.00 of factor return' });
    const rolling = { betas: { alpha: new Float64Array(2) }, validFrom: 0 };
    expect(table(rolling).columns.at(-1)).toEqual({ name: 'betas.alpha', unit: 'per 1.00 of factor return' });
  });

  test('of Greeks only where they are raw, not as an exchange prints them', () => {
    const option = {
      optionType: 'call',
      strike: 100,
      timeToExpiryYears: 0.5,
      volatility: 0.6,
      rate: 0,
    } as const;
    const greeks = blackScholes({ ...option, spot: 100, carryYield: 0 });
    expect(unit(greeks, 'vega')).toBe('per 1.00 of volatility');
    expect(unit(greeks, 'vegaPerVolPoint')).toBe('per 0.01 of volatility');
    expect(unit(greeks, 'theta')).toBe('per year');
    for (const name of ['delta', 'gamma', 'vega', 'theta', 'rho'])
      expect(unit({ delta: 0.5, gamma: 1, vega: 20, theta: -3, rho: 1 }, name)).toBe('');
  });

  test('of a name that says different things, by what stands beside it', () => {
    const risk = orThrow(riskDecomposition({ assetReturns, benchmarkReturns, periodsPerYear: 365 }));
    expect(unit(risk, 'trackingError')).toBe('return per period');
    expect(unit(risk, 'annualisedTrackingError')).toBe('fraction per year');
    expect(unit({ trackingError: 0.2, volatilityAfter: 0.3 }, 'trackingError')).toBe('fraction per year');
    expect(unit({ trackingError: 0.2 }, 'trackingError')).toBe('');
  });

  test('none is guessed', () => {
    for (const name of ['price', 'value', 'amount', 'totalVariance', 'markPrice', 'gamma', 'vega', 'x', ''])
      expect(unit({ [name]: 1 }, name)).toBe('');
  });

  test('money is named where the result says which', () => {
    const book = { numeraire: 'USD', total: { dollarBeta: 1, ofEquity: { dollarBeta: 0.5 } }, equity: 2 };
    expect(unit(book, 'total.dollarBeta')).toBe('USD per 1.00 of benchmark return');
    expect(unit(book, 'total.ofEquity.dollarBeta')).toBe('fraction of equity');
    expect(unit(book, 'equity')).toBe('USD');
    expect(unit({ numeraire: '$&', dollarDelta: 1 }, 'dollarDelta')).toBe('$& per 1.00 of coin return');
    expect(unit({ dollarBeta: 1 }, 'dollarBeta')).toBe('money per 1.00 of benchmark return');
    expect(unit({ currency: 'USDT', dollarBetaTarget: 0 }, 'dollarBetaTarget')).toBe(
      'USDT per 1.00 of benchmark return',
    );
    // What a contract is settled in is not what its exposure is counted in.
    expect(unit({ currency: 'BTC', dollarDelta: 1 }, 'dollarDelta')).toBe('money per 1.00 of coin return');
  });
});

describe('a single result', () => {
  test('is a row a field, those of records in it by their paths; methods and what is absent left out', () => {
    const rows = table({ a: { b: { c: 1 }, d: 'x' }, e: undefined, f: () => 1, g: null });
    expect(rows.map(({ field, value }) => [field, value])).toEqual([
      ['a.b.c', 1],
      ['a.d', 'x'],
      ['g', 'none'],
    ]);
    expect(rows.title).toBe('');
    expect(rows.note).toBe('');
  });

  test('that is not ok says so above, and its status stays a word', () => {
    const rows = table(capmBeta({ assetReturns: [0.1], benchmarkReturns: [0.2] }));
    expect(rows.title).toBe('Status: insufficient_data');
    expect(rows.map(({ value }) => value)).toEqual(['insufficient_data', 3, 1]);
    expect(table({ status: 'degenerate' }, { title: 'ETH' }).title).toBe('ETH');
  });

  test('with columns besides is still one: its numbers come first', () => {
    const kalman = orThrow(
      kalmanBeta({ assetReturns, benchmarkReturns, noise: { observationVariance: 1e-5, alphaStepVariance: 0, betaStepVariance: 1e-4 } }), // prettier-ignore
    );
    expect(table(kalman).map(({ field }) => field)).toContain('beta');
    const innovations = table(kalman, { columns: ['innovations'] });
    expect(innovations.columns.map(({ name }) => name)).toEqual(['row', 'innovations']);
  });

  test('shows the fields that are asked for, in that order', () => {
    const rows = table(estimate, { columns: ['observations', 'beta'] });
    expect(rows.map(({ field }) => field)).toEqual(['observations', 'beta']);
  });
});

describe('a series', () => {
  const timestamps = benchmarkReturns.map((_, i) => i * day);
  const rolling = { timestamps, ...rollingRegression({ assetReturns, benchmarkReturns, window: 4 }) };

  test('begins where it has an answer, and says so', () => {
    const rows = table(rolling, { columns: ['timestamps', 'beta'] });
    expect(rows.length).toBe(6);
    expect(rows[0]).toEqual({ row: '0 to 2', timestamps: '...', beta: '...' });
    expect(rows[1]).toMatchObject({ row: 3, timestamps: '1970-01-04 00:00 UTC' });
    expect(Number(rows[1]!['beta'])).toBeCloseTo(rolling.beta[3]!, 4);
    expect(rows.note).toBe('8 rows, no answer before row 3');
  });

  test('of many rows is its two ends, and says what is left out', () => {
    const rows = table({ values: Float64Array.from({ length: 1000 }, (_, i) => i), validFrom: 9 });
    expect(rows.map(({ row }) => row)).toEqual(
      ['0 to 8', ...range(9, 19), '19 to 989', ...range(990, 1000)], // prettier-ignore
    );
    expect(rows.note).toBe('1000 rows, no answer before row 9, 971 left out');
    expect(rows.every(({ row, values }) => typeof row !== 'number' || values === row)).toBe(true);
  });

  test('of a long wait and few answers is shown whole from the first of them', () => {
    const rows = table({ values: new Float64Array(25), validFrom: 15 });
    expect(rows.map(({ row }) => row)).toEqual(['0 to 14', ...range(15, 25)]);
    expect(rows.note).toBe('25 rows, no answer before row 15');
  });

  test.each([
    [20, 20],
    [21, 21],
    [3, 3],
  ])('of at most %s rows is whole', (length, maximumRows) => {
    const rows = table(new Float64Array(length), { maximumRows });
    expect(rows.length).toBe(length);
    expect(rows.note).toBe('');
    const cut = table(new Float64Array(length + 1), { maximumRows });
    expect(cut.length).toBe(maximumRows + 1);
    expect(cut.note).toBe(`${length + 1} rows, 1 left out`);
  });

  test('without any answer is shown from its first row', () => {
    const rows = table(rollingRegression({ assetReturns, benchmarkReturns, window: 9 }), {
      columns: ['beta'],
    });
    expect(rows.map(({ beta }) => beta)).toEqual(benchmarkReturns.map(() => 'none'));
  });

  test.each([-1, 99, 1.5, NaN, '3'])('is shown whole where validFrom is %s', (validFrom) => {
    const rows = table({ values: new Float64Array(3), validFrom });
    expect(rows.filter(({ values }) => values === 0).length).toBe(validFrom === 99 ? 0 : 3);
  });

  test('has each column of a list of columns', () => {
    const rows = table({ contracts: [Float64Array.of(1, 2), Float64Array.of(3, 4)] });
    expect(rows).toEqual([
      { row: 0, 'contracts[0]': 1, 'contracts[1]': 3 },
      { row: 1, 'contracts[0]': 2, 'contracts[1]': 4 },
    ]);
    expect(rows.columns[1]!.unit).toBe('contracts');
  });

  test('shows the statuses of a batch in words', () => {
    const batch = blackScholesBatch({ optionType: 'call', strike: 100, timeToExpiryYears: 1, volatility: [0.5, -1], rate: 0, spot: 100, carryYield: 0, outputs: ['price'] }); // prettier-ignore
    expect(table(batch).map(({ status }) => status)).toEqual(['ok', 'invalid_volatility']);
  });
});

describe('a list', () => {
  test('of records is a row each, in all the columns that any of them has', () => {
    const rows = table([{ a: 1, b: { c: 2 } }, { d: 'x' }]);
    expect([...rows]).toEqual([
      { a: 1, 'b.c': 2, d: 'none' },
      { a: 'none', 'b.c': 'none', d: 'x' },
    ]);
  });

  test('of numbers, and a matrix, is numbered', () => {
    expect([...table([1.5, null])]).toEqual([
      { row: 0, value: 1.5 },
      { row: 1, value: 'none' },
    ]);
    expect([...table([[1, 0.5], Float64Array.of(0.5, 1)])]).toEqual([
      { row: 0, 0: 1, 1: 0.5 },
      { row: 1, 0: 0.5, 1: 1 },
    ]);
  });

  test('without entries says so', () => {
    for (const empty of [[], {}, new Float64Array()]) {
      expect(table(empty).length).toBe(0);
      expect(table(empty).note).toBe('no rows');
    }
  });

  test('of many is cut, and then numbered', () => {
    const rows = table(
      Array.from({ length: 30 }, (_, i) => ({ symbol: `COIN${i}` })),
      { maximumRows: 2 },
    );
    expect([...rows]).toEqual([
      { row: 0, symbol: 'COIN0' },
      { row: '1 to 28', symbol: '...' },
      { row: 29, symbol: 'COIN29' },
    ]);
  });
});

test('is rows and nothing else to whoever counts, copies or writes them', () => {
  const rows = table(estimate);
  expect(Object.keys(rows)).toEqual(range(0, rows.length).map(String));
  expect(JSON.parse(JSON.stringify(rows))).toEqual([...rows]);
});

test('leaves the result as it is, and takes a frozen one', () => {
  const result = Object.freeze({ a: Object.freeze([1, 2]), b: Object.freeze({ c: NaN }) });
  table(result);
  expect(result).toEqual({ a: [1, 2], b: { c: NaN } });
});

describe('refused is', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  test.each([
    ['a number', () => table(42 as never), 'shape.wrong_type', 'result'],
    ['nothing', () => table(undefined as never), 'shape.missing_field', 'result'],
    ['null', () => table(null as never), 'shape.missing_field', 'result'],
    ['text', () => table('beta' as never), 'shape.wrong_type', 'result'],
    ['a list of both', () => table([{ a: 1 }, 2]), 'shape.wrong_type', 'result[1]'],
    ['a number before records', () => table([2, { a: 1 }] as never), 'shape.wrong_type', 'result[0]'],
    ['a hole', () => table([{ a: 1 }, undefined as never]), 'shape.missing_field', 'result[1]'],
    ['a circle', () => table(cyclic), 'domain.out_of_range', Array(9).fill('self').join('.')],
    ['a column that is not there', () => table(estimate, { columns: ['beta', 'betta'] }), 'domain.not_one_of', 'columns[1]'],
    ['a column without a name', () => table(estimate, { columns: [''] }), 'shape.wrong_type', 'columns[0]'],
    ['columns that are no list', () => table(estimate, { columns: 'beta' as never }), 'shape.wrong_type', 'columns'],
    ['an empty title', () => table(estimate, { title: '' }), 'shape.wrong_type', 'title'],
    ['one row', () => table(estimate, { maximumRows: 1 }), 'domain.out_of_range', 'maximumRows'],
    ['half a row', () => table(estimate, { maximumRows: 2.5 }), 'domain.not_integer', 'maximumRows'],
    ['options that are none', () => table(estimate, 1 as never), 'shape.wrong_type', 'options'],
  ] as const)('%s', (_, run, code, path) => {
    expectRefusal(run, code, path);
  }); // prettier-ignore
});

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
