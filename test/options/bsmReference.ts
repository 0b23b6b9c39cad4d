// The reference of 120 digits, and what the error of each output is measured against.
import { readFileSync } from 'node:fs';
import { hasShared, readShared } from '../shared.ts';
import type { BlackScholesGreeks, BlackScholesOptions } from '../../src/index.ts';

export interface ReferenceCase {
  readonly S: number;
  readonly K: number;
  readonly T: number;
  readonly r: number;
  readonly q: number;
  readonly sigma: number;
  readonly cp: 1 | -1;
  readonly core: boolean;
  readonly out: Readonly<Record<Referenced, number>>;
}

export const firstOrder = [
  'price',
  'delta',
  'gamma',
  'vega',
  'theta',
  'rho',
  'phi',
  'dualDelta',
  'dualGamma',
] as const;
export const higherOrder = ['vanna', 'volga', 'charm', 'speed', 'zomma', 'color', 'veta', 'ultima'] as const;
export type Referenced = (typeof firstOrder)[number] | (typeof higherOrder)[number];

const parse = (text: string) => (JSON.parse(text) as { cases: ReferenceCase[] }).cases;

/** Every eighth case, and the hardest. */
export const thinned: readonly ReferenceCase[] = parse(
  readFileSync(new URL('../fixtures/options/bsm_mpmath.json', import.meta.url), 'utf8'),
);
/** All 1,000 cases, where they are there. */
export const full: readonly ReferenceCase[] = hasShared
  ? parse(readShared('reference/options/bsm_mpmath.json'))
  : [];

export function optionsOf({ S, K, T, r, q, sigma, cp }: ReferenceCase): BlackScholesOptions {
  return {
    optionType: cp > 0 ? 'call' : 'put',
    spot: S,
    strike: K,
    timeToExpiryYears: T,
    volatility: sigma,
    rate: r,
    carryYield: q,
  };
}

/**
 * The error of an output: relative, but for those that are sums of terms of either sign relative to the sum of their
 * sizes, since at a root nothing else is defined.
 */
export function errorOf(of: ReferenceCase, name: Referenced, got: BlackScholesGreeks): number {
  const expected = of.out[name];
  return Math.abs(got[name] - expected) / Math.max(Math.abs(expected), termScale(of, name));
}

function termScale({ S, K, T, r, q, sigma, out }: ReferenceCase, name: Referenced): number {
  const root = Math.sqrt(T);
  const s = sigma * root;
  const h = (Math.log(S / K) + (r - q) * T) / s;
  // What d1 and d2 are the sums of.
  const d1 = Math.abs(h) + s / 2;
  const d2 = d1;
  const density = out.vega / (S * root);
  const moves = Math.abs((r - q) / s) + d2 / (2 * T);
  const decay = Math.abs(q) + d1 * moves + 1 / (2 * T);
  switch (name) {
    case 'theta':
      return (out.vega * sigma) / (2 * T) + Math.abs((r * out.rho) / T) + Math.abs((q * out.phi) / T);
    case 'vanna':
      return (density * d2) / sigma;
    case 'volga':
      return (out.vega * d1 * d2) / sigma;
    case 'charm':
      return Math.abs(q * out.delta) + density * moves;
    case 'speed':
      return (out.gamma / S) * (d1 / s + 1);
    case 'zomma':
      return (out.gamma / sigma) * (d1 * d2 + 1);
    case 'color':
      return out.gamma * decay;
    case 'veta':
      return out.vega * decay;
    case 'ultima':
      return (out.vega / (sigma * sigma)) * (d1 * d2 * (1 + d1 * d2) + d1 * d1 + d2 * d2);
    case 'price':
    case 'delta':
    case 'gamma':
    case 'vega':
    case 'rho':
    case 'phi':
    case 'dualDelta':
    case 'dualGamma':
      return 0;
  }
}
