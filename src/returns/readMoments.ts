import { join, refuse } from '../foundation/checks.ts';
import { describe, StateError } from '../foundation/errors.ts';
import { canBeSums } from '../kernel/fitFromSums.ts';
import type { Moments } from './moments.ts';

/** Up to it products of two sums of squares, over any number of rows, are doubles. */
export const largestValue = 1e70;

/** From it on products of two sums of squares don't lose digits to the lower end of the doubles. */
const smallestVariation = 1e-140;

/**
 * Moments as they came, once every field is seen to be what this version writes; of the same series as
 * `like`, where that is given. Anything else is `state.invalid`.
 */
export function readMoments(caller: string, value: unknown, at: string, like?: Moments): Moments {
  const invalid = (field: string, expected: string, received: unknown): never => {
    throw new StateError({
      code: 'state.invalid',
      caller,
      path: field === '' ? at : join(at, field),
      expected,
      received: describe(received),
    });
  };
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('shape.wrong_type', caller, at, 'moments, an object', value);
  const state = value as Readonly<Record<string, unknown>>;
  if (state['version'] !== 1) invalid('version', '1', state['version']);
  const list = (field: string, least: number, largest: number): readonly number[] => {
    const numbers = state[field];
    if (!Array.isArray(numbers)) return invalid(field, 'an array', numbers);
    for (let i = 0; i < numbers.length; i++) {
      const number: unknown = numbers[i];
      if (typeof number !== 'number' || !(number >= least && number <= largest) || Object.is(number, -0))
        invalid(`${field}[${i}]`, 'a finite number that moments can hold', number);
    }
    return numbers as number[];
  };
  const anchors = list('anchors', -largestValue, largestValue);
  const size = anchors.length;
  if (size === 0) invalid('anchors', 'one a series', anchors);
  const sized = (field: string, length: number, largest: number): readonly number[] => {
    const numbers = list(field, -largest, largest);
    return numbers.length === length ? numbers : invalid(`${field}.length`, String(length), numbers.length);
  };
  for (const field of ['observations', 'dropped']) {
    const count = state[field];
    if (!Number.isSafeInteger(count) || (count as number) < 0 || Object.is(count, -0))
      invalid(field, 'a count', count);
  }
  const observations = state['observations'] as number;
  const means = sized('meanDeviations', size, 4 * largestValue);
  const coMoments = sized('coMoments', (size * (size + 1)) / 2, 1e160);
  // No row: nothing but zeros. One row: it is the anchor, and there is no spread.
  const still = (field: string, numbers: readonly number[]): void => {
    numbers.forEach((number, i) => {
      if (number !== 0) invalid(`${field}[${i}]`, `0 after ${observations} rows`, number);
    });
  };
  if (observations < 1) still('anchors', anchors);
  if (observations < 2) still('meanDeviations', means);
  if (observations < 2) still('coMoments', coMoments);
  const variations = anchors.map((_, j) => {
    const index = coMomentIndex(j, j);
    const variation = coMoments[index]!;
    return variation >= 0 ? variation : invalid(`coMoments[${index}]`, 'zero or positive', variation);
  });
  for (let j = 0, index = 0; j < size; j++)
    for (let k = 0; k <= j; k++, index++)
      if (!canBeSums(variations[k]!, coMoments[index]!, variations[j]!))
        invalid(`coMoments[${index}]`, 'within the root of the two variations', coMoments[index]);
  const names = state['symbols'];
  if (names !== null) {
    const distinct = Array.isArray(names) ? new Set(names) : new Set();
    const valid = [...distinct].every((name) => typeof name === 'string' && name !== '');
    if (!valid || distinct.size !== size || (names as unknown[]).length !== size)
      invalid('symbols', `null or ${size} distinct names`, names);
  }
  const moments = value as Moments;
  if (
    like !== undefined &&
    JSON.stringify([names, size]) !== JSON.stringify([like.symbols, like.anchors.length])
  )
    invalid('symbols', 'the same series in the same order', names);
  return moments;
}

/** The number of the series that a field names, by its name or its number. */
export function readSeriesOf(
  caller: string,
  moments: Moments,
  source: object,
  field: string,
  at?: string,
): number {
  const value = (source as Readonly<Record<string, unknown>>)[field];
  const path = join(at, field);
  const { symbols: names, anchors } = moments;
  const size = anchors.length;
  if (names !== null) {
    if (typeof value !== 'string')
      return refuse('shape.wrong_type', caller, path, 'the name of a series', value);
    const index = names.indexOf(value);
    return index >= 0
      ? index
      : refuse('domain.not_one_of', caller, path, `one of ${names.join(', ')}`, value);
  }
  if (typeof value !== 'number')
    return refuse('shape.wrong_type', caller, path, 'the number of a series', value);
  return Number.isInteger(value) && value >= 0 && value < size
    ? value + 0
    : refuse('domain.out_of_range', caller, path, `an integer from 0 to ${size - 1}`, value);
}

/** Where the co-moment of two series stands in the packed lower triangle. */
export function coMomentIndex(j: number, k: number): number {
  return j >= k ? (j * (j + 1)) / 2 + k : (k * (k + 1)) / 2 + j;
}

/** The sum of squares of a series; refused up to `least`, unless it is exactly 0. */
export function readVariation(
  caller: string,
  moments: Moments,
  series: number,
  least: number = smallestVariation,
): number {
  const variation = moments.coMoments[coMomentIndex(series, series)]!;
  const isStill = variation === 0 && moments.meanDeviations[series] === 0;
  if (variation > least || isStill) return variation;
  const path = `moments.coMoments[${coMomentIndex(series, series)}]`;
  return refuse('domain.out_of_range', caller, path, 'of a series on a larger scale', variation);
}
