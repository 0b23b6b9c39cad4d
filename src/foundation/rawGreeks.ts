import { isAbsent, refuse } from './checks.ts';

/** What ccxt's own Greeks have and raw ones have not: theirs are in the units of their exchange. */
const CCXT_ONLY = [
  'markImpliedVolatility',
  'bidImpliedVolatility',
  'askImpliedVolatility',
  'bidSize',
  'askSize',
  'datetime',
  'info',
] as const;

/** Refuses ccxt's own structure of Greeks, known by these and by `others`, and a result that is not `ok`. */
export function refuseForeignGreeks(
  caller: string,
  path: string,
  greeks: Readonly<Record<string, unknown>>,
  others: readonly string[] = [],
): void {
  for (const field of [...CCXT_ONLY, ...others])
    if (!isAbsent(greeks, field)) {
      const expected = "in raw units, by greeksFromExchange (an exchange's own units came?)";
      refuse('unit.suspicious', caller, path, expected, greeks);
    }
  const status = greeks['status'] ?? 'ok';
  if (status !== 'ok') refuse('estimate.not_ok', caller, `${path}.status`, 'ok', status);
}
