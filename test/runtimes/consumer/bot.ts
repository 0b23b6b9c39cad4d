import { orThrow } from 'betahedge';
import { capmBeta } from 'betahedge/beta';
import type { BetaEstimate } from 'betahedge/beta';
import { sizeBetaHedge } from 'betahedge/hedge';
import { parseMarket } from 'betahedge/instruments';
import { simpleReturns } from 'betahedge/returns';

// What a user writes, compiled and not run: results come out typed, and a status must be looked at.
const assetReturns: Float64Array = simpleReturns({ prices: [100, 101, 99, 104] });
const estimate: BetaEstimate = orThrow(capmBeta({ assetReturns, benchmarkReturns: [0.01, -0.02, 0.03] }));

const hedge = sizeBetaHedge({
  positions: [{ symbol: 'ETH', value: 10_000, beta: estimate.beta }],
  targetBeta: 0,
  instrument: parseMarket(JSON.parse('{}')),
  instrumentBeta: 1,
  price: 50_000,
});
// @ts-expect-error no contracts before the status has been looked at
export const unchecked: string = hedge.contracts;
export const contracts: string = hedge.status === 'ok' ? hedge.contracts : '0';
