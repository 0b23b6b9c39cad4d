import {
  isAbsent,
  join,
  readFinite,
  readNonNegative,
  readObject,
  readPositive,
  refuse,
} from '../foundation/checks.ts';
import type { OrderLimit } from '../instruments/checkOrder.ts';
import type { OrderBound } from '../instruments/orderRequest.ts';

/**
 * What a hedge may grow to, each limit optional; money in the currency of the hedge. None of them blocks the part of a
 * trade that brings what is held nearer to zero.
 */
export interface HedgeLimits {
  /** Largest value of the trade. */
  readonly maximumTradeValue?: number | undefined;
  /** Largest value of the position in the instrument after the trade, whichever its side. */
  readonly maximumPositionValue?: number | undefined;
  /** Equity of the account, above zero; with `maximumLeverage`. */
  readonly equity?: number | undefined;
  /** Value of the position after the trade over `equity`. */
  readonly maximumLeverage?: number | undefined;
  /** Margin not yet in use; at 0 or below nothing can be added. With `initialMarginRate`. */
  readonly freeMargin?: number | undefined;
  /** Fraction of the value that is added which the venue asks for; what closing sets free is not counted. */
  readonly initialMarginRate?: number | undefined;
  /** Value traded of the instrument in a day; with `maximumParticipation`. */
  readonly dailyVolume?: number | undefined;
  /** Fraction of `dailyVolume` that the trade may be, at most 1. */
  readonly maximumParticipation?: number | undefined;
  /** Largest value of a trade that the order book bears, from elsewhere; beside a participation the lesser holds. */
  readonly maximumLiquidityValue?: number | undefined;
}

/** What can keep an order from the exact hedge: the call's own limits first, then the venue's. */
export type HedgeLimit =
  | 'maximum_trade_value'
  | 'maximum_position_value'
  | 'maximum_leverage'
  | 'free_margin'
  | 'maximum_participation'
  | 'maximum_liquidity_value'
  | Exclude<OrderBound, 'maximum_contracts'>
  | OrderLimit;

/** A limit and what it left of a trade. */
export interface AppliedLimit {
  /** Which. */
  readonly limit: HedgeLimit;
  /** Most contracts that it allowed on the side of the trade, signed. */
  readonly contracts: number;
}

/** A limit as read: in which way it counts, and how much it allows. */
export interface ValueLimit {
  readonly limit: HedgeLimit;
  /** `trade`: what is traded; `position`: what is held after it; `added`: what is not closing. */
  readonly counts: 'trade' | 'position' | 'added';
  readonly value: number;
}

/** Reads the limits, in the order in which they apply. */
export function readLimits(
  caller: string,
  source: { readonly limits?: HedgeLimits | undefined },
  at?: string,
): readonly ValueLimit[] {
  if (isAbsent(source, 'limits')) return [];
  const path = join(at, 'limits');
  const limits = readObject(caller, source.limits, path);
  const read: ValueLimit[] = [];
  const add = (
    limit: HedgeLimit,
    counts: ValueLimit['counts'],
    field: keyof HedgeLimits,
    value: number,
  ): void => {
    if (!Number.isFinite(value))
      refuse('domain.not_finite', caller, join(path, field), 'that of a finite value', value);
    read.push({ limit, counts, value });
  };
  const given = (field: keyof HedgeLimits): boolean => !isAbsent(limits, field);
  const amount = (field: keyof HedgeLimits): number => readNonNegative(caller, limits, field, path);

  if (given('maximumTradeValue'))
    add('maximum_trade_value', 'trade', 'maximumTradeValue', amount('maximumTradeValue'));
  if (given('maximumPositionValue'))
    add('maximum_position_value', 'position', 'maximumPositionValue', amount('maximumPositionValue'));
  // Of a pair that makes one limit each asks for the other: half of one limits nothing.
  if (given('equity') || given('maximumLeverage')) {
    const equity = readPositive(caller, limits, 'equity', path);
    add('maximum_leverage', 'position', 'maximumLeverage', amount('maximumLeverage') * equity);
  }
  if (given('freeMargin') || given('initialMarginRate')) {
    const freeMargin = readFinite(caller, limits, 'freeMargin', path);
    const rate = readFraction(caller, limits, 'initialMarginRate', path);
    if (rate === 0) refuse('domain.not_positive', caller, join(path, 'initialMarginRate'), 'positive', rate);
    add('free_margin', 'added', 'freeMargin', Math.max(0, freeMargin) / rate);
  }
  if (given('dailyVolume') || given('maximumParticipation')) {
    const participation = readFraction(caller, limits, 'maximumParticipation', path);
    add('maximum_participation', 'trade', 'dailyVolume', amount('dailyVolume') * participation);
  }
  if (given('maximumLiquidityValue'))
    add('maximum_liquidity_value', 'trade', 'maximumLiquidityValue', amount('maximumLiquidityValue'));
  return read;
}

/**
 * What each limit allows of a trade, on the side of `exact`, in contracts.
 *
 * Formula: with h contracts held, v the limit's value over that of a contract, and the trade towards h's other side,
 * the first |h| contracts reduce and pass: a trade of up to max(v, |h|), a position of |h| + v, |h| + v where only
 * what is added counts. With the trade on the side of h, or h = 0: v, v - |h|, v.
 */
export function allowedContracts(
  caller: string,
  limits: readonly ValueLimit[],
  exact: number,
  held: number,
  contractValue: number,
): readonly AppliedLimit[] {
  if (exact === 0) return [];
  const reducing = held !== 0 && held > 0 !== exact > 0 ? Math.abs(held) : 0;
  const adding = reducing > 0 ? 0 : Math.abs(held);
  return limits.map(({ limit, counts, value }) => {
    const most = value / contractValue;
    const allowed =
      counts === 'trade'
        ? Math.max(most, reducing)
        : counts === 'added'
          ? reducing + most
          : Math.max(0, reducing + most - adding);
    if (!Number.isFinite(allowed))
      refuse(
        'domain.not_finite',
        caller,
        'limits',
        'such that they allow a finite number of contracts',
        allowed,
      );
    return { limit, contracts: (exact < 0 ? -allowed : allowed) + 0 };
  });
}

/** The limit that allows least; the first of equals. Null where there is none. */
export function tightest(allowed: readonly AppliedLimit[]): AppliedLimit | null {
  let least: AppliedLimit | null = null;
  for (const limit of allowed)
    if (least === null || Math.abs(limit.contracts) < Math.abs(least.contracts)) least = limit;
  return least;
}

function readFraction(caller: string, limits: object, field: keyof HedgeLimits, path: string): number {
  const fraction = readNonNegative(caller, limits, field, path);
  if (fraction <= 1) return fraction;
  return refuse(
    'domain.out_of_range',
    caller,
    join(path, field),
    'a fraction of at most 1 (per cent came?)',
    fraction,
  );
}
