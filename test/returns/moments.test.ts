import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { addToMoments, initialMoments, mergeMoments } from '../../src/returns/moments.ts';
import type { Moments } from '../../src/returns/moments.ts';
import { expectRefusal } from '../errors.ts';
import { readFixture } from '../fixtures.ts';
import { exactMoments, toGrid } from './exactMoments.ts';

const { inputs } = readFixture('multifactor');
const rows = 364;
const plain = ['BTC', 'ETH', 'SOL', 'DOGE'].map((name) => (inputs[name] as number[]).map(toGrid));
// The same at an offset of 1e8, with a spike of 1e8, and with one as its first row.
const offset = plain.map((column) => column.map((value) => toGrid(value * 2 ** -14) * 2 ** 14 + 1e8));
const spiked = plain.map((column) => column.map((value, t) => (t === 100 ? 1e8 : value)));
const spikeFirst = plain.map((column) => column.map((value, t) => (t === 0 ? -1e8 : value)));
// Observed errors beside their bounds: added in one piece, and merged in any tree. A spike far from all else
// that is the anchor is sqrt(n) standard deviations from the mean, and so the means' roundings weigh.
const traps: [string, number[][], number, number][] = [
  ['returns', plain, 1e-14, 1e-14], // 2.6e-15, 2.9e-15
  ['an offset of 1e8', offset, 6e-15, 6e-15], // 1.5e-15, 1.5e-15
  ['a spike of 1e8', spiked, 5e-15, 1e-14], // 1.2e-15, 2.6e-15
  ['a spike of 1e8 for the anchor', spikeFirst, 4e-14, 4e-14], // 1.1e-14, 1.1e-14
];

function whole(columns: readonly number[][], from = 0, to = rows): Moments {
  const empty = initialMoments({ series: columns.length });
  return addToMoments(empty, { columns: columns.map((column) => column.slice(from, to)) });
}

/** The largest error of means and co-moments against exact sums, by the standard deviations. */
function errorOf(moments: Moments, columns: readonly number[][]): number {
  const exact = exactMoments(columns);
  const size = columns.length;
  const { observations, anchors, meanDeviations, coMoments } = moments;
  const spread = anchors.map((_, j) => Math.sqrt(exact.products[(j * (j + 3)) / 2]!));
  let worst = 0;
  for (let j = 0, index = 0; j < size; j++) {
    const mean = exact.means[j]! - anchors[j]!;
    // The exact mean is rounded once, and the anchor may be far from it.
    const rounding = Math.abs(exact.means[j]!) * 2 ** -53;
    const error = Math.max(0, Math.abs(meanDeviations[j]! - mean) - rounding);
    worst = Math.max(worst, (error / spread[j]!) * Math.sqrt(observations));
    for (let k = 0; k <= j; k++, index++)
      worst = Math.max(
        worst,
        Math.abs(coMoments[index]! - exact.products[index]!) / (spread[j]! * spread[k]!),
      );
  }
  return worst;
}

it('the order of the series changes no bit of a merged product', () => {
  // A period and the next two, where the gap of the means is most of the product.
  const [btc, eth] = [inputs['BTC'], inputs['ETH']] as [number[], number[]];
  for (let t = 0; t < 200; t++) {
    const products = (columns: readonly number[][]): readonly number[] =>
      mergeMoments(whole(columns, t, t + 1), whole(columns, t + 1, t + 3)).coMoments;
    const [first, both, second] = products([btc, eth]);
    expect(products([eth, btc])).toEqual([second, both, first]);
  }
});

describe('moments against exact sums', () => {
  it.each(traps)('%s, added in one piece', (_, columns, bound) => {
    expect(errorOf(whole(columns), columns)).toBeLessThan(bound);
  });

  it.each(traps)('%s, split anywhere and merged in any tree', (_, columns, __, bound) => {
    let worst = 0;
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: rows }), { maxLength: 40 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        (cuts, chance) => {
          const edges = [0, ...cuts.sort((a, b) => a - b), rows];
          const parts = edges.slice(1).map((edge, i) => whole(columns, edges[i], edge));
          const pick = (): Moments => parts.splice(Math.floor(chance.next().value! * parts.length), 1)[0]!;
          while (parts.length > 1) parts.push(mergeMoments(pick(), pick()));
          const merged = parts[0]!;
          expect(merged.observations).toBe(rows);
          worst = Math.max(worst, errorOf(merged, columns));
        },
      ),
      { seed: 20211231, numRuns: 60 },
    );
    expect(worst).toBeLessThan(bound);
  });

  it('a row at a time gives the bits that columns give', () => {
    let folded = initialMoments({ series: 4 });
    for (let t = 0; t < rows; t++) folded = addToMoments(folded, { row: plain.map((column) => column[t]!) });
    expect(folded).toEqual(whole(plain));
    const half = addToMoments(whole(plain, 0, 100), { columns: plain.map((column) => column.slice(100)) });
    expect(half).toEqual(folded);
  });

  it('goes through JSON at every step, exactly', () => {
    let folded = initialMoments({ series: ['a', 'b'] });
    const [a, b] = offset as [number[], number[]];
    for (let t = 0; t < 50; t++) {
      const row = { a: t % 7 === 0 ? NaN : a[t]!, b: -b[t]! };
      folded = JSON.parse(canonicalJson(addToMoments(folded, { row }))) as Moments;
    }
    const pair = initialMoments({ series: ['a', 'b'] });
    const columns = {
      a: a.slice(0, 50).map((value, t) => (t % 7 === 0 ? NaN : value)),
      b: b.slice(0, 50).map((value) => -value),
    };
    expect(addToMoments(pair, { columns })).toEqual(folded);
    expect(folded.dropped).toBe(8);
  });
});

describe('moments: properties', () => {
  const small = whole(plain, 0, 20);

  it('a missing row is counted and leaves no trace', () => {
    const holes = [NaN, Infinity, -Infinity];
    let holed = initialMoments({ series: 4 });
    for (let t = 0; t < 20; t++) {
      const row = plain.map((column) => column[t]!);
      holed = addToMoments(holed, { row: row.map((value, j) => (j === t % 4 ? holes[t % 3]! : value)) });
      holed = addToMoments(holed, { row });
    }
    expect(holed).toEqual({ ...small, dropped: 20 });
  });

  it('no row on either side changes nothing', () => {
    const empty = addToMoments(initialMoments({ series: 4 }), { row: [NaN, 0, 0, 0] });
    expect(mergeMoments(small, empty)).toEqual({ ...small, dropped: 1 });
    expect(mergeMoments(empty, small)).toEqual({ ...small, dropped: 1 });
    expect(mergeMoments(empty, empty)).toEqual({ ...empty, dropped: 2 });
    expect(addToMoments(small, { columns: [[], [], [], []] })).toEqual(small);
  });

  it('a series that stands still has a variance of exactly 0, also merged', () => {
    const still = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1];
    const moving = [1, 2, 3, 5, 8, 13, 21];
    const parts = [0, 2, 4].map((from) =>
      addToMoments(initialMoments({ series: 2 }), {
        columns: [still.slice(from, from + 2), moving.slice(from, from + 2)],
      }),
    );
    const merged = parts.reduce((a, b) => mergeMoments(a, b));
    expect(merged.coMoments.slice(0, 2)).toEqual([0, 0]);
    expect(merged.meanDeviations[0]).toBe(0);
  });

  it('names and numbers give the same bits; plain arrays, typed arrays and array-likes too', () => {
    const names = ['BTC', 'ETH', 'SOL', 'DOGE'];
    const columns = Object.fromEntries(names.map((name, j) => [name, Float64Array.from(plain[j]!)]));
    const named = addToMoments(initialMoments({ series: names }), { columns });
    expect(named).toEqual({ ...whole(plain), symbols: names });
    const like = plain.map((column) => Object.assign({ length: column.length }, column));
    expect(addToMoments(initialMoments({ series: 4 }), { columns: like })).toEqual(whole(plain));
  });

  it('leaves what comes in alone', () => {
    const frozen = JSON.stringify(small);
    for (const value of Object.values(small)) Object.freeze(value);
    addToMoments(Object.freeze(small), { row: Object.freeze([1, 2, 3, 4]) });
    mergeMoments(small, small);
    expect(JSON.stringify(small)).toBe(frozen);
  });

  it('-0 does not stay', () => {
    const zero = addToMoments(initialMoments({ series: 1 }), { row: [-0] });
    expect(canonicalJson(addToMoments(zero, { row: [-0] }))).toContain('"anchors":[0]');
  });
});

describe('moments: refused', () => {
  const empty = initialMoments({ series: 2 });
  const named = initialMoments({ series: ['a', 'b'] });

  it.each([
    ['no series', 0, 'domain.out_of_range', 'series'],
    ['half a series', 1.5, 'domain.not_integer', 'series'],
    ['no names', [], 'domain.out_of_range', 'series'],
    ['a name twice', ['a', 'a'], 'domain.out_of_range', 'series[1]'],
    ['a number for a name', [1], 'shape.wrong_type', 'series[0]'],
    ['an empty name', ['a', ''], 'shape.wrong_type', 'series[1]'],
    ['text', 'ab', 'shape.wrong_type', 'series'],
    ['nothing', undefined, 'shape.missing_field', 'series'],
    ['more than memory holds', 1e6, 'domain.out_of_range', 'series'],
    ['names with a hole', new Array<string>(2), 'shape.missing_field', 'series[0]'],
  ] as const)('%s', (_, series, code, path) => {
    expectRefusal(() => initialMoments({ series: series as unknown as number }), code, path);
  });

  it.each([
    ['neither row nor columns', empty, {}, 'shape.missing_field', 'row'],
    ['both', empty, { row: [1, 2], columns: [[], []] }, 'shape.wrong_type', 'row'],
    ['a short row', empty, { row: [1] }, 'shape.length_mismatch', 'row.length'],
    ['a text in a row', empty, { row: [1, '2'] }, 'shape.wrong_type', 'row[1]'],
    ['null in a row', empty, { row: [1, null] }, 'shape.missing_field', 'row[1]'],
    ['names where there are none', empty, { row: { a: 1, b: 2 } }, 'shape.wrong_type', 'row'],
    ['a list where there are names', named, { row: [1, 2] }, 'shape.wrong_type', 'row'],
    ['a stranger', named, { row: { a: 1, b: 2, c: 3 } }, 'shape.length_mismatch', 'row.c'],
    ['a name left out', named, { columns: { a: [1] } }, 'shape.missing_field', 'columns.b'],
    [
      'columns of two lengths',
      named,
      { columns: { a: [1], b: [] } },
      'shape.length_mismatch',
      'columns.b.length',
    ],
    [
      'a number too large',
      named,
      { columns: { a: [1, 2], b: [1, -1.1e70] } },
      'domain.out_of_range',
      'columns.b[1]',
    ],
    ['a number too large in a row', empty, { row: [1, 2e70] }, 'domain.out_of_range', 'row[1]'],
  ] as const)('%s', (_, moments, data, code, path) => {
    expectRefusal(() => addToMoments(moments, data as never), code, path);
  });

  const full = addToMoments(named, { columns: { a: [1, 2, 3], b: [1, 3, 2] } });
  it.each([
    ['another version', { version: 2 }, 'version'],
    ['names missing', { symbols: ['a'] }, 'symbols'],
    ['names twice', { symbols: ['a', 'a'] }, 'symbols'],
    ['names of another kind', { symbols: 'ab' }, 'symbols'],
    ['half a row', { observations: 1.5 }, 'observations'],
    ['fewer than no rows', { dropped: -1 }, 'dropped'],
    ['a count of -0', { dropped: -0 }, 'dropped'],
    ['anchors of another length', { anchors: [1] }, 'meanDeviations.length'],
    ['no anchors', { anchors: [] }, 'anchors'],
    ['anchors of another kind', { anchors: 'text' }, 'anchors'],
    ['an anchor of null', { anchors: [1, null] }, 'anchors[1]'],
    ['a mean of NaN', { meanDeviations: [0, NaN] }, 'meanDeviations[1]'],
    ['a mean of -0', { meanDeviations: [0, -0] }, 'meanDeviations[1]'],
    ['too few co-moments', { coMoments: [1, 2] }, 'coMoments.length'],
    ['holes for anchors', { anchors: new Array(2) }, 'anchors[0]'],
    ['products beyond the variations', { coMoments: [1, 50, 1] }, 'coMoments[1]'],
    ['a product without a variation', { coMoments: [0, 1, 1] }, 'coMoments[1]'],
    ['a spread of one row', { observations: 1, meanDeviations: [0, 0] }, 'coMoments[0]'],
    ['a mean apart from one row', { observations: 1 }, 'meanDeviations[0]'],
    ['an anchor of no row', { observations: 0, meanDeviations: [0, 0], coMoments: [0, 0, 0] }, 'anchors[0]'],
    ['a negative variance', { coMoments: [1, 0, -1] }, 'coMoments[2]'],
    ['an infinite one', { coMoments: [Infinity, 0, 1] }, 'coMoments[0]'],
  ])('%s', (_, change, path) => {
    const wrong = { ...full, ...change } as Moments;
    expectRefusal(() => addToMoments(wrong, { row: { a: 1, b: 1 } }), 'state.invalid', path);
    expectRefusal(() => mergeMoments(full, wrong), 'state.invalid', `b.${path}`);
  });

  it('moments of other series do not merge', () => {
    const others = [initialMoments({ series: ['b', 'a'] }), empty, initialMoments({ series: ['a'] })];
    for (const other of others) expectRefusal(() => mergeMoments(full, other), 'state.invalid', 'b.symbols');
    expectRefusal(() => mergeMoments(empty, initialMoments({ series: 3 })), 'state.invalid', 'b.symbols');
    expectRefusal(() => mergeMoments(undefined as never, full), 'shape.missing_field', 'a');
    expectRefusal(() => addToMoments([] as never, { row: [1] }), 'shape.wrong_type', '');
  });
});
