// What the schemas say of types: the public interfaces, by the specification's own names, and each word of them.
import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import { expectTypeOf } from 'vitest';
import { parseRecord, safeParseRecord } from '../../src/audit/parseRecord.ts';
import type { AuditRecord } from '../../src/audit/recordRebalance.ts';
import type { Shape } from '../../src/foundation/shape.ts';
import { FINITE, nullable, objectOf, optional, TEXT } from '../../src/foundation/shape.ts';
import type { Instrument } from '../../src/instruments/instrument.ts';
import { parseInstrument } from '../../src/instruments/parseInstrument.ts';
import type { Parsed } from '../../src/instruments/parsed.ts';
import type { Position } from '../../src/instruments/parsePosition.ts';
import { parseSignedPosition } from '../../src/instruments/parseSignedPosition.ts';
import { parseDecision } from '../../src/rebalance/parseDecision.ts';
import { parseEvent } from '../../src/rebalance/parseEvent.ts';
import { parsePolicy } from '../../src/rebalance/parsePolicy.ts';
import type {
  CANCEL_REASONS,
  HOLD_REASONS,
  ORDER_CAPS,
  TRADE_REASONS,
} from '../../src/rebalance/rebalanceDecision.ts';
import type {
  CancelDecision,
  Decision,
  HoldReason,
  OrderCap,
  RebalanceDecision,
} from '../../src/rebalance/rebalanceDecision.ts';
import type { RebalanceEvent } from '../../src/rebalance/rebalanceEvent.ts';
import type { RebalancePolicy } from '../../src/rebalance/rebalancePolicy.ts';
import type { STATUSES } from '../../src/rebalance/rebalanceState.ts';
import type { RebalanceStatus } from '../../src/rebalance/rebalanceState.ts';
import { decisionSchema } from '../../src/schemas/decisionSchema.ts';
import { eventSchema } from '../../src/schemas/eventSchema.ts';
import { instrumentSchema } from '../../src/schemas/instrumentSchema.ts';
import { jsonSchemaOf } from '../../src/schemas/jsonSchemaOf.ts';
import { marketSchema } from '../../src/schemas/marketSchema.ts';
import { policySchema } from '../../src/schemas/policySchema.ts';
import { positionSchema } from '../../src/schemas/positionSchema.ts';
import { recordSchema } from '../../src/schemas/recordSchema.ts';

// Each is a Standard Schema and a Standard JSON Schema, by the specification's own types.
type Both<T> = StandardSchemaV1<T> & StandardJSONSchemaV1<T>;
policySchema satisfies Both<RebalancePolicy>;
eventSchema satisfies Both<RebalanceEvent>;
decisionSchema satisfies Both<Decision>;
recordSchema satisfies Both<AuditRecord>;
instrumentSchema satisfies Both<Instrument>;
positionSchema satisfies Both<Position>;
marketSchema satisfies StandardSchemaV1<unknown, Instrument> & StandardJSONSchemaV1<unknown, Instrument>;

type In<S extends StandardSchemaV1> = StandardSchemaV1.InferInput<S>;
type Out<S extends StandardSchemaV1> = StandardSchemaV1.InferOutput<S>;
expectTypeOf<In<typeof policySchema>>().toEqualTypeOf<RebalancePolicy>();
expectTypeOf<Out<typeof policySchema>>().toEqualTypeOf<RebalancePolicy>();
expectTypeOf<Out<typeof eventSchema>>().toEqualTypeOf<RebalanceEvent>();
expectTypeOf<Out<typeof decisionSchema>>().toEqualTypeOf<Decision>();
expectTypeOf<Out<typeof recordSchema>>().toEqualTypeOf<AuditRecord>();
expectTypeOf<Out<typeof instrumentSchema>>().toEqualTypeOf<Instrument>();
expectTypeOf<Out<typeof positionSchema>>().toEqualTypeOf<Position>();
expectTypeOf<In<typeof marketSchema>>().toEqualTypeOf<unknown>();
expectTypeOf<Out<typeof marketSchema>>().toEqualTypeOf<Instrument>();

// The parsers give the public interfaces.
expectTypeOf(parsePolicy).returns.toEqualTypeOf<RebalancePolicy>();
expectTypeOf(parseEvent).returns.toEqualTypeOf<RebalanceEvent>();
expectTypeOf(parseDecision).returns.toEqualTypeOf<Decision>();
expectTypeOf(parseRecord).returns.toEqualTypeOf<AuditRecord>();
expectTypeOf(safeParseRecord).returns.toEqualTypeOf<Parsed<AuditRecord>>();
expectTypeOf(parseInstrument).returns.toEqualTypeOf<Instrument>();
expectTypeOf(parseSignedPosition).returns.toEqualTypeOf<Position>();

// Every word of a type is in its list.
expectTypeOf<(typeof HOLD_REASONS)[number]>().toEqualTypeOf<HoldReason>();
expectTypeOf<(typeof TRADE_REASONS)[number]>().toEqualTypeOf<RebalanceDecision['reason']>();
expectTypeOf<(typeof CANCEL_REASONS)[number]>().toEqualTypeOf<CancelDecision['reason']>();
expectTypeOf<(typeof ORDER_CAPS)[number]>().toEqualTypeOf<OrderCap>();
expectTypeOf<(typeof STATUSES)[number]>().toEqualTypeOf<RebalanceStatus>();

const verdict = policySchema['~standard'].validate({});
// There may be issues, and no value.
expectTypeOf<'value' extends keyof typeof verdict ? true : false>().toEqualTypeOf<false>();
if (verdict.issues === undefined) expectTypeOf(verdict.value).toEqualTypeOf<RebalancePolicy>();

jsonSchemaOf(marketSchema, { target: 'draft-07', side: 'output' });
// @ts-expect-error a draft that is not written
jsonSchemaOf(policySchema, { target: 'draft-04' });

// A definition has every field of its interface, and each as the interface has it.
interface Both2 {
  readonly a: number;
  readonly b: string | null;
  readonly c?: number | undefined;
}
objectOf<Both2>('', { a: FINITE, b: nullable(TEXT), c: optional(FINITE) });
// @ts-expect-error a field is missing
objectOf<Both2>('', { a: FINITE, b: nullable(TEXT) });
// @ts-expect-error null where the interface has none
objectOf<Both2>('', { a: nullable(FINITE), b: nullable(TEXT), c: optional(FINITE) });
// @ts-expect-error a number where the interface has a text
objectOf<Both2>('', { a: FINITE, b: nullable(FINITE), c: optional(FINITE) });
declare const shape: Shape<number>;
expectTypeOf(shape.read('caller', {}, 'field')).toEqualTypeOf<number>();
