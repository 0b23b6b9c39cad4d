import type { Decimal } from 'decimal.js';
import {
  isAbsent,
  readObject,
  readOneOf,
  readText,
  readTimestamp,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { isBetahedgeError } from '../foundation/errors.ts';
import type { BetahedgeError } from '../foundation/errors.ts';
import { decimalOf, plain, readDecimal } from './decimal.ts';
import type { Instrument, InstrumentBase, Precision } from './instrument.ts';
import { AMOUNT_UNITS } from './readInstrument.ts';

/** What a ccxt market leaves to its exchange to say. */
export interface ParseMarketOptions {
  /**
   * How `precision` is to be read: ccxt's `exchange.precisionMode`, as a word or as ccxt's number
   * (2, 3, 4). Default `tickSize`, that of nearly every exchange in ccxt 4.
   */
  readonly precisionMode?: 'tickSize' | 'decimalPlaces' | 'significantDigits' | 2 | 3 | 4 | undefined;
  /**
   * What the `amount` of an order counts: contracts, coins (linear) or money (inverse). Default: coins for
   * spot, contracts for the rest; but for Deribit's contracts, whose `amount` is money (inverse) or coins
   * (linear), known by their raw `info.min_trade_amount` or by an inverse lot as large as the contract.
   * Asked for where a market leaves it open: `unit.suspicious`.
   */
  readonly amountUnit?: 'contracts' | 'base' | 'quote' | undefined;
}

/** A parsed value, or the error that `parse...` would have thrown. */
export type Parsed<T> =
  | { readonly status: 'ok'; readonly value: T }
  | { readonly status: 'invalid'; readonly error: BetahedgeError };

const CALLER = 'parseMarket';

/**
 * A ccxt market, as `exchange.market(symbol)` gives it, as a strict instrument: nothing undefined, units
 * named, decimals exact. Spot, and linear and inverse swaps and futures.
 *
 * **Inputs**: ccxt's unified structure (version 4); numbers may be decimal strings.
 * **Errors**: `shape.missing_field` (a contract without contractSize, a market without precision),
 * `market.unknown_settlement` (neither linear nor inverse, or no settle currency), `market.unsupported`
 * (options, quanto), `market.inconsistent`, `unit.suspicious` (a step of 8 above a minimum of 0.001 is a
 * number of decimals; a fee above 0.03 is a percentage), `domain.*`.
 * **Source**: ccxt manual, Market structure and Precision And Limits; Deribit API, `private/buy` amount.
 *
 * @example
 * ```ts
 * import { parseMarket } from 'betahedge/instruments';
 *
 * const perpetual = parseMarket({
 *   symbol: 'BTC/USD:BTC', base: 'BTC', quote: 'USD', settle: 'BTC', type: 'swap',
 *   linear: false, inverse: true, contractSize: 100, taker: 0.0005,
 *   precision: { amount: 1, price: 0.1 }, limits: { amount: { min: 1, max: 1000000 } },
 * });
 * console.log(perpetual.settlement, perpetual.contractSize, perpetual.maximumAmount); // inverse 100 1000000
 * ```
 */
export function parseMarket(market: unknown, options: ParseMarketOptions = {}): Instrument {
  readObject(CALLER, options, 'options');
  const fields = readObject(CALLER, market, 'market');
  const mode = readPrecisionMode(options);
  const type = readOneOf(CALLER, fields, 'type', ['spot', 'swap', 'future', 'option'], 'market');
  if (type === 'option' || fields['quanto'] === true) {
    const kind = type === 'option' ? 'option' : 'quanto contract';
    refuse('market.unsupported', CALLER, 'market.type', 'spot, or a linear or inverse contract', kind);
  }
  const base = readText(CALLER, fields, 'base', 'market');
  const quote = readText(CALLER, fields, 'quote', 'market');
  const settlement = type === 'spot' ? 'spot' : readSettlement(fields, base);
  const contractSize = settlement === 'spot' ? 1 : readContractSize(fields);
  const precision = readObject(CALLER, fields['precision'], 'market.precision');
  const limits = isAbsent(fields, 'limits') ? {} : readObject(CALLER, fields['limits'], 'market.limits');
  const amountLimits = readLimits(limits, 'amount');
  const costLimits = readLimits(limits, 'cost');
  const amountPrecision = readPrecision(precision, 'amount', mode);
  const pricePrecision = readPrecision(precision, 'price', mode);
  refuseDecimals('amount', amountPrecision, amountLimits.min);
  refuseDecimals('price', pricePrecision, readLimits(limits, 'price').min);
  const common: InstrumentBase = {
    symbol: readText(CALLER, fields, 'symbol', 'market'),
    base,
    quote,
    amountUnit: readAmountUnit(options, fields, settlement, amountPrecision, contractSize),
    amountPrecision,
    pricePrecision,
    minimumAmount: text(amountLimits.min),
    maximumAmount: text(amountLimits.max),
    maximumMarketAmount: text(readLimits(limits, 'market').max),
    minimumCost: text(costLimits.min),
    maximumCost: text(costLimits.max),
    takerFee: readFee(fields, 'taker'),
    makerFee: readFee(fields, 'maker'),
    active: typeof fields['active'] === 'boolean' ? fields['active'] : null,
  };
  if (settlement === 'spot' || type === 'spot')
    return { ...common, settlement: 'spot', type: 'spot', settle: quote, contractSize: 1, expiry: null };
  return {
    ...common,
    settlement,
    type,
    settle: readText(CALLER, fields, 'settle', 'market'),
    contractSize,
    // Deribit stamps its perpetuals with the year 3000: a swap has no expiry, whatever the field says.
    expiry: type === 'future' ? readExpiry(fields) : null,
  };
}

/**
 * `parseMarket` for markets that may not be what they should: the error comes back instead of flying.
 *
 * @example
 * ```ts
 * import { safeParseMarket } from 'betahedge/instruments';
 *
 * const parsed = safeParseMarket({ symbol: 'BTC/USD:BTC', type: 'swap', base: 'BTC', quote: 'USD' });
 * if (parsed.status === 'invalid') console.log(parsed.error.code, parsed.error.path); // market.unknown_settlement market.settle
 * ```
 */
export function safeParseMarket(market: unknown, options: ParseMarketOptions = {}): Parsed<Instrument> {
  try {
    return { status: 'ok', value: parseMarket(market, options) };
  } catch (error) {
    if (isBetahedgeError(error)) return { status: 'invalid', error };
    throw error;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function readSettlement(fields: Fields, base: string): 'linear' | 'inverse' {
  const { linear, inverse, settle } = fields;
  if (typeof settle !== 'string' || settle === '')
    return refuse('market.unknown_settlement', CALLER, 'market.settle', 'the settlement currency', settle);
  if (linear === true && inverse === true)
    return refuse('market.inconsistent', CALLER, 'market.inverse', 'false where linear is true', inverse);
  if (linear !== true && inverse !== true)
    return refuse('market.unknown_settlement', CALLER, 'market.linear', 'true, or inverse true', linear);
  if ((inverse === true) !== (settle === base))
    return refuse(
      'market.inconsistent',
      CALLER,
      'market.settle',
      inverse === true
        ? `the base, ${base}, of an inverse contract`
        : 'other than the base of a linear contract',
      settle,
    );
  return inverse === true ? 'inverse' : 'linear';
}

function readContractSize(fields: Fields): number {
  const size = readDecimal(CALLER, fields, 'contractSize', 'market.contractSize');
  if (size === null)
    return refuse(
      'shape.missing_field',
      CALLER,
      'market.contractSize',
      'coins or money per contract',
      undefined,
    );
  if (!size.gt(0))
    return refuse('domain.not_positive', CALLER, 'market.contractSize', 'positive', plain(size));
  return size.toNumber();
}

type PrecisionMode = 'tickSize' | 'decimalPlaces' | 'significantDigits';

// ccxt's own numbers for its precision modes.
const CCXT_MODES: Readonly<Record<number, PrecisionMode>> = {
  2: 'decimalPlaces',
  3: 'significantDigits',
  4: 'tickSize',
};

function readPrecisionMode({ precisionMode }: ParseMarketOptions): PrecisionMode {
  if (precisionMode === undefined) return 'tickSize';
  const mode = typeof precisionMode === 'number' ? CCXT_MODES[precisionMode] : precisionMode;
  const words = ['tickSize', 'decimalPlaces', 'significantDigits'] as const;
  if (mode !== undefined && words.includes(mode)) return mode;
  const path = 'options.precisionMode';
  return refuse('domain.not_one_of', CALLER, path, `one of ${words.join(', ')}, 2, 3, 4`, precisionMode);
}

function readPrecision(precision: Fields, field: string, mode: PrecisionMode): Precision {
  const path = `market.precision.${field}`;
  const value = readDecimal(CALLER, precision, field, path);
  if (value === null)
    return refuse('shape.missing_field', CALLER, path, 'a step or a number of digits', undefined);
  if (mode === 'tickSize') {
    if (!value.gt(0)) return refuse('domain.not_positive', CALLER, path, 'a positive step', plain(value));
    return { kind: 'step', step: plain(value) };
  }
  if (!value.isInteger())
    return refuse('domain.not_integer', CALLER, path, 'a number of digits', plain(value));
  if (mode === 'decimalPlaces')
    return { kind: 'step', step: plain(decimalOf(`1e${value.neg().toFixed()}`)!) };
  if (value.lt(1)) return refuse('domain.out_of_range', CALLER, path, 'at least 1 digit', plain(value));
  return { kind: 'significantDigits', digits: value.toNumber() };
}

/** A whole step above the smallest amount or price is a count of decimals that was taken for a step. */
function refuseDecimals(field: string, precision: Precision, minimum: Decimal | null): void {
  if (precision.kind !== 'step' || minimum === null) return;
  const step = decimalOf(precision.step)!;
  if (step.isInteger() && step.gt(minimum))
    refuse(
      'unit.suspicious',
      CALLER,
      `market.precision.${field}`,
      `a step no larger than the minimum ${plain(minimum)} (a number of decimals came?)`,
      plain(step),
    );
}

function readLimits(limits: Fields, field: string): { min: Decimal | null; max: Decimal | null } {
  if (isAbsent(limits, field)) return { min: null, max: null };
  const at = `market.limits.${field}`;
  const range = readObject(CALLER, limits[field], at);
  const min = readLimit(range, 'min', at);
  const max = readLimit(range, 'max', at);
  if (min !== null && max !== null && min.gt(max))
    refuse('market.inconsistent', CALLER, `${at}.max`, `at least the minimum ${plain(min)}`, plain(max));
  return { min, max };
}

/** Venues write 0 for a limit that they do not have. */
function readLimit(range: Fields, field: string, at: string): Decimal | null {
  const limit = readDecimal(CALLER, range, field, `${at}.${field}`);
  if (limit?.lt(0)) refuse('domain.negative', CALLER, `${at}.${field}`, 'zero or positive', plain(limit));
  return limit === null || limit.isZero() ? null : limit;
}

function readAmountUnit(
  options: ParseMarketOptions,
  fields: Fields,
  settlement: Instrument['settlement'],
  precision: Precision,
  contractSize: number,
): InstrumentBase['amountUnit'] {
  if (!isAbsent(options, 'amountUnit'))
    return readOneOf(CALLER, options, 'amountUnit', AMOUNT_UNITS[settlement], 'options');
  if (settlement === 'spot') return 'base';
  const inverse = settlement === 'inverse';
  const raw = fields['info'];
  if (typeof raw === 'object' && raw !== null && 'min_trade_amount' in raw) return inverse ? 'quote' : 'base';
  const step = precision.kind === 'step' ? Number(precision.step) : NaN;
  if (inverse && contractSize > 1 && step === contractSize) return 'quote';
  // Fractions of a contract of a dollar or less are coins; and where lot and contract are one fraction of a
  // coin, some venues count coins and others contracts, which only the raw market could tell.
  if (
    (inverse && contractSize <= 1 && step < 1) ||
    (!inverse && step === contractSize && step < 1 && isAbsent(fields, 'info'))
  )
    return refuse(
      'unit.suspicious',
      CALLER,
      'options.amountUnit',
      'given for this market, whose amounts may be coins or contracts',
      undefined,
    );
  return 'contracts';
}

function readExpiry(fields: Fields): number {
  const expiry = readDecimal(CALLER, fields, 'expiry', 'market.expiry');
  return readTimestamp(CALLER, { expiry: expiry?.toNumber() }, 'expiry', 'market');
}

function readFee(fields: Fields, field: string): number | null {
  const fee = readDecimal(CALLER, fields, field, `market.${field}`);
  if (fee === null) return null;
  const path = `market.${field}`;
  return refuseSuspicious(CALLER, path, fee.toNumber(), 0.03, 'a fraction (a percentage or bps came?)');
}

function text(value: Decimal | null): string | null {
  return value === null ? null : plain(value);
}
