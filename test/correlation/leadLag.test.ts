import { describe, expect, it } from 'vitest';
import { hayashiYoshida } from '../../src/correlation/hayashiYoshida.ts';
import { leadLag } from '../../src/correlation/leadLag.ts';
import type { LeadLagOptions } from '../../src/correlation/leadLag.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal } from '../errors.ts';
import { expectClose, readFixture } from '../fixtures.ts';

const fixture = readFixture('hayashi_yoshida');
const scan = fixture.cases.filter(({ name }) => name.startsWith('lead-lag scan'));
const { timeX, priceX, timeY, priceY } = fixture.inputs['set5'] as Record<string, number[]>;
const x = { timestamps: timeX!.map((time) => time * 1000), prices: priceX! };
const y = { timestamps: timeY!.map((time) => time * 1000), prices: priceY! };
const shiftsMs = scan.map(({ options }) => (options as { shiftY: number }).shiftY * 1000);

describe('leadLag', () => {
  it('is the scan of the reference, and finds the 12 s that y was made to follow x by', () => {
    const got = orThrow(leadLag({ x, y, shiftsMs }));
    expect(got.leadLagMs).toBe(12_000);
    expect(got.atEdge).toBe(false);
    expect([...got.shiftsMs]).toEqual(shiftsMs);
    scan.forEach((testCase, k) => {
      const expected = testCase.expected as { correlation: number };
      expectClose(got.correlations[k]!, expected.correlation, 'correlation', testCase);
      expect(got.correlations[k]).toBe(orThrow(hayashiYoshida({ x, y, shiftMs: shiftsMs[k] })).correlation);
    });
    expect(got.correlation).toBe(got.correlations[shiftsMs.indexOf(12_000)]);
  });

  it('swapped, the sign turns', () => {
    const back = orThrow(leadLag({ x: y, y: x, shiftsMs: shiftsMs.map((shift) => -shift).reverse() }));
    expect(back.leadLagMs).toBe(-12_000);
    expect([...back.correlations].reverse()).toEqual([...orThrow(leadLag({ x, y, shiftsMs })).correlations]);
  });

  it('takes the largest size, of either sign, and says where it lies at the edge', () => {
    const opposite = { ...y, prices: y.prices.map((price) => 1 / price) };
    const got = orThrow(leadLag({ x, y: opposite, shiftsMs: Float64Array.of(-12_000, 0, 12_000) }));
    expect(got.leadLagMs).toBe(12_000);
    expect(got.correlation).toBeLessThan(-0.6);
    expect(got.atEdge).toBe(true);
    expect(orThrow(leadLag({ x, y: opposite, shiftsMs: [12_000, 30_000] })).leadLagMs).toBe(12_000);
    expect(orThrow(leadLag({ x, y, shiftsMs: [12_000, 30_000] })).atEdge).toBe(true);
    expect(orThrow(leadLag({ x, y, shiftsMs: [5] })).atEdge).toBe(true);
  });

  it('of equals it takes the shift nearest to 0', () => {
    const pair = { timestamps: [0, 100], prices: [1, 2] };
    const got = orThrow(leadLag({ x: pair, y: pair, shiftsMs: [-30, -10, 20] }));
    expect([...got.correlations]).toEqual([1, 1, 1]);
    expect(got.leadLagMs).toBe(-10);
    // Of two as near the negative one, and 0 before either; -0 is 0.
    expect(orThrow(leadLag({ x: pair, y: pair, shiftsMs: [-20, 20] })).leadLagMs).toBe(-20);
    const zero = orThrow(leadLag({ x: pair, y: pair, shiftsMs: Float64Array.of(-20, -0, 20) }));
    expect(Object.is(zero.leadLagMs, 0)).toBe(true);
    expect([...zero.shiftsMs].some((shift) => Object.is(shift, -0))).toBe(false);
  });

  it('NaN where the shifted series share no time, and a status where they never do', () => {
    const first = { timestamps: [0, 10], prices: [1, 2] };
    const later = { timestamps: [100, 110], prices: [1, 2] };
    const got = orThrow(leadLag({ x: first, y: later, shiftsMs: [0, 95, 200] }));
    expect([...got.correlations]).toEqual([NaN, 1, NaN]);
    expect(got.leadLagMs).toBe(95);
    expect(leadLag({ x: first, y: later, shiftsMs: [0, 90] })).toEqual({
      status: 'degenerate',
      reason: 'no_overlap',
    });
  });

  it('too few ticks, flat prices', () => {
    expect(leadLag({ x: { timestamps: [], prices: [] }, y, shiftsMs })).toEqual({
      status: 'insufficient_data',
      required: 2,
      observed: 0,
    });
    const flat = { timestamps: [0, 1], prices: [3, 3] };
    expect(leadLag({ x, y: flat, shiftsMs })).toEqual({ status: 'degenerate', reason: 'flat_y' });
  });

  it('the shifts of the result are its own', () => {
    const mine = Float64Array.from(shiftsMs);
    const got = orThrow(leadLag({ x, y, shiftsMs: mine }));
    expect(got.shiftsMs).not.toBe(mine);
  });

  it.each([
    ['no shifts', { shiftsMs: [] }, 'domain.out_of_range', 'shiftsMs.length'],
    ['missing', { shiftsMs: undefined }, 'shape.missing_field', 'shiftsMs'],
    ['a shift twice', { shiftsMs: [0, 0] }, 'series.not_increasing', 'shiftsMs[1]'],
    ['NaN', { shiftsMs: [NaN] }, 'series.not_finite', 'shiftsMs[0]'],
    ['no ticks', { y: 5 }, 'shape.wrong_type', 'y'],
  ] as const)('refuses: %s', (_, change, code, path) => {
    expectRefusal(() => leadLag({ x, y, shiftsMs, ...change } as unknown as LeadLagOptions), code, path);
  });
});
