import {
  isAbsent,
  readFinite,
  readNonNegative,
  readObject,
  readPositive,
  refuse,
} from '../foundation/checks.ts';
import { profitOf } from './contractAlgebra.ts';
import type { Instrument } from './instrument.ts';
import { readInstrument, readOrderPrice, readQuantoPrice } from './readInstrument.ts';

/** What `profitAndLoss` takes. */
export interface ProfitAndLossOptions {
  /** From `parseMarket`. */
  readonly instrument: Instrument;
  /** Signed, + long; coins for spot. */
  readonly contracts: number;
  /** What they were opened at: in quote currency, of an option the premium of one coin in `premiumCurrency`. */
  readonly entryPrice: number;
  /** What they are marked or closed at, in the same. */
  readonly price: number;
  /**
   * Quote currency per coin of `settle`, to count the profit in quote: of a quanto and of a coin-settled option, whose
   * own prices do not say it, and of an inverse contract in place of its `price`. Absent for all else.
   */
  readonly settlePrice?: number | undefined;
}

/** Profit of a position, before fees and funding. */
export interface ProfitAndLoss {
  /** What it is paid in: the instrument's `settle`. */
  readonly currency: string;
  /** In `currency`; + is a gain. */
  readonly profit: number;
  /** The same in quote currency at today's price of `currency`; null where that price is needed and not given. */
  readonly profitInQuote: number | null;
}

/**
 * What contracts have earned between two prices, in the currency that pays it, and in quote currency.
 *
 * **Formula**: q contracts (+ long) of size M, opened at P0, now at P: q M (P - P0) in quote for spot and linear contracts,
 * in coins of `settle` for a quanto; q M (1/P0 - 1/P) coins for an inverse contract; q M (p - p0) in the premium's currency
 * for options, p their premium: also for coin-settled ones, whose premium is in coins already and not to be inverted.
 * In quote: the profit x settlePrice; of an inverse contract x price where no settlePrice is given, q M (P - P0) / P0.
 * **Inputs**: prices above zero, of options zero or above.
 * **Result**: a long earns where the price rises, a short where it falls, whatever it is paid in. A linear contract's
 * `settle` counts as its quote, as the venue counts it: USDT is one USD here, and what it really is is the book's to say.
 * **Errors**: `shape.*`, `domain.*`, `market.inconsistent` (settlePrice of spot or of what is settled in money),
 * `unit.suspicious` (a coin-settled option's premium in money: a call at 1 coin or more, a put above 10).
 * **Accuracy**: relative error below 6.7e-16 (six roundings): no subtraction of reciprocals.
 * **Source**: BitMEX, Inverse and Quanto Perpetuals guides; Deribit, Options (inverse).
 *
 * @example
 * ```ts
 * import { parseMarket, profitAndLoss } from 'betahedge/instruments';
 *
 * const instrument = parseMarket({
 *   symbol: 'BTC/USD:BTC', base: 'BTC', quote: 'USD', settle: 'BTC', type: 'swap', linear: false,
 *   inverse: true, contractSize: 1, precision: { amount: 100, price: 0.5 },
 * });
 * const made = profitAndLoss({ instrument, contracts: 100_000, entryPrice: 10_000, price: 10_500 });
 * console.log(made.profit.toFixed(8), made.currency, made.profitInQuote); // 0.47619048 BTC 5000
 * ```
 */
export function profitAndLoss(options: ProfitAndLossOptions): ProfitAndLoss {
  const caller = 'profitAndLoss';
  readObject(caller, options, '');
  const instrument = readInstrument(caller, options);
  const contracts = readFinite(caller, options, 'contracts');
  const entryPrice = readMark(caller, options, 'entryPrice', instrument);
  const price = readMark(caller, options, 'price', instrument);
  const { settlement, settle } = instrument;
  const finite = (value: number): number =>
    Number.isFinite(value)
      ? value + 0
      : refuse('domain.out_of_range', caller, 'contracts', 'closer to 1 in scale, to have a profit', value);
  const profit = finite(profitOf(instrument, contracts, entryPrice, price));
  const inCoin = settlement === 'inverse' || settlement === 'inverseOption' || settlement === 'quanto';
  if (!inCoin) readQuantoPrice(caller, options, settlement);
  if (inCoin && !isAbsent(options, 'settlePrice'))
    return {
      currency: settle,
      profit,
      profitInQuote: finite(profit * readPositive(caller, options, 'settlePrice')),
    };
  if (settlement === 'quanto' || settlement === 'inverseOption')
    return { currency: settle, profit, profitInQuote: null };
  const move = contracts * instrument.contractSize * (price - entryPrice);
  return {
    currency: settle,
    profit,
    profitInQuote: settlement === 'inverse' ? finite(move / entryPrice) : profit,
  };
}

/** The price of contracts is above zero; an option's premium may have gone to zero. */
function readMark(
  caller: string,
  options: ProfitAndLossOptions,
  field: 'entryPrice' | 'price',
  instrument: Instrument,
): number {
  if (instrument.type === 'option' && readNonNegative(caller, options, field) === 0) return 0;
  return readOrderPrice(caller, options, instrument, field);
}
