import { isAbsent, join, readInteger, readObject, readOneOf } from '../foundation/checks.ts';

/**
 * Which errors the residuals are taken to have: equal and independent (`classical`), of unequal variance
 * (`HC0` to `HC3`; HC3 is the careful choice for small samples), or also correlated in time (`HAC`,
 * Newey-West with Bartlett weights up to `maxLags`; `smallSample` multiplies by n / (n - 2),
 * or by n over the degrees of freedom where there are more coefficients than two).
 */
export type StandardErrors =
  | 'classical'
  | 'HC0'
  | 'HC1'
  | 'HC2'
  | 'HC3'
  | { readonly kind: 'HAC'; readonly maxLags: number; readonly smallSample?: boolean | undefined };

/** The `standardErrors` of an options object, checked; `classical` where absent. */
export function readStandardErrors(
  caller: string,
  options: { readonly standardErrors?: StandardErrors | undefined },
  path?: string,
): StandardErrors {
  const kind = options.standardErrors;
  if (isAbsent(options, 'standardErrors')) return 'classical';
  if (typeof kind !== 'object')
    return readOneOf(caller, options, 'standardErrors', ['classical', 'HC0', 'HC1', 'HC2', 'HC3'], path);
  const at = join(path, 'standardErrors');
  readObject(caller, kind, at);
  return {
    kind: readOneOf(caller, kind, 'kind', ['HAC'], at),
    maxLags: readInteger(caller, kind, 'maxLags', 0, at),
    smallSample: !isAbsent(kind, 'smallSample') && readOneOf(caller, kind, 'smallSample', [true, false], at),
  };
}
