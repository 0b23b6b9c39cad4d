// A venue for the bot without a network: answers in the shapes that ccxt 4.5 gives for binanceusdm, the daily prices of
// 2021, and the troubles of a real one. It goes on where the bot dies.
// `npm run example bot` uses it.
import { readFileSync } from 'node:fs';
import { readPrices } from './book2021.ts';
import type { BotExchange, BotOrder } from './bot-loop.ts';
import type { OhlcvRow } from './bot-look.ts';

/** ccxt's own errors by name and descent. */
class OperationFailed extends Error {}
class ExchangeError extends Error {}
class OrderNotFound extends ExchangeError {}
export const errors = { OperationFailed, ExchangeError, OrderNotFound };
/** What no bot catches. */
export class Killed extends Error {}

/** What becomes of an order. */
export interface OrderFate {
  /**
   * `late`: the venue has it, and its answer is lost; `lost`: it never arrives; `dies`: the venue has it, and the bot is
   * killed.
   */
  readonly answer: 'order' | 'refusal' | 'late' | 'lost' | 'dies';
  /** Share that is filled when the venue is asked, time after time; the last one stays. */
  readonly fills: readonly number[];
}

interface VenueOrder {
  readonly fate: OrderFate;
  readonly clientOrderId: string;
  readonly contracts: number;
  readonly reduceOnly: boolean;
  asked: number;
  filled: number;
  status: 'open' | 'closed' | 'canceled';
}

const DAY_MS = 86_400_000;
const read = (name: string) => readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8');
type Answer = Readonly<Record<string, unknown>>;
const answers = JSON.parse(read('binanceusdm-answers.json')) as Record<
  'ticker' | 'fundingRate' | 'position' | 'balance' | 'order',
  Answer
> & { readonly markets: Readonly<Record<string, Answer>> };
const { timestamps, values } = readPrices(read('crypto-daily-2021.csv'));

/** The venue. Every question takes it some time, and may be the last that the bot asks. */
export class RecordedExchange implements BotExchange {
  readonly orders: VenueOrder[] = [];
  /** Perpetuals held, and at what price. */
  readonly held: Record<string, { contracts: number; entryPrice: number }> = {};
  wallet = 200_000;
  calls = 0;
  /** Number of the question that kills the bot, before the venue has heard it or after. */
  dies: { call: number; when: 'before' | 'after' } | null = null;
  #now: number;
  readonly #fates: readonly OrderFate[];
  readonly #staleDay: number;

  constructor(options: {
    readonly start: number;
    /** Coins held as perpetuals, by name. */
    readonly book: Readonly<Record<string, number>>;
    readonly fates: readonly OrderFate[];
    /** Its ticker of BTC is ten minutes old. */
    readonly staleDay: number;
  }) {
    this.#now = options.start;
    this.#fates = options.fates;
    this.#staleDay = options.staleDay;
    for (const [coin, contracts] of Object.entries(options.book)) this.#fill(`${coin}/USDT:USDT`, contracts);
  }

  milliseconds(): number {
    return this.#now;
  }

  market(symbol: string): Answer {
    return answers.markets[symbol]!;
  }

  async sleep(ms: number): Promise<void> {
    await this.#answer(() => (this.#now += ms));
  }

  loadMarkets(): Promise<unknown> {
    return this.#answer(() => answers.markets);
  }

  fetchOHLCV(symbol: string, _timeframe: string, _since: undefined, limit: number): Promise<OhlcvRow[]> {
    return this.#answer(() => {
      const prices = values[coinOf(symbol)]!;
      const today = this.#today();
      const candle = (day: number): OhlcvRow => {
        const [open, close] = [prices[day]!, prices[Math.min(day + 1, today)]!];
        return [timestamps[day]!, open, Math.max(open, close), Math.min(open, close), close, undefined];
      };
      return Array.from({ length: limit }, (_, i) => candle(today - limit + 1 + i));
    });
  }

  fetchTicker(symbol: string): Promise<Answer> {
    return this.#answer(() => {
      const isStale = timestamps[this.#today()] === this.#staleDay && coinOf(symbol) === 'BTC';
      const age = isStale ? 600_000 : 200;
      return { ...answers.ticker, symbol, last: this.#price(symbol), ...dated(this.#now - age) };
    });
  }

  fetchFundingRate(symbol: string): Promise<Answer> {
    return this.#answer(() => {
      const price = this.#price(symbol);
      const prices = { markPrice: price, indexPrice: price, estimatedSettlePrice: price };
      return { ...answers.fundingRate, symbol, ...prices, ...dated(this.#now - 200) };
    });
  }

  fetchPositions(): Promise<{ symbol: string | undefined }[]> {
    return this.#answer(() =>
      Object.entries(this.held).map(([symbol, { contracts, entryPrice }]) => ({
        ...answers.position,
        symbol,
        side: contracts < 0 ? 'short' : 'long',
        contracts: Math.abs(contracts),
        entryPrice,
        markPrice: this.#price(symbol),
        notional: Math.abs(contracts) * this.#price(symbol),
        unrealizedPnl: contracts * (this.#price(symbol) - entryPrice),
      })),
    );
  }

  fetchBalance(): Promise<Answer> {
    return this.#answer(() => {
      const total = Object.entries(this.held).reduce(
        (sum, [symbol, { contracts, entryPrice }]) => sum + contracts * (this.#price(symbol) - entryPrice),
        this.wallet,
      );
      const columns = { free: { USDT: total }, used: { USDT: 0 }, total: { USDT: total } };
      return { ...answers.balance, USDT: { free: total, used: 0, total }, ...columns };
    });
  }

  createOrder(...order: Parameters<BotExchange['createOrder']>): Promise<Answer> {
    const [symbol, , side, amount, , params] = order;
    const { clientOrderId, reduceOnly = false } = params as { clientOrderId: string; reduceOnly?: boolean };
    return this.#answer(() => {
      const fate = this.#fates[this.orders.length] ?? { answer: 'order', fills: [1] };
      const contracts = side === 'sell' ? -amount : amount;
      const sent: VenueOrder = {
        fate,
        clientOrderId,
        contracts,
        reduceOnly,
        asked: 0,
        filled: 0,
        status: 'open',
      };
      this.orders.push(sent);
      if (fate.answer === 'dies') throw new Killed();
      if (fate.answer === 'refusal')
        throw new ExchangeError('binanceusdm {"code":-2019,"msg":"Margin is insufficient."}');
      if (fate.answer !== 'order') throw new OperationFailed('binanceusdm request timed out (10000 ms)');
      return answerOf(sent, symbol, this.#now);
    });
  }

  fetchOrder(_id: string, symbol: string, { clientOrderId }: { clientOrderId: string }): Promise<BotOrder> {
    return this.#answer(() => {
      const order = this.#find(clientOrderId);
      const share = order.fate.fills[Math.min(order.asked++, order.fate.fills.length - 1)]!;
      const filled = share === 1 ? Math.abs(order.contracts) : lots(share * Math.abs(order.contracts));
      if (order.status === 'open' && filled > order.filled) {
        this.#fill(symbol, Math.sign(order.contracts) * lots(filled - order.filled));
        order.filled = filled;
        if (share === 1) order.status = 'closed';
      }
      return answerOf(order, symbol, this.#now);
    });
  }

  cancelOrder(_id: string, symbol: string, { clientOrderId }: { clientOrderId: string }): Promise<Answer> {
    return this.#answer(() => {
      const order = this.#find(clientOrderId);
      if (order.status === 'open') order.status = 'canceled';
      return answerOf(order, symbol, this.#now);
    });
  }

  #answer<T>(effect: () => T): Promise<T> {
    const when = this.calls++ === this.dies?.call ? this.dies.when : null;
    this.#now += 100;
    return Promise.resolve()
      .then(() => {
        if (when === 'before') throw new Killed();
        return effect();
      })
      .finally(() => {
        if (when === 'after') throw new Killed();
      });
  }

  #find(clientOrderId: string): VenueOrder {
    const found = this.orders.find((order) => order.clientOrderId === clientOrderId);
    if (found !== undefined && !['refusal', 'lost'].includes(found.fate.answer)) return found;
    throw new OrderNotFound('binanceusdm {"code":-2013,"msg":"Order does not exist."}');
  }

  #fill(symbol: string, contracts: number): void {
    const price = this.#price(symbol);
    const before = this.held[symbol] ?? { contracts: 0, entryPrice: price };
    // Profit is realised at every fill: of the same worth, and shorter.
    this.wallet += before.contracts * (price - before.entryPrice);
    this.held[symbol] = { contracts: lots(before.contracts + contracts), entryPrice: price };
  }

  #today(): number {
    return Math.floor((this.#now - timestamps[0]!) / DAY_MS);
  }

  #price(symbol: string): number {
    return values[coinOf(symbol)]![this.#today()]!;
  }
}

function answerOf({ clientOrderId, contracts, filled, status }: VenueOrder, symbol: string, now: number) {
  const [side, amount] = [contracts < 0 ? 'sell' : 'buy', Math.abs(contracts)];
  const left = { filled, remaining: lots(amount - filled), status };
  return { ...answers.order, symbol, clientOrderId, side, amount, ...left, ...dated(now) };
}

function dated(timestamp: number): { timestamp: number; datetime: string } {
  return { timestamp, datetime: new Date(timestamp).toISOString() };
}

function coinOf(symbol: string): string {
  return symbol.slice(0, symbol.indexOf('/'));
}

/** Whole thousandths. */
function lots(contracts: number): number {
  return Math.round(1000 * contracts) / 1000;
}
