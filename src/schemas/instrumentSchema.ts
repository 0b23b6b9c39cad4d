import type { Instrument } from '../instruments/instrument.ts';
import { INSTRUMENT } from '../instruments/instrumentShape.ts';
import { safeParseInstrument } from '../instruments/parseInstrument.ts';
import { schemaOf } from './schemaOf.ts';
import type { StandardSchema } from './standardSchema.ts';

/**
 * The schema of a strict instrument, as `parseMarket` makes it and `parseInstrument` reads it.
 *
 * **Result**: what is in an instrument beside the fields of its settlement is left behind.
 * **Rules** beyond JSON Schema: `settleOfItsKind`, `limitsInOrder`, `expiryOfItsType`, `premiumInSettle`, `priceStepsInOrder`.
 *
 * @example
 * ```ts
 * import { instrumentSchema } from 'betahedge/schemas';
 *
 * const verdict = instrumentSchema['~standard'].validate({ symbol: 'BTC/USDT:USDT', type: 'swap', linear: true });
 * console.log(verdict.issues?.[0]?.path.join('.'), verdict.issues?.[0]?.code); // settlement shape.missing_field
 * ```
 */
export const instrumentSchema: StandardSchema<Instrument> = /* @__PURE__ */ schemaOf(
  'instrument',
  INSTRUMENT,
  safeParseInstrument,
);
