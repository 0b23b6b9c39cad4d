import { expectTypeOf } from 'vitest';
import { rollingBeta, rollingCorrelation } from '../../src/index.ts';
import type { RollingValues } from '../../src/index.ts';

// Checked by `npm run types`, never run: what must compile, and below each @ts-expect-error what must not.
const x = [0.01, 0.02, -0.01];
const y = new Float64Array([0.01, 0.01, -0.02]);
const timestamps = [1, 2, 3];

expectTypeOf(rollingCorrelation({ x, y, window: 2 })).toEqualTypeOf<RollingValues>();
rollingCorrelation({ x, y, window: 3, minPeriods: 2, out: new Float64Array(3) });
rollingCorrelation({ x, y, timestamps, windowMs: 2, minPeriods: 2 });
rollingBeta({ assetReturns: x, benchmarkReturns: y, timestamps, windowMs: 2, minPeriods: 2 });

// @ts-expect-error no window by default
rollingCorrelation({ x, y });
// @ts-expect-error windows are of samples or of time
rollingCorrelation({ x, y, window: 2, timestamps, windowMs: 2, minPeriods: 2 });
// @ts-expect-error how many samples a span of time holds is not known: say how many there must be
rollingCorrelation({ x, y, timestamps, windowMs: 2 });
// @ts-expect-error times say nothing to windows of samples
rollingCorrelation({ x, y, timestamps, window: 2 });
// @ts-expect-error a span of time wants times
rollingCorrelation({ x, y, windowMs: 2, minPeriods: 2 });
// @ts-expect-error results are doubles
rollingCorrelation({ x, y, window: 2, out: new Float32Array(3) });
// @ts-expect-error a beta is of an asset on a benchmark
rollingBeta({ x, y, window: 2 });
