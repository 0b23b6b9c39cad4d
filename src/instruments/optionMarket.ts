import type { Decimal } from 'decimal.js';
import { isAbsent, readList, readObject, readOneOf, readPositive, refuse } from '../foundation/checks.ts';
import { digitsOf, plain, readDecimal } from './decimal.ts';
import type { OptionInstrument, PriceStep } from './instrument.ts';
import { safeParseOptionSymbol } from './parseOptionSymbol.ts';
import { readOptionExpiry } from './readInstrument.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a ccxt market of an option says beyond what every contract's does. */
export type OptionTerms = Pick<OptionInstrument, 'optionType' | 'strike' | 'expiry' | 'priceSteps'>;

/** The terms of an option, whose symbol, where it is a name of an option, must say the same. */
export function readOptionTerms(caller: string, fields: Fields, symbol: string): OptionTerms {
  const optionType = readOneOf(caller, fields, 'optionType', ['call', 'put'], 'market');
  const strike = readDecimal(caller, fields, 'strike', 'market.strike');
  if (strike === null)
    return refuse('shape.missing_field', caller, 'market.strike', 'the strike of an option', undefined);
  const time = readDecimal(caller, fields, 'expiry', 'market.expiry');
  const expiry = readOptionExpiry(caller, { expiry: time?.toNumber() }, 'expiry', 'market');
  const terms = {
    optionType,
    strike: readPositive(caller, { strike: strike.toNumber() }, 'strike', 'market'),
    expiry,
    priceSteps: readPriceSteps(caller, fields),
  };
  refuseContradiction(caller, fields, terms, symbol);
  return terms;
}

/**
 * Coins per contract. OKX multiplies its contract value by a multiplier that ccxt leaves out of contractSize
 * (1 BTC for what is 0.01 BTC), so that the raw market is wanted where it might hold one.
 */
export function coinsPerContract(caller: string, fields: Fields, size: number, lot: number): number {
  if (isAbsent(fields, 'info')) {
    if (lot !== size) return size;
    const expected = 'given for an option whose lot is its contract size: it says what both count';
    return refuse('shape.missing_field', caller, 'market.info', expected, undefined);
  }
  const info = readObject(caller, fields['info'], 'market.info');
  if (isAbsent(info, 'ctMult')) return size;
  // contractSize may have come to be either of ctVal and their product, and is no stand-in for it.
  const value = readFactor(caller, info, 'ctVal');
  const coins = value.times(readFactor(caller, info, 'ctMult')).toNumber();
  if (size !== coins && size !== value.toNumber())
    refuse('market.inconsistent', caller, 'market.contractSize', `${plain(value)} or ${coins}`, size);
  return coins;
}

function readFactor(caller: string, info: Fields, field: string): Decimal {
  const path = `market.info.${field}`;
  const factor = readDecimal(caller, info, field, path);
  if (factor === null)
    return refuse('shape.missing_field', caller, path, 'given: ctVal x ctMult coins a contract', undefined);
  return factor.gt(0) ? factor : refuse('domain.not_positive', caller, path, 'positive', plain(factor));
}

const DAY_MS = 86_400_000;

/** Deribit's own: `[{ above_price: 0.005, tick_size: 0.0005 }]`. */
function readPriceSteps(caller: string, fields: Fields): readonly PriceStep[] {
  const info = (fields['info'] ?? {}) as Fields;
  if (isAbsent(info, 'tick_size_steps')) return [];
  const at = 'market.info.tick_size_steps';
  // Not map, which passes over holes.
  const steps = Array.from(readList(caller, info, 'tick_size_steps', 'market.info'), (entry, i) => {
    const row = readObject(caller, entry, `${at}[${i}]`);
    const positive = (field: string): Decimal => {
      const value = readDecimal(caller, row, field, `${at}[${i}].${field}`);
      if (value?.gt(0) === true) return value;
      const code = value === null ? 'shape.missing_field' : 'domain.not_positive';
      return refuse(code, caller, `${at}[${i}].${field}`, 'positive', row[field]);
    };
    return { above: positive('above_price'), step: positive('tick_size') };
  });
  steps.sort((a, b) => a.above.cmp(b.above));
  return steps.map(({ above, step }) => ({
    above: digitsOf(caller, above, at),
    step: digitsOf(caller, step, at),
  }));
}

function refuseContradiction(
  caller: string,
  fields: Fields,
  terms: Omit<OptionTerms, 'priceSteps'>,
  symbol: string,
): void {
  const named = safeParseOptionSymbol(symbol);
  if (named.status !== 'ok') return;
  const days = (time: number): number => Math.floor(time / DAY_MS);
  const { base, quote, settle, optionType, strike, expiry } = named.value;
  const said = [
    ['base', base, fields['base']],
    ['quote', quote, quote === null ? null : fields['quote']],
    ['settle', settle, settle === null ? null : fields['settle']],
    ['optionType', optionType, terms.optionType],
    ['strike', strike, terms.strike],
    // A name has the day of the expiry, not its hour.
    ['expiry', days(expiry), days(terms.expiry)],
  ] as const;
  for (const [field, byName, byField] of said)
    if (byName !== byField)
      refuse('market.inconsistent', caller, `market.${field}`, `that of its symbol ${symbol}`, fields[field]);
}
