import {
  isAbsent,
  readFinite,
  readList,
  readNonNegative,
  readObject,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { compensatedSum } from '../kernel/compensatedSum.ts';
import type { Terms } from './optionHedgeTerms.ts';

/** What may happen until the expiry. */
export interface OptionHedgeScenario {
  /** Change of the benchmark's price as a fraction, its yield left out: -0.3 for a fall by 30 %; -1 or more. */
  readonly benchmarkReturn: number;
  /** What the book returns beside its beta, as a fraction of `bookValue`; 0 where left out. */
  readonly residualReturn?: number | undefined;
  /** Given of all scenarios, summing to 1, or of none: then all weigh alike. */
  readonly probability?: number | undefined;
}

/** The scenarios as columns. */
export interface Outcomes {
  readonly benchmarkPrices: readonly number[];
  /** Of the book alone. */
  readonly values: readonly number[];
  readonly weights: readonly number[];
}

/** The scenarios among a call's options. */
export function readOutcomes(terms: Terms, options: object): Outcomes {
  const { caller } = terms;
  const scenarios = Array.from(readList(caller, options, 'scenarios'), (entry, i) => {
    const at = `scenarios[${i}]`;
    const fields = readObject(caller, entry, at);
    const benchmarkReturn = readReturn(caller, fields, 'benchmarkReturn', at);
    if (benchmarkReturn < -1)
      refuse('domain.out_of_range', caller, `${at}.benchmarkReturn`, '-1 or more', benchmarkReturn);
    const residual = isAbsent(fields, 'residualReturn')
      ? 0
      : readReturn(caller, fields, 'residualReturn', at);
    const isWeighted = !isAbsent(fields, 'probability');
    const weight = isWeighted ? readNonNegative(caller, fields, 'probability', at) : null;
    return { price: terms.benchmarkPrice * (1 + benchmarkReturn), residual, weight };
  });
  if (scenarios.length === 0) refuse('shape.missing_field', caller, 'scenarios', 'at least one', undefined);
  const isWeighted = scenarios[0]!.weight !== null;
  scenarios.forEach(({ weight }, i) => {
    if ((weight !== null) === isWeighted) return;
    const expected = isWeighted ? 'given, as of scenarios[0]' : 'absent, as of scenarios[0]';
    const code = isWeighted ? 'shape.missing_field' : 'shape.wrong_type';
    refuse(code, caller, `scenarios[${i}].probability`, expected, weight);
  });
  const weights = scenarios.map(({ weight }) => weight ?? 1 / scenarios.length);
  const total = compensatedSum(Float64Array.from(weights).sort());
  if (Math.abs(total - 1) > 1e-9)
    refuse('domain.out_of_range', caller, 'scenarios', 'of probabilities that sum to 1', total);
  return {
    benchmarkPrices: scenarios.map(({ price }) => price),
    values: scenarios.map(({ price, residual }) => terms.valueOf(price) + terms.bookValue * residual),
    weights,
  };
}

/**
 * Mean loss of the worst 1 - level share of the outcomes by weight, the outcome on its edge in part (Rockafellar and
 * Uryasev 2002, J. Banking & Finance 26, proposition 8). Losses count from the book's value now.
 */
export function shortfallOf(
  bookValue: number,
  values: readonly number[],
  weights: readonly number[],
  level: number,
): number {
  // Losses of one size in order of weight, so that permuted scenarios give the same bits.
  const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]! || weights[i]! - weights[j]!);
  const tail = 1 - level;
  const taken: number[] = [];
  const losses: number[] = [];
  let left = tail;
  for (const i of order) {
    if (left <= 0) break;
    const weight = Math.min(weights[i]!, left);
    left -= weight;
    taken.push(weight);
    losses.push(weight * (bookValue - values[i]!));
  }
  // Weights that sum to a little less than 1 may not fill the tail of a low level.
  return compensatedSum(losses) / compensatedSum(taken) + 0;
}

function readReturn(caller: string, source: object, field: string, at: string): number {
  const value = readFinite(caller, source, field, at);
  return refuseSuspicious(caller, `${at}.${field}`, value, 10, 'a fraction, within 10 (per cent came?)');
}
