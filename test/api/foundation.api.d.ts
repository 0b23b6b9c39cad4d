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

// foundation/datedPrice.d.ts
interface DatedPrice {
    readonly price: number;
    readonly timestamp: number;
}
interface PriceAge {
    readonly now?: number | undefined;
    readonly maximumPriceAgeMs?: number | undefined;
}
type PriceWindow = {
    readonly from: number;
    readonly to: number;
    readonly maximumPriceAgeMs: number;
} | null;
declare function readPriceWindow(caller: string, options: PriceAge): PriceWindow;
declare function readDatedPrice(caller: string, source: object, field: string, at: string | undefined, window: PriceWindow): DatedPrice;
declare function readPrice(caller: string, source: object, field: string, at: string | undefined, window: PriceWindow): number;
export { type DatedPrice, type PriceAge, type PriceWindow, readDatedPrice, readPrice, readPriceWindow };

// foundation/errors.d.ts
type ErrorCode = "shape.missing_field" | "shape.wrong_type" | "shape.length_mismatch" | "domain.not_finite" | "domain.not_positive" | "domain.negative" | "domain.out_of_range" | "domain.not_integer" | "domain.not_one_of" | "domain.not_covariance" | "series.not_finite" | "series.not_positive" | "series.not_increasing" | "unit.suspicious" | "estimate.not_ok" | "estimate.mixed" | "estimate.stale" | "estimate.not_yet_known" | "price.stale" | "price.not_yet_known" | "market.unknown_settlement" | "market.unsupported" | "market.inconsistent" | "state.out_of_order" | "state.unknown_order" | "state.order_in_flight" | "state.invalid" | "json.not_representable" | "status.not_ok";
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

// foundation/ewmaOptions.d.ts
type EwmaDecay = {
    readonly lambda: number;
    readonly halfLife?: undefined;
} | {
    readonly halfLife: number;
    readonly lambda?: undefined;
};
type EwmaOptions = EwmaDecay & {
    readonly mean: "zero" | "weighted";
    readonly minimumEffectiveSamples?: number | undefined;
};
interface EwmaSettings {
    readonly lambda: number;
    readonly mean: "zero" | "weighted";
    readonly minimumEffectiveSamples: number;
}
interface EwmaSeries extends EwmaSettings {
    readonly values: Float64Array;
    readonly effectiveSampleSize: Float64Array;
    readonly validFrom: number | null;
}
declare function readEwmaOptions(caller: string, source: object, exp: (x: number) => number): EwmaSettings;
declare function readBoundedSeries(caller: string, source: object, field: string, largest: number, at?: string): Float64Array;
export { type EwmaDecay, type EwmaOptions, type EwmaSeries, type EwmaSettings, readBoundedSeries, readEwmaOptions };

// foundation/interval.d.ts
interface Interval {
    readonly lower: number;
    readonly upper: number;
}
export type { Interval };

// foundation/optionContract.d.ts
type OptionType = "call" | "put";
interface OptionContract {
    readonly optionType: OptionType;
    readonly strike: number;
    readonly expiry: number;
}
export type { OptionContract, OptionType };

// foundation/rollingOptions.d.ts
interface WindowByCount {
    readonly window: number;
    readonly minPeriods?: number | undefined;
    readonly timestamps?: undefined;
    readonly windowMs?: undefined;
}
interface WindowByTime {
    readonly timestamps: ArrayLike<number>;
    readonly windowMs: number;
    readonly minPeriods: number;
    readonly window?: undefined;
}
type RollingWindow = WindowByCount | WindowByTime;
interface RollingOutput {
    readonly out?: Float64Array | undefined;
}
interface RollingValues {
    readonly values: Float64Array;
    readonly validFrom: number | null;
}
interface WindowOptions {
    readonly window: number;
    readonly timestamps: Float64Array | null;
    readonly minPeriods: number;
}
declare function readWindow(caller: string, options: RollingWindow, length: number): WindowOptions;
declare function readOut(caller: string, options: RollingOutput, length: number, inputs: readonly (Float64Array | null)[]): Float64Array;
declare function rollingValues(values: Float64Array): RollingValues;
declare function firstNumber(values: Float64Array): number | null;
export { type RollingOutput, type RollingValues, type RollingWindow, type WindowByCount, type WindowByTime, type WindowOptions, firstNumber, readOut, readWindow, rollingValues };

// foundation/shape.d.ts
interface Shape<T> {
    readonly read: (caller: string, source: object, field: string, at?: string) => T;
}
interface Leaf<T> extends Shape<T> {
    readonly json: Readonly<Record<string, unknown>>;
}
interface Nullable<T> extends Shape<T | null> {
    readonly nullable: Shape<T>;
}
interface Optional<T> extends Shape<T | undefined> {
    readonly optional: Shape<T>;
}
interface List<T> extends Shape<readonly T[]> {
    readonly items: Shape<T>;
}
interface Union<T> extends Shape<T> {
    readonly name: string;
    readonly by: string;
    readonly of: Readonly<Record<string, Shape<T>>>;
}
type Rule<T> = (value: T, caller: string, path: string) => void;
interface ObjectShape<T> extends Shape<T> {
    readonly name: string;
    readonly fields: {
        readonly [Field in keyof T]-?: Shape<T[Field]>;
    };
    readonly rules: Readonly<Record<string, Rule<T>>>;
    readonly closed?: string | undefined;
}
interface Kept<T> extends Shape<T> {
    readonly kept: Shape<T>;
    readonly rules: Readonly<Record<string, Rule<T>>>;
}
type KnownShape = Leaf<unknown> | Nullable<unknown> | Optional<unknown> | List<unknown> | ObjectShape<Record<string, unknown>> | Union<unknown> | Kept<unknown>;
declare const FINITE: Leaf<number>;
declare const POSITIVE: Leaf<number>;
declare const NON_NEGATIVE: Leaf<number>;
declare const NOT_ZERO: Leaf<number>;
declare const TEXT: Leaf<string>;
declare const BOOLEAN: Leaf<boolean>;
declare const TIME: Leaf<number>;
declare const INTEGER: Leaf<number>;
declare function within(bounds: {
    readonly minimum?: number;
    readonly maximum?: number;
}, leaf: Leaf<number>): Leaf<number>;
declare function matching(pattern: RegExp, expected: string): Leaf<string>;
declare function oneOf<const T extends string>(words: readonly T[]): Leaf<T>;
declare function only<const T extends number | null>(value: T): Leaf<T>;
declare function nullable<T>(shape: Shape<T>): Nullable<T>;
declare function optional<T>(shape: Shape<T>): Optional<T>;
declare function listOf<T>(items: Shape<T>): List<T>;
declare function objectOf<T extends object>(name: string, fields: ObjectShape<T>["fields"], rules?: ObjectShape<T>["rules"], closed?: string): ObjectShape<T>;
declare function asItCame<T>(kept: Shape<T>, rules: Kept<T>["rules"]): Kept<T>;
declare function oneBy<T>(name: string, by: string, of: Readonly<Record<string, Shape<T>>>): Union<T>;
export { BOOLEAN, FINITE, INTEGER, type Kept, type KnownShape, type Leaf, type List, NON_NEGATIVE, NOT_ZERO, type Nullable, type ObjectShape, type Optional, POSITIVE, type Rule, type Shape, TEXT, TIME, type Union, asItCame, listOf, matching, nullable, objectOf, oneBy, oneOf, only, optional, within };

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
declare function degenerate<Reason extends string>(reason: Reason): Degenerate<Reason>;
declare function orThrow<T extends {
    readonly status: string;
}>(result: T): Extract<T, {
    readonly status: "ok";
}>;
export { type Degenerate, type InsufficientData, degenerate, orThrow };

// foundation/trackerOptions.d.ts
import { Convention } from "./convention.js";
import { EwmaSettings, EwmaOptions } from "./ewmaOptions.js";
interface TrackerConventionOptions {
    readonly returnKind?: "simple" | "log" | undefined;
    readonly horizonMs?: number | undefined;
    readonly asOf?: undefined;
}
interface AsOf {
    readonly asOf?: number | undefined;
}
interface WindowTrackerOptions extends TrackerConventionOptions {
    readonly window: number;
    readonly minPeriods?: number | undefined;
    readonly latency?: "amortised" | "bounded" | undefined;
    readonly lambda?: undefined;
    readonly halfLife?: undefined;
    readonly mean?: undefined;
    readonly minimumEffectiveSamples?: undefined;
}
type EwmaTrackerOptions = EwmaOptions & TrackerConventionOptions & {
    readonly window?: undefined;
    readonly minPeriods?: undefined;
    readonly latency?: undefined;
};
type TrackerOptions = WindowTrackerOptions | EwmaTrackerOptions;
type TrackerConvention = Pick<Convention, "returnKind" | "horizonMs">;
interface WindowTrackerSnapshot extends TrackerConvention {
    readonly version: 1;
    readonly tracker: "beta" | "correlation";
    readonly window: number;
    readonly minPeriods: number;
    readonly latency: "amortised" | "bounded";
    readonly updates: number;
    readonly pairs: readonly (readonly [
        number,
        number
    ] | null)[];
}
interface EwmaTrackerSnapshot extends EwmaSettings, TrackerConvention {
    readonly version: 1;
    readonly tracker: "beta" | "correlation";
    readonly observations: number;
    readonly sums: readonly number[];
}
type TrackerSnapshot = WindowTrackerSnapshot | EwmaTrackerSnapshot;
type TrackerSettings = WindowSettings | WeightSettings;
type WindowSettings = TrackerConvention & Pick<WindowTrackerSnapshot, "window" | "minPeriods" | "latency">;
type WeightSettings = TrackerConvention & EwmaSettings;
type TrackerState = ({
    readonly window: WindowSettings;
} & Pick<WindowTrackerSnapshot, "updates" | "pairs">) | ({
    readonly weights: WeightSettings;
} & Pick<EwmaTrackerSnapshot, "observations" | "sums">);
declare function readTrackerOptions(caller: string, options: object, exp: (x: number) => number): TrackerSettings;
declare function readAsOf(caller: string, { returnKind, horizonMs }: TrackerConvention, told?: AsOf): Convention;
declare function refuseUpdate(caller: string, field: string, value: unknown, largest: number): void;
declare function pairsOf(first: Float64Array, second: Float64Array): WindowTrackerSnapshot["pairs"];
declare function sideOf(pairs: WindowTrackerSnapshot["pairs"], side: 0 | 1): Float64Array;
declare function readTrackerSnapshot(caller: string, value: unknown, tracker: "beta" | "correlation", areSums: (sums: readonly number[], observations: number, centred: boolean) => boolean): TrackerState;
export { type AsOf, type EwmaTrackerOptions, type EwmaTrackerSnapshot, type TrackerConvention, type TrackerConventionOptions, type TrackerOptions, type TrackerSettings, type TrackerSnapshot, type TrackerState, type WeightSettings, type WindowSettings, type WindowTrackerOptions, type WindowTrackerSnapshot, pairsOf, readAsOf, readTrackerOptions, readTrackerSnapshot, refuseUpdate, sideOf };
