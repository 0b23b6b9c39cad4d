// What is pasted into the page, read strictly: a book and prices, and refusals that say which field is wrong, and where.
// `npm run example hedge-page` builds it into a page.
import { InputError, isBetahedgeError } from 'betahedge';
import type { BetahedgeError, ErrorCode } from 'betahedge';
import type { TimedSeries } from 'betahedge/returns';

/** The fields of the page, as they were typed or pasted. */
export type PageFields = Readonly<
  Record<'book' | 'prices' | 'benchmark' | 'days' | 'targetBeta' | 'contractSize' | 'lot', string>
>;

/** An error, and the field of the page that it is about. */
export class FieldError extends Error {
  readonly field: keyof PageFields;
  readonly error: BetahedgeError;

  constructor(field: keyof PageFields, error: BetahedgeError) {
    super(error.message);
    this.field = field;
    this.error = error;
  }
}

/** Runs what a field is given to; a refusal is that field's, and speaks of rows and columns as they were pasted. */
export function about<T>(field: keyof PageFields, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!isBetahedgeError(error)) throw error;
    const { code, caller, expected, received } = error;
    const path = error.path
      .replace(/^series\.(.+)\.values\[(\d+)\]$/, 'prices[$2].$1')
      .replace(/^series\.(.+)\.timestamps\[(\d+)\]$/, 'prices[$2].date');
    throw new FieldError(field, new InputError({ code, caller, path, expected, received }));
  }
}

export function refuse(code: ErrorCode, path: string, expected: string, received: unknown): never {
  const words = typeof received === 'string' ? JSON.stringify(received).slice(0, 60) : String(received);
  throw new InputError({ code, caller: 'the page', path, expected, received: words });
}

/** Plain digits; an empty text is no 0, and a comma no point. */
export function readNumber(value: unknown, path: string): number {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text)))
    return Number(text);
  return refuse('shape.wrong_type', path, 'a number, as 1234.5', value);
}

export interface Holding {
  readonly symbol: string;
  /** Coins, signed. */
  readonly quantity: number;
}

/** Lines of symbol and quantity, or JSON: a list of such, or an object of quantities by symbol. */
export function readBook(text: string): readonly Holding[] {
  const isJson = /^\s*[[{]/.test(text);
  const rows = isJson
    ? rowsOfJson(text)
    : tableOf(text).filter(([first = ''], i) => i > 0 || !HEADER.test(first));
  if (rows.length === 0) refuse('shape.missing_field', 'book', 'lines of symbol,quantity', text);
  return rows.map((cells, i) => {
    refuseMore(cells, 2, `book[${i}]`);
    const [symbol, quantity] = cells;
    if (typeof symbol !== 'string' || symbol === '')
      return refuse('shape.wrong_type', `book[${i}].symbol`, 'the name of a coin', symbol);
    return { symbol, quantity: readNumber(quantity, `book[${i}].quantity`) };
  });
}

/** By its first name alone: another line of words is one whose quantity is wrong. */
const HEADER = /^(symbol|coin|asset|ticker|currency)$/i;

/** What a comma within a number would make of a line: 1,234 is one coin, and another column. */
function refuseMore(cells: readonly unknown[], most: number, path: string): void {
  if (cells.slice(most).every((cell) => cell === '')) return;
  refuse('shape.length_mismatch', path, `${most} cells (a comma within a number?)`, cells.join(' | '));
}

function rowsOfJson(text: string): readonly (readonly unknown[])[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refuse('shape.wrong_type', 'book', `JSON (${(error as Error).message})`, text);
  }
  if (!Array.isArray(json)) return Object.entries(json as object);
  return json.map((row: unknown, i) => {
    if (typeof row !== 'object' || row === null)
      return refuse('shape.wrong_type', `book[${i}]`, '{ "symbol": ..., "quantity": ... }', row);
    const { symbol, quantity } = row as Readonly<Record<string, unknown>>;
    return [symbol, quantity];
  });
}

/** A date, then a column a coin: `date,BTC,ETH`, oldest first. */
export function readPrices(text: string): Readonly<Record<string, TimedSeries>> {
  const [header = [], ...rows] = tableOf(text);
  const symbols = header.slice(1);
  if (symbols.length === 0 || rows.length === 0)
    refuse('shape.missing_field', 'prices', 'lines of date,BTC,ETH,... under a line of these names', text);
  const twice = symbols.find((symbol, i) => symbol === '' || symbols.indexOf(symbol) < i);
  if (twice !== undefined) refuse('domain.not_one_of', 'prices', 'columns of different names', twice);
  const timestamps = rows.map(([date = '', ...cells], i) => {
    refuseMore(cells, symbols.length, `prices[${i}]`);
    // Without a time of day a date is UTC; with one it would be local. A 30 February is read as 2 March by some engines.
    const time = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(date) ? Date.parse(date) : NaN;
    const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(date.slice(0, 10));
    return !isDay ? refuse('shape.wrong_type', `prices[${i}].date`, 'as 2026-12-01', date) : time;
  });
  const columns = symbols.map((symbol, k) => {
    const values = rows.map((cells, i) => readNumber(cells[k + 1], `prices[${i}].${symbol}`));
    return [symbol, { timestamps, values }] as const;
  });
  return Object.fromEntries(columns);
}

/** Cells of lines, separated by tabs, semicolons or commas; empty lines are none. */
function tableOf(text: string): readonly (readonly string[])[] {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  const separator = ['\t', ';'].find((one) => lines[0]?.includes(one) === true) ?? ',';
  return lines.map((line) => line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')));
}
