import { driftLine, innovation, innovationVariance, mergeLine, unknownLine } from '../kernel/driftingLine.ts';
import { exp } from '../kernel/exp.ts';
import { log } from '../kernel/log.ts';
import { nelderMead } from '../kernel/nelderMead.ts';

/** Variances of a regression whose coefficients move. */
export interface KalmanNoise {
  /** Of the step that alpha takes from one period to the next; 0: it stays. */
  readonly alphaStepVariance: number;
  /** Of the step that beta takes; 0: it stays. */
  readonly betaStepVariance: number;
  /** Of the asset's return about the line. */
  readonly observationVariance: number;
}

/** The noise of the largest likelihood, or why there is none. */
export type KalmanNoiseFit =
  | { readonly outcome: 'ok'; readonly noise: KalmanNoise; readonly evaluations: number }
  | { readonly outcome: 'not_converged' | 'no_observation_noise' };

// A likelihood that still rises where a coefficient's step has 1e8 times the variance of the observations has
// no maximum: log 1e8.
const LARGEST = 18.420680743952367;
// Logarithms of 1e-4, 1e-2 and 1: where searches begin.
const STARTS = [-9.2, -4.6, 0];
// In units of the log-likelihood: a step variance that gains less is 0.
const SMALLEST_GAIN = 1e-6;

/**
 * The noise that makes the observations likeliest, after an exact diffuse start. Once the ratios of the step
 * variances to the observation variance are given, the latter has its maximum in closed form; the ratios are
 * searched in their logarithms, with either and with both at 0, where the likelihood of a coefficient that
 * stays has its maximum. Of equals the simplest is taken.
 *
 * The likelihood may have more maxima than one, and towards ratios of 0 it has plateaus, on which a simplex
 * dies: a search begins at several ratios, both together beside the best of either alone, and the best of the
 * rough answers is refined.
 *
 * Columns are less their anchors, see `driftLine`; `size` is the mean square of the benchmark's returns, which
 * makes beta's ratio free of scale.
 */
export function fitKalmanNoise(
  x: Float64Array,
  y: Float64Array,
  origin: number,
  size: number,
  maximumEvaluations: number,
): KalmanNoiseFit {
  let best = profileLikelihood(x, y, origin, 0, 0);
  let outcome: KalmanNoiseFit['outcome'] = 'ok';
  let evaluations = 1;
  /** Where the searches of one variable ended. */
  const alone: number[] = [];
  for (const moving of ['beta', 'alpha', 'both'] as const) {
    const profile = ([first, second]: readonly number[]): Profile =>
      profileLikelihood(
        x,
        y,
        origin,
        moving === 'beta' ? 0 : exp(first!),
        moving === 'alpha' ? 0 : exp((moving === 'both' ? second : first)!) / size,
      );
    const cost = (point: readonly number[]): number =>
      point.some((logarithm) => logarithm > LARGEST) ? Infinity : -profile(point).logLikelihood;

    const starts =
      moving === 'both'
        ? [...STARTS.map((a) => [a, alone[0]!]), ...STARTS.map((b) => [alone[1]!, b])]
        : STARTS.map((a) => [a]);
    const rough = starts.map((start) => nelderMead(cost, start, 1, 0.1, maximumEvaluations));
    const nearest = rough.reduce((a, b) => (b.value < a.value ? b : a));
    const found = nelderMead(cost, nearest.point, 0.1, 1e-7, maximumEvaluations);
    evaluations += rough.reduce((sum, search) => sum + search.evaluations, found.evaluations);
    if (!found.converged) return { outcome: 'not_converged' };
    if (moving !== 'both') alone.push(found.point[0]!);
    if (!(-found.value > best.logLikelihood + SMALLEST_GAIN)) continue;
    best = profile(found.point);
    outcome = found.point.some((logarithm) => logarithm > LARGEST - 1) ? 'no_observation_noise' : 'ok';
  }
  if (outcome !== 'ok') return { outcome };
  const { observationVariance, alphaRatio, betaRatio } = best;
  const noise = {
    alphaStepVariance: alphaRatio * observationVariance,
    betaStepVariance: betaRatio * observationVariance,
    observationVariance,
  };
  return { outcome, noise, evaluations };
}

interface Profile {
  readonly logLikelihood: number;
  readonly observationVariance: number;
  readonly alphaRatio: number;
  readonly betaRatio: number;
}

/** The largest log-likelihood, but for a constant, over all observation variances at these ratios. */
function profileLikelihood(
  x: Float64Array,
  y: Float64Array,
  origin: number,
  alphaRatio: number,
  betaRatio: number,
): Profile {
  const line = unknownLine();
  let squares = 0;
  let logarithms = 0;
  // The variances are 1 and above: so many are multiplied before their logarithm is taken.
  let product = 1;
  let count = 0;
  for (let t = 0; t < x.length; t++) {
    if (t > 0) driftLine(line, alphaRatio, betaRatio, origin);
    const error = innovation(line, x[t]!, y[t]!);
    if (!Number.isFinite(error)) continue;
    const variance = innovationVariance(line, x[t]!, 1);
    mergeLine(line, 1, x[t]!, y[t]!, 0, 0);
    if (variance === Infinity) continue;
    squares += (error * error) / variance;
    product *= variance;
    count++;
    if (product > 1e100) {
      logarithms += log(product);
      product = 1;
    }
  }
  const observationVariance = squares / count;
  const logLikelihood = -0.5 * (count * log(observationVariance) + logarithms + log(product));
  return { logLikelihood, observationVariance, alphaRatio, betaRatio };
}
