import type { Decimal } from 'decimal.js';
import { isAbsent, readObject, readOneOf, readText, refuse } from '../foundation/checks.ts';
import { convertSize } from './convertSize.ts';
import { plain, readDecimal } from './decimal.ts';
import type { Instrument } from './instrument.ts';
import { readNumber, readPriceOrNone, readTimeOrNone } from './marketNumber.ts';
import { parsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';
import { AMOUNT_UNITS, readInstrument } from './readInstrument.ts';

/** What a ccxt position leaves to its market and its exchange to say. */
export interface ParsePositionOptions {
  /** From `parseMarket`, of the position's symbol. */
  readonly instrument: Instrument;
  /**
   * What the position's `contracts` count. Contracts, as ccxt says, where the instrument's amounts count contracts or one
   * contract is one coin or one of money; Deribit's, known by their raw `info`, count money (inverse futures and perpetuals) or
   * coins. Asked for else.
   */
  readonly contractsUnit?: 'contracts' | 'base' | 'quote' | undefined;
  /** ccxt's own `contractSize` of the market where the instrument's is another, put right: the position's may be either. */
  readonly marketContractSize?: number | string | undefined;
}

/** A position in signed contracts; null where the venue does not say. It spreads into a book as it is. */
export interface Position {
  /** What is held. */
  readonly instrument: Instrument;
  /** Its symbol. */
  readonly symbol: string;
  /** Signed, + long; 0 for a flat position. */
  readonly contracts: number;
  /** Average price of entry, in quote currency; of an option the premium, in `premiumCurrency`. */
  readonly entryPrice: number | null;
  /** What the venue marks it at, in the same. */
  readonly markPrice: number | null;
  /** Profit not yet realised, in the instrument's `settle`, as the venue says it. */
  readonly unrealisedProfit: number | null;
  /** Null too where no price liquidates it, which venues write as 0 or below. */
  readonly liquidationPrice: number | null;
  /** How many times its margin the position is. */
  readonly leverage: number | null;
  /** Whether the position stands alone or with the account. */
  readonly marginMode: 'cross' | 'isolated' | null;
  /** What is set aside for it, in `settle`. */
  readonly initialMargin: number | null;
  /** What must be left of it, in `settle`. */
  readonly maintenanceMargin: number | null;
  /** Whether a long and a short of one symbol are held side by side: then one symbol has two rows, and both count. */
  readonly hedged: boolean | null;
  /** Epoch milliseconds. */
  readonly timestamp: number | null;
}

const CALLER = 'parsePosition';
const AT = 'position';

/**
 * A ccxt position, as `fetchPositions` gives it, in signed contracts.
 *
 * **Inputs**: ccxt's unified structure (version 4): unsigned `contracts` beside a `side`; numbers may be decimal strings.
 * **Result**: contracts with the sign of the side; a negative number beside `short` is the short it says. A position of no
 * contracts is flat whatever its side: venues send `short` for it, or none. A row of `fetchPositionsHistory` looks the same,
 * and is nothing that is held. Two rows of one symbol in hedge mode are two
 * positions: their signed contracts add up.
 * **Errors**: `shape.missing_field` (contracts; the side of contracts; `contractsUnit` where the venue counts otherwise),
 * `market.inconsistent` (another symbol or contract size than the instrument's; negative contracts beside `long`),
 * `domain.*`, `shape.*`, `unit.suspicious` (a time in seconds; of linear and inverse ones contracts that are not worth the
 * `notional` given, by a factor of 5).
 * **Source**: ccxt manual, Position Structure.
 *
 * @example
 * ```ts
 * import { parseMarket, parsePosition } from 'betahedge/instruments';
 *
 * const instrument = parseMarket({
 *   symbol: 'BTC/USDT:USDT', base: 'BTC', quote: 'USDT', settle: 'USDT', type: 'swap', linear: true,
 *   inverse: false, contractSize: 0.01, precision: { amount: 1, price: 0.1 },
 * });
 * const position = parsePosition(
 *   { symbol: 'BTC/USDT:USDT', side: 'short', contracts: 12, contractSize: 0.01, entryPrice: 47000.5 },
 *   { instrument },
 * );
 * console.log(position.contracts, position.entryPrice, position.liquidationPrice); // -12 47000.5 null
 * ```
 */
export function parsePosition(position: unknown, options: ParsePositionOptions): Position {
  readObject(CALLER, options, 'options');
  const instrument = readInstrument(CALLER, options, 'options');
  const fields = readObject(CALLER, position, AT);
  const symbol = readText(CALLER, fields, 'symbol', AT);
  if (symbol !== instrument.symbol)
    refuse(
      'market.inconsistent',
      CALLER,
      `${AT}.symbol`,
      `that of its instrument, ${instrument.symbol}`,
      symbol,
    );
  refuseOtherSize(fields, options, instrument);
  const signed = readSigned(fields);
  const contracts = signed.isZero()
    ? 0
    : inContracts(signed, unitOf(fields, options, instrument), instrument);
  const entryPrice = readPriceOrNone(CALLER, fields, 'entryPrice', AT);
  const markPrice = readPriceOrNone(CALLER, fields, 'markPrice', AT);
  refuseOtherNotional(fields, options, instrument, contracts, [markPrice, entryPrice]);
  const liquidation = readNumber(CALLER, fields, 'liquidationPrice', AT);
  return {
    instrument,
    symbol,
    contracts,
    entryPrice,
    markPrice,
    unrealisedProfit: readNumber(CALLER, fields, 'unrealizedPnl', AT),
    liquidationPrice: liquidation !== null && liquidation > 0 ? liquidation : null,
    leverage: readPriceOrNone(CALLER, fields, 'leverage', AT),
    marginMode: readMarginMode(fields),
    initialMargin: readNumber(CALLER, fields, 'initialMargin', AT),
    maintenanceMargin: readNumber(CALLER, fields, 'maintenanceMargin', AT),
    hedged: typeof fields['hedged'] === 'boolean' ? fields['hedged'] : null,
    timestamp: readTimeOrNone(CALLER, fields, 'timestamp', AT),
  };
}

/**
 * `parsePosition` for positions that may not be what they should: the error comes back instead of flying.
 *
 * @example
 * ```ts
 * import { parseMarket, safeParsePosition } from 'betahedge/instruments';
 *
 * const instrument = parseMarket({
 *   symbol: 'BTC/USDT:USDT', base: 'BTC', quote: 'USDT', settle: 'USDT', type: 'swap', linear: true,
 *   inverse: false, contractSize: 0.01, precision: { amount: 1, price: 0.1 },
 * });
 * const parsed = safeParsePosition({ symbol: 'BTC/USDT:USDT', side: 'long', contracts: -12 }, { instrument });
 * if (parsed.status === 'invalid') console.log(parsed.error.code, parsed.error.path); // market.inconsistent position.side
 * ```
 */
export function safeParsePosition(position: unknown, options: ParsePositionOptions): Parsed<Position> {
  return parsed(() => parsePosition(position, options));
}

type Fields = Readonly<Record<string, unknown>>;

function refuseOtherSize(fields: Fields, options: ParsePositionOptions, { contractSize }: Instrument): void {
  const size = readDecimal(CALLER, fields, 'contractSize', `${AT}.contractSize`);
  const market = readDecimal(CALLER, options, 'marketContractSize', 'options.marketContractSize');
  if (size === null || size.eq(contractSize) || market?.eq(size) === true) return;
  const expected = `that of its instrument, ${contractSize}`;
  refuse('market.inconsistent', CALLER, `${AT}.contractSize`, expected, plain(size));
}

// Venues value a position at the mark, the last price or that of entry.
const NOTIONAL_FACTOR = 5;

/**
 * Refuses contracts that the position's own notional says are coins or money. Venues give it in money or in coins, of
 * linear contracts too; that of a contract size put right since is the venue's.
 */
function refuseOtherNotional(
  fields: Fields,
  options: ParsePositionOptions,
  { settlement, contractSize }: Instrument,
  contracts: number,
  prices: readonly (number | null)[],
): void {
  if (contracts === 0 || (settlement !== 'linear' && settlement !== 'inverse')) return;
  const market = readDecimal(CALLER, options, 'marketContractSize', 'options.marketContractSize');
  if (market?.eq(contractSize) === false) return;
  const notional = Math.abs(readNumber(CALLER, fields, 'notional', AT) ?? 0);
  const known = prices.filter((price) => price !== null);
  if (notional === 0 || known.length === 0) return;
  const size = Math.abs(contracts) * contractSize;
  const counts = known.map((price) => (settlement === 'linear' ? size * price : size / price));
  const isNear = (count: number): boolean =>
    count <= NOTIONAL_FACTOR * notional && notional <= NOTIONAL_FACTOR * count;
  if (isNear(size) || counts.some(isNear)) return;
  const expected = `within a factor of ${NOTIONAL_FACTOR} of the notional, ${notional} (contracts, not coins?)`;
  refuse('unit.suspicious', CALLER, `${AT}.contracts`, expected, fields['contracts']);
}

/** What is held, with its sign, in whatever it is counted in. */
function readSigned(fields: Fields): Decimal {
  const count = readDecimal(CALLER, fields, 'contracts', `${AT}.contracts`);
  if (count === null)
    return refuse('shape.missing_field', CALLER, `${AT}.contracts`, 'how many are held', undefined);
  if (count.isZero()) return count;
  const side = readOneOf(CALLER, fields, 'side', ['long', 'short', 'buy', 'sell'], AT);
  const isLong = side === 'long' || side === 'buy';
  if (isLong && count.lt(0))
    refuse('market.inconsistent', CALLER, `${AT}.side`, `short, since contracts are ${plain(count)}`, side);
  return isLong ? count : count.abs().neg();
}

function unitOf(
  fields: Fields,
  options: ParsePositionOptions,
  instrument: Instrument,
): 'contracts' | 'base' | 'quote' {
  const { settlement, amountUnit, contractSize } = instrument;
  if (!isAbsent(options, 'contractsUnit')) {
    const units = settlement === 'spot' ? (['contracts', 'base'] as const) : AMOUNT_UNITS[settlement];
    return readOneOf(CALLER, options, 'contractsUnit', units, 'options');
  }
  const { info } = fields;
  // Deribit's raw position, whose size ccxt passes on.
  if (typeof info === 'object' && info !== null && 'instrument_name' in info && 'direction' in info)
    return settlement === 'inverse' ? 'quote' : 'base';
  if (amountUnit === 'contracts' || contractSize === 1) return 'contracts';
  const expected = `given where the venue counts in ${amountUnit}: its positions may, too`;
  return refuse('shape.missing_field', CALLER, 'options.contractsUnit', expected, undefined);
}

function inContracts(count: Decimal, unit: 'contracts' | 'base' | 'quote', instrument: Instrument): number {
  // Of a contract's own fixed side, so that no price is needed.
  const size = { unit, amount: plain(count) };
  const contracts = Number(convertSize({ size, unit: 'contracts', instrument }).amount);
  if (contracts !== 0 && Number.isFinite(contracts)) return contracts;
  return refuse(
    'domain.out_of_range',
    CALLER,
    `${AT}.contracts`,
    'a number that a double holds',
    plain(count),
  );
}

function readMarginMode(fields: Fields): 'cross' | 'isolated' | null {
  // An older name, which Kraken Futures still has alone.
  const field = isAbsent(fields, 'marginMode') ? 'marginType' : 'marginMode';
  if (isAbsent(fields, field) || fields[field] === '') return null;
  return readOneOf(CALLER, fields, field, ['cross', 'isolated'], AT);
}
