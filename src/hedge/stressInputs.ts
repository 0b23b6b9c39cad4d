import {
  isAbsent,
  readFinite,
  readList,
  readNonNegative,
  readObject,
  readOneOf,
  readPositive,
  readText,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { refuseSide } from './estimateChecks.ts';

/**
 * A row of the book under stress: a position, a hedge or a balance, in the money that the book is counted in (the
 * numeraire); a row of `bookExposure` with its venue and what is known of its coin. What is 0 is said to be 0: an
 * option whose gamma is left out would be no option.
 */
export interface StressPosition {
  /** Any name; one symbol may come twice. */
  readonly symbol: string;
  /** Whose price moves it. Rows of one coin share its residual: a coin and its perpetual offset each other in it. */
  readonly coin: string;
  /** What it gains per 1.00 of the coin's return: numeraire, signed, + long; of an option delta times price. */
  readonly dollarDelta: number;
  /** Of the coin to the benchmark. */
  readonly beta: number;
  /** What `dollarDelta` gains while the coin rises by 1 %: gamma x price^2 / 100. Null, an unknown one, is refused. */
  readonly dollarGammaPerPercent: number | null;
  /** Numeraire per 1.00 of the row's own volatility. Null is refused. */
  readonly vega: number | null;
  /** Of the coin's returns about its beta, a fraction a year. */
  readonly residualVolatility: number;
  /** Its beta in a crash; required where a scenario goes by it. */
  readonly crashBeta?: number | null | undefined;
  /** Change of its volatility per 1.00 of the benchmark's; required where vega and a change of volatility meet. */
  readonly volatilityBeta?: number | null | undefined;
  /** Of the option, a fraction a year: what gamma costs hangs on it, and is null where it is unknown. */
  readonly impliedVolatility?: number | null | undefined;
  /** Where it is held; left out: at no venue that a scenario can lose. */
  readonly venue?: string | null | undefined;
  /**
   * What the row holds at its venue, numeraire; required where its venue is lost. Profit that is counted here, as in the
   * margin of an account, is not in `unrealisedProfit` too.
   */
  readonly collateral?: number | null | undefined;
  /** Numeraire, signed; of options held their value. Required where its venue is lost. */
  readonly unrealisedProfit?: number | null | undefined;
  /** ccxt's own positions have it beside a notional without a sign; here the sign of `dollarDelta` is the side. */
  readonly side?: undefined;
}

/** Rows that a venue closes. */
export interface ClosedLeg {
  /** Of positions or hedges. */
  readonly symbol: string;
  /** Of these rows; left out: wherever they are. */
  readonly venue?: string | null | undefined;
}

/** A venue that is gone, and all rows there with it. */
export interface LostVenue {
  /** As the rows name it. */
  readonly venue: string;
  /** Share of the claim that is lost, from 0 to 1. */
  readonly lossGivenDefault: number;
}

/**
 * By which betas a scenario goes: `estimated`, `crash`, or `correlationOne`, where all risk of a coin turns to the
 * benchmark's.
 */
export type StressBetas = 'estimated' | 'crash' | 'correlationOne';

/** What happens at once; legs and venues go before the move, and earn nothing of it. */
export interface StressScenario {
  /** Its own among the scenarios. */
  readonly name: string;
  /** Simple return of the benchmark: -0.3 is a fall of 30 %. */
  readonly benchmarkReturn: number;
  /** Of the benchmark's volatility, a fraction: 0.2 is 20 points. */
  readonly volatilityChange: number;
  /** By which betas coins follow. */
  readonly betas: StressBetas;
  /** Legs closed by their venue, as in auto-deleveraging. */
  readonly closed?: readonly ClosedLeg[] | undefined;
  /** Venues that are gone. */
  readonly lostVenues?: readonly LostVenue[] | undefined;
}

/** A row as read. */
export interface StressRow {
  readonly at: string;
  readonly source: StressPosition;
  readonly symbol: string;
  readonly coin: string;
  readonly venue: string | null;
  readonly dollarDelta: number;
  /** Per 1.00 of the coin's return. */
  readonly dollarGamma: number;
  readonly vega: number;
  readonly beta: number;
  readonly residualVolatility: number;
  readonly impliedVolatility: number | null;
}

/** Optional fields are read where they are given, so that nothing wrong passes for unused. */
export function readRow(caller: string, entry: unknown, at: string): StressRow {
  const source = readObject(caller, entry, at) as unknown as StressPosition;
  const { status } = source as { status?: unknown };
  if (status !== undefined && status !== 'ok')
    refuse('estimate.not_ok', caller, `${at}.status`, 'ok', status);
  refuseSide(caller, source, at, 'dollarDelta');
  const has = (field: keyof StressPosition): boolean => !isAbsent(source, field);
  if (has('crashBeta')) readBeta(caller, source, 'crashBeta', at);
  if (has('volatilityBeta')) readFinite(caller, source, 'volatilityBeta', at);
  if (has('collateral')) readNonNegative(caller, source, 'collateral', at);
  if (has('unrealisedProfit')) readFinite(caller, source, 'unrealisedProfit', at);
  const residual = readNonNegative(caller, source, 'residualVolatility', at);
  return {
    at,
    source,
    symbol: readText(caller, source, 'symbol', at),
    coin: readText(caller, source, 'coin', at),
    venue: has('venue') ? readText(caller, source, 'venue', at) : null,
    dollarDelta: readFinite(caller, source, 'dollarDelta', at),
    dollarGamma: 100 * readFinite(caller, source, 'dollarGammaPerPercent', at),
    vega: readFinite(caller, source, 'vega', at),
    beta: readBeta(caller, source, 'beta', at),
    residualVolatility: refuseSuspicious(caller, `${at}.residualVolatility`, residual, 10, VOLATILITY),
    impliedVolatility: has('impliedVolatility')
      ? readVolatility(caller, source, 'impliedVolatility', at)
      : null,
  };
}

/** A beta beyond any asset's comes of one series in per cent and the other in fractions. */
export function readBeta(caller: string, source: object, field: string, at: string): number {
  const beta = readFinite(caller, source, field, at);
  return refuseSuspicious(caller, `${at}.${field}`, beta, 25, 'within 25 (is one series in per cent?)');
}

const VOLATILITY = 'a fraction a year, not a percentage';

/** A volatility above 0. */
export function readVolatility(caller: string, source: object, field: string, at?: string): number {
  const path = at === undefined ? field : `${at}.${field}`;
  return refuseSuspicious(caller, path, readPositive(caller, source, field, at), 10, VOLATILITY);
}

/** A scenario with the rows that it takes away and what is lost with each venue. */
export interface ReadScenario {
  readonly at: string;
  readonly name: string;
  readonly benchmarkReturn: number;
  readonly volatilityChange: number;
  readonly betas: StressBetas;
  readonly isGone: (row: StressRow) => boolean;
  readonly lostVenues: readonly LostVenue[];
}

/** Every name in it must be one of the book's: a typing error would be a stress that does not happen. */
export function readScenario(
  caller: string,
  entry: unknown,
  at: string,
  rows: readonly StressRow[],
): ReadScenario {
  const fields = readObject(caller, entry, at);
  const benchmarkReturn = readFinite(caller, fields, 'benchmarkReturn', at);
  const volatilityChange = readFinite(caller, fields, 'volatilityChange', at);
  refuseSuspicious(caller, `${at}.benchmarkReturn`, benchmarkReturn, 10, 'a fraction, not a percentage');
  refuseSuspicious(caller, `${at}.volatilityChange`, volatilityChange, 10, 'a fraction, not points');
  if (benchmarkReturn < -1)
    refuse('domain.out_of_range', caller, `${at}.benchmarkReturn`, 'at least -1', benchmarkReturn);
  const closed = readClosed(caller, fields, at, rows);
  const lostVenues = readLostVenues(caller, fields, at, rows);
  return {
    at,
    name: readText(caller, fields, 'name', at),
    benchmarkReturn,
    volatilityChange,
    betas: readOneOf(caller, fields, 'betas', ['estimated', 'crash', 'correlationOne'], at),
    isGone: ({ symbol, venue }) =>
      lostVenues.some((lost) => lost.venue === venue) ||
      closed.some((leg) => leg.symbol === symbol && (leg.venue === null || leg.venue === venue)),
    lostVenues,
  };
}

function readClosed(
  caller: string,
  fields: object,
  at: string,
  rows: readonly StressRow[],
): { readonly symbol: string; readonly venue: string | null }[] {
  if (isAbsent(fields, 'closed')) return [];
  return Array.from(readList(caller, fields, 'closed', at), (entry, i) => {
    const path = `${at}.closed[${i}]`;
    const leg = readObject(caller, entry, path);
    const symbol = readText(caller, leg, 'symbol', path);
    const legs = rows.filter((row) => row.symbol === symbol);
    if (legs.length === 0)
      refuse('domain.not_one_of', caller, `${path}.symbol`, 'the symbol of a position or hedge', symbol);
    if (isAbsent(leg, 'venue')) return { symbol, venue: null };
    const venue = readText(caller, leg, 'venue', path);
    if (!legs.some((row) => row.venue === venue))
      refuse('domain.not_one_of', caller, `${path}.venue`, `a venue that ${symbol} is held at`, venue);
    return { symbol, venue };
  });
}

/** What only a scenario asks for: where it is given it has been read with its row. */
export function refuseAbsent(
  caller: string,
  { source, at }: StressRow,
  field: keyof StressPosition,
  reason: string,
): void {
  if (isAbsent(source, field))
    refuse('shape.missing_field', caller, `${at}.${field}`, `given, since ${reason}`, source[field]);
}

function readLostVenues(
  caller: string,
  fields: object,
  at: string,
  rows: readonly StressRow[],
): readonly LostVenue[] {
  if (isAbsent(fields, 'lostVenues')) return [];
  const seen: string[] = [];
  return Array.from(readList(caller, fields, 'lostVenues', at), (entry, i) => {
    const path = `${at}.lostVenues[${i}]`;
    const lost = readObject(caller, entry, path);
    const venue = readText(caller, lost, 'venue', path);
    const held = rows.filter((row) => row.venue === venue);
    if (held.length === 0)
      refuse('domain.not_one_of', caller, `${path}.venue`, 'the venue of a position or hedge', venue);
    if (seen.includes(venue))
      refuse('domain.out_of_range', caller, `${path}.venue`, 'a venue not yet given', venue);
    seen.push(venue);
    for (const row of held)
      for (const field of ['collateral', 'unrealisedProfit'] as const)
        refuseAbsent(caller, row, field, `${at} loses venue ${venue}`);
    const lossGivenDefault = readNonNegative(caller, lost, 'lossGivenDefault', path);
    if (lossGivenDefault > 1)
      refuse('domain.out_of_range', caller, `${path}.lossGivenDefault`, 'from 0 to 1', lossGivenDefault);
    return { venue, lossGivenDefault };
  });
}
