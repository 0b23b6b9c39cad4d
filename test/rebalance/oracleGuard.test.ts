import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { oracleGuard } from '../../src/rebalance/oracleGuard.ts';
import type { OracleGuardResult } from '../../src/rebalance/oracleGuard.ts';
import type { OracleNode, ReduceNode } from '../../src/rebalance/oracleGraph.ts';
import type { OracleObservation } from '../../src/rebalance/oracleObservation.ts';

const now = 1_711_699_200_000;
type Nodes = Record<string, OracleNode>;
type Observations = Record<string, OracleObservation>;
const source = (observation: string): OracleNode => ({ kind: 'source', observation, maximumLeadMs: 500 });
const price = (value: number | null, ageMs = 0, confidence?: number | null): OracleObservation => ({
  price: value,
  timestamp: now - ageMs,
  confidence,
});
const guard = (nodes: Nodes, root: string, observations: Observations): OracleGuardResult =>
  oracleGuard({ graph: { nodes, root }, observations, now });
const codes = ({ findings }: OracleGuardResult): string[] =>
  findings.map(({ node, code, severity }) => `${node} ${code} ${severity}`);
/** Status, price and codes: what most rows look at. */
const brief = (result: OracleGuardResult): unknown[] => [result.status, result.price, ...codes(result)];
const halt = (...found: string[]): unknown[] => ['halted', null, ...found];

describe('a source', () => {
  const nodes = { a: source('feed') };
  const one = (observation: OracleObservation): OracleGuardResult => guard(nodes, 'a', { feed: observation });

  it('is the price, its confidence and its time', () => {
    expect(one(price(100, 7, 0.5))).toEqual({
      status: 'ok',
      price: 100,
      confidence: 0.5,
      timestamp: now - 7,
      path: ['feed'],
      sources: ['feed'],
      findings: [],
      explanation: 'ok: 100 of feed',
    });
    expect(one(price(100))).toMatchObject({ confidence: null });
    expect(one(price(100, 0, null))).toMatchObject({ confidence: null });
    expect(one(price(100, 0, -0))).toMatchObject({ status: 'ok', confidence: 0 });
  });

  it.each<[string, OracleObservation, string, number | null, number | null]>([
    ['none', undefined, 'missing', null, null],
    ['null', null, 'missing', null, null],
    ['a price of null', price(null), 'missing', null, null],
    ['0', price(0), 'bad_price', 0, 0],
    ['-0', price(-0), 'bad_price', 0, 0],
    ['below 0', price(-37.63), 'bad_price', 0, -37.63],
    ['NaN', price(NaN), 'bad_price', 0, null],
    ['Infinity', price(Infinity), 'bad_price', 1e150, null],
    ['-Infinity', price(-Infinity), 'bad_price', 0, null],
    ['the smallest double', price(5e-324), 'bad_price', 1e-150, 5e-324],
    ['the largest double', price(1.7e308), 'bad_price', 1e150, 1.7e308],
    ['a confidence below 0', price(1, 0, -0.1), 'bad_confidence', 0, -0.1],
    ['a confidence of NaN', price(1, 0, NaN), 'bad_confidence', 0, null],
    ['a confidence without end', price(1, 0, Infinity), 'bad_confidence', 1e150, null],
    ['no time', { price: 1, timestamp: null }, 'no_timestamp', null, null],
    ['the future', price(1, -501), 'future', 500, 501],
  ])('has no price of %s', (_, observation, code, limit, observed) => {
    const result = one(observation);
    expect(brief(result)).toEqual(halt(`a ${code} halted`));
    expect(result).toMatchObject({ confidence: null, timestamp: null, path: [], sources: [] });
    expect(result.findings).toMatchObject([{ limit, observed }]);
    expect(result.explanation).toBe(`halted: no price; a: ${result.findings[0]!.reason}`);
    expect(JSON.parse(canonicalJson(result))).toEqual(result);
  });

  it('takes what is at its bounds', () => {
    expect(one(price(1, -500))).toMatchObject({ status: 'ok', timestamp: now + 500 });
    expect(one(price(1e-150))).toMatchObject({ status: 'ok', price: 1e-150 });
    expect(one(price(1e150, 0, 1e150))).toMatchObject({ status: 'ok', price: 1e150 });
    // However old: its age is for staleness to judge.
    expect(one({ price: 1, timestamp: 0 })).toMatchObject({ status: 'ok', timestamp: 0 });
  });
});

describe('staleness', () => {
  const nodes: Nodes = {
    a: source('a'),
    b: source('b'),
    fresh: { kind: 'staleness', parent: 'a', maximumAgeMs: 3000, graceMs: 2000, fallback: 'b' },
  };

  it.each<[number, unknown[]]>([
    [-400, ['ok', 100]],
    [0, ['ok', 100]],
    [3000, ['ok', 100]],
    [3001, ['degraded', 100, 'fresh stale_within_grace degraded']],
    [5000, ['degraded', 100, 'fresh stale_within_grace degraded']],
    [5001, ['degraded', 99, 'fresh stale halted', 'fresh fallback degraded']],
    [-501, ['degraded', 99, 'a future halted', 'fresh fallback degraded']],
  ])('of a price %d ms old', (age, expected) => {
    expect(brief(guard(nodes, 'fresh', { a: price(100, age), b: price(99) }))).toEqual(expected);
  });

  it('says the age, and what it was compared with', () => {
    const found = (age: number): unknown =>
      guard(nodes, 'fresh', { a: price(100, age), b: null }).findings[0];
    expect(found(4000)).toEqual({
      node: 'fresh',
      code: 'stale_within_grace',
      severity: 'degraded',
      limit: 3000,
      observed: 4000,
      reason: '4000 ms old, 3000 allowed, 2000 of grace',
    });
    expect(found(9000)).toMatchObject({ code: 'stale', severity: 'halted', limit: 5000, observed: 9000 });
  });

  it('does not ask its fallback before it needs it, and halts with it', () => {
    expect(brief(guard(nodes, 'fresh', { a: price(100) }))).toEqual(['ok', 100]);
    expect(brief(guard(nodes, 'fresh', { a: price(100, 6000), b: price(0) }))).toEqual(
      halt('fresh stale halted', 'b bad_price halted'),
    );
    expect(brief(guard(nodes, 'fresh', {}))).toEqual(halt('a missing halted', 'b missing halted'));
  });
});

describe('reduce', () => {
  const parents = ['a', 'b', 'c', 'd'];
  const nodesOf = (change: Partial<ReduceNode>): Nodes => ({
    ...Object.fromEntries(parents.map((name) => [name, source(name)])),
    all: { kind: 'reduce', by: 'median', parents, minimumSources: 1, ...change },
  });
  const of = (by: ReduceNode['by'], observations: Observations): OracleGuardResult =>
    guard(nodesOf({ by }), 'all', observations);
  const four = { a: price(103, 40), b: price(100, 30), c: price(109, 20), d: price(101, 10) };
  const three = { a: price(103, 40, 0.1), b: price(100, 30, 0.3), c: price(109, 20, 0.2) };

  it.each<[ReduceNode['by'], number, number, string[]]>([
    ['median', 102, 40, ['a', 'd']],
    ['minimum', 100, 40, ['b']],
    ['maximum', 109, 40, ['c']],
    ['mostRecent', 101, 10, ['d']],
  ])('the %s of four is %d, %d ms old', (by, expected, age, path) => {
    const sources = by === 'mostRecent' ? ['d'] : parents;
    expect(of(by, four)).toMatchObject({
      status: 'ok',
      price: expected,
      timestamp: now - age,
      confidence: null,
      path,
      sources,
    });
  });

  it.each<[ReduceNode['by'], number, number, number]>([
    ['median', 103, 40, 0.3],
    ['minimum', 100, 40, 0.3],
    ['maximum', 109, 40, 0.3],
    ['mostRecent', 109, 20, 0.2],
  ])('the %s of the three that are left is %d', (by, expected, age, confidence) => {
    const result = of(by, three);
    expect(result).toMatchObject({ status: 'ok', price: expected, timestamp: now - age, confidence });
    expect(codes(result)).toEqual(['d missing halted']);
  });

  it('a price without a confidence leaves the whole without one', () => {
    expect(of('median', { ...three, d: price(103, 0) })).toMatchObject({ confidence: null });
  });

  it('of equal prices or times the first name', () => {
    const same = Object.fromEntries(parents.map((name) => [name, price(100)]));
    expect(of('median', same)).toMatchObject({ path: ['b', 'c'] });
    expect(of('minimum', same)).toMatchObject({ path: ['a'] });
    expect(of('maximum', same)).toMatchObject({ path: ['d'] });
    expect(of('mostRecent', { ...same, a: price(102), d: price(99) })).toMatchObject({ price: 102 });
  });

  it('counts: enough, fewer than wanted, too few', () => {
    const nodes = nodesOf({ minimumSources: 2, wantedSources: 3 });
    const missing = (...names: string[]): string[] => names.map((name) => `${name} missing halted`);
    expect(guard(nodes, 'all', three).status).toBe('ok');
    const two = guard(nodes, 'all', { b: price(100), c: price(104) });
    expect(brief(two)).toEqual(['degraded', 102, ...missing('a', 'd'), 'all few_sources degraded']);
    expect(two.findings[2]).toMatchObject({ limit: 3, observed: 2, reason: '2 sources, 3 wanted' });
    const one = guard(nodes, 'all', { c: price(104) });
    expect(brief(one)).toEqual(halt(...missing('a', 'b', 'd'), 'all too_few_sources halted'));
    expect(one.findings[3]).toMatchObject({ limit: 2, observed: 1, reason: '1 sources, 2 needed' });
    expect(guard(nodesOf({}), 'all', {}).findings[4]).toMatchObject({ limit: 1, observed: 0 });
  });

  it.each(['degraded', 'halted'] as const)('a spread of which is %s', (severity) => {
    const nodes = nodesOf({ spread: { maximumSpread: 0.125, severity } });
    const spread = (top: number): OracleGuardResult =>
      guard(nodes, 'all', { a: price(80), b: price(84), c: price(top), d: price(82) });
    expect(spread(90)).toMatchObject({ status: 'ok', price: 83 });
    const wide = spread(100);
    expect(brief(wide)).toEqual([severity, severity === 'halted' ? null : 83, `all spread ${severity}`]);
    expect(wide.findings[0]).toMatchObject({ limit: 0.125, observed: 0.25 });
    // The most recent is compared with the others too.
    const recent = nodesOf({ by: 'mostRecent', spread: { maximumSpread: 0.125, severity } });
    expect(guard(recent, 'all', { a: price(80, 9), b: price(100) }).status).toBe(severity);
  });

  it('is degraded by a degraded price, but for the most recent, of which the one taken counts', () => {
    const late = (by: ReduceNode['by']): Nodes => ({
      a: source('a'),
      b: source('b'),
      fresh: { kind: 'staleness', parent: 'a', maximumAgeMs: 10, graceMs: 100 },
      both: { kind: 'reduce', by, parents: ['fresh', 'b'], minimumSources: 1 },
    });
    const observations = { a: price(100, 50), b: price(102) };
    for (const by of ['median', 'minimum', 'maximum'] as const)
      expect(guard(late(by), 'both', observations).status).toBe('degraded');
    expect(brief(guard(late('mostRecent'), 'both', observations))).toEqual([
      'ok',
      102,
      'fresh stale_within_grace degraded',
    ]);
    const older = { a: price(100, 50), b: price(102, 60) };
    expect(guard(late('mostRecent'), 'both', older)).toMatchObject({ status: 'degraded', price: 100 });
  });

  it('a fallback that two parents share is one source', () => {
    const nodes: Nodes = {
      a: { ...source('a'), fallback: 'c' },
      b: { ...source('b'), fallback: 'c' },
      c: source('c'),
      both: { kind: 'reduce', by: 'median', parents: ['a', 'b'], minimumSources: 2 },
    };
    expect(guard(nodes, 'both', { a: price(100), c: price(104) })).toMatchObject({
      status: 'degraded',
      price: 102,
      path: ['a', 'c'],
    });
    expect(brief(guard(nodes, 'both', { c: price(104) }))).toEqual(
      halt(
        'a missing halted',
        'a fallback degraded',
        'b missing halted',
        'b fallback degraded',
        'both too_few_sources halted',
      ),
    );
    // Nor does it vote twice: 104, 104 and 100 have the median 104, 104 and 100 of two sources 102.
    const three: Nodes = {
      ...nodes,
      d: source('d'),
      both: { kind: 'reduce', by: 'median', parents: ['a', 'b', 'd'], minimumSources: 2 },
    };
    expect(guard(three, 'both', { c: price(104), d: price(100) })).toMatchObject({ price: 102 });
  });
});

describe('deviation', () => {
  const nodesOf = (change: object): Nodes => ({
    a: source('a'),
    b: source('b'),
    near: {
      kind: 'deviation',
      parent: 'a',
      reference: 'b',
      maximumDeviation: 0.25,
      denominator: 'reference',
      severity: 'halted',
      ...change,
    },
  });

  // 80 and 100 are 20 apart: 0.2 of 100, 0.25 of 80, 2/9 of 90.
  it.each([
    [80, 100, 'reference', 0.2],
    [80, 100, 'parent', 0.25],
    [80, 100, 'mean', 20 / 90],
    [100, 80, 'reference', 0.25],
    [100, 80, 'parent', 0.2],
    [100, 80, 'mean', 20 / 90],
  ] as const)('of %d from %d over the %s is %d', (a, b, denominator, deviation) => {
    const observations = { a: price(a), b: price(b) };
    const at = nodesOf({ denominator, maximumDeviation: deviation });
    expect(brief(guard(at, 'near', observations))).toEqual(['ok', a]);
    const below = guard(nodesOf({ denominator, maximumDeviation: deviation - 1e-15 }), 'near', observations);
    expect(brief(below)).toEqual(halt('near deviation halted'));
    expect(below.findings[0]).toMatchObject({ limit: deviation - 1e-15, observed: deviation });
  });

  it('passes the price on where it is only degraded', () => {
    const observations = { a: price(60), b: price(100) };
    expect(brief(guard(nodesOf({ severity: 'degraded' }), 'near', observations))).toEqual([
      'degraded',
      60,
      'near deviation degraded',
    ]);
    expect(brief(guard(nodesOf({ fallback: 'b' }), 'near', observations))).toEqual([
      'degraded',
      100,
      'near deviation halted',
      'near fallback degraded',
    ]);
  });

  it.each(['degraded', 'halted'] as const)('cannot be made without a reference: %s', (severity) => {
    const result = guard(nodesOf({ severity }), 'near', { a: price(100) });
    const passed = severity === 'halted' ? null : 100;
    expect(brief(result)).toEqual([severity, passed, 'b missing halted', `near no_reference ${severity}`]);
    expect(result.findings[1]).toMatchObject({ limit: 0.25, observed: null });
    // A shared fallback would agree with itself.
    const shared = { ...nodesOf({ severity }), a: { ...source('a'), fallback: 'b' } };
    expect(brief(guard(shared, 'near', { b: price(100) }))).toEqual([
      severity,
      passed,
      'a missing halted',
      'a fallback degraded',
      `near no_reference ${severity}`,
    ]);
  });

  it('is degraded by a degraded reference, and has no price without its parent', () => {
    const late: Nodes = {
      ...nodesOf({ reference: 'fresh' }),
      fresh: { kind: 'staleness', parent: 'b', maximumAgeMs: 10, graceMs: 100 },
    };
    expect(brief(guard(late, 'near', { a: price(100), b: price(101, 20) }))).toEqual([
      'degraded',
      100,
      'fresh stale_within_grace degraded',
    ]);
    expect(brief(guard(nodesOf({}), 'near', { b: price(0) }))).toEqual(
      halt('a missing halted', 'b bad_price halted'),
    );
  });

  it('from a peg', () => {
    const nodes: Nodes = {
      usdc: source('usdc'),
      peg: {
        kind: 'deviation',
        parent: 'usdc',
        reference: 1,
        maximumDeviation: 0.01,
        denominator: 'reference',
        severity: 'halted',
      },
    };
    expect(brief(guard(nodes, 'peg', { usdc: price(0.995) }))).toEqual(['ok', 0.995]);
    // USD Coin on 11 March 2023.
    const depegged = guard(nodes, 'peg', { usdc: price(0.88) });
    expect(brief(depegged)).toEqual(halt('peg deviation halted'));
    expect(depegged.explanation).toBe('halted: no price; peg: 0.88 is 0.12 from 1, 0.01 allowed');
  });

  it('has a finite answer at the ends of prices', () => {
    const observations = { a: price(1e150), b: price(1e-150) };
    for (const denominator of ['reference', 'parent', 'mean'])
      expect(
        JSON.parse(
          canonicalJson(guard(nodesOf({ denominator, severity: 'degraded' }), 'near', observations)),
        ),
      ).toMatchObject({ status: 'degraded', price: 1e150 });
  });

  it('is within 4e-16 of its size', () => {
    // 3 and 7 thirds: fractions that no double is. Observed 1.7e-16.
    const deviations = [
      [3, 7, 'reference', 4 / 7],
      [3, 7, 'parent', 4 / 3],
      [3, 7, 'mean', 4 / 5],
      [0.1, 0.7, 'parent', 6],
    ] as const;
    for (const [a, b, denominator, expected] of deviations) {
      const nodes = nodesOf({ denominator, maximumDeviation: 0, severity: 'degraded' });
      const { observed } = guard(nodes, 'near', { a: price(a), b: price(b) }).findings[0]!;
      expect(Math.abs(observed! / expected - 1)).toBeLessThan(4e-16);
    }
  });
});

describe('confidence', () => {
  const nodesOf = (maximumConfidence: number, severity: 'degraded' | 'halted'): Nodes => ({
    pyth: source('pyth'),
    sure: { kind: 'confidence', parent: 'pyth', maximumConfidence, severity },
  });
  const observations = { pyth: price(122.7625, 0, 0.015) };

  it('of Pyth at 122.7625 +- 0.015, which is 1.222 bp', () => {
    expect(brief(guard(nodesOf(0.0001223, 'halted'), 'sure', observations))).toEqual(['ok', 122.7625]);
    const beyond = guard(nodesOf(0.0001221, 'halted'), 'sure', observations);
    expect(brief(beyond)).toEqual(halt('sure confidence halted'));
    expect(beyond.findings[0]).toMatchObject({ limit: 0.0001221, observed: 0.015 / 122.7625 });
    expect(guard(nodesOf(0.0001221, 'degraded'), 'sure', observations)).toMatchObject({
      status: 'degraded',
      price: 122.7625,
      confidence: 0.015,
    });
    expect(guard(nodesOf(0.015 / 122.7625, 'halted'), 'sure', observations).status).toBe('ok');
  });

  it.each(['degraded', 'halted'] as const)('that the price does not say: %s', (severity) => {
    const result = guard(nodesOf(0.01, severity), 'sure', { pyth: price(100) });
    expect(codes(result)).toEqual([`sure no_confidence ${severity}`]);
    expect(result.status).toBe(severity);
    expect(guard(nodesOf(0.01, severity), 'sure', { pyth: price(100, 0, 0) }).status).toBe('ok');
  });
});

describe('sequencer', () => {
  const nodesOf = (severity: 'degraded' | 'halted', graceMs = 3_600_000): Nodes => ({
    a: source('a'),
    chain: { kind: 'sequencer', parent: 'a', observation: 'uptime', graceMs, severity },
  });
  const at = (severity: 'degraded' | 'halted', up: boolean, elapsed: number, graceMs?: number): unknown[] =>
    brief(
      guard(nodesOf(severity, graceMs), 'chain', { a: price(100), uptime: { up, since: now - elapsed } }),
    );

  it('has no price while it is down, or not known to be up', () => {
    for (const severity of ['degraded', 'halted'] as const) {
      expect(at(severity, false, 9e9)).toEqual(halt('chain sequencer_down halted'));
      for (const uptime of [null, undefined])
        expect(brief(guard(nodesOf(severity), 'chain', { a: price(100), uptime }))).toEqual(
          halt('chain missing halted'),
        );
    }
  });

  it('is recovering for its grace, the last moment of it included', () => {
    expect(at('degraded', true, 3_600_001)).toEqual(['ok', 100]);
    expect(at('degraded', true, 3_600_000)).toEqual(['degraded', 100, 'chain sequencer_recovering degraded']);
    expect(at('halted', true, 3_600_000)).toEqual(halt('chain sequencer_recovering halted'));
    expect(at('halted', true, -1, 0)).toEqual(halt('chain sequencer_recovering halted'));
    expect(at('halted', true, 1, 0)).toEqual(['ok', 100]);
  });

  it('says for how long', () => {
    const found = (up: boolean): unknown =>
      guard(nodesOf('degraded'), 'chain', { a: price(100), uptime: { up, since: now - 60_000 } }).findings[0];
    expect(found(true)).toMatchObject({ limit: 3_600_000, observed: 60_000 });
    expect(found(false)).toMatchObject({ limit: null, observed: 60_000, reason: 'uptime down for 60000 ms' });
  });

  it('of one chain stands above several prices', () => {
    const nodes: Nodes = {
      ...nodesOf('halted'),
      b: source('b'),
      other: { kind: 'sequencer', parent: 'b', observation: 'uptime', graceMs: 0, severity: 'halted' },
      both: { kind: 'reduce', by: 'median', parents: ['chain', 'other'], minimumSources: 2 },
    };
    const uptime = { up: true, since: 0 };
    expect(guard(nodes, 'both', { a: price(100), b: price(102), uptime })).toMatchObject({ price: 101 });
  });
});

describe('twap', () => {
  const minute = 60_000;
  const nodesOf = (change: object): Nodes => ({
    mean: {
      kind: 'twap',
      observation: 'trades',
      windowMs: 10 * minute,
      minimumCoverage: 0.75,
      maximumLeadMs: 500,
      ...change,
    },
  });
  const of = (prices: readonly (readonly [number, number])[], change: object = {}): OracleGuardResult =>
    guard(nodesOf(change), 'mean', { trades: { prices: prices.map(([age, value]) => [now - age, value]) } });

  it('weighs each price by the time it held', () => {
    // 100 for 6 minutes of the window, 110 for 3, 130 for 1: 600 + 330 + 130 over 10.
    const result = of([
      [99 * minute, 1],
      [20 * minute, 100],
      [4 * minute, 110],
      [minute, 130],
    ]);
    expect(result).toEqual({
      status: 'ok',
      price: 106,
      confidence: null,
      timestamp: now - minute,
      path: ['trades'],
      sources: ['trades'],
      findings: [],
      explanation: 'ok: 106 of trades',
    });
  });

  it('needs its share of the window', () => {
    // Known for 7.5 minutes of 10.
    expect(of([[7.5 * minute, 100]])).toMatchObject({ status: 'ok', price: 100 });
    const short = of([[7 * minute, 100]]);
    expect(brief(short)).toEqual(halt('mean low_coverage halted'));
    expect(short.findings[0]).toMatchObject({ limit: 0.75, observed: 0.7 });
    expect(of([]).findings[0]).toMatchObject({ code: 'low_coverage', observed: 0 });
    expect(of([[0, 100]]).findings[0]).toMatchObject({ code: 'low_coverage', observed: 0 });
    expect(brief(guard(nodesOf({}), 'mean', {}))).toEqual(halt('mean missing halted'));
  });

  it('gives no weight to what is ahead of now, and stops where that is too far', () => {
    const ahead = (lead: number): OracleGuardResult =>
      of([
        [10 * minute, 100],
        [-lead, 999],
      ]);
    expect(ahead(500)).toMatchObject({ status: 'ok', price: 100, timestamp: now - 10 * minute });
    expect(brief(ahead(501))).toEqual(halt('mean future halted'));
    expect(ahead(501).findings[0]).toMatchObject({ limit: 500, observed: 501 });
    expect(of([[10 * minute, 100], [0, 110]])).toMatchObject({ price: 100, timestamp: now }); // prettier-ignore
  });

  it('has no price where one of the window is none; older ones do not matter', () => {
    for (const bad of [0, -1, NaN, Infinity])
      expect(brief(of([[10 * minute, 100], [minute, bad]]))).toEqual(halt('mean bad_price halted')); // prettier-ignore
    expect(of([[11 * minute, NaN], [10 * minute, 100]])).toMatchObject({ status: 'ok', price: 100 }); // prettier-ignore
    expect(brief(of([[11 * minute, NaN], [9 * minute, 100]]))).toEqual(halt('mean bad_price halted')); // prettier-ignore
  });

  it('is as old as its last price, for staleness above it', () => {
    const nodes: Nodes = {
      ...nodesOf({}),
      fresh: { kind: 'staleness', parent: 'mean', maximumAgeMs: minute, graceMs: 0 },
    };
    const trades = { prices: [[now - 10 * minute, 100]] as [number, number][] };
    expect(brief(guard(nodes, 'fresh', { trades }))).toEqual(halt('fresh stale halted'));
  });

  it('is the mean of exact rationals within 4e-16', () => {
    interface Row {
      readonly now: number;
      readonly windowMs: number;
      readonly prices: [number, number][];
      readonly mean: number | null;
      readonly coverage: number;
      readonly last: number;
    }
    const { twaps } = JSON.parse(
      readFileSync(new URL('../fixtures/oracle_prices.json', import.meta.url), 'utf8'),
    ) as { readonly twaps: readonly Row[] };
    let worst = 0;
    let answered = 0;
    for (const { now: time, windowMs, prices, mean, coverage, last } of twaps) {
      const nodes = nodesOf({ windowMs, minimumCoverage: 0.25 });
      const result = oracleGuard({
        graph: { nodes, root: 'mean' },
        observations: { trades: { prices } },
        now: time,
      });
      if (result.status === 'halted') {
        expect(result.findings[0]).toMatchObject({ code: 'low_coverage', observed: coverage });
        expect(coverage).toBeLessThan(0.25);
        continue;
      }
      answered++;
      expect(result.timestamp).toBe(last);
      worst = Math.max(worst, Math.abs(result.price / mean! - 1));
    }
    expect(answered).toBeGreaterThan(50);
    expect(worst).toBeLessThan(4e-16);
  });

  it('of one price is that price, and lies within those of its window', () => {
    const value = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 600_000 }), { minLength: 1, maxLength: 20 }),
        fc.array(value, { minLength: 20, maxLength: 20 }),
        (ages, values) => {
          const times = [600_000, ...ages.filter((age) => age < 600_000).sort((a, b) => b - a)];
          const varied = times.map((age, i) => [age, values[i % 20]!] as const);
          const { price: mean } = of(varied);
          const all = varied.map(([, each]) => each);
          expect(mean!).toBeGreaterThanOrEqual(Math.min(...all));
          expect(mean!).toBeLessThanOrEqual(Math.max(...all));
          expect(of(times.map((age) => [age, values[0]!])).price).toBe(values[0]);
        },
      ),
      { seed: 20, numRuns: 300 },
    );
  });
});

it('a node that several share is asked once, and finds things once', () => {
  const nodes: Nodes = {
    n0: { kind: 'staleness', parent: 'a', maximumAgeMs: 1, graceMs: 99 },
    a: source('a'),
  };
  for (let i = 0; i < 16; i++) {
    nodes[`x${i}`] = { kind: 'staleness', parent: `n${i}`, maximumAgeMs: 1000, graceMs: 0 };
    nodes[`y${i}`] = { kind: 'confidence', parent: `n${i}`, maximumConfidence: 1, severity: 'halted' };
    nodes[`n${i + 1}`] = { kind: 'reduce', by: 'median', parents: [`x${i}`, `y${i}`], minimumSources: 1 };
  }
  expect(brief(guard(nodes, 'n16', { a: price(100, 50, 1) }))).toEqual([
    'degraded',
    100,
    'n0 stale_within_grace degraded',
  ]);
});
