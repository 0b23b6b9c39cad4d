import { join, readList, readObject, readOneOf, readPositive, refuse } from '../foundation/checks.ts';
import type { Instrument, OptionInstrument } from './instrument.ts';

/** What an order's amount can count: money of a linear contract is no fixed number of contracts. */
export const AMOUNT_UNITS = {
  spot: ['base'],
  linear: ['contracts', 'base'],
  inverse: ['contracts', 'quote'],
  linearOption: ['contracts', 'base'],
  inverseOption: ['contracts', 'base'],
} as const;

/**
 * The instrument among a call's options. A raw ccxt market, whose units are not yet settled, is refused, and
 * so is an instrument made by hand or from JSON that `parseMarket` would not have made.
 */
export function readInstrument(caller: string, source: object, at?: string): Instrument {
  const path = join(at, 'instrument');
  const value = (source as Readonly<Record<string, unknown>>)['instrument'];
  const made = 'made by parseMarket (or the value of a safeParseMarket that is ok)';
  if (value === undefined || value === null) return refuse('shape.missing_field', caller, path, made, value);
  const fields = readObject(caller, value, path);
  const settlement = fields['settlement'];
  if (!isSettlement(settlement)) return refuse('shape.wrong_type', caller, path, made, value);
  readPositive(caller, fields, 'contractSize', path);
  readOneOf(caller, fields, 'amountUnit', AMOUNT_UNITS[settlement], path);
  readObject(caller, fields['amountPrecision'], `${path}.amountPrecision`);
  readObject(caller, fields['pricePrecision'], `${path}.pricePrecision`);
  if (settlement === 'linearOption' || settlement === 'inverseOption') {
    readOneOf(caller, fields, 'type', ['option'], path);
    readPositive(caller, fields, 'strike', path);
    readOneOf(caller, fields, 'optionType', ['call', 'put'], path);
    readList(caller, fields, 'priceSteps', path);
  }
  return value as Instrument;
}

/** An instrument whose own price is what its coin is worth. An option's is a premium, and is refused. */
export function readCoinInstrument(
  caller: string,
  source: object,
  at?: string,
): Exclude<Instrument, OptionInstrument> {
  const instrument = readInstrument(caller, source, at);
  if (instrument.type !== 'option') return instrument;
  const expected =
    'spot, or a linear or inverse contract (an option counts as contracts x contractSize x delta coins)';
  return refuse('market.unsupported', caller, join(at, 'instrument'), expected, instrument.symbol);
}

function isSettlement(value: unknown): value is Instrument['settlement'] {
  return typeof value === 'string' && Object.hasOwn(AMOUNT_UNITS, value);
}
