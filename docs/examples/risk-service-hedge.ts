// The hedge that the risk service is asked for, from the request alone: the same one has the same answer, bit for bit, in
// any process and at any time.
// `npm run example risk-service` asks for one.
import { InputError, isBetahedgeError } from 'betahedge';
import { capmBeta } from 'betahedge/beta';
import { bookExposure, exactBetaHedge } from 'betahedge/hedge';
import { convertSize, orderRequest } from 'betahedge/instruments';
import { stepRebalance } from 'betahedge/rebalance';
import { alignSeries, simpleReturns } from 'betahedge/returns';
import { EXPOSURE_UNIT, refuse } from './risk-service-body.ts';
import type { DatedPrice } from 'betahedge';
import type { BetaEstimate } from 'betahedge/beta';
import type { BetaInput, BookExposure, HedgeInterval } from 'betahedge/hedge';
import type { Instrument, OrderRequestResult } from 'betahedge/instruments';
import type { Decision, RebalanceEvent, RebalanceState } from 'betahedge/rebalance';
import type { HedgeRequest } from './risk-service-body.ts';

export interface HedgeAnswer {
  /** Of the last price, epoch milliseconds. */
  readonly asOf: number;
  /** By coin, with standard errors and intervals. */
  readonly betas: Readonly<Record<string, BetaEstimate | BetaInput>>;
  readonly exposures: BookExposure;
  /** Contracts to a beta of 0, before band and lots. */
  readonly neutral: { readonly contracts: number; readonly interval: HedgeInterval | null };
  readonly decision: Decision;
  /** In the shape of ccxt's `createOrder`, or why there is nothing to send; null where the decision is to hold. */
  readonly order: OrderRequestResult | null;
  /** To ask with the next time. */
  readonly state: RebalanceState;
}

export function hedgeOf(request: HedgeRequest): HedgeAnswer {
  const { instrument, positions, balances, benchmark, fx } = request;
  const { values, timestamps, dropped } = answerOf(alignSeries({ series: request.series }), 'series');
  const timestamp = timestamps.at(-1)!;
  // Else the price that one coin lacks would make those of all the others old.
  for (const [coin, times] of Object.entries(dropped))
    if (times.some((time) => time > timestamp))
      refuse('price.stale', `series.${coin}`, 'no newer than the last price of every coin', times.at(-1));
  const columnOf = (coin: string): Float64Array =>
    Object.hasOwn(values, coin)
      ? values[coin]!
      : refuse('shape.missing_field', `series.${coin}`, 'the prices of this coin', undefined);

  const benchmarkReturns = simpleReturns({ prices: columnOf(benchmark) });
  const betas: Record<string, BetaEstimate | BetaInput> = { [benchmark]: { beta: 1, betaStandardError: 0 } };
  for (const coin of Object.keys(values).filter((one) => one !== benchmark)) {
    const assetReturns = simpleReturns({ prices: values[coin]! });
    const sample = { assetReturns, benchmarkReturns, asOf: timestamp };
    betas[coin] = answerOf(capmBeta({ ...sample, standardErrors: 'HC3' }), `series.${coin}`);
  }
  const prices: Record<string, DatedPrice> = {};
  for (const coin of Object.keys(values)) prices[coin] = { price: values[coin]!.at(-1)!, timestamp };
  for (const { type, symbol, base } of [instrument, ...positions.map((position) => position.instrument)]) {
    // The price of a coin is no premium.
    if (type === 'option') refuse('market.unsupported', 'positions', 'without options', symbol);
    prices[symbol] = { price: columnOf(base).at(-1)!, timestamp };
  }

  const money = { numeraire: instrument.quote, fx };
  const benchmarkPrice = prices[benchmark]!;
  const exposures = bookExposure({ ...money, positions, balances, prices, betas, benchmarkPrice });
  const { price } = prices[instrument.symbol]!;
  const instrumentBeta = betas[instrument.base]!;
  const exact = exactBetaHedge({
    ...money,
    positions: exposures.hedgePositions,
    targetBeta: 0,
    instrument,
    instrumentBeta,
    price,
    // The coins of the account are among the positions.
    ...(instrument.settlement === 'inverse' ? { coinEquity: 0 } : {}),
  });
  const { exactContracts, heldContracts, contractValue, interval } = answerOf(exact, 'instrument');

  const state = request.events.reduce(stepEvent, request.state);
  const step = stepRebalance(state, {
    type: 'snapshot',
    sequence: state.sequence + 1,
    timestamp,
    exposure: exposures.total.ofEquity.dollarBeta,
    exposureUnit: EXPOSURE_UNIT,
    hedgeContracts: heldContracts,
    exposurePerContract: (contractValue * instrumentBeta.beta) / exposures.equity,
    lotContracts: lotOf(instrument, price),
  });
  const { decision } = step;
  let order: OrderRequestResult | null = null;
  if (decision.action === 'rebalance') {
    const { contracts, clientOrderId, reduceOnly } = decision;
    const reducing = reduceOnly ? { reduceOnly, position: heldContracts } : {};
    order = orderRequest({ instrument, contracts, orderType: 'market', price, clientOrderId, ...reducing });
  }
  const neutral = { contracts: exactContracts, interval };
  return { asOf: timestamp, betas, exposures, neutral, decision, order, state: step.state };
}

/** What is told beside the book; a snapshot is made here alone. */
function stepEvent(state: RebalanceState, event: RebalanceEvent, i: number): RebalanceState {
  const at = `events[${i}]`;
  if (event.type === 'snapshot')
    refuse('market.unsupported', `${at}.type`, 'of what became of an order, a policy or a halt', event.type);
  try {
    return stepRebalance(state, event).state;
  } catch (error) {
    if (!isBetahedgeError(error)) throw error;
    const { code, caller, expected, received } = error;
    throw new InputError({ code, caller, path: error.path.replace(/^event\b/, at), expected, received });
  }
}

function lotOf(instrument: Instrument, price: number): number {
  const { amountPrecision: lot, amountUnit: unit } = instrument;
  if (lot.kind !== 'step')
    return refuse('market.unsupported', 'instrument.amountPrecision', 'in lots', lot.kind);
  return Number(
    convertSize({ size: { unit, amount: lot.step }, unit: 'contracts', instrument, price }).amount,
  );
}

/** What the data cannot answer is refused, with the status in words: no client takes it for "no hedge needed". */
function answerOf<T extends { readonly status: string }>(
  result: T,
  at: string,
): Extract<T, { status: 'ok' }> {
  if (result.status === 'ok') return result as Extract<T, { status: 'ok' }>;
  return refuse('status.not_ok', at, 'such that there is an answer', JSON.stringify(result));
}
