import { isAbsent, readNonNegative, readTimestamp, refuse } from '../foundation/checks.ts';

interface Dated {
  readonly betaStandardError?: number | null | undefined;
  readonly horizonMs?: number | null | undefined;
  readonly returnKind?: 'simple' | 'log' | null | undefined;
  readonly asOf?: number | null | undefined;
}

interface AgeOptions {
  readonly now?: number | undefined;
  readonly maximumEstimateAgeMs?: number | undefined;
}

/**
 * Refuses betas that do not belong together: an hourly beta is not a daily one (Epps effect), and one of
 * log returns is not one of simple returns. With `now`, refuses stale betas and those from the future.
 */
export function refuseMixedEstimates(
  caller: string,
  options: AgeOptions,
  positions: readonly Dated[],
  instrument: Dated,
): void {
  const estimates: [string, Dated][] = positions.map((position, i) => [`positions[${i}]`, position]);
  estimates.push(['instrumentBeta', instrument]);
  for (const field of ['horizonMs', 'returnKind'] as const) {
    const told = estimates.filter(([, estimate]) => !isAbsent(estimate, field));
    for (const [at, estimate] of told) {
      const [firstAt, first] = told[0]!;
      if (estimate[field] !== first[field])
        refuse(
          'estimate.mixed',
          caller,
          `${at}.${field}`,
          `${String(first[field])}, as ${firstAt} has`,
          estimate[field],
        );
    }
  }
  for (const [at, estimate] of estimates)
    if (!isAbsent(estimate, 'asOf')) readTimestamp(caller, estimate, 'asOf', at);
  if (isAbsent(options, 'now') && isAbsent(options, 'maximumEstimateAgeMs')) return;
  const now = readTimestamp(caller, options, 'now');
  const maximumAge = readNonNegative(caller, options, 'maximumEstimateAgeMs');
  for (const [at, estimate] of estimates) {
    // A beta without error is one by definition (money, the benchmark itself), and has no age.
    if (isAbsent(estimate, 'asOf') && estimate.betaStandardError === 0) continue;
    const asOf = readTimestamp(caller, estimate, 'asOf', at);
    if (asOf > now) refuse('estimate.not_yet_known', caller, `${at}.asOf`, `at most now, ${now}`, asOf);
    if (now - asOf > maximumAge)
      refuse('estimate.stale', caller, `${at}.asOf`, `at least ${now - maximumAge}`, asOf);
  }
}
