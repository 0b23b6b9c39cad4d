// Calls that must not compile: a missing field, a swapped or a mistyped one. `npm run types` checks this file.
import { exactBetaHedge } from '../../src/hedge/exactBetaHedge.ts';
import { minimumVarianceHedge } from '../../src/hedge/minimumVarianceHedge.ts';
import { splitBetaHedge } from '../../src/hedge/splitBetaHedge.ts';
import { orThrow, parseMarket, roundAmount, sizeBetaHedge, stepRebalance } from '../../src/index.ts';
import type { TargetCorrelation } from '../../src/hedge/hedgeTarget.ts';
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
declare const correlation: TargetCorrelation;
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
// @ts-expect-error a beta or a correlation, not both
sizeBetaHedge({ ...sizing, capital: 1, targetCorrelation: correlation });
const untargeted = { positions: sizing.positions, instrument, instrumentBeta: 1, price: 1 };
// @ts-expect-error a hedge has a target
sizeBetaHedge(untargeted);
// @ts-expect-error a correlation is of the return on a capital
sizeBetaHedge({ ...untargeted, targetCorrelation: correlation });
sizeBetaHedge({ ...untargeted, targetCorrelation: correlation, capital: 1 });
// @ts-expect-error limits are in money: contracts and coins carry no unit here
sizeBetaHedge({ ...sizing, limits: { maximumContracts: 10 } });
// @ts-expect-error a position is a value; contracts are no value, and coins neither
sizeBetaHedge({ ...sizing, positions: [{ symbol: 'ETH', contracts: 1, beta: 1 }] });
// @ts-expect-error a ccxt position, whose notional has no sign
sizeBetaHedge({ ...sizing, positions: [{ symbol: 'ETH', value: 1, beta: 1, side: 'short' }] });
// @ts-expect-error an amount with a unit is no value
sizeBetaHedge({ ...sizing, positions: [{ symbol: 'ETH', value: { unit: 'base', amount: 1 }, beta: 1 }] });
// @ts-expect-error a rate has its time
exactBetaHedge({ ...sizing, numeraire: 'USD', fx: { USDT: 1 } });
// @ts-expect-error exact contracts come without an order
orThrow(exactBetaHedge(sizing)).order; // eslint-disable-line @typescript-eslint/no-unused-expressions

const book = { positions: sizing.positions, targetBeta: 0 };
// @ts-expect-error each leg has its share
splitBetaHedge({ ...book, legs: [{ instrument, instrumentBeta: 1, price: 1 }] });
splitBetaHedge({ ...book, legs: [{ instrument, instrumentBeta: 1, price: 1, share: 1 }] });

const changes = { kind: 'priceChanges', assetChanges: [1], hedgeChanges: [1], instrument, price: 1 } as const;
const returns = { kind: 'returns', assetReturns: [1], hedgeReturns: [1], instrument, price: 1 } as const;
minimumVarianceHedge({ ...changes, quantity: 1 });
minimumVarianceHedge({ ...returns, value: 1 });
// @ts-expect-error a ratio of price changes does not meet a value
minimumVarianceHedge({ ...changes, value: 1 });
// @ts-expect-error a ratio of returns does not meet a quantity
minimumVarianceHedge({ ...returns, quantity: 1 });
// @ts-expect-error price changes are no returns
minimumVarianceHedge({ ...changes, kind: 'returns', value: 1 });

// @ts-expect-error which way to round is for the caller to say
roundAmount({ instrument, contracts: 1 });
// @ts-expect-error an event has its time
stepRebalance(state, { type: 'snapshot', netBeta: 1 });
// @ts-expect-error state is read only
state.sequence = 2;
// @ts-expect-error precision modes are ccxt's three
parseMarket({}, { precisionMode: 'ticks' });
