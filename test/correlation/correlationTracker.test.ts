import { describe, expect, it } from 'vitest';
import { correlation } from '../../src/correlation/correlation.ts';
import { correlationTracker, restoreCorrelationTracker } from '../../src/correlation/correlationTracker.ts';
import type { CorrelationTracker } from '../../src/correlation/correlationTracker.ts';
import { ewmaCorrelation } from '../../src/correlation/ewmaCorrelation.ts';
import { rollingCorrelation } from '../../src/correlation/rollingCorrelation.ts';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { orThrow } from '../../src/foundation/status.ts';
import type { TrackerOptions, TrackerSnapshot } from '../../src/foundation/trackerOptions.ts';
import { expectRefusal } from '../errors.ts';
import { calm, extreme, wild } from '../kernel/streams.ts';
import type { Stream } from '../kernel/streams.ts';

const streams: [string, Stream][] = [
  ['calm', calm(2500)],
  ['wild', wild(2500)],
  ['extreme', extreme(2500)],
];

function follow(tracker: CorrelationTracker, { x, y }: Stream): Float64Array {
  return x.map((value, t) => {
    tracker.update(value, y[t]!);
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
  { lambda: 0.94, mean: 'weighted', minimumEffectiveSamples: 0 },
];

describe('correlationTracker: the fold is the batch, bit for bit', () => {
  for (const [name, stream] of streams)
    it.each([{ window: 2 }, { window: 60 }, { window: 61, minPeriods: 20 }, { window: 500, minPeriods: 2 }])(
      `${name}, %o`,
      (options) => {
        const { values, validFrom } = rollingCorrelation({ ...stream, ...options });
        if (options.window < 60) expect(validFrom).not.toBeNull();
        expectBits(follow(correlationTracker(options), stream), values);
      },
    );

  it.each(ewmaForms)('calm and wild, %o', (options) => {
    for (const [, stream] of streams.slice(0, 2)) {
      const { values } = ewmaCorrelation({ ...stream, ...options } as never);
      expectBits(follow(correlationTracker(options), stream), values);
    }
  });
});

describe('correlationTracker', () => {
  it.each([2, 3, 60, 61, 500])('latency bounded: the same to 1e-14, window %i', (window) => {
    let worst = 0;
    for (const [, stream] of streams) {
      const options = { window, minPeriods: 2 };
      const plain = follow(correlationTracker(options), stream);
      const bounded = follow(correlationTracker({ ...options, latency: 'bounded' }), stream);
      bounded.forEach((value, t) => {
        if (Number.isNaN(value) !== Number.isNaN(plain[t])) throw new Error(`NaN at ${t}`);
        if (Math.abs(value) > 1) throw new Error(`beyond 1 at ${t}`);
        if (value === value) worst = Math.max(worst, Math.abs(value - plain[t]!));
      });
    }
    // Observed: 2.4e-15.
    expect(worst).toBeLessThan(1e-14);
  });

  it.each([
    ['at 1e8', (value: number): number => value + 1e8],
    ['a tick of 1e8, long gone', (value: number, t: number): number => (t === 20_007 ? 1e8 : value)],
    ['ticks of 1e8 that are anchors', (value: number, t: number): number => (t % 10_000 > 0 ? value : 1e8)],
    ['volatility falls 1e7-fold', (value: number, t: number): number => (t > 30_000 ? 1e-7 * value : value)],
  ])('latency bounded, window 20000: %s', (_, change) => {
    const { x, y } = calm(60_000);
    const plain = correlationTracker({ window: 20_000 });
    const bounded = correlationTracker({ window: 20_000, latency: 'bounded' });
    let worst = 0;
    x.forEach((value, t) => {
      for (const tracker of [plain, bounded]) tracker.update(change(value, t), y[t]!);
      if (t >= 20_000 && t % 7 === 0) worst = Math.max(worst, Math.abs(plain.value() - bounded.value()));
    });
    // Observed: 1.3e-14; either form is within 2e-14 of exact sums.
    expect(worst).toBeLessThan(3e-14);
  });

  it('estimate of a window is the correlation of its pairs', () => {
    const { x, y } = wild(1200);
    const tracker = correlationTracker({ window: 40, minPeriods: 3 });
    let compared = 0;
    x.forEach((value, t) => {
      tracker.update(value, y[t]!);
      const got = tracker.estimate();
      const [from, to] = [Math.max(0, t - 39), t + 1];
      const pairs = { x: x.slice(from, to), y: y.slice(from, to) };
      const direct = correlation({ ...pairs, method: 'pearson', missing: 'drop' });
      if (got.status !== 'ok' || direct.status !== 'ok') {
        expect(got).toEqual(direct);
        return;
      }
      compared++;
      expect(got.correlation).toBe(tracker.value());
      expect(got).toMatchObject({
        observations: direct.observations,
        effectiveSampleSize: direct.observations,
      });
      expect(Math.abs(got.correlation - direct.correlation)).toBeLessThan(1e-14);
    });
    expect(compared).toBeGreaterThan(400);
  });

  it.each([
    { window: 5 },
    { window: 5, latency: 'bounded' as const },
    { lambda: 0.8, mean: 'weighted' as const, minimumEffectiveSamples: 0 },
  ])('data without an answer, %o', (options) => {
    const feed = (pairs: [number, number][]): CorrelationTracker => {
      const tracker = correlationTracker(options);
      for (const [x, y] of pairs) tracker.update(x, y);
      return tracker;
    };
    const moving = [1, 2, 4, 8, 16];
    expect(feed([]).estimate()).toMatchObject({ status: 'insufficient_data', observed: 0 });
    expect(
      feed([
        [1, 2],
        [NaN, 3],
      ]).estimate(),
    ).toMatchObject({ status: 'insufficient_data', observed: 1 });
    const flatX = feed(moving.map((value) => [0.1, value]));
    expect(flatX.value()).toBeNaN();
    expect(flatX.estimate()).toEqual({ status: 'degenerate', reason: 'flat_x' });
    const flatY = feed(moving.map((value) => [value, 0.1]));
    expect(flatY.value()).toBeNaN();
    expect(flatY.estimate()).toEqual({ status: 'degenerate', reason: 'flat_y' });
    const self = feed(moving.map((value) => [value, value]));
    expect(self.value()).toBe(1);
    expect(orThrow(self.estimate()).observations).toBe(5);
  });

  const forms: TrackerOptions[] = [
    { window: 12, minPeriods: 3 },
    { window: 13, minPeriods: 3, latency: 'bounded' },
    ...ewmaForms,
  ];
  it.each(forms)('a snapshot through JSON at every step goes on bit for bit, %o', (options) => {
    for (const [name, { x, y }] of streams) {
      if (name === 'extreme' && !('window' in options)) continue;
      const steady = correlationTracker(options);
      let restored = correlationTracker(options);
      for (let t = 0; t < 300; t++) {
        steady.update(x[t]!, y[t]!);
        restored.update(x[t]!, y[t]!);
        const text = canonicalJson(restored.snapshot());
        expect(text).toBe(canonicalJson(steady.snapshot()));
        restored = restoreCorrelationTracker(JSON.parse(text) as TrackerSnapshot);
        expect(restored.value()).toBe(steady.value());
        expect(restored.estimate()).toEqual(steady.estimate());
      }
    }
  });

  it('a snapshot has the pairs in the order of update; one of a beta is refused', () => {
    const tracker = correlationTracker({ window: 2 });
    tracker.update(1, 2);
    tracker.update(3, Infinity);
    const snapshot = tracker.snapshot();
    expect(snapshot).toMatchObject({ tracker: 'correlation', updates: 2, pairs: [[1, 2], null] });
    const wrong = { ...snapshot, tracker: 'beta' } as const;
    expectRefusal(() => restoreCorrelationTracker(wrong), 'state.invalid', 'tracker');
  });

  it.each([
    ['no window', {}, 'shape.missing_field', 'window'],
    ['another latency', { window: 5, latency: 1 }, 'shape.wrong_type', 'latency'],
    [
      'a minimum never reached',
      { lambda: 0.5, mean: 'zero', minimumEffectiveSamples: 3 },
      'domain.out_of_range',
      'minimumEffectiveSamples',
    ],
  ] as const)('refused: %s', (_, options, code, path) => {
    expectRefusal(() => correlationTracker(options as never), code, path);
  });

  it('refused: an update that is no number, or too large for weights', () => {
    for (const options of [{ window: 5 }, { lambda: 0.9, mean: 'zero' as const }]) {
      const tracker = correlationTracker(options);
      const update = tracker.update as (x: unknown, y: unknown) => void;
      expectRefusal(
        () => {
          update(1, '1');
        },
        'shape.wrong_type',
        'y',
      );
      expectRefusal(
        () => {
          update(null, 1);
        },
        'shape.missing_field',
        'x',
      );
      if ('lambda' in options)
        expectRefusal(
          () => {
            update(2e150, 1);
          },
          'domain.out_of_range',
          'x',
        );
    }
  });
});

describe('correlationTracker: convention, and series that move by their rounding alone', () => {
  it('says the convention, and as of when', () => {
    const convention = { returnKind: 'log', horizonMs: 60_000 } as const;
    for (const options of [
      { window: 3, ...convention },
      { lambda: 0.9, mean: 'zero', minimumEffectiveSamples: 0, ...convention },
    ] as const) {
      let tracker = correlationTracker(options);
      [1, 2, 4].forEach((value, t) => {
        tracker.update(value, t % 2);
      });
      tracker = restoreCorrelationTracker(tracker.snapshot());
      expect(tracker.estimate({ asOf: 7 })).toMatchObject({ status: 'ok', ...convention, asOf: 7 });
      expect(tracker.estimate()).toMatchObject({ ...convention, asOf: null });
      expectRefusal(() => tracker.estimate({ asOf: -1 }), 'domain.out_of_range', 'asOf');
    }
  });

  it('has no value of prices that grow by the same factor', () => {
    const tracker = correlationTracker({ window: 30 });
    for (let i = 0; i < 100; i++) {
      tracker.update((100 * 1.001 ** (i + 1)) / (100 * 1.001 ** i) - 1, 0.01 * Math.sin(i * i));
      expect(tracker.value()).toBeNaN();
    }
    expect(tracker.estimate()).toEqual({ status: 'degenerate', reason: 'flat_x' });
  });

  it('a sample after a gap that left the past no weight is the first again', () => {
    const tracker = correlationTracker({ lambda: 0.5, mean: 'weighted', minimumEffectiveSamples: 0 });
    for (let i = 0; i < 1100; i++) tracker.update(i < 3 ? i : NaN, i * i);
    tracker.update(1, 2);
    expect(tracker.estimate()).toEqual({ status: 'insufficient_data', required: 2, observed: 1 });
  });
});
