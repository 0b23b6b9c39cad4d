import { describe, expect, it } from 'vitest';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { fixedCostBand } from '../../src/rebalance/fixedCostBand.ts';
import { proportionalCostBand } from '../../src/rebalance/proportionalCostBand.ts';
import type { RebalancePolicy } from '../../src/rebalance/rebalancePolicy.ts';
import { comparePolicies } from '../../src/simulation/comparePolicies.ts';
import type {
  ComparePoliciesOptions,
  PathMean,
  PolicyCandidate,
  PolicyComparison,
  PolicyFigures,
} from '../../src/simulation/comparePolicies.ts';
import { replayHedge } from '../../src/simulation/replayHedge.ts';
import { simulateHedgePaths } from '../../src/simulation/simulateHedgePath.ts';
import type { HedgePath, SimulateHedgePathsOptions } from '../../src/simulation/simulateHedgePath.ts';
import type { BandContext } from '../../src/simulation/walk.ts';
import { expectRefusal } from '../errors.ts';
import { linearMarket } from '../instruments/markets.ts';

const linear = parseMarket({
  ...linearMarket,
  symbol: 'BTC/USDT:USDT',
  base: 'BTC',
  precision: { amount: 0.0001, price: 0.1 },
  limits: {},
});
const policy = (halfWidth: number, landing: number): RebalancePolicy => ({
  policyVersion: '1',
  exposureUnit: 'beta of capital',
  target: 0,
  band: { halfWidth, landing },
  hardLimit: null,
  cooldownMs: 0,
  maximumAgeMs: null,
  settlementLagMs: 0,
  degradedBandFactor: 1,
  limits: {},
});
const day = 86_400_000;
const model: SimulateHedgePathsOptions = {
  seed: 100,
  paths: 40,
  bars: 250,
  startTimestamp: 0,
  intervalMs: day,
  periodsPerYear: 365,
  benchmark: {
    symbol: 'BTC',
    price: 40_000,
    driftPerYear: 0,
    volatility: 0.6,
    volatilityOfVolatility: 0.3,
    volatilityReversionPerYear: 5,
    jumpsPerYear: 3,
    jumpMean: -0.03,
    jumpDeviation: 0.04,
  },
  assets: [
    {
      symbol: 'ETH',
      price: 2500,
      beta: 1.2,
      betaVolatilityPerSqrtYear: 0.5,
      betaReversionPerYear: 3,
      residualVolatility: 0.5,
    },
    {
      symbol: 'SOL',
      price: 100,
      beta: 1.4,
      betaVolatilityPerSqrtYear: 0.8,
      betaReversionPerYear: 3,
      residualVolatility: 0.7,
    },
  ],
  residualCorrelation: 0.3,
};
const edge: PolicyCandidate = { name: 'edge', policy: policy(0.08, 0.08) };
const centre: PolicyCandidate = { name: 'centre', policy: policy(0.1, 0) };
const never: PolicyCandidate = { name: 'never', policy: policy(1000, 1000) };
const fundingRates = { timestamps: [day * 60.5, day * 90.5], rates: [0.01, 0.02] };
const costs = { feeRate: 0.0005, halfSpread: 0.0002 };
const base: Omit<ComparePoliciesOptions, 'paths'> = {
  benchmark: 'BTC',
  book: [
    { symbol: 'ETH', quantity: 400 },
    { symbol: 'SOL', quantity: 10_000 },
  ],
  cash: 2_000_000,
  hedges: [{ instrument: linear, priceSymbol: 'BTC', share: 1, fundingRates, costs }],
  betas: { kind: 'true' },
  periodsPerYear: 365,
  candidates: [edge, centre, never],
  reference: 'edge',
  penaltyPerYear: 0.5,
  settlingBars: 30,
  shortfallProbability: 0.05,
  confidenceLevel: 0.99,
};

function compare(
  change: Partial<ComparePoliciesOptions> = {},
  paths: Iterable<HedgePath> = simulateHedgePaths(model),
): PolicyComparison {
  const result = comparePolicies({ paths, ...base, ...change });
  if (result.status !== 'ok') throw new Error(JSON.stringify(result));
  return result;
}
const figuresOf = ({ policies }: PolicyComparison, name: string): PolicyFigures =>
  policies.find((figures) => figures.name === name)!;

describe('comparePolicies: the laws of bands', { timeout: 60_000 }, () => {
  // A benchmark that stands still, one asset of it that never moves either, and a beta that walks: the exposure of
  // capital is the walk itself, of variance 1 a year, e^2 a day.
  const e = Math.sqrt(1 / 365);
  const walks = (bars: number, paths: number): Iterable<HedgePath> =>
    simulateHedgePaths({
      ...model,
      seed: 5000,
      paths,
      bars,
      benchmark: { ...model.benchmark, volatility: 0, volatilityOfVolatility: 0, jumpsPerYear: 0 },
      assets: [
        {
          symbol: 'ETH',
          price: 100,
          beta: 0,
          betaVolatilityPerSqrtYear: 1,
          betaReversionPerYear: 0,
          residualVolatility: 0,
        },
      ],
    });
  const run = (candidates: PolicyCandidate[], bars: number, paths: number): PolicyComparison =>
    compare(
      {
        book: [{ symbol: 'ETH', quantity: 1_000_000 }],
        cash: 0,
        // So little that it takes nothing of the capital, and is counted all the same.
        hedges: [
          { instrument: linear, priceSymbol: 'BTC', share: 1, costs: { feeRate: 1e-9, halfSpread: 0 } },
        ],
        candidates,
        reference: candidates[0]!.name,
        settlingBars: 400,
      },
      walks(bars, paths),
    );
  /** Within 4 standard errors, and these small beside what is measured. */
  const expectFigure = ({ mean, standardError }: PathMean, expected: number): void => {
    expect(Math.abs(mean - expected)).toBeLessThan(4 * standardError);
    expect(standardError).toBeLessThan(0.02 * expected);
  };

  it('to the edge: turnover s^2 / 2h, variance h^2 / 3, looked at once a day and filled a day later', () => {
    const trigger = 0.15;
    const figures = run([{ name: 'edge', policy: policy(trigger, trigger) }], 8000, 40).policies[0]!;
    // Siegmund's correction by hand; the lag adds a day's variance to the square, since what is ordered is counted.
    const h = trigger + 0.5825971579390107 * e;
    expectFigure(figures.turnoverPerYear, 1 / (2 * h));
    expectFigure(
      figures.meanSquareDeviation,
      (h * h) / 3 + e * e * (0.25 + (0.6634768372520888 / 12) * (e / h)) + e * e,
    );
    expectFigure(figures.costPerYear, 1e-9 / (2 * h));
    expectFigure(figures.objectivePerYear, 0.5 * figures.meanSquareDeviation.mean);
  });

  it('to the target: trades s^2 / h^2, variance h^2 / 6', () => {
    const trigger = 0.25;
    const figures = run([{ name: 'centre', policy: policy(trigger, 0) }], 8000, 40).policies[0]!;
    const h = trigger + 0.5825971579390107 * e;
    const cycle = h * h + (e * e) / 4;
    expectFigure(figures.tradesPerYear, 1 / cycle);
    expectFigure(figures.turnoverPerYear, h / cycle);
    const fourth = cycle * cycle + e * e * cycle + 0.6634768372520888 * h * e ** 3;
    expectFigure(figures.meanSquareDeviation, fourth / cycle / 6 + e * e);
  });

  it('what the bands promise of themselves, the lag of a day beside', () => {
    const given = { driftVariancePerYear: 1, penaltyPerYear: 2, observationIntervalYears: 1 / 365 };
    const bands = [
      proportionalCostBand({ ...given, costPerUnit: 0.02 }),
      fixedCostBand({ ...given, fixedCost: 0.001 }),
    ];
    bands.forEach((band, i) => {
      const figures = run([{ name: 'band', policy: policy(band.halfWidth, band.landing) }], 8000, 30)
        .policies[0]!;
      expectFigure(figures.meanSquareDeviation, band.deviationVariance + e * e);
      expectFigure(figures.turnoverPerYear, band.turnoverPerYear!);
      if (i === 1) expectFigure(figures.tradesPerYear, band.tradesPerYear!);
    });
  });

  it('the derived band is the best edge, and its objective the one that it promises: nothing is tuned', () => {
    for (const costPerUnit of [0.002, 0.02]) {
      // Costs and penalty in the same tiny unit, so that they take nothing of the capital.
      const unit = 1e-6;
      const band = proportionalCostBand({
        driftVariancePerYear: 1,
        penaltyPerYear: 1,
        costPerUnit,
        observationIntervalYears: 1 / 365,
      });
      const factors = [1, 0.5, 0.7, 0.85, 1.15, 1.4, 2];
      const result = compare(
        {
          book: [{ symbol: 'ETH', quantity: 1_000_000 }],
          cash: 0,
          hedges: [
            {
              instrument: linear,
              priceSymbol: 'BTC',
              share: 1,
              costs: { feeRate: 0, halfSpread: costPerUnit * unit },
            },
          ],
          penaltyPerYear: unit,
          candidates: factors.map((factor) => ({
            name: String(factor),
            policy: policy(factor * band.halfWidth, factor * band.halfWidth),
          })),
          reference: '1',
          settlingBars: 400,
        },
        walks(8000, 30),
      );
      const own = result.policies[0]!.objectivePerYear;
      // The lag of a day adds its variance.
      expectFigure(
        { mean: own.mean / unit, standardError: own.standardError / unit },
        band.objectivePerYear + e * e,
      );
      for (const { difference } of result.policies.slice(1))
        // None is better by 1 %.
        expect(difference!.interval.lower).toBeGreaterThan(-0.01 * own.mean);
      // Those that are twice off are worse beyond chance.
      for (const name of ['0.5', '2'])
        expect(figuresOf(result, name).difference!.interval.lower).toBeGreaterThan(0.01 * own.mean);
    }
  });

  it('at equal variance the edge costs 29.3 % less than the centre', () => {
    // h^2 / 3 = H^2 / 6, each less what the looks take off.
    const h = 0.2;
    const slack = 0.5825971579390107 * e;
    const candidates = [
      { name: 'edge', policy: policy(h - slack, h - slack) },
      { name: 'centre', policy: policy(Math.SQRT2 * h - slack, 0) },
    ];
    const [near, far] = run(candidates, 8000, 40).policies as [PolicyFigures, PolicyFigures];
    const square = near.meanSquareDeviation.mean / far.meanSquareDeviation.mean;
    // Of the order of (e / h)^2 = 0.07 apart, of squares that a day's variance of the lag is added to.
    expect(Math.abs(square - 1)).toBeLessThan(0.03);
    const ratio = near.costPerYear.mean / far.costPerYear.mean;
    const error = Math.hypot(
      near.costPerYear.standardError / near.costPerYear.mean,
      far.costPerYear.standardError / far.costPerYear.mean,
    );
    // The centre's cycle is longer by e^2 / 4 of 2 h^2.
    const expected = Math.SQRT1_2 * (1 + (e * e) / 4 / (2 * h * h));
    expect(Math.abs(ratio - expected)).toBeLessThan(4 * error * ratio);
    expect(error).toBeLessThan(0.02);
  });
});

describe('comparePolicies: the figures', () => {
  it('of each path by hand, from its replay', () => {
    const paths = [...simulateHedgePaths({ ...model, paths: 3 })];
    const half = { name: 'half', policy: { ...policy(0.05, 0.05), target: 0.5 } };
    const candidates = [...base.candidates, half];
    const result = compare({ hedges: impacted, candidates }, paths);
    for (const { name, policy: rule } of candidates) {
      const rows = paths.map((path) => byHand(path, rule));
      const figures = figuresOf(result, name);
      for (const [measure, values] of Object.entries(columnsOf(rows))) {
        const { mean, standardError } = figures[measure as 'costPerYear'];
        const average = values.reduce((sum, value) => sum + value, 0) / 3;
        const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
        // Sums of 218 terms in another order.
        expect(mean, `${name} ${measure}`).toBeCloseTo(average, 12);
        expect(standardError, `${name} ${measure}`).toBeCloseTo(Math.sqrt(squares / 2 / 3), 12);
      }
    }
  });

  it('differences are path by path: their error is smaller than that of two samples', () => {
    const result = compare();
    const [first, second] = [figuresOf(result, 'edge'), figuresOf(result, 'centre')];
    expect(first.difference).toBeNull();
    const { mean, standardError, interval } = second.difference!;
    expect(mean).toBeCloseTo(second.objectivePerYear.mean - first.objectivePerYear.mean, 14);
    const apart = Math.hypot(first.objectivePerYear.standardError, second.objectivePerYear.standardError);
    expect(standardError).toBeLessThan(0.7 * apart);
    // t of 39 degrees of freedom at 99 %, from a table: 2.708.
    expect((interval.upper - mean) / standardError).toBeCloseTo(2.708, 3);
    expect((mean - interval.lower) / standardError).toBeCloseTo(2.708, 3);
  });

  it('a policy that is never used is no hedge: its tracking is the book itself, and costs nothing', () => {
    const figures = figuresOf(compare(), 'never');
    expect(figures).toMatchObject({
      turnoverPerYear: { mean: 0, standardError: 0 },
      tradesPerYear: { mean: 0, standardError: 0 },
      costPerYear: { mean: 0, standardError: 0 },
      fundingPerYear: { mean: 0, standardError: 0 },
    });
    const [path] = simulateHedgePaths({ ...model, paths: 1 });
    const wealth = path!.timestamps.map(
      (_, t) => 2_000_000 + 400 * path!.prices['ETH']![t]! + 10_000 * path!.prices['SOL']![t]!,
    );
    const returns = wealth.subarray(31).map((value, t) => value / wealth[30 + t]! - 1);
    const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
    const squares = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const alone = figuresOf(compare({}, [path!, path!]), 'never');
    expect(alone.trackingError.mean).toBeCloseTo(Math.sqrt((squares * 365) / (returns.length - 1)), 12);
  });

  it('the same policy twice does not differ', () => {
    const twin = { ...edge, name: 'twin' };
    const { difference } = figuresOf(compare({ candidates: [edge, twin] }), 'twin');
    expect(difference).toEqual({ mean: 0, standardError: 0, interval: { lower: 0, upper: 0 } });
  });

  it('candidates do not see each other: their order changes nothing of them', () => {
    const forwards = compare();
    const backwards = compare({ candidates: [...base.candidates].reverse() });
    expect([...backwards.policies].reverse()).toEqual(forwards.policies);
  });

  it('the frontier: all that nothing else beats in both', () => {
    const candidates = [0.02, 0.05, 0.1, 0.2, 0.4].flatMap((h) => [
      { name: `${h} edge`, policy: policy(h, h) },
      { name: `${h} centre`, policy: policy(h, 0) },
    ]);
    const { policies, frontier } = compare({ candidates, reference: '0.1 edge' });
    const point = (name: string): [number, number] => {
      const { trackingError, costPerYear } = policies.find((figures) => figures.name === name)!;
      return [costPerYear.mean, trackingError.mean];
    };
    expect(frontier.length).toBeGreaterThan(1);
    for (let i = 1; i < frontier.length; i++) {
      expect(point(frontier[i]!)[0]).toBeGreaterThan(point(frontier[i - 1]!)[0]);
      expect(point(frontier[i]!)[1]).toBeLessThan(point(frontier[i - 1]!)[1]);
    }
    for (const { name } of policies) {
      const [cost, error] = point(name);
      const beaten = policies.some((other) => point(other.name)[0] < cost && point(other.name)[1] < error);
      expect(frontier.includes(name)).toBe(!beaten);
    }
  });

  it('a band of the bar knows its path, and the past', () => {
    const seen: [number, number][] = [];
    const bandAt = ({ bar, positions }: BandContext, path: HedgePath) => {
      expect(positions.map(({ beta }) => beta)).toEqual([path.betas['ETH']![bar], path.betas['SOL']![bar]]);
      seen.push([path.seed, bar]);
      return { halfWidth: 0.08, landing: 0.08 };
    };
    const own = { name: 'own', policy: { ...policy(0, 0), band: null }, bandAt };
    const { policies } = compare({ candidates: [edge, own] }, simulateHedgePaths({ ...model, paths: 2 }));
    expect(seen).toHaveLength(500);
    expect(seen[0]).toEqual([100, 0]);
    expect(seen.at(-1)).toEqual([101, 249]);
    expect({ ...policies[1], name: 'edge', difference: null }).toEqual(policies[0]);
  });

  it('betas that are estimated are judged by the true ones', () => {
    const known = compare();
    const rolled = compare({ betas: { kind: 'rolling', window: 60 } });
    // An estimate of 60 days is off by about residual / (benchmark sqrt(60)) = 0.1 of each coin, a fifth of capital each.
    const [a, b] = [figuresOf(known, 'edge'), figuresOf(rolled, 'edge')];
    expect(b.meanSquareDeviation.mean).toBeGreaterThan(1.5 * a.meanSquareDeviation.mean);
    const constant = compare({ betas: { kind: 'estimate', minimumReturns: 60, estimate: () => 0.5 } });
    expect(figuresOf(constant, 'edge').meanSquareDeviation.mean).toBeGreaterThan(0.05);
  });

  it('takes one path at a time', () => {
    let alive = 0;
    function* watched(): Generator<HedgePath> {
      for (const path of simulateHedgePaths({ ...model, paths: 5 })) {
        alive++;
        yield path;
        alive--;
        expect(alive).toBe(0);
      }
    }
    expect(compare({}, watched()).paths).toBe(5);
  });
});

const everyBar = (value: number): number[] => Array.from({ length: model.bars }, () => value);
const impact = { coefficient: 0.8, dailyVolatility: everyBar(0.03), dailyVolume: everyBar(1e8) };
const impacted = [{ ...base.hedges[0]!, costs: { ...costs, impact } }];

/** A path's figures from the columns of its replay, by their definitions. */
function byHand(path: HedgePath, rule: RebalancePolicy): Record<string, number> {
  const replay = replayHedge({
    timestamps: path.timestamps,
    prices: path.prices,
    benchmark: 'BTC',
    book: base.book,
    cash: base.cash,
    hedges: impacted,
    betas: { kind: 'given', columns: path.betas },
    policy: rule,
    periodsPerYear: 365,
  });
  if (replay.status !== 'ok') throw new Error(replay.status);
  const { hedged, contracts, fills } = replay;
  const btc = path.prices['BTC']!;
  const from = 30;
  const n = hedged.length - 1 - from;
  const dollars = (t: number): number =>
    400 * path.prices['ETH']![t]! * path.betas['ETH']![t]! +
    10_000 * path.prices['SOL']![t]! * path.betas['SOL']![t]!;
  const paid = new Float64Array(hedged.length);
  let [cost, turnover, trades, square, largest, funding] = [0, 0, 0, 0, 0, 0];
  for (const { timestamp, contracts: q, fee, spreadCost, impactCost } of fills) {
    const t = timestamp / day;
    paid[t] = fee + spreadCost + impactCost;
    if (t <= from) continue;
    // By the wealth before the fill.
    const before = hedged[t]! + paid[t];
    cost += paid[t] / before;
    turnover += (Math.abs(Number(q)) * btc[t]!) / before;
    trades++;
  }
  for (const [time, rate] of [
    [61, 0.01],
    [91, 0.02],
  ] as const)
    funding -= (rate * contracts[0]![time - 1]! * btc[time - 1]!) / (hedged[time]! + paid[time]!);
  for (let t = from + 1; t < hedged.length; t++) {
    const after = (dollars(t - 1) + contracts[0]![t - 1]! * btc[t - 1]!) / hedged[t - 1]!;
    const before = (dollars(t) + contracts[0]![t - 1]! * btc[t]!) / (hedged[t]! + paid[t]!);
    const filled = (dollars(t) + contracts[0]![t]! * btc[t]!) / hedged[t]!;
    square += ((after - rule.target) ** 2 + (before - rule.target) ** 2) / 2;
    largest = Math.max(largest, Math.abs(before - rule.target), Math.abs(filled - rule.target));
  }
  const returns = Array.from(hedged.subarray(from + 1), (value, i) => {
    const [now, next] = [btc[from + i]!, btc[from + i + 1]!];
    return value / hedged[from + i]! - 1 - rule.target * (next / now - 1);
  });
  const mean = returns.reduce((sum, value) => sum + value, 0) / n;
  const squares = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const worst = [...returns].sort((a, b) => a - b).slice(0, Math.ceil(0.05 * n));
  return {
    trackingError: Math.sqrt((squares / (n - 1)) * 365),
    meanSquareDeviation: square / n,
    largestDeviation: largest,
    expectedShortfall: -worst.reduce((sum, value) => sum + value, 0) / worst.length,
    turnoverPerYear: (turnover * 365) / n,
    tradesPerYear: (trades * 365) / n,
    costPerYear: (cost * 365) / n,
    fundingPerYear: (funding * 365) / n,
    objectivePerYear: (0.5 * square) / n + (cost * 365) / n,
  };
}

function columnsOf(rows: readonly Record<string, number>[]): Record<string, number[]> {
  return Object.fromEntries(Object.keys(rows[0]!).map((key) => [key, rows.map((row) => row[key]!)]));
}

describe('comparePolicies: no answer, and refused', () => {
  const paths = (change: Partial<SimulateHedgePathsOptions>): Iterable<HedgePath> =>
    simulateHedgePaths({ ...model, paths: 2, ...change });

  it('too few paths, too few bars', () => {
    expect(comparePolicies({ ...base, paths: paths({ paths: 1 }) })).toEqual({
      status: 'insufficient_data',
      required: 2,
      observed: 1,
    });
    expect(comparePolicies({ ...base, paths: [] })).toMatchObject({ observed: 0 });
    const unfunded = { hedges: [{ ...base.hedges[0]!, fundingRates: undefined }] };
    expect(comparePolicies({ ...base, ...unfunded, paths: paths({ bars: 33 }) })).toEqual({
      status: 'insufficient_data',
      required: 34,
      observed: 33,
    });
    expect(comparePolicies({ ...base, ...unfunded, paths: paths({ bars: 34 }) }).status).toBe('ok');
  });

  it('a policy that could not go on, and on which path', () => {
    const short = { book: [{ symbol: 'ETH', quantity: -400 }], cash: 1_001_000 };
    const result = comparePolicies({ ...base, ...short, paths: paths({}) });
    expect(result).toMatchObject({ status: 'degenerate', reason: 'wealth_exhausted', policy: 'edge' });
    expect([100, 101]).toContain((result as { seed: number }).seed);
  });

  it.each([
    ['no paths', { paths: undefined }, 'shape.missing_field', 'paths'],
    ['paths that are none', { paths: [1] }, 'shape.wrong_type', 'paths[0]'],
    [
      'a path without betas',
      { paths: [{ timestamps: [], prices: {} }] },
      'shape.missing_field',
      'paths[0].betas',
    ],
    ['no candidates', { candidates: undefined }, 'shape.missing_field', 'candidates'],
    [
      'a candidate without a name',
      { candidates: [{ policy: edge.policy }] },
      'shape.missing_field',
      'candidates[0].name',
    ],
    ['two of a name', { candidates: [edge, edge] }, 'market.inconsistent', 'candidates[1].name'],
    [
      'a candidate without a policy',
      { candidates: [{ name: 'x' }] },
      'shape.missing_field',
      'candidates[0].policy',
    ],
    [
      'another unit',
      { candidates: [{ name: 'x', policy: { ...edge.policy, exposureUnit: 'USD' } }] },
      'market.inconsistent',
      'candidates[0].policy.exposureUnit',
    ],
    [
      'a band of nobody',
      { candidates: [{ name: 'x', policy: { ...edge.policy, band: null } }] },
      'shape.missing_field',
      'candidates[0].bandAt',
    ],
    ['another reference', { reference: 'who' }, 'domain.not_one_of', 'reference'],
    ['a penalty below 0', { penaltyPerYear: -1 }, 'domain.negative', 'penaltyPerYear'],
    ['no penalty', { penaltyPerYear: undefined }, 'shape.missing_field', 'penaltyPerYear'],
    ['nothing settles', { settlingBars: 0 }, 'domain.out_of_range', 'settlingBars'],
    ['half a bar', { settlingBars: 1.5 }, 'domain.not_integer', 'settlingBars'],
    ['a shortfall of all', { shortfallProbability: 1 }, 'domain.out_of_range', 'shortfallProbability'],
    ['a shortfall of none', { shortfallProbability: 0 }, 'domain.out_of_range', 'shortfallProbability'],
    ['certainty', { confidenceLevel: 1 }, 'domain.out_of_range', 'confidenceLevel'],
    ['a level in per cent', { confidenceLevel: 99 }, 'domain.out_of_range', 'confidenceLevel'],
    ['no betas', { betas: undefined }, 'shape.missing_field', 'betas'],
    ['betas given', { betas: { kind: 'given', columns: {} } }, 'domain.not_one_of', 'betas.kind'],
    ['no periods', { periodsPerYear: undefined }, 'shape.missing_field', 'periodsPerYear'],
    ['no cash', { cash: undefined }, 'shape.missing_field', 'cash'],
    ['no book', { book: undefined }, 'shape.missing_field', 'book'],
    ['no hedges', { hedges: undefined }, 'shape.missing_field', 'hedges'],
  ] as const)('%s', (_, change, code, at) => {
    expectRefusal(() => comparePolicies({ ...base, paths: paths({}), ...change } as never), code, at);
  });

  it('a path whose true betas are not of its bars', () => {
    const [path] = paths({ paths: 1 });
    const broken = { ...path!, betas: { ...path!.betas, ETH: new Float64Array(3) } };
    expectRefusal(
      () => comparePolicies({ ...base, betas: { kind: 'rolling', window: 10 }, paths: [broken] }),
      'shape.length_mismatch',
      'betas.ETH.length',
    );
  });
});
