// What is wrong with a graph, or with an observation's shape, is an error: before any price is looked at.
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/foundation/errors.ts';
import { oracleGuard } from '../../src/rebalance/oracleGuard.ts';
import type { OracleGuardOptions } from '../../src/rebalance/oracleGuard.ts';
import { expectRefusal, refusal } from '../errors.ts';

const now = 1_711_699_200_000;
const nodes = {
  a: { kind: 'source', observation: 'a', maximumLeadMs: 500 },
  b: { kind: 'source', observation: 'b', maximumLeadMs: 500 },
  mean: { kind: 'twap', observation: 'c', windowMs: 60_000, minimumCoverage: 0.5, maximumLeadMs: 500 },
  fresh: { kind: 'staleness', parent: 'a', maximumAgeMs: 1000, graceMs: 1000 },
  middle: {
    kind: 'reduce',
    by: 'median',
    parents: ['fresh', 'b'],
    minimumSources: 1,
    wantedSources: 2,
    spread: { maximumSpread: 0.02, severity: 'degraded' },
  },
  near: {
    kind: 'deviation',
    parent: 'middle',
    reference: 'mean',
    maximumDeviation: 0.05,
    denominator: 'reference',
    severity: 'halted',
  },
  sure: { kind: 'confidence', parent: 'near', maximumConfidence: 0.01, severity: 'degraded' },
  up: { kind: 'sequencer', parent: 'sure', observation: 'uptime', graceMs: 3_600_000, severity: 'degraded' },
} as const;
type Name = keyof typeof nodes;
const observations = {
  a: { price: 100, timestamp: now, confidence: 0.1 },
  b: { price: 101, timestamp: now, confidence: null },
  c: { prices: [[now - 60_000, 100]] },
  uptime: { up: true, since: now - 9e9 },
};
const base = { graph: { nodes, root: 'up' }, observations, now };
const call = (options: object): unknown => oracleGuard(options as OracleGuardOptions);
const withNode = (name: string, change: object): object => ({
  ...base,
  graph: {
    root: 'up',
    nodes: { ...nodes, [name]: { ...(nodes as Record<string, object>)[name], ...change } },
  },
});
const withObservation = (name: string, value: unknown): object => ({
  ...base,
  observations: { ...observations, [name]: value },
});

type Row = [what: string, options: object, code: ErrorCode, path: string];
const field = (node: Name, name: string, value: unknown, code: ErrorCode): Row => [
  `${node}.${name} of ${String(value)}`,
  withNode(node, { [name]: value }),
  code,
  `graph.nodes.${node}.${name}`,
];
const numbers: readonly (readonly [Name, string])[] = [
  ['a', 'maximumLeadMs'],
  ['mean', 'windowMs'],
  ['mean', 'minimumCoverage'],
  ['mean', 'maximumLeadMs'],
  ['fresh', 'maximumAgeMs'],
  ['fresh', 'graceMs'],
  ['middle', 'minimumSources'],
  ['near', 'maximumDeviation'],
  ['sure', 'maximumConfidence'],
  ['up', 'graceMs'],
];
const fractions = [
  ['near', 'maximumDeviation'],
  ['sure', 'maximumConfidence'],
] as const;

describe('the graph of oracleGuard', () => {
  it('is fine as it stands', () => {
    expect(call(base)).toMatchObject({ status: 'degraded', price: 100.5, path: ['a', 'b'] });
  });

  it.each<Row>([
    ...numbers.flatMap(([node, name]): Row[] => [
      field(node, name, undefined, 'shape.missing_field'),
      field(node, name, '1', 'shape.wrong_type'),
      field(node, name, NaN, 'domain.not_finite'),
      field(node, name, Infinity, 'domain.not_finite'),
      field(node, name, -Infinity, 'domain.not_finite'),
    ]),
    ...numbers
      .filter(([, name]) => !/minimum|window/.test(name))
      .map(([node, name]) => field(node, name, -1e-9, 'domain.negative')),
    ...fractions.map(([node, name]) => field(node, name, 5, 'unit.suspicious')),
    field('mean', 'windowMs', 0, 'domain.out_of_range'),
    field('mean', 'windowMs', -1, 'domain.out_of_range'),
    field('mean', 'windowMs', 0.5, 'domain.not_integer'),
    field('mean', 'minimumCoverage', 0, 'domain.not_positive'),
    field('mean', 'minimumCoverage', -0, 'domain.not_positive'),
    field('mean', 'minimumCoverage', 1.01, 'domain.out_of_range'),
    field('middle', 'minimumSources', 0, 'domain.out_of_range'),
    field('middle', 'minimumSources', 3, 'domain.out_of_range'),
    field('middle', 'minimumSources', 1.5, 'domain.not_integer'),
    field('middle', 'wantedSources', 3, 'domain.out_of_range'),
    field('middle', 'wantedSources', NaN, 'domain.not_finite'),
    field('middle', 'by', 'mean', 'domain.not_one_of'),
    field('middle', 'by', undefined, 'shape.missing_field'),
    field('middle', 'parents', [], 'domain.out_of_range'),
    field('middle', 'parents', 'fresh', 'shape.wrong_type'),
    field('middle', 'parents', undefined, 'shape.missing_field'),
    field('middle', 'spread', 0.02, 'shape.wrong_type'),
    [
      'few wanted',
      withNode('middle', { minimumSources: 2, wantedSources: 1 }),
      'domain.out_of_range',
      'graph.nodes.middle.wantedSources',
    ],
    [
      'a parent twice',
      withNode('middle', { parents: ['b', 'fresh', 'b'] }),
      'domain.out_of_range',
      'graph.nodes.middle.parents[2]',
    ],
    [
      'a parent of no name',
      withNode('middle', { parents: ['b', ''] }),
      'shape.wrong_type',
      'graph.nodes.middle.parents[1]',
    ],
    [
      'a hole for a parent',
      withNode('middle', { parents: new Array(2) }),
      'shape.missing_field',
      'graph.nodes.middle.parents[0]',
    ],
    [
      'a parent unknown',
      withNode('middle', { parents: ['b', 'z'] }),
      'domain.not_one_of',
      'graph.nodes.middle.parents[1]',
    ],
    [
      'a spread in per cent',
      withNode('middle', { spread: { maximumSpread: 2, severity: 'halted' } }),
      'unit.suspicious',
      'graph.nodes.middle.spread.maximumSpread',
    ],
    [
      'a spread without severity',
      withNode('middle', { spread: { maximumSpread: 0.1 } }),
      'shape.missing_field',
      'graph.nodes.middle.spread.severity',
    ],
    [
      'a spread misspelt',
      withNode('middle', { spread: { maximum: 0.1, severity: 'halted' } }),
      'domain.not_one_of',
      'graph.nodes.middle.spread.maximum',
    ],
    ...(['near', 'sure', 'up'] as const).flatMap((node): Row[] => [
      field(node, 'severity', undefined, 'shape.missing_field'),
      field(node, 'severity', 'ok', 'domain.not_one_of'),
    ]),
    field('near', 'denominator', undefined, 'shape.missing_field'),
    field('near', 'denominator', 'primary', 'domain.not_one_of'),
    field('near', 'reference', undefined, 'shape.missing_field'),
    field('near', 'reference', 'z', 'domain.not_one_of'),
    field('near', 'reference', 0, 'domain.not_positive'),
    field('near', 'reference', -1, 'domain.not_positive'),
    field('near', 'reference', NaN, 'domain.not_finite'),
    field('near', 'reference', 1e-200, 'domain.out_of_range'),
    field('near', 'reference', 1e200, 'domain.out_of_range'),
    ...(['fresh', 'near', 'sure', 'up'] as const).flatMap((node): Row[] => [
      field(node, 'parent', undefined, 'shape.missing_field'),
      field(node, 'parent', 'z', 'domain.not_one_of'),
      field(node, 'parent', 'constructor', 'domain.not_one_of'),
      field(node, 'parent', node, 'domain.out_of_range'),
    ]),
    ...(['a', 'mean', 'up'] as const).map((node) =>
      field(node, 'observation', undefined, 'shape.missing_field'),
    ),
    field('a', 'fallback', 'z', 'domain.not_one_of'),
    field('a', 'fallback', 'a', 'domain.out_of_range'),
    field('a', 'fallback', '', 'shape.wrong_type'),
    field('fresh', 'fallback', 'a', 'domain.out_of_range'),
    field('fresh', 'fallbak', 'b', 'domain.not_one_of'),
    field('fresh', 'severity', 'halted', 'domain.not_one_of'),
    field('fresh', 'kind', 'stale', 'domain.not_one_of'),
    field('fresh', 'kind', undefined, 'shape.missing_field'),
    field('fresh', 'kind', 'toString', 'domain.not_one_of'),
    // A cycle of three, closed where it comes back.
    ['a cycle', withNode('a', { fallback: 'near' }), 'domain.out_of_range', 'graph.nodes.a.fallback'],
    [
      'a cycle by the reference',
      withNode('near', { reference: 'up' }),
      'domain.out_of_range',
      'graph.nodes.near.reference',
    ],
    ['a node never used', withNode('c', nodes.b), 'domain.out_of_range', 'graph.nodes.c'],
    [
      'an observation read twice',
      withNode('b', { observation: 'a' }),
      'domain.out_of_range',
      'graph.nodes.b.observation',
    ],
    [
      'a twap that reads a source',
      withNode('mean', { observation: 'b' }),
      'domain.out_of_range',
      'graph.nodes.mean.observation',
    ],
    ['no options', undefined as unknown as object, 'shape.missing_field', ''],
    ['no graph', { ...base, graph: undefined }, 'shape.missing_field', 'graph'],
    ['a list', { ...base, graph: [nodes] }, 'shape.wrong_type', 'graph'],
    ['no nodes', { ...base, graph: { root: 'up' } }, 'shape.missing_field', 'graph.nodes'],
    ['no node', { ...base, graph: { nodes: {}, root: 'up' } }, 'domain.not_one_of', 'graph.root'],
    ['no root', { ...base, graph: { nodes } }, 'shape.missing_field', 'graph.root'],
    ['a root unknown', { ...base, graph: { nodes, root: 'z' } }, 'domain.not_one_of', 'graph.root'],
    ['a root inherited', { ...base, graph: { nodes, root: 'toString' } }, 'domain.not_one_of', 'graph.root'],
    [
      'a null for a node',
      { ...base, graph: { nodes: { up: null }, root: 'up' } },
      'shape.missing_field',
      'graph.nodes.up',
    ],
    ['no observations', { ...base, observations: undefined }, 'shape.missing_field', 'observations'],
    ['a list of observations', { ...base, observations: [] }, 'shape.wrong_type', 'observations'],
    ['no time', { ...base, now: undefined }, 'shape.missing_field', 'now'],
    ['a time of NaN', { ...base, now: NaN }, 'domain.not_finite', 'now'],
    ['a time in seconds', { ...base, now: 1_711_699_201 }, 'unit.suspicious', 'now'],
    ['a bare price', withObservation('a', 100), 'shape.wrong_type', 'observations.a'],
    [
      'a price as text',
      withObservation('a', { price: '100', timestamp: now }),
      'shape.wrong_type',
      'observations.a.price',
    ],
    [
      'a price left out',
      withObservation('a', { timestamp: now }),
      'shape.missing_field',
      'observations.a.price',
    ],
    [
      'a timestamp left out',
      withObservation('a', { price: 100 }),
      'shape.missing_field',
      'observations.a.timestamp',
    ],
    [
      'a timestamp in seconds',
      withObservation('a', { price: 100, timestamp: 1_711_699_201 }),
      'unit.suspicious',
      'observations.a.timestamp',
    ],
    [
      'a timestamp of NaN',
      withObservation('a', { price: 100, timestamp: NaN }),
      'domain.not_finite',
      'observations.a.timestamp',
    ],
    [
      'a confidence as text',
      withObservation('a', { price: 100, timestamp: now, confidence: '1' }),
      'shape.wrong_type',
      'observations.a.confidence',
    ],
    [
      'a price for a history',
      withObservation('c', { price: 100, timestamp: now }),
      'shape.missing_field',
      'observations.c.prices',
    ],
    [
      'a bare number in a history',
      withObservation('c', { prices: [100] }),
      'shape.wrong_type',
      'observations.c.prices[0]',
    ],
    [
      'a hole in a history',
      withObservation('c', { prices: new Array(1) }),
      'shape.missing_field',
      'observations.c.prices[0]',
    ],
    [
      'a time of text',
      withObservation('c', { prices: [['1', 100]] }),
      'shape.wrong_type',
      'observations.c.prices[0][0]',
    ],
    [
      'a price of text',
      withObservation('c', { prices: [[now, '100']] }),
      'shape.wrong_type',
      'observations.c.prices[0][1]',
    ],
    [
      'times that stand',
      withObservation('c', {
        prices: [
          [now, 1],
          [now, 2],
        ],
      }),
      'series.not_increasing',
      'observations.c.prices[1][0]',
    ],
    [
      'a status of text',
      withObservation('uptime', { up: 'yes', since: 0 }),
      'domain.not_one_of',
      'observations.uptime.up',
    ],
    [
      'a status of 0',
      withObservation('uptime', { up: 0, since: 0 }),
      'shape.wrong_type',
      'observations.uptime.up',
    ],
    [
      'a status without its time',
      withObservation('uptime', { up: true }),
      'shape.missing_field',
      'observations.uptime.since',
    ],
    [
      'a status since seconds',
      withObservation('uptime', { up: true, since: 1_711_699_201 }),
      'unit.suspicious',
      'observations.uptime.since',
    ],
  ])('refuses %s', (_, options, code, path) => {
    expectRefusal(() => call(options), code, path);
    if (path !== '') expect(refusal(() => call(options)).caller).toBe('oracleGuard');
  });

  it('refuses a feed of a wrong shape also where its price is not needed', () => {
    const graph = {
      nodes: { a: { ...nodes.a, fallback: 'b' }, b: nodes.b },
      root: 'a',
    };
    const bad = { a: observations.a, b: { price: '101', timestamp: now } };
    expectRefusal(() => call({ graph, observations: bad, now }), 'shape.wrong_type', 'observations.b.price');
  });

  it('takes limits at their bounds', () => {
    const wide = { maximumDeviation: 1 };
    expect(call(withNode('near', wide))).toMatchObject({ status: 'degraded' });
    expect(call(withNode('near', { maximumDeviation: -0 }))).toMatchObject({ status: 'halted' });
    expect(call(withNode('mean', { minimumCoverage: 1 }))).toMatchObject({ status: 'degraded' });
    expect(call(withNode('fresh', { maximumAgeMs: 0, graceMs: 5e-324 }))).toMatchObject({ price: 100.5 });
    expect(call(withNode('fresh', { maximumAgeMs: 1e308, graceMs: 1e308 }))).toMatchObject({ price: 100.5 });
    expect(call(withNode('mean', { windowMs: 1e308 }))).toMatchObject({ status: 'halted' });
  });

  it('has up to 256 nodes, in a row too', () => {
    const chain = (length: number): object => {
      const links = Array.from({ length: length - 1 }, (_, i) => [
        `n${i + 1}`,
        { kind: 'staleness', parent: `n${i}`, maximumAgeMs: 1, graceMs: 0 },
      ]);
      const all = Object.fromEntries([['n0', nodes.a], ...links]) as object;
      return { graph: { nodes: all, root: `n${length - 1}` }, observations, now };
    };
    expect(call(chain(256))).toMatchObject({ status: 'ok', price: 100, path: ['a'] });
    expectRefusal(() => call(chain(257)), 'domain.out_of_range', 'graph.nodes');
  });

  it('takes names that every object has', () => {
    const hostile = JSON.parse(
      `{"__proto__": {"kind": "source", "observation": "constructor", "maximumLeadMs": 0}}`,
    ) as object;
    const graph = { nodes: hostile, root: '__proto__' };
    expect(call({ graph, observations: {}, now })).toMatchObject({
      status: 'halted',
      findings: [{ node: '__proto__', code: 'missing' }],
    });
    const own = { constructor: { price: 3, timestamp: now } };
    expect(call({ graph, observations: own, now })).toMatchObject({ status: 'ok', price: 3 });
  });
});
