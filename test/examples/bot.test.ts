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
function expectSound({ venue, state, records }: Run): void {
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
  expect(state.hedgeContracts).toBeCloseTo(venue.held[hedge]!.contracts, 9);
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
