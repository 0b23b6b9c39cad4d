import { expect, it } from 'vitest';
import { parseRecord, safeParseRecord } from '../../src/audit/parseRecord.ts';
import { recordRebalance } from '../../src/audit/recordRebalance.ts';
import { sha256 } from '../../src/audit/sha256.ts';
import { verifyLog } from '../../src/audit/verifyLog.ts';
import { expectRefusal } from '../errors.ts';
import { start } from './events.ts';

// With what a desk has beside it, and null where a field may be left out: all of it is in the hash.
const event = {
  type: 'snapshot',
  sequence: 1,
  timestamp: 60_000,
  exposure: 25_000,
  exposureUnit: 'USD of beta',
  hedgeContracts: 0,
  exposurePerContract: 47_000.1,
  lotContracts: 0.001,
  oracle: null,
  desk: { name: 'first', 'a.b': [1] },
};
const { record } = recordRebalance({ state: start, event: event as never, previous: null, hash: sha256 });

it('keeps all that was hashed', () => {
  const fromJson: unknown = JSON.parse(JSON.stringify(record));
  const parsed = parseRecord(fromJson);
  expect(parsed).toBe(fromJson);
  expect(verifyLog({ records: [parsed], state: start, hash: sha256 }).status).toBe('ok');
});

const order = record.decision as { clientOrderId: string };
it.each([
  ['nothing', null, 'shape.missing_field', 'record'],
  ['another version', { version: 2 }, 'domain.not_one_of', 'record.version'],
  ['an upper-case hash', { hash: record.hash.toUpperCase() }, 'domain.out_of_range', 'record.hash'],
  ['a hash that is not there', { inputsHash: undefined }, 'shape.missing_field', 'record.inputsHash'],
  ['another event', { event: { ...event, sequence: 2 } }, 'market.inconsistent', 'record.decision.sequence'],
  [
    'an event of another time',
    { event: { ...event, timestamp: 1 } },
    'market.inconsistent',
    'record.decision.timestamp',
  ],
  [
    'an order that would be sent twice',
    { decision: { ...order, clientOrderId: `${order.clientOrderId}0` } },
    'domain.out_of_range',
    'record.decision.clientOrderId',
  ],
  ['-0', { index: -0 }, 'json.not_representable', 'record.index'],
  [
    'what JSON would change, anywhere',
    { event: { ...event, desk: { list: [1, undefined] } } },
    'json.not_representable',
    'record.event.desk.list[1]',
  ],
  ['a lone surrogate', { note: '\ud800' }, 'json.not_representable', 'record.note'],
  ['a record of a class', Object.create(record), 'json.not_representable', 'record'],
] as const)('refuses %s', (_, change, code, path) => {
  const isChange = change !== null && Object.getPrototypeOf(change) === Object.prototype;
  const value: unknown = isChange ? { ...record, ...change } : change;
  expectRefusal(() => parseRecord(value), code, path);
  expect(safeParseRecord(value)).toMatchObject({
    status: 'invalid',
    error: { code, path, caller: 'parseRecord' },
  });
});
