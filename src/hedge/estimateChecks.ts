import {
  isAbsent,
  readFinite,
  readNonNegative,
  readOneOf,
  readPositive,
  readTimestamp,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';

/** A beta and what is known of its estimate; a `BetaEstimate` of `capmBeta` is one. */
export interface BetaInput {
  /** Against the benchmark of the hedge. */
  readonly beta: number;
  /** Its standard error; 0 where the beta is exact. Left out or null: unknown, and no interval is given. */
  readonly betaStandardError?: number | null | undefined;
  /** Of the estimate: the smallest of the book's is what the interval goes by, unless told otherwise. */
  readonly degreesOfFreedom?: number | undefined;
  /** Period of the returns, milliseconds. */
  readonly horizonMs?: number | null | undefined;
  /** How the returns were made. */
  readonly returnKind?: 'simple' | 'log' | null | undefined;
  /** When the last sample was known, epoch milliseconds. */
  readonly asOf?: number | null | undefined;
}

interface AgeOptions {
  readonly now?: number | undefined;
  readonly maximumEstimateAgeMs?: number | undefined;
}

/** A beta beyond any asset's comes of one series in per cent and the other in fractions. */
export function readBeta(caller: string, estimate: object, at: string): number {
  const beta = readFinite(caller, estimate, 'beta', at);
  return Math.abs(beta) <= 25
    ? beta
    : refuseSuspicious(caller, `${at}.beta`, beta, 25, 'within 25 (is one series in per cent?)');
}

/** Refuses a result that is not `ok`, spread into a position by untyped code. */
export function refuseFailed(caller: string, estimate: object, at: string): void {
  const { status } = estimate as { status?: unknown };
  if (status !== undefined && status !== 'ok')
    refuse('estimate.not_ok', caller, `${at}.status`, 'ok', status);
}

/** Refuses a ccxt position, whose numbers have no sign: the side says it. */
export function refuseSide(caller: string, position: object, at: string, signed: string): void {
  if (isAbsent(position, 'side')) return;
  const expected = `absent, and ${signed} signed, + long (a ccxt position came?)`;
  refuse('unit.suspicious', caller, `${at}.side`, expected, (position as { side?: unknown }).side);
}

/**
 * Refuses betas that do not belong together: an hourly beta is not a daily one (Epps effect), and one of
 * log returns is not one of simple returns. With a maximum age, refuses stale betas and those from the future.
 */
export function refuseMixedEstimates(
  caller: string,
  options: AgeOptions,
  estimates: readonly BetaInput[],
  pathOf: (index: number) => string,
): void {
  const ages = readAges(caller, options);
  const horizon = firstTold(estimates, 'horizonMs');
  const kind = firstTold(estimates, 'returnKind');
  if (horizon >= 0) readPositive(caller, estimates[horizon]!, 'horizonMs', pathOf(horizon));
  if (kind >= 0) readOneOf(caller, estimates[kind]!, 'returnKind', ['simple', 'log'], pathOf(kind));
  const { horizonMs } = estimates[horizon] ?? {};
  const { returnKind } = estimates[kind] ?? {};
  // Of times that come again, as they do in a book, only the first is looked at.
  let seen = NaN;
  for (let i = 0; i < estimates.length; i++) {
    const estimate = estimates[i]!;
    if ((estimate.horizonMs ?? horizonMs) !== horizonMs)
      refuseMixed(caller, estimates, 'horizonMs', horizon, i, pathOf);
    if ((estimate.returnKind ?? returnKind) !== returnKind)
      refuseMixed(caller, estimates, 'returnKind', kind, i, pathOf);
    const asOf = estimate.asOf ?? null;
    if (asOf === seen) continue;
    // A beta without error is one by definition (money, the benchmark itself), and has no age.
    if (asOf === null && (ages === null || estimate.betaStandardError === 0)) continue;
    seen = readTimestamp(caller, estimate, 'asOf', pathOf(i));
    if (ages !== null) refuseOutOfAge(caller, seen, ages, pathOf(i));
  }
}

function firstTold(estimates: readonly BetaInput[], field: 'horizonMs' | 'returnKind'): number {
  for (let i = 0; i < estimates.length; i++) if ((estimates[i]![field] ?? null) !== null) return i;
  return -1;
}

interface Ages {
  readonly now: number;
  readonly maximum: number;
}

function readAges(caller: string, options: AgeOptions): Ages | null {
  if (isAbsent(options, 'maximumEstimateAgeMs')) return null;
  const now = readTimestamp(caller, options, 'now');
  return { now, maximum: readNonNegative(caller, options, 'maximumEstimateAgeMs') };
}

function refuseOutOfAge(caller: string, asOf: number, { now, maximum }: Ages, at: string): void {
  if (asOf > now) refuse('estimate.not_yet_known', caller, `${at}.asOf`, `at most now, ${now}`, asOf);
  if (now - asOf <= maximum) return;
  const age = `${now - asOf} ms old, ${maximum} allowed by maximumEstimateAgeMs`;
  refuse('estimate.stale', caller, `${at}.asOf`, `at least ${now - maximum} (${age})`, asOf);
}

function refuseMixed(
  caller: string,
  estimates: readonly BetaInput[],
  field: 'horizonMs' | 'returnKind',
  first: number,
  other: number,
  pathOf: (index: number) => string,
): never {
  const expected = `${String(estimates[first]![field])}, as ${pathOf(first)} has`;
  return refuse('estimate.mixed', caller, `${pathOf(other)}.${field}`, expected, estimates[other]![field]);
}
