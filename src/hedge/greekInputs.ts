import { isAbsent, readFinite, readObject, readPositive, refuse } from '../foundation/checks.ts';
import { isSemidefinite } from '../kernel/semidefinite.ts';
import { BOOK_GREEK_NAMES } from '../options/optionBookGreeks.ts';
import type { BookGreekName } from '../options/optionBookGreeks.ts';

/** The Greeks that an object has numbers for, in the order of `BOOK_GREEK_NAMES`; any other name is refused. */
export function readGreekNames(caller: string, source: object, field: string): BookGreekName[] {
  const fields = readObject(caller, (source as Readonly<Record<string, unknown>>)[field], field);
  const given = Object.keys(fields).filter((key) => fields[key] !== undefined);
  for (const key of given)
    if (!BOOK_GREEK_NAMES.includes(key as BookGreekName))
      refuse('domain.not_one_of', caller, `${field}.${key}`, `one of ${BOOK_GREEK_NAMES.join(', ')}`, key);
  return BOOK_GREEK_NAMES.filter((name) => given.includes(name));
}

/** Covariance of what a unit of each Greek earns, by rows: weights on the diagonal, or the whole matrix. */
export function readRisk(caller: string, options: object, greeks: readonly BookGreekName[]): Float64Array {
  const n = greeks.length;
  const risk = new Float64Array(n * n);
  if (isAbsent(options, 'riskCovariance')) {
    const weights = readRowOf(caller, options, 'riskWeights', undefined, greeks);
    greeks.forEach((name, k) => (risk[k * n + k] = readPositive(caller, weights, name, 'riskWeights')));
    return risk;
  }
  const field = 'riskCovariance';
  if (!isAbsent(options, 'riskWeights'))
    refuse('shape.wrong_type', caller, 'riskWeights', `absent where ${field} is given`, 'both');
  const rows = readRowOf(caller, options, field, undefined, greeks);
  greeks.forEach((name, k) => {
    const row = readRowOf(caller, rows, name, field, greeks);
    greeks.forEach((other, l) => {
      const read = k === l ? readPositive : readFinite;
      risk[k * n + l] = read(caller, row, other, `${field}.${name}`);
    });
  });
  const scale = greeks.map((_, k) => Math.sqrt(risk[k * n + k]!));
  const correlations = greeks.map((_, k) => scale.map((other, l) => risk[k * n + l]! / scale[k]! / other));
  greeks.forEach((name, k) => {
    for (let l = 0; l < k; l++) {
      const mirror = risk[l * n + k]!;
      if (Math.abs(correlations[k]![l]! - correlations[l]![k]!) > 1e-9) {
        const at = `${field}.${name}.${greeks[l]!}`;
        refuse('domain.not_covariance', caller, at, `equal to its mirror image ${mirror}`, risk[k * n + l]);
      }
      risk[k * n + l] = mirror;
    }
  });
  if (!isSemidefinite(correlations, 1e-10))
    refuse('domain.not_covariance', caller, field, 'positive semidefinite', 'a negative variance');
  return risk;
}

/** An object with a field for each of the exposures, and for no other Greek: that one's exposure would be missing. */
function readRowOf(
  caller: string,
  source: object,
  field: string,
  at: string | undefined,
  greeks: readonly BookGreekName[],
): Readonly<Record<string, unknown>> {
  const path = at === undefined ? field : `${at}.${field}`;
  const value = (source as Readonly<Record<string, unknown>>)[field];
  if (value === undefined || value === null)
    return refuse('shape.missing_field', caller, path, 'given for each of the exposures', value);
  const fields = readObject(caller, value, path);
  for (const key of Object.keys(fields)) {
    if (fields[key] === undefined || greeks.includes(key as BookGreekName)) continue;
    if (!BOOK_GREEK_NAMES.includes(key as BookGreekName))
      refuse('domain.not_one_of', caller, `${path}.${key}`, `one of ${greeks.join(', ')}`, key);
    const expected = `given, since ${path} has it`;
    refuse('shape.missing_field', caller, `exposures.${key}`, expected, undefined);
  }
  return fields;
}
