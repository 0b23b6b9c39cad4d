import { isAbsent, readObject, refuse } from '../foundation/checks.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { readPolicy } from '../rebalance/rebalancePolicy.ts';
import type { PolicyBand, RebalancePolicy } from '../rebalance/rebalancePolicy.ts';
import type { Fill } from './hedgeAccount.ts';
import { readMarket } from './replayOptions.ts';
import type { ReplayMarket } from './replayOptions.ts';
import { summarise } from './replaySummary.ts';
import type { ReplaySummary } from './replaySummary.ts';
import { walk } from './walk.ts';
import type { BandContext, ReplayStep, Strategy, WalkFailure } from './walk.ts';

/** What `replayHedge` takes. */
export interface ReplayHedgeOptions extends ReplayMarket {
  /**
   * When to trade. Its `exposureUnit` is `beta of capital`: the dollar beta of book and hedge over the hedged wealth.
   * Sizes in contracts are of the first hedge.
   */
  readonly policy: RebalancePolicy;
  /** Required where the policy's band is null, absent else: the band at a bar, from what is known there. */
  readonly bandAt?: ((context: BandContext) => PolicyBand) | undefined;
  /** Told each event and decision in their order; the replay keeps none of them. */
  readonly onStep?: ((step: ReplayStep) => void) | undefined;
}

/** A replayed hedge. Columns begin at the bar of the first decision. */
export interface HedgeReplay {
  readonly status: 'ok';
  /** Of the columns. */
  readonly timestamps: Float64Array;
  /** Wealth with the hedge: book, cash and accounts, after costs and funding. */
  readonly hedged: Float64Array;
  /** Wealth without it. */
  readonly unhedged: Float64Array;
  /** Net beta of the hedged wealth, after the bar's fills: what the reducer saw. */
  readonly exposure: Float64Array;
  /** Contracts held after the bar's fills, a column a hedge, in the order of `hedges`. */
  readonly contracts: readonly Float64Array[];
  /** Each order's fills, a bar after its decision. */
  readonly fills: readonly Fill[];
  /** Figures over the bars from the first one that a fill could reach. */
  readonly summary: ReplaySummary;
}

/** `ok`; too few bars; or a bar at which there was no beta to hedge by, no market for an order, or no wealth left. */
export type ReplayHedgeResult =
  | HedgeReplay
  | InsufficientData
  | (Degenerate<WalkFailure | 'flat_wealth'> & {
      /** Whose estimate or hedge failed; null for wealth. */
      readonly symbol: string | null;
      /** Of the bar. */
      readonly timestamp: number;
    });

const CALLER = 'replayHedge';

/**
 * A book's hedge replayed over past prices as it would have been run: betas from the past alone, the decision of
 * `stepRebalance` at bar t, the fill at bar t + 1 with fee, half spread and impact, funding at each settlement.
 *
 * **Formula**: exposure at bar t = (sum of value x beta of the book + that of the hedge's contracts and coins) / hedged
 * wealth, with the betas known at t. An order goes to the hedges by their shares, each at its lots, and is filled at
 * p (1 +- (halfSpread + impact)), p the price of bar t + 1, impact = Y sigma sqrt(Q / V); the reducer is told that it is
 * acknowledged and filled, or rejected where a venue's limits refuse it. Funding at time s is paid on the contracts held
 * before any fill at s, at the last price known at s; settlements that miss all bars are refused. Profit in coins of an
 * inverse contract stays in coins, and is valued at each bar's price.
 * **Result**: `ok`; `insufficient_data` with fewer than 5 bars from the first with betas on; `degenerate`: `no_estimate`
 * (a beta is missing: a series did not move in the window), `no_hedge` (a hedge's beta is 0, or within 2 of its standard
 * errors of it), `no_liquidity` (spread and impact take all of the price), `wealth_exhausted` (0 or less, hedged or
 * not), `margin_exhausted` (no coin is left behind inverse contracts), `flat_wealth` (no realised beta).
 * Bars added at the end change nothing of what came before but the summary.
 * **Errors**: `shape.*`, `series.*`, `domain.*`, `market.*`, `unit.suspicious`; of `bandAt`, as the reducer's events.
 * **Cost**: O(bars x symbols); 2 us more a bar where `onStep`, a maximum age or a maximum loss want every decision.
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
 * const bars = Array.from({ length: 60 }, (_, i) => i);
 * const btc = bars.map((i) => 40000 * (1 + 0.05 * ((i % 3) - 1)));
 * const replay = replayHedge({
 *   timestamps: bars.map((i) => i * 86_400_000),
 *   prices: { BTC: btc, ETH: btc.map((price, i) => (price / 15) * (1 + 0.004 * ((i % 5) - 2))) },
 *   benchmark: 'BTC',
 *   book: [{ symbol: 'ETH', quantity: 100 }],
 *   cash: 0,
 *   hedges: [
 *     { instrument, priceSymbol: 'BTC', share: 1, costs: { feeRate: 0.0005, halfSpread: 0.0001 } },
 *   ],
 *   betas: { kind: 'rolling', window: 20 },
 *   policy: {
 *     policyVersion: '1', exposureUnit: 'beta of capital', target: 0, band: { halfWidth: 0.05, landing: 0 },
 *     hardLimit: null, cooldownMs: 0, maximumAgeMs: null, settlementLagMs: 0, degradedBandFactor: 1, limits: {},
 *   },
 *   periodsPerYear: 365,
 * });
 * if (replay.status === 'ok') console.log(replay.summary.varianceReduction > 0.9, replay.summary.trades > 0); // true true
 * ```
 */
export function replayHedge(options: ReplayHedgeOptions): ReplayHedgeResult {
  readObject(CALLER, options, '');
  const strategy = readStrategy(CALLER, options);
  const onStep = readCallback(options);
  const market = readMarket(CALLER, options, null);
  const { timestamps, first, benchmarkPrices, periodsPerYear } = market;
  const bars = timestamps.length;
  if (bars < first + 5) return { status: 'insufficient_data', required: first + 5, observed: bars };

  const column = (): Float64Array => new Float64Array(bars - first);
  const hedged = column();
  const columns = { unhedged: column(), exposure: column(), contracts: market.legs.map(column) };
  const fills: Fill[] = [];
  const onFill = (fill: Fill): void => void fills.push(fill);
  const walked = walk(market, strategy, { onStep, onFill, countFrom: 0, hedged, columns });
  if ('reason' in walked) return { status: 'degenerate', ...walked };
  const summary = summarise({
    hedged: hedged.subarray(1),
    unhedged: columns.unhedged.subarray(1),
    benchmarkPrices: benchmarkPrices.subarray(first + 1),
    totals: walked,
    target: strategy.policy.target,
    periodsPerYear,
  });
  if (summary === null)
    return { status: 'degenerate', reason: 'flat_wealth', symbol: null, timestamp: timestamps[bars - 1]! };
  return { status: 'ok', timestamps: timestamps.slice(first), hedged, ...columns, fills, summary };
}

function readCallback(options: ReplayHedgeOptions): ((step: ReplayStep) => void) | null {
  if (isAbsent(options, 'onStep')) return null;
  const { onStep } = options;
  if (typeof onStep !== 'function') return refuse('shape.wrong_type', CALLER, 'onStep', 'a function', onStep);
  return onStep;
}

/** The unit of exposures in a replay. */
export const EXPOSURE_UNIT = 'beta of capital';

/** A policy in the replay's unit, and the function of its band where it has none. */
export function readStrategy(
  caller: string,
  source: { readonly policy: RebalancePolicy; readonly bandAt?: unknown },
  at?: string,
): Strategy {
  const policy = readPolicy(caller, source, 'policy', at);
  const path = at === undefined ? '' : `${at}.`;
  if (policy.exposureUnit !== EXPOSURE_UNIT)
    refuse('market.inconsistent', caller, `${path}policy.exposureUnit`, EXPOSURE_UNIT, policy.exposureUnit);
  if (policy.band !== null) {
    if (!isAbsent(source, 'bandAt'))
      refuse(
        'market.inconsistent',
        caller,
        `${path}bandAt`,
        'absent where the policy has a band',
        source.bandAt,
      );
    return { policy, bandAt: null };
  }
  const { bandAt } = source;
  if (typeof bandAt !== 'function')
    return refuse(
      'shape.wrong_type',
      caller,
      `${path}bandAt`,
      'a function where the policy has no band',
      bandAt,
    );
  return { policy, bandAt: bandAt as Strategy['bandAt'] };
}
