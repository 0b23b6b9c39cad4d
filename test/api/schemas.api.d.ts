// schemas/decisionSchema.d.ts
import { Decision } from "../rebalance/rebalanceDecision.js";
import { StandardSchema } from "./standardSchema.js";
declare const decisionSchema: StandardSchema<Decision>;
export { decisionSchema };

// schemas/eventSchema.d.ts
import { RebalanceEvent } from "../rebalance/rebalanceEvent.js";
import { StandardSchema } from "./standardSchema.js";
declare const eventSchema: StandardSchema<RebalanceEvent>;
export { eventSchema };

// schemas/index.d.ts
export { decisionSchema } from "./decisionSchema.js";
export { eventSchema } from "./eventSchema.js";
export { instrumentSchema } from "./instrumentSchema.js";
export { JsonSchemaChoice, jsonSchemaOf } from "./jsonSchemaOf.js";
export { marketSchema } from "./marketSchema.js";
export { policySchema } from "./policySchema.js";
export { positionSchema } from "./positionSchema.js";
export { recordSchema } from "./recordSchema.js";
export { JsonSchemaOptions, JsonSchemaTarget, SchemaIssue, StandardProperties, StandardSchema, Validated } from "./standardSchema.js";

// schemas/instrumentSchema.d.ts
import { Instrument } from "../instruments/instrument.js";
import { StandardSchema } from "./standardSchema.js";
declare const instrumentSchema: StandardSchema<Instrument>;
export { instrumentSchema };

// schemas/jsonSchemaOf.d.ts
import { JsonSchemaTarget, StandardSchema } from "./standardSchema.js";
interface JsonSchemaChoice {
    readonly target?: JsonSchemaTarget | undefined;
    readonly side?: "input" | "output" | undefined;
}
declare function jsonSchemaOf(schema: StandardSchema<unknown>, choice?: JsonSchemaChoice): Record<string, unknown>;
export { type JsonSchemaChoice, jsonSchemaOf };

// schemas/marketSchema.d.ts
import { Instrument } from "../instruments/instrument.js";
import { StandardSchema } from "./standardSchema.js";
declare const marketSchema: StandardSchema<unknown, Instrument>;
export { marketSchema };

// schemas/policySchema.d.ts
import { RebalancePolicy } from "../rebalance/rebalancePolicy.js";
import { StandardSchema } from "./standardSchema.js";
declare const policySchema: StandardSchema<RebalancePolicy>;
export { policySchema };

// schemas/positionSchema.d.ts
import { Position } from "../instruments/parsePosition.js";
import { StandardSchema } from "./standardSchema.js";
declare const positionSchema: StandardSchema<Position>;
export { positionSchema };

// schemas/recordSchema.d.ts
import { AuditRecord } from "../audit/recordRebalance.js";
import { StandardSchema } from "./standardSchema.js";
declare const recordSchema: StandardSchema<AuditRecord>;
export { recordSchema };

// schemas/standardSchema.d.ts
import { ErrorCode } from "../foundation/errors.js";
type JsonSchemaTarget = "draft-2020-12" | "draft-07";
interface JsonSchemaOptions {
    readonly target: string;
}
interface SchemaIssue {
    readonly message: string;
    readonly path: readonly (string | number)[];
    readonly code: ErrorCode;
}
type Validated<Output> = {
    readonly value: Output;
    readonly issues?: undefined;
} | {
    readonly issues: readonly SchemaIssue[];
};
interface StandardProperties<Input, Output> {
    readonly version: 1;
    readonly vendor: "betahedge";
    readonly types?: {
        readonly input: Input;
        readonly output: Output;
    } | undefined;
    readonly validate: (value: unknown) => Validated<Output>;
    readonly jsonSchema: {
        readonly input: (options: JsonSchemaOptions) => Record<string, unknown>;
        readonly output: (options: JsonSchemaOptions) => Record<string, unknown>;
    };
}
interface StandardSchema<Input, Output = Input> {
    readonly "~standard": StandardProperties<Input, Output>;
}
export type { JsonSchemaOptions, JsonSchemaTarget, SchemaIssue, StandardProperties, StandardSchema, Validated };
