import { join, refuse } from '../foundation/checks.ts';
import { batchStatuses } from '../options/batchStatus.ts';
import { isInterval, isRecord, isSequence, isTyped } from './cells.ts';

/** A field by its path, `betaBefore.alpha`. */
export type Field = readonly [path: string, value: unknown];

const MOST_LEVELS = 8;

/**
 * The fields of a record in its order, those of records within it by their paths, and each of a list of columns; methods and
 * what is undefined left out, and the codes of a batch in words.
 */
export function fieldsOf(caller: string, record: object, at = ''): readonly Field[] {
  if (at.split('.').length > MOST_LEVELS)
    refuse('domain.out_of_range', caller, at, `no deeper than ${MOST_LEVELS} levels`, record);
  return Object.entries(record).flatMap(([name, value]: [string, unknown]): readonly Field[] => {
    if (value === undefined || typeof value === 'function') return [];
    const path = join(at, name);
    const hasFields = isRecord(value) && !isInterval(value) && Object.keys(value).length > 0;
    if (hasFields || (Array.isArray(value) && value.some(isTyped)))
      return fieldsOf(caller, value as object, path);
    const isCodes = name === 'status' && value instanceof Uint8Array;
    return [[path, isCodes ? Array.from(value, (code) => batchStatuses[code]) : value]];
  });
}

/** The columns of a series: its typed arrays, and the lists that are as long as the first of them. */
export function columnsOf(fields: readonly Field[]): readonly Field[] {
  const first = fields.map(([, value]) => value).find(isTyped);
  return first === undefined
    ? []
    : fields.filter(([, value]) => isSequence(value) && value.length === first.length);
}

/** The name at the end of a path: `alpha` of `betaBefore.alpha`, `contracts` of `contracts[0]`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).replace(/\[\d+\]$/, '');
}
