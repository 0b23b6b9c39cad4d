// A hedging bot from end to end, without a network: bot-loop.ts on recorded answers, through a partial fill, a stale price,
// a refused order, an answer that is lost, an order that is stuck, and a bot that is killed and started again.
// Run it: npm run example bot
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBot } from './bot-loop.ts';
import { readLog } from './bot-log.ts';
import { errors, Killed, RecordedExchange } from './bot-recorded.ts';
import { scenario } from './bot-scenario.ts';
import { settings } from './bot-settings.ts';
import { initialRebalanceState } from 'betahedge/rebalance';

const exchange = new RecordedExchange(scenario);
const folder = mkdtempSync(join(tmpdir(), 'betahedge-bot-'));
const file = join(folder, 'log.jsonl');
const print = (line: string): void => {
  // Four digits are enough for a reader; the log has them all.
  console.log(line.replace(/-?\d+\.\d{5,}/g, (digits) => String(Number(Number(digits).toFixed(4)) + 0)));
};
try {
  await runBot({ ...settings, exchange, errors, file, print, rounds: 31 });
} catch (error) {
  if (!(error instanceof Killed)) throw error;
  print('-- killed; started again --');
  await runBot({ ...settings, exchange, errors, file, print, rounds: 7 });
}
const { state, last } = readLog(file, initialRebalanceState(settings));
const sum = exchange.orders.reduce(
  (contracts, order) => contracts + Math.sign(order.contracts) * order.filled,
  0,
);
print(`${last!.index + 1} records, verified and replayed: ${state.hedgeContracts} contracts`);
print(`${exchange.orders.length} orders at the venue filled ${sum} contracts`);
rmSync(folder, { recursive: true });

// Live, with the keys of a futures account and a round a minute:
//
//   import ccxt from 'ccxt';
//   import { runBot } from './bot-loop.ts';
//   import { settings } from './bot-settings.ts';
//
//   const exchange = new ccxt.binanceusdm({ apiKey: '...', secret: '...' });
//   const live = { roundMs: 60_000, rounds: Infinity, print: console.log };
//   await runBot({ ...settings, ...live, exchange, errors: ccxt, file: 'log.jsonl' });
