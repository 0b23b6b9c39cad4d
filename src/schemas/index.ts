export { decisionSchema } from './decisionSchema.ts';
export { eventSchema } from './eventSchema.ts';
export { instrumentSchema } from './instrumentSchema.ts';
export { jsonSchemaOf } from './jsonSchemaOf.ts';
export type { JsonSchemaChoice } from './jsonSchemaOf.ts';
export { marketSchema } from './marketSchema.ts';
export { policySchema } from './policySchema.ts';
export { positionSchema } from './positionSchema.ts';
export { recordSchema } from './recordSchema.ts';
export type {
  JsonSchemaOptions,
  JsonSchemaTarget,
  SchemaIssue,
  StandardProperties,
  StandardSchema,
  Validated,
} from './standardSchema.ts';
