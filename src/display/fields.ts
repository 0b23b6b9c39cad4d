import { join, refuse } from '../foundation/checks.ts';
import { isInterval, isRecord } from './cells.ts';

/** A field by its path, `betaBefore.alpha`. */
export type Field = readonly [path: string, value: unknown];

const MOST_LEVELS = 8;

/** The fields of a record in its order, those of records within it by their paths; methods and what is undefined left out. */
export function fieldsOf(caller: string, record: object, at = ''): readonly Field[] {
  if (at.split('.').length > MOST_LEVELS)
    refuse('domain.out_of_range', caller, at, `no deeper than ${MOST_LEVELS} levels`, record);
  return Object.entries(record).flatMap(([name, value]: [string, unknown]): readonly Field[] => {
    if (value === undefined || typeof value === 'function') return [];
    const path = join(at, name);
    return isRecord(value) && !isInterval(value) ? fieldsOf(caller, value, path) : [[path, value]];
  });
}
