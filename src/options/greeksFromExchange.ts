import {
  isAbsent,
  readNonNegative,
  readObject,
  readPositive,
  readTimestamp,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { lastDigit, readPrinted } from './ccxtGreeks.ts';
import type { CcxtGreeks } from './ccxtGreeks.ts';
import { readWire } from './europeanOption.ts';
import { readGreeksConvention } from './greeksConvention.ts';
import type {
  GammaUnit,
  GreeksConvention,
  GreeksConventionName,
  PriceUnit,
  ThetaUnit,
  VegaUnit,
} from './greeksConvention.ts';

/** Printed Greeks and what they are per. */
export interface GreeksFromExchangeOptions {
  /** ccxt's structure. */
  readonly greeks: CcxtGreeks;
  /** Of the exchange; or of another one, in full. */
  readonly convention: GreeksConventionName | GreeksConvention;
  /** Years of 365 days, where theta is to be freed of what the exchange did to it in the last day. */
  readonly timeToExpiryYears?: number | undefined;
  /** Of the option's expiry, where the structure has none (`convention.underlying`; OKX: `info.fwdPx`). */
  readonly forward?: number | undefined;
  /** What to do with what an option of the convention does not have (see Errors); default `refuse`. */
  readonly suspicious?: 'refuse' | 'expected' | undefined;
}

/** What the exchange printed, in the units of `blackScholes` and `coinSettledOption`; null where it printed nothing. */
export interface ExchangeGreeks {
  /** Name of the convention. */
  readonly convention: string;
  /** As printed. */
  readonly symbol: string | null;
  /** Epoch milliseconds. */
  readonly timestamp: number | null;
  /** As given, or as printed where the convention says that it is one; in quote currency. */
  readonly forward: number | null;
  /** N(d1) of a call, N(d1) - 1 of a put. */
  readonly delta: number | null;
  /** delta less the price in coins. Where one of the two is printed and a mark in coins, the other is formed of them. */
  readonly premiumAdjustedDelta: number | null;
  /** Of the value in quote currency. */
  readonly gamma: number | null;
  /** Per 1.00 of volatility, in quote currency. */
  readonly vega: number | null;
  /** Per year that passes, in quote currency; null also where the exchange's rule cannot be undone. */
  readonly theta: number | null;
  /** Per 1.00 of rate, in quote currency. */
  readonly rho: number | null;
  /** Of the value in coins, per 1 of quote currency, twice. */
  readonly gammaInCoin: number | null;
  /** Per 1.00 of volatility, in coins. */
  readonly vegaInCoin: number | null;
  /** Per year that passes, in coins; null also where the exchange's rule cannot be undone. */
  readonly thetaInCoin: number | null;
  /** As printed, in the convention's unit. */
  readonly publishedTheta: number | null;
  /** A fraction a year. */
  readonly markVolatility: number | null;
  /** A fraction a year; null where nothing is bid. */
  readonly bidVolatility: number | null;
  /** A fraction a year; null where nothing is asked. */
  readonly askVolatility: number | null;
  /** What the prices are in. */
  readonly priceIn: PriceUnit;
  /** In `priceIn`. */
  readonly markPrice: number | null;
  /** In `priceIn`; null where nothing is bid. */
  readonly bidPrice: number | null;
  /** In `priceIn`; null where nothing is asked. */
  readonly askPrice: number | null;
  /** In `priceIn`; null where nothing was traded. */
  readonly lastPrice: number | null;
}

const CALLER = 'greeksFromExchange';

/**
 * ccxt's unified Greeks in raw units, by the named convention of the exchange: ccxt passes on what is printed, and
 * one exchange's 0.5 is not another's.
 *
 * **Inputs**: the structure of `fetchGreeks`; `greeksConventions` says what each name stands for. Vega per vol point is
 * taken times 100, rho per percent times 100, theta per day times 365, volatilities in per cent over 100.
 * **Result**: plain numbers, no model: Greeks in quote currency or in coins, as printed; of `delta` and
 * `premiumAdjustedDelta` the one that is not printed by the mark in coins, to its digits. What is absent is null, never
 * 0; so is a bid, ask or last price of 0 and a volatility of 0 or less, which is how exchanges print that there is none.
 * `theta` is null where a rule for the last day cannot be undone: without `timeToExpiryYears`, at the expiry, where
 * the exchange may have printed the value of the option instead (theta within a digit of the mark price, or no mark, as
 * in ccxt's structure of OKX: add `markPrice`), and in the last day where the rule is not known (Binance);
 * `publishedTheta` has what was printed.
 * **Errors**: `shape.*`, `domain.*`, `unit.suspicious` (another exchange's: a volatility above 10, a mark volatility
 * below 2 per cent where per cent are printed, a plain delta beyond 1, a mark in coins of 1 or more of a call or above 10
 * of any option, a symbol of ccxt, or a linear one of Deribit, that is settled in another way).
 * **Source**: ccxt 4.5, Greeks structure; Deribit, API schema of greeks; recomputed tickers of four exchanges.
 *
 * @example
 * ```ts
 * import { greeksFromExchange } from 'betahedge/options';
 *
 * const printed = greeksFromExchange({
 *   convention: 'deribit',
 *   greeks: {
 *     symbol: 'BTC/USD:BTC-240927-40000-C', delta: 0.59833, gamma: 0.00002, vega: 142.30124, theta: -13.4441,
 *     markImpliedVolatility: 60.86, markPrice: 0.2169, bidPrice: 0, underlyingPrice: 39165.86,
 *   },
 *   timeToExpiryYears: 0.8825,
 * });
 * console.log(printed.vega, printed.theta?.toFixed(1)); // 14230.124 -4907.1
 * console.log(printed.markVolatility, printed.rho, printed.bidPrice); // 0.6086 null null
 * ```
 */
export function greeksFromExchange(options: GreeksFromExchangeOptions): ExchangeGreeks {
  readObject(CALLER, options, '');
  const convention = readGreeksConvention(CALLER, options);
  const source = readObject(CALLER, options.greeks, 'greeks');
  const wired = readWire(CALLER, options);
  const years = isAbsent(options, 'timeToExpiryYears')
    ? null
    : readNonNegative(CALLER, options, 'timeToExpiryYears');
  if (wired) refuseOtherExchange(source, convention);

  const read = (field: string): number | null => readPrinted(CALLER, source, field);
  const volatility = (field: string): number | null => readVolatility(source, field, convention, wired);
  const underlying = convention.underlying === 'forward' ? positive(read('underlyingPrice')) : null;
  const forward = isAbsent(options, 'forward') ? underlying : readPositive(CALLER, options, 'forward');
  const { gamma, vega, theta, rho } = convention;
  const markPrice = read('markPrice');
  const deltas = bothDeltas(convention, read('delta'), markPrice);
  const publishedTheta = theta && read('theta');
  const rules = publishedTheta === null ? [] : theta!;
  const yearlyThetas = rules.map((unit) => {
    const least = leastValue(convention, markPrice, forward, isInCoin(unit));
    return withoutRule(unit, publishedTheta!, years, least);
  });
  // What two rules that it may follow do not agree on is not known.
  const [first = null, ...others] = yearlyThetas;
  const yearlyTheta = others.every((other) => other === first) ? first : null;
  const unitVega = vega && times(read('vega'), vega.startsWith('perVolPoint') ? 100 : 1);
  return {
    convention: convention.name,
    symbol: typeof source['symbol'] === 'string' ? source['symbol'] : null,
    timestamp: isAbsent(source, 'timestamp') ? null : readTimestamp(CALLER, source, 'timestamp', 'greeks'),
    forward,
    ...deltas,
    gamma: gamma === 'perUnit' ? read('gamma') : null,
    vega: isInCoin(vega) ? null : unitVega,
    theta: rules.some(isInCoin) ? null : yearlyTheta,
    rho: rho && times(read('rho'), rho === 'perPercent' ? 100 : 1),
    gammaInCoin: isInCoin(gamma) ? gammaInCoin(gamma, read('gamma'), forward) : null,
    vegaInCoin: isInCoin(vega) ? unitVega : null,
    thetaInCoin: rules.every(isInCoin) ? yearlyTheta : null,
    publishedTheta,
    markVolatility: volatility('markImpliedVolatility'),
    bidVolatility: volatility('bidImpliedVolatility'),
    askVolatility: volatility('askImpliedVolatility'),
    priceIn: convention.price,
    markPrice,
    bidPrice: positive(read('bidPrice')),
    askPrice: positive(read('askPrice')),
    lastPrice: positive(read('lastPrice')),
  };
}

function positive(value: number | null): number | null {
  return value !== null && value > 0 ? value : null;
}

function times(value: number | null, factor: number): number | null {
  return value === null ? null : value * factor;
}

function isInCoin(unit: GammaUnit | VegaUnit | ThetaUnit | null): boolean {
  return unit !== null && unit.endsWith('InCoin');
}

function gammaInCoin(unit: GammaUnit | null, gamma: number | null, forward: number | null): number | null {
  if (unit !== 'relativeInCoin' || gamma === null) return gamma;
  return forward === null ? null : gamma / (forward * forward);
}

/** What the option is worth at least: the mark price less its last digit; NaN where that is not known. */
function leastValue(
  { price, priceDecimals }: GreeksConvention,
  mark: number | null,
  forward: number | null,
  inCoin: boolean,
): number {
  const least = (mark ?? NaN) - lastDigit(priceDecimals);
  if (inCoin === (price === 'coin')) return least;
  return inCoin ? least / (forward ?? NaN) : least * (forward ?? NaN);
}

/** Theta per year, without what the exchange did to it; null where that is not to be known. */
function withoutRule(
  unit: ThetaUnit,
  theta: number,
  years: number | null,
  leastValue: number,
): number | null {
  if (unit === 'perYear' || unit === 'perYearInCoin') return theta;
  if (unit === 'perDay' || unit === 'perDayInCoin') return 365 * theta;
  if (years === null || years === 0) return null;
  // A comparison with NaN is false.
  if (unit.includes('Capped') && !(Math.abs(theta) < leastValue)) return null;
  return (365 * theta) / Math.min(1, 365 * years);
}

/** The printed delta, and the other where prices are in coins and there is a mark: the two differ by it. */
function bothDeltas(
  { delta: unit, price }: GreeksConvention,
  printed: number | null,
  mark: number | null,
): Pick<ExchangeGreeks, 'delta' | 'premiumAdjustedDelta'> {
  if (unit === null || printed === null) return { delta: null, premiumAdjustedDelta: null };
  const premium = price === 'coin' ? mark : null;
  return unit === 'plain'
    ? { delta: printed, premiumAdjustedDelta: premium === null ? null : printed - premium }
    : { delta: premium === null ? null : printed + premium, premiumAdjustedDelta: printed };
}

/** Refuses what an option of this convention cannot be. */
function refuseOtherExchange(greeks: Readonly<Record<string, unknown>>, convention: GreeksConvention): void {
  const { name, price, delta, volatility } = convention;
  const inCoin = price === 'coin';
  const symbol = String(greeks['symbol']);
  // ccxt's BASE/QUOTE:SETTLE-...; of Deribit's own names those of linear options alone say it: BASE_QUOTE-...
  const parts = /^([^/]+)\/[^:]+:([^-]+)-/.exec(symbol);
  const isOther =
    parts === null ? inCoin && /^[^-/]*_[^-/]*-/.test(symbol) : (parts[1] === parts[2]) !== inCoin;
  if (isOther) {
    const expected = `of an option that is settled in ${inCoin ? 'its coin' : 'its quote currency'} (${name})`;
    refuse('unit.suspicious', CALLER, 'greeks.symbol', expected, greeks['symbol']);
  }
  // Of a plain delta, which is printed rounded.
  const printed = readPrinted(CALLER, greeks, 'delta') ?? 0;
  if (delta === 'plain' && Math.abs(printed) > 1.0001)
    refuse('unit.suspicious', CALLER, 'greeks.delta', `at most 1 in size (${name})`, printed);
  // Of the mark alone: an exchange's bid may be so low that its volatility is a few points.
  const mark = positive(readPrinted(CALLER, greeks, 'markImpliedVolatility'));
  if (volatility === 'percent' && mark !== null && mark < 2) {
    const expected = `in per cent, at least 2 (${name}; a fraction came?)`;
    refuse('unit.suspicious', CALLER, 'greeks.markImpliedVolatility', expected, mark);
  }
  const coins = readPrinted(CALLER, greeks, 'markPrice') ?? 0;
  // A call is worth less than its coin; a put 10 of them where the coin has lost ten elevenths of the strike.
  const isCall = delta !== null && printed > 0;
  if (inCoin && (isCall ? coins >= 1 : coins > 10)) {
    const expected = `in coins, ${isCall ? 'below 1' : 'at most 10'} (${name}; quote currency came?)`;
    refuse('unit.suspicious', CALLER, 'greeks.markPrice', expected, coins);
  }
}

function readVolatility(
  greeks: object,
  field: string,
  convention: GreeksConvention,
  wired: boolean,
): number | null {
  const printed = positive(readPrinted(CALLER, greeks, field));
  const volatility = convention.volatility === 'percent' && printed !== null ? printed / 100 : printed;
  if (wired && volatility !== null)
    refuseSuspicious(
      CALLER,
      `greeks.${field}`,
      volatility,
      10,
      `a volatility of at most 10 under the convention (${convention.volatility})`,
    );
  return volatility;
}
