export type { HedgeError, HedgeInterval } from './hedgeInterval.ts';
export { sizeBetaHedge } from './sizeBetaHedge.ts';
export type {
  BetaHedge,
  BetaInput,
  Dust,
  HedgePosition,
  OrderRequest,
  SizeBetaHedgeOptions,
  SizeBetaHedgeResult,
} from './sizeBetaHedge.ts';
