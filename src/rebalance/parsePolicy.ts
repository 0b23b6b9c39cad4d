import { parsed } from '../instruments/parsed.ts';
import type { Parsed } from '../instruments/parsed.ts';
import { readPolicy } from './rebalancePolicy.ts';
import type { RebalancePolicy } from './rebalancePolicy.ts';

const CALLER = 'parsePolicy';

/**
 * A policy from a form, a file or a request, as plain data of this version and nothing else.
 *
 * **Result**: the policy, frozen. What it has beside the fields of a policy is left behind, but for `limits`: a name that
 * no limit has is refused, since a limit that is misspelt would not limit.
 * **Errors**: `shape.*`, `domain.*` (also a landing beyond the half width, a band beyond the hard limit, a smallest order
 * above the largest step); paths begin with `policy`.
 * **Cost**: microseconds; a policy that came out of it is known, and is not read again.
 *
 * @example
 * ```ts
 * import { parsePolicy } from 'betahedge/rebalance';
 *
 * const text = `{
 *   "policyVersion": "v7", "exposureUnit": "USD of beta", "target": 0, "band": { "halfWidth": 10000, "landing": 10000 },
 *   "hardLimit": 50000, "cooldownMs": 60000, "maximumAgeMs": null, "settlementLagMs": 5000, "degradedBandFactor": 2,
 *   "limits": { "maximumLoss": 20000 }
 * }`;
 * const policy = parsePolicy(JSON.parse(text));
 * console.log(policy.policyVersion, policy.band?.halfWidth, policy.limits.maximumLoss); // v7 10000 20000
 * ```
 */
export function parsePolicy(policy: unknown): RebalancePolicy {
  return readPolicy(CALLER, { policy }, 'policy');
}

/**
 * `parsePolicy` for policies that may not be what they should: the error comes back instead of flying.
 *
 * @example
 * ```ts
 * import { safeParsePolicy } from 'betahedge/rebalance';
 *
 * const parsed = safeParsePolicy({ policyVersion: 'v7', exposureUnit: 'beta', target: '0' });
 * if (parsed.status === 'invalid') console.log(parsed.error.code, parsed.error.path); // shape.wrong_type policy.target
 * ```
 */
export function safeParsePolicy(policy: unknown): Parsed<RebalancePolicy> {
  return parsed(() => parsePolicy(policy));
}
