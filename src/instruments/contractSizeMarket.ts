import type { Decimal } from 'decimal.js';
import { readText, refuse } from '../foundation/checks.ts';
import { decimalOf, plain, readDecimal } from './decimal.ts';
import type { Instrument } from './instrument.ts';

type Fields = Readonly<Record<string, unknown>>;
type Settlement = Instrument['settlement'];

/** Whether profit is paid in a third currency at a fixed rate: ccxt's `quanto`, or BitMEX's own word for it. */
export function isQuanto(fields: Fields): boolean {
  if (fields['quanto'] === true) return true;
  const { settle, base, quote, info } = fields;
  return (
    isBitmex(info) &&
    (info['isQuanto'] === true || info['isQuanto'] === 'true') &&
    settle !== base &&
    settle !== quote
  );
}

/** The settlement of a contract: what it is paid in, by what it says, and refused where it says two things. */
export function readSettlement(
  caller: string,
  fields: Fields,
  base: string,
  quote: string,
): 'linear' | 'inverse' | 'quanto' {
  const { linear, inverse, settle } = fields;
  const inconsistent = (field: string, expected: string): never =>
    refuse('market.inconsistent', caller, `market.${field}`, expected, fields[field]);
  if (typeof settle !== 'string' || settle === '')
    return refuse('market.unknown_settlement', caller, 'market.settle', 'the settlement currency', settle);
  if (isQuanto(fields)) {
    if (inverse === true) return inconsistent('inverse', 'false where quanto is true');
    if (settle === base || settle === quote)
      return inconsistent('settle', `neither ${base} nor ${quote}, the base and quote of a quanto`);
    return 'quanto';
  }
  if (linear === true && inverse === true) return inconsistent('inverse', 'false where linear is true');
  if (linear !== true && inverse !== true)
    return refuse('market.unknown_settlement', caller, 'market.linear', 'true, or inverse true', linear);
  if (inverse === true && settle !== base)
    return inconsistent('settle', `the base, ${base}, of an inverse contract`);
  if (linear === true && settle === base)
    return inconsistent('settle', 'other than the base of a linear contract');
  // Profit counted in dollars and paid in coins is a quanto's; a linear contract's settle is worth one quote.
  if (linear === true && settle !== quote && COINS.includes(settle))
    return inconsistent('quanto', `true of a contract on ${base}/${quote} that is paid in ${settle}`);
  return inverse === true ? 'inverse' : 'linear';
}

// What quantos have been paid in. Other third currencies of linear contracts are dollars by another name.
const COINS: readonly string[] = ['BTC', 'XBT', 'ETH'];

/**
 * What one contract is: ccxt's `contractSize`, positive. BitMEX's is in the smallest units of its settlement currency
 * (100 satoshis for what is 0.000001 BTC, 100,000,000 for what is 1 USD), which ccxt passes on as it is.
 */
export function readContractSize(caller: string, fields: Fields, settlement: Settlement): number {
  const size = readDecimal(caller, fields, 'contractSize', 'market.contractSize');
  if (size === null) {
    const expected = 'coins or money per contract';
    return refuse('shape.missing_field', caller, 'market.contractSize', expected, undefined);
  }
  if (!size.gt(0)) refuse('domain.not_positive', caller, 'market.contractSize', 'positive', plain(size));
  const { info } = fields;
  if (isBitmex(info)) return sizeOfBitmex(caller, info, size);
  if (!size.eq(1) && countsCoins(info)) {
    const expected =
      'given as options.contractSize: 1, since orders and positions of this venue count coins, and this is no contract of them';
    refuse('unit.suspicious', caller, 'market.contractSize', expected, plain(size));
  }
  if (settlement === 'quanto' && size.gte(1)) {
    const expected = `below 1 ${String(fields['settle'])} per 1 of the price, or given as options.contractSize (satoshis came?)`;
    refuse('unit.suspicious', caller, 'market.contractSize', expected, plain(size));
  }
  return size.toNumber();
}

/**
 * Venues that trade coins, and whose contractSize in ccxt is something else: of Apex the smallest order, of WEEX its
 * contractVal, of Gemini the tick of the price (its raw market may be a list or a name alone).
 */
function countsCoins(info: unknown): boolean {
  if (typeof info === 'string' || Array.isArray(info)) return true;
  if (typeof info !== 'object' || info === null) return false;
  return (
    'contractVal' in info ||
    // Coinbase, which trades contracts, has an increment of the quote too.
    ('quote_increment' in info && 'tick_size' in info) ||
    ('minOrderSize' in info && 'baseTokenId' in info)
  );
}

/** Whether the raw market says what its contract is, as venues do that trade contracts. */
export function namesContract(info: unknown): boolean {
  return typeof info === 'object' && info !== null && CONTRACT_FIELDS.some((field) => field in info);
}

// Of OKX; Blofin; Delta and DigiFinex; HTX and Cryptocom; Binance, Kraken and XT; Gate; KuCoin and its options; LBank; BYDFi.
const CONTRACT_FIELDS = [
  'ctVal',
  'contractValue',
  'contract_value',
  'contract_size',
  'contractSize',
  'quanto_multiplier',
  'multiplier',
  'unitSize',
  'volumeMultiple',
  'contractFactor',
];

/** The raw market of BitMEX, which alone spells its field like this. */
function isBitmex(info: unknown): info is Fields {
  return typeof info === 'object' && info !== null && 'settlCurrency' in info && 'multiplier' in info;
}

// Smallest units of a currency, as BitMEX spells them.
const BITMEX_UNITS: Readonly<Record<string, string>> = { XBt: '1e-8', USDt: '1e-6', Gwei: '1e-9' };

function sizeOfBitmex(caller: string, info: Fields, size: Decimal): number {
  const at = 'market.info';
  const currency = readText(caller, info, 'settlCurrency', at);
  const unit = Object.hasOwn(BITMEX_UNITS, currency) ? decimalOf(BITMEX_UNITS[currency]) : null;
  const multiplier = readDecimal(caller, info, 'multiplier', `${at}.multiplier`)?.abs();
  if (unit === null)
    return refuse('market.unsupported', caller, `${at}.settlCurrency`, 'XBt, USDt or Gwei', currency);
  if (multiplier?.gt(0) !== true)
    return refuse('shape.missing_field', caller, `${at}.multiplier`, 'what one contract is', undefined);
  const exact = multiplier.times(unit);
  if (!size.eq(exact) && !size.eq(multiplier)) {
    const expected = `${plain(exact)} or ${plain(multiplier)}`;
    refuse('market.inconsistent', caller, 'market.contractSize', expected, plain(size));
  }
  return exact.toNumber();
}
