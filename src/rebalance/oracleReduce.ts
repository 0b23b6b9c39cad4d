import { byCodeUnit, passed } from './oracleFinding.ts';
import type { Live, Report } from './oracleFinding.ts';
import type { OracleSeverity, ReduceNode } from './oracleGraph.ts';

/** One price of its parents', of those that have one. */
export function reduce(node: ReduceNode, parents: readonly Live[], report: Report): Live | null {
  const { by, minimumSources, wantedSources = minimumSources, spread } = node;
  const sources = distinct(parents);
  const count = sources.length;
  if (count < minimumSources) {
    const reason = `${count} sources, ${minimumSources} needed`;
    report('too_few_sources', 'halted', minimumSources, count, reason);
    return null;
  }
  const verdicts: OracleSeverity[] = [];
  if (count < wantedSources) {
    const reason = `${count} sources, ${wantedSources} wanted`;
    verdicts.push(report('few_sources', 'degraded', wantedSources, count, reason));
  }
  const [lowest, highest] = [sources[0]!.price, sources.at(-1)!.price];
  const apart = (highest - lowest) / lowest;
  if (spread !== undefined && apart > spread.maximumSpread) {
    const reason = `${lowest} and ${highest} are ${apart} apart, ${spread.maximumSpread} allowed`;
    verdicts.push(report('spread', spread.severity, spread.maximumSpread, apart, reason));
  }
  if (verdicts.includes('halted')) return null;
  return passed(take(by, sources), verdicts.length > 0 ? 'degraded' : 'ok');
}

/** Prices by their size, one of each origin: a fallback that two parents share is one source, not two. */
function distinct(parents: readonly Live[]): readonly Live[] {
  const byOrigin = new Map<string, Live>();
  for (const parent of parents) {
    const origin = JSON.stringify([parent.price, parent.path]);
    const same = byOrigin.get(origin);
    byOrigin.set(origin, same === undefined ? parent : { ...same, ...weighed([same, parent]) });
  }
  return [...byOrigin.values()].sort((a, b) => a.price - b.price || byPath(a, b));
}

/** One price of those sorted by size. */
function take(by: ReduceNode['by'], sources: readonly Live[]): Live {
  if (by === 'mostRecent') return mostRecent(sources);
  const last = sources.length - 1;
  const middle = [sources[Math.floor(last / 2)]!, sources[Math.ceil(last / 2)]!] as const;
  const [low, high] =
    by === 'median'
      ? middle
      : by === 'minimum'
        ? [sources[0]!, sources[0]!]
        : [sources[last]!, sources[last]!];
  return { price: (low.price + high.price) / 2, path: union([low.path, high.path]), ...weighed(sources) };
}

/** What prices that were weighed against each other say together: the worst of each. */
function weighed(lives: readonly Live[]): Omit<Live, 'price' | 'path'> {
  const widths = lives.map(({ confidence }) => confidence);
  return {
    confidence: widths.includes(null) ? null : Math.max(...(widths as readonly number[])),
    timestamp: Math.min(...lives.map(({ timestamp }) => timestamp)),
    degraded: lives.some(({ degraded }) => degraded),
    sources: union(lives.map(({ sources }) => sources)),
  };
}

function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort(byCodeUnit);
}

function mostRecent(sources: readonly Live[]): Live {
  const [latest] = [...sources].sort((a, b) => b.timestamp - a.timestamp || byPath(a, b));
  return latest!;
}

function byPath(a: Live, b: Live): number {
  return byCodeUnit(a.path.join(), b.path.join());
}
