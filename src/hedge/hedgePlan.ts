import {
  isAbsent,
  join,
  readFinite,
  readInteger,
  readList,
  readNonNegative,
  readObject,
  readProbability,
  readText,
  refuse,
} from '../foundation/checks.ts';
import type { Degenerate } from '../foundation/status.ts';
import { criticalT } from '../kernel/inference.ts';
import { normalQuantile } from '../kernel/normal.ts';
import { canonicalSum } from './canonicalSum.ts';
import { readBeta, refuseFailed, refuseMixedEstimates, refuseSide } from './estimateChecks.ts';
import type { BetaInput } from './estimateChecks.ts';
import type { HedgeLeg } from './hedgeLeg.ts';
import type { HedgeMoney, HedgeMoneyOptions } from './hedgeMoney.ts';
import { readTarget } from './hedgeTarget.ts';
import type { HedgeTarget, ReachedTarget } from './hedgeTarget.ts';

/** A position with its beta: `{ symbol, value, ...estimate }`. */
export interface HedgePosition extends BetaInput {
  /** Any name; positions of one symbol may come twice (long and short in hedge mode). */
  readonly symbol: string;
  /**
   * Signed value, options as delta times price. A position in the hedge instrument is valued at the `price` (and
   * `settlePrice`) of the call: its contracts are the value over that of a contract.
   */
  readonly value: number;
  /** Of the value, where it is not that of the hedge: converted by `fx`. */
  readonly currency?: string | undefined;
  /**
   * Name of the estimate that the beta is from: rows of one name (a coin and its perpetual) share one error, and net
   * before it counts. Left out: an estimate of its own.
   */
  readonly betaKey?: string | null | undefined;
  /** ccxt's own positions have it beside a notional without a sign; here the sign of `value` is the side. */
  readonly side?: undefined;
}

/** The book of a hedge, and how sure its betas are. */
export interface HedgeBookOptions extends HedgeMoneyOptions {
  /** The book as it is, hedges already in place among it. */
  readonly positions: readonly HedgePosition[];
  /**
   * Covariance of the beta estimates, in the order of the positions: of all, or of those alone that are not held in
   * the hedge instrument at its beta.
   */
  readonly betaCovariance?: readonly ArrayLike<number>[] | undefined;
  /** For Student t in the interval; default the smallest of the estimates', the normal where none has any. */
  readonly degreesOfFreedom?: number | undefined;
  /** Of the interval, strictly between 0 and 1; default 0.95. */
  readonly confidenceLevel?: number | undefined;
}

/** An instrument whose beta to the benchmark cannot carry a hedge. */
export type NoHedge = Degenerate<'instrument_beta_zero' | 'instrument_beta_not_distinct_from_zero'>;

/** The book in columns, in the order that it came in; values in the currency of the hedge. */
export interface Book {
  readonly positions: readonly HedgePosition[];
  readonly values: Float64Array;
  /** Standard errors of the betas; NaN where one is unknown. */
  readonly errors: Float64Array;
  /** Which leg a position is held in at the leg's beta, and so at its error; -1 for the others. */
  readonly legOf: Int32Array;
  /** Value held in each leg's instrument, at whatever beta. */
  readonly heldValues: readonly number[];
}

/** All that a hedge by beta is sized from. */
export interface HedgePlan extends ReachedTarget {
  readonly currency: string;
  readonly legs: readonly HedgeLeg[];
  readonly book: Book;
  /** Coins of inverse accounts included. */
  readonly dollarBetaBefore: number;
  readonly dollarBetaTarget: number;
  readonly quantile: { readonly confidenceLevel: number; readonly value: number };
}

/** Reads the book and the target against the legs. */
export function planHedge(
  caller: string,
  options: HedgeBookOptions & HedgeTarget,
  money: HedgeMoney,
  legs: readonly HedgeLeg[],
): HedgePlan {
  const book = readBook(caller, options, money, legs);
  const { positions, values } = book;
  const count = positions.length;
  const estimates = (positions as readonly BetaInput[]).concat(legs.map(({ estimate }) => estimate));
  const pathOf = (i: number): string =>
    i < count ? `positions[${i}]` : join(legs[i - count]!.at, 'instrumentBeta');
  refuseMixedEstimates(caller, options, estimates, pathOf);
  const target = readTarget(caller, options);
  const quantile = readQuantile(caller, options, estimates, pathOf);
  const dollarBetas = new Float64Array(count + legs.length);
  for (let i = 0; i < count; i++) dollarBetas[i] = values[i]! * positions[i]!.beta;
  legs.forEach(({ coinValue, beta }, k) => (dollarBetas[count + k] = coinValue * beta));
  return {
    ...target,
    currency: money.currency,
    legs,
    book,
    dollarBetaBefore: canonicalSum(dollarBetas),
    dollarBetaTarget: target.capital === null ? 0 : target.targetBeta * target.capital,
    quantile,
  };
}

/** Why a leg carries no hedge: its beta is 0, or its interval holds 0; null where it carries one. */
export function noHedge({ beta, betaError }: HedgeLeg, quantile: HedgePlan['quantile']): NoHedge | null {
  if (beta === 0) return { status: 'degenerate', reason: 'instrument_beta_zero' };
  if (Math.abs(beta) <= quantile.value * (betaError ?? 0))
    return { status: 'degenerate', reason: 'instrument_beta_not_distinct_from_zero' };
  return null;
}

/** Beta of the capital; null without capital. */
export function betaOf(caller: string, plan: HedgePlan, dollarBeta: number, path: string): number | null {
  return plan.capital === null ? null : finite(caller, dollarBeta / plan.capital + 0, path);
}

/** Products and quotients of huge and tiny doubles may overflow: inputs out of range, not a hedge. */
export function finite(caller: string, value: number, path: string): number {
  return Number.isFinite(value) ? value : refuse('domain.not_finite', caller, path, 'finite', value);
}

function readBook(
  caller: string,
  options: HedgeBookOptions,
  money: HedgeMoney,
  legs: readonly HedgeLeg[],
): Book {
  const positions = readList(caller, options, 'positions') as readonly HedgePosition[];
  const count = positions.length;
  const values = new Float64Array(count);
  const errors = new Float64Array(count);
  const legOf = new Int32Array(count).fill(-1);
  const legBySymbol = new Map(legs.map(({ instrument }, k) => [instrument.symbol, k]));
  const legByCoin = new Map<string, HedgeLeg>();
  for (const leg of legs) if (leg.coinEquity !== 0) legByCoin.set(leg.instrument.settle, leg);
  const held: number[][] = legs.map(() => []);
  for (let i = 0; i < count; i++) {
    const position = positions[i]!;
    if (!isSound(position)) readPosition(caller, position, `positions[${i}]`);
    const { symbol, beta, currency } = position;
    const value = (currency ?? null) === null ? position.value : position.value * money.rateOf(currency!);
    values[i] = value;
    errors[i] = position.betaStandardError ?? NaN;
    if (legByCoin.size > 0 && legByCoin.has(symbol)) refuseTwice(caller, legByCoin.get(symbol)!, i);
    const leg = legBySymbol.get(symbol);
    if (leg === undefined) continue;
    held[leg]!.push(value);
    if (beta === legs[leg]!.beta) legOf[i] = leg;
  }
  const heldValues = held.map((all) => canonicalSum(Float64Array.from(all)));
  return { positions, values, errors, legOf, heldValues };
}

/** A row in the name of the coin, as `bookExposure` gives it, has the coins of the account in it. */
function refuseTwice(caller: string, { at, instrument, coinEquity }: HedgeLeg, i: number): never {
  const { settle } = instrument;
  const expected = `0 where the coins are among the positions (positions[${i}] is ${settle}; coins held elsewhere have another name)`;
  return refuse('market.inconsistent', caller, join(at, 'coinEquity'), expected, coinEquity);
}

/**
 * Whether a position passes all that `readPosition` checks: the same without a name for each field, which costs a
 * book of thousands more than the sums do. What fails here is read again by name.
 */
function isSound(position: HedgePosition | null | undefined): boolean {
  if (typeof position !== 'object' || position === null || Array.isArray(position)) return false;
  const { symbol, value, beta, betaStandardError, currency, betaKey } = position;
  const { status, side } = position as { status?: unknown; side?: unknown };
  return (
    (status === undefined || status === 'ok') &&
    side === undefined &&
    typeof symbol === 'string' &&
    symbol !== '' &&
    Number.isFinite(value) &&
    Number.isFinite(beta) &&
    Math.abs(beta) <= 25 &&
    Number.isFinite(betaStandardError ?? 0) &&
    (betaStandardError ?? 0) >= 0 &&
    (currency === undefined || (typeof currency === 'string' && currency !== '')) &&
    (betaKey === undefined || (typeof betaKey === 'string' && betaKey !== ''))
  );
}

function readPosition(caller: string, position: HedgePosition, at: string): void {
  readObject(caller, position, at);
  refuseFailed(caller, position, at);
  refuseSide(caller, position, at, 'value');
  readText(caller, position, 'symbol', at);
  readBeta(caller, position, at);
  readFinite(caller, position, 'value', at);
  if (!isAbsent(position, 'betaStandardError')) readNonNegative(caller, position, 'betaStandardError', at);
  if (!isAbsent(position, 'currency')) readText(caller, position, 'currency', at);
  if (!isAbsent(position, 'betaKey')) readText(caller, position, 'betaKey', at);
}

function readQuantile(
  caller: string,
  options: HedgeBookOptions,
  estimates: readonly BetaInput[],
  pathOf: (index: number) => string,
): HedgePlan['quantile'] {
  const confidenceLevel = readProbability(caller, options, 'confidenceLevel', 0.95);
  let least = Infinity;
  let seen: number | null = null;
  const sources = isAbsent(options, 'degreesOfFreedom') ? estimates : [options];
  for (let i = 0; i < sources.length; i++) {
    const degreesOfFreedom = sources[i]!.degreesOfFreedom ?? null;
    if (degreesOfFreedom === null || degreesOfFreedom === seen) continue;
    const path = sources === estimates ? pathOf(i) : undefined;
    seen = readInteger(caller, sources[i]!, 'degreesOfFreedom', 1, path);
    least = Math.min(least, seen);
  }
  const value =
    least === Infinity ? -normalQuantile((1 - confidenceLevel) / 2) : criticalT(confidenceLevel, least);
  return { confidenceLevel, value };
}
