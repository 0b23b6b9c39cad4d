import {
  readInteger,
  readList,
  readNonNegative,
  readObject,
  readOneOf,
  readText,
  refuse,
} from '../foundation/checks.ts';
import type { Interval } from '../foundation/interval.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { criticalT, intervalAround } from '../kernel/inference.ts';
import type { PolicyBand, RebalancePolicy } from '../rebalance/rebalancePolicy.ts';
import { simpleReturns } from '../returns/simpleReturns.ts';
import type { ReplayBetas } from './betaColumns.ts';
import { readStrategy } from './replayHedge.ts';
import { readMarket } from './replayOptions.ts';
import type { Market, ReplayInstrument, ReplayMarket } from './replayOptions.ts';
import { squaresAbout } from './replaySummary.ts';
import type { HedgePath } from './simulateHedgePath.ts';
import { walk } from './walk.ts';
import type { BandContext, Strategy, WalkFailure, WalkTotals } from './walk.ts';

/** A policy to be compared. */
export interface PolicyCandidate {
  /** Of its own. */
  readonly name: string;
  /** As of `replayHedge`. */
  readonly policy: RebalancePolicy;
  /** Required where the policy's band is null, absent else. The path is there for its true volatility and betas. */
  readonly bandAt?: ((context: BandContext, path: HedgePath) => PolicyBand) | undefined;
}

/** What `comparePolicies` takes. */
export interface ComparePoliciesOptions {
  /** As of `simulateHedgePaths`: taken one at a time, once. */
  readonly paths: Iterable<HedgePath>;
  /** Which of the prices is the benchmark. */
  readonly benchmark: string;
  /** What is held from start to end: signed coins. */
  readonly book: ReplayMarket['book'];
  /** Money beside the book. */
  readonly cash: number;
  /** What the hedge is traded in; columns of funding and impact are those of every path. */
  readonly hedges: readonly ReplayInstrument[];
  /** What the policies know: the betas of the path, or estimates. */
  readonly betas: { readonly kind: 'true' } | Exclude<ReplayBetas, { readonly kind: 'given' }>;
  /** Bars a year. */
  readonly periodsPerYear: number;
  /** All of them run on each path: common random numbers. */
  readonly candidates: readonly PolicyCandidate[];
  /** Name of the one that objectives are compared with. */
  readonly reference: string;
  /** What a squared distance from the target costs a year, as a fraction of capital per squared beta: that of bands. */
  readonly penaltyPerYear: number;
  /** Bars after the first decision that are not counted: the entry, which is the same for all. */
  readonly settlingBars: number;
  /** Of the worst returns whose mean is the expected shortfall, e.g. 0.05. */
  readonly shortfallProbability: number;
  /** Of the intervals of differences, e.g. 0.99. */
  readonly confidenceLevel: number;
}

/** A mean over paths. */
export interface PathMean {
  /** Over the paths. */
  readonly mean: number;
  /** Of the mean: the deviation over paths by the root of their number. */
  readonly standardError: number;
}

/** How an objective differs from the reference's, path by path. */
export interface PairedDifference extends PathMean {
  /** Student's, at the confidence level asked for: below 0 throughout, and the policy is better. */
  readonly interval: Interval;
}

/** What a policy did over all paths. Fractions are of capital. */
export interface PolicyFigures {
  /** Of the candidate. */
  readonly name: string;
  /** Annualised standard deviation of the hedged return less the target times the benchmark's. */
  readonly trackingError: PathMean;
  /** Over bars, of the exposure's distance from the target by the true betas: squared beta. */
  readonly meanSquareDeviation: PathMean;
  /** The largest such distance of a path. */
  readonly largestDeviation: PathMean;
  /** Mean loss, beside the target times the benchmark's return, of the worst bars of a path, above 0 for a loss. */
  readonly expectedShortfall: PathMean;
  /** Exposure traded a year, in betas. */
  readonly turnoverPerYear: PathMean;
  /** Orders filled a year. */
  readonly tradesPerYear: PathMean;
  /** Fees, spreads and impact a year. */
  readonly costPerYear: PathMean;
  /** Received a year, below 0 where paid; in no objective. */
  readonly fundingPerYear: PathMean;
  /** `penaltyPerYear` times the mean square deviation, and the cost a year: what a derived band makes least. */
  readonly objectivePerYear: PathMean;
  /** Of the objective from the reference's; null of the reference itself. */
  readonly difference: PairedDifference | null;
}

/** Policies compared. */
export interface PolicyComparison {
  readonly status: 'ok';
  /** How many came. */
  readonly paths: number;
  /** In the order of the candidates. */
  readonly policies: readonly PolicyFigures[];
  /** Names of those that no other beats in both tracking error and cost, by rising cost. */
  readonly frontier: readonly string[];
}

/** `ok`; fewer than 2 paths, or a path of too few bars; or a path on which a policy could not go on. */
export type ComparePoliciesResult =
  | PolicyComparison
  | InsufficientData
  | (Degenerate<WalkFailure> & {
      /** Of the policy. */
      readonly policy: string;
      /** Seed of the path. */
      readonly seed: number;
      /** Whose estimate or hedge failed; null for wealth. */
      readonly symbol: string | null;
      /** Of the bar. */
      readonly timestamp: number;
    });

const CALLER = 'comparePolicies';

/** What is averaged over paths, in the order of a row. */
const MEASURES = [
  'trackingError',
  'meanSquareDeviation',
  'largestDeviation',
  'expectedShortfall',
  'turnoverPerYear',
  'tradesPerYear',
  'costPerYear',
  'fundingPerYear',
  'objectivePerYear',
] as const;
const OBJECTIVE = 8;

/**
 * Policies on the same simulated paths: what each tracks, what it costs, and which is better by how much.
 *
 * **Formula**: each path is replayed under each policy, as by `replayHedge`: decided at a bar, filled at the next. Distances
 * from the target are by the path's true betas, whatever the policies know. Objective = penalty x mean square of the
 * distance + costs a year; a bar's square is the mean of those at its ends. Means over paths with their standard errors;
 * differences from the reference are path by path, which takes out what all policies have in common.
 * **Inputs**: exposure in beta of capital; `penaltyPerYear` = half of relative risk aversion times the benchmark's variance
 * a year, as for `proportionalCostBand` in these units.
 * **Result**: `ok`; `insufficient_data` (fewer than 2 paths, or fewer than 3 bars counted); `degenerate` as `replayHedge`,
 * with the policy and the path's seed.
 * **Errors**: as `replayHedge`; `market.inconsistent` (two candidates of one name), `domain.not_one_of` (no such reference).
 * **Accuracy**: of chance: see the standard errors. The same bits on every engine.
 * **Cost**: 0.1 us a bar and policy, and 5 us a trade; memory of one path. A book that grows beside cash that does not may
 * exhaust its wealth on a path, since the hedge then is larger than the capital: more cash, or shorter paths.
 *
 * @example
 * ```ts
 * import { orThrow } from 'betahedge';
 * import { parseMarket } from 'betahedge/instruments';
 * import { comparePolicies, simulateHedgePaths } from 'betahedge/simulation';
 *
 * const instrument = parseMarket({
 *   symbol: 'BTC/USDT:USDT', base: 'BTC', quote: 'USDT', settle: 'USDT', type: 'swap', linear: true,
 *   inverse: false, contractSize: 1, precision: { amount: 0.001, price: 0.1 },
 * });
 * const policy = (halfWidth: number, landing: number) => ({
 *   policyVersion: '1', exposureUnit: 'beta of capital', target: 0, band: { halfWidth, landing },
 *   hardLimit: null, cooldownMs: 0, maximumAgeMs: null, settlementLagMs: 0, degradedBandFactor: 1, limits: {},
 * });
 * const { policies } = orThrow(comparePolicies({
 *   paths: simulateHedgePaths({
 *     seed: 1, paths: 50, bars: 400, startTimestamp: 0, intervalMs: 86_400_000, periodsPerYear: 365,
 *     benchmark: {
 *       symbol: 'BTC', price: 40_000, driftPerYear: 0, volatility: 0.6, volatilityOfVolatility: 0.3,
 *       volatilityReversionPerYear: 5, jumpsPerYear: 0, jumpMean: 0, jumpDeviation: 0,
 *     },
 *     assets: [
 *       {
 *         symbol: 'ETH', price: 2500, beta: 1.2, betaVolatilityPerSqrtYear: 0.3, betaReversionPerYear: 2,
 *         residualVolatility: 0.5,
 *       },
 *     ],
 *     residualCorrelation: 0,
 *   }),
 *   benchmark: 'BTC',
 *   book: [{ symbol: 'ETH', quantity: 400 }],
 *   cash: 3_000_000,
 *   hedges: [{ instrument, priceSymbol: 'BTC', share: 1, costs: { feeRate: 0.0005, halfSpread: 0.00005 } }],
 *   betas: { kind: 'true' },
 *   periodsPerYear: 365,
 *   candidates: [
 *     { name: 'to the edge', policy: policy(0.02, 0.02) },
 *     { name: 'to the target', policy: policy(0.02, 0) },
 *   ],
 *   reference: 'to the edge',
 *   penaltyPerYear: 0.5 * 3 * 0.6 ** 2,
 *   settlingBars: 30,
 *   shortfallProbability: 0.05,
 *   confidenceLevel: 0.99,
 * }));
 * const { difference } = policies[1]!;
 * console.log(difference !== null && difference.interval.lower > 0); // true
 * ```
 */
export function comparePolicies(options: ComparePoliciesOptions): ComparePoliciesResult {
  readObject(CALLER, options, '');
  const { paths } = options;
  if (typeof (paths as Partial<Iterable<HedgePath>> | null | undefined)?.[Symbol.iterator] !== 'function')
    refuse('shape.wrong_type', CALLER, 'paths', 'an iterable of paths', paths);
  const contest = readContest(options);
  const { candidates, reference } = contest;
  const means = candidates.map(() => MEASURES.map(startMean));
  const differences = candidates.map(startMean);
  let count = 0;
  for (const path of paths) {
    const at = `paths[${count}]`;
    const market = readPath(options, path, at);
    const bars = market.timestamps.length;
    const required = market.first + contest.settlingBars + 4;
    if (bars < required) return { status: 'insufficient_data', required, observed: bars };
    count++;
    const hedged = new Float64Array(bars - market.first);
    const benchmark = simpleReturns({
      prices: market.benchmarkPrices.subarray(market.first + contest.settlingBars),
    });
    const objectives: number[] = [];
    for (let i = 0; i < candidates.length; i++) {
      const { name, strategyOn } = candidates[i]!;
      const watchers = { onStep: null, onFill: null, countFrom: contest.settlingBars, hedged, columns: null };
      const walked = walk(market, strategyOn(path), watchers);
      if ('reason' in walked) return { status: 'degenerate', policy: name, seed: path.seed, ...walked };
      const row = measure(
        contest,
        walked,
        hedged.subarray(contest.settlingBars),
        benchmark,
        candidates[i]!.target,
      );
      row.forEach((value, m) => {
        addTo(means[i]![m]!, value, count);
      });
      objectives.push(row[OBJECTIVE]!);
    }
    objectives.forEach((objective, i) => {
      addTo(differences[i]!, objective - objectives[reference]!, count);
    });
  }
  if (count < 2) return { status: 'insufficient_data', required: 2, observed: count };

  const quantile = criticalT(contest.confidenceLevel, count - 1);
  const policies = candidates.map(({ name }, i): PolicyFigures => {
    const entries = MEASURES.map((measureName, m) => [measureName, meanOf(means[i]![m]!, count)] as const);
    const figures = Object.fromEntries(entries) as Record<(typeof MEASURES)[number], PathMean>;
    if (i === reference) return { name, ...figures, difference: null };
    const apart = meanOf(differences[i]!, count);
    const interval = intervalAround(apart.mean, quantile * apart.standardError);
    return { name, ...figures, difference: { ...apart, interval } };
  });
  return { status: 'ok', paths: count, policies, frontier: frontierOf(policies) };
}

interface Candidate {
  readonly name: string;
  readonly target: number;
  readonly strategyOn: (path: HedgePath) => Strategy;
}

/** The options that are the same on all paths. */
interface Contest {
  readonly candidates: readonly Candidate[];
  /** Index of the candidate. */
  readonly reference: number;
  readonly penalty: number;
  readonly settlingBars: number;
  readonly shortfall: number;
  readonly confidenceLevel: number;
  readonly periodsPerYear: number;
}

function readContest(options: ComparePoliciesOptions): Contest {
  const names: string[] = [];
  const candidates = readList(CALLER, options, 'candidates').map((entry, i): Candidate => {
    const at = `candidates[${i}]`;
    const fields = readObject(CALLER, entry, at);
    const name = readText(CALLER, fields, 'name', at);
    if (names.includes(name)) refuse('market.inconsistent', CALLER, `${at}.name`, 'a name of its own', name);
    names.push(name);
    const candidate = options.candidates[i]!;
    const { policy, bandAt } = readStrategy(CALLER, candidate, at);
    if (bandAt === null) return { name, target: policy.target, strategyOn: () => ({ policy, bandAt }) };
    const call = candidate.bandAt!;
    return {
      name,
      target: policy.target,
      strategyOn: (path) => ({ policy, bandAt: (context) => call(context, path) }),
    };
  });
  return {
    candidates,
    reference: names.indexOf(readOneOf(CALLER, options, 'reference', names)),
    penalty: readNonNegative(CALLER, options, 'penaltyPerYear'),
    settlingBars: readInteger(CALLER, options, 'settlingBars', 1),
    shortfall: readShare(options, 'shortfallProbability'),
    confidenceLevel: readShare(options, 'confidenceLevel'),
    periodsPerYear: options.periodsPerYear,
  };
}

function readShare(
  options: ComparePoliciesOptions,
  field: 'shortfallProbability' | 'confidenceLevel',
): number {
  const value = readNonNegative(CALLER, options, field);
  return value > 0 && value < 1
    ? value
    : refuse('domain.out_of_range', CALLER, field, 'between 0 and 1', value);
}

function readPath(options: ComparePoliciesOptions, path: HedgePath, at: string): Market {
  readObject(CALLER, path, at);
  readObject(CALLER, path.betas, `${at}.betas`);
  const { benchmark, book, cash, hedges, periodsPerYear } = options;
  const { timestamps, prices, betas } = path;
  const known = readObject(CALLER, options.betas, 'betas');
  const isTrue = readOneOf(CALLER, known, 'kind', ['true', 'rolling', 'estimate'], 'betas') === 'true';
  const given: ReplayBetas = isTrue ? { kind: 'given', columns: betas } : (options.betas as ReplayBetas);
  const market = { timestamps, prices, benchmark, book, cash, hedges, betas: given, periodsPerYear };
  return readMarket(CALLER, market, betas);
}

/** A row of `MEASURES`. */
function measure(
  { penalty, periodsPerYear, shortfall }: Contest,
  totals: WalkTotals,
  hedged: Float64Array,
  benchmark: Float64Array,
  target: number,
): readonly number[] {
  const returns = simpleReturns({ prices: hedged });
  const n = returns.length;
  const perYear = periodsPerYear / n;
  const square = totals.squaredDeviations / n;
  const cost = totals.costs * perYear;
  const tracking = returns.map((value, t) => value - target * benchmark[t]!).sort();
  const worst = tracking.subarray(0, Math.ceil(shortfall * n));
  return [
    Math.sqrt((squaresAbout(returns, benchmark, target) * periodsPerYear) / (n - 1)),
    square,
    totals.largestDeviation,
    -worst.reduce((sum, value) => sum + value, 0) / worst.length,
    totals.turnover * perYear,
    totals.trades * perYear,
    cost,
    totals.funding * perYear,
    penalty * square + cost,
  ];
}

/** A mean and sum of squares about it, as they grow (Welford). */
interface RunningMean {
  mean: number;
  squares: number;
}

function startMean(): RunningMean {
  return { mean: 0, squares: 0 };
}

function addTo(running: RunningMean, value: number, count: number): void {
  const before = value - running.mean;
  running.mean += before / count;
  running.squares += before * (value - running.mean);
}

function meanOf({ mean, squares }: RunningMean, count: number): PathMean {
  return { mean: mean + 0, standardError: Math.sqrt(squares / (count - 1) / count) };
}

function frontierOf(policies: readonly PolicyFigures[]): readonly string[] {
  const beats = (a: PolicyFigures, b: PolicyFigures): boolean => {
    const [error, cost] = [
      a.trackingError.mean - b.trackingError.mean,
      a.costPerYear.mean - b.costPerYear.mean,
    ];
    return error <= 0 && cost <= 0 && (error < 0 || cost < 0);
  };
  return policies
    .filter((policy) => !policies.some((other) => beats(other, policy)))
    .sort((a, b) => a.costPerYear.mean - b.costPerYear.mean)
    .map(({ name }) => name);
}
