export { capmBeta } from './capmBeta.ts';
export type { BetaEstimate, CapmBetaOptions, CapmBetaResult } from './capmBeta.ts';
export type { StandardErrors } from './standardErrors.ts';
