import { addToEwma, EWMA_LENGTH, initialEwma, missEwma } from './ewmaCoMoments.ts';
import { canBeSums } from './fitFromSums.ts';

/** Exponentially weighted co-moments of a stream. */
export interface StreamedEwma {
  /** As `addToEwma` writes it. */
  readonly state: Float64Array;
  /** Complete pairs taken in: a counter of doubles never overflows. */
  readonly count: Float64Array;
}

/** Where such a stream stands: complete pairs taken in, and the state but for its first two numbers. */
export interface EwmaPast {
  readonly observations: number;
  readonly sums: readonly number[];
}

/** Of a state, the first two numbers are settings: decay, and whether moments are about the mean. */
export const EWMA_SETTINGS = 2;

/** Whether finite numbers can be the sums of a stream after so many complete pairs: those of none are all 0. */
export function areEwmaSums(sums: readonly number[], observations: number, centred: boolean): boolean {
  if (sums.length !== EWMA_LENGTH - EWMA_SETTINGS) return false;
  if (observations === 0) return sums.every((sum) => sum === 0);
  const [weight, concentration, , , , , varianceX, covariance, varianceY] = sums as unknown as Nine;
  return (
    weight >= 0 &&
    // No fewer effective samples than one, and no more than there were.
    concentration <= 1.000001 &&
    concentration * observations >= 0.999999 &&
    varianceX >= 0 &&
    varianceY >= 0 &&
    canBeSums(varianceX, covariance, varianceY) &&
    // About zero there are no means.
    (centred || sums.slice(2, 6).every((mean) => mean === 0))
  );
}

/** As `addToEwma` keeps them. */
type Nine = readonly [
  weight: number,
  concentration: number,
  anchorX: number,
  anchorY: number,
  restX: number,
  restY: number,
  varianceX: number,
  covariance: number,
  varianceY: number,
];

// Where `addToEwma` keeps the mean of y, as anchor and rest.
const ANCHOR_Y = 5;
const REST_Y = 7;

/** The stream of `ewmaPath`, a pair at a time; it goes on from `past`, if given. */
export function streamedEwma(lambda: number, centred: boolean, past?: EwmaPast): StreamedEwma {
  const stream = { state: initialEwma(lambda, centred), count: new Float64Array(1) };
  if (past !== undefined) {
    stream.count[0] = past.observations;
    stream.state.set(past.sums, EWMA_SETTINGS);
  }
  return stream;
}

/** Takes in a pair; one of which a side is not finite is missing. */
export function addToStreamedEwma({ state, count }: StreamedEwma, x: number, y: number): void {
  if (x - x + (y - y) === 0) {
    addToEwma(state, 0, x, y);
    count[0]!++;
  } else missEwma(state, 0);
}

/** The weighted mean of y; 0 where the state is about zero. */
export function ewmaMeanY(state: Float64Array): number {
  return state[ANCHOR_Y]! + state[REST_Y]!;
}
