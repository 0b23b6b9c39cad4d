import {
  isAbsent,
  readFinite,
  readObject,
  readNonNegative,
  readPositive,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { refuseForeignGreeks } from '../foundation/rawGreeks.ts';
import { notionalOf } from './contractAlgebra.ts';
import type { Instrument, OptionInstrument } from './instrument.ts';
import { readInstrument, readOrderPrice, readQuantoPrice } from './readInstrument.ts';

/** The Greeks that an exposure is made of: of one option on one coin, raw, of its value in quote currency. */
export interface ContractGreeks {
  /** Black-Scholes delta, the premium not taken off: coins. */
  readonly delta: number;
  /** Per 1 of the coin's price; absent, null or infinite where not known. */
  readonly gamma?: number | null | undefined;
  /** ccxt's own structure has it, whose units are the exchange's: `greeksFromExchange` first. */
  readonly info?: undefined;
}

/** What `contractExposure` takes. */
export interface ContractExposureOptions {
  /** From `parseMarket`. */
  readonly instrument: Instrument;
  /** Signed, + long; coins for spot. */
  readonly contracts: number;
  /** Of the instrument itself, in quote currency; of an option its premium of one coin, in `premiumCurrency`. */
  readonly price: number;
  /** Quote currency per coin of `settle`: required for a quanto, absent else. */
  readonly settlePrice?: number | undefined;
  /** Options only, and required there: of one coin, as `blackScholes` and `coinSettledOption` give them. */
  readonly greeks?: ContractGreeks | undefined;
  /** Options only, and required there: the price of one coin in quote that the Greeks are by. */
  readonly underlyingPrice?: number | undefined;
}

/** What a position moves with. Everything is signed, + where it gains as the price rises. */
export interface ContractExposure {
  /** What its profit is paid in: the instrument's `settle`. */
  readonly currency: string;
  /** What it counts for in quote currency; of options that of the coins they are on. */
  readonly notional: number;
  /** Coins of the base: quote currency gained per 1 of the price. */
  readonly delta: number;
  /** Of a coin-settled option, its delta less the premium in coins: quote gained where the premium's coins are hedged too. Else `delta`. */
  readonly premiumAdjustedDelta: number;
  /** delta x price (of options x underlyingPrice): quote currency gained per 100 % of the price. */
  readonly dollarDelta: number;
  /** Coins of delta per 1 of the price; null where an option's is not known. */
  readonly gamma: number | null;
  /** Of `currency`, gained per 1 of the price. */
  readonly settleDelta: number;
  /** Of `currency`, the second derivative by the price; null where an option's gamma is not known. */
  readonly settleConvexity: number | null;
  /** Of a quanto, coins of delta per 1 of the price of its `settle`; 0 for all else. */
  readonly crossGamma: number;
}

const CALLER = 'contractExposure';

/**
 * What a position moves with: its delta in coins and in money, and how what it is paid in bends.
 *
 * **Formula**: q contracts (+ long) of size M at price P; S settlePrice; U underlyingPrice, D and G an option's delta and
 * gamma, p its premium.
 *
 * | | notional | delta | gamma | settleDelta | settleConvexity | crossGamma |
 * | --- | --- | --- | --- | --- | --- | --- |
 * | spot, linear | q M P | q M | 0 | q M | 0 | 0 |
 * | inverse | q M | q M / P | 0 | q M / P^2 | -2 q M / P^3 | 0 |
 * | quanto | q M P S | q M S | 0 | q M | 0 | q M |
 * | option in money | q M U | q M D | q M G | q M D | q M G | 0 |
 * | option in coin | q M U | q M D | q M G | q M (D - p) / U | q M (G / U - 2 (D - p) / U^2) | 0 |
 *
 * **Result**: `delta` is counted beside the coins of the account. What is paid in the coin is worth (account's coins) x P in
 * quote: of an inverse contract the coins of its profit, gained or lost, have their own delta of 1, which offsets the change
 * of q M / P exactly. So account and contract together are linear in P, and the contract's gamma is 0, although the coins
 * themselves are not linear: `settleConvexity`. A coin account with its coins sold in inverse contracts has a delta of 0 at
 * every price. A coin-settled option goes with `delta` beside coins that do not count its value, with
 * `premiumAdjustedDelta` beside coins that do. A quanto's profit is in coins of `settle`: they are the account's, too.
 * A linear contract's `settle` counts as its quote.
 * **Errors**: `shape.*` (`missing_field`: settlePrice of a quanto, greeks and underlyingPrice of an option), `domain.*`,
 * `market.inconsistent` (any of these of an instrument that has none), `estimate.not_ok` (Greeks whose status is not `ok`),
 * `unit.suspicious` (ccxt's Greeks in the units of their exchange; a delta beyond 2; a coin-settled premium in money).
 * **Accuracy**: a few ulp; of a coin-settled option, of its largest term.
 * **Source**: BitMEX, Inverse and Quanto Perpetuals guides; Deribit, net transaction delta.
 *
 * @example
 * ```ts
 * import { contractExposure, parseMarket } from 'betahedge/instruments';
 *
 * const instrument = parseMarket({
 *   symbol: 'BTC/USD:BTC', base: 'BTC', quote: 'USD', settle: 'BTC', type: 'swap', linear: false,
 *   inverse: true, contractSize: 1, precision: { amount: 100, price: 0.5 },
 * });
 * // 1 BTC of collateral, 30,000 contracts sold at 40,000: at 24,000 the account has 1.5 BTC.
 * const short = contractExposure({ instrument, contracts: -30_000, price: 24_000 });
 * console.log(1.5 + short.delta, short.dollarDelta); // 0.25 -30000
 * ```
 */
export function contractExposure(options: ContractExposureOptions): ContractExposure {
  readObject(CALLER, options, '');
  const instrument = readInstrument(CALLER, options);
  const contracts = readFinite(CALLER, options, 'contracts');
  const settlePrice = readQuantoPrice(CALLER, options, instrument.settlement);
  return instrument.type === 'option'
    ? exposureOfOption(options, instrument, contracts)
    : exposureOfContract(options, instrument, contracts, settlePrice);
}

function exposureOfContract(
  options: ContractExposureOptions,
  instrument: Exclude<Instrument, OptionInstrument>,
  contracts: number,
  settlePrice: number,
): ContractExposure {
  for (const field of ['greeks', 'underlyingPrice'] as const)
    if (!isAbsent(options, field)) {
      const expected = `absent for a ${instrument.settlement} instrument`;
      refuse('market.inconsistent', CALLER, field, expected, options[field]);
    }
  const price = readPositive(CALLER, options, 'price');
  const size = contracts * instrument.contractSize;
  const inverse = instrument.settlement === 'inverse';
  const delta = inverse ? size / price : size * settlePrice;
  const notional = notionalOf(instrument, contracts, price, settlePrice);
  return finished(instrument, {
    notional,
    delta,
    premiumAdjustedDelta: delta,
    dollarDelta: notional,
    gamma: 0,
    settleDelta: inverse ? delta / price : size,
    settleConvexity: inverse ? (-2 * (delta / price)) / price : 0,
    crossGamma: instrument.settlement === 'quanto' ? size : 0,
  });
}

function exposureOfOption(
  options: ContractExposureOptions,
  instrument: OptionInstrument,
  contracts: number,
): ContractExposure {
  const premium =
    readNonNegative(CALLER, options, 'price') === 0 ? 0 : readOrderPrice(CALLER, options, instrument);
  const price = readPositive(CALLER, options, 'underlyingPrice');
  const { delta, gamma } = readGreeks(options);
  const size = contracts * instrument.contractSize;
  const inCoin = instrument.settlement === 'inverseOption';
  const adjusted = inCoin ? delta - premium : delta;
  const bend = gamma === null || !inCoin ? gamma : gamma / price - (2 * adjusted) / price / price;
  return finished(instrument, {
    notional: notionalOf(instrument, contracts, price, 1),
    delta: size * delta,
    premiumAdjustedDelta: size * adjusted,
    dollarDelta: size * delta * price,
    gamma: gamma === null ? null : size * gamma,
    settleDelta: inCoin ? (size * adjusted) / price : size * delta,
    settleConvexity: bend === null ? null : size * bend,
    crossGamma: 0,
  });
}

function readGreeks(options: ContractExposureOptions): {
  readonly delta: number;
  readonly gamma: number | null;
} {
  const at = 'greeks';
  const fields = readObject(CALLER, options.greeks, at);
  refuseForeignGreeks(CALLER, at, fields);
  const delta = readFinite(CALLER, fields, 'delta', at);
  refuseSuspicious(CALLER, `${at}.delta`, delta, 2, 'of one coin, within 2 (that of the position came?)');
  // Infinite at the strike when the time is out.
  const known = !isAbsent(fields, 'gamma') && Math.abs(fields['gamma'] as number) !== Infinity;
  return { delta, gamma: known ? readFinite(CALLER, fields, 'gamma', at) : null };
}

/** Products of huge and tiny numbers may be beyond a double: inputs out of range, not an exposure. */
function finished(instrument: Instrument, exposure: Omit<ContractExposure, 'currency'>): ContractExposure {
  const finite = (value: number): number =>
    Number.isFinite(value)
      ? value + 0
      : refuse(
          'domain.out_of_range',
          CALLER,
          'contracts',
          'closer to 1 in scale, to have an exposure',
          value,
        );
  const { gamma, settleConvexity } = exposure;
  return {
    currency: instrument.settle,
    notional: finite(exposure.notional),
    delta: finite(exposure.delta),
    premiumAdjustedDelta: finite(exposure.premiumAdjustedDelta),
    dollarDelta: finite(exposure.dollarDelta),
    gamma: gamma === null ? null : finite(gamma),
    settleDelta: finite(exposure.settleDelta),
    settleConvexity: settleConvexity === null ? null : finite(settleConvexity),
    crossGamma: finite(exposure.crossGamma),
  };
}
