import { refuse } from '../foundation/checks.ts';
import {
  FINITE,
  INTEGER,
  matching,
  NON_NEGATIVE,
  nullable,
  objectOf,
  optional,
  POSITIVE,
  TEXT,
  within,
} from '../foundation/shape.ts';
import type { Leaf, ObjectShape, Shape } from '../foundation/shape.ts';

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

/** The name of a version. */
export const VERSION: Leaf<string> = /* @__PURE__ */ matching(
  /^[A-Za-z0-9_-]{1,20}$/,
  'up to 20 letters, digits, _ and -',
);

/** A band that lands inside itself. */
export const BAND: ObjectShape<PolicyBand> = /* @__PURE__ */ objectOf(
  'PolicyBand',
  { halfWidth: NON_NEGATIVE, landing: NON_NEGATIVE },
  {
    landingWithinBand({ halfWidth, landing }, caller, path) {
      if (landing > halfWidth)
        refuse(OUT, caller, `${path}.landing`, `at most the half width ${halfWidth}`, landing);
    },
  },
);

const OUT = 'domain.out_of_range';

/** What may be left out, and is not misspelt: such a limit would not limit. */
const LIMITS: Shape<RebalanceLimits> = /* @__PURE__ */ (() => {
  const amount = optional(POSITIVE);
  return objectOf<RebalanceLimits>(
    'RebalanceLimits',
    {
      minimumTradeContracts: amount,
      maximumStepContracts: amount,
      maximumParticipation: optional(within({ maximum: 1 }, POSITIVE)),
      // Each is remembered by its time.
      maximumTradesPerHour: optional(within({ minimum: 1, maximum: 1000 }, INTEGER)),
      maximumTurnoverPerDay: amount,
      maximumLoss: amount,
      maximumConsecutiveRejects: optional(within({ minimum: 1 }, INTEGER)),
    },
    {
      stepAboveMinimum(
        { minimumTradeContracts: least = 0, maximumStepContracts: most = Infinity },
        caller,
        path,
      ) {
        if (least > most) refuse(OUT, caller, `${path}.maximumStepContracts`, `at least ${least}`, most);
      },
    },
    'absent: no limit has this name',
  );
})();

/** A policy as plain data of this version and nothing else. */
export const POLICY: ObjectShape<RebalancePolicy> = /* @__PURE__ */ (() =>
  objectOf<RebalancePolicy>(
    'RebalancePolicy',
    {
      policyVersion: VERSION,
      exposureUnit: TEXT,
      target: FINITE,
      band: nullable(BAND),
      hardLimit: nullable(POSITIVE),
      cooldownMs: NON_NEGATIVE,
      maximumAgeMs: nullable(POSITIVE),
      settlementLagMs: NON_NEGATIVE,
      degradedBandFactor: within({ minimum: 1 }, FINITE),
      limits: LIMITS,
    },
    {
      bandWithinHardLimit({ band, hardLimit }, caller, path) {
        if (band !== null) refuseWider(caller, `${path}.band`, band, hardLimit);
      },
    },
  ))();

// Policies that `readPolicy` made, which need no reading again: it takes longer than the rest of a step. This
// remembers, and decides nothing.
const made: WeakSet<object> = /* @__PURE__ */ new WeakSet();

/** A policy among a call's fields. */
export function readPolicy(caller: string, source: object, field: string, at?: string): RebalancePolicy {
  const value = (source as Readonly<Record<string, unknown>>)[field];
  if (typeof value === 'object' && value !== null && made.has(value)) return value as RebalancePolicy;
  const policy = POLICY.read(caller, source, field, at);
  // What is not read again must not change.
  if (policy.band !== null) Object.freeze(policy.band);
  Object.freeze(policy.limits);
  made.add(Object.freeze(policy));
  return policy;
}

/** A band that is no wider than the hard limit. */
export function readBand(
  caller: string,
  source: object,
  field: string,
  at: string,
  hardLimit: number | null,
): PolicyBand {
  const band = BAND.read(caller, source, field, at);
  refuseWider(caller, `${at}.${field}`, band, hardLimit);
  return band;
}

function refuseWider(
  caller: string,
  path: string,
  { halfWidth }: PolicyBand,
  hardLimit: number | null,
): void {
  if (hardLimit !== null && halfWidth > hardLimit)
    refuse(OUT, caller, `${path}.halfWidth`, `at most the hard limit ${hardLimit}`, halfWidth);
}
