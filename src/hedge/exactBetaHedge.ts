import { readObject } from '../foundation/checks.ts';
import { readCoinInstrument } from '../instruments/readInstrument.ts';
import { canonicalSum } from './canonicalSum.ts';
import { dollarBetaErrors, holdsZero, spread } from './hedgeInterval.ts';
import type { HedgeError, HedgeInterval } from './hedgeInterval.ts';
import { currencyOf, readLeg } from './hedgeLeg.ts';
import type { HedgeInstrumentOptions } from './hedgeLeg.ts';
import { readMoney } from './hedgeMoney.ts';
import { betaOf, finite, noHedge, planHedge } from './hedgePlan.ts';
import type { HedgeBookOptions, HedgePlan, NoHedge } from './hedgePlan.ts';
import type { HedgeTarget } from './hedgeTarget.ts';

/** What `exactBetaHedge` takes. */
export type ExactBetaHedgeOptions = HedgeBookOptions & HedgeInstrumentOptions & HedgeTarget;

/** A hedge before lots and limits. */
export interface ExactBetaHedge {
  readonly status: 'ok';
  /** Contracts to trade, signed, before lots and limits. */
  readonly exactContracts: number;
  /** Contracts held of the instrument, signed: the value of its positions over that of a contract. */
  readonly heldContracts: number;
  /** What one contract counts for, in `currency`. */
  readonly contractValue: number;
  /** Of all money here: `numeraire`, or the instrument's own currency. */
  readonly currency: string;
  /** Beta of the capital that is aimed at: as given, or as the target correlation takes it. */
  readonly targetBeta: number;
  /** Beta of the capital now; null without capital. */
  readonly betaBefore: number | null;
  /** Sum of value times beta now, coin equity included. */
  readonly dollarBetaBefore: number;
  /** What it is to be: target beta times capital. */
  readonly dollarBetaTarget: number;
  /** Null where a standard error is unknown: a position's (without `betaCovariance`) or the instrument's. */
  readonly interval: HedgeInterval | null;
}

/** `ok`, or an instrument whose beta to the benchmark cannot carry a hedge. */
export type ExactBetaHedgeResult = ExactBetaHedge | NoHedge;

const CALLER = 'exactBetaHedge';

/**
 * How many contracts bring the beta of a book to a target, exactly: before lots, limits and an order.
 *
 * **Formula**: N = (targetBeta capital - sum V_i beta_i) / (instrumentBeta F), with V_i the values and F the
 * value of one contract: contract size x price; of an inverse contract contract size x settlePrice / price, which is the
 * contract size where the coin costs what the contract does; of a quanto contract size x price x settlePrice; each times
 * `fx` into the numeraire. An inverse contract's collateral adds coinEquity x settlePrice x instrumentBeta to the sum. N < 0 sells. A target correlation rho is the target beta
 * rho / sqrt(1 - rho^2) x residualVolatility / benchmarkVolatility: then
 * beta^2 benchmarkVolatility^2 / (beta^2 benchmarkVolatility^2 + residualVolatility^2) = rho^2.
 * Interval: N +- q SE / (|instrumentBeta| F), SE^2 = V' C V + W^2 SE_instrument^2, V the values outside of
 * the instrument and W what is in it after the exact hedge, contracts held before (its symbol, its beta) and
 * coins included; a covariance of all positions has W in the place of the position in the instrument, if there is one.
 * **Inputs**: values in one currency, the numeraire or the instrument's; betas to one benchmark over one horizon.
 * **Result**: `ok`; `degenerate` where the instrument's beta is 0 or its interval holds 0: then the hedge ratio has no
 * finite interval (Fieller).
 * **Errors**: `shape.missing_field` (a beta, capital with a target, coinEquity of an inverse contract, settlePrice of a
 * quanto, numeraire and `fx.X` where currencies are mixed), `estimate.mixed` (horizons or kinds of return),
 * `estimate.stale`, `estimate.not_yet_known`, `price.stale`, `price.not_yet_known`, `domain.*` (`out_of_range`: a
 * correlation of 1, an expired contract), `market.inconsistent` (coinEquity of a contract that is not inverse, or beside a
 * position in the name of its coin), `market.unsupported` (an option), `unit.suspicious` (a settlePrice that is not near the
 * price of an inverse contract, a ccxt position).
 * **Accuracy**: sums compensated and taken in order of size, so that a permuted book gives the same bits.
 * **Cost**: O(n log n), O(n^2) with a covariance; decimal.js is not in it.
 * **Source**: Hull, Options, Futures and Other Derivatives, ch. 3.
 *
 * @example
 * ```ts
 * import { exactBetaHedge } from 'betahedge/hedge';
 * import { parseMarket } from 'betahedge/instruments';
 *
 * const instrument = parseMarket({
 *   symbol: 'INDEX', base: 'INDEX', quote: 'USD', settle: 'USD', type: 'swap', linear: true,
 *   inverse: false, contractSize: 250, precision: { amount: 1, price: 0.1 },
 * });
 * const hedge = exactBetaHedge({
 *   positions: [{ symbol: 'FUND', value: 5_000_000, beta: 1.5, betaStandardError: 0.1 }],
 *   targetBeta: 0.75,
 *   capital: 5_000_000,
 *   instrument,
 *   instrumentBeta: 1,
 *   price: 1010,
 * });
 * if (hedge.status === 'ok') {
 *   console.log(hedge.exactContracts.toFixed(2)); // -14.85
 *   if (hedge.interval?.kind === 'bounds') {
 *     const { contracts, insideNoise } = hedge.interval.independent;
 *     console.log(contracts.lower.toFixed(2), contracts.upper.toFixed(2), insideNoise); // -18.73 -10.97 false
 *   }
 * }
 * ```
 */
export function exactBetaHedge(options: ExactBetaHedgeOptions): ExactBetaHedgeResult {
  const sized = sizeExactly(CALLER, options);
  return sized.status === 'ok' ? sized.hedge : sized;
}

/** An exact hedge with what it was sized from. */
export interface SizedExactly {
  readonly status: 'ok';
  readonly hedge: ExactBetaHedge;
  readonly plan: HedgePlan;
}

/** The exact hedge in the name of the function that was called. */
export function sizeExactly(caller: string, options: ExactBetaHedgeOptions): SizedExactly | NoHedge {
  readObject(caller, options, '');
  const instrument = readCoinInstrument(caller, options);
  const money = readMoney(caller, options, currencyOf(instrument));
  const leg = readLeg(caller, options, undefined, instrument, money);
  const plan = planHedge(caller, options, money, [leg]);
  const none = noHedge(leg, plan.quantile);
  if (none !== null) return none;
  const { dollarBetaBefore, dollarBetaTarget } = plan;
  const exactContracts = (dollarBetaTarget - dollarBetaBefore) / leg.perContract + 0;
  const hedge: ExactBetaHedge = {
    status: 'ok',
    exactContracts: finite(caller, exactContracts, 'exactContracts'),
    heldContracts: finite(caller, plan.book.heldValues[0]! / leg.contractValue + 0, 'heldContracts'),
    contractValue: leg.contractValue,
    currency: plan.currency,
    targetBeta: plan.targetBeta,
    betaBefore: betaOf(caller, plan, dollarBetaBefore, 'betaBefore'),
    dollarBetaBefore,
    dollarBetaTarget,
    interval: intervalOf(caller, options, plan, exactContracts),
  };
  return { status: 'ok', hedge, plan };
}

function intervalOf(
  caller: string,
  options: ExactBetaHedgeOptions,
  plan: HedgePlan,
  exactContracts: number,
): HedgeInterval | null {
  const leg = plan.legs[0]!;
  const { positions, values, legOf } = plan.book;
  const others = values.map((value, i) => (legOf[i]! < 0 ? value * positions[i]!.beta : 0));
  // As one difference: nothing is left in an instrument that is unwound, and its error counts for nothing.
  const legValue = (plan.dollarBetaTarget - canonicalSum(others)) / leg.beta;
  const errors = dollarBetaErrors(caller, options, plan, [legValue]);
  if (errors === null) return null;
  const errorOf = (error: number): HedgeError => {
    const contracts = spread(caller, exactContracts, error, plan, leg.perContract);
    return { dollarBetaStandardError: error, contracts, insideNoise: holdsZero(contracts) };
  };
  const { confidenceLevel } = errors;
  if (errors.kind === 'covariance') return { kind: 'covariance', confidenceLevel, ...errorOf(errors.error) };
  return {
    kind: 'bounds',
    confidenceLevel,
    independent: errorOf(errors.independent),
    perfectlyCorrelated: errorOf(errors.perfectlyCorrelated),
  };
}
