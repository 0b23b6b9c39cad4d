// A bot that holds the beta of a futures account in a band, on ccxt's unified methods: look, decide, record, send, follow.
// It may be killed anywhere and started again: what it decided is on the disk before it is sent, and it is sent once.
// `npm run example bot` runs it on recorded answers; how it is run live stands at the end of bot.ts.
import { canonicalJson } from 'betahedge';
import { recordRebalance, sha256 } from 'betahedge/audit';
import { convertSize, orderRequest, parseMarket } from 'betahedge/instruments';
import { initialRebalanceState } from 'betahedge/rebalance';
import { append, readLog } from './bot-log.ts';
import { look } from './bot-look.ts';
import type { Decision, RebalanceDecision, RebalanceEvent } from 'betahedge/rebalance';
import type { RebalancePolicy, RebalanceState } from 'betahedge/rebalance';
import type { LookOptions, MarketData } from './bot-look.ts';

/** What the bot calls of ccxt's `Exchange`; any of its classes fits. */
export interface BotExchange extends MarketData {
  sleep(ms: number): Promise<unknown>;
  loadMarkets(): Promise<unknown>;
  createOrder(
    symbol: string,
    type: 'market' | 'limit',
    side: 'buy' | 'sell',
    amount: number,
    price: undefined,
    params: object,
  ): Promise<object>;
  fetchOrder(id: string, symbol: string, params: { clientOrderId: string }): Promise<BotOrder>;
  cancelOrder(id: string, symbol: string, params: { clientOrderId: string }): Promise<object>;
}
export interface BotOrder {
  clientOrderId: string | undefined;
  timestamp: number | undefined;
  status: string | undefined;
  filled: number | undefined;
}
type ErrorClass = abstract new (message: string) => Error;

export interface BotOptions extends LookOptions {
  readonly exchange: BotExchange;
  /** ccxt itself, which has these classes. */
  readonly errors: Readonly<Record<'OperationFailed' | 'ExchangeError' | 'OrderNotFound', ErrorClass>>;
  /** The log. */
  readonly file: string;
  /** In beta of the account's equity. */
  readonly policy: RebalancePolicy;
  readonly rounds: number;
  readonly roundMs: number;
  readonly pollMs: number;
  /**
   * So many polls without news, and the order is cancelled; twice as many that do not find it, and it is given up. Then it
   * must not arrive any more: longer than the venue takes a request for after its time.
   */
  readonly patience: number;
  /** Why a bot that is halted may go on; for one start, since it lets go on after any halt. */
  readonly resume?: string;
  readonly print: (line: string) => void;
}

/** For an order that the venue does not know. */
const NOT_FOUND = 'not found';
/** An order this much older than its decision is of another log. */
const SKEW_MS = 60_000;
const FINAL: readonly unknown[] = ['closed', 'canceled', 'expired', 'rejected'];

/** Goes on from where the log ends, for so many rounds; returns the state. */
export async function runBot(options: BotOptions): Promise<RebalanceState> {
  const { exchange, errors, hedge, patience } = options;
  const start = initialRebalanceState(options);
  const { policy } = start;
  let { state, last, size } = readLog(options.file, start);
  const inFlight = () => state.order;
  await exchange.loadMarkets();
  const instrument = parseMarket(exchange.market(hedge));
  const inContracts = (amount: number | string) => {
    const size = { unit: instrument.amountUnit, amount };
    return Number(convertSize({ size, unit: 'contracts', instrument }).amount);
  };
  const { amountPrecision: lot, settlement } = instrument;
  if (settlement !== 'linear' || lot.kind !== 'step') throw new Error(`${hedge} is not linear, in lots`);
  const lotContracts = inContracts(lot.step);

  await follow(false); // What was decided before it was killed: sent or not, the venue knows.
  if (canonicalJson(state.policy) !== canonicalJson(policy)) tell({ type: 'policy', policy });
  if (state.status === 'halted' && options.resume !== undefined)
    tell({ type: 'resume', reason: options.resume });
  for (let round = 0; round < options.rounds; round++) {
    const sight = await ask(() => look(exchange, options));
    if (typeof sight === 'object') {
      sight.findings.forEach(say);
      const decision = tell({ ...sight.snapshot, lotContracts }, sight.inputs);
      if (decision.action === 'rebalance') await send(decision, sight.price);
    }
    await exchange.sleep(options.roundMs);
  }
  return state;

  /** One step of the reducer, on the disk before anything is done about it. */
  function tell(news: object, inputs?: object): Decision {
    const timestamp = Math.max(exchange.milliseconds(), state.timestamp ?? 0); // A clock may be set back.
    const event = { ...news, sequence: state.sequence + 1, timestamp } as RebalanceEvent;
    const step = recordRebalance({ state, event, inputs, previous: last, hash: sha256 });
    size = append(options.file, size, step.record);
    ({ state, record: last } = step);
    say(`${step.decision.action.padEnd(10)}${step.decision.explanation}`);
    return step.decision;
  }

  /** Sends an order, once: where its answer is lost, the venue is asked under our own id. */
  async function send(decision: RebalanceDecision, price: number): Promise<void> {
    const { contracts, clientOrderId, comparison } = decision;
    const reducing = decision.reduceOnly ? { reduceOnly: true, position: comparison!.hedgeContracts } : {};
    const size = { instrument, contracts, price, ...reducing };
    const sized = orderRequest({ ...size, orderType: 'market', clientOrderId });
    if (sized.status !== 'ok') return void tell({ type: 'cancelled', clientOrderId, filledContracts: 0 });
    const { symbol, type, side, amount, params } = sized.order;
    let refused = false;
    try {
      await exchange.createOrder(symbol, type, side, amount, undefined, params);
    } catch (error) {
      refused = error instanceof errors.ExchangeError;
      if (!refused && !(error instanceof errors.OperationFailed)) throw error;
      say((error as Error).message);
    }
    await follow(refused);
  }

  /** Asks the venue what becomes of the order in flight, until nothing more is coming of it. */
  async function follow(refused: boolean): Promise<void> {
    let unknown = 0; // Polls in a row that did not find it: one that had no answer says nothing.
    for (let silence = 0; state.order !== null; silence++) {
      const { clientOrderId, filledContracts: before, acknowledged, cancelling } = state.order;
      const order = await ask(() => exchange.fetchOrder('', hedge, { clientOrderId }));
      unknown = order === NOT_FOUND ? unknown + 1 : 0;
      const isFound = typeof order === 'object';
      const isFinal = isFound && FINAL.includes(order.status);
      if (isFound) refuseOther(order, clientOrderId);
      if (isFinal && order.filled === undefined)
        throw new Error(`${clientOrderId} is ${order.status}, and what was filled is not said`);
      const filled = isFound ? order.filled : undefined;
      const filledContracts = filled === undefined ? before : inContracts(filled);
      const fill = { clientOrderId, filledContracts };
      if (filledContracts > before) {
        tell({ type: 'filled', ...fill });
        silence = 0;
      } else if (isFound && !acknowledged) tell({ type: 'acknowledged', clientOrderId });
      if (inFlight() === null) return;

      const isRefused = isFound
        ? order.status === 'rejected' && filledContracts === 0
        : unknown > 0 && refused;
      if (isRefused) return void tell({ type: 'rejected', clientOrderId });
      if (isFinal || unknown > 2 * patience) return void tell({ type: 'cancelled', ...fill });
      if (silence >= patience) {
        if (!cancelling) tell({ type: 'timeout', clientOrderId });
        // One that is filled by now cannot be cancelled: the next poll says what it is.
        await ask(() => exchange.cancelOrder('', hedge, { clientOrderId }), errors.ExchangeError);
      }
      await exchange.sleep(options.pollMs);
    }
  }

  /** Refuses an order that is not this one: a log that was begun anew counts from 1 again, and so do its ids. */
  function refuseOther(order: BotOrder, clientOrderId: string): void {
    const isOurs = order.clientOrderId === clientOrderId;
    if (isOurs && (order.timestamp ?? Infinity) >= state.lastTradeTimestamp! - SKEW_MS) return;
    throw new Error(
      `the venue knows another order as ${clientOrderId}: give each log a policyVersion of its own`,
    );
  }

  /** The answer; undefined where the network fails, which passes, or with an error that is `harmless`. */
  async function ask<Answer>(
    question: () => Promise<Answer>,
    harmless: ErrorClass = errors.OperationFailed,
  ): Promise<Answer | typeof NOT_FOUND | undefined> {
    try {
      return await question();
    } catch (error) {
      if (error instanceof errors.OrderNotFound) return NOT_FOUND;
      if (!(error instanceof errors.OperationFailed || error instanceof harmless)) throw error;
      say(error.message);
      return undefined;
    }
  }

  function say(words: string): void {
    options.print(`${new Date(exchange.milliseconds()).toISOString().slice(0, 19)}  ${words}`);
  }
}
