import { refuse } from '../foundation/checks.ts';
import type { Instrument } from './instrument.ts';

/** The instrument among a call's options; a raw ccxt market, whose units are not yet settled, is refused. */
export function readInstrument(caller: string, source: object, path = 'instrument'): Instrument {
  const value = (source as Readonly<Record<string, unknown>>)['instrument'];
  if (value === undefined || value === null)
    return refuse('shape.missing_field', caller, path, 'an instrument of parseMarket', value);
  const settlement: unknown =
    typeof value === 'object' ? (value as { settlement?: unknown }).settlement : undefined;
  if (settlement !== 'spot' && settlement !== 'linear' && settlement !== 'inverse')
    return refuse('shape.wrong_type', caller, path, 'an instrument of parseMarket', value);
  return value as Instrument;
}
