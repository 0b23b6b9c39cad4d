/**
 * What a row of a batch came to; the code in a `status` column is the index in this list, so that 0 is `ok`.
 *
 * @example
 * ```ts
 * import { batchStatuses } from 'betahedge/options';
 *
 * console.log(batchStatuses[1]); // below_intrinsic
 * ```
 */
export const batchStatuses = [
  'ok',
  'below_intrinsic',
  'at_intrinsic',
  'above_maximum',
  'no_time_left',
  'invalid_option_type',
  'invalid_underlying',
  'invalid_strike',
  'invalid_time',
  'invalid_volatility',
  'invalid_rate',
  'invalid_carry_yield',
  'invalid_price',
  'suspicious_unit',
] as const;

/** One of `batchStatuses`, in words. */
export type BatchStatus = (typeof batchStatuses)[number];
