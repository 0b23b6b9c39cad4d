import {
  readFinite,
  readNonNegative,
  readObject,
  readPositive,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { exp } from '../kernel/exp.ts';
import { readRate, readYears } from '../options/europeanOption.ts';
import { cubeRoot } from './band.ts';
import type { BandEdges } from './band.ts';

/** What `whalleyWilmottBand` takes. */
export interface WhalleyWilmottBandOptions {
  /** Of what is hedged, raw: change of the delta in coins per 1 of the coin's price; its sign does not matter. */
  readonly gamma: number;
  /** Price of a coin, in numeraire. */
  readonly spot: number;
  /** One way, as a fraction of what is traded: half the spread and the fee. */
  readonly costRate: number;
  /** Constant absolute risk aversion, per 1 of numeraire. */
  readonly riskAversion: number;
  /** Of money, a year, continuously compounded. */
  readonly rate: number;
  /** To the expiry of the options, in years. */
  readonly timeToExpiryYears: number;
}

const CALLER = 'whalleyWilmottBand';

/**
 * The band around the delta of options within which nothing is traded, to first order in small costs; what lies
 * outside is traded to the near edge.
 *
 * **Formula**: h = (3 e^(-r T) k S gamma^2 / (2 g))^(1/3), k `costRate`, g `riskAversion`.
 * **Inputs**: gamma of one option gives coins per option, that of a book coins of the book: 100 options have 100 times
 * the gamma and, at the same risk aversion, 100^(2/3) times the band; with risk aversion scaled down to the size, 100 times.
 * **Result**: coins on either side of the delta. Without gamma (a future, a beta hedge in linear contracts) or without
 * costs the width is 0: for these take `proportionalCostBand`, of which this is the case that only delta moves:
 * s = gamma S volatility, lambda = g S^2 volatility^2 / 2 and k S a coin.
 * **Errors**: `shape.*`, `domain.*`, `unit.suspicious` (a cost above 0.2, a rate above 5, a time above 100 years).
 * **Accuracy**: 1e-15. Of the law itself: true for small costs; near expiry and far from the money the best band is
 * wider, see `zakamoulineBand`.
 * **Source**: Whalley and Wilmott 1997, Mathematical Finance 7, 307-324.
 *
 * @example
 * ```ts
 * import { blackScholes } from 'betahedge/options';
 * import { whalleyWilmottBand } from 'betahedge/rebalance';
 *
 * const market = { spot: 40000, rate: 0, timeToExpiryYears: 0.1 };
 * const { gamma } = blackScholes({
 *   ...market,
 *   optionType: 'call',
 *   strike: 42000,
 *   carryYield: 0,
 *   volatility: 0.6,
 * });
 * const band = whalleyWilmottBand({ ...market, gamma: 10 * gamma, costRate: 0.0005, riskAversion: 1e-5 });
 * console.log(band.tradeTo, band.halfWidth.toFixed(2)); // edge 0.93
 * ```
 */
export function whalleyWilmottBand(options: WhalleyWilmottBandOptions): BandEdges {
  readObject(CALLER, options, '');
  const gamma = readFinite(CALLER, options, 'gamma');
  const spot = readPositive(CALLER, options, 'spot');
  const costRate = readCostRate(CALLER, options);
  const riskAversion = readPositive(CALLER, options, 'riskAversion');
  const rate = readRate(CALLER, options, 'rate', true);
  const years = readYears(CALLER, options, 'timeToExpiryYears', true);
  const size = Math.abs(gamma);
  // Cube roots of each side, so that the square of a small gamma does not underflow.
  const root = cubeRoot(size);
  const halfWidth = root * root * cubeRoot(((1.5 * exp(-rate * years) * costRate) / riskAversion) * spot);
  if (!(halfWidth < Infinity) || (halfWidth === 0 && size > 0 && costRate > 0))
    refuse('domain.out_of_range', CALLER, 'gamma', 'closer to 1 in scale', gamma);
  return { halfWidth, landing: halfWidth, tradeTo: 'edge' };
}

/** A cost of trading one way, as a fraction. */
export function readCostRate(caller: string, options: object): number {
  const costRate = readNonNegative(caller, options, 'costRate');
  return refuseSuspicious(caller, 'costRate', costRate, 0.2, 'a fraction, at most 0.2 (basis points came?)');
}
