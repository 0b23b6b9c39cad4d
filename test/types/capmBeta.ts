import { expectTypeOf } from 'vitest';
import { orThrow } from '../../src/index.ts';
import { capmBeta } from '../../src/beta/index.ts';
import type { BetaEstimate, CapmBetaResult } from '../../src/beta/index.ts';

// Checked by `npm run types`, never run: what must compile, and below each @ts-expect-error what must not.
const assetReturns = [0.01, 0.02, -0.01];
const benchmarkReturns = new Float64Array([0.01, 0.01, -0.02]);
const result = capmBeta({ assetReturns, benchmarkReturns });

expectTypeOf(result).toEqualTypeOf<CapmBetaResult>();
expectTypeOf(orThrow(result)).toEqualTypeOf<BetaEstimate>();

// @ts-expect-error no beta before the status has been looked at
expectTypeOf(result.beta).toBeNumber();
if (result.status === 'ok') expectTypeOf(result.beta).toBeNumber();

// @ts-expect-error no benchmark by default
capmBeta({ assetReturns });
// @ts-expect-error a series is numbers
capmBeta({ assetReturns: ['0.01'], benchmarkReturns });
// @ts-expect-error a misspelt option would be a silent default
capmBeta({ assetReturns, benchmarkReturns, standardError: 'HC3' });
// @ts-expect-error a result is read-only
if (result.status === 'ok') result.beta = 1;
