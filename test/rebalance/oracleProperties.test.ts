// What holds of every graph, with random ones: layers of sources, checks and reduces that share what is below.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { oracleGuard } from '../../src/rebalance/oracleGuard.ts';
import type { OracleGuardOptions, OracleGuardResult } from '../../src/rebalance/oracleGuard.ts';
import type { OracleNode, OracleSeverity, ReduceNode } from '../../src/rebalance/oracleGraph.ts';
import type { PriceObservation } from '../../src/rebalance/oracleObservation.ts';

const now = 1_711_699_200_000;
type Nodes = Record<string, OracleNode>;
type Observations = Record<string, PriceObservation | null>;

const reducers = ['median', 'minimum', 'maximum', 'mostRecent'] as const;
const severity = fc.constantFrom<OracleSeverity>('degraded', 'halted');
const observation: fc.Arbitrary<PriceObservation | null> = fc.oneof(
  { arbitrary: fc.constant(null), weight: 1 },
  {
    arbitrary: fc.record({
      // Few prices, so that ties happen; some are none.
      price: fc.oneof(
        { arbitrary: fc.integer({ min: 90, max: 110 }), weight: 9 },
        { arbitrary: fc.constantFrom<number | null>(0, -1, NaN, null), weight: 1 },
      ),
      timestamp: fc.integer({ min: -60, max: 10 }).map((age) => now + age),
      confidence: fc.option(fc.integer({ min: 0, max: 5 })),
    }),
    weight: 9,
  },
);

/** A graph that rests on `count` sources, and is used whole: a last median is over all that nothing else used. */
const graphs = fc
  .record({
    count: fc.integer({ min: 1, max: 5 }),
    seeds: fc.array(
      fc.record({
        pick: fc.nat(),
        by: fc.nat(),
        other: fc.nat(),
        severity,
        limit: fc.nat(9),
        back: fc.nat(),
      }),
      { maxLength: 8 },
    ),
    observations: fc.array(observation, { minLength: 5, maxLength: 5 }),
  })
  .map(({ count, seeds, observations: all }) => {
    const nodes: Nodes = {};
    const names: string[] = [];
    const named = (index: number): string => names[index % names.length]!;
    for (let i = 0; i < count; i++) {
      nodes[`s${i}`] = { kind: 'source', observation: `o${i}`, maximumLeadMs: 5 };
      names.push(`s${i}`);
    }
    seeds.forEach(({ pick, by, other, severity: then, limit, back }, i) => {
      const parent = named(pick);
      const second = named(other);
      const standIn = named(back);
      const fallback = back % 3 === 0 && standIn !== parent ? standIn : undefined;
      const made: OracleNode = (
        [
          { kind: 'staleness', parent, maximumAgeMs: limit * 4, graceMs: limit * 2, fallback },
          {
            kind: 'deviation',
            parent,
            reference: second,
            maximumDeviation: limit / 100,
            denominator: (['reference', 'parent', 'mean'] as const)[limit % 3]!,
            severity: then,
            fallback,
          },
          { kind: 'confidence', parent, maximumConfidence: limit / 200, severity: then, fallback },
          {
            kind: 'reduce',
            by: reducers[limit % 4]!,
            parents: [...new Set([parent, second])],
            minimumSources: 1,
            ...(limit > 4 ? { spread: { maximumSpread: limit / 100, severity: then } } : {}),
            fallback,
          },
        ] satisfies OracleNode[]
      )[by % 4]!;
      nodes[`n${i}`] = made;
      names.push(`n${i}`);
    });
    const open = names.filter((name) => !isNamed(nodes, name));
    nodes['root'] = { kind: 'reduce', by: 'median', parents: open, minimumSources: 1 };
    const observations: Observations = Object.fromEntries(all.map((each, i) => [`o${i}`, each]));
    return { graph: { nodes, root: 'root' }, observations, now };
  });

function isNamed(nodes: Nodes, name: string): boolean {
  return Object.values(nodes).some(
    (node) =>
      ('parent' in node && node.parent === name) ||
      ('reference' in node && node.reference === name) ||
      ('parents' in node && node.parents.includes(name)) ||
      node.fallback === name,
  );
}

/** The rules once more, plainly: asked anew at each use, sorted by hand. */
interface Answer {
  readonly price: number;
  readonly time: number;
  readonly width: number | null;
  readonly ok: boolean;
  readonly from: readonly string[];
  readonly weighed: readonly string[];
}
function answerOf(nodes: Nodes, observations: Observations, name: string): Answer | null {
  const ask = (other: string): Answer | null => answerOf(nodes, observations, other);
  const node = nodes[name]!;
  const own = ((): Answer | null => {
    if (node.kind === 'source') {
      const seen = observations[node.observation];
      if (seen == null || seen.price === null || !(seen.price > 0) || seen.timestamp! > now + 5) return null;
      const names = [node.observation];
      return {
        price: seen.price,
        time: seen.timestamp!,
        width: seen.confidence ?? null,
        ok: true,
        from: names,
        weighed: names,
      };
    }
    if (node.kind === 'reduce') return reduced(node, node.parents.map(ask));
    if (node.kind === 'twap' || node.kind === 'sequencer') throw new Error('not in these graphs');
    const parent = ask(node.parent);
    if (parent === null) return null;
    const fails = (is: boolean, then: OracleSeverity): Answer | null =>
      !is ? parent : then === 'halted' ? null : { ...parent, ok: false };
    if (node.kind === 'staleness') {
      const over = now - parent.time - node.maximumAgeMs;
      return fails(over > 0, over > node.graceMs ? 'halted' : 'degraded');
    }
    if (node.kind === 'confidence')
      return fails(
        parent.width === null || parent.width / parent.price > node.maximumConfidence,
        node.severity,
      );
    const other = ask(node.reference as string);
    if (other === null) return fails(true, node.severity);
    const names = new Set([...parent.weighed, ...other.weighed]);
    const scale =
      node.denominator === 'reference'
        ? other.price
        : node.denominator === 'parent'
          ? parent.price
          : (parent.price + other.price) / 2;
    const is = names.size === 1 || Math.abs(parent.price - other.price) / scale > node.maximumDeviation;
    const checked = fails(is, node.severity);
    return checked === null || other.ok ? checked : { ...checked, ok: false };
  })();
  if (own !== null || node.fallback === undefined) return own;
  const standIn = ask(node.fallback);
  return standIn === null ? null : { ...standIn, ok: false };
}
function reduced(node: ReduceNode, answers: readonly (Answer | null)[]): Answer | null {
  const some = answers.filter((answer) => answer !== null);
  const votes: Answer[] = [];
  for (const answer of some) {
    const same = votes.findIndex(
      ({ from, price }) => String(from) === String(answer.from) && price === answer.price,
    );
    if (same < 0) votes.push(answer);
    else {
      const { time, width, ok, weighed } = votes[same]!;
      votes[same] = {
        ...answer,
        time: Math.min(time, answer.time),
        width: width === null || answer.width === null ? null : Math.max(width, answer.width),
        ok: ok && answer.ok,
        weighed: [...new Set([...weighed, ...answer.weighed])].sort((x, y) => (x < y ? -1 : 1)),
      };
    }
  }
  if (votes.length < node.minimumSources) return null;
  const prices = votes.map(({ price }) => price);
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  let ok = true;
  if (node.spread !== undefined && high / low - 1 > node.spread.maximumSpread + 1e-12) {
    if (node.spread.severity === 'halted') return null;
    ok = false;
  }
  votes.sort((x, y) => x.price - y.price || (String(x.from) < String(y.from) ? -1 : 1));
  if (node.by === 'mostRecent') {
    const time = Math.max(...votes.map((vote) => vote.time));
    const latest = votes.filter((vote) => vote.time === time);
    const first = latest.map(({ from }) => String(from)).sort()[0];
    const taken = latest.find(({ from }) => String(from) === first)!;
    return { ...taken, ok: ok && taken.ok };
  }
  const half = votes.length >> 1;
  const taken =
    node.by === 'minimum'
      ? [votes[0]!]
      : node.by === 'maximum'
        ? [votes.at(-1)!]
        : votes.length % 2 === 1
          ? [votes[half]!]
          : [votes[half - 1]!, votes[half]!];
  const names = (lists: readonly (readonly string[])[]): string[] =>
    [...new Set(lists.flat())].sort((x, y) => (x < y ? -1 : 1));
  return {
    price: taken.length === 1 ? taken[0]!.price : taken[0]!.price / 2 + taken[1]!.price / 2,
    time: Math.min(...votes.map((vote) => vote.time)),
    width: votes.reduce<number | null>(
      (widest, { width }) => (widest === null || width === null ? null : Math.max(widest, width)),
      0,
    ),
    ok: ok && votes.every((vote) => vote.ok),
    from: names(taken.map(({ from }) => from)),
    weighed: names(votes.map(({ weighed }) => weighed)),
  };
}

const runs = { seed: 1977, numRuns: 1500 };
const rank = ({ status }: OracleGuardResult): number => ['ok', 'degraded', 'halted'].indexOf(status);

describe('oracleGuard on random graphs', () => {
  it('is what the rules say, asked plainly', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(graphs, ({ graph, observations }) => {
        const result = oracleGuard({ graph, observations, now });
        const expected = answerOf(graph.nodes, observations, 'root');
        seen.set(result.status, (seen.get(result.status) ?? 0) + 1);
        expect([
          result.status,
          result.price,
          result.timestamp,
          result.confidence,
          result.path,
          result.sources,
        ]).toEqual(
          expected === null
            ? ['halted', null, null, null, [], []]
            : [
                expected.ok ? 'ok' : 'degraded',
                expected.price,
                expected.time,
                expected.width,
                expected.from,
                expected.weighed,
              ],
        );
      }),
      runs,
    );
    // Each status is met often enough to say something.
    for (const status of ['ok', 'degraded', 'halted']) expect(seen.get(status)).toBeGreaterThan(100);
  });

  it('has a price between those of the live sources, or none', () => {
    fc.assert(
      fc.property(graphs, (options) => {
        const { price, path, sources } = oracleGuard(options);
        if (price === null) return;
        const all = sources.map((name) => options.observations[name]!.price!);
        expect(price).toBeGreaterThanOrEqual(Math.min(...all));
        expect(price).toBeLessThanOrEqual(Math.max(...all));
        expect(path.every((name) => sources.includes(name))).toBe(true);
      }),
      runs,
    );
  });

  it('is the same twice, after JSON, with other orders of parents, nodes and observations, and leaves its input', () => {
    fc.assert(
      fc.property(graphs, (options) => {
        const before = JSON.stringify(options);
        const result = oracleGuard(deepFreeze(options));
        expect(JSON.stringify(options)).toBe(before);
        expect(oracleGuard(options)).toEqual(result);
        expect(JSON.parse(canonicalJson(result))).toEqual(result);
        const reversed = <T>(fields: Readonly<Record<string, T>>): Record<string, T> =>
          Object.fromEntries(Object.entries(fields).reverse());
        const nodes = reversed(options.graph.nodes);
        for (const [name, node] of Object.entries(nodes))
          if (node.kind === 'reduce') nodes[name] = { ...node, parents: [...node.parents].reverse() };
        const other: OracleGuardOptions = {
          now,
          graph: { root: 'root', nodes },
          observations: reversed(options.observations),
        };
        expect(oracleGuard(other)).toEqual(result);
      }),
      runs,
    );
  });

  it('that are a median of sources is never better for a feed that is down', () => {
    fc.assert(
      fc.property(graphs, fc.nat(4), ({ graph, observations }, which) => {
        const nodes = Object.fromEntries(
          Object.entries(graph.nodes).filter(([, { kind }]) => kind === 'source'),
        );
        const parents = Object.keys(nodes);
        nodes['root'] = {
          kind: 'reduce',
          by: 'median',
          parents,
          minimumSources: 1,
          wantedSources: parents.length,
        };
        const all = oracleGuard({ graph: { nodes, root: 'root' }, observations, now });
        const fewer = { ...observations, [`o${which}`]: null };
        const down = oracleGuard({ graph: { nodes, root: 'root' }, observations: fewer, now });
        expect(rank(down)).toBeGreaterThanOrEqual(rank(all));
      }),
      runs,
    );
  });
});

describe('a reduce', () => {
  it('is never worse for one more fresh source that agrees', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...reducers),
        fc.array(observation, { minLength: 1, maxLength: 6 }),
        severity,
        fc.integer({ min: 0, max: 15 }),
        fc.integer({ min: 1, max: 6 }),
        (by, all, then, percent, wanted) => {
          const build = (extra: PriceObservation | null): OracleGuardResult => {
            const feeds = [...all, extra];
            const nodes: Nodes = {};
            feeds.forEach((_, i) => {
              nodes[`s${i}`] = { kind: 'source', observation: `o${i}`, maximumLeadMs: 100 };
              nodes[`f${i}`] = { kind: 'staleness', parent: `s${i}`, maximumAgeMs: 20, graceMs: 20 };
            });
            const wantedSources = Math.min(wanted, feeds.length);
            nodes['all'] = {
              kind: 'reduce',
              by,
              parents: feeds.map((_, i) => `f${i}`),
              minimumSources: Math.min(2, wantedSources),
              wantedSources,
              spread: { maximumSpread: percent / 100, severity: then },
            };
            nodes['sure'] = { kind: 'confidence', parent: 'all', maximumConfidence: 0.02, severity: then };
            const observations = Object.fromEntries(feeds.map((feed, i) => [`o${i}`, feed]));
            return oracleGuard({ graph: { nodes, root: 'sure' }, observations, now });
          };
          const before = build(null);
          const fresh = { price: before.price ?? 100, timestamp: now, confidence: 0 };
          const after = build(fresh);
          if (before.price !== null) {
            expect(rank(after)).toBeLessThanOrEqual(rank(before));
            expect(after.price).toBe(by === 'mostRecent' ? after.price : before.price);
          }
        },
      ),
      runs,
    );
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
