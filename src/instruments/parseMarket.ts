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
import { decimalOf, plain, readDecimal } from './decimal.ts';
import type { Instrument, InstrumentBase, Precision } from './instrument.ts';
import { coinsPerContract, readOptionTerms } from './optionMarket.ts';
import { parsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';
import { AMOUNT_UNITS } from './readInstrument.ts';

/** What a ccxt market leaves to its exchange to say. */
export interface ParseMarketOptions {
  /**
   * How `precision` is to be read: ccxt's `exchange.precisionMode`, as a word or as ccxt's number
   * (2, 3, 4). Default `tickSize`, that of nearly every exchange in ccxt 4.
   */
  readonly precisionMode?: 'tickSize' | 'decimalPlaces' | 'significantDigits' | 2 | 3 | 4 | undefined;
  /**
   * What the `amount` of an order counts: contracts, coins (linear, options) or money (inverse). Default: coins
   * for spot, contracts for the rest; but for Deribit's contracts, whose `amount` is money (inverse) or coins
   * (linear, options), known by their raw `info.min_trade_amount` or by an inverse lot as large as the contract.
   * Asked for where a market leaves it open: `unit.suspicious`.
   */
  readonly amountUnit?: 'contracts' | 'base' | 'quote' | undefined;
}

const CALLER = 'parseMarket';

/**
 * A ccxt market, as `exchange.market(symbol)` gives it, as a strict instrument: nothing undefined, units
 * named, decimals exact. Spot, linear and inverse swaps and futures, and options on coins, linear and inverse.
 *
 * **Inputs**: ccxt's unified structure (version 4) with its `info`; numbers may be decimal strings.
 * **Errors**: `shape.missing_field` (a contract without contractSize, a market without precision, an option
 * without strike, optionType or expiry), `market.unknown_settlement` (neither linear nor inverse, or no settle
 * currency), `market.unsupported` (quanto; options without an end), `market.inconsistent` (a symbol that says
 * another strike), `unit.suspicious` (a step of 8 above a minimum of 0.001 is a number of decimals; a fee above
 * 0.03 is a percentage; an option that expires before 2001 does so in seconds), `domain.*`.
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
  if (fields['quanto'] === true) {
    const expected = 'spot, or a linear or inverse contract or option';
    refuse('market.unsupported', CALLER, 'market.type', expected, `quanto ${type}`);
  }
  const base = readText(CALLER, fields, 'base', 'market');
  const quote = readText(CALLER, fields, 'quote', 'market');
  const settlement = type === 'spot' ? 'spot' : readSettlement(fields, base);
  const precision = readObject(CALLER, fields['precision'], 'market.precision');
  const limits = isAbsent(fields, 'limits') ? {} : readObject(CALLER, fields['limits'], 'market.limits');
  const amountLimits = readLimits(limits, 'amount');
  const costLimits = readLimits(limits, 'cost');
  const amountPrecision = readPrecision(precision, 'amount', mode);
  const pricePrecision = readPrecision(precision, 'price', mode);
  const lot = amountPrecision.kind === 'step' ? Number(amountPrecision.step) : NaN;
  refuseDecimals('amount', amountPrecision, amountLimits.min);
  refuseDecimals('price', pricePrecision, readLimits(limits, 'price').min);
  const size = settlement === 'spot' ? 1 : readContractSize(fields);
  const contractSize = type === 'option' ? coinsPerContract(CALLER, fields, size, lot) : size;
  const common: InstrumentBase = {
    symbol: readText(CALLER, fields, 'symbol', 'market'),
    base,
    quote,
    amountUnit: readAmountUnit(options, fields, settlement, lot, contractSize),
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
  const settle = readText(CALLER, fields, 'settle', 'market');
  if (type === 'option') {
    const terms = readOptionTerms(CALLER, fields, common.symbol);
    const premium = { premiumCurrency: settle, contractSize, settle };
    return { ...common, settlement: `${settlement}Option`, type, ...premium, ...terms };
  }
  // Deribit stamps its perpetuals with the year 3000: a swap has no expiry, whatever the field says.
  const expiry = type === 'future' ? readExpiry(fields) : null;
  return { ...common, settlement, type, settle, contractSize, expiry };
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
  return parsed(() => parseMarket(market, options));
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
  settlement: 'spot' | 'linear' | 'inverse',
  lot: number,
  contractSize: number,
): InstrumentBase['amountUnit'] {
  const option = fields['type'] === 'option';
  if (!isAbsent(options, 'amountUnit')) {
    const units = AMOUNT_UNITS[option ? 'linearOption' : settlement];
    return readOneOf(CALLER, options, 'amountUnit', units, 'options');
  }
  if (settlement === 'spot') return 'base';
  // Contracts of money: those of options are of coins, whatever they are settled in.
  const ofMoney = settlement === 'inverse' && !option;
  const raw = fields['info'];
  if (typeof raw === 'object' && raw !== null && 'min_trade_amount' in raw) return ofMoney ? 'quote' : 'base';
  if (ofMoney && contractSize > 1 && lot === contractSize) return 'quote';
  // Fractions of a contract of a dollar or less are coins; and where lot and contract are one fraction of a
  // coin, some venues count coins and others contracts, which only the raw market could tell.
  if (
    (ofMoney && contractSize <= 1 && lot < 1) ||
    (!ofMoney && lot === contractSize && lot < 1 && isAbsent(fields, 'info'))
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
