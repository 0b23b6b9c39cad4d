import { readInteger, readList, readObject, readOneOf, readText, refuse } from '../foundation/checks.ts';

const deltaUnits = ['plain', 'premiumAdjusted'] as const;
const gammaUnits = ['perUnit', 'perUnitInCoin', 'relativeInCoin'] as const;
const vegaUnits = ['perUnit', 'perVolPoint', 'perUnitInCoin', 'perVolPointInCoin'] as const;
const thetaUnits = [
  'perYear',
  'perDay',
  'perDayOrLifetime',
  'perDayOrLifetimeCapped',
  'perYearInCoin',
  'perDayInCoin',
  'perDayOrLifetimeInCoin',
  'perDayOrLifetimeCappedInCoin',
] as const;
const rhoUnits = ['perUnit', 'perPercent'] as const;

/** Which delta: N(d1) and its put, or that less the price in coins. */
export type DeltaUnit = (typeof deltaUnits)[number];

/**
 * Which gamma: per 1 of the underlying's price, of the value in quote currency or in coins; or of the value in coins
 * per relative move of the price, which is the forward squared times that per 1.
 */
export type GammaUnit = (typeof gammaUnits)[number];

/** Which vega: for 1.00 or for 0.01 of volatility, in quote currency or in coins. */
export type VegaUnit = (typeof vegaUnits)[number];

/**
 * Which theta: for a year; for a day; for a day or, in the last day, for what is left of it (`OrLifetime`); that,
 * and never more than the option is worth (`Capped`). In quote currency or in coins.
 */
export type ThetaUnit = (typeof thetaUnits)[number];

/** Which rho: for 1.00 or for 0.01 of rate, in quote currency. */
export type RhoUnit = (typeof rhoUnits)[number];

/** What a price is in. */
export type PriceUnit = 'coin' | 'quote';

/** What the Greeks that an exchange prints are per, and of; null, in so many words, for one that it does not print. */
export interface GreeksConvention {
  /** For results to say. */
  readonly name: string;
  /** Null where it prints none, as of all Greeks. */
  readonly delta: DeltaUnit | null;
  /** What it is per, and of. */
  readonly gamma: GammaUnit | null;
  /** What it is per, and of. */
  readonly vega: VegaUnit | null;
  /** What it is per, and of, and the rule for the last day; several where it could not be seen which. */
  readonly theta: readonly ThetaUnit[] | null;
  /** What it is per. */
  readonly rho: RhoUnit | null;
  /** Whether a printed volatility of 60 per cent is 0.6 or 60. */
  readonly volatility: 'fraction' | 'percent';
  /** What the options are settled in, and so bid, ask, mark and last price. */
  readonly price: PriceUnit;
  /** Digits after the point of a printed mark price, at most 20. */
  readonly priceDecimals: number;
  /** What ccxt's `underlyingPrice` is: the forward of the option's expiry or an index; null where there is none. */
  readonly underlying: 'forward' | 'index' | null;
}

/** A convention known by its name. */
export type GreeksConventionName = 'deribit' | 'deribitLinear' | 'bybit' | 'binance' | 'okx';

/**
 * What exchanges print and ccxt's `fetchGreeks` passes on, found by recomputing printed tickers: Deribit 814 options
 * of two days, Bybit 2, Binance 2, OKX 3. `deribitLinear`, Deribit's options that are paid in USDC, is assumed to be as
 * `deribit`, in USDC: no ticker of it was recomputed. Binance's theta inside the last day, and whether it or OKX ever caps
 * a theta at the value of the option, could not be seen: they have a list of what it may be.
 *
 * @example
 * ```ts
 * import { greeksConventions } from 'betahedge/options';
 *
 * console.log(greeksConventions.deribit.delta, greeksConventions.okx.delta); // plain premiumAdjusted
 * console.log(greeksConventions.bybit.theta?.join()); // perDayOrLifetime
 * ```
 */
export const greeksConventions: Readonly<Record<GreeksConventionName, GreeksConvention>> =
  /* @__PURE__ */ frozen({
    deribit: {
      name: 'deribit',
      delta: 'plain',
      gamma: 'perUnit',
      vega: 'perVolPoint',
      theta: ['perDayOrLifetimeCapped'],
      rho: 'perPercent',
      volatility: 'percent',
      price: 'coin',
      priceDecimals: 4,
      underlying: 'forward',
    },
    deribitLinear: {
      name: 'deribitLinear',
      delta: 'plain',
      gamma: 'perUnit',
      vega: 'perVolPoint',
      theta: ['perDayOrLifetimeCapped'],
      rho: 'perPercent',
      volatility: 'percent',
      price: 'quote',
      priceDecimals: 4,
      underlying: 'forward',
    },
    bybit: {
      name: 'bybit',
      delta: 'plain',
      gamma: 'perUnit',
      vega: 'perVolPoint',
      theta: ['perDayOrLifetime'],
      rho: null,
      volatility: 'fraction',
      price: 'quote',
      priceDecimals: 8,
      underlying: 'forward',
    },
    binance: {
      name: 'binance',
      delta: 'plain',
      gamma: 'perUnit',
      vega: 'perVolPoint',
      theta: ['perDay', 'perDayOrLifetime', 'perDayOrLifetimeCapped'],
      rho: null,
      volatility: 'fraction',
      price: 'quote',
      priceDecimals: 3,
      underlying: null,
    },
    okx: {
      name: 'okx',
      delta: 'premiumAdjusted',
      gamma: 'relativeInCoin',
      vega: 'perVolPointInCoin',
      theta: ['perDayOrLifetimeInCoin', 'perDayOrLifetimeCappedInCoin'],
      rho: null,
      volatility: 'fraction',
      price: 'coin',
      priceDecimals: 4,
      underlying: null,
    },
  });

function frozen<T extends Readonly<Record<string, GreeksConvention>>>(table: T): T {
  for (const convention of Object.values(table)) {
    Object.freeze(convention.theta);
    Object.freeze(convention);
  }
  return Object.freeze(table);
}

/** A convention by its name, or as the caller wrote it. */
export function readGreeksConvention(caller: string, source: object): GreeksConvention {
  const at = 'convention';
  const value = (source as Readonly<Record<string, unknown>>)[at];
  if (typeof value !== 'object' || value === null)
    return greeksConventions[readOneOf(caller, source, at, conventionNames())];
  const written = readObject(caller, value, at);
  const known = Object.keys(greeksConventions.deribit);
  for (const field of Object.keys(written))
    if (!known.includes(field))
      refuse('domain.not_one_of', caller, `${at}.${field}`, `one of ${known.join(', ')}`, field);
  // What an exchange does not print is null: a field that is not there may be a slip.
  const unit = <const T extends string>(field: string, choices: readonly T[]): T | null =>
    written[field] === null ? null : readOneOf(caller, written, field, choices, at);
  return {
    name: readText(caller, written, 'name', at),
    delta: unit('delta', deltaUnits),
    gamma: unit('gamma', gammaUnits),
    vega: unit('vega', vegaUnits),
    theta: written['theta'] === null ? null : readThetaUnits(caller, written, at),
    rho: unit('rho', rhoUnits),
    volatility: readOneOf(caller, written, 'volatility', ['fraction', 'percent'], at),
    price: readOneOf(caller, written, 'price', ['coin', 'quote'], at),
    priceDecimals: readDecimals(caller, written, at),
    underlying: unit('underlying', ['forward', 'index']),
  };
}

function readThetaUnits(caller: string, written: object, at: string): readonly ThetaUnit[] {
  const units = readList(caller, written, 'theta', at);
  if (units.length === 0)
    refuse('domain.out_of_range', caller, `${at}.theta`, 'a list of one or more, or null', units);
  return units.map((_, i) => readOneOf(caller, units, String(i), thetaUnits, `${at}.theta`));
}

function readDecimals(caller: string, written: object, at: string): number {
  const field = 'priceDecimals';
  const digits = readInteger(caller, written, field, 0, at);
  return digits <= 20
    ? digits
    : refuse('domain.out_of_range', caller, `${at}.${field}`, 'at most 20', digits);
}

/** The names, in the order of the table. */
export function conventionNames(): readonly GreeksConventionName[] {
  return Object.keys(greeksConventions) as GreeksConventionName[];
}
