import { checkOrder } from '../instruments/checkOrder.ts';
import { roundAmount } from '../instruments/roundAmount.ts';
import type { Decision, RebalanceDecision } from '../rebalance/rebalanceDecision.ts';
import type { RebalanceEvent, SnapshotEvent } from '../rebalance/rebalanceEvent.ts';
import type { PolicyBand, RebalancePolicy } from '../rebalance/rebalancePolicy.ts';
import { initialRebalanceState } from '../rebalance/rebalanceState.ts';
import { stepRebalance } from '../rebalance/stepRebalance.ts';
import { contractsOf, fillOrder, markTo, openAccount, payFunding, valueOf } from './hedgeAccount.ts';
import type { Fill, HedgeAccount } from './hedgeAccount.ts';
import type { Leg, Market } from './replayOptions.ts';

/** A beta as it was known at a bar: 1 without error for the benchmark. */
export interface KnownBeta {
  /** Of the symbol. */
  readonly beta: number;
  /** Its standard error, classical; null where it was not estimated by regression. */
  readonly betaStandardError: number | null;
}

/** A position of the book at a bar. */
export interface KnownPosition extends KnownBeta {
  /** Of the coin. */
  readonly symbol: string;
  /** Signed, at the bar's price. */
  readonly value: number;
}

/** What is known at a bar, for a band that is made for it. */
export interface BandContext {
  /** Index of the bar. */
  readonly bar: number;
  /** Of the bar. */
  readonly timestamp: number;
  /** Hedged wealth. */
  readonly capital: number;
  /** Net beta of the capital, hedge included, before the decision. */
  readonly exposure: number;
  /** The book, without the hedge. */
  readonly positions: readonly KnownPosition[];
  /**
   * What the exposure moved by while nothing was traded, from each bar to the next, the latest last: a view, not to
   * be written to. The mean of its squares times the bars a year is a drift variance a year.
   */
  readonly untradedChanges: Float64Array;
}

/** One event of a replay, and what the reducer decided on it. */
export interface ReplayStep {
  /** What the reducer was told: snapshots, and what became of its orders. */
  readonly event: RebalanceEvent;
  /** Its answer. */
  readonly decision: Decision;
  /** Hedged wealth at the bar, before its fills where the event is about an order. */
  readonly capital: number;
  /** By symbol, as they were known at the bar. */
  readonly betas: Readonly<Record<string, KnownBeta>>;
}

/** When a replay trades. */
export interface Strategy {
  readonly policy: RebalancePolicy;
  readonly bandAt: ((context: BandContext) => PolicyBand) | null;
}

/** Why a walk ended early. */
export type WalkFailure =
  'no_estimate' | 'no_hedge' | 'no_liquidity' | 'margin_exhausted' | 'wealth_exhausted';

/** A walk that could not go on. */
export interface Stopped {
  readonly reason: WalkFailure;
  /** Whose beta or hedge it was; null for wealth. */
  readonly symbol: string | null;
  readonly timestamp: number;
}

/** Columns of a walk; from the bar of the first decision. */
export interface WalkColumns {
  readonly hedged: Float64Array;
  readonly unhedged: Float64Array;
  readonly exposure: Float64Array;
  readonly contracts: readonly Float64Array[];
}

/** What a walk adds up to; fractions of capital are of the capital of the time. */
export interface WalkTotals {
  readonly accounts: readonly HedgeAccount[];
  /** Hedged wealth at the end, less what it would be without the hedge. */
  readonly gained: number;
  /** Decisions that were filled, in part or whole. */
  readonly trades: number;
  /** Orders that the venues did not take. */
  readonly rejected: number;
  /** Integral over bars of the squared distance from the target, a bar's as the mean of its ends. */
  readonly squaredDeviations: number;
  readonly largestDeviation: number;
  /** Exposure traded. */
  readonly turnover: number;
  /** Fees, spreads and impact, as fractions of capital. */
  readonly costs: number;
  /** Received, as fractions of capital. */
  readonly funding: number;
}

/** Who looks at a walk: each may be null. */
export interface Watchers {
  readonly onStep: ((step: ReplayStep) => void) | null;
  readonly onFill: ((fill: Fill) => void) | null;
  /** Bars after the first decision from whose end on figures are counted. */
  readonly countFrom: number;
  /** Written to; `hedged` at least. */
  readonly hedged: Float64Array;
  readonly columns: Omit<WalkColumns, 'hedged'> | null;
}

/** An order on its way, by leg, and how much of it, in the reducer's contracts, the venues will take. */
interface Sent {
  readonly clientOrderId: string;
  readonly orders: readonly { readonly leg: number; readonly contracts: number }[];
  readonly size: number;
  readonly taken: number;
}

/**
 * Walks a market bar by bar: funding and prices up to the bar, fills of what was decided a bar ago, then a snapshot to
 * the reducer. A snapshot inside the band, or in the cooldown, is not made where nobody looks: it changes nothing that a
 * later decision goes by, and sequences count bars.
 */
export function walk(market: Market, { policy, bandAt }: Strategy, watchers: Watchers): WalkTotals | Stopped {
  const { timestamps, first, legs, outside, dollarBeta, judgedDollarBeta } = market;
  const { onStep, onFill, countFrom, hedged, columns } = watchers;
  const bars = timestamps.length;
  const { target, hardLimit, limits } = policy;
  const accounts = legs.map(({ instrument, coinEquity, lots }) => openAccount(instrument, coinEquity, lots));
  const needsEquity = limits.maximumLoss !== undefined;
  const canSkip = onStep === null && policy.maximumAgeMs === null && !needsEquity;
  const changes = bandAt === null ? null : new Float64Array(bars - first);
  let state = initialRebalanceState({ policy });
  let sent: Sent | null = null;
  let trades = 0;
  let rejected = 0;
  let squared = 0;
  let largest = 0;
  let turnover = 0;
  let costs = 0;
  let funding = 0;
  let exposure = 0;
  let judged = 0;
  let gained = 0;

  const stop = (reason: WalkFailure, symbol: string | null, t: number): Stopped => ({
    reason,
    symbol,
    timestamp: timestamps[t]!,
  });
  const tell = (event: RebalanceEvent, t: number, capital: number): Decision => {
    const step = stepRebalance(state, event);
    state = step.state;
    onStep?.({ event, decision: step.decision, capital, betas: betasAt(market, t) });
    return step.decision;
  };

  for (let t = first; t < bars; t++) {
    const k = t - first;
    const timestamp = timestamps[t]!;
    if (k > 0) {
      let before = 0;
      let capital = outside[t]!;
      let received = 0;
      for (let j = 0; j < legs.length; j++) {
        const leg = legs[j]!;
        const account = accounts[j]!;
        const from = leg.prices[t - 1]!;
        const to = leg.prices[t]!;
        if (leg.fundingBefore !== null) {
          const paid = account.funding;
          payFunding(account, leg.fundingBefore[t]!, from);
          payFunding(account, leg.fundingAt![t]!, to);
          received += account.funding - paid;
        }
        markTo(account, from, to);
        capital += valueOf(account, to);
        before += legExposure(account, leg, to, leg.beta.beta[t]!);
      }
      if (!(capital > 0)) return stop('wealth_exhausted', null, t);
      const counted = k > countFrom;
      if (counted) funding += received / capital;
      const judgedBefore = (judgedDollarBeta[t]! + judgedLegs(legs, accounts, t)) / capital - target;
      // Nothing that was decided could act up to the second bar.
      if (k > 1 && counted) {
        squared += 0.5 * (judged * judged + judgedBefore * judgedBefore);
        largest = Math.max(largest, Math.abs(judgedBefore));
      }
      if (changes !== null) changes[k - 1] = (dollarBeta[t]! + before) / capital - exposure;
      if (sent !== null) {
        const { clientOrderId, size, taken, orders } = sent;
        sent = null;
        const sequence = 3 * k + 1;
        if (taken === 0) {
          if (counted) rejected++;
          tell({ type: 'rejected', sequence, timestamp, clientOrderId }, t, capital);
        } else {
          if (counted) trades++;
          for (const { leg: j, contracts } of orders) {
            const leg = legs[j]!;
            const account = accounts[j]!;
            const price = leg.prices[t]!;
            const impact = impactOf(leg, contracts, t);
            if (leg.costs.halfSpread + impact >= 1) return stop('no_liquidity', leg.instrument.symbol, t);
            const filling = fillOrder(account, contracts, price, leg.costs, impact);
            onFill?.({ timestamp, symbol: account.symbol, contracts: digitsOf(leg, contracts), ...filling });
            if (!counted) continue;
            costs += (filling.fee + filling.spreadCost + filling.impactCost) / capital;
            turnover += Math.abs(exposurePerContract(leg, t) * contracts) / capital;
          }
          // It decides nothing: the fill says it too.
          if (onStep !== null) tell({ type: 'acknowledged', sequence, timestamp, clientOrderId }, t, capital);
          const type = taken === size ? 'filled' : 'cancelled';
          tell(
            { type, sequence: sequence + 1, timestamp, clientOrderId, filledContracts: taken },
            t,
            capital,
          );
        }
      }
    }

    let capital = outside[t]!;
    let bare = outside[t]!;
    let dollars = dollarBeta[t]!;
    for (let j = 0; j < legs.length; j++) {
      const leg = legs[j]!;
      const account = accounts[j]!;
      const price = leg.prices[t]!;
      const beta = leg.beta.beta[t]!;
      capital += valueOf(account, price);
      bare += leg.coinEquity * price;
      dollars += legExposure(account, leg, price, beta);
      if (account.inverse && account.contracts !== 0 && account.balance <= 0)
        return stop('margin_exhausted', null, t);
      if (beta === 0 || Math.abs(beta) <= 2 * (leg.beta.error?.[t] ?? 0))
        return stop('no_hedge', leg.priceSymbol, t);
    }
    if (!(capital > 0 && bare > 0)) return stop('wealth_exhausted', null, t);
    if (dollars - dollars !== 0) return stop('no_estimate', missingAt(market, t), t);
    gained = capital - bare;
    exposure = dollars / capital + 0;
    judged = (judgedDollarBeta[t]! + judgedLegs(legs, accounts, t)) / capital - target;
    if (k > countFrom) largest = Math.max(largest, Math.abs(judged));
    hedged[k] = capital;
    if (columns !== null) {
      columns.unhedged[k] = bare;
      columns.exposure[k] = exposure;
      columns.contracts.forEach((column, j) => (column[k] = accounts[j]!.contracts));
    }

    const band =
      bandAt === null
        ? policy.band!
        : bandAt({
            bar: t,
            timestamp,
            capital,
            exposure,
            positions: positionsAt(market, t),
            untradedChanges: changes!.subarray(0, k),
          });
    const { lastTradeTimestamp } = state;
    const cooling = lastTradeTimestamp !== null && timestamp < lastTradeTimestamp + policy.cooldownMs;
    const quiet = cooling ? (hardLimit ?? Infinity) : band.halfWidth;
    if (canSkip && Math.abs(exposure - target) <= quiet && isBand(band, hardLimit)) continue;
    const perContract = exposurePerContract(legs[0]!, t) / capital;
    const event: SnapshotEvent = {
      type: 'snapshot',
      sequence: 3 * k + 3,
      timestamp,
      exposure,
      exposureUnit: policy.exposureUnit,
      hedgeContracts: inFirst(legs, accounts, t),
      exposurePerContract: perContract,
      lotContracts: lotOf(legs, t, Math.abs((exposure - target) / perContract)),
      ...(bandAt === null ? {} : { band }),
      ...(needsEquity ? { equity: capital } : {}),
      ...(limits.maximumParticipation === undefined ? {} : { availableContracts: availableOf(legs, t) }),
    };
    const decision = tell(event, t, capital);
    sent = decision.action === 'rebalance' ? send(legs, decision, t) : null;
  }
  return {
    accounts,
    gained,
    trades,
    rejected,
    squaredDeviations: squared,
    largestDeviation: largest,
    turnover,
    costs,
    funding,
  };
}

/** Whether the reducer would have nothing to refuse of it. */
function isBand({ halfWidth, landing }: PolicyBand, hardLimit: number | null): boolean {
  return landing >= 0 && landing <= halfWidth && halfWidth < Infinity && halfWidth <= (hardLimit ?? Infinity);
}

/** Dollar beta of a contract bought. */
function exposurePerContract({ instrument, prices, beta }: Leg, t: number): number {
  const notional =
    instrument.settlement === 'inverse' ? instrument.contractSize : instrument.contractSize * prices[t]!;
  return notional * beta.beta[t]!;
}

/** Dollar beta of the contracts and of the coins of their account. */
function legExposure(account: HedgeAccount, leg: Leg, price: number, beta: number): number {
  const { contractSize, contracts, inverse, balance } = account;
  return (inverse ? contracts * contractSize + balance * price : contracts * contractSize * price) * beta;
}

function judgedLegs(legs: readonly Leg[], accounts: readonly HedgeAccount[], t: number): number {
  let sum = 0;
  for (let j = 0; j < legs.length; j++) {
    const leg = legs[j]!;
    sum += legExposure(accounts[j]!, leg, leg.prices[t]!, leg.judgedBeta[t]!);
  }
  return sum;
}

/** All contracts held, as contracts of the first hedge of the same exposure. */
function inFirst(legs: readonly Leg[], accounts: readonly HedgeAccount[], t: number): number {
  if (legs.length === 1) return accounts[0]!.contracts;
  const dollars = accounts.reduce(
    (sum, { contracts }, j) => sum + contracts * exposurePerContract(legs[j]!, t),
    0,
  );
  return dollars / exposurePerContract(legs[0]!, t) + 0;
}

/** The step of an order, in contracts of the first hedge, of which each hedge's part is a lot at least. */
function lotOf(legs: readonly Leg[], t: number, size: number): number {
  const one = exposurePerContract(legs[0]!, t);
  return legs.reduce((largest, leg) => {
    const scale = Math.abs(exposurePerContract(leg, t) / one) / leg.share;
    return Math.max(largest, (leg.lot ?? digitStep(leg, size / scale)) * scale);
  }, 0);
}

/** The step of significant digits at a size. */
function digitStep({ instrument: { amountPrecision } }: Leg, size: number): number {
  const digits = amountPrecision.kind === 'significantDigits' ? amountPrecision.digits : 1;
  let power = 1;
  while (power * 10 <= size && power < 1e300) power *= 10;
  while (power > size && power > 1e-300) power /= 10;
  for (let i = 1; i < digits; i++) power /= 10;
  return power;
}

/** What a day's volume is, in contracts of the first hedge, of the hedge with the least for its share. */
function availableOf(legs: readonly Leg[], t: number): number | undefined {
  const one = Math.abs(exposurePerContract(legs[0]!, t));
  let least = Infinity;
  for (const leg of legs) {
    if (leg.impact === null) return undefined;
    least = Math.min(least, ((leg.impact.volume[t]! * Math.abs(leg.beta.beta[t]!)) / leg.share) * (1 / one));
  }
  return least;
}

/** The order by leg, at its lots; what a venue would not take is left out. */
function send(legs: readonly Leg[], decision: RebalanceDecision, t: number): Sent {
  const one = exposurePerContract(legs[0]!, t);
  const towardZero = decision.reduceOnly || decision.cappedBy !== null;
  const orders: { leg: number; contracts: number }[] = [];
  let dollars = 0;
  for (let j = 0; j < legs.length; j++) {
    const leg = legs[j]!;
    const own = exposurePerContract(leg, t);
    const wanted = legs.length === 1 ? decision.contracts : (leg.share * decision.contracts * one) / own;
    // One hedge's lots are whole already, but for their last bits.
    const contracts = atLots(leg, wanted, towardZero && (legs.length > 1 || leg.lot === null));
    if (!isTaken(leg, contracts, leg.prices[t]!)) continue;
    orders.push({ leg: j, contracts });
    dollars += contracts * own;
  }
  const size = Math.abs(decision.contracts);
  const taken = Math.min(size, Math.abs(dollars / one));
  return {
    clientOrderId: decision.clientOrderId,
    orders,
    size,
    taken: taken >= size * (1 - 1e-9) ? size : taken,
  };
}

function atLots({ instrument, lot, lots }: Leg, wanted: number, towardZero: boolean): number {
  if (lot === null || lots === null)
    return Number(
      roundAmount({ instrument, contracts: wanted, rounding: towardZero ? 'towardZero' : 'nearest' })
        .contracts,
    );
  const size = Math.abs(wanted) / lot;
  const count = towardZero ? Math.floor(size + 1e-9) : Math.ceil(size - 0.5);
  return contractsOf(lots, Math.sign(wanted) * count);
}

/** Whether the venue takes the order: by its decimals where doubles might be wrong about it. */
function isTaken({ instrument, bounds }: Leg, contracts: number, price: number): boolean {
  if (bounds !== null) {
    const size = Math.abs(contracts);
    const cost = size * (instrument.settlement === 'inverse' ? 1 : price) * instrument.contractSize;
    const within = size > bounds.leastContracts && size < bounds.mostContracts;
    if (within && cost > bounds.leastCost && cost < bounds.mostCost) return true;
  }
  return checkOrder({ instrument, contracts, price, orderType: 'market' }).status === 'ok';
}

function digitsOf({ instrument }: Leg, contracts: number): string {
  return roundAmount({ instrument, contracts, rounding: 'nearest' }).contracts;
}

function impactOf({ impact, instrument, prices }: Leg, contracts: number, t: number): number {
  if (impact === null) return 0;
  const size = Math.abs(contracts) * instrument.contractSize;
  const notional = instrument.settlement === 'inverse' ? size : size * prices[t]!;
  return impact.coefficient * impact.volatility[t]! * Math.sqrt(notional / impact.volume[t]!);
}

function knownAt(market: Market, symbol: string, t: number): KnownBeta {
  const { beta, error } = market.betas.get(symbol)!;
  const betaStandardError = error === null || Number.isNaN(error[t]) ? null : error[t]!;
  return { beta: beta[t]! + 0, betaStandardError };
}

function betasAt(market: Market, t: number): Readonly<Record<string, KnownBeta>> {
  return Object.fromEntries([...market.betas.keys()].map((symbol) => [symbol, knownAt(market, symbol, t)]));
}

function positionsAt(market: Market, t: number): readonly KnownPosition[] {
  return market.book.map(({ symbol, quantity, prices }) => ({
    symbol,
    value: quantity * prices[t]! + 0,
    ...knownAt(market, symbol, t),
  }));
}

/** Whose beta is missing at a bar at which one is. */
function missingAt({ betas }: Market, t: number): string | null {
  for (const [symbol, { beta }] of betas) if (beta[t]! - beta[t]! !== 0) return symbol;
  return null;
}
