import {
  isAbsent,
  join,
  readInteger,
  readList,
  readNonNegative,
  readObject,
  readOneOf,
  readPositive,
  readText,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';

/** What a check that fails does: `degraded` lets the price pass, marked; `halted` leaves its node without one. */
export type OracleSeverity = 'degraded' | 'halted';

/** What every node may have. */
export interface OracleFallback {
  /** Name of the node that stands in where this one has no price. What comes from it is degraded at best. */
  readonly fallback?: string | undefined;
}

/** A price as it was observed: no price below 0, none from the future. Its age is for `staleness` to judge. */
export interface SourceNode extends OracleFallback {
  /** Of this kind. */
  readonly kind: 'source';
  /** Name of a `PriceObservation`. */
  readonly observation: string;
  /** How far ahead of `now` its time may be, milliseconds: clocks differ. */
  readonly maximumLeadMs: number;
}

/** The time-weighted mean of a series of prices, each holding until the next one; its time is that of the last. */
export interface TwapNode extends OracleFallback {
  /** Of this kind. */
  readonly kind: 'twap';
  /** Name of a `PriceHistory`. */
  readonly observation: string;
  /** How far back from `now`, whole milliseconds. */
  readonly windowMs: number;
  /** Least share of the window that prices are known for, above 0 and at most 1. */
  readonly minimumCoverage: number;
  /** How far ahead of `now` its times may be, milliseconds. */
  readonly maximumLeadMs: number;
}

/** One price out of several. */
export interface ReduceNode extends OracleFallback {
  /** Of this kind. */
  readonly kind: 'reduce';
  /** Which; the median of an even number is the mean of the middle two. */
  readonly by: 'median' | 'minimum' | 'maximum' | 'mostRecent';
  /** Names of nodes; their order means nothing. One without a price does not count. */
  readonly parents: readonly string[];
  /** With fewer prices of different origin there is none: 1 or more. */
  readonly minimumSources: number;
  /** With fewer, the price is degraded; left out: `minimumSources`. */
  readonly wantedSources?: number | undefined;
  /** How far apart the prices may be; left out: not looked at. */
  readonly spread?: OracleSpread | undefined;
}

/** How far apart the prices of a reduce may be. */
export interface OracleSpread {
  /** Largest less smallest price, over the smallest: a fraction. */
  readonly maximumSpread: number;
  /** What happens beyond it. */
  readonly severity: OracleSeverity;
}

/** How old a price may be. */
export interface StalenessNode extends OracleFallback {
  /** Of this kind. */
  readonly kind: 'staleness';
  /** Name of the node whose price it is. */
  readonly parent: string;
  /** Milliseconds from the price's time to `now`: the feed's heartbeat. */
  readonly maximumAgeMs: number;
  /** Milliseconds beyond that in which the price is degraded; after them there is none. */
  readonly graceMs: number;
}

/** How far a price may be from another one, or from a peg. */
export interface DeviationNode extends OracleFallback {
  /** Of this kind. */
  readonly kind: 'deviation';
  /** Name of the node whose price it is. */
  readonly parent: string;
  /** Name of the node that it is compared with, or a fixed price: 1 for a currency pegged to another. */
  readonly reference: string | number;
  /** Largest |parent - reference| over the denominator, a fraction; the limit itself passes. */
  readonly maximumDeviation: number;
  /** What the distance is divided by; `mean` is of the two. */
  readonly denominator: 'reference' | 'parent' | 'mean';
  /** What happens beyond it, and where the reference has no price. */
  readonly severity: OracleSeverity;
}

/** How unsure a price may be by its own word. */
export interface ConfidenceNode extends OracleFallback {
  /** Of this kind. */
  readonly kind: 'confidence';
  /** Name of the node whose price it is. */
  readonly parent: string;
  /** Largest confidence (half width) over the price, a fraction. */
  readonly maximumConfidence: number;
  /** What happens beyond it, and where the price says no confidence. */
  readonly severity: OracleSeverity;
}

/** Whether the chain that a price comes from is running: while it is not, or nobody knows, there is no price. */
export interface SequencerNode extends OracleFallback {
  /** Of this kind. */
  readonly kind: 'sequencer';
  /** Name of the node whose price it is. */
  readonly parent: string;
  /** Name of a `SequencerStatus`. */
  readonly observation: string;
  /** Milliseconds after a restart in which prices are catching up, its last one included. */
  readonly graceMs: number;
  /** What happens in that time. */
  readonly severity: OracleSeverity;
}

/** A node of the graph. */
export type OracleNode =
  SourceNode | TwapNode | ReduceNode | StalenessNode | DeviationNode | ConfidenceNode | SequencerNode;

/** Where a price comes from and what it must pass: plain data, part of a policy. */
export interface OracleGraph {
  /** Up to 256, by name: each is used, none rests on itself. */
  readonly nodes: Readonly<Record<string, OracleNode>>;
  /** Name of the node whose price is the answer. */
  readonly root: string;
}

/** A graph that was read. */
export interface ReadGraph {
  readonly nodes: ReadonlyMap<string, OracleNode>;
  readonly root: string;
}

/** Ratios of prices within these bounds are finite. */
export const SMALLEST_PRICE: number = 1e-150;
/** See the smallest. */
export const LARGEST_PRICE: number = 1e150;

const AT = 'graph';
const NODES = `${AT}.nodes`;
const MAXIMUM_NODES = 256;

/** The graph among a call's fields, read whole: names that exist, no cycle, nothing unused. */
export function readOracleGraph(caller: string, source: object): ReadGraph {
  const fields = readObject(caller, (source as Readonly<Record<string, unknown>>)[AT], AT);
  const given = readObject(caller, fields['nodes'], NODES);
  const names = Object.keys(given);
  if (names.length > MAXIMUM_NODES)
    refuse('domain.out_of_range', caller, NODES, `at most ${MAXIMUM_NODES}`, names.length);
  const nodes = new Map(names.map((name) => [name, readNode(caller, given[name], `${NODES}.${name}`)]));
  const root = readText(caller, fields, 'root', AT);
  refuseUnknown(caller, nodes, `${AT}.root`, root);
  refuseCycles(caller, nodes, root);
  refuseSharedObservations(caller, nodes);
  return { nodes, root };
}

/** The nodes that a node names, and under which field. */
function edgesOf(node: OracleNode): readonly (readonly [field: string, name: string])[] {
  const edges: [string, string][] = [];
  if ('parent' in node) edges.push(['parent', node.parent]);
  if ('parents' in node) node.parents.forEach((name, i) => edges.push([`parents[${i}]`, name]));
  if ('reference' in node && typeof node.reference === 'string') edges.push(['reference', node.reference]);
  if (node.fallback !== undefined) edges.push(['fallback', node.fallback]);
  return edges;
}

function refuseUnknown(
  caller: string,
  nodes: ReadonlyMap<string, OracleNode>,
  path: string,
  name: string,
): void {
  if (!nodes.has(name)) refuse('domain.not_one_of', caller, path, 'the name of a node', name);
}

/** A check that leads nowhere would be believed to be in force. */
function refuseCycles(caller: string, nodes: ReadonlyMap<string, OracleNode>, root: string): void {
  const done = new Set<string>();
  const above = new Set<string>();
  const visit = (name: string): void => {
    above.add(name);
    for (const [field, next] of edgesOf(nodes.get(name)!)) {
      const path = `${NODES}.${name}.${field}`;
      refuseUnknown(caller, nodes, path, next);
      if (above.has(next))
        refuse('domain.out_of_range', caller, path, `a node that does not rest on ${name} itself`, next);
      if (!done.has(next)) visit(next);
    }
    above.delete(name);
    done.add(name);
  };
  visit(root);
  for (const name of nodes.keys())
    if (!done.has(name))
      refuse(
        'domain.out_of_range',
        caller,
        `${NODES}.${name}`,
        'used by the root or by a node below it',
        name,
      );
}

/** One observation read by two nodes would count as two sources. */
function refuseSharedObservations(caller: string, nodes: ReadonlyMap<string, OracleNode>): void {
  const readers = new Map<string, string>();
  for (const [name, node] of nodes) {
    if (node.kind !== 'source' && node.kind !== 'twap') continue;
    const reader = readers.get(node.observation);
    if (reader !== undefined)
      refuse(
        'domain.out_of_range',
        caller,
        `${NODES}.${name}.observation`,
        `read by one node, and node ${reader} reads it`,
        node.observation,
      );
    readers.set(node.observation, name);
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** A field that no node of its kind has is refused: a misspelt `fallback` would be one that never comes. */
const FIELDS: Readonly<Record<OracleNode['kind'], readonly string[]>> = {
  source: ['observation', 'maximumLeadMs'],
  twap: ['observation', 'windowMs', 'minimumCoverage', 'maximumLeadMs'],
  reduce: ['by', 'parents', 'minimumSources', 'wantedSources', 'spread'],
  staleness: ['parent', 'maximumAgeMs', 'graceMs'],
  deviation: ['parent', 'reference', 'maximumDeviation', 'denominator', 'severity'],
  confidence: ['parent', 'maximumConfidence', 'severity'],
  sequencer: ['parent', 'observation', 'graceMs', 'severity'],
};
const KINDS = Object.keys(FIELDS) as readonly OracleNode['kind'][];

function readNode(caller: string, value: unknown, at: string): OracleNode {
  const fields = readObject(caller, value, at);
  const kind = readOneOf(caller, fields, 'kind', KINDS, at);
  const known = ['kind', 'fallback', ...FIELDS[kind]];
  refuseOtherFields(caller, fields, known, at);
  const fallback = isAbsent(fields, 'fallback') ? undefined : readText(caller, fields, 'fallback', at);
  const node = readKind(caller, kind, fields, at);
  if (fallback === undefined) return node;
  if ('parent' in node && node.parent === fallback)
    refuse(
      'domain.out_of_range',
      caller,
      `${at}.fallback`,
      'another node than the parent, whose price failed',
      fallback,
    );
  return { ...node, fallback };
}

function readKind(caller: string, kind: OracleNode['kind'], fields: Fields, at: string): OracleNode {
  const text = (field: string): string => readText(caller, fields, field, at);
  const time = (field: string): number => readNonNegative(caller, fields, field, at);
  const severity = (): OracleSeverity => readSeverity(caller, fields, at);
  switch (kind) {
    case 'source':
      return { kind, observation: text('observation'), maximumLeadMs: time('maximumLeadMs') };
    case 'twap':
      return {
        kind,
        observation: text('observation'),
        windowMs: readInteger(caller, fields, 'windowMs', 1, at),
        minimumCoverage: readShare(caller, fields, 'minimumCoverage', at),
        maximumLeadMs: time('maximumLeadMs'),
      };
    case 'reduce':
      return readReduce(caller, fields, at);
    case 'staleness':
      return {
        kind,
        parent: text('parent'),
        maximumAgeMs: time('maximumAgeMs'),
        graceMs: time('graceMs'),
      };
    case 'deviation':
      return {
        kind,
        parent: text('parent'),
        reference: typeof fields['reference'] === 'number' ? readPeg(caller, fields, at) : text('reference'),
        maximumDeviation: readFraction(caller, fields, 'maximumDeviation', at),
        denominator: readOneOf(caller, fields, 'denominator', ['reference', 'parent', 'mean'], at),
        severity: severity(),
      };
    case 'confidence':
      return {
        kind,
        parent: text('parent'),
        maximumConfidence: readFraction(caller, fields, 'maximumConfidence', at),
        severity: severity(),
      };
    case 'sequencer':
      return {
        kind,
        parent: text('parent'),
        observation: text('observation'),
        graceMs: time('graceMs'),
        severity: severity(),
      };
  }
}

function readReduce(caller: string, fields: Fields, at: string): ReduceNode {
  const by = readOneOf(caller, fields, 'by', ['median', 'minimum', 'maximum', 'mostRecent'], at);
  const path = `${at}.parents`;
  const list = readList(caller, fields, 'parents', at);
  const parents = Array.from(list, (_, i) => readText(caller, list, String(i), path));
  if (parents.length === 0) refuse('domain.out_of_range', caller, path, 'one name or more', 'none');
  parents.forEach((name, i) => {
    if (parents.indexOf(name) < i) refuse('domain.out_of_range', caller, `${path}[${i}]`, 'named once', name);
  });
  const count = (field: string, minimum: number): number => {
    const value = readInteger(caller, fields, field, minimum, at);
    if (value <= parents.length) return value;
    return refuse(
      'domain.out_of_range',
      caller,
      join(at, field),
      `at most the ${parents.length} parents`,
      value,
    );
  };
  const minimumSources = count('minimumSources', 1);
  return {
    kind: 'reduce',
    by,
    parents,
    minimumSources,
    ...(isAbsent(fields, 'wantedSources') ? {} : { wantedSources: count('wantedSources', minimumSources) }),
    ...(isAbsent(fields, 'spread') ? {} : { spread: readSpread(caller, fields['spread'], `${at}.spread`) }),
  };
}

function readSpread(caller: string, value: unknown, at: string): OracleSpread {
  const fields = readObject(caller, value, at);
  refuseOtherFields(caller, fields, ['maximumSpread', 'severity'], at);
  const maximumSpread = readFraction(caller, fields, 'maximumSpread', at);
  return { maximumSpread, severity: readSeverity(caller, fields, at) };
}

function readSeverity(caller: string, fields: Fields, at: string): OracleSeverity {
  return readOneOf(caller, fields, 'severity', ['degraded', 'halted'], at);
}

function readFraction(caller: string, fields: Fields, field: string, at: string): number {
  const value = readNonNegative(caller, fields, field, at);
  return refuseSuspicious(caller, join(at, field), value, 1, 'a fraction, at most 1 (a percentage came?)');
}

function readPeg(caller: string, fields: Fields, at: string): number {
  const value = readPositive(caller, fields, 'reference', at);
  if (value >= SMALLEST_PRICE && value <= LARGEST_PRICE) return value;
  const expected = `from ${SMALLEST_PRICE} to ${LARGEST_PRICE}`;
  return refuse('domain.out_of_range', caller, `${at}.reference`, expected, value);
}

function readShare(caller: string, fields: Fields, field: string, at: string): number {
  const value = readPositive(caller, fields, field, at);
  return value <= 1 ? value : refuse('domain.out_of_range', caller, join(at, field), 'at most 1', value);
}

function refuseOtherFields(caller: string, fields: Fields, known: readonly string[], at: string): void {
  for (const field of Object.keys(fields))
    if (!known.includes(field) && fields[field] !== undefined)
      refuse('domain.not_one_of', caller, `${at}.${field}`, `one of ${known.join(', ')}`, field);
}
