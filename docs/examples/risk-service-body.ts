// What the risk service is asked with, read by the parsers of betahedge: what is missing or wrong is refused by its place in
// the body, and of a part that has a schema all that is wrong is told at once.
// `npm run example risk-service` asks rightly and wrongly.
import { InputError } from 'betahedge';
import { safeParseInstrument, safeParseSignedPosition } from 'betahedge/instruments';
import { initialRebalanceState, safeParseEvent, safeParsePolicy } from 'betahedge/rebalance';
import { eventSchema, instrumentSchema, policySchema, positionSchema } from 'betahedge/schemas';
import type { BetahedgeError, DatedPrice, ErrorCode } from 'betahedge';
import type { ExposureBalance } from 'betahedge/hedge';
import type { Instrument, Parsed, Position } from 'betahedge/instruments';
import type { RebalanceEvent, RebalanceState } from 'betahedge/rebalance';
import type { TimedSeries } from 'betahedge/returns';
import type { SchemaIssue, StandardSchema } from 'betahedge/schemas';

/** What exposures are counted in here, which a policy must be too. */
export const EXPOSURE_UNIT = 'beta of equity';

/** What has no schema is read by the function that it goes to. */
export interface HedgeRequest {
  readonly instrument: Instrument;
  readonly positions: readonly Position[];
  readonly balances: readonly ExposureBalance[];
  readonly series: Readonly<Record<string, TimedSeries>>;
  readonly benchmark: string;
  readonly fx: Readonly<Record<string, DatedPrice>>;
  readonly state: RebalanceState;
  /** After the state: what became of its order, another policy, a halt. */
  readonly events: readonly RebalanceEvent[];
}

/** A part of the body that its schema does not take, with every issue of it. */
export class RefusedPart extends InputError {
  readonly issues: readonly SchemaIssue[];

  constructor(error: BetahedgeError, path: string, issues: readonly SchemaIssue[]) {
    const { code, caller, expected, received } = error;
    super({ code, caller, path, expected, received });
    this.issues = issues;
  }
}

export function readHedgeRequest(body: Readonly<Record<string, unknown>>): HedgeRequest {
  const instrument = read(instrumentSchema, safeParseInstrument, body['instrument'], 'instrument');
  const { benchmark } = body as { benchmark: unknown };
  if (typeof benchmark !== 'string') return refuse('shape.wrong_type', 'benchmark', 'a text', benchmark);
  return {
    instrument,
    positions: readEach(positionSchema, safeParseSignedPosition, body['positions'], 'positions'),
    benchmark,
    balances: body['balances'] as HedgeRequest['balances'],
    series: body['series'] as HedgeRequest['series'],
    fx: (body['fx'] ?? {}) as HedgeRequest['fx'],
    state: (body['state'] ?? firstState(body['policy'])) as RebalanceState,
    events: readEach(eventSchema, safeParseEvent, body['events'] ?? [], 'events'),
  };
}

function firstState(value: unknown): RebalanceState {
  const policy = read(policySchema, safeParsePolicy, value, 'policy');
  const { exposureUnit: unit } = policy;
  if (unit !== EXPOSURE_UNIT) refuse('market.inconsistent', 'policy.exposureUnit', EXPOSURE_UNIT, unit);
  return initialRebalanceState({ policy });
}

function readEach<T>(
  schema: StandardSchema<T>,
  safeParse: (value: unknown) => Parsed<T>,
  list: unknown,
  at: string,
): readonly T[] {
  if (!Array.isArray(list)) return refuse('shape.wrong_type', at, 'a list', list);
  return list.map((one, i) => read(schema, safeParse, one, `${at}[${i}]`));
}

function read<T>(
  schema: StandardSchema<T>,
  safeParse: (value: unknown) => Parsed<T>,
  value: unknown,
  at: string,
): T {
  const parsed = safeParse(value);
  if (parsed.status === 'ok') return parsed.value;
  // The paths of a parser begin with its own name for the value.
  const path = parsed.error.path.replace(/^\w+/, at);
  throw new RefusedPart(parsed.error, path, schema['~standard'].validate(value).issues ?? []);
}

/** Refuses a field of the body as the library does. */
export function refuse(code: ErrorCode, path: string, expected: string, received: unknown): never {
  throw new InputError({ code, caller: 'POST /hedge', path, expected, received: String(received) });
}
