import { isBetahedgeError } from '../foundation/errors.ts';
import type { BetahedgeError } from '../foundation/errors.ts';

/** A parsed value, or the error that `parse...` would have thrown. */
export type Parsed<T> =
  | { readonly status: 'ok'; readonly value: T }
  | { readonly status: 'invalid'; readonly error: BetahedgeError };

/** What `parse` returns or, of our own errors, what it throws. */
export function parsed<T>(parse: () => T): Parsed<T> {
  try {
    return { status: 'ok', value: parse() };
  } catch (error) {
    if (isBetahedgeError(error)) return { status: 'invalid', error };
    throw error;
  }
}
