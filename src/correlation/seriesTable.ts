import { isAbsent, join, readObject, readOneOf, refuse } from '../foundation/checks.ts';
import { readBoundedSeries } from '../foundation/ewmaOptions.ts';
import { completePeriods, refuseLengthMismatch, refuseNonFinite } from '../foundation/series.ts';

/** Series of one length by symbol, in the order of the object's keys. */
export interface SeriesTable {
  readonly symbols: readonly string[];
  readonly columns: readonly Float64Array[];
}

/** No return is beyond this, either sign; its square is a double. */
const LARGEST_SAMPLE = 1e150;

/** Reads `source[field]`, an object of at least `least` series; they may miss samples (non-finite). */
export function readTable(caller: string, source: object, field: string, least: number): SeriesTable {
  const value = (source as Readonly<Record<string, unknown>>)[field];
  const table = readObject(caller, value, field);
  const symbols = Object.keys(table);
  if (symbols.length < least)
    refuse('shape.missing_field', caller, field, `at least ${least} series`, symbols.length);
  const columns = symbols.map((symbol) => readBoundedSeries(caller, table, symbol, LARGEST_SAMPLE, field));
  columns.forEach((column, i) => {
    refuseLengthMismatch(caller, join(field, symbols[i]!), columns[0]!.length, column.length);
  });
  return { symbols, columns };
}

/** The same for a scalar estimator: a non-finite sample is refused, or its period left out of all and counted. */
export function readCompleteTable(
  caller: string,
  source: { readonly missing?: 'throw' | 'drop' | undefined },
  field: string,
  least: number,
): SeriesTable & { readonly dropped: number } {
  const drop =
    !isAbsent(source, 'missing') && readOneOf(caller, source, 'missing', ['throw', 'drop']) === 'drop';
  const { symbols, columns } = readTable(caller, source, field, least);
  if (drop) return { symbols, ...completePeriods(columns) };
  columns.forEach((column, i) => {
    refuseNonFinite(caller, join(field, symbols[i]!), column);
  });
  return { symbols, columns, dropped: 0 };
}
