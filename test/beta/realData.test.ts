// Betas of real markets against R 4.2.2 `lm`, where the market data lie beside the checkout.
import { describe, expect, it } from 'vitest';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { logReturns } from '../../src/returns/logReturns.ts';
import { simpleReturns } from '../../src/returns/simpleReturns.ts';
import { hasShared, readSharedCsv } from '../shared.ts';

const rows = hasShared ? readSharedCsv('data/reference/ols_beta_computed_with_R.csv') : [];

describe.skipIf(!hasShared)('capmBeta on real markets', () => {
  it('has the figures', () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  it.each(rows)('$asset on $benchmark, $returns, $from to $to', (row) => {
    const days = readSharedCsv(`data/${row['file']!}`).filter(
      ({ date }) => date! >= row['from']! && date! <= row['to']!,
    );
    const returnsOf = row['returns'] === 'log' ? logReturns : simpleReturns;
    const column = (symbol: string): Float64Array =>
      returnsOf({ prices: days.map((day) => Number(day[symbol])) });
    const estimate = orThrow(
      capmBeta({ assetReturns: column(row['asset']!), benchmarkReturns: column(row['benchmark']!) }),
    );
    expect(estimate.observations).toBe(Number(row['n']));
    const pairs = [
      [estimate.alpha, row['alpha']],
      [estimate.beta, row['beta']],
      [estimate.betaStandardError, row['se_beta']],
      [estimate.rSquared, row['r2']],
      [estimate.residualStandardDeviation, row['resid_sd']],
      [estimate.correlation, row['cor']],
    ] as const;
    // The file prints 12 digits: half a unit of the last one.
    for (const [got, printed] of pairs) expect(Math.abs(got / Number(printed) - 1)).toBeLessThan(5.1e-12);
  });
});
