import {
  isAbsent,
  readFinite,
  readList,
  readNonNegative,
  readObject,
  readOneOf,
  readText,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { readSymmetric } from '../foundation/matrix.ts';
import { compensatedSum } from '../kernel/compensatedSum.ts';
import { isSemidefinite } from '../kernel/semidefinite.ts';
import { readVolatility } from '../options/europeanOption.ts';

/** What the hedge is, and the benchmark that it is in. */
interface HedgedIn {
  /** Of the benchmark's return, a year, as a fraction. */
  readonly benchmarkVolatility: number;
  /** What the hedge is settled in: a `linear` one's dollars move with the price, those of `inverse` contracts do not. */
  readonly hedgeSettlement: 'linear' | 'inverse';
  /**
   * Inverse contracts only, and required there: whether the coins of the margin account, unrealised profit included,
   * are counted in the exposure (by `sizeBetaHedge` they are). Then the account as a whole moves as a linear hedge.
   */
  readonly coinEquity?: 'counted' | 'not_counted' | undefined;
}

/** One asset and its hedge. */
export interface AssetDriftOptions extends HedgedIn {
  /** Of the position, signed, in numeraire. */
  readonly value: number;
  /** To the benchmark. */
  readonly beta: number;
  /** Standard deviation of what the beta itself moves by in a year; 0 for a beta that stays. */
  readonly betaVolatilityPerSqrtYear: number;
  /** Of the asset's return without its beta times the benchmark's, a year. */
  readonly residualVolatility: number;
  /** Of the other form. */
  readonly positions?: undefined;
}

/** A position of a book. */
export interface DriftPosition {
  /** For the reader. */
  readonly symbol?: string | undefined;
  /** Signed, in numeraire. */
  readonly value: number;
  /** To the benchmark. */
  readonly beta: number;
  /** Standard deviation of what the beta itself moves by in a year; not where `betaDriftCovariance` is given. */
  readonly betaVolatilityPerSqrtYear?: number | undefined;
}

/** A book and its hedge. */
export interface BookDriftOptions extends HedgedIn {
  /** What is hedged, without the hedge. */
  readonly positions: readonly DriftPosition[];
  /** Of the residual returns, a year, in the order of the positions. */
  readonly residualCovariance: readonly ArrayLike<number>[];
  /** Of what the betas move by in a year, in the order of the positions; left out: they move independently. */
  readonly betaDriftCovariance?: readonly ArrayLike<number>[] | undefined;
  /** Of the other form. */
  readonly value?: undefined;
}

/** What `betaHedgeDriftVariance` takes: one asset or a book. */
export type BetaHedgeDriftVarianceOptions = AssetDriftOptions | BookDriftOptions;

/** How fast the dollar beta of a hedged book runs away from 0, and by what. */
export interface BetaHedgeDriftVariance {
  /** The sum of the three parts, squared numeraire a year: what bands take. */
  readonly driftVariancePerYear: number;
  /** Its square root: numeraire per square root of a year. */
  readonly driftVolatilityPerSqrtYear: number;
  /** By the benchmark: positions of beta other than 1 grow faster or slower than what hedges them. */
  readonly benchmarkVariancePerYear: number;
  /** By returns of the assets that are not the benchmark's. */
  readonly residualVariancePerYear: number;
  /** By betas that move. */
  readonly betaVariancePerYear: number;
}

const CALLER = 'betaHedgeDriftVariance';

/**
 * The variance a year of the dollar beta of a book whose hedge is left alone: what the width of a rebalancing band
 * goes by.
 *
 * **Formula**: the dollar beta of the book, sum of V b, is sold in the benchmark; then
 * dx = sum of V b (b - c) dm + sum of V b de + sum of V db, so that the variance a year is
 * (sum of V b (b - c))^2 s_m^2 + sum of V_i b_i S_ij V_j b_j + sum of V_i Q_ij V_j, V values, b betas, S
 * `residualCovariance`, Q `betaDriftCovariance`; c = 1 for a hedge whose dollars move with the benchmark (a linear
 * contract held, an inverse one with the account's coins counted), 0 for inverse contracts alone. One asset:
 * V^2 (b^2 (b - c)^2 s_m^2 + b^2 s_e^2 + s_b^2).
 * **Inputs**: values of spot and linear positions (an option's delta moves by its gamma too, which is not in here), the
 * hedge of beta 1 and not among them; volatilities and covariances a year. Target 0; betas that move independently of
 * all returns.
 * **Result**: numeraire squared a year: dollars of exposure to the benchmark. A book is not one asset of its beta: the
 * residuals of high betas weigh more, and on 2021's altcoins the one-asset form has three quarters of the variance.
 * **Errors**: `shape.*` (`wrong_type`: both forms, or both of the betas' volatilities and covariance), `domain.*`
 * (`not_covariance`), `market.inconsistent` (`coinEquity` of a linear hedge), `unit.suspicious` (a volatility above 10,
 * a beta beyond 25).
 * **Accuracy**: 1e-15 of the sum of absolute terms; a permuted book gives the same bits.
 * **Cost**: O(n^2 log n), and n^3 / 3 to check the covariances.
 * **Source**: Ito's formula on the product of value and beta.
 *
 * @example
 * ```ts
 * import { betaHedgeDriftVariance } from 'betahedge/rebalance';
 *
 * const drift = betaHedgeDriftVariance({
 *   positions: [
 *     { symbol: 'ETH', value: 600_000, beta: 1.1, betaVolatilityPerSqrtYear: 0.2 },
 *     { symbol: 'SOL', value: 400_000, beta: 1.4, betaVolatilityPerSqrtYear: 0.5 },
 *   ],
 *   benchmarkVolatility: 0.6,
 *   residualCovariance: [
 *     [0.16, 0.06],
 *     [0.06, 0.49],
 *   ],
 *   hedgeSettlement: 'linear',
 * });
 * console.log(drift.driftVolatilityPerSqrtYear.toFixed(0)); // 593623
 * ```
 */
export function betaHedgeDriftVariance(options: BetaHedgeDriftVarianceOptions): BetaHedgeDriftVariance {
  readObject(CALLER, options, '');
  const benchmarkVolatility = readVolatility(CALLER, options, 'benchmarkVolatility', true);
  const growth = readGrowth(options);
  const { values, betas, residual, drift } = isAbsent(options, 'positions')
    ? readAsset(options as AssetDriftOptions)
    : readBook(options as BookDriftOptions);
  const dollarBetas = values.map((value, i) => value * betas[i]!);
  const loading = canonicalSum(dollarBetas.map((dollars, i) => dollars * (betas[i]! - growth)));
  const moved = loading * benchmarkVolatility;
  const parts = [moved * moved, quadraticForm(residual, dollarBetas), quadraticForm(drift, values)] as const;
  const total = parts[0] + parts[1] + parts[2];
  if (!Number.isFinite(total))
    refuse('domain.out_of_range', CALLER, 'positions', 'closer to 1 in scale, to have a variance', total);
  return {
    driftVariancePerYear: total,
    driftVolatilityPerSqrtYear: Math.sqrt(total),
    benchmarkVariancePerYear: parts[0],
    residualVariancePerYear: parts[1],
    betaVariancePerYear: parts[2],
  };
}

/** What of the benchmark's return the dollars of the hedge take part in. */
function readGrowth(options: BetaHedgeDriftVarianceOptions): 0 | 1 {
  const field = 'coinEquity';
  if (readOneOf(CALLER, options, 'hedgeSettlement', ['linear', 'inverse']) === 'inverse')
    return readOneOf(CALLER, options, field, ['counted', 'not_counted']) === 'counted' ? 1 : 0;
  if (!isAbsent(options, field))
    refuse('market.inconsistent', CALLER, field, 'absent of a linear hedge', options.coinEquity);
  return 1;
}

interface Book {
  readonly values: readonly number[];
  readonly betas: readonly number[];
  readonly residual: readonly ArrayLike<number>[];
  readonly drift: readonly ArrayLike<number>[];
}

function readAsset(options: AssetDriftOptions): Book {
  const value = readFinite(CALLER, options, 'value');
  const beta = readBeta(options);
  const drift = readNonNegative(CALLER, options, 'betaVolatilityPerSqrtYear');
  const residual = readVolatility(CALLER, options, 'residualVolatility', true);
  return { values: [value], betas: [beta], residual: [[residual * residual]], drift: [[drift * drift]] };
}

function readBook(options: BookDriftOptions): Book {
  if (!isAbsent(options, 'value'))
    refuse('shape.wrong_type', CALLER, 'value', 'absent where positions are given', options.value);
  const given = !isAbsent(options, 'betaDriftCovariance');
  const values: number[] = [];
  const betas: number[] = [];
  const drifts: number[] = [];
  readList(CALLER, options, 'positions').forEach((entry, i) => {
    const at = `positions[${i}]`;
    const position = readObject(CALLER, entry, at);
    if (!isAbsent(position, 'symbol')) readText(CALLER, position, 'symbol', at);
    values.push(readFinite(CALLER, position, 'value', at));
    betas.push(readBeta(position, at));
    const field = 'betaVolatilityPerSqrtYear';
    if (!given) drifts.push(readNonNegative(CALLER, position, field, at));
    else if (!isAbsent(position, field)) {
      const expected = 'absent where betaDriftCovariance is given';
      refuse('shape.wrong_type', CALLER, `${at}.${field}`, expected, position[field]);
    }
  });
  const n = values.length;
  return {
    values,
    betas,
    residual: readCovariance(options, 'residualCovariance', n),
    drift: given
      ? readCovariance(options, 'betaDriftCovariance', n)
      : drifts.map((own, i) => drifts.map((_, j) => (i === j ? own * own : 0))),
  };
}

/** A beta beyond any asset's comes of one series in per cent and the other in fractions. */
function readBeta(source: object, at?: string): number {
  const beta = readFinite(CALLER, source, 'beta', at);
  const path = at === undefined ? 'beta' : `${at}.beta`;
  return refuseSuspicious(CALLER, path, beta, 25, 'within 25 (is one series in per cent?)');
}

function readCovariance(options: BookDriftOptions, field: string, size: number): readonly Float64Array[] {
  const rows = readSymmetric(CALLER, options, field, 'domain.not_covariance', size);
  const scales = rows.map((row, i) => {
    const path = `${field}[${i}][${i}]`;
    if (row[i]! < 0) refuse('domain.negative', CALLER, path, 'zero or positive', row[i]);
    return Math.sqrt(row[i]!) || 1;
  });
  const correlations = rows.map((row, i) => row.map((entry, j) => entry / scales[i]! / scales[j]!));
  if (!isSemidefinite(correlations, 1e-10))
    refuse('domain.not_covariance', CALLER, field, 'positive semidefinite', rows);
  return rows;
}

/** What rounding or a tolerated asymmetry leaves below 0 of a singular covariance is 0. */
function quadraticForm(rows: readonly ArrayLike<number>[], weights: readonly number[]): number {
  const terms = rows.flatMap((row, i) => Array.from(row, (entry, j) => entry * (weights[i]! * weights[j]!)));
  return Math.max(canonicalSum(terms), 0);
}

/** In order of size, which is one order for all orders of the book. */
function canonicalSum(terms: readonly number[]): number {
  return compensatedSum(Float64Array.from(terms).sort()) + 0;
}
