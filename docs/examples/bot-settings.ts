// What the bot is told: when it trades, which prices it believes, and how long it waits. All of it is data.
// `npm run example bot` runs by it.
import type { BotOptions } from './bot-loop.ts';

/** All but the venue and the place of the log. */
export const settings: Omit<BotOptions, 'exchange' | 'errors' | 'file' | 'rounds' | 'print'> = {
  hedge: 'BTC/USDT:USDT',
  policy: {
    policyVersion: 'bot-1',
    exposureUnit: 'beta of equity',
    target: 0,
    band: { halfWidth: 0.012, landing: 0 },
    hardLimit: 1.5,
    cooldownMs: 0,
    maximumAgeMs: null,
    settlementLagMs: 10_000,
    degradedBandFactor: 2,
    limits: { maximumConsecutiveRejects: 3 },
  },
  graph: {
    nodes: {
      last: { kind: 'source', observation: 'last', maximumLeadMs: 1000 },
      mark: { kind: 'source', observation: 'mark', maximumLeadMs: 1000 },
      index: { kind: 'source', observation: 'index', maximumLeadMs: 1000 },
      fresh: { kind: 'staleness', parent: 'last', maximumAgeMs: 60_000, graceMs: 240_000 },
      nearMark: {
        kind: 'deviation',
        parent: 'fresh',
        reference: 'mark',
        maximumDeviation: 0.01,
        denominator: 'reference',
        severity: 'degraded',
      },
      price: {
        kind: 'deviation',
        parent: 'nearMark',
        reference: 'index',
        maximumDeviation: 0.02,
        denominator: 'reference',
        severity: 'halted',
      },
    },
    root: 'price',
  },
  balanceKind: 'margin',
  days: 90,
  roundMs: 86_400_000,
  pollMs: 1000,
  patience: 6,
};
