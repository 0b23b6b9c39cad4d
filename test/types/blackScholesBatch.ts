import { expectTypeOf } from 'vitest';
import { blackScholesBatch } from '../../src/index.ts';
import type { BlackScholesOutput } from '../../src/index.ts';

// Checked by `npm run types`, never run: what must compile, and below each @ts-expect-error what must not.
const option = {
  optionType: [1, -1],
  spot: 30000,
  strike: new Float64Array(2),
  timeToExpiryYears: 0.1,
  volatility: [0.5, 0.6],
  rate: 0,
  carryYield: 0,
};
const { spot, carryYield, ...onForward } = { ...option, forward: 30000 };

const some = blackScholesBatch({ ...option, outputs: ['price', 'vegaPerVolPoint'] });
expectTypeOf(some.vegaPerVolPoint).toEqualTypeOf<Float64Array>();
expectTypeOf(some.status).toEqualTypeOf<Uint8Array>();
expectTypeOf<keyof typeof some>().toEqualTypeOf<'length' | 'status' | 'price' | 'vegaPerVolPoint'>();
blackScholesBatch({ ...onForward, outputs: ['gamma'], into: { gamma: new Float64Array(2) } });
blackScholesBatch({ ...option, optionType: 'put', outputs: [], into: { status: new Uint8Array(2) } });
blackScholesBatch({ ...option, outputs: ['phi'], into: { phi: new Float64Array(2), gamma: undefined } });

// A list that says less than it holds promises less: what it may not name may not be there.
const outputs: BlackScholesOutput[] = ['price'];
const any = blackScholesBatch({ ...option, outputs });
expectTypeOf(any.gamma).toEqualTypeOf<Float64Array | undefined>();
expectTypeOf(any.status).toEqualTypeOf<Uint8Array>();
declare const name: 'gamma' | 'delta';
const either = blackScholesBatch({ ...option, outputs: ['price', name] });
expectTypeOf(either.price).toEqualTypeOf<Float64Array>();
expectTypeOf(either.gamma).toEqualTypeOf<Float64Array | undefined>();
const names = ['price', 'delta'] as const;
const both = blackScholesBatch({ ...option, outputs: [...names, ...names] });
expectTypeOf(both.delta).toEqualTypeOf<Float64Array>();
const forwards = blackScholesBatch({ ...onForward, outputs: names });
expectTypeOf(forwards.delta).toEqualTypeOf<Float64Array>();

// @ts-expect-error there is no yield to derive by
blackScholesBatch({ ...onForward, outputs: ['phi'] });
// @ts-expect-error nor may it be in a list
blackScholesBatch({ ...onForward, outputs });
// @ts-expect-error it was not asked for
expectTypeOf(some.gamma);
// @ts-expect-error no such output
blackScholesBatch({ ...option, outputs: ['vomma'] });
// @ts-expect-error an option is on a spot price or on a forward
blackScholesBatch({ ...onForward, spot, outputs: ['price'] });
// @ts-expect-error a spot price wants its yield
blackScholesBatch({ ...onForward, forward: undefined, spot, outputs: ['price'] });
// @ts-expect-error a forward has none
blackScholesBatch({ ...onForward, carryYield, outputs: ['price'] });
blackScholesBatch({ ...option, optionType: ['call', 'put'], outputs: ['price'] });
// @ts-expect-error words are call and put
blackScholesBatch({ ...option, optionType: ['C', 'P'], outputs: ['price'] });
// @ts-expect-error results are doubles
blackScholesBatch({ ...option, outputs: ['price'], into: { price: new Float32Array(2) } });
// @ts-expect-error what is not an output is not written
blackScholesBatch({ ...option, outputs: ['price'], into: { gamma: new Float64Array(2) } });
