import { isAbsent, readInteger, readOneOf } from './checks.ts';

/** What an estimate may be told of its returns, and says again, so that estimates are not mixed up. */
export interface ConventionOptions {
  /** How the returns were made, where the estimate is to say so. */
  readonly returnKind?: 'simple' | 'log' | undefined;
  /** Length of a period in milliseconds, where the estimate is to say so: sizing refuses to mix horizons. */
  readonly horizonMs?: number | undefined;
  /** When the last sample was known, epoch milliseconds, where the estimate is to say so. */
  readonly asOf?: number | undefined;
}

/** The convention of an estimate. */
export interface Convention {
  /** As told; null where not. */
  readonly returnKind: 'simple' | 'log' | null;
  /** As told; null where not. */
  readonly horizonMs: number | null;
  /** As told; null where not. */
  readonly asOf: number | null;
}

/** What the options say of the returns; null for what they don't. */
export function readConvention(caller: string, options: ConventionOptions): Convention {
  const told = (field: 'horizonMs' | 'asOf', least: number): number | null =>
    isAbsent(options, field) ? null : readInteger(caller, options, field, least);
  return {
    returnKind: isAbsent(options, 'returnKind')
      ? null
      : readOneOf(caller, options, 'returnKind', ['simple', 'log']),
    horizonMs: told('horizonMs', 1),
    asOf: told('asOf', 0),
  };
}
