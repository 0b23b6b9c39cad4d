import { capmBeta } from '../beta/capmBeta.ts';
import type { BetaEstimate } from '../beta/capmBeta.ts';
import { fitLine } from '../kernel/lineFit.ts';
import { simpleReturns } from '../returns/simpleReturns.ts';
import type { AccountTotals } from './hedgeAccount.ts';

/** What the hedge did and what it cost, money in the currency of the prices. */
export interface ReplaySummary {
  /** Of the unhedged wealth on the benchmark. */
  readonly betaBefore: BetaEstimate;
  /** Of the hedged wealth on the benchmark. */
  readonly betaAfter: BetaEstimate;
  /** 1 - variance of hedged returns / variance of unhedged returns. */
  readonly varianceReduction: number;
  /** Annualised standard deviation of the unhedged returns. */
  readonly volatilityBefore: number;
  /** Annualised standard deviation of the hedged returns. */
  readonly volatilityAfter: number;
  /** Annualised standard deviation of hedged return less targetBeta x benchmark return. */
  readonly trackingError: number;
  /** Largest fall of the unhedged wealth from a peak, a fraction. */
  readonly maximumDrawdownBefore: number;
  /** Largest fall of the hedged wealth from a peak, a fraction. */
  readonly maximumDrawdownAfter: number;
  /** Sum of the notionals of all fills. */
  readonly turnover: number;
  /** Fees paid. */
  readonly fees: number;
  /** Paid through the half spread. */
  readonly spreadCosts: number;
  /** Funding received; negative where paid. */
  readonly funding: number;
  /** Profit of the hedge from prices alone. */
  readonly hedgeProfit: number;
}

/** Wealth and benchmark over the bars that a hedge could act on, and what the account added up. */
export interface ReplayTrack {
  readonly hedged: Float64Array;
  readonly unhedged: Float64Array;
  readonly benchmarkPrices: Float64Array;
  readonly totals: AccountTotals;
  readonly targetBeta: number;
  readonly periodsPerYear: number;
}

/** The summary of a track; null where a wealth or the benchmark did not move, so that no beta was realised. */
export function summarise(track: ReplayTrack): ReplaySummary | null {
  const hedged = simpleReturns({ prices: track.hedged });
  const unhedged = simpleReturns({ prices: track.unhedged });
  const benchmark = simpleReturns({ prices: track.benchmarkPrices });
  const betaBefore = capmBeta({ assetReturns: unhedged, benchmarkReturns: benchmark, returnKind: 'simple' });
  const betaAfter = capmBeta({ assetReturns: hedged, benchmarkReturns: benchmark, returnKind: 'simple' });
  if (betaBefore.status !== 'ok' || betaAfter.status !== 'ok') return null;
  const difference = hedged.map((value, i) => value - track.targetBeta * benchmark[i]!);
  const deviations = fitLine(unhedged, hedged);
  const perYear = track.periodsPerYear / (hedged.length - 1);
  return {
    betaBefore,
    betaAfter,
    varianceReduction: 1 - deviations.syy / deviations.sxx,
    volatilityBefore: Math.sqrt(deviations.sxx * perYear),
    volatilityAfter: Math.sqrt(deviations.syy * perYear),
    trackingError: Math.sqrt(fitLine(benchmark, difference).syy * perYear),
    maximumDrawdownBefore: maximumDrawdown(track.unhedged),
    maximumDrawdownAfter: maximumDrawdown(track.hedged),
    ...track.totals,
  };
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
