import {
  isAbsent,
  readFinite,
  readNonNegative,
  readObject,
  readPositive,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { normalQuantile } from '../kernel/normal.ts';
import { readInterval } from './band.ts';
import type { BandEdges } from './band.ts';
import { mixedCostBand } from './mixedCostBand.ts';

/** The calm state that the band was set for: what `mixedCostBand` takes, the drift in its parts. */
export interface CalmState {
  /** Numeraire per dollar of exposure traded, one way; 0 where there is none. */
  readonly costPerUnit: number;
  /** Numeraire a trade; 0 where there is none. */
  readonly fixedCost: number;
  /** Of `betaHedgeDriftVariance`: by the benchmark. */
  readonly benchmarkVariancePerYear: number;
  /** Of `betaHedgeDriftVariance`: by returns that are not the benchmark's. */
  readonly residualVariancePerYear: number;
  /** Of `betaHedgeDriftVariance`: by betas that move. */
  readonly betaVariancePerYear: number;
  /** Half of risk aversion times the benchmark's variance a year. */
  readonly penaltyPerYear: number;
  /** Years between two looks at the book; left out: it is watched all the time. */
  readonly observationIntervalYears?: number | undefined;
  /** Of the assets with the benchmark, between -1 and 1. */
  readonly correlation: number;
}

/** The state now, against the calm one. */
export interface RegimeScales {
  /** Volatilities of benchmark and assets over those of the calm state. */
  readonly volatilityFactor: number;
  /** Of the assets with the benchmark now, from -1 to 1. */
  readonly correlation: number;
  /** Volatility of the betas over that of the calm state. */
  readonly betaVolatilityFactor: number;
  /** Spread and fees over those of the calm state; of both costs. */
  readonly costFactor: number;
}

/** How far from the target the book may ever be. */
export interface DeviationLimit {
  /** Loss that the distance may bring over the horizon at the quantile, in numeraire. */
  readonly riskLimit: number;
  /** Of the benchmark now, a year, as a fraction. */
  readonly benchmarkVolatility: number;
  /** Until the book can be brought back for sure. */
  readonly horizonYears: number;
  /** Of the loss, above 0.5 and below 1: 0.99. */
  readonly quantile: number;
}

/** What `adaptBand` takes. */
export interface AdaptBandOptions {
  /** What the band was set for. */
  readonly calm: CalmState;
  /** What has changed since. */
  readonly regime: RegimeScales;
  /** The hard limit. */
  readonly limit: DeviationLimit;
  /** Of the step before; left out or null at the first. */
  readonly previousHalfWidth?: number | null | undefined;
  /** At most so many times the previous half width, 1 or more; narrowing is not slowed. */
  readonly maximumGrowthFactor: number;
}

/** A band for the state now, inside its limits. */
export interface AdaptedBand extends BandEdges {
  /** What costs and drift alone would have; the half width where nothing binds. */
  readonly wantedHalfWidth: number;
  /** The hard limit of the distance. */
  readonly limitHalfWidth: number;
  /** What held the band back; null where nothing did. */
  readonly boundBy: 'growth' | 'risk_limit' | null;
}

const CALLER = 'adaptBand';

/**
 * The band of `mixedCostBand` under a changed regime: wider where costs have risen, but by no more than a factor a
 * step, and never beyond what a risk limit allows. A crash widens spreads; the band that costs alone want would then
 * be widest when the risk is largest.
 *
 * **Formula**: costs times `costFactor`; variance of the drift: benchmark part times f^2, residual part times
 * f^2 (1 - rho^2) / (1 - rho_calm^2), beta part times betaVolatilityFactor^2; penalty times f^2, f `volatilityFactor`.
 * Of its half width the least of: itself, previousHalfWidth maximumGrowthFactor, and
 * riskLimit / (z benchmarkVolatility sqrt(horizonYears)), z the normal quantile. The landing shrinks with it.
 * **Inputs**: exposure in dollars of the benchmark. The correlation works at unchanged betas and total volatilities: one
 * that rises leaves less residual.
 * **Result**: the band, with what was wanted and what held it back. Volatility alone
 * changes little: drift and penalty rise together. The limit is of one normal factor, without the residuals.
 * **Errors**: `shape.*`, `domain.*`, `unit.suspicious` (a volatility above 10, a horizon above a year).
 * **Accuracy**: 1e-14.
 * **Source**: `mixedCostBand`; the limit is value at risk, Jorion 2006, Value at Risk, ch. 5.
 *
 * @example
 * ```ts
 * import { adaptBand } from 'betahedge/rebalance';
 *
 * const band = adaptBand({
 *   calm: {
 *     costPerUnit: 0.0005,
 *     fixedCost: 0,
 *     benchmarkVariancePerYear: 1e10,
 *     residualVariancePerYear: 3e11,
 *     betaVariancePerYear: 5e10,
 *     penaltyPerYear: 0.5 * 3e-6 * 0.6 ** 2,
 *     correlation: 0.7,
 *   },
 *   regime: { volatilityFactor: 2, correlation: 0.9, betaVolatilityFactor: 2, costFactor: 8 },
 *   limit: { riskLimit: 10_000, benchmarkVolatility: 1.2, horizonYears: 1 / 365, quantile: 0.99 },
 *   previousHalfWidth: 62_000,
 *   maximumGrowthFactor: 1.25,
 * });
 * console.log(band.wantedHalfWidth.toFixed(0), band.halfWidth.toFixed(0), band.boundBy); // 98451 68437 risk_limit
 * ```
 */
export function adaptBand(options: AdaptBandOptions): AdaptedBand {
  readObject(CALLER, options, '');
  const { calm, regime } = options;
  readObject(CALLER, calm, 'calm');
  readObject(CALLER, regime, 'regime');
  const amount = (field: keyof CalmState): number => readNonNegative(CALLER, calm, field, 'calm');
  const factor = (field: keyof RegimeScales): number => readPositive(CALLER, regime, field, 'regime');
  const volatility = square(factor('volatilityFactor'));
  const residual = volatility * residualFactor(calm, regime);
  const costFactor = factor('costFactor');
  const drift =
    amount('benchmarkVariancePerYear') * volatility +
    amount('residualVariancePerYear') * residual +
    amount('betaVariancePerYear') * square(factor('betaVolatilityFactor'));
  const interval = 'observationIntervalYears';
  const limitHalfWidth = readLimit(options);
  const growth = readFinite(CALLER, options, 'maximumGrowthFactor');
  if (growth < 1) refuse('domain.out_of_range', CALLER, 'maximumGrowthFactor', 'at least 1', growth);
  const grown = isAbsent(options, 'previousHalfWidth')
    ? Infinity
    : readPositive(CALLER, options, 'previousHalfWidth') * growth;
  if (drift === 0)
    refuse(
      'domain.not_positive',
      CALLER,
      'calm.benchmarkVariancePerYear',
      'positive, or another part',
      drift,
    );

  const band = mixedCostBand({
    costPerUnit: amount('costPerUnit') * costFactor,
    fixedCost: amount('fixedCost') * costFactor,
    driftVariancePerYear: drift,
    penaltyPerYear: readPositive(CALLER, calm, 'penaltyPerYear', 'calm') * volatility,
    observationIntervalYears: isAbsent(calm, interval)
      ? undefined
      : readInterval(CALLER, calm, interval, 'calm'),
  });
  const halfWidth = Math.min(band.halfWidth, grown, limitHalfWidth);
  const bound = halfWidth < band.halfWidth;
  return {
    halfWidth,
    landing:
      band.tradeTo === 'edge'
        ? halfWidth
        : bound
          ? band.landing * (halfWidth / band.halfWidth)
          : band.landing,
    tradeTo: band.tradeTo,
    wantedHalfWidth: band.halfWidth,
    limitHalfWidth,
    boundBy: bound ? (limitHalfWidth <= grown ? 'risk_limit' : 'growth') : null,
  };
}

/** What is not the benchmark's of a unit of variance, now over then. */
function residualFactor(calm: CalmState, regime: RegimeScales): number {
  const before = readFinite(CALLER, calm, 'correlation', 'calm');
  const now = readFinite(CALLER, regime, 'correlation', 'regime');
  if (!(Math.abs(before) < 1))
    refuse('domain.out_of_range', CALLER, 'calm.correlation', 'between -1 and 1', before);
  if (!(Math.abs(now) <= 1)) refuse('domain.out_of_range', CALLER, 'regime.correlation', 'from -1 to 1', now);
  return ((1 - now) * (1 + now)) / ((1 - before) * (1 + before));
}

function readLimit({ limit }: AdaptBandOptions): number {
  const at = 'limit';
  readObject(CALLER, limit, at);
  const riskLimit = readPositive(CALLER, limit, 'riskLimit', at);
  const volatility = readPositive(CALLER, limit, 'benchmarkVolatility', at);
  refuseSuspicious(
    CALLER,
    `${at}.benchmarkVolatility`,
    volatility,
    10,
    'a fraction, at most 10 (a percentage came?)',
  );
  const horizon = readInterval(CALLER, limit, 'horizonYears', at);
  const quantile = readFinite(CALLER, limit, 'quantile', at);
  if (!(quantile > 0.5 && quantile < 1))
    refuse('domain.out_of_range', CALLER, `${at}.quantile`, 'above 0.5 and below 1', quantile);
  const width = riskLimit / (normalQuantile(quantile) * volatility * Math.sqrt(horizon));
  return width < Infinity
    ? width
    : refuse('domain.out_of_range', CALLER, `${at}.riskLimit`, 'closer to 1 in scale', riskLimit);
}

function square(x: number): number {
  return x * x;
}
