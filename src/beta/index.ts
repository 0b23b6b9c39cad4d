export { capmBeta } from './capmBeta.ts';
export type { BetaEstimate, CapmBetaOptions, CapmBetaResult, Interval, StandardErrors } from './capmBeta.ts';
