import type { BookGreekName } from '../options/optionBookGreeks.ts';
import type { LegBound } from './greekLegs.ts';
import type { GreekProblem, GreekProgram } from './greekProgram.ts';

/** One of the constraints that cannot hold together, as a sum that would have to be at most 0. */
export interface Contradiction {
  /**
   * `exact`: the book's Greek and what the trades add to it (0, so its multiplier has either sign); a budget: what is
   * used of it, less it; `minimum_contracts`: the minimum less contracts; a maximum: contracts less it, and of
   * `venue_maximum` their size less it.
   */
  readonly constraint: 'exact' | 'premium_budget' | 'margin_budget' | LegBound;
  /** The Greek of `exact`; null else. */
  readonly greek: BookGreekName | null;
  /** The instrument of a limit; null else. */
  readonly symbol: string | null;
  /** Above 0 but of `exact`. */
  readonly multiplier: number;
}

/** A certificate of the solver in the words of the caller, scaled to a sum of 1. */
export function contradictionOf(
  problem: GreekProblem,
  { program, variables, rows }: GreekProgram,
  rowCertificate: Float64Array,
  boundCertificate: Float64Array,
): Contradiction[] {
  const { rowLower, rowUpper, lower, upper } = program;
  let most = 0;
  rowCertificate.forEach((y, i) => (most += y === 0 ? 0 : y * (y > 0 ? rowUpper : rowLower)[i]!));
  boundCertificate.forEach((z, a) => (most += z === 0 ? 0 : z * (z > 0 ? upper : lower)[a]!));

  const found: Contradiction[] = [];
  rows.forEach((row, i) => {
    const multiplier = rowCertificate[i]! / -most;
    if (multiplier === 0) return;
    if (typeof row !== 'number') found.push({ constraint: row, greek: null, symbol: null, multiplier });
    else found.push({ constraint: 'exact', greek: problem.greeks[row]!, symbol: null, multiplier });
  });
  variables.forEach(({ leg, sign, isSplit }, a) => {
    const z = boundCertificate[a]!;
    const bound = (z > 0 ? upper : lower)[a]!;
    // That no less than nothing is bought, or sold, is a limit of nobody's.
    if (z === 0 || (isSplit && z < 0 && bound === 0)) return;
    const { symbol, minimumOf, maximumOf } = problem.legs[leg]!;
    const constraint = sign * z > 0 ? maximumOf : minimumOf;
    found.push({ constraint, greek: null, symbol, multiplier: Math.abs(z) / -most });
  });
  return found;
}

/** The constraints in words. */
export function inWords(contradiction: readonly Contradiction[]): string {
  const names = contradiction.map(({ constraint, greek, symbol }) =>
    greek !== null
      ? `exact ${greek}`
      : symbol === null
        ? inSpaces(constraint)
        : `${inSpaces(constraint)} of ${symbol}`,
  );
  return `no trades meet these together: ${names.join(', ')}`;
}

function inSpaces(constraint: Contradiction['constraint']): string {
  return constraint.replaceAll('_', ' ');
}
