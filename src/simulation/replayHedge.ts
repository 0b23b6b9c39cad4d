import { capmBeta } from '../beta/capmBeta.ts';
import { orThrow } from '../foundation/status.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { sizeBetaHedge } from '../hedge/sizeBetaHedge.ts';
import type { BetaHedge, HedgePosition, SizeBetaHedgeResult } from '../hedge/sizeBetaHedge.ts';
import { initialRebalanceState, stepRebalance } from '../rebalance/stepRebalance.ts';
import type { Decision, RebalanceState } from '../rebalance/stepRebalance.ts';
import { openHedgeAccount } from './hedgeAccount.ts';
import type { Fill, HedgeAccount } from './hedgeAccount.ts';
import { readRun } from './replayOptions.ts';
import type { ReplayHedgeOptions, ReplayRun } from './replayOptions.ts';
import { summarise } from './replaySummary.ts';
import type { ReplaySummary } from './replaySummary.ts';

/** A beta as it was known at a bar: 1 without error for the benchmark. */
export interface KnownBeta {
  /** Over the window that ends with the bar. */
  readonly beta: number;
  /** Its standard error. */
  readonly betaStandardError: number;
}

/** One bar's decision with all that it was made from. */
export interface ReplayDecision {
  /** Of the reducer. */
  readonly decision: Decision;
  /** The betas as they were known at the bar. */
  readonly betas: Readonly<Record<string, KnownBeta>>;
  /** The sized hedge; null where the decision is to hold, but for want of an order large enough. */
  readonly sizing: BetaHedge | null;
}

/** A replayed hedge. Columns begin at the bar of the first decision. */
export interface HedgeReplay {
  readonly status: 'ok';
  /** Of the columns. */
  readonly timestamps: Float64Array;
  /** Wealth with the hedge: book, cash and coin equity, after costs and funding. */
  readonly hedged: Float64Array;
  /** Wealth without it. */
  readonly unhedged: Float64Array;
  /** Contracts held after the bar's fill. */
  readonly contracts: Float64Array;
  /** Net beta of the hedged wealth as the reducer saw it. */
  readonly netBeta: Float64Array;
  /** One a bar. */
  readonly decisions: readonly ReplayDecision[];
  /** Each order's fill, a bar after its decision. */
  readonly fills: readonly Fill[];
  /** Figures over the bars from the first one that a fill could reach. */
  readonly summary: ReplaySummary;
}

/** `ok`; too few bars; or a bar at which there was no beta to hedge by, or no wealth left. */
export type ReplayHedgeResult =
  | HedgeReplay
  | InsufficientData
  | (Degenerate<'no_estimate' | 'no_hedge' | 'margin_exhausted' | 'wealth_exhausted' | 'flat_wealth'> & {
      /** Whose estimate failed; null for wealth. */
      readonly symbol: string | null;
      /** Of the bar. */
      readonly timestamp: number;
    });

/**
 * A book's hedge replayed over past prices as it would have been run: betas from the past alone, the
 * decision at bar t, the fill at bar t + 1 with fee and half spread, funding at each settlement.
 *
 * **Formula**: at bar t, betas over the `window` returns up to t; net beta = dollar beta / wealth; the
 * decision by `stepRebalance`, its size by `sizeBetaHedge`; the fill at p (1 + halfSpread) to buy and
 * p (1 - halfSpread) to sell, p the price of bar t + 1. Funding at time s is paid on the contracts held
 * before any fill at s, at the last price known at s; settlements that miss all bars are refused. Profit in
 * coins of an inverse contract stays in coins, and is valued at each bar's price.
 * **Result**: `ok`; `insufficient_data` below window + 5 bars; `degenerate`: `no_estimate` (a series did not
 * move in the window), `no_hedge` (the instrument's beta may be 0), `wealth_exhausted` (0 or less, hedged or
 * not), `margin_exhausted` (no coin is left behind inverse contracts), `flat_wealth` (no realised beta).
 * Bars added at the end change nothing of what came before but the summary.
 * **Errors**: `shape.*`, `series.*`, `domain.*`, `market.*`, `unit.suspicious`.
 * **Cost**: O(bars x symbols x window).
 *
 * @example
 * ```ts
 * import { parseMarket } from 'betahedge/instruments';
 * import { replayHedge } from 'betahedge/simulation';
 *
 * const instrument = parseMarket({
 *   symbol: 'BTC/USDT:USDT', base: 'BTC', quote: 'USDT', settle: 'USDT', type: 'swap', linear: true,
 *   inverse: false, contractSize: 1, precision: { amount: 0.001, price: 0.1 },
 * });
 * const day = 86_400_000;
 * const bars = Array.from({ length: 60 }, (_, i) => i);
 * const btc = bars.map((i) => 40000 * (1 + 0.05 * ((i % 3) - 1)));
 * const replay = replayHedge({
 *   timestamps: bars.map((i) => i * day),
 *   prices: { BTC: btc, ETH: btc.map((price, i) => (price / 15) * (1 + 0.004 * ((i % 5) - 2))) },
 *   benchmark: 'BTC',
 *   book: [{ symbol: 'ETH', quantity: 100 }],
 *   cash: 0,
 *   hedge: { instrument, priceSymbol: 'BTC' },
 *   estimation: { window: 20 },
 *   policy: { policyVersion: '1', targetBeta: 0, bandHalfWidth: 0.05, tradeTo: 'target', cooldownMs: 0 },
 *   costs: { feeRate: 0.0005, halfSpread: 0.0001 },
 *   periodsPerYear: 365,
 * });
 * if (replay.status === 'ok') console.log(replay.summary.varianceReduction > 0.9, replay.fills.length > 0); // true true
 * ```
 */
export function replayHedge(options: ReplayHedgeOptions): ReplayHedgeResult {
  const run = readRun(options);
  const { timestamps, window, hedgePrices } = run;
  const bars = timestamps.length;
  let state = initialRebalanceState({ policy: run.policy });
  if (bars < window + 5) return { status: 'insufficient_data', required: window + 5, observed: bars };

  const account = openHedgeAccount(run.instrument, run.coinEquity, run.feeRate, run.halfSpread);
  const columns = bars - window;
  const hedged = new Float64Array(columns);
  const unhedged = new Float64Array(columns);
  const contracts = new Float64Array(columns);
  const netBeta = new Float64Array(columns);
  const decisions: ReplayDecision[] = [];
  const fills: Fill[] = [];
  let pending: string | null = null;

  for (let t = window; t < bars; t++) {
    const price = hedgePrices[t]!;
    if (t > window) {
      payFundingUntil(run, account, t);
      account.markTo(hedgePrices[t - 1]!, price);
    }
    if (pending !== null) fills.push(account.fill(timestamps[t]!, pending, price));

    let outside = run.cash;
    for (const { quantity, prices } of run.book) outside += quantity * prices[t]!;
    const column = t - window;
    hedged[column] = outside + account.value(price);
    unhedged[column] = outside + run.coinEquity * price;
    contracts[column] = account.contracts();
    if (!(hedged[column] > 0 && unhedged[column] > 0))
      return failed('wealth_exhausted', null, timestamps[t]!);
    if (run.instrument.settlement === 'inverse' && account.contracts() !== 0 && account.coins() <= 0)
      return failed('margin_exhausted', null, timestamps[t]!);

    const decided = decide(run, state, account, hedged[column], t);
    if (decided.status !== 'ok') return decided;
    state = decided.state;
    netBeta[column] = decided.record.decision.netBeta;
    decisions.push(decided.record);
    pending = decided.record.sizing?.order ? decided.record.sizing.contracts : null;
  }

  const summary = summarise({
    hedged: hedged.subarray(1),
    unhedged: unhedged.subarray(1),
    benchmarkPrices: run.benchmarkPrices.subarray(window + 1),
    totals: account.totals(hedgePrices[bars - 1]!),
    targetBeta: run.policy.targetBeta,
    periodsPerYear: run.periodsPerYear,
  });
  if (summary === null) return failed('flat_wealth', null, timestamps[bars - 1]!);
  const axis = timestamps.slice(window);
  return { status: 'ok', timestamps: axis, hedged, unhedged, contracts, netBeta, decisions, fills, summary };
}

type Failure = Exclude<ReplayHedgeResult, HedgeReplay | InsufficientData>;

function failed(reason: Failure['reason'], symbol: string | null, timestamp: number): Failure {
  return { status: 'degenerate', reason, symbol, timestamp };
}

/** Settlements after the bar before and up to this one, at the last price known at each. */
function payFundingUntil(run: ReplayRun, account: HedgeAccount, t: number): void {
  const { timestamps, rates } = run.funding;
  const from = run.timestamps[t - 1]!;
  const to = run.timestamps[t]!;
  for (let i = firstAfter(timestamps, from); i < timestamps.length && timestamps[i]! <= to; i++)
    account.payFunding(rates[i]!, run.hedgePrices[timestamps[i] === to ? t : t - 1]!);
}

function firstAfter(timestamps: Float64Array, time: number): number {
  let low = 0;
  let high = timestamps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timestamps[middle]! > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Decided {
  readonly status: 'ok';
  readonly state: RebalanceState;
  readonly record: ReplayDecision;
}

/** Betas, net beta, decision and size at bar t, from what was known at its end. */
function decide(
  run: ReplayRun,
  state: RebalanceState,
  account: HedgeAccount,
  wealth: number,
  t: number,
): Decided | Failure {
  const timestamp = run.timestamps[t]!;
  const price = run.hedgePrices[t]!;
  const { instrument, priceSymbol } = run;
  const betas: Record<string, KnownBeta> = {};
  for (const symbol of run.returns.keys()) {
    const known = estimate(run, symbol, t);
    if (known === null) return failed('no_estimate', symbol, timestamp);
    betas[symbol] = known;
  }
  const position = (symbol: string, value: number, betaOf: string): HedgePosition => ({
    symbol,
    value,
    ...betas[betaOf]!,
    asOf: timestamp,
  });
  const positions = run.book.map(({ symbol, quantity, prices }) =>
    position(symbol, quantity * prices[t]!, symbol),
  );
  positions.push(position(instrument.symbol, account.notional(price), priceSymbol));
  const size = (targetBeta: number): SizeBetaHedgeResult =>
    sizeBetaHedge({
      positions,
      targetBeta,
      capital: wealth,
      instrument,
      instrumentBeta: { ...betas[priceSymbol]!, asOf: timestamp },
      price,
      coinEquity: instrument.settlement === 'inverse' ? account.coins() : undefined,
      degreesOfFreedom: run.window - 2,
      now: timestamp,
      maximumEstimateAgeMs: 0,
    });

  const seen = size(run.policy.targetBeta);
  if (seen.status !== 'ok') return failed('no_hedge', priceSymbol, timestamp);
  const snapshot = { type: 'snapshot', timestamp, netBeta: seen.betaBefore! } as const;
  const wanted = stepRebalance(state, snapshot);
  if (wanted.decision.action === 'hold')
    return { status: 'ok', state: wanted.state, record: { decision: wanted.decision, betas, sizing: null } };
  const { landingBeta } = wanted.decision;
  const sizing = orThrow(size(landingBeta));
  // What the venue would not take is not decided on, or its cooldown would block the next trade.
  const smallestTrade = sizing.order === null ? Math.abs(landingBeta - snapshot.netBeta) : 0;
  const { state: next, decision } = stepRebalance(state, { ...snapshot, smallestTrade });
  return { status: 'ok', state: next, record: { decision, betas, sizing } };
}

function estimate(run: ReplayRun, symbol: string, t: number): KnownBeta | null {
  if (symbol === run.benchmark) return { beta: 1, betaStandardError: 0 };
  const from = t - run.window;
  const result = capmBeta({
    assetReturns: run.returns.get(symbol)!.subarray(from, t),
    benchmarkReturns: run.returns.get(run.benchmark)!.subarray(from, t),
    standardErrors: run.standardErrors,
  });
  if (result.status !== 'ok') return null;
  return { beta: result.beta, betaStandardError: result.betaStandardError };
}
