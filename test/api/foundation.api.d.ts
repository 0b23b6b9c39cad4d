// foundation/canonicalJson.d.ts
declare function canonicalJson(value: unknown): string;
export { canonicalJson };

// foundation/convention.d.ts
interface ConventionOptions {
    readonly returnKind?: "simple" | "log" | undefined;
    readonly horizonMs?: number | undefined;
    readonly asOf?: number | undefined;
}
interface Convention {
    readonly returnKind: "simple" | "log" | null;
    readonly horizonMs: number | null;
    readonly asOf: number | null;
}
declare function readConvention(caller: string, options: ConventionOptions): Convention;
export { type Convention, type ConventionOptions, readConvention };

// foundation/errors.d.ts
type ErrorCode = "shape.missing_field" | "shape.wrong_type" | "shape.length_mismatch" | "domain.not_finite" | "domain.not_positive" | "domain.negative" | "domain.out_of_range" | "domain.not_integer" | "domain.not_one_of" | "domain.not_covariance" | "series.not_finite" | "series.not_positive" | "series.not_increasing" | "unit.suspicious" | "estimate.not_ok" | "estimate.mixed" | "estimate.stale" | "estimate.not_yet_known" | "market.unknown_settlement" | "market.unsupported" | "market.inconsistent" | "state.out_of_order" | "state.invalid" | "json.not_representable" | "status.not_ok";
interface ErrorDetails {
    readonly code: ErrorCode;
    readonly caller: string;
    readonly path: string;
    readonly expected: string;
    readonly received: string;
}
declare class BetahedgeError extends Error implements ErrorDetails {
    readonly code: ErrorCode;
    readonly caller: string;
    readonly path: string;
    readonly expected: string;
    readonly received: string;
    constructor(details: ErrorDetails);
    toJSON(): ErrorDetails & {
        readonly name: string;
        readonly message: string;
    };
}
declare class InputError extends BetahedgeError {
    readonly name: string;
}
declare class StateError extends BetahedgeError {
    readonly name: string;
}
declare class ResultError extends BetahedgeError {
    readonly name: string;
}
declare function isBetahedgeError(value: unknown): value is BetahedgeError;
declare function describe(value: unknown): string;
export { BetahedgeError, type ErrorCode, type ErrorDetails, InputError, ResultError, StateError, describe, isBetahedgeError };

// foundation/interval.d.ts
interface Interval {
    readonly lower: number;
    readonly upper: number;
}
export type { Interval };

// foundation/sizes.d.ts
interface Size {
    readonly unit: "contracts" | "base" | "quote";
    readonly amount: number | string;
}
export type { Size };

// foundation/status.d.ts
interface InsufficientData {
    readonly status: "insufficient_data";
    readonly required: number;
    readonly observed: number;
}
interface Degenerate<Reason extends string> {
    readonly status: "degenerate";
    readonly reason: Reason;
}
declare function orThrow<T extends {
    readonly status: string;
}>(result: T): Extract<T, {
    readonly status: "ok";
}>;
export { type Degenerate, type InsufficientData, orThrow };
