/**
 * Every code that betahedge raises, as `family.reason`. Codes and paths are API: `docs/errors.md` says
 * what each means and what to do about it.
 */
export type ErrorCode =
  | 'shape.missing_field'
  | 'shape.wrong_type'
  | 'shape.length_mismatch'
  | 'domain.not_finite'
  | 'domain.not_positive'
  | 'domain.negative'
  | 'domain.out_of_range'
  | 'domain.not_integer'
  | 'domain.not_one_of'
  | 'domain.not_covariance'
  | 'series.not_finite'
  | 'series.not_positive'
  | 'series.not_increasing'
  | 'unit.suspicious'
  | 'estimate.not_ok'
  | 'estimate.mixed'
  | 'estimate.stale'
  | 'estimate.not_yet_known'
  | 'price.stale'
  | 'price.not_yet_known'
  | 'market.unknown_settlement'
  | 'market.unsupported'
  | 'market.inconsistent'
  | 'state.out_of_order'
  | 'state.unknown_order'
  | 'state.order_in_flight'
  | 'state.invalid'
  | 'json.not_representable'
  | 'status.not_ok';

/** What an error says beside its message, as plain data. */
export interface ErrorDetails {
  /** Machine-readable reason, `family.reason`. */
  readonly code: ErrorCode;
  /** The public function that refused. */
  readonly caller: string;
  /** Which field or element, e.g. `benchmarkReturns[17]`; empty for the argument itself. */
  readonly path: string;
  /** What was expected, in words. */
  readonly expected: string;
  /** What came, in words. */
  readonly received: string;
}

/**
 * The base of every error that betahedge throws; `code` and `path` are stable, `message` is for people.
 *
 * @example
 * ```ts
 * import { isBetahedgeError } from 'betahedge';
 * import { capmBeta } from 'betahedge/beta';
 *
 * try {
 *   capmBeta({ assetReturns: [0.01, 0.02, 0.03], benchmarkReturns: [0.01, NaN, 0.02] });
 * } catch (error) {
 *   if (!isBetahedgeError(error)) throw error;
 *   console.log(error.code); // series.not_finite
 *   console.log(error.message); // capmBeta: benchmarkReturns[1] must be finite, got NaN
 * }
 * ```
 */
export class BetahedgeError extends Error implements ErrorDetails {
  /** Machine-readable reason, `family.reason`. */
  declare readonly code: ErrorCode;
  /** The public function that refused. */
  declare readonly caller: string;
  /** Which field or element; empty for the argument itself. */
  declare readonly path: string;
  /** What was expected, in words. */
  declare readonly expected: string;
  /** What came, in words. */
  declare readonly received: string;

  /** Builds the message from the details. */
  constructor(details: ErrorDetails) {
    super(
      `${details.caller}: ${details.path || 'the argument'} must be ${details.expected}, got ${details.received}`,
    );
    Object.assign(this, details);
  }

  /** The error as plain data, for logs and for the wire. */
  toJSON(): ErrorDetails & { readonly name: string; readonly message: string } {
    return Object.assign({ message: this.message }, this);
  }
}

/** The caller broke the contract: a field is missing, mistyped, out of its domain or in the wrong unit. */
export class InputError extends BetahedgeError {
  /** Of the class. */
  override readonly name: string = 'InputError';
}

/** A reducer refused an event or a snapshot; the state that was passed in is still the valid one. */
export class StateError extends BetahedgeError {
  /** Of the class. */
  override readonly name: string = 'StateError';
}

/** A result that was not `ok` met `orThrow`. */
export class ResultError extends BetahedgeError {
  /** Of the class. */
  override readonly name: string = 'ResultError';
}

/**
 * Tells a betahedge error from any other, also across two installed copies of the package.
 *
 * @example
 * ```ts
 * import { isBetahedgeError } from 'betahedge';
 *
 * console.log(isBetahedgeError(new Error('other'))); // false
 * ```
 */
export function isBetahedgeError(value: unknown): value is BetahedgeError {
  return value instanceof Error && 'caller' in value && 'expected' in value && 'received' in value;
}

/** A value in words, short enough for a message. */
export function describe(value: unknown): string {
  // Cut first: of a text of half a gigabyte there is no JSON.
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40)).slice(0, 40);
  if (Object(value) === value) return {}.toString.call(value);
  return String(value);
}
