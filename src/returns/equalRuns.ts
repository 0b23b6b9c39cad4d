/** Equal values in a row, by the indices of the first and the last. */
export interface EqualRun {
  readonly from: number;
  readonly to: number;
}

/** The runs of at least `minimum` equal values. */
export function equalRuns(values: Float64Array, minimum: number): EqualRun[] {
  const runs: EqualRun[] = [];
  let from = 0;
  for (let i = 1; i <= values.length; i++) {
    if (i < values.length && values[i] === values[from]) continue;
    if (i - from >= minimum) runs.push({ from, to: i - 1 });
    from = i;
  }
  return runs;
}
