import { describe, expect, it } from 'vitest';
import { betaTracker, restoreBetaTracker } from '../../src/beta/betaTracker.ts';
import type { BetaTracker, TrackedBeta } from '../../src/beta/betaTracker.ts';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import type { BetaEstimate } from '../../src/beta/capmBeta.ts';
import { ewmaBeta } from '../../src/beta/ewmaBeta.ts';
import { rollingBeta } from '../../src/beta/rollingBeta.ts';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { orThrow } from '../../src/foundation/status.ts';
import type { TrackerOptions, TrackerSnapshot } from '../../src/foundation/trackerOptions.ts';
import { sizeBetaHedge } from '../../src/hedge/sizeBetaHedge.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { expectRefusal } from '../errors.ts';
import { linearMarket } from '../instruments/markets.ts';
import { calm, extreme, wild } from '../kernel/streams.ts';
import type { Stream } from '../kernel/streams.ts';

const streams: [string, Stream][] = [
  ['calm', calm(2500)],
  ['wild', wild(2500)],
  ['extreme', extreme(2500)],
];

/** The value after each pair. */
function follow(tracker: BetaTracker, { x, y }: Stream): Float64Array {
  return y.map((asset, t) => {
    tracker.update(asset, x[t]!);
    return tracker.value();
  });
}

function expectBits(got: Float64Array, expected: Float64Array): void {
  const different = got.findIndex((value, t) => !Object.is(value, expected[t]));
  if (different >= 0)
    throw new Error(
      `at ${different}: got ${String(got[different])}, expected ${String(expected[different])}`,
    );
  expect(got.length).toBe(expected.length);
}

const ewmaForms: TrackerOptions[] = [
  { halfLife: 20, mean: 'zero' },
  { halfLife: 20, mean: 'weighted' },
  { lambda: 0.94, mean: 'weighted', minimumEffectiveSamples: 0 },
  { lambda: 0.6, mean: 'zero', minimumEffectiveSamples: 0 },
];

describe('betaTracker: the fold is the batch, bit for bit', () => {
  for (const [name, stream] of streams) {
    const { x: benchmarkReturns, y: assetReturns } = stream;
    it.each([
      { window: 2 },
      { window: 3, minPeriods: 2 },
      { window: 60 },
      { window: 61, minPeriods: 20 },
      { window: 500, minPeriods: 2 },
      { window: 4000, minPeriods: 100 },
    ])(`${name}, %o`, (options) => {
      const { values, validFrom } = rollingBeta({ assetReturns, benchmarkReturns, ...options });
      if (options.window < 60) expect(validFrom).not.toBeNull();
      expectBits(follow(betaTracker(options), stream), values);
    });
  }

  it.each(ewmaForms)('calm and wild, %o', (options) => {
    for (const [, stream] of streams.slice(0, 2)) {
      const { x: benchmarkReturns, y: assetReturns } = stream;
      const { values } = ewmaBeta({ assetReturns, benchmarkReturns, ...options } as never);
      expectBits(follow(betaTracker(options), stream), values);
    }
  });
});

describe('betaTracker: latency bounded', () => {
  it.each([2, 3, 60, 61, 500])('the same to 1e-14 of sd(asset)/sd(benchmark), window %i', (window) => {
    let worst = 0;
    for (const [, stream] of streams) {
      const options = { window, minPeriods: 2 } as const;
      const bounded = betaTracker({ ...options, latency: 'bounded' });
      const plain = betaTracker(options);
      for (let t = 0; t < stream.x.length; t++) {
        bounded.update(stream.y[t]!, stream.x[t]!);
        plain.update(stream.y[t]!, stream.x[t]!);
        const [a, b] = [bounded.value(), plain.value()];
        expect(Number.isNaN(a)).toBe(Number.isNaN(b));
        const estimate = plain.estimate();
        if (estimate.status !== 'ok') continue;
        worst = Math.max(worst, Math.abs((a - b) / b) * Math.abs(estimate.correlation));
      }
    }
    // Observed: 3.8e-15.
    expect(worst).toBeLessThan(1e-14);
  });
});

describe('betaTracker: estimate', () => {
  it('of a window is capmBeta of its pairs', () => {
    const { x, y } = wild(1500);
    const window = 40;
    for (const latency of ['amortised', 'bounded'] as const) {
      const tracker = betaTracker({ window, minPeriods: 10, latency });
      let compared = 0;
      for (let t = 0; t < x.length; t++) {
        tracker.update(y[t]!, x[t]!);
        const got = tracker.estimate();
        const assetReturns = y.slice(Math.max(0, t + 1 - window), t + 1);
        const benchmarkReturns = x.slice(Math.max(0, t + 1 - window), t + 1);
        const direct = capmBeta({ assetReturns, benchmarkReturns, missing: 'drop' });
        if (got.status === 'insufficient_data') {
          expect(got.required).toBe(10);
          expect(got.observed).toBeLessThan(10);
          if (direct.status === 'ok') expect(direct.observations).toBe(got.observed);
          continue;
        }
        expect(got.status).toBe(direct.status);
        if (got.status !== 'ok' || direct.status !== 'ok') {
          expect(got).toEqual(direct);
          continue;
        }
        compared++;
        expect(got.observations).toBe(direct.observations);
        expect(got.effectiveSampleSize).toBe(direct.observations);
        // In units of the spreads; what is left of a good fit is a difference.
        const unit = direct.betaStandardError * Math.sqrt(direct.degreesOfFreedom) + Math.abs(direct.beta);
        expect(Math.abs(got.beta - direct.beta)).toBeLessThan(4e-14 * unit);
        expect(Math.abs(got.correlation - direct.correlation)).toBeLessThan(1e-14);
        const left = 1e-14 / (1 - direct.rSquared);
        expect(Math.abs(got.residualStandardDeviation! / direct.residualStandardDeviation - 1)).toBeLessThan(
          left,
        );
        expect(Math.abs(got.betaStandardError! / direct.betaStandardError - 1)).toBeLessThan(left);
        const scale = direct.alphaStandardError * Math.sqrt(window) + Math.abs(direct.alpha);
        expect(Math.abs(got.alpha - direct.alpha)).toBeLessThan(
          1e-13 * scale + 2e-16 * Math.abs(direct.beta * 1e8),
        );
      }
      expect(compared).toBeGreaterThan(500);
    }
  });

  it('at any scale is that of the pairs brought to scale', () => {
    const { x, y } = calm(30);
    for (const [scaleX, scaleY] of [
      [2 ** 700, 1],
      [1, 2 ** -600],
      [2 ** -900, 2 ** -900],
      [2 ** 500, 2 ** 800],
    ] as const) {
      const plain = betaTracker({ window: 30 });
      const scaled = betaTracker({ window: 30 });
      x.forEach((value, t) => {
        plain.update(y[t]!, value);
        scaled.update(y[t]! * scaleY, value * scaleX);
      });
      const reference = orThrow(plain.estimate());
      const got = orThrow(scaled.estimate());
      expect(scaled.value()).toBe((plain.value() * scaleY) / scaleX);
      expect(got.beta).toBe((reference.beta * scaleY) / scaleX);
      expect(got.alpha).toBe(reference.alpha * scaleY);
      expect(got.correlation).toBe(reference.correlation);
      expect(got.residualStandardDeviation).toBe(reference.residualStandardDeviation! * scaleY);
      expect(got.betaStandardError).toBe((reference.betaStandardError! * scaleY) / scaleX);
    }
  });

  it('a beta beyond the doubles, either end, is a status, where value is NaN', () => {
    const tracker = betaTracker({ window: 3 });
    [1, 2, 4].forEach((value, t) => {
      tracker.update(value * 1e200, (t % 2) * 1e-200);
    });
    expect(tracker.value()).toBeNaN();
    expect(tracker.estimate()).toEqual({ status: 'degenerate', reason: 'out_of_range' });
    const tiny = betaTracker({ window: 3 });
    [1, 2, 4].forEach((value, t) => {
      tiny.update(value * 1e-200, -(t % 2) * 1e150);
    });
    expect(tiny.value()).toBeNaN();
    expect(tiny.estimate()).toEqual({ status: 'degenerate', reason: 'out_of_range' });
    const weighted = betaTracker({ lambda: 0.5, mean: 'weighted', minimumEffectiveSamples: 0 });
    [1, 2, 4].forEach((value, t) => {
      weighted.update(value * 1e149, 1e-130 + (t % 2) * 1e-140);
    });
    weighted.update(0, 1e150);
    expect(weighted.estimate().status).toBe('ok');
  });

  it('below 1e-6 of the asset, residuals and errors are null: the sums cannot tell', () => {
    const market = [0.01, -0.02, 0.015, 0.03, -0.005, 0.012, -0.018, 0.007];
    const noise = [1, -1, 2, -2, 1, 0, -1, 1];
    const of = (options: TrackerOptions, size: number): object => {
      const tracker = betaTracker(options);
      market.forEach((value, t) => {
        tracker.update(value + noise[t]! * size, value);
      });
      return tracker.estimate();
    };
    for (const options of [
      { window: 8 },
      { lambda: 0.9, mean: 'zero', minimumEffectiveSamples: 0 },
    ] as const) {
      expect(of(options, 1e-10)).toMatchObject({ residualStandardDeviation: null, betaStandardError: null });
      expect(of(options, 1e-6)).toMatchObject({ residualStandardDeviation: expect.any(Number) as number });
    }
    expect(of({ window: 8 }, 0)).toMatchObject({ residualStandardDeviation: 0, betaStandardError: 0 });
  });

  it('says the convention, and as of when: what a hedge is sized by', () => {
    const { x, y } = calm(6);
    const fed = (options: TrackerOptions): BetaTracker => {
      const tracker = betaTracker(options);
      y.forEach((asset, t) => {
        tracker.update(asset, x[t]!);
      });
      return tracker;
    };
    const convention = { returnKind: 'simple', horizonMs: 3_600_000 } as const;
    const window = fed({ window: 6, ...convention });
    const weighted = fed({ lambda: 0.9, mean: 'zero', minimumEffectiveSamples: 0, ...convention });
    for (const tracker of [window, weighted, restoreBetaTracker(window.snapshot())]) {
      expect(tracker.estimate({ asOf: 1_700_000_000_000 })).toMatchObject({
        ...convention,
        asOf: 1_700_000_000_000,
      });
      expect(tracker.estimate()).toMatchObject({ ...convention, asOf: null });
      expectRefusal(() => tracker.estimate({ asOf: 0.5 }), 'domain.not_integer', 'asOf');
      expectRefusal(() => tracker.estimate(5 as never), 'shape.wrong_type', '');
    }
    expect(fed({ window: 6 }).estimate()).toMatchObject({ returnKind: null, horizonMs: null, asOf: null });

    const direct = orThrow(capmBeta({ assetReturns: y, benchmarkReturns: x, ...convention }));
    const sized = (beta: TrackedBeta | BetaEstimate): ReturnType<typeof sizeBetaHedge> =>
      sizeBetaHedge({
        positions: [{ symbol: 'ETH', value: 1000, ...beta }],
        targetBeta: 0,
        instrument: parseMarket({ ...linearMarket, limits: {} }),
        instrumentBeta: 1,
        price: 50_000,
      });
    const ofTracker = orThrow(sized(orThrow(window.estimate()))).interval;
    const ofBatch = orThrow(sized(direct)).interval;
    if (ofTracker?.kind !== 'bounds' || ofBatch?.kind !== 'bounds') throw new Error('no interval');
    expect(ofTracker.independent.contracts.lower).toBeCloseTo(ofBatch.independent.contracts.lower, 12);
    // Weighted sums have no error of beta: unknown, not 0.
    expect(orThrow(sized(orThrow(weighted.estimate()))).interval).toBeNull();
  });

  it('where weights fall is that of the weighted line', () => {
    const { x, y } = calm(200);
    const lambda = 0.9;
    for (const mean of ['zero', 'weighted'] as const) {
      const tracker = betaTracker({ lambda, mean });
      y.forEach((asset, t) => {
        tracker.update(asset, x[t]!);
      });
      // About zero the first sample has the weight of all before it; 200 periods on it is 1e-9.
      const weights = Array.from(
        x,
        (_, t) => lambda ** (199 - t) * (mean === 'zero' && t > 0 ? 1 - lambda : 1),
      );
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const average = (values: (t: number) => number): number =>
        weights.reduce((sum, weight, t) => sum + weight * values(t), 0) / total;
      const meanX = mean === 'zero' ? 0 : average((t) => x[t]!);
      const meanY = mean === 'zero' ? 0 : average((t) => y[t]!);
      const beta = average((t) => (x[t]! - meanX) * (y[t]! - meanY)) / average((t) => (x[t]! - meanX) ** 2);
      const residual = Math.sqrt(average((t) => (y[t]! - meanY - beta * (x[t]! - meanX)) ** 2));
      const got = orThrow(tracker.estimate());
      expect(got).toMatchObject({ observations: 200, betaStandardError: null });
      expect(got.beta).toBe(tracker.value());
      expect(got.beta).toBeCloseTo(beta, 12);
      expect(got.residualStandardDeviation).toBeCloseTo(residual, 13);
      if (mean === 'zero') expect(got.alpha).toBeNull();
      else expect(got.alpha).toBeCloseTo(meanY - beta * meanX, 14);
      const size = total ** 2 / weights.reduce((sum, weight) => sum + weight ** 2, 0);
      expect(Math.abs(got.effectiveSampleSize / size - 1)).toBeLessThan(1e-7);
    }
  });
});

describe('betaTracker: data without an answer', () => {
  it('a benchmark that moves by its rounding alone', () => {
    for (const options of [{ window: 30 }, { window: 30, latency: 'bounded' }] as const) {
      const tracker = betaTracker(options);
      for (let i = 0; i < 100; i++) {
        tracker.update(0.01 * Math.sin(i * i), (100 * 1.001 ** (i + 1)) / (100 * 1.001 ** i) - 1);
        expect(tracker.value()).toBeNaN();
      }
      expect(tracker.estimate()).toEqual({ status: 'degenerate', reason: 'flat_benchmark' });
    }
  });

  it('a sample after a gap that left the past no weight is the first again', () => {
    const tracker = betaTracker({ lambda: 0.5, mean: 'weighted', minimumEffectiveSamples: 0 });
    [1, 2, 4].forEach((value) => {
      tracker.update(value, value * value);
    });
    for (let i = 0; i < 1100; i++) tracker.update(NaN, NaN);
    tracker.update(1, 2);
    expect(tracker.estimate()).toEqual({ status: 'insufficient_data', required: 2, observed: 1 });
  });

  const feed = (options: TrackerOptions, pairs: [asset: number, benchmark: number][]): BetaTracker => {
    const tracker = betaTracker(options);
    for (const [asset, benchmark] of pairs) tracker.update(asset, benchmark);
    return tracker;
  };

  it('too few pairs', () => {
    const few = feed({ window: 4 }, [
      [1, 2],
      [2, 1],
      [NaN, 1],
      [1, NaN],
    ]);
    expect(few.value()).toBeNaN();
    expect(few.estimate()).toEqual({ status: 'insufficient_data', required: 4, observed: 2 });
    const none = betaTracker({ window: 2 });
    expect(none.value()).toBeNaN();
    expect(none.estimate()).toEqual({ status: 'insufficient_data', required: 3, observed: 0 });
    // Two pairs have a slope, but no error.
    const two = feed({ window: 2 }, [
      [1, 2],
      [4, 3],
    ]);
    expect(two.value()).toBe(3);
    expect(two.estimate()).toMatchObject({ status: 'insufficient_data', required: 3, observed: 2 });
    for (const minimum of [0, 3]) {
      const young = feed({ lambda: 0.9, mean: 'weighted', minimumEffectiveSamples: minimum }, [[1, 2]]);
      expect(young.value()).toBeNaN();
      expect(young.estimate()).toMatchObject({ status: 'insufficient_data', observed: 1 });
    }
    expect(betaTracker({ lambda: 0.9, mean: 'zero', minimumEffectiveSamples: 0 }).estimate()).toEqual({
      status: 'insufficient_data',
      required: 1,
      observed: 0,
    });
  });

  it.each([
    { window: 5 },
    { window: 5, latency: 'bounded' as const },
    { lambda: 0.8, mean: 'weighted' as const, minimumEffectiveSamples: 0 },
  ])('a series that stands still, %o', (options) => {
    const moving = [1, 2, 4, 8, 16];
    const flatBenchmark = feed(
      options,
      moving.map((value) => [value, 0.1]),
    );
    expect(flatBenchmark.value()).toBeNaN();
    expect(flatBenchmark.estimate()).toEqual({ status: 'degenerate', reason: 'flat_benchmark' });
    const flatAsset = feed(
      options,
      moving.map((value) => [0.1, value]),
    );
    expect(flatAsset.estimate()).toEqual({ status: 'degenerate', reason: 'flat_asset' });
  });

  it('an asset on itself is exactly 1', () => {
    for (const options of [{ window: 7 }, { window: 7, latency: 'bounded' as const }, ...ewmaForms]) {
      const self = feed(
        options,
        Array.from(calm(60).x, (value) => [value, value]),
      );
      expect(self.value()).toBe(1);
      expect(orThrow(self.estimate())).toMatchObject({
        beta: 1,
        correlation: 1,
        residualStandardDeviation: 0,
      });
    }
  });
});

describe('betaTracker: snapshot', () => {
  const forms: TrackerOptions[] = [
    { window: 12 },
    { window: 13, minPeriods: 5 },
    { window: 12, minPeriods: 4, latency: 'bounded' },
    { window: 13, minPeriods: 4, latency: 'bounded' },
    { window: 2, latency: 'bounded' },
    ...ewmaForms,
  ];

  it.each(forms)('through JSON at every step goes on bit for bit, %o', (options) => {
    for (const [name, { x, y }] of streams) {
      if (name === 'extreme' && !('window' in options)) continue;
      const steady = betaTracker(options);
      let restored = betaTracker(options);
      for (let t = 0; t < 300; t++) {
        steady.update(y[t]!, x[t]!);
        restored.update(y[t]!, x[t]!);
        const text = canonicalJson(restored.snapshot());
        expect(text).toBe(canonicalJson(steady.snapshot()));
        restored = restoreBetaTracker(JSON.parse(text) as TrackerSnapshot);
        expect(restored.value()).toBe(steady.value());
        expect(restored.estimate()).toEqual(steady.estimate());
      }
    }
  });

  it('is all there is of the window: pairs in the order of update, null where missing', () => {
    const tracker = betaTracker({ window: 3, minPeriods: 2 });
    tracker.update(9, 9);
    tracker.update(1, 2);
    tracker.update(NaN, 3);
    tracker.update(-0, 4);
    expect(tracker.snapshot()).toEqual({
      version: 1,
      tracker: 'beta',
      window: 3,
      minPeriods: 2,
      latency: 'amortised',
      returnKind: null,
      horizonMs: null,
      updates: 4,
      pairs: [[1, 2], null, [0, 4]],
    });
  });

  const windowed = { ...betaTracker({ window: 3 }).snapshot(), updates: 2, pairs: [[1, 2], null] };
  const weighted = betaTracker({ lambda: 0.9, mean: 'zero' }).snapshot();
  const full = { ...weighted, observations: 3, sums: [1, 0.5, 0, 0, 0, 0, 1, 0.5, 1] };
  const centred = { ...full, mean: 'weighted' };
  it.each([
    ['another version', windowed, { version: 2 }, 'version'],
    ['of a correlation', windowed, { tracker: 'correlation' }, 'tracker'],
    ['no window', windowed, { window: undefined }, 'window'],
    ['a window of 1', windowed, { window: 1 }, 'window'],
    ['a window beyond memory', windowed, { window: 1e9 }, 'window'],
    ['more periods than the window', windowed, { minPeriods: 4 }, 'minPeriods'],
    ['no latency', windowed, { latency: null }, 'latency'],
    ['fewer than no updates', windowed, { updates: -1 }, 'updates'],
    ['a pair too many', windowed, { pairs: [null, null, null] }, 'pairs'],
    ['no pairs', windowed, { pairs: undefined }, 'pairs'],
    ['half a pair', windowed, { pairs: [[1], null] }, 'pairs[0]'],
    ['a pair with null', windowed, { pairs: [null, [1, null]] }, 'pairs[1][1]'],
    ['a pair with NaN', windowed, { pairs: [null, [NaN, 1]] }, 'pairs[1][0]'],
    ['a pair with -0', windowed, { pairs: [null, [-0, 1]] }, 'pairs[1][0]'],
    ['a decay of 1', weighted, { lambda: 1 }, 'lambda'],
    ['another mean', weighted, { mean: 'none' }, 'mean'],
    ['no minimum', weighted, { minimumEffectiveSamples: null }, 'minimumEffectiveSamples'],
    ['a window too', weighted, { window: 5 }, 'window'],
    ['no returnKind', windowed, { returnKind: undefined }, 'returnKind'],
    ['another horizon', windowed, { horizonMs: 0 }, 'horizonMs'],
    ['holes for pairs', windowed, { pairs: new Array(2) }, 'pairs[0]'],
    ['a counter at its end', windowed, { updates: 2 ** 53 }, 'updates'],
    ['a counter beyond it', windowed, { updates: 1e300 }, 'updates'],
    ['an update of -0', windowed, { updates: -0, pairs: [] }, 'updates'],
    ['a minimum of -0', weighted, { minimumEffectiveSamples: -0 }, 'minimumEffectiveSamples'],
    ['-0 observations', weighted, { observations: -0 }, 'observations'],
    ['a hole for a sum', full, { sums: Object.assign(new Array(9).fill(1, 0, 7), { 8: 1 }) }, 'sums[7]'],
    ['a covariance beyond the variances', centred, { sums: [1, 0.5, 0, 0, 0, 0, 1, 5, 1] }, 'sums'],
    ['a concentration above 1', full, { sums: [1, 5, 0, 0, 0, 0, 1, 0.5, 1] }, 'sums'],
    ['more effective samples than there were', full, { sums: [1, 0.1, 0, 0, 0, 0, 1, 0.5, 1] }, 'sums'],
    ['no sums of observations', full, { sums: [0, 0, 0, 0, 0, 0, 0, 0, 0] }, 'sums'],
    ['sums of no observation', full, { observations: 0 }, 'sums'],
    ['a mean about zero', full, { sums: [1, 0.5, 7, 0, 0, 0, 1, 0.5, 1] }, 'sums'],
    ['half an observation', weighted, { observations: 0.5 }, 'observations'],
    ['a sum too few', weighted, { sums: [0, 0, 0, 0, 0, 0, 0, 0] }, 'sums'],
    ['a sum of null', weighted, { sums: [0, 0, 0, 0, 0, 0, 0, 0, null] }, 'sums[8]'],
    ['a sum of -0', weighted, { sums: [0, 0, -0, 0, 0, 0, 0, 0, 0] }, 'sums[2]'],
    ['a negative variance', weighted, { sums: [0, 0, 0, 0, 0, 0, -1, 0, 0] }, 'sums'],
    ['no weight for something', weighted, { sums: [-1, 0, 0, 0, 0, 0, 0, 0, 0] }, 'sums'],
  ])('refused: %s', (_, snapshot, change, path) => {
    const wrong = { ...snapshot, ...change } as TrackerSnapshot;
    expectRefusal(() => restoreBetaTracker(wrong), 'state.invalid', path);
  });

  it('refused: no snapshot', () => {
    expectRefusal(() => restoreBetaTracker(null as never), 'shape.missing_field', '');
    expectRefusal(() => restoreBetaTracker([] as never), 'shape.wrong_type', '');
  });
});

describe('betaTracker: refused', () => {
  it.each([undefined, null, 5, 'text', [], true, () => 1])('%o for options', (options) => {
    const code = options === undefined || options === null ? 'shape.missing_field' : 'shape.wrong_type';
    expectRefusal(() => betaTracker(options as never), code, '');
  });

  it.each([
    ['no window and no decay', {}, 'shape.missing_field', 'window'],
    ['a window of 1', { window: 1 }, 'domain.out_of_range', 'window'],
    ['a window beyond memory', { window: 1e7 + 1 }, 'domain.out_of_range', 'window'],
    ['half a window', { window: 2.5 }, 'domain.not_integer', 'window'],
    ['one period', { window: 5, minPeriods: 1 }, 'domain.out_of_range', 'minPeriods'],
    ['more periods than the window', { window: 5, minPeriods: 6 }, 'domain.out_of_range', 'minPeriods'],
    ['another latency', { window: 5, latency: 'low' }, 'domain.not_one_of', 'latency'],
    ['both forms', { window: 5, halfLife: 5, mean: 'zero' }, 'shape.wrong_type', 'window'],
    [
      'a latency of weights',
      { lambda: 0.9, mean: 'zero', latency: 'bounded' },
      'shape.wrong_type',
      'latency',
    ],
    ['a mean of a window', { window: 5, mean: 'zero' }, 'shape.wrong_type', 'mean'],
    [
      'effective samples of a window',
      { window: 5, minimumEffectiveSamples: 50 },
      'shape.wrong_type',
      'minimumEffectiveSamples',
    ],
    ['a time for all estimates', { window: 5, asOf: 1 }, 'shape.wrong_type', 'asOf'],
    ['both decays', { lambda: 0.9, halfLife: 5, mean: 'zero' }, 'domain.out_of_range', 'halfLife'],
    ['no mean', { halfLife: 5 }, 'shape.missing_field', 'mean'],
  ])('%s', (_, options, code, path) => {
    expectRefusal(() => betaTracker(options as never), code as never, path);
  });

  it('an update that is no number, or too large for weights; the state stays', () => {
    for (const options of [{ window: 5 }, { lambda: 0.9, mean: 'zero' as const }]) {
      const tracker = betaTracker(options);
      tracker.update(1, 2);
      const before = tracker.snapshot();
      expectRefusal(
        () => {
          tracker.update('1' as never, 1);
        },
        'shape.wrong_type',
        'assetReturn',
      );
      expectRefusal(
        () => {
          tracker.update(1, undefined as never);
        },
        'shape.missing_field',
        'benchmarkReturn',
      );
      if ('lambda' in options)
        expectRefusal(
          () => {
            tracker.update(1, -2e150);
          },
          'domain.out_of_range',
          'benchmarkReturn',
        );
      expect(tracker.snapshot()).toEqual(before);
    }
  });
});
