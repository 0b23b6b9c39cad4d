import type { Decimal } from 'decimal.js';
import {
  isAbsent,
  readObject,
  readOneOf,
  readPositive,
  readText,
  readTimestamp,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { decimalOf, digitsOf, plain, readDecimal } from './decimal.ts';
import type { Instrument, InstrumentBase, Precision } from './instrument.ts';
import { isQuanto, namesContract, readContractSize, readSettlement } from './contractSizeMarket.ts';
import { coinsPerContract, readOptionTerms } from './optionMarket.ts';
import { parsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';
import { AMOUNT_UNITS, LARGEST_FEE } from './readInstrument.ts';

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
  /**
   * What one contract is, in place of the market's own `contractSize`, for a venue whose ccxt gets it wrong: coins
   * (linear, options), money (inverse), or coins of `settle` per 1 of the price (quanto). Positive; a decimal string is exact.
   * Where the lot would say another unit of amounts beside this size than beside the market's own, `amountUnit` is asked for.
   */
  readonly contractSize?: number | string | undefined;
}

const CALLER = 'parseMarket';

/**
 * A ccxt market, as `exchange.market(symbol)` gives it, as a strict instrument: nothing undefined, units
 * named, decimals exact. Spot; linear, inverse and quanto swaps and futures; options on coins, linear and inverse.
 *
 * **Inputs**: ccxt's unified structure (version 4) with its `info`; numbers may be decimal strings. A quanto is a contract
 * with `quanto: true`, whatever it says of linear. BitMEX's contract sizes, which ccxt passes on in the smallest
 * units of a currency (ETH/USD:BTC 100, BTC/USD:BTC 100000000), come out as what they are, 0.000001 BTC per dollar of
 * the price and 1 USD, by their raw `info.multiplier` and `info.settlCurrency`.
 * **Errors**: `shape.missing_field` (a contract without contractSize, a market without precision, an option
 * without strike, optionType or expiry), `market.unknown_settlement` (neither linear, inverse nor quanto, or no settle
 * currency), `market.unsupported` (quanto options; options without an end), `market.inconsistent` (a symbol that says
 * another strike; a quanto that is paid in its base or quote; a linear contract on other coins that is paid in BTC or ETH;
 * a size that is not BitMEX's own), `unit.suspicious` (a quanto of 1 coin or more per 1 of the price; a contractSize of
 * Apex, WEEX or Gemini, which trade coins; a step of 8 above a minimum of 0.001 is a number of decimals; a fee above 0.03
 * is a percentage; an option that expires before 2001 does so in seconds), `domain.*`.
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
  const base = readText(CALLER, fields, 'base', 'market');
  const quote = readText(CALLER, fields, 'quote', 'market');
  if (type === 'option' && isQuanto(fields))
    refuse('market.unsupported', CALLER, 'market.type', 'a linear or inverse option', 'quanto option');
  const settlement = type === 'spot' ? 'spot' : readSettlement(CALLER, fields, base, quote);
  const precision = readObject(CALLER, fields['precision'], 'market.precision');
  const limits = isAbsent(fields, 'limits') ? {} : readObject(CALLER, fields['limits'], 'market.limits');
  const amountLimits = readLimits(limits, 'amount');
  const costLimits = readLimits(limits, 'cost');
  const amountPrecision = readPrecision(precision, 'amount', mode);
  const pricePrecision = readPrecision(precision, 'price', mode);
  const lot = amountPrecision.kind === 'step' ? Number(amountPrecision.step) : NaN;
  refuseDecimals('amount', amountPrecision, amountLimits.min);
  refuseDecimals('price', pricePrecision, readLimits(limits, 'price').min);
  const given = readSizeOption(options, settlement);
  const contractSize = readPositive(
    CALLER,
    { contractSize: given ?? sizeOf(fields, settlement, lot) },
    'contractSize',
    given === null ? 'market' : 'options',
  );
  const common: InstrumentBase = {
    symbol: readText(CALLER, fields, 'symbol', 'market'),
    base,
    quote,
    amountUnit: readAmountUnit(options, fields, settlement, lot, contractSize),
    amountPrecision,
    pricePrecision,
    minimumAmount: text(amountLimits.min, 'amount.min'),
    maximumAmount: text(amountLimits.max, 'amount.max'),
    maximumMarketAmount: text(readLimits(limits, 'market').max, 'market.max'),
    minimumCost: text(costLimits.min, 'cost.min'),
    maximumCost: text(costLimits.max, 'cost.max'),
    takerFee: readFee(fields, 'taker'),
    makerFee: readFee(fields, 'maker'),
    active: typeof fields['active'] === 'boolean' ? fields['active'] : null,
  };
  if (settlement === 'spot' || type === 'spot')
    return { ...common, settlement: 'spot', type: 'spot', settle: quote, contractSize: 1, expiry: null };
  const settle = readText(CALLER, fields, 'settle', 'market');
  if (type === 'option' && settlement !== 'quanto') {
    const terms = readOptionTerms(CALLER, fields, common.symbol);
    const premium = { premiumCurrency: settle, contractSize, settle };
    return { ...common, settlement: `${settlement}Option`, type, ...premium, ...terms };
  }
  // Deribit stamps its perpetuals with the year 3000: a swap has no expiry, whatever the field says.
  const expiry = type === 'future' ? readExpiry(fields) : null;
  return { ...common, settlement, type: type === 'future' ? type : 'swap', settle, contractSize, expiry };
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
type MarketSettlement = 'spot' | 'linear' | 'inverse' | 'quanto';

/** What one contract is by the caller, who knows better than the market; null where he does not say. */
function readSizeOption(options: ParseMarketOptions, settlement: MarketSettlement): number | null {
  const path = 'options.contractSize';
  const size = readDecimal(CALLER, options, 'contractSize', path);
  if (size === null) return null;
  if (settlement === 'spot') {
    const expected = 'absent for spot, where one contract is one coin';
    return refuse('market.inconsistent', CALLER, path, expected, plain(size));
  }
  return size.gt(0) ? size.toNumber() : refuse('domain.not_positive', CALLER, path, 'positive', plain(size));
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
    return { kind: 'step', step: digitsOf(CALLER, value, path) };
  }
  if (!value.isInteger())
    return refuse('domain.not_integer', CALLER, path, 'a number of digits', plain(value));
  if (mode === 'decimalPlaces') {
    const step =
      decimalOf(`1e${value.neg().toFixed()}`) ??
      refuse('domain.out_of_range', CALLER, path, 'a number of decimals', plain(value));
    return { kind: 'step', step: digitsOf(CALLER, step, path) };
  }
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

/** What one contract is by the market. */
function sizeOf(fields: Fields, settlement: MarketSettlement, lot: number): number {
  if (settlement === 'spot') return 1;
  const size = readContractSize(CALLER, fields, settlement);
  return fields['type'] === 'option' ? coinsPerContract(CALLER, fields, size, lot) : size;
}

function readAmountUnit(
  options: ParseMarketOptions,
  fields: Fields,
  settlement: MarketSettlement,
  lot: number,
  contractSize: number,
): InstrumentBase['amountUnit'] {
  const option = fields['type'] === 'option';
  if (!isAbsent(options, 'amountUnit')) {
    const units = AMOUNT_UNITS[option ? 'linearOption' : settlement];
    return readOneOf(CALLER, options, 'amountUnit', units, 'options');
  }
  if (settlement === 'spot') return 'base';
  if (settlement === 'quanto') return 'contracts';
  const unit = amountUnitBy(fields, settlement, lot, contractSize);
  // A size that the caller puts right takes the market's own away, and with it what the lot said beside it.
  const own = isAbsent(options, 'contractSize')
    ? contractSize
    : readDecimal(CALLER, fields, 'contractSize', 'market.contractSize')?.toNumber();
  if (unit !== null && (own === undefined || amountUnitBy(fields, settlement, lot, own) === unit))
    return unit;
  const expected = 'given for this market, whose amounts may be coins or contracts';
  return refuse('unit.suspicious', CALLER, 'options.amountUnit', expected, undefined);
}

/** What an amount counts, by the market and what one contract is; null where that leaves it open. */
function amountUnitBy(
  fields: Fields,
  settlement: 'linear' | 'inverse',
  lot: number,
  contractSize: number,
): InstrumentBase['amountUnit'] | null {
  // Contracts of money: those of options are of coins, whatever they are settled in.
  const ofMoney = settlement === 'inverse' && fields['type'] !== 'option';
  const raw = fields['info'];
  if (typeof raw === 'object' && raw !== null && 'min_trade_amount' in raw) return ofMoney ? 'quote' : 'base';
  if (ofMoney && contractSize > 1 && lot === contractSize) return 'quote';
  // Fractions of a contract of a dollar or less are coins; and where lot and contract are one fraction of a
  // coin, some venues count coins and others contracts, which only the raw market could tell.
  const open = ofMoney
    ? contractSize <= 1 && lot < 1
    : lot === contractSize && lot < 1 && !namesContract(raw);
  return open ? null : 'contracts';
}

function readExpiry(fields: Fields): number {
  const expiry = readDecimal(CALLER, fields, 'expiry', 'market.expiry');
  return readTimestamp(CALLER, { expiry: expiry?.toNumber() }, 'expiry', 'market');
}

function readFee(fields: Fields, field: string): number | null {
  const fee = readDecimal(CALLER, fields, field, `market.${field}`);
  if (fee === null) return null;
  const path = `market.${field}`;
  return refuseSuspicious(
    CALLER,
    path,
    fee.toNumber() + 0,
    LARGEST_FEE,
    'a fraction (a percentage or bps came?)',
  );
}

/** A limit among `market.limits`. */
function text(value: Decimal | null, name: string): string | null {
  return value === null ? null : digitsOf(CALLER, value, `market.limits.${name}`);
}
