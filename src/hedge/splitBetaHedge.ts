import { readList, readNonNegative, readObject, refuse } from '../foundation/checks.ts';
import type { Interval } from '../foundation/interval.ts';
import { readCoinInstrument } from '../instruments/readInstrument.ts';
import { amountPerContract } from '../instruments/roundAmount.ts';
import { canonicalSum } from './canonicalSum.ts';
import { dollarBetaErrors, holdsZero, spread } from './hedgeInterval.ts';
import { currencyOf, readLeg } from './hedgeLeg.ts';
import type { HedgeInstrumentOptions, HedgeLeg } from './hedgeLeg.ts';
import { readMoney } from './hedgeMoney.ts';
import { hedgeOrder } from './hedgeOrder.ts';
import type { HedgeOrder, OrderRules } from './hedgeOrder.ts';
import { betaOf, finite, noHedge, planHedge } from './hedgePlan.ts';
import type { HedgeBookOptions, HedgePlan, NoHedge } from './hedgePlan.ts';
import type { HedgeTarget } from './hedgeTarget.ts';
import { readOrderRules } from './sizeBetaHedge.ts';
import type { Dust, HedgeOrderOptions } from './sizeBetaHedge.ts';

/** One of the instruments that a hedge is split over. */
export interface SplitLegOptions extends HedgeInstrumentOptions, HedgeOrderOptions {
  /** Fraction of the dollar beta to trade that falls to this instrument; the shares of all add up to 1. */
  readonly share: number;
}

/** What `splitBetaHedge` takes. */
export type SplitBetaHedgeOptions = HedgeBookOptions &
  HedgeTarget & {
    /**
     * What to trade, each symbol once. Coins of an account that two inverse contracts share are named at one of them,
     * and 0 at the other.
     */
    readonly legs: readonly SplitLegOptions[];
  };

/** What is traded in one instrument. */
export interface SplitLeg extends HedgeOrder {
  /** Of the instrument. */
  readonly symbol: string;
  /** As given, over the sum of all shares. */
  readonly share: number;
  /** Contracts that the share comes to, signed, before lots and limits. */
  readonly exactContracts: number;
  /** Contracts held of the instrument, signed. */
  readonly heldContracts: number;
  /** What one contract counts for, in `currency`. */
  readonly contractValue: number;
  /** Dollar beta that the order trades. */
  readonly dollarBeta: number;
  /** Exact less sent contracts, and their dollar beta after the order less that of the target. */
  readonly dust: Dust;
}

/** How far estimation error moves the dollar beta to trade. */
export interface SplitHedgeError {
  /** Standard error of the dollar beta after the exact hedge. */
  readonly dollarBetaStandardError: number;
  /** Dollar beta to trade (signed) at the ends of the interval. */
  readonly dollarBeta: Interval;
  /** Whether the interval holds 0: a flag for the reader, and never alone a reason to hold. */
  readonly insideNoise: boolean;
}

/** As `HedgeInterval`, of the dollar beta to trade in all instruments together. */
export type SplitHedgeInterval =
  | ({ readonly kind: 'covariance'; readonly confidenceLevel: number } & SplitHedgeError)
  | {
      readonly kind: 'bounds';
      readonly confidenceLevel: number;
      readonly independent: SplitHedgeError;
      readonly perfectlyCorrelated: SplitHedgeError;
    };

/** A hedge in several instruments. */
export interface SplitBetaHedge {
  readonly status: 'ok';
  /** In the order of the options. */
  readonly legs: readonly SplitLeg[];
  /** Which leg took up what rounding left of the others; null where no leg could. */
  readonly roundingLeg: number | null;
  /** Of all money here: `numeraire`, or the instruments' own currency. */
  readonly currency: string;
  /** Beta of the capital that is aimed at. */
  readonly targetBeta: number;
  /** Beta of the capital now; null without capital. */
  readonly betaBefore: number | null;
  /** Beta of the capital after the orders; null without capital. */
  readonly betaAfter: number | null;
  /** Sum of value times beta now, coin equity included. */
  readonly dollarBetaBefore: number;
  /** What it is to be. */
  readonly dollarBetaTarget: number;
  /** What it is after the orders. */
  readonly dollarBetaAfter: number;
  /** Dollar beta to trade, exactly: target less before. */
  readonly exactDollarBeta: number;
  /** Dollar beta after the orders less that of the target. */
  readonly dustDollarBeta: number;
  /** Of the sum; null where a standard error is unknown. */
  readonly interval: SplitHedgeInterval | null;
}

/** `ok`, or an instrument whose beta cannot carry a hedge, by its place among the legs. */
export type SplitBetaHedgeResult = SplitBetaHedge | (NoHedge & { readonly leg: number });

const CALLER = 'splitBetaHedge';

/**
 * A hedge by beta in several instruments, each with its share of the dollar beta to trade, as orders within limits.
 *
 * **Formula**: with D = target - sum V_i beta_i - sum of the coins' dollar betas, leg k trades share_k D / (beta_k F_k)
 * contracts, at its lots and limits as in `sizeBetaHedge`. Then the leg with the smallest lot in dollars of beta, of those
 * with a share that no limit bound, takes up what rounding left of the others; what a limit left is not passed on.
 * **Inputs**: shares of 0 or more that add up to 1 within 1e-9; each leg as in `exactBetaHedge`.
 * **Result**: `ok`; `degenerate` with the `leg` whose beta is 0 or whose interval holds 0.
 * **Errors**: those of `sizeBetaHedge`, by leg (`legs[1].price`); `domain.out_of_range` (shares that do not add up to 1),
 * `market.inconsistent` (a symbol that comes twice).
 * **Accuracy**: where no limit binds, the dollar beta after the orders is within half a lot of the leg that rounds, its
 * lot in dollars of beta.
 * **Cost**: O(n log n + legs^2), O(n^2) with a covariance.
 *
 * @example
 * ```ts
 * import { splitBetaHedge } from 'betahedge/hedge';
 * import { parseMarket } from 'betahedge/instruments';
 *
 * const names = { base: 'BTC', quote: 'USDT', settle: 'USDT', linear: true, inverse: false };
 * const swap = parseMarket({
 *   ...names, symbol: 'BTC/USDT:USDT', type: 'swap', contractSize: 0.001, precision: { amount: 1, price: 0.1 },
 * });
 * const future = parseMarket({
 *   ...names, symbol: 'BTC/USDT:USDT-260626', type: 'future', contractSize: 0.1,
 *   precision: { amount: 1, price: 0.1 }, expiry: 1782432000000,
 * });
 * const hedge = splitBetaHedge({
 *   positions: [{ symbol: 'ETH', value: 100_000, beta: 1.2 }],
 *   targetBeta: 0,
 *   legs: [
 *     { instrument: swap, instrumentBeta: 1, price: 60_000, share: 0.5 },
 *     { instrument: future, instrumentBeta: 1, price: 61_000, share: 0.5 },
 *   ],
 * });
 * if (hedge.status === 'ok') {
 *   for (const { symbol, contracts, exactContracts } of hedge.legs)
 *     console.log(symbol, contracts, exactContracts.toFixed(3)); // BTC/USDT:USDT -983 -1000.000
 *   // -> BTC/USDT:USDT-260626 -10 -9.836
 *   console.log(hedge.roundingLeg, hedge.dollarBetaAfter); // 0 20
 * }
 * ```
 */
export function splitBetaHedge(options: SplitBetaHedgeOptions): SplitBetaHedgeResult {
  readObject(CALLER, options, '');
  const sources = readLegs(options);
  const shares = readShares(sources);
  const instruments = sources.map((source, k) => readCoinInstrument(CALLER, source, `legs[${k}]`));
  refuseTwice(instruments.map(({ symbol }) => symbol));
  const money = readMoney(CALLER, options, currencyOf(instruments[0]!));
  const legs = sources.map((source, k) => readLeg(CALLER, source, `legs[${k}]`, instruments[k]!, money));
  const rules = sources.map((source, k) => readOrderRules(CALLER, source, `legs[${k}]`));
  const plan = planHedge(CALLER, options, money, legs);
  for (let k = 0; k < legs.length; k++) {
    const none = noHedge(legs[k]!, plan.quantile);
    if (none !== null) return { ...none, leg: k };
  }

  const { dollarBetaBefore, dollarBetaTarget } = plan;
  const exactDollarBeta = finite(CALLER, dollarBetaTarget - dollarBetaBefore + 0, 'exactDollarBeta');
  const exact = legs.map((leg, k) =>
    finite(CALLER, (shares[k]! * exactDollarBeta) / leg.perContract + 0, `legs[${k}].exactContracts`),
  );
  const held = legs.map((leg, k) =>
    finite(CALLER, plan.book.heldValues[k]! / leg.contractValue + 0, `legs[${k}].heldContracts`),
  );
  const { orders, roundingLeg } = roundTogether(legs, exact, held, shares, rules);
  const traded = orders.map(({ contracts }, k) => Number(contracts) * legs[k]!.perContract + 0);
  const dollarBetaTraded = canonicalSum(Float64Array.from(traded));
  const dollarBetaAfter = finite(CALLER, dollarBetaBefore + dollarBetaTraded + 0, 'dollarBetaAfter');
  return {
    status: 'ok',
    legs: legs.map((leg, k) => {
      const left = exact[k]! - Number(orders[k]!.contracts);
      return {
        symbol: leg.instrument.symbol,
        share: shares[k]!,
        exactContracts: exact[k]!,
        heldContracts: held[k]!,
        contractValue: leg.contractValue,
        ...orders[k]!,
        dollarBeta: traded[k]!,
        dust: { contracts: left + 0, dollarBeta: -left * leg.perContract + 0 },
      };
    }),
    roundingLeg,
    currency: plan.currency,
    targetBeta: plan.targetBeta,
    betaBefore: betaOf(CALLER, plan, dollarBetaBefore, 'betaBefore'),
    betaAfter: betaOf(CALLER, plan, dollarBetaAfter, 'betaAfter'),
    dollarBetaBefore,
    dollarBetaTarget,
    dollarBetaAfter,
    exactDollarBeta,
    dustDollarBeta: dollarBetaTraded - exactDollarBeta + 0,
    interval: intervalOf(options, plan, exact, exactDollarBeta),
  };
}

function readLegs(options: SplitBetaHedgeOptions): readonly SplitLegOptions[] {
  const sources = readList(CALLER, options, 'legs') as readonly SplitLegOptions[];
  sources.forEach((source, k) => readObject(CALLER, source, `legs[${k}]`));
  if (sources.length === 0) refuse('domain.out_of_range', CALLER, 'legs', 'one leg or more', sources.length);
  return sources;
}

/** The shares, over their sum: what rounding makes of thirds is not left unhedged. */
function readShares(sources: readonly SplitLegOptions[]): readonly number[] {
  const shares = sources.map((source, k) => readNonNegative(CALLER, source, 'share', `legs[${k}]`));
  const sum = canonicalSum(Float64Array.from(shares));
  if (!(Math.abs(sum - 1) <= 1e-9))
    refuse('domain.out_of_range', CALLER, 'legs', 'of shares that add up to 1', sum);
  return shares.map((share) => share / sum);
}

function refuseTwice(symbols: readonly string[]): void {
  symbols.forEach((symbol, k) => {
    const first = symbols.indexOf(symbol);
    if (first === k) return;
    const expected = `another than that of legs[${first}]`;
    refuse('market.inconsistent', CALLER, `legs[${k}].instrument.symbol`, expected, symbol);
  });
}

/** Each leg's order by itself; then, in the finest leg that is free to, what rounding left of the others. */
function roundTogether(
  legs: readonly HedgeLeg[],
  exact: readonly number[],
  held: readonly number[],
  shares: readonly number[],
  rules: readonly OrderRules[],
): { readonly orders: readonly HedgeOrder[]; readonly roundingLeg: number | null } {
  const orders = legs.map((leg, k) => hedgeOrder(CALLER, leg, exact[k]!, held[k]!, rules[k]!));
  const isFree = ({ boundBy }: HedgeOrder): boolean => boundBy === null || boundBy === 'lot';
  let finest = -1;
  let finestLot = Infinity;
  legs.forEach((leg, k) => {
    if (shares[k] === 0 || !isFree(orders[k]!)) return;
    const lot = lotOf(leg, orders[k]!, exact[k]!);
    const isFiner =
      lot < finestLot || (lot === finestLot && leg.instrument.symbol < legs[finest]!.instrument.symbol);
    if (!isFiner) return;
    finest = k;
    finestLot = lot;
  });
  if (finest < 0) return { orders, roundingLeg: null };
  const left = legs.map((leg, k) =>
    k !== finest && isFree(orders[k]!) ? (exact[k]! - Number(orders[k]!.contracts)) * leg.perContract : 0,
  );
  const leg = legs[finest]!;
  const wanted = exact[finest]! + canonicalSum(Float64Array.from(left)) / leg.perContract + 0;
  const order = hedgeOrder(CALLER, leg, wanted, held[finest]!, rules[finest]!);
  return { orders: orders.map((own, k) => (k === finest ? order : own)), roundingLeg: finest };
}

/** A lot in dollars of beta; with steps of significant digits that of the order's size, or of what was asked for. */
function lotOf(leg: HedgeLeg, order: HedgeOrder, exact: number): number {
  const { amountPrecision } = leg.instrument;
  const perContract = amountPerContract(leg.instrument);
  const size = order.order === null ? Math.abs(exact) * perContract : order.order.amount;
  const step =
    amountPrecision.kind === 'step' ? Number(amountPrecision.step) : digitStep(size, amountPrecision.digits);
  return (step / perContract) * Math.abs(leg.perContract);
}

/** The step of a number of significant digits at a size: 0.1 for three digits of 12.34. */
function digitStep(size: number, digits: number): number {
  const exponent = Number(size.toExponential().split('e')[1]);
  return Number(`1e${exponent - digits + 1}`);
}

function intervalOf(
  options: SplitBetaHedgeOptions,
  plan: HedgePlan,
  exact: readonly number[],
  exactDollarBeta: number,
): SplitHedgeInterval | null {
  const { values, legOf } = plan.book;
  const legValues = plan.legs.map((leg, k) => {
    const own = values.filter((_, i) => legOf[i] === k);
    return canonicalSum(Float64Array.from([...own, leg.coinValue, exact[k]! * leg.contractValue]));
  });
  const errors = dollarBetaErrors(CALLER, options, plan, legValues);
  if (errors === null) return null;
  const errorOf = (error: number): SplitHedgeError => {
    const dollarBeta = spread(CALLER, exactDollarBeta, error, plan, 1);
    return { dollarBetaStandardError: error, dollarBeta, insideNoise: holdsZero(dollarBeta) };
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
