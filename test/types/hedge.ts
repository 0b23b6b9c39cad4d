// Calls that must not compile: a missing field, a swapped or a mistyped one. `npm run types` checks this file.
import { orThrow, parseMarket, roundAmount, sizeBetaHedge, stepRebalance } from '../../src/index.ts';
import type {
  CapmBetaResult,
  ConditionalBetaEstimate,
  FactorBeta,
  Instrument,
  RebalanceState,
  SizeBetaHedgeOptions,
} from '../../src/index.ts';

declare const instrument: Instrument;
declare const state: RebalanceState;
declare const estimate: CapmBetaResult;
declare const factor: FactorBeta;
declare const conditional: ConditionalBetaEstimate;
const sizing: SizeBetaHedgeOptions = {
  positions: [{ symbol: 'ETH', value: 1, beta: 1 }],
  targetBeta: 0,
  instrument,
  instrumentBeta: 1,
  price: 1,
};

// @ts-expect-error a beta is never 1 by default
sizeBetaHedge({ ...sizing, positions: [{ symbol: 'ETH', value: 1 }] });
// @ts-expect-error an estimate that may have failed is no beta
sizeBetaHedge({ ...sizing, positions: [{ symbol: 'ETH', value: 1, ...estimate }] });
sizeBetaHedge({ ...sizing, positions: [{ symbol: 'ETH', value: 1, ...orThrow(estimate) }] });
sizeBetaHedge({ ...sizing, positions: [{ symbol: 'ETH', value: 1, ...factor }] });
sizeBetaHedge({ ...sizing, positions: [{ symbol: 'ETH', value: 1, ...conditional }] });
sizeBetaHedge({ ...sizing, instrumentBeta: conditional });
// @ts-expect-error a raw market is not yet an instrument
sizeBetaHedge({ ...sizing, instrument: { symbol: 'BTC/USDT:USDT', type: 'swap' } });
// @ts-expect-error the hedge may be degenerate
sizeBetaHedge(sizing).contracts; // eslint-disable-line @typescript-eslint/no-unused-expressions
// @ts-expect-error which way to round is for the caller to say
roundAmount({ instrument, contracts: 1 });
// @ts-expect-error an event has its time
stepRebalance(state, { type: 'snapshot', netBeta: 1 });
// @ts-expect-error state is read only
state.sequence = 2;
// @ts-expect-error precision modes are ccxt's three
parseMarket({}, { precisionMode: 'ticks' });
