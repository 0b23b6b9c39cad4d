/** Where a search ended. */
export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
  readonly evaluations: number;
  readonly converged: boolean;
}

/**
 * A local minimum of a function of one or a few variables, by the simplex of Nelder and Mead: it needs no
 * derivative, no chance, and takes Infinity for "not here".
 *
 * Ends where the simplex is within `tolerance` in every variable (converged), or after `limit` evaluations.
 * Source: Nelder and Mead 1965, Computer Journal 7, 308-313, with the coefficients 1, 2, 1/2, 1/2.
 */
export function nelderMead(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  step: number,
  tolerance: number,
  limit: number,
): Minimum {
  let evaluations = 0;
  const vertex = (point: readonly number[]): { point: readonly number[]; value: number } => {
    evaluations++;
    return { point, value: f(point) };
  };
  const simplex = [vertex(start)];
  start.forEach((_, k) => simplex.push(vertex(start.map((value, i) => (i === k ? value + step : value)))));
  for (;;) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0]!;
    const size = Math.max(
      ...simplex.flatMap(({ point }) => point.map((value, i) => Math.abs(value - best.point[i]!))),
    );
    const converged = size <= tolerance;
    if (converged || evaluations >= limit) return { ...best, evaluations, converged };

    const worst = simplex.pop()!;
    /** From the worst vertex through the centre of the others, so many times as far. */
    const beyond = (factor: number): ReturnType<typeof vertex> =>
      vertex(
        worst.point.map((value, i) => {
          const centre = simplex.reduce((sum, { point }) => sum + point[i]!, 0) / simplex.length;
          return centre + factor * (centre - value);
        }),
      );
    const reflected = beyond(1);
    const second = simplex.at(-1)!.value;
    if (reflected.value < best.value) {
      const expanded = beyond(2);
      simplex.push(expanded.value < reflected.value ? expanded : reflected);
    } else if (reflected.value < second) simplex.push(reflected);
    else {
      const contracted = beyond(reflected.value < worst.value ? 0.5 : -0.5);
      if (contracted.value < Math.min(reflected.value, worst.value)) simplex.push(contracted);
      else {
        simplex.push(worst);
        for (let k = 1; k < simplex.length; k++)
          simplex[k] = vertex(simplex[k]!.point.map((value, i) => 0.5 * (value + best.point[i]!)));
      }
    }
  }
}
