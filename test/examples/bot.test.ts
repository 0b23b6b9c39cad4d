import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replayLog, sha256 } from '../../src/audit/index.ts';
import { initialRebalanceState } from '../../src/rebalance/index.ts';
import type { AuditRecord } from '../../src/audit/index.ts';
import type { RebalanceState } from '../../src/rebalance/index.ts';
import { afterAll, describe, expect, test } from 'vitest';
import { runBot } from '../../docs/examples/bot-loop.ts';
import { readLog } from '../../docs/examples/bot-log.ts';
import { look } from '../../docs/examples/bot-look.ts';
import { errors, Killed, RecordedExchange } from '../../docs/examples/bot-recorded.ts';
import type { BotExchange } from '../../docs/examples/bot-loop.ts';
import type { OrderFate } from '../../docs/examples/bot-recorded.ts';
import { settings as settled } from '../../docs/examples/bot-settings.ts';

// The bot is killed at every moment at which the process can end: before and after the venue has heard each of its
// questions, after each record that is written, and within each. Whatever the moment, an order is sent once, the log
// verifies, and what the log counts is what the venue has traded.

const folder = mkdtempSync(join(tmpdir(), 'betahedge-bot-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A band without width: there is an order in every round. */
const settings = {
  ...settled,
  policy: { ...settled.policy, band: { halfWidth: 0, landing: 0 } },
  patience: 2,
};
const fates = [
  { answer: 'order', fills: [0, 0.4, 1] },
  { answer: 'refusal', fills: [0] },
  { answer: 'late', fills: [0, 1] },
  { answer: 'order', fills: [0.3] },
  { answer: 'lost', fills: [0] },
] as const;
const rounds = fates.length + 2; // One without a price, and one that goes well.
const hedge = settings.hedge;

type Kill =
  | { readonly at: 'question'; readonly call: number; readonly when: 'before' | 'after' }
  | { readonly at: 'record'; readonly record: number; readonly torn: number };

interface Run {
  readonly venue: RecordedExchange;
  readonly file: string;
  readonly state: RebalanceState;
  readonly records: readonly AuditRecord[];
  /** The lines that the bot printed. */
  readonly lines: readonly string[];
  /** How many records there were when it was killed. */
  readonly survived: number;
  readonly wasKilled: boolean;
}

let count = 0;

function venueOf(ofOrders: readonly OrderFate[]): RecordedExchange {
  return new RecordedExchange({
    start: Date.UTC(2021, 11, 1, 0, 1),
    book: { ETH: 40 },
    fates: ofOrders,
    staleDay: Date.UTC(2021, 11, 3),
  });
}

/** The venue as plain functions, so that one of them can be another. */
function withMethods(venue: RecordedExchange): BotExchange {
  const names = Object.getOwnPropertyNames(RecordedExchange.prototype) as (keyof BotExchange)[];
  const bound = names.map((name) => [name, (venue[name] as () => unknown).bind(venue)] as const);
  return Object.fromEntries(bound) as unknown as BotExchange;
}

/** Numbers of [0, 1), the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let at = seed;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let bits = Math.imul(at ^ (at >>> 15), at | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Kills or does not answer, before what is asked is done or after, knows orders late and as they were, and sets its clock back. */
function troubled(venue: RecordedExchange, next: () => number): BotExchange {
  const trouble = (): void => {
    const at = next();
    if (at < 0.01) throw new Killed();
    if (at < 0.08) throw new errors.OperationFailed('no answer');
  };
  const methods = withMethods(venue);
  const names = ['fetchTicker', 'fetchPositions', 'fetchBalance', 'createOrder', 'cancelOrder'] as const;
  const hard = names.map((name) => [
    name,
    async (...question: unknown[]) => {
      trouble();
      const answer = await (methods[name] as (...all: unknown[]) => Promise<unknown>)(...question);
      trouble();
      return answer;
    },
  ]);
  const open = new Map<string, Awaited<ReturnType<BotExchange['fetchOrder']>>>();
  const asks = new Map<string, number>();
  const fetchOrder: BotExchange['fetchOrder'] = async (id, symbol, params) => {
    const earlier = open.get(params.clientOrderId);
    if (earlier !== undefined && next() < 0.1) return earlier;
    trouble();
    const order = await venue.fetchOrder(id, symbol, params);
    if (order.status === 'open' && earlier === undefined) open.set(params.clientOrderId, order);
    const asked = (asks.get(params.clientOrderId) ?? 0) + 1;
    asks.set(params.clientOrderId, asked);
    if (asked <= 2 && next() < 0.3) throw new errors.OrderNotFound('not yet');
    trouble();
    return order;
  };
  const milliseconds = (): number => venue.milliseconds() - (next() < 0.05 ? 5000 : 0);
  return { ...methods, ...(Object.fromEntries(hard) as Partial<BotExchange>), fetchOrder, milliseconds };
}

/** A venue on which every coin was listed forty days ago. */
function fewRows(venue: RecordedExchange): BotExchange['fetchOHLCV'] {
  return async (...question) => (await venue.fetchOHLCV(...question)).slice(-41);
}

/** Runs the bot on a venue of its own, kills it, starts it again, and lets it go on. */
async function run(kill: Kill | null): Promise<Run> {
  const venue = venueOf(fates);
  const file = join(folder, `${count++}.jsonl`);
  const lines: string[] = [];
  let written = 0;
  let wasKilled = false;
  const print = (line: string): void => {
    lines.push(line);
    const isRecord = / {2}(hold|rebalance|cancel) +/.test(line);
    if (isRecord && kill?.at === 'record' && written++ === kill.record && !wasKilled) throw new Killed();
  };
  const options = { ...settings, exchange: venue, errors, file, print, rounds };
  if (kill?.at === 'question') venue.dies = kill;
  let state: RebalanceState;
  let survived = 0;
  try {
    state = await runBot(options);
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    wasKilled = true;
    if (kill?.at === 'record') truncateSync(file, statSync(file).size - kill.torn);
    survived = readFileSync(file, 'utf8').split('\n').length - 2;
    state = await runBot(options);
  }
  const [first, ...records] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const start = JSON.parse(first!) as RebalanceState;
  expect(start).toEqual(initialRebalanceState({ policy: settings.policy }));
  const parsed = records.map((line) => JSON.parse(line) as AuditRecord);
  const replayed = replayLog({ records: parsed, state: start, hash: sha256 });
  expect(replayed).toMatchObject({ status: 'ok', state });
  return { venue, file, state, records: parsed, lines, survived, wasKilled };
}

/** What must hold whenever the bot has come to an end. */
function expectSound({ venue, state, records }: Pick<Run, 'venue' | 'state' | 'records'>): void {
  // Every order at the venue is a decision's, of its size, and was sent once.
  const decided = new Map(
    records.flatMap(({ decision }) =>
      decision.action === 'rebalance' ? [[decision.clientOrderId, decision.contracts] as const] : [],
    ),
  );
  const sent = venue.orders.map(({ clientOrderId }) => clientOrderId);
  expect(new Set(sent).size).toBe(sent.length);
  for (const { clientOrderId, contracts } of venue.orders)
    expect(decided.get(clientOrderId)).toBeCloseTo(contracts, 9);

  // What the log says of each decision is what the venue has done.
  const filled = new Map<string, number>();
  const ended = new Set<string>();
  for (const { event } of records) {
    if (event.type === 'filled' || event.type === 'cancelled')
      filled.set(event.clientOrderId, event.filledContracts);
    if (event.type === 'cancelled' || event.type === 'rejected') ended.add(event.clientOrderId);
  }
  for (const [id, contracts] of decided) {
    const order = venue.orders.find(({ clientOrderId }) => clientOrderId === id);
    expect([id, filled.get(id) ?? 0]).toEqual([id, order?.filled ?? 0]);
    expect([id, ended.has(id) || Math.abs(filled.get(id)! - Math.abs(contracts)) < 1e-9]).toEqual([id, true]);
  }
  expect(state.order).toBeNull();
  expect(state.hedgeContracts).toBeCloseTo(venue.held[hedge]?.contracts ?? 0, 9);
}

const whole = await run(null);

describe('the bot', () => {
  test('goes through a partial fill, a refusal, a lost answer, a stuck and a lost order', () => {
    expectSound(whole);
    expect(whole.wasKilled).toBe(false);
    const types = whole.records.map(({ event }) => event.type);
    expect(types.filter((type) => type === 'rejected')).toHaveLength(1);
    expect(types.filter((type) => type === 'timeout')).toHaveLength(2);
    expect(types.filter((type) => type === 'cancelled')).toHaveLength(2);
    expect(types).toContain('acknowledged');
    expect(types).toContain('filled');
    expect(whole.records.map(({ decision }) => decision.action === 'hold' && decision.reason)).toContain(
      'oracle_halted',
    );
  });

  test('leaves the account within a lot of its target', () => {
    const last = [...whole.records].reverse().find(({ event }) => event.type === 'snapshot')!.event;
    if (last.type !== 'snapshot') throw new Error('not found');
    const left =
      last.exposure + (whole.state.hedgeContracts! - last.hedgeContracts) * last.exposurePerContract;
    expect(Math.abs(left)).toBeLessThan(0.0005 * last.exposurePerContract * (1 + 1e-9));
  });

  const questions = Array.from({ length: whole.venue.calls }, (_, call) => call);
  test.each(['before', 'after'] as const)(
    'killed %s the venue has heard any of its questions',
    { timeout: 300_000 },
    async (when) => {
      for (const call of questions) {
        const killed = await run({ at: 'question', call, when });
        expect([call, killed.wasKilled]).toEqual([call, true]);
        expectSound(killed);
        expectSameDecisions(killed);
      }
    },
  );

  test.each([
    ['after any of its records', 0],
    ['before the line of any of its records has its end', 1],
    ['within any of its records', 200],
  ] as const)('killed %s', async (_, torn) => {
    for (let record = 0; record < whole.records.length; record++) {
      const killed = await run({ at: 'record', record, torn });
      expect([record, killed.wasKilled]).toEqual([record, true]);
      expectSound(killed);
      expectSameDecisions(killed);
    }
  });

  test.each(Array.from({ length: 100 }, (_, seed) => seed))(
    'loses no fill and sends nothing twice in the troubles of seed %i',
    async (seed) => {
      const next = randomOf(seed);
      const some = <T>(choices: readonly T[]): T => choices[Math.floor(next() * choices.length)]!;
      const venue = venueOf(
        Array.from({ length: 30 }, () => ({
          answer: some(['order', 'order', 'late', 'lost', 'refusal'] as const),
          fills: some([[1], [0, 0.4, 1], [0.3], [0, 0, 0, 0, 1]]),
        })),
      );
      const exchange = troubled(venue, next);
      const file = join(folder, `random-${seed}.jsonl`);
      const options = { ...settings, policy: { ...settings.policy, limits: {} }, errors, file };
      const from = { ...options, print: () => undefined };
      for (let day = 0; day < 12; day++)
        await runBot({ ...from, exchange, rounds: 1 }).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
        });
      const state = await runBot({ ...from, exchange: venue, rounds: 1 });
      const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
      expectSound({ venue, state, records: lines.map((line) => JSON.parse(line) as AuditRecord) });
    },
  );

  test('takes another policy over once no order is out', async () => {
    const policy = { ...settings.policy, policyVersion: 'bot-2' };
    const { venue: exchange, file } = await run(null);
    const print = (): void => undefined;
    const state = await runBot({ ...settings, policy, exchange, errors, file, print, rounds: 1 });
    expect(state.policy).toEqual(policy);
    expect(exchange.orders.at(-1)!.clientOrderId).toMatch(/^bot-2-\d+$/);
  });

  test('halts after refusals in a row, until it is told why it may go on', async () => {
    const refused = { answer: 'refusal', fills: [0] } as const;
    const exchange = venueOf([refused, refused, refused]);
    const options = {
      ...settings,
      exchange,
      errors,
      file: join(folder, 'halted.jsonl'),
      print: () => undefined,
    };
    const halted = await runBot({ ...options, rounds: 5 });
    expect([halted.status, exchange.orders.length]).toEqual(['halted', 3]);
    const stays = await runBot({ ...options, rounds: 1 });
    expect([stays.status, exchange.orders.length]).toEqual(['halted', 3]);
    const on = await runBot({ ...options, rounds: 1, resume: 'margin was added' });
    expect([on.status, exchange.orders.length]).toEqual(['idle', 4]);
    expect(on.hedgeContracts).toBe(exchange.held[hedge]!.contracts);
  });

  test('skips a round in which the network is down, and stops at what it cannot read', async () => {
    const exchange = venueOf([]);
    const lines: string[] = [];
    const print = (line: string): void => void lines.push(line);
    const options = { ...settings, exchange, errors, file: join(folder, 'down.jsonl'), print, rounds: 1 };
    const down = new errors.OperationFailed('no route to the venue');
    const failing = { ...withMethods(exchange), fetchBalance: () => Promise.reject(down) };
    const state = await runBot({ ...options, exchange: failing });
    expect([state.sequence, exchange.orders.length]).toEqual([0, 0]);
    expect(lines.join()).toMatch(/no route to the venue/);
    const odd = {
      ...withMethods(exchange),
      fetchBalance: () => Promise.resolve({ USDT: { total: 'much' } }),
    };
    await expect(runBot({ ...options, exchange: odd })).rejects.toThrow(/balance\.USDT\.total/);
    const young = { ...withMethods(exchange), fetchOHLCV: fewRows(exchange) };
    await expect(runBot({ ...options, exchange: young })).rejects.toThrow(
      /has 40 closes, which is no 90 returns/,
    );
    expect(exchange.orders).toEqual([]);
  });

  test('stops where another bot writes its log', async () => {
    const exchange = venueOf([]);
    const options = { ...settings, errors, file: join(folder, 'two.jsonl'), print: () => undefined };
    let others = 0;
    const sleep = async (ms: number): Promise<void> => {
      if (others++ === 0) await runBot({ ...options, exchange, rounds: 1 });
      await exchange.sleep(ms);
    };
    const first = { ...withMethods(exchange), sleep };
    await expect(runBot({ ...options, exchange: first, rounds: 3 })).rejects.toThrow(/by another bot/);
    const { state } = readLog(options.file, initialRebalanceState(settings));
    expect(state.hedgeContracts).toBeCloseTo(exchange.held[hedge]!.contracts, 9);
    expect(new Set(exchange.orders.map(({ clientOrderId }) => clientOrderId)).size).toBe(
      exchange.orders.length,
    );
  });

  test('does not give up an order while the venue is silent, and counts it when it is there', async () => {
    const exchange = venueOf([{ answer: 'late', fills: [1] }]);
    let asked = 0;
    const fetchOrder: BotExchange['fetchOrder'] = async (...question) => {
      await exchange.sleep(10);
      // Longer than a bot waits for an order that is not found; then it is found late.
      if (asked++ < 10) throw new errors.OperationFailed('no answer');
      if (asked < 13) throw new errors.OrderNotFound('not yet');
      return exchange.fetchOrder(...question);
    };
    const state = await runBot({
      ...settings,
      exchange: { ...withMethods(exchange), fetchOrder, cancelOrder: () => Promise.resolve({}) },
      errors,
      file: join(folder, 'silent.jsonl'),
      print: () => undefined,
      rounds: 1,
    });
    expect([state.status, exchange.orders[0]!.status]).toEqual(['idle', 'closed']);
    expect(state.hedgeContracts).toBeCloseTo(exchange.held[hedge]!.contracts, 9);
  });

  test.each([
    ['older than its decision', { timestamp: Date.UTC(2021, 10, 30) }],
    ['under another id', { clientOrderId: 'bot-1-2' }],
  ])('takes no fill from an order that is %s', async (_, other) => {
    const exchange = venueOf([{ answer: 'lost', fills: [0] }]);
    const old = { clientOrderId: 'bot-1-1', timestamp: undefined, status: 'closed', filled: 0.001, ...other };
    const file = join(folder, `other${Object.keys(other).join('')}.jsonl`);
    const options = { ...settings, errors, file, print: () => undefined, rounds: 1 };
    const odd = { ...withMethods(exchange), fetchOrder: () => Promise.resolve(old) };
    await expect(runBot({ ...options, exchange: odd })).rejects.toThrow(/knows another order as bot-1-1/);
    expect(readLog(file, initialRebalanceState(settings)).state.order?.filledContracts).toBe(0);
  });

  test('does not wait for ever for what was filled', async () => {
    const exchange = venueOf([{ answer: 'late', fills: [1] }]);
    const fetchOrder: BotExchange['fetchOrder'] = async (...question) => ({
      ...(await exchange.fetchOrder(...question)),
      filled: undefined,
    });
    const odd = { ...withMethods(exchange), fetchOrder };
    const options = { ...settings, errors, file: join(folder, 'unsaid.jsonl'), print: () => undefined };
    await expect(runBot({ ...options, exchange: odd, rounds: 1 })).rejects.toThrow(
      /bot-1-1 is closed, and what was filled is not said/,
    );
  });

  test('goes on where an order that is to be cancelled was filled', async () => {
    const exchange = venueOf([{ answer: 'order', fills: [0, 0, 0, 0, 1] }]);
    const cancelOrder = () => Promise.reject(new errors.ExchangeError('it is filled'));
    const state = await runBot({
      ...settings,
      exchange: { ...withMethods(exchange), cancelOrder },
      errors,
      file: join(folder, 'uncancelled.jsonl'),
      print: () => undefined,
      rounds: 1,
    });
    expect(state.hedgeContracts).toBeCloseTo(exchange.held[hedge]!.contracts, 9);
  });

  test('orders nothing on prices that aged while others were asked for', async () => {
    const exchange = venueOf([]);
    const fetchTicker: BotExchange['fetchTicker'] = async (symbol) => {
      if (symbol !== hedge) await exchange.sleep(600_000);
      return exchange.fetchTicker(symbol);
    };
    const state = await runBot({
      ...settings,
      exchange: { ...withMethods(exchange), fetchTicker },
      errors,
      file: join(folder, 'slow.jsonl'),
      print: () => undefined,
      rounds: 1,
    });
    expect([state.status, exchange.orders.length]).toEqual(['armed', 0]);
  });

  test('reads no beta from candles that have ended', async () => {
    const exchange = venueOf([]);
    const fetchOHLCV: BotExchange['fetchOHLCV'] = async (symbol, timeframe, since, limit) =>
      (await exchange.fetchOHLCV(symbol, timeframe, since, limit + 5)).slice(0, -5);
    const options = { ...settings, errors, file: join(folder, 'ended.jsonl'), print: () => undefined };
    const odd = { ...withMethods(exchange), fetchOHLCV };
    await expect(runBot({ ...options, exchange: odd, rounds: 1 })).rejects.toThrow(/no close of yesterday/);
  });

  test('leaves out a candle that ended while it was asked for', async () => {
    const exchange = venueOf([]);
    await exchange.sleep(86_400_000 - 180_000);
    const rows = async (pause: number) => {
      const slow: BotExchange['fetchOHLCV'] = async (...question) => {
        const answer = await exchange.fetchOHLCV(...question);
        await exchange.sleep(pause);
        return answer;
      };
      const { inputs } = await look({ ...withMethods(exchange), fetchOHLCV: slow }, settings);
      return (inputs as { betas: Record<string, { beta: number }> }).betas['ETH/USDT:USDT']!.beta;
    };
    const before = await rows(0);
    expect(await rows(130_000)).toBe(before);
  });

  test('is not run by a policy in another unit, halts at a loss, and knows its policy again', async () => {
    const options = { ...settings, errors, print: () => undefined, rounds: 1 };
    const inMoney = { ...settings.policy, exposureUnit: 'USD of beta' };
    await expect(
      runBot({ ...options, policy: inMoney, exchange: venueOf([]), file: join(folder, 'unit.jsonl') }),
    ).rejects.toThrow(/exposureUnit/);

    const exchange = venueOf([]);
    const limits = { ...settings.policy.limits, maximumLoss: 5000, maximumTurnoverPerDay: undefined };
    const guarded = { ...options, policy: { ...settings.policy, limits }, exchange };
    const file = join(folder, 'loss.jsonl');
    const { sequence } = await runBot({ ...guarded, file });
    const again = await runBot({ ...guarded, file, rounds: 0 });
    expect(again.sequence).toBe(sequence);
    exchange.wallet -= 6000;
    const halted = await runBot({ ...guarded, file });
    expect([halted.status, halted.haltReason]).toEqual(['halted', expect.stringMatching(/^a loss of/)]);
  });

  test('hedges with a linear contract alone', async () => {
    const exchange = venueOf([]);
    const market = (symbol: string) => ({
      ...exchange.market(symbol),
      ...{ symbol: 'BTC/USD:BTC', quote: 'USD', settle: 'BTC', linear: false, inverse: true, info: {} },
      ...{ contractSize: 100, precision: { amount: 1, price: 0.1 }, limits: {} },
    });
    const options = { ...settings, errors, file: join(folder, 'inverse.jsonl'), print: () => undefined };
    const odd = { ...withMethods(exchange), market };
    await expect(runBot({ ...options, exchange: odd, rounds: 1 })).rejects.toThrow(/is not linear/);
  });

  test('does not start on a log that was changed', async () => {
    const { venue: exchange, file } = await run(null);
    const lines = readFileSync(file, 'utf8').split('\n');
    lines[3] = lines[3]!.replace('"filledContracts":', '"filledContracts":1');
    writeFileSync(file, lines.join('\n'));
    const print = (): void => undefined;
    await expect(runBot({ ...settings, exchange, errors, file, print, rounds: 1 })).rejects.toThrow(
      /is broken at record 2/,
    );
    expect(() => readLog(file, initialRebalanceState(settings))).toThrow(/broken/);
  });
});

/** Up to where it was killed the log is that of the run that was not. */
function expectSameDecisions({ records, survived }: Run): void {
  expect(records.slice(0, survived)).toEqual(whole.records.slice(0, survived));
}
