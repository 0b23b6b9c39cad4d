// foundation/canonicalJson.d.ts
declare function canonicalJson(value: unknown): string;
export { canonicalJson };

// foundation/checks.d.ts
import { ErrorCode } from "./errors.js";
declare function readObject(caller: string, value: unknown, path: string): Readonly<Record<string, unknown>>;
declare function readFinite(caller: string, source: object, field: string, at?: string): number;
declare function readPositive(caller: string, source: object, field: string, at?: string): number;
declare function readNonNegative(caller: string, source: object, field: string, at?: string): number;
declare function readInteger(caller: string, source: object, field: string, minimum: number, at?: string): number;
declare function readFlag(caller: string, source: object, field: string, at?: string): boolean;
declare function readProbability(caller: string, source: object, field: string, fallback: number): number;
declare function readOneOf<const T extends string>(caller: string, source: object, field: string, choices: readonly T[], at?: string): T;
declare function readText(caller: string, source: object, field: string, at?: string): string;
declare function readList(caller: string, source: object, field: string, at?: string): readonly unknown[];
declare function readTimestamp(caller: string, source: object, field: string, at?: string): number;
declare function refuseOtherClock(caller: string, path: string, time: number): void;
declare function refuseSuspicious(caller: string, path: string, value: number, limit: number, expected: string): number;
declare function isAbsent(source: object, field: string): boolean;
declare function refuse(code: ErrorCode, caller: string, path: string, expected: string, value: unknown): never;
declare function join(at: string | undefined, field: string): string;
export { isAbsent, join, readFinite, readFlag, readInteger, readList, readNonNegative, readObject, readOneOf, readPositive, readProbability, readText, readTimestamp, refuse, refuseOtherClock, refuseSuspicious };

// foundation/errors.d.ts
type ErrorCode = "shape.missing_field" | "shape.wrong_type" | "shape.length_mismatch" | "domain.not_finite" | "domain.not_positive" | "domain.negative" | "domain.out_of_range" | "domain.not_integer" | "domain.not_one_of" | "domain.not_covariance" | "series.not_finite" | "series.not_positive" | "series.not_increasing" | "unit.suspicious" | "estimate.mixed" | "estimate.stale" | "estimate.not_yet_known" | "market.unknown_settlement" | "market.unsupported" | "market.inconsistent" | "state.out_of_order" | "state.invalid" | "json.not_representable" | "status.not_ok";
interface ErrorDetails {
    readonly code: ErrorCode;
    readonly caller: string;
    readonly path: string;
    readonly expected: string;
    readonly received: string;
}
declare class BetahedgeError extends Error implements ErrorDetails {
    readonly name: string;
    readonly library: string;
    readonly code: ErrorCode;
    readonly caller: string;
    readonly path: string;
    readonly expected: string;
    readonly received: string;
    constructor(details: ErrorDetails);
    toJSON(): ErrorDetails & {
        readonly name: string;
        readonly message: string;
        readonly library: string;
    };
}
declare class InputError extends BetahedgeError {
    readonly name = "InputError";
}
declare class StateError extends BetahedgeError {
    readonly name = "StateError";
}
declare class ResultError extends BetahedgeError {
    readonly name = "ResultError";
}
declare function isBetahedgeError(value: unknown): value is BetahedgeError;
declare function describe(value: unknown): string;
export { BetahedgeError, type ErrorCode, type ErrorDetails, InputError, ResultError, StateError, describe, isBetahedgeError };

// foundation/series.d.ts
declare function readNumbers(caller: string, source: object, field: string, at?: string): ArrayLike<number>;
declare function readSeries(caller: string, source: object, field: string, at?: string): Float64Array;
declare function readFiniteSeries(caller: string, source: object, field: string, at?: string): Float64Array;
declare function refuseNonFinite(caller: string, path: string, series: ArrayLike<number>): void;
declare function readPrices(caller: string, source: object, field: string, at?: string): Float64Array;
declare function readTimestamps(caller: string, source: object, field: string, at?: string): Float64Array;
declare function refuseLengthMismatch(caller: string, path: string, expected: number, received: number): void;
export { readFiniteSeries, readNumbers, readPrices, readSeries, readTimestamps, refuseLengthMismatch, refuseNonFinite };

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
