import { readFileSync } from 'node:fs';
import { orThrow } from '../../src/foundation/status.ts';
import { fitSmile } from '../../src/options/fitSmile.ts';
import type { FitSmileOptions } from '../../src/options/fitSmile.ts';
import type { Smile } from '../../src/options/smile.ts';

interface Curve {
  readonly name: string;
  readonly x: number[];
  readonly y: number[];
  readonly slopes: number[];
  readonly at: number[];
  readonly values: number[];
}

/** What scipy and mpmath say: see smile.py. */
export const { akima, moneyness, svi, hedging } = JSON.parse(
  readFileSync(new URL('../fixtures/options/smile.json', import.meta.url), 'utf8'),
) as {
  readonly akima: readonly Curve[];
  readonly moneyness: readonly (readonly [strike: number, forward: number, k: number])[];
  readonly svi: {
    readonly k: number[];
    readonly w: number[];
    readonly g: number[];
    readonly lowestAt: number;
    readonly lowest: number;
    readonly signChanges: number[];
  };
  readonly hedging: readonly {
    readonly options: {
      readonly forward: number;
      readonly strike: number;
      readonly timeToExpiryYears: number;
      readonly volatility: number;
      readonly rate: number;
      readonly rebalances: number;
    };
    readonly standardDeviation: number;
  }[];
};

/** A smile through total variances at given log-moneyness, of a forward of 100 and one year. */
export function smileThrough(
  k: readonly number[],
  w: readonly number[],
  options: Partial<FitSmileOptions> = {},
): Smile {
  const { timeToExpiryYears = 1 } = options;
  return orThrow(
    fitSmile({
      strikes: k.map((each) => 100 * Math.exp(each)),
      volatilities: w.map((each) => Math.sqrt(each / timeToExpiryYears)),
      forward: 100,
      timeToExpiryYears,
      ...options,
    }),
  );
}

export const ordinary = {
  strikes: [1800, 2000, 2200, 2400, 2800],
  volatilities: [0.74, 0.68, 0.65, 0.66, 0.72],
  forward: 2241.58,
  timeToExpiryYears: 18 / 365,
} as const;
