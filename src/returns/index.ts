export { alignSeries } from './alignSeries.ts';
export type { AlignedSeries, AlignSeriesOptions, StaleRun, TimedSeries } from './alignSeries.ts';
export { closesFromOhlcv } from './closesFromOhlcv.ts';
export type { Closes, ClosesFromOhlcvOptions } from './closesFromOhlcv.ts';
export { excessReturns } from './excessReturns.ts';
export type { ExcessReturnsOptions } from './excessReturns.ts';
export { logReturns } from './logReturns.ts';
export { simpleReturns } from './simpleReturns.ts';
export type { ReturnsOptions } from './simpleReturns.ts';
