import {
  isAbsent,
  join,
  readFinite,
  readInteger,
  readNonNegative,
  readObject,
  readPositive,
  readText,
  refuse,
} from '../foundation/checks.ts';

/** Where nothing is traded, and where a trade lands: distances from the target, in units of exposure. */
export interface PolicyBand {
  /** Beyond this distance a trade is due; its edge belongs to the band. */
  readonly halfWidth: number;
  /** How far from the target a trade lands: `halfWidth` is the edge (right for costs in proportion), 0 the target. */
  readonly landing: number;
}

/** What keeps an order small, rare or away; what is left out does not limit. */
export interface RebalanceLimits {
  /** No order is smaller, in contracts. */
  readonly minimumTradeContracts?: number | undefined;
  /** No order is larger, in contracts; an emergency goes in several. */
  readonly maximumStepContracts?: number | undefined;
  /** Largest share of the snapshot's `availableContracts` that an order takes. */
  readonly maximumParticipation?: number | undefined;
  /** Orders decided in any 60 minutes, emergencies and those that reduce the hedge apart. */
  readonly maximumTradesPerHour?: number | undefined;
  /** Exposure traded in any 24 hours, likewise; counted by whole hours, so in up to 25. */
  readonly maximumTurnoverPerDay?: number | undefined;
  /** A loss of the snapshot's `equity` since its anchor that halts, in its currency. */
  readonly maximumLoss?: number | undefined;
  /** So many rejected orders in a row halt. */
  readonly maximumConsecutiveRejects?: number | undefined;
}

/** When to trade, and how far. Plain data. */
export interface RebalancePolicy {
  /** Name of this version: letters, digits, `_` and `-`, at most 20, since it begins the order ids. */
  readonly policyVersion: string;
  /** What exposures are counted in, e.g. `beta of capital` or `USD of beta`: a snapshot in another is refused. */
  readonly exposureUnit: string;
  /** Exposure to steer to; 0 is neutral. */
  readonly target: number;
  /** Null where each snapshot brings its own. */
  readonly band: PolicyBand | null;
  /** Distance from the target beyond which an order ignores cooldown and rates; null for none. No band is wider. */
  readonly hardLimit: number | null;
  /** After a decision to trade, hold for so many milliseconds; 0 for none. */
  readonly cooldownMs: number;
  /** So long without a trade, and the exposure is brought to the target from inside the band too; null for never. */
  readonly maximumAgeMs: number | null;
  /** For so long after a fill the contracts that a snapshot shows may lag behind it. */
  readonly settlementLagMs: number;
  /** What the band is widened by while the oracle is degraded; at least 1. */
  readonly degradedBandFactor: number;
  /** Circuit breakers and sizes. */
  readonly limits: RebalanceLimits;
}

// Policies that `readPolicy` made, which need no reading again: it takes longer than the rest of a step. This
// remembers, and decides nothing.
const made: WeakSet<object> = /* @__PURE__ */ new WeakSet();

/** A policy among a call's fields, as plain data of this version and nothing else. */
export function readPolicy(caller: string, source: object, field: string, at?: string): RebalancePolicy {
  const value = (source as Readonly<Record<string, unknown>>)[field];
  if (typeof value === 'object' && value !== null && made.has(value)) return value as RebalancePolicy;
  const path = join(at, field);
  const fields = readObject(caller, value, path);
  const policyVersion = readText(caller, fields, 'policyVersion', path);
  if (!/^[A-Za-z0-9_-]{1,20}$/.test(policyVersion))
    refuse('domain.out_of_range', caller, `${path}.policyVersion`, VERSION, policyVersion);
  const hardLimit = orNull(fields, 'hardLimit', () => readPositive(caller, fields, 'hardLimit', path));
  const degradedBandFactor = readFinite(caller, fields, 'degradedBandFactor', path);
  if (degradedBandFactor < 1)
    refuse('domain.out_of_range', caller, `${path}.degradedBandFactor`, 'at least 1', degradedBandFactor);
  const policy: RebalancePolicy = {
    policyVersion,
    exposureUnit: readText(caller, fields, 'exposureUnit', path),
    target: readFinite(caller, fields, 'target', path),
    band: orNull(fields, 'band', () => readBand(caller, fields, 'band', path, hardLimit)),
    hardLimit,
    cooldownMs: readNonNegative(caller, fields, 'cooldownMs', path),
    maximumAgeMs: orNull(fields, 'maximumAgeMs', () => readPositive(caller, fields, 'maximumAgeMs', path)),
    settlementLagMs: readNonNegative(caller, fields, 'settlementLagMs', path),
    degradedBandFactor,
    limits: readLimits(caller, fields, path),
  };
  // What is not read again must not change.
  if (policy.band !== null) Object.freeze(policy.band);
  Object.freeze(policy.limits);
  made.add(Object.freeze(policy));
  return policy;
}

const VERSION = 'up to 20 letters, digits, _ and -';

/** A band that is no wider than the hard limit, and lands inside itself. */
export function readBand(
  caller: string,
  source: object,
  field: string,
  at: string,
  hardLimit: number | null,
): PolicyBand {
  const path = join(at, field);
  const fields = readObject(caller, (source as Readonly<Record<string, unknown>>)[field], path);
  const halfWidth = readNonNegative(caller, fields, 'halfWidth', path);
  const landing = readNonNegative(caller, fields, 'landing', path);
  if (landing > halfWidth)
    refuse('domain.out_of_range', caller, `${path}.landing`, `at most the half width ${halfWidth}`, landing);
  if (hardLimit !== null && halfWidth > hardLimit)
    refuse(
      'domain.out_of_range',
      caller,
      `${path}.halfWidth`,
      `at most the hard limit ${hardLimit}`,
      halfWidth,
    );
  return { halfWidth, landing };
}

type LimitName = keyof RebalanceLimits;

const COUNTS: readonly LimitName[] = ['maximumTradesPerHour', 'maximumConsecutiveRejects'];
const AMOUNTS: readonly LimitName[] = [
  'minimumTradeContracts',
  'maximumStepContracts',
  'maximumParticipation',
  'maximumTurnoverPerDay',
  'maximumLoss',
];

function readLimits(caller: string, source: Readonly<Record<string, unknown>>, at: string): RebalanceLimits {
  const path = `${at}.limits`;
  const fields = readObject(caller, source['limits'], path);
  // A limit that is misspelt would not limit.
  for (const name of Object.keys(fields))
    if (![...AMOUNTS, ...COUNTS].includes(name as LimitName))
      refuse('domain.not_one_of', caller, `${path}.${name}`, 'absent: no limit has this name', fields[name]);
  const limits: { -readonly [Name in LimitName]?: number } = {};
  for (const name of AMOUNTS)
    if (!isAbsent(fields, name)) limits[name] = readPositive(caller, fields, name, path);
  for (const name of COUNTS)
    if (!isAbsent(fields, name)) limits[name] = readInteger(caller, fields, name, 1, path);
  // Each is remembered by its time.
  if ((limits.maximumTradesPerHour ?? 0) > 1000)
    refuse(
      'domain.out_of_range',
      caller,
      `${path}.maximumTradesPerHour`,
      'at most 1000',
      limits.maximumTradesPerHour,
    );
  const { minimumTradeContracts: least = 0, maximumStepContracts: most = Infinity } = limits;
  if (least > most)
    refuse('domain.out_of_range', caller, `${path}.maximumStepContracts`, `at least ${least}`, most);
  if ((limits.maximumParticipation ?? 0) > 1)
    refuse(
      'domain.out_of_range',
      caller,
      `${path}.maximumParticipation`,
      'at most 1',
      limits.maximumParticipation,
    );
  return limits;
}

/** Null only where it was said: what is not there is a policy of another shape. */
function orNull<T>(fields: Readonly<Record<string, unknown>>, field: string, read: () => T): T | null {
  return fields[field] === null ? null : read();
}
