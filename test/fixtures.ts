import { readFileSync } from 'node:fs';

/** A case of a fixture: the options that it names its series by, what is expected, how closely and why. */
export interface Case {
  readonly name: string;
  // What a case holds is the topic's own.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly options: any;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly expected: any;
  readonly relTol: number;
  readonly absTol: number;
  readonly fieldTol?: Readonly<Record<string, { readonly relTol?: number; readonly absTol?: number }>>;
  readonly reason: string;
}

/** Figures of an independent program: see the `source` and `convention` of the file itself. */
export interface Fixture {
  // Mostly series of numbers; some topics have matrices and sets of ticks.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly inputs: Readonly<Record<string, any>>;
  readonly cases: readonly Case[];
}

/** A topic of test/fixtures/stats, its series as numbers: null is NaN, and the infinities are themselves. */
export function readFixture(topic: string): Fixture {
  const { inputs, cases } = parse(topic) as Fixture;
  const { returns } = parse('returns2021') as { returns: Record<string, number[]> };
  const entries = Object.entries(inputs).map(([name, value]: [string, unknown]) => {
    const reference = value as { returns2021?: string; length: number };
    return [
      name,
      reference.returns2021 === undefined
        ? revive(value)
        : returns[reference.returns2021]!.slice(0, reference.length),
    ];
  });
  return { inputs: Object.fromEntries(entries) as Fixture['inputs'], cases };
}

/** Elements of series as they are computed with. */
function revive(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((element: unknown) => {
    if (element === null) return NaN;
    if (element === 'Infinity' || element === '-Infinity') return Number(element);
    return revive(element);
  });
}

/** Whether a value is as expected by the tolerances of the case and of the field; null is not defined. */
export function expectClose(got: number | null, expected: number | null, field: string, given: Case): void {
  const { relTol, absTol } = { ...given, ...given.fieldTol?.[field] };
  const close =
    expected === null
      ? got === null || Number.isNaN(got)
      : got !== null && Math.abs(got - expected) <= absTol + relTol * Math.abs(expected);
  if (!close) throw new Error(`${given.name}, ${field}: got ${String(got)}, expected ${String(expected)}`);
}

function parse(topic: string): unknown {
  return JSON.parse(readFileSync(new URL(`fixtures/stats/${topic}.json`, import.meta.url), 'utf8'));
}
