import { join, readObject, readOneOf, readPositive, refuse } from '../foundation/checks.ts';
import type { Instrument } from './instrument.ts';

/** What an order's amount can count: money of a linear contract is no fixed number of contracts. */
export const AMOUNT_UNITS = {
  spot: ['base'],
  linear: ['contracts', 'base'],
  inverse: ['contracts', 'quote'],
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
  if (settlement !== 'spot' && settlement !== 'linear' && settlement !== 'inverse')
    return refuse('shape.wrong_type', caller, path, made, value);
  readPositive(caller, fields, 'contractSize', path);
  readOneOf(caller, fields, 'amountUnit', AMOUNT_UNITS[settlement], path);
  readObject(caller, fields['amountPrecision'], `${path}.amountPrecision`);
  readObject(caller, fields['pricePrecision'], `${path}.pricePrecision`);
  return value as Instrument;
}
