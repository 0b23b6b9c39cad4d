import type { Position } from '../instruments/parsePosition.ts';
import { POSITION } from '../instruments/positionShape.ts';
import { safeParseSignedPosition } from '../instruments/parseSignedPosition.ts';
import { schemaOf } from './schemaOf.ts';
import type { StandardSchema } from './standardSchema.ts';

/**
 * The schema of a position in signed contracts, as `parsePosition` makes it and `parseSignedPosition` reads it.
 *
 * **Result**: what is in a position beside its fields is left behind.
 * **Rules** beyond JSON Schema: `symbolOfItsInstrument`, and those of its instrument.
 *
 * @example
 * ```ts
 * import { jsonSchemaOf, positionSchema } from 'betahedge/schemas';
 *
 * const { properties } = jsonSchemaOf(positionSchema);
 * console.log((properties as Record<string, { description: string }>)['contracts']?.description);
 * // -> Signed, + long; 0 for a flat position.
 * ```
 */
export const positionSchema: StandardSchema<Position> = /* @__PURE__ */ schemaOf(
  'position',
  POSITION,
  safeParseSignedPosition,
);
