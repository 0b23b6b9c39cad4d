import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairCounts } from '../../src/kernel/pairCounts.ts';

describe('pairCounts', () => {
  it('is the double loop over all pairs', () => {
    const pair = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 60 }), (pairs) => {
        const x = Float64Array.from(pairs, ([value]) => value);
        const y = Float64Array.from(pairs, ([, value]) => value);
        const expected = { concordant: 0, discordant: 0, x: 0, y: 0 };
        for (let i = 0; i < x.length; i++)
          for (let j = 0; j < i; j++) {
            const sign = Math.sign(x[i]! - x[j]!) * Math.sign(y[i]! - y[j]!);
            if (sign > 0) expected.concordant++;
            if (sign < 0) expected.discordant++;
            if (x[i] === x[j]) expected.x++;
            if (y[i] === y[j]) expected.y++;
          }
        const got = pairCounts(x, y);
        expect(got).toMatchObject({ concordant: expected.concordant, discordant: expected.discordant });
        expect([got.tiesX.pairs, got.tiesY.pairs]).toEqual([expected.x, expected.y]);
      }),
      { seed: 20211231, numRuns: 500 },
    );
  });

  it('sums its ties: groups of 3, 2 and 1', () => {
    const series = Float64Array.of(5, 1, 5, 2, 1, 5);
    const ties = { pairs: 3 + 1, triples: 6, weighted: 6 * 11 + 2 * 9 };
    expect(pairCounts(series, series)).toEqual({ concordant: 11, discordant: 0, tiesX: ties, tiesY: ties });
  });

  it('leaves its input alone, and takes nothing or one', () => {
    const x = Float64Array.of(3, 1, 2);
    const y = Float64Array.of(1, 2, 0);
    pairCounts(x, y);
    expect([...x, ...y]).toEqual([3, 1, 2, 1, 2, 0]);
    expect(pairCounts(new Float64Array(), new Float64Array())).toMatchObject({
      concordant: 0,
      discordant: 0,
    });
    expect(pairCounts(x.slice(0, 1), y.slice(0, 1))).toMatchObject({ concordant: 0, discordant: 0 });
  });
});
