import {
  isAbsent,
  readFinite,
  readObject,
  readPositive,
  readText,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { refuseForeignGreeks } from '../foundation/rawGreeks.ts';
import { notionalOf } from '../instruments/contractAlgebra.ts';
import type { Instrument, OptionInstrument } from '../instruments/instrument.ts';
import { readInstrument } from '../instruments/readInstrument.ts';
import { currencyOf, estimateOf, isCoin, ownPriceOf, premiumOf } from './exposureValues.ts';
import type { Currency, Estimate, ExposureValues } from './exposureValues.ts';

/**
 * Greeks of an option on one coin, as `blackScholes`, `coinSettledOption` and `greeksFromExchange` give them: raw
 * derivatives of its value in quote currency.
 */
export interface ExposureGreeks {
  /** Price of one coin that the Greeks are by, in quote currency: the forward of the option's expiry, or the spot. */
  readonly underlyingPrice: number;
  /** Black-Scholes, no premium taken off. */
  readonly delta: number;
  /** Left out, null or infinite: unknown, and so is the sum. */
  readonly gamma?: number | null | undefined;
  /** Per 1.00 of volatility. Left out or null: unknown, and so is the sum; required with `volatilityBetas`. */
  readonly vega?: number | null | undefined;
  /** ccxt's own structure has these, whose units are the exchange's: `greeksFromExchange` first. */
  readonly markImpliedVolatility?: undefined;
  /** Of ccxt. */
  readonly bidImpliedVolatility?: undefined;
  /** Of ccxt. */
  readonly askImpliedVolatility?: undefined;
  /** Of ccxt. */
  readonly bidSize?: undefined;
  /** Of ccxt. */
  readonly askSize?: undefined;
  /** Of ccxt. */
  readonly datetime?: undefined;
  /** Of ccxt. */
  readonly info?: undefined;
}

/** What one contract counts for; money in the numeraire. */
export interface Contract {
  readonly instrument: Instrument;
  /** The instrument's own, in its quote; an option's premium. */
  readonly price: number;
  readonly settle: Currency;
  readonly notional: number;
  readonly dollarDelta: number;
  /** What 1 % of the coin adds to dollarDelta; null where unknown. */
  readonly dollarGammaPerPercent: number | null;
  /** What 1 % of the benchmark adds to dollarBeta. */
  readonly betaWeightedGammaPerPercent: number | null;
  /** Per 1.00 of volatility. */
  readonly vega: number | null;
  /** Per 1.00 of the benchmark's volatility. */
  readonly betaWeightedVega: number | null;
  /** Premium, in `settle`; 0 of what is no option. */
  readonly premium: number;
  readonly estimate: Estimate;
}

/** Where contracts are looked up by. */
export interface ContractSources {
  readonly values: ExposureValues;
  readonly greeks: Readonly<Record<string, unknown>>;
  /** Null where vega is not asked for. */
  readonly volatilityBetas: Readonly<Record<string, unknown>> | null;
}

/** One contract of a position's instrument. */
export function readContract(sources: ContractSources, position: object, at: string): Contract {
  const { values } = sources;
  const { caller } = values;
  const instrument = readInstrument(caller, position, at);
  const path = `${at}.instrument`;
  const symbol = readText(caller, instrument, 'symbol', path);
  const base = readText(caller, instrument, 'base', path);
  const quote = readText(caller, instrument, 'quote', path);
  const { expiry, settlement } = instrument;
  if (expiry !== null && values.now !== null && expiry <= values.now)
    refuse('domain.out_of_range', caller, `${path}.expiry`, `later than now, ${values.now}`, expiry);
  const settle = currencyOf(values, readText(caller, instrument, 'settle', path));
  // Its profit would be counted in coins as if they were the money that the price is in.
  if ((settlement === 'linear' || settlement === 'linearOption') && settle.isCoin && settle.name !== quote)
    refuse(
      'market.inconsistent',
      caller,
      `${path}.settle`,
      'money, or the quote (a quanto came?)',
      settle.name,
    );
  if (settlement === 'spot' && isMoney(values, base))
    refuse('market.unsupported', caller, `${path}.base`, 'a coin (money held is a balance)', base);
  // In itself it never moves: what such a contract moves with is the money that it is priced in.
  if (base === values.numeraire)
    refuse('market.unsupported', caller, `${path}.base`, 'other than the numeraire', base);

  const option = isOption(instrument) ? readOption(sources, instrument) : null;
  const price = option === null ? ownPriceOf(values, symbol) : option.premium;
  const underlying = option === null ? price : option.underlyingPrice;
  const rate = rateOf(values, instrument, settle);
  const notional = notionalOf(instrument, 1, underlying, settle.value) * rate;
  // A contract settled in its coin earns coins, which are worth what the coin's price says.
  const basis = isCoinSettled(instrument) ? basisOf(values, settle, underlying * rate, symbol) : 1;
  // The beta of a coin in money is not that of its price in another coin.
  const pair = settlement !== 'spot' && isCoin(values, quote);
  const estimate = estimateOf(values, symbol, pair ? null : base, at);
  const { beta } = estimate;
  const dollarDelta = notional * basis * (option === null ? 1 : option.delta);
  const dollarGamma = option === null ? 0 : times(option.gamma, notional * basis * underlying);
  // Settled in another coin, profit moves with both: the cross term of price and coin.
  const crosses = settle.isCoin && settlement !== 'spot' && !isCoinSettled(instrument);
  const cross = crosses ? 2 * dollarDelta * beta * settleBetaOf(values, settle, at) : 0;
  const vega = option === null ? 0 : times(option.vega, instrument.contractSize * rate * basis);
  return {
    instrument,
    price,
    settle,
    notional,
    dollarDelta,
    dollarGammaPerPercent: dollarGamma === null ? null : dollarGamma / 100,
    betaWeightedGammaPerPercent: dollarGamma === null ? null : (dollarGamma * beta * beta + cross) / 100,
    vega,
    betaWeightedVega: option === null ? 0 : times(vega, volatilityBetaOf(sources, base)),
    premium: option === null ? 0 : instrument.contractSize * option.premium,
    estimate,
  };
}

/** Whether it earns the coin whose price moves it. */
export function isCoinSettled({ settlement }: Instrument): boolean {
  return settlement === 'inverse' || settlement === 'inverseOption';
}

/** Whether it is an option. */
export function isOption(instrument: Instrument): instrument is OptionInstrument {
  return instrument.type === 'option';
}

/** Numeraire per 1 of what `notionalOf` counts in. */
function rateOf(values: ExposureValues, instrument: Instrument, settle: Currency): number {
  const { settlement, quote } = instrument;
  if (settlement === 'quanto') return 1;
  // Profit arises in `settle`, which the venue counts as one quote.
  if (settlement === 'linear' || settlement === 'linearOption') return settle.value;
  return currencyOf(values, quote).value;
}

function settleBetaOf(values: ExposureValues, { name }: Currency, at: string): number {
  return estimateOf(values, name, name, `${at}, settled in ${name},`).beta;
}

function basisOf(values: ExposureValues, coin: Currency, price: number, symbol: string): number {
  const basis = coin.value / price;
  if (!(basis > 0.5 && basis < 2)) {
    const expected = `within a factor of 2 of the price that ${symbol} is by, ${price} ${values.numeraire}`;
    refuse('unit.suspicious', values.caller, `prices.${coin.name}`, expected, coin.value);
  }
  return basis;
}

interface ReadOption {
  readonly underlyingPrice: number;
  readonly premium: number;
  readonly delta: number;
  readonly gamma: number | null;
  readonly vega: number | null;
}

function readOption(
  { values, greeks, volatilityBetas }: ContractSources,
  option: OptionInstrument,
): ReadOption {
  const { caller } = values;
  const { symbol, settlement, optionType, quote, premiumCurrency } = option;
  const at = `greeks.${symbol}`;
  const value = greeks[symbol];
  if (value === undefined || value === null)
    return refuse('shape.missing_field', caller, at, 'the Greeks of the option', value);
  const fields = readObject(caller, value, at);
  refuseForeignGreeks(caller, at, fields);
  const premium = premiumOf(values, symbol);
  // A call is worth less than its coin.
  const tooMuch = optionType === 'call' ? premium >= 1 : premium > 10;
  if (settlement === 'inverseOption' && tooMuch) {
    const expected = `a premium in ${premiumCurrency}, not in ${quote}`;
    refuse('unit.suspicious', caller, `prices.${symbol}`, expected, premium);
  }
  const gamma = fields['gamma'];
  const hasVega = volatilityBetas !== null || !isAbsent(fields, 'vega');
  return {
    underlyingPrice: readPositive(caller, fields, 'underlyingPrice', at),
    premium,
    delta: readFinite(caller, fields, 'delta', at),
    // Infinite at the strike when the time is out, where a sum has no number.
    gamma:
      isAbsent(fields, 'gamma') || gamma === Infinity || gamma === -Infinity
        ? null
        : readFinite(caller, fields, 'gamma', at),
    vega: hasVega ? readFinite(caller, fields, 'vega', at) : null,
  };
}

function volatilityBetaOf({ values, volatilityBetas }: ContractSources, coin: string): number | null {
  if (volatilityBetas === null) return null;
  const beta = readFinite(values.caller, volatilityBetas, coin, 'volatilityBetas');
  return refuseSuspicious(values.caller, `volatilityBetas.${coin}`, beta, 25, 'within 25');
}

function isMoney(values: ExposureValues, name: string): boolean {
  return name === values.numeraire || !isAbsent(values.fx, name);
}

function times(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a * b;
}
