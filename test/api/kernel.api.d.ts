// kernel/quadraticScaling.d.ts
interface QuadraticProgram {
    readonly variables: number;
    readonly hessian: Float64Array;
    readonly linear: Float64Array;
    readonly rows: Float64Array;
    readonly rowLower: Float64Array;
    readonly rowUpper: Float64Array;
    readonly lower: Float64Array;
    readonly upper: Float64Array;
}
interface ScaledProgram extends QuadraticProgram {
    readonly steps: Float64Array;
    readonly rowSteps: Float64Array;
    readonly cost: number;
    readonly unit: number;
}
declare function equilibrate(program: QuadraticProgram): ScaledProgram;
declare function largest(values: Float64Array, first?: number): number;
export { type QuadraticProgram, type ScaledProgram, equilibrate, largest };
