import { isAbsent, readObject, readOneOf, readPositive, refuse } from '../foundation/checks.ts';
import type { OptionType } from '../foundation/optionContract.ts';
import { blackScholes } from './blackScholes.ts';
import { readEuropeanOption, readVolatility } from './europeanOption.ts';
import { yearsLeft } from './timeToExpiryYears.ts';

/** A coin-settled (inverse) option, but for its time. */
interface CoinSettledContract {
  /** The right to buy or to sell. */
  readonly optionType: OptionType;
  /** Price of the underlying for delivery at the expiry, in quote currency, above zero: not the index. */
  readonly forward: number;
  /** In quote currency, above zero. */
  readonly strike: number;
  /** Of log returns, a year, as a fraction: an exchange's 60.86 is 0.6086. Above 10 it is refused as a percentage. */
  readonly volatility: number;
  /** As of `blackScholes`: what to do with sizes that suggest another unit; default `refuse`. */
  readonly suspicious?: 'refuse' | 'expected' | undefined;
}

/** A coin-settled option and the time that it has left, in one of two forms. */
export type CoinSettledOptionOptions = CoinSettledContract & TimeLeft;

/** Of an instrument that is given whole: a linear option is none. */
interface InverseSettlement {
  /** As `parseMarket` says it. */
  readonly settlement?: 'inverseOption' | undefined;
}

/** The time left, or the two times that it lies between. */
export type TimeLeft =
  | {
      /** Calendar time in years of 365 days; zero at expiry. */
      readonly timeToExpiryYears: number;
      readonly timestamp?: undefined;
      readonly expiry?: undefined;
    }
  | {
      /** Now, epoch milliseconds. */
      readonly timestamp: number;
      /** When the option expires, epoch milliseconds: ccxt's `market.expiry`. */
      readonly expiry: number;
      readonly timeToExpiryYears?: undefined;
    };

/**
 * An option per coin of the contract. What `blackScholes` names, but for `rho`, is what it is of an option on a forward:
 * in quote currency and by the forward, raw; what ends in `InCoin` is of the price in coins.
 */
export interface CoinSettledGreeks {
  /** Coins: what an inverse option is quoted and paid in. */
  readonly priceInCoin: number;
  /** priceInCoin times the forward, in quote currency. */
  readonly priceInQuote: number;
  /** Black-76: N(d1) of a call, N(d1) - 1 of a put; coins of the forward that hedge the value in quote currency. */
  readonly delta: number;
  /** delta - priceInCoin, of puts too: coins of the forward that hedge the value in coins. */
  readonly premiumAdjustedDelta: number;
  /** Of delta by the forward. */
  readonly gamma: number;
  /** Per 1.00 of volatility. */
  readonly vega: number;
  /** Per year that passes. */
  readonly theta: number;
  /** Per 1.00 of rate at a fixed spot price, as exchanges print it; `blackScholes` has it at a fixed forward. */
  readonly rho: number;
  /** Of delta, per 1.00 of volatility. */
  readonly vanna: number;
  /** Of vega, per 1.00 of volatility. */
  readonly volga: number;
  /** Of delta, per year that passes. */
  readonly charm: number;
  /** Of gamma by the forward. */
  readonly speed: number;
  /** Of gamma, per 1.00 of volatility. */
  readonly zomma: number;
  /** Of gamma, per year that passes. */
  readonly color: number;
  /** Of vega, per year that passes. */
  readonly veta: number;
  /** Of volga, per 1.00 of volatility. */
  readonly ultima: number;
  /** By the strike. */
  readonly dualDelta: number;
  /** By the strike, twice. */
  readonly dualGamma: number;
  /** That the option ends in the money: N(d2) of a call, N(-d2) of a put. */
  readonly inTheMoneyProbability: number;
  /** vega / 100: per 0.01 of volatility. */
  readonly vegaPerVolPoint: number;
  /** theta / 365: per calendar day that passes. */
  readonly thetaPerDay: number;
  /** rho / 100: per 0.01 of rate, at a fixed spot price. */
  readonly rhoPerPercent: number;
  /** Of the price in coins by the forward: coins per 1 of quote currency. Times the forward: premiumAdjustedDelta. */
  readonly deltaInCoin: number;
  /** Of deltaInCoin by the forward. */
  readonly gammaInCoin: number;
  /** Coins per 1.00 of volatility. */
  readonly vegaInCoin: number;
  /** Coins per year that passes. */
  readonly thetaInCoin: number;
  /** Coins per 1.00 of rate, at a fixed spot price. */
  readonly rhoInCoin: number;
  /** By Deribit's rule: of a day or of what is left of the last one, and never more than priceInQuote. */
  readonly exchangeThetaPerDay: number;
}

const CALLER = 'coinSettledOption';

/**
 * A coin-settled (inverse) option as Deribit has it: European, on one coin, premium and payoff in coins, its price
 * in coins and in quote currency with the Greeks of both.
 *
 * **Formula**: V, undiscounted Black-76 on the forward F; priceInCoin = V / F. By the chain rule, in forms without
 * cancellation: premiumAdjustedDelta = delta - V/F = -(K/F) dualDelta, of a call (K/F) N(d2), of a put
 * -(K/F) N(-d2); deltaInCoin = premiumAdjustedDelta / F; gammaInCoin = (gamma - 2 deltaInCoin) / F; the others are
 * divided by F. exchangeThetaPerDay = -min(|thetaPerDay| min(1, days left), V).
 * **Inputs**: the forward of the option's own expiry (`underlying_price` of Deribit, ccxt's `underlyingPrice`), the
 * volatility as a fraction, the time in years of 365 days or as two epoch times. The rate is 0.
 * **Result**: plain numbers. `delta` is the one that the exchange prints, and hedges a value in quote currency; a book
 * kept in coins is hedged by `premiumAdjustedDelta`. At expiry and at volatility 0 the limits, as of `blackScholes`.
 * In the last half hour the price is of a mean that is being taken, and the exchange decays its deltas: this does not.
 * **Errors**: `shape.*`, `domain.*` (`out_of_range`: `timestamp` after the expiry, or a result beyond all doubles;
 * `not_one_of`: a `settlement`, of an instrument that is given whole, which is not `inverseOption`), `unit.suspicious`.
 * **Accuracy**: 2e-15 relative, gammaInCoin of its larger term, from a minute to years; Deribit's delta within 1.1e-4,
 * its theta within 0.05 USD and 1.8 USD, on two chains of 814 options.
 * **Cost**: 1.2 times `blackScholes`.
 * **Source**: Black 1976; Alexander, Chen and Imeraj 2023 (inverse options); Deribit, API and help pages (Greeks).
 *
 * @example
 * ```ts
 * import { coinSettledOption } from 'betahedge/options';
 *
 * // BTC-27SEP24-40000-C as the exchange printed it: mark 0.2169, delta 0.59833, vega 142.30124, theta -13.4441.
 * const call = coinSettledOption({
 *   optionType: 'call', forward: 39165.86, strike: 40000, volatility: 0.6086,
 *   timestamp: 1699593511632, expiry: Date.UTC(2024, 8, 27, 8),
 * });
 * console.log(call.priceInCoin.toFixed(4), call.delta.toFixed(5)); // 0.2169 0.59832
 * console.log(call.premiumAdjustedDelta.toFixed(5)); // 0.38141
 * console.log(call.vegaPerVolPoint.toFixed(2), call.exchangeThetaPerDay.toFixed(2)); // 142.30 -13.44
 * ```
 */
export function coinSettledOption(options: CoinSettledOptionOptions & InverseSettlement): CoinSettledGreeks {
  const option = readCoinSettledOption(CALLER, options);
  if (!isAbsent(options, 'settlement')) readOneOf(CALLER, options, 'settlement', ['inverseOption']);
  return settledInCoin(CALLER, option);
}

/** A coin-settled option, read and checked. */
export interface ReadCoinSettledOption {
  readonly optionType: OptionType;
  readonly forward: number;
  readonly strike: number;
  readonly timeToExpiryYears: number;
  readonly volatility: number;
  readonly rate: number;
  /** Sizes that suggest another unit were looked at. */
  readonly suspicious: 'expected';
}

/** The option of either form of time, for another caller too. */
export function readCoinSettledOption(
  caller: string,
  options: CoinSettledOptionOptions,
): ReadCoinSettledOption {
  readObject(caller, options, '');
  const forward = readPositive(caller, options, 'forward');
  const { optionType, strike, suspicious } = options;
  const timeToExpiryYears = readTimeLeft(caller, options);
  const { wired } = readEuropeanOption(caller, {
    optionType,
    forward,
    strike,
    timeToExpiryYears,
    rate: 0,
    suspicious,
  });
  const volatility = readVolatility(caller, options, 'volatility', wired);
  return { optionType, forward, strike, timeToExpiryYears, volatility, rate: 0, suspicious: 'expected' };
}

// Where no form is there, undefined goes on to the reader of the option, who names the field.
function readTimeLeft(caller: string, options: TimeLeft): number {
  const hasTimes = !isAbsent(options, 'timestamp') || !isAbsent(options, 'expiry');
  if (!hasTimes) return options.timeToExpiryYears!;
  if (!isAbsent(options, 'timeToExpiryYears'))
    refuse(
      'shape.wrong_type',
      caller,
      'timeToExpiryYears',
      'absent where timestamp and expiry are given',
      options.timeToExpiryYears,
    );
  return yearsLeft(caller, options);
}

/** Its price and Greeks, for another caller too. */
export function settledInCoin(caller: string, option: ReadCoinSettledOption): CoinSettledGreeks {
  const { forward, strike, timeToExpiryYears } = option;
  const greeks = blackScholes(option);
  // At a fixed spot price, which at rates of 0 is the forward.
  const rho = 0 - strike * timeToExpiryYears * greeks.dualDelta;
  const premiumAdjustedDelta = 0 - (strike / forward) * greeks.dualDelta;
  const deltaInCoin = premiumAdjustedDelta / forward;
  const gammaInCoin = (greeks.gamma - 2 * deltaInCoin) / forward;
  const rhoInCoin = rho / forward;
  // The others are smaller. A gamma that is infinite is the limit at the kink.
  const largest = [deltaInCoin, rhoInCoin, Number.isFinite(greeks.gamma) ? gammaInCoin : 0];
  if (!largest.every(Number.isFinite))
    refuse('domain.out_of_range', caller, 'forward', 'of a size that leaves results finite', forward);
  const daysLeft = 365 * timeToExpiryYears;
  // At the strike theta is infinite when the time is out, and what is left of it is 0.
  const rest = daysLeft === 0 ? 0 : Math.abs(greeks.thetaPerDay) * Math.min(1, daysLeft);
  // Field by field: an object that is made by leaving one out of another is slow to make and to read.
  return {
    priceInCoin: greeks.price / forward,
    priceInQuote: greeks.price,
    delta: greeks.delta,
    premiumAdjustedDelta,
    gamma: greeks.gamma,
    vega: greeks.vega,
    theta: greeks.theta,
    rho,
    vanna: greeks.vanna,
    volga: greeks.volga,
    charm: greeks.charm,
    speed: greeks.speed,
    zomma: greeks.zomma,
    color: greeks.color,
    veta: greeks.veta,
    ultima: greeks.ultima,
    dualDelta: greeks.dualDelta,
    dualGamma: greeks.dualGamma,
    inTheMoneyProbability: greeks.inTheMoneyProbability,
    vegaPerVolPoint: greeks.vegaPerVolPoint,
    thetaPerDay: greeks.thetaPerDay,
    rhoPerPercent: rho / 100,
    deltaInCoin,
    gammaInCoin,
    vegaInCoin: greeks.vega / forward,
    thetaInCoin: greeks.theta / forward,
    rhoInCoin,
    exchangeThetaPerDay: 0 - Math.min(rest, greeks.price),
  };
}
