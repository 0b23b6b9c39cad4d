import { utcText } from './utcText.ts';

/** What a cell holds: numbers to the digits that are shown, and all else in words. */
export type Cell = string | number;

/** What stands where there is no number: NaN, null and what is absent. */
export const NONE = 'none';

/** Whether it is a typed array. */
export function isTyped(value: unknown): value is ArrayLike<number> {
  return ArrayBuffer.isView(value) && 'length' in value;
}

/** Whether it is an array, or a typed one. */
export function isSequence(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || isTyped(value);
}

/** Whether it has fields, and is no array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !isSequence(value);
}

/** An interval is one cell: its ends are read together. */
export function isInterval(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).sort().join() === 'lower,upper';
}

/** The cell of a value; a field's name tells a time from a count. */
export function cellOf(name: string, value: unknown): Cell {
  if (typeof value === 'number') return numberCell(name, value);
  if (value === null || value === undefined) return NONE;
  if (isSequence(value)) return listCell(name, value);
  if (isInterval(value)) {
    const { lower, upper } = value as Readonly<Record<string, unknown>>;
    return `${textOf(cellOf(name, lower))} to ${textOf(cellOf(name, upper))}`;
  }
  const simple = value as string | boolean | bigint;
  return isRecord(value) ? 'object' : String(simple);
}

/** A cell in words: the thousands of a number set apart, and nothing that steers a terminal or turns its text around. */
export function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
  return String(cell).replace(/^-?\d{4,}/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
}

const MOST_LISTED = 6;

function numberCell(name: string, value: number): Cell {
  if (Number.isNaN(value)) return NONE;
  if (!Number.isFinite(value)) return value > 0 ? 'infinite' : '-infinite';
  if (/timestamps?$|^(asOf|expiry|now)$/i.test(name)) return utcText(value) ?? value;
  if (Number.isInteger(value)) return value + 0;
  // Six digits, and never fewer than the whole part has.
  return Math.abs(value) >= 1e5 ? Math.round(value) : Number(value.toPrecision(6));
}

function listCell(name: string, list: ArrayLike<unknown>): Cell {
  const entries = Array.from(list);
  const isShort = entries.length > 0 && entries.length <= MOST_LISTED;
  if (!isShort || entries.some((entry) => typeof entry === 'object' && entry !== null))
    return entries.length === 1 ? '1 entry' : `${entries.length} entries`;
  return entries.map((entry) => textOf(cellOf(name, entry))).join(', ');
}
