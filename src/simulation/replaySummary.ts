import { capmBeta } from '../beta/capmBeta.ts';
import type { BetaEstimate } from '../beta/capmBeta.ts';
import { fitLine } from '../kernel/lineFit.ts';
import { simpleReturns } from '../returns/simpleReturns.ts';
import type { WalkTotals } from './walk.ts';

/** What the hedge did and what it cost, money in the currency of the prices. */
export interface ReplaySummary {
  /** Of the unhedged wealth on the benchmark, with HC1 errors. */
  readonly betaBefore: BetaEstimate;
  /** Of the hedged wealth on the benchmark, with HC1 errors. */
  readonly betaAfter: BetaEstimate;
  /** 1 - variance of hedged returns / variance of unhedged returns. */
  readonly varianceReduction: number;
  /** Annualised standard deviation of the unhedged returns. */
  readonly volatilityBefore: number;
  /** Annualised standard deviation of the hedged returns. */
  readonly volatilityAfter: number;
  /** Annualised standard deviation of hedged return less the target beta times the benchmark's return. */
  readonly trackingError: number;
  /** Largest fall of the unhedged wealth from a peak, a fraction. */
  readonly maximumDrawdownBefore: number;
  /** Largest fall of the hedged wealth from a peak, a fraction. */
  readonly maximumDrawdownAfter: number;
  /** Mean square of the distance of the exposure from the target, by the betas known at each bar. */
  readonly meanSquareDeviation: number;
  /** Largest distance of the exposure from the target, from the first bar that a fill could reach. */
  readonly largestDeviation: number;
  /** Decisions that were filled, in part or whole. */
  readonly trades: number;
  /** Orders that a venue's limits refused. */
  readonly rejectedOrders: number;
  /** Sum of the notionals of all fills. */
  readonly turnover: number;
  /** Fees paid. */
  readonly fees: number;
  /** Paid through the half spread. */
  readonly spreadCosts: number;
  /** Paid through the impact of the orders. */
  readonly impactCosts: number;
  /** Funding received; negative where paid. */
  readonly funding: number;
  /** Profit of the hedge from prices alone. */
  readonly hedgeProfit: number;
}

/** Wealth and benchmark over the bars that a hedge could act on, and what the walk added up. */
export interface ReplayTrack {
  readonly hedged: Float64Array;
  readonly unhedged: Float64Array;
  readonly benchmarkPrices: Float64Array;
  readonly totals: WalkTotals;
  readonly target: number;
  readonly periodsPerYear: number;
}

/** The summary of a track; null where a wealth or the benchmark did not move, so that no beta was realised. */
export function summarise(track: ReplayTrack): ReplaySummary | null {
  const { totals } = track;
  const hedged = simpleReturns({ prices: track.hedged });
  const unhedged = simpleReturns({ prices: track.unhedged });
  const benchmark = simpleReturns({ prices: track.benchmarkPrices });
  // Calm and wild days alternate: classical errors would be too small. HC3 has no answer where one bar alone moved.
  const common = { benchmarkReturns: benchmark, returnKind: 'simple', standardErrors: 'HC1' } as const;
  const betaBefore = capmBeta({ assetReturns: unhedged, ...common });
  const betaAfter = capmBeta({ assetReturns: hedged, ...common });
  if (betaBefore.status !== 'ok' || betaAfter.status !== 'ok') return null;
  const deviations = fitLine(unhedged, hedged);
  const perYear = track.periodsPerYear / (hedged.length - 1);
  const sum = (of: 'turnover' | 'fees' | 'spreadCosts' | 'impactCosts' | 'funding'): number =>
    totals.accounts.reduce((total, account) => total + account[of], 0);
  const fees = sum('fees');
  const spreadCosts = sum('spreadCosts');
  const impactCosts = sum('impactCosts');
  const funding = sum('funding');
  return {
    betaBefore,
    betaAfter,
    varianceReduction: 1 - deviations.syy / deviations.sxx,
    volatilityBefore: Math.sqrt(deviations.sxx * perYear),
    volatilityAfter: Math.sqrt(deviations.syy * perYear),
    trackingError: Math.sqrt(squaresAbout(hedged, benchmark, track.target) * perYear),
    maximumDrawdownBefore: maximumDrawdown(track.unhedged),
    maximumDrawdownAfter: maximumDrawdown(track.hedged),
    meanSquareDeviation: totals.squaredDeviations / hedged.length,
    largestDeviation: totals.largestDeviation,
    trades: totals.trades,
    rejectedOrders: totals.rejected,
    turnover: sum('turnover'),
    fees,
    spreadCosts,
    impactCosts,
    funding: funding + 0,
    hedgeProfit: totals.gained + fees + spreadCosts + impactCosts - funding + 0,
  };
}

/** Sum of squares about their mean of returns less a beta times the benchmark's. */
export function squaresAbout(returns: Float64Array, benchmark: Float64Array, beta: number): number {
  let mean = 0;
  for (let i = 0; i < returns.length; i++) mean += (returns[i]! - beta * benchmark[i]!) / returns.length;
  let squares = 0;
  for (let i = 0; i < returns.length; i++) {
    const deviation = returns[i]! - beta * benchmark[i]! - mean;
    squares += deviation * deviation;
  }
  return squares;
}

function maximumDrawdown(wealth: Float64Array): number {
  let peak = 0;
  let worst = 0;
  for (const value of wealth) {
    peak = Math.max(peak, value);
    worst = Math.max(worst, (peak - value) / peak);
  }
  return worst;
}
