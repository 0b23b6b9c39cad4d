import { readObject, readTimestamp } from '../foundation/checks.ts';
import { checkAge, checkConfidence, checkDeviation, checkSequencer } from './oracleChecks.ts';
import type { Reference } from './oracleChecks.ts';
import { byCodeUnit, passed } from './oracleFinding.ts';
import type { Live, OracleFinding, Report } from './oracleFinding.ts';
import { readOracleGraph } from './oracleGraph.ts';
import type { DeviationNode, OracleGraph, OracleNode } from './oracleGraph.ts';
import { readObservations } from './oracleObservation.ts';
import type { OracleObservation, ReadObservation } from './oracleObservation.ts';
import { reduce } from './oracleReduce.ts';
import { priceOfSource, priceOfTwap } from './oracleSources.ts';

/** What `oracleGuard` takes. */
export interface OracleGuardOptions {
  /** Where the price comes from and what it must pass. */
  readonly graph: OracleGraph;
  /** What the feeds said, by name; names that the graph does not read are left alone. */
  readonly observations: Readonly<Record<string, OracleObservation>>;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A price that passed. */
export interface OraclePrice {
  /** `degraded`: usable to reduce risk, not to add to it. */
  readonly status: 'ok' | 'degraded';
  /** Quote currency per coin. */
  readonly price: number;
  /** Half width around it, in its currency; null where a price behind it has none. */
  readonly confidence: number | null;
  /** Epoch milliseconds: of the oldest price that was weighed. */
  readonly timestamp: number;
  /** Names of the observations that the price itself is of, sorted. */
  readonly path: readonly string[];
  /** Names of the observations that were weighed to find it, sorted; references of a `deviation` apart. */
  readonly sources: readonly string[];
  /** What is wrong, from the sources up to the root, side by side by name; of nodes that were asked alone. */
  readonly findings: readonly OracleFinding[];
  /** All of it in words. */
  readonly explanation: string;
}

/** No price passed. */
export interface OracleHalt {
  /** Trade nothing on it. */
  readonly status: 'halted';
  /** None. */
  readonly price: null;
  /** None. */
  readonly confidence: null;
  /** None. */
  readonly timestamp: null;
  /** Empty. */
  readonly path: readonly string[];
  /** Empty. */
  readonly sources: readonly string[];
  /** What is wrong, as of `OraclePrice`. */
  readonly findings: readonly OracleFinding[];
  /** All of it in words. */
  readonly explanation: string;
}

/** A price, or none; either goes into a snapshot of `stepRebalance` as its `oracle`. */
export type OracleGuardResult = OraclePrice | OracleHalt;

const CALLER = 'oracleGuard';

/**
 * The price that a graph of feeds and checks lets through, how far it may be trusted, and why.
 *
 * **Formula**: a node has a price or none. `source` and `twap` read an observation; `reduce` takes one price of several;
 * each check passes its parent's price on, passes it on as degraded, or has none. A node without a price takes that of its
 * `fallback`, as degraded. What is made from a degraded price is degraded; of a `mostRecent` the price taken counts alone.
 * The root's price is the answer.
 *
 * | node | finds | compares |
 * | --- | --- | --- |
 * | `source`, `twap` | `missing`, `bad_price`, `bad_confidence`, `no_timestamp`, `future`: none | time - now with `maximumLeadMs` |
 * | `twap` | `low_coverage`: none | known part of the window over `windowMs` |
 * | `reduce` | `too_few_sources`: none, `few_sources`: degraded, `spread`: its severity | (largest - smallest) / smallest |
 * | `staleness` | `stale_within_grace`: degraded, `stale`: none | now - time, with `maximumAgeMs`, and `graceMs` more |
 * | `deviation` | `deviation`, `no_reference`: its severity | abs(parent - reference) / `denominator` |
 * | `confidence` | `confidence`, `no_confidence`: its severity | confidence / price |
 * | `sequencer` | `sequencer_down`, `missing`: none, `sequencer_recovering`: its severity | now - since, with `graceMs` |
 * | any | `fallback`: degraded | |
 *
 * A limit itself passes, but for the last moment of a sequencer's grace. The median of an even number is the mean of the
 * middle two; of equal prices or times the first name counts. A reduce has the time of its oldest price and the widest
 * confidence, `mostRecent` those of the one it takes; two parents with a price of one origin (a shared fallback) are one
 * source, and no reference of each other. A `twap` is the mean over `windowMs` before now of prices that hold until the next.
 * **Inputs**: the graph is data of a policy: a `source` says nothing of age, so put `staleness` above it. A mark price far
 * from its index, or a coin far from its peg (`reference: 1`), is a `deviation`. Prices from 1e-150 to 1e150; times in epoch
 * milliseconds. `parsePythPrice` and `parseChainlinkRound` give observations.
 * **Result**: `ok`, `degraded`, or `halted` with no price; what a feed does wrong is a finding, and never an error. A finding
 * of a node whose price was not needed leaves the status as it is.
 * **Errors**: of the graph `domain.not_one_of` (an unknown name, kind or field), `domain.out_of_range` (a cycle, a node never
 * used, no parents, one named twice, more sources than parents, an observation read by two nodes, over 256 nodes),
 * `unit.suspicious` (a percentage, a time in seconds); of observations `shape.*` (a price that is text),
 * `series.not_increasing`; `shape.*`, `domain.*`.
 * **Accuracy**: fractions and means over time within 4e-16 of their size, for the doubles that came: at its very limit a
 * fraction may fall on either side. **Cost**: each node once.
 * **Source**: the nodes of Synthetix' oracle manager, whose deviation divides by the parent; Chainlink, L2 Sequencer Uptime
 * Feeds; Pyth, Best Practices.
 *
 * @example
 * ```ts
 * import { oracleGuard } from 'betahedge/rebalance';
 * import type { OracleGraph } from 'betahedge/rebalance';
 *
 * const graph: OracleGraph = {
 *   nodes: {
 *     binance: { kind: 'source', observation: 'binance', maximumLeadMs: 500 },
 *     pyth: { kind: 'source', observation: 'pyth', maximumLeadMs: 500 },
 *     freshBinance: { kind: 'staleness', parent: 'binance', maximumAgeMs: 5000, graceMs: 10_000 },
 *     freshPyth: { kind: 'staleness', parent: 'pyth', maximumAgeMs: 5000, graceMs: 10_000 },
 *     price: {
 *       kind: 'deviation', parent: 'freshBinance', reference: 'freshPyth', maximumDeviation: 0.01,
 *       denominator: 'reference', severity: 'halted',
 *     },
 *   },
 *   root: 'price',
 * };
 * const now = 1_711_699_200_000;
 * const pyth = { price: 70_000, timestamp: now - 400, confidence: 35 };
 *
 * const late = oracleGuard({ graph, observations: { binance: { price: 70_070, timestamp: now - 9000 }, pyth }, now });
 * console.log(late.status, late.price); // degraded 70070
 * console.log(late.explanation); // degraded: 70070 of binance; freshBinance: 9000 ms old, 5000 allowed, 10000 of grace
 *
 * const apart = oracleGuard({ graph, observations: { binance: { price: 71_400, timestamp: now }, pyth }, now });
 * console.log(apart.status, apart.price); // halted null
 * console.log(apart.explanation); // halted: no price; price: 71400 is 0.02 from 70000, 0.01 allowed
 * ```
 */
export function oracleGuard(options: OracleGuardOptions): OracleGuardResult {
  readObject(CALLER, options, '');
  const { nodes, root } = readOracleGraph(CALLER, options);
  const observations = readObservations(CALLER, options, nodes);
  const now = readTimestamp(CALLER, options, 'now');
  const findings: OracleFinding[] = [];
  const answer = evaluate({ nodes, observations, now, findings, known: new Map() }, root);
  const reasons = findings.map(({ node, reason }) => `${node}: ${reason}`);
  if (answer === null) {
    const explanation = ['halted: no price', ...reasons].join('; ');
    return {
      status: 'halted',
      price: null,
      confidence: null,
      timestamp: null,
      path: [],
      sources: [],
      findings,
      explanation,
    };
  }
  const { price, confidence, timestamp, path, sources, degraded } = answer;
  const status = degraded ? 'degraded' : 'ok';
  const explanation = [`${status}: ${price} of ${path.join(' and ')}`, ...reasons].join('; ');
  return { status, price, confidence, timestamp, path, sources, findings, explanation };
}

/** What an evaluation knows. Each node is asked once, whoever shares it. */
interface Evaluation {
  readonly nodes: ReadonlyMap<string, OracleNode>;
  readonly observations: ReadonlyMap<string, ReadObservation>;
  readonly now: number;
  readonly findings: OracleFinding[];
  readonly known: Map<string, Live | null>;
}

function evaluate(evaluation: Evaluation, name: string): Live | null {
  const { known, nodes, findings } = evaluation;
  const before = known.get(name);
  if (before !== undefined) return before;
  const node = nodes.get(name)!;
  const report: Report = (code, severity, limit, observed, reason) => {
    findings.push({ node: name, code, severity, limit, observed, reason });
    return severity;
  };
  let live = priceOf(evaluation, name, node, report);
  if (live === null && node.fallback !== undefined) {
    const standIn = evaluate(evaluation, node.fallback);
    if (standIn !== null) {
      report('fallback', 'degraded', null, null, `the price of ${node.fallback} in its place`);
      live = { ...standIn, degraded: true };
    }
  }
  known.set(name, live);
  return live;
}

function priceOf(evaluation: Evaluation, name: string, node: OracleNode, report: Report): Live | null {
  const { observations, now } = evaluation;
  const observed = observations.get(name);
  if (node.kind === 'source') return priceOfSource(node, observed, now, report);
  if (node.kind === 'twap') return priceOfTwap(node, observed, now, report);
  if (node.kind === 'reduce') {
    const parents = [...node.parents].sort(byCodeUnit).map((parent) => evaluate(evaluation, parent));
    return reduce(
      node,
      parents.filter((parent) => parent !== null),
      report,
    );
  }
  const parent = evaluate(evaluation, node.parent);
  // The reference is asked also where the parent has no price: an auditor reads of all that is wrong.
  const reference = node.kind === 'deviation' ? referenceOf(evaluation, node) : null;
  if (parent === null) return null;
  switch (node.kind) {
    case 'staleness':
      return passed(parent, checkAge(node, parent, now, report));
    case 'deviation':
      return passed(parent, checkDeviation(node, parent, reference, report));
    case 'confidence':
      return passed(parent, checkConfidence(node, parent, report));
    case 'sequencer':
      return passed(parent, checkSequencer(node, observed, now, report));
  }
}

/** What a price is compared with; null where that node has none. */
function referenceOf(evaluation: Evaluation, { reference }: DeviationNode): Reference | null {
  return typeof reference === 'number'
    ? { price: reference, degraded: false, sources: [] }
    : evaluate(evaluation, reference);
}
