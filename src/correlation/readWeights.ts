import { readNonNegative, refuse } from '../foundation/checks.ts';
import { readFiniteSeries } from '../foundation/series.ts';

/** Weights of a basket: none negative, with a sum of 1 up to 1e-9. */
export function readWeights(caller: string, source: object, field: string): Float64Array {
  const weights = readFiniteSeries(caller, source, field);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += readNonNegative(caller, weights, String(i), field);
  if (!(Math.abs(sum - 1) <= 1e-9)) refuse('domain.out_of_range', caller, field, 'of sum 1', sum);
  return weights;
}
