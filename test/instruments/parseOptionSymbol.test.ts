import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOptionSymbol, safeParseOptionSymbol } from '../../src/instruments/parseOptionSymbol.ts';
import { expectRefusal } from '../errors.ts';
import { hasShared, readSharedCsv } from '../shared.ts';

const at = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day, 8);

describe('parseOptionSymbol', () => {
  it.each([
    ['BTC-27SEP24-40000-C', 'BTC', null, null, 'call', 40000, at(2024, 9, 27)],
    ['ETH-9JAN24-1900-P', 'ETH', null, null, 'put', 1900, at(2024, 1, 9)],
    ['ETH-09JAN24-1900-P', 'ETH', null, null, 'put', 1900, at(2024, 1, 9)],
    ['XRP_USDC-30JUN24-0d625-C', 'XRP', 'USDC', 'USDC', 'call', 0.625, at(2024, 6, 30)],
    ['BTC/USD:BTC-240927-40000-C', 'BTC', 'USD', 'BTC', 'call', 40000, at(2024, 9, 27)],
    ['XRP/USDC:USDC-240630-0.625-P', 'XRP', 'USDC', 'USDC', 'put', 0.625, at(2024, 6, 30)],
    ['BTC-26DEC25-105000-C-USDT', 'BTC', 'USDT', 'USDT', 'call', 105000, at(2025, 12, 26)],
    ['BTC-240927-40000-C', 'BTC', null, null, 'call', 40000, at(2024, 9, 27)],
    // Six digits of strike beside six of the day.
    ['BTC-240927-140000-C', 'BTC', null, null, 'call', 140000, at(2024, 9, 27)],
    ['BTC-USD-220325-194000-P', 'BTC', 'USD', null, 'put', 194000, at(2022, 3, 25)],
    ['BTC-USD_UM-260508-80000-C', 'BTC', 'USD', null, 'call', 80000, at(2026, 5, 8)],
    ['BTC_USDT-20240927-40000-C', 'BTC', 'USDT', 'USDT', 'call', 40000, at(2024, 9, 27)],
    ['1000PEPE/USDT:USDT-260101-0.012-P', '1000PEPE', 'USDT', 'USDT', 'put', 0.012, at(2026, 1, 1)],
    ['BTC-29FEB24-1-C', 'BTC', null, null, 'call', 1, at(2024, 2, 29)],
    ['BTC-31DEC99-1-C', 'BTC', null, null, 'call', 1, at(2099, 12, 31)],
    ['BTC-1JAN00-1-C', 'BTC', null, null, 'call', 1, at(2000, 1, 1)],
    ['BTC_USDT-20000229-1-C', 'BTC', 'USDT', 'USDT', 'call', 1, at(2000, 2, 29)],
  ] as const)('%s', (symbol, base, quote, settle, optionType, strike, expiry) => {
    const value = { base, quote, settle, optionType, strike, expiry };
    expect(parseOptionSymbol(symbol)).toEqual(value);
    expect(safeParseOptionSymbol(symbol)).toEqual({ status: 'ok', value });
  });

  it.each([
    ['BTC-PERPETUAL', 'shape.wrong_type'],
    ['BTC-27SEP24', 'shape.wrong_type'],
    ['BTC/USDT:USDT', 'shape.wrong_type'],
    ['', 'shape.wrong_type'],
    ['btc-27sep24-40000-c', 'shape.wrong_type'],
    ['BTC-27SEP24-40000-X', 'shape.wrong_type'],
    ['BTC-27SEP24--C', 'shape.wrong_type'],
    ['BTC-27SEP24-4e4-C', 'shape.wrong_type'],
    ['BTC-27SEP24--40000-C', 'shape.wrong_type'],
    ['BTC-27SEP2024-40000-C', 'shape.wrong_type'],
    [' BTC-27SEP24-40000-C', 'shape.wrong_type'],
    ['C-BTC-40000-270924', 'shape.wrong_type'],
    ['BTC-240927-240927-40000-C', 'shape.wrong_type'],
    ['BTC-27SEP24-0-C', 'domain.not_positive'],
    ['BTC-27SEP24-0d0-C', 'domain.not_positive'],
    ['BTC-31JUN24-40000-C', 'domain.out_of_range'],
    ['BTC-0JUN24-40000-C', 'domain.out_of_range'],
    ['BTC-27SEB24-40000-C', 'domain.out_of_range'],
    ['BTC-29FEB23-40000-C', 'domain.out_of_range'],
    ['BTC-241327-40000-C', 'domain.out_of_range'],
    ['BTC-240027-40000-C', 'domain.out_of_range'],
    ['BTC_USDT-21000229-40000-C', 'domain.out_of_range'],
    ['BTC_USDT-00240927-40000-C', 'domain.out_of_range'],
    ['BTC_USDT-19691231-40000-C', 'domain.out_of_range'],
  ] as const)('refuses %j', (symbol, code) => {
    expectRefusal(() => parseOptionSymbol(symbol), code, 'symbol');
    expect(safeParseOptionSymbol(symbol)).toMatchObject({ status: 'invalid', error: { code } });
  });

  it.each([
    [undefined, 'shape.missing_field'],
    [null, 'shape.missing_field'],
    [5, 'shape.wrong_type'],
    [['BTC-27SEP24-40000-C'], 'shape.wrong_type'],
  ] as const)('refuses %j, which is no text', (symbol, code) => {
    expectRefusal(() => parseOptionSymbol(symbol as never), code, 'symbol');
  });

  it("every day of four centuries, against the engine's own calendar", () => {
    const pad = (value: number, width: number): string => String(value).padStart(width, '0');
    const checked = { days: 0 };
    for (let time = Date.UTC(1970, 0, 1); time < Date.UTC(2370, 0, 1); time += 86_400_000) {
      const date = new Date(time);
      const day = pad(date.getUTCFullYear(), 4) + pad(date.getUTCMonth() + 1, 2) + pad(date.getUTCDate(), 2);
      if (parseOptionSymbol(`BTC_USDT-${day}-1-C`).expiry !== time + 28_800_000) throw new Error(day);
      checked.days++;
    }
    expect(checked.days).toBe(146_097);
  });

  it('no digits but those of a day: what the calendar lacks is refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (digits) => {
        const text = String(digits).padStart(6, '0');
        const [year, month, day] = [0, 2, 4].map((from) => Number(text.slice(from, from + 2))) as [
          number,
          number,
          number,
        ];
        const date = new Date(Date.UTC(2000 + year, month - 1, day, 8));
        const exists = month >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
        const parsed = safeParseOptionSymbol(`BTC-${text}-40000-C`);
        if (exists) expect(parsed).toMatchObject({ status: 'ok', value: { expiry: date.getTime() } });
        else expect(parsed).toMatchObject({ status: 'invalid', error: { code: 'domain.out_of_range' } });
      }),
      { seed: 11, numRuns: 3000 },
    );
  });
});

describe.skipIf(!hasShared)('names of real chains', () => {
  it.each([
    ['deribit_btc_chain_2020-05-21', 326],
    ['deribit_btc_chain_2021-02-11', 488],
    ['deribit_eth_book_summary_2024-01-08_mit', 684],
  ])('%s', (file, count) => {
    const rows = hasShared ? readSharedCsv(`data/options/${file}.csv`) : [];
    expect(rows.length).toBe(count);
    for (const row of rows)
      expect(parseOptionSymbol(row['instrument']!)).toEqual({
        base: row['currency'],
        quote: null,
        settle: null,
        optionType: row['type'],
        strike: Number(row['strike']),
        expiry: Date.parse(row['expiry']!),
      });
  });
});
