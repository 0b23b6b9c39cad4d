// Rolling betas and correlations by an independent program in exact rational arithmetic, rounded once.
import { readFixture } from '../fixtures.ts';
import { hasShared, readShared } from '../shared.ts';

/** What one window is to give; null where there is no answer. */
interface Row {
  readonly index: number;
  readonly beta: number | null;
  readonly correlation: number | null;
  /** sd(asset) / sd(benchmark): the unit in which a beta errs; null where beta's own size is. */
  readonly betaScale: number | null;
}

export interface Reference {
  readonly name: string;
  readonly asset: readonly number[];
  readonly benchmark: readonly number[];
  readonly window: number;
  readonly minPeriods: number | undefined;
  readonly rows: readonly Row[];
}

interface ReferenceFile {
  readonly inputs: Readonly<Record<string, readonly (number | string | null)[]>>;
  readonly cases: readonly {
    readonly name: string;
    readonly options: { asset: string; benchmark: string; window: number; minPeriods?: number };
    readonly expected: Readonly<Record<'index' | 'beta' | 'correlation' | 'betaScale', (number | null)[]>>;
  }[];
}

/** Real returns, with and without holes. */
export function rollingCases(): readonly Reference[] {
  return references(readFixture('rolling'));
}

/** Offset, walk, ticks, flat stretch, falling scale, holes; none where the file isn't. */
export function trapCases(): readonly Reference[] {
  if (!hasShared) return [];
  return references(JSON.parse(readShared('reference/stats/rolling_traps.json')) as ReferenceFile);
}

function references({ inputs, cases }: ReferenceFile): readonly Reference[] {
  const series = (name: string): number[] =>
    inputs[name]!.map((value) => (value === null ? NaN : Number(value)));
  return cases.map(({ name, options, expected }) => ({
    name,
    asset: series(options.asset),
    benchmark: series(options.benchmark),
    window: options.window,
    minPeriods: options.minPeriods,
    rows: expected.index.map((index, k) => ({
      index: index!,
      beta: expected.beta[k]!,
      correlation: expected.correlation[k]!,
      betaScale: (expected.betaScale as (number | null)[] | undefined)?.[k] ?? null,
    })),
  }));
}
