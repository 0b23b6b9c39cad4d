import type { RebalancePolicy } from '../rebalance/rebalancePolicy.ts';
import { POLICY } from '../rebalance/rebalancePolicy.ts';
import { safeParsePolicy } from '../rebalance/parsePolicy.ts';
import { schemaOf } from './schemaOf.ts';
import type { StandardSchema } from './standardSchema.ts';

/**
 * The schema of a rebalancing policy, as `parsePolicy` reads it.
 *
 * **Result**: what is in a policy beside its fields is left behind, but a name that no limit has is an issue.
 * **Rules** beyond JSON Schema: `landingWithinBand`, `bandWithinHardLimit`, `stepAboveMinimum`.
 *
 * @example
 * ```ts
 * import { policySchema } from 'betahedge/schemas';
 *
 * const verdict = policySchema['~standard'].validate({
 *   policyVersion: 'v7', exposureUnit: 'beta', target: 0, band: { halfWidth: 0.1, landing: 0.2 }, hardLimit: null,
 *   cooldownMs: -1, maximumAgeMs: null, settlementLagMs: 0, degradedBandFactor: 1, limits: {},
 * });
 * for (const { path, message } of verdict.issues ?? []) console.log(path.join('.'), message);
 * // -> band.landing must be at most the half width 0.1, got 0.2
 * // -> cooldownMs must be zero or positive, got -1
 * ```
 */
export const policySchema: StandardSchema<RebalancePolicy> = /* @__PURE__ */ schemaOf(
  'policy',
  POLICY,
  safeParsePolicy,
);
