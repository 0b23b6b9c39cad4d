import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordRebalance } from '../../src/audit/recordRebalance.ts';
import type { AuditRecord } from '../../src/audit/recordRebalance.ts';
import { replayLog } from '../../src/audit/replayLog.ts';
import { sha256 } from '../../src/audit/sha256.ts';
import { verifyLog } from '../../src/audit/verifyLog.ts';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import type { RebalanceState } from '../../src/rebalance/rebalanceState.ts';
import { expectRefusal } from '../errors.ts';
import { logOf, moves, start } from './events.ts';

const node = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const verify = (records: readonly unknown[], hash = sha256) => verifyLog({ records, state: start, hash });
const replay = (records: readonly unknown[]) => replayLog({ records, state: start, hash: sha256 });
/** Some of the records are taken out at a place, and others put in. */
const replaced = (records: readonly AuditRecord[], i: number, out: number, ...into: AuditRecord[]) => [
  ...records.slice(0, i),
  ...into,
  ...records.slice(i + out),
];
const day = logOf([
  [0, 25_000],
  [7, 0],
  [1, 5000],
  [9, 0],
  [2, -90_000],
  [9, 1],
  [3, 1],
  [9, 2],
]).records;

describe('sha256', () => {
  // NIST, FIPS 180-4 examples.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('%j', (text, digest) => {
    expect(sha256(text)).toBe(digest);
  });

  it('of any text, as Node has it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(sha256(text)).toBe(node(text));
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('recordRebalance', () => {
  it('says what was decided, from what, under which policy', () => {
    const [first, second] = day;
    expect(first).toMatchObject({
      version: 1,
      index: 0,
      previousHash: node(canonicalJson(start)),
      policyHash: node(canonicalJson(start.policy)),
      inputsHash: node('{"prices":{"BTC":25000}}'),
      event: { type: 'snapshot', exposure: 25_000 },
      decision: { action: 'rebalance', reason: 'above_band', policyVersion: 'v1' },
    });
    const { hash, ...content } = first!;
    expect(hash).toBe(node(canonicalJson(content)));
    expect(second).toMatchObject({ index: 1, previousHash: hash, inputsHash: null });
  });

  it('the policy of a record is the one that its event put in force', () => {
    const before = day[2]!.policyHash;
    expect(day[3]!.event.type).toBe('policy');
    expect(day[3]!.policyHash).not.toBe(before);
    expect(day[4]!.policyHash).toBe(day[3]!.policyHash);
  });

  it('refuses what is not the next step, and what has no JSON', () => {
    const { records, state } = logOf([[0, 25_000]]);
    const event = { type: 'halt', sequence: 9, timestamp: 9e5, reason: 'x' } as const;
    const call = (change: object) => () =>
      recordRebalance({ state, event, previous: records[0]!, hash: sha256, ...change });
    expectRefusal(call({ previous: day[3] }), 'state.out_of_order', 'previous.decision.sequence');
    expectRefusal(call({ inputs: { price: NaN } }), 'json.not_representable', 'price');
    expectRefusal(call({ event: { ...event, extra: undefined } }), 'json.not_representable', 'event.extra');
    expectRefusal(call({ event: { ...event, sequence: 1 } }), 'state.out_of_order', 'event.sequence');
    expectRefusal(call({ hash: () => 'XYZ' }), 'shape.wrong_type', 'hash');
    expectRefusal(call({ hash: undefined }), 'shape.missing_field', 'hash');
  });
});

describe('verifyLog and replayLog', () => {
  it('an intact log, through JSON, by any SHA-256; its state goes on', () => {
    fc.assert(
      fc.property(moves, (sequence) => {
        const { records, state } = logOf(sequence);
        const read = records.map((record) => JSON.parse(canonicalJson(record)) as AuditRecord);
        const lastHash = records.at(-1)!.hash;
        expect(verify(read)).toEqual({ status: 'ok', count: read.length, lastHash });
        expect(verify(read, node).status).toBe('ok');
        expect(replay(read)).toEqual({ status: 'ok', count: read.length, lastHash, state });
        // What is appended changes nothing of what was there.
        const longer = logOf([...sequence, [0, 12_345.6]]).records;
        expect(longer.slice(0, -1)).toEqual(records);
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it('names the first record that was dropped, doubled, moved or put in', () => {
    fc.assert(
      fc.property(moves, fc.nat(), fc.nat(), (sequence, a, b) => {
        const { records } = logOf(sequence);
        const [i, j] = [a % records.length, b % records.length].sort((x, y) => x - y) as [number, number];
        const dropped = replaced(records, i, 1);
        if (i < records.length - 1) expect(verify(dropped)).toMatchObject({ index: i, reason: 'index' });
        const doubled = replaced(records, i, 0, records[i]!);
        expect(verify(doubled)).toMatchObject({ index: i + 1, reason: 'index' });
        if (i === j) return;
        const swapped = replaced(replaced(records, i, 1, records[j]!), j, 1, records[i]!);
        expect(verify(swapped)).toMatchObject({ index: i, reason: 'index' });
        // The same record of another log from the same start: its neighbours do not fit.
        const other = logOf([[0, 77_777], ...sequence]).records[i]!;
        const put = { index: Math.max(1, i), reason: 'previous_hash' };
        expect(verify(replaced(records, i, 1, other))).toMatchObject(put);
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('names the record whose content was changed, whatever was changed', () => {
    fc.assert(
      fc.property(moves, fc.nat(), fc.nat(), (sequence, a, b) => {
        const { records } = logOf(sequence);
        const i = a % records.length;
        const text = canonicalJson(records[i]!);
        // Any one digit or letter inside a value, another in its place.
        const places = [...text.matchAll(/[0-9a-z]/g)].map((match) => match.index);
        const place = places[b % places.length]!;
        const letter = text[place] === '1' ? '2' : '1';
        let changed: unknown;
        try {
          changed = JSON.parse(text.slice(0, place) + letter + text.slice(place + 1));
        } catch {
          return; // no JSON any more: no log
        }
        // A seventeenth digit may be another and the number the same.
        if (canonicalJson(changed) === text) return;
        const verdict = verify(replaced(records, i, 1, changed as AuditRecord));
        expect(verdict).toMatchObject({ status: 'broken', index: i });
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('what a chain cannot see: records missing at the end, unless they were seen before', () => {
    const anchor = { index: day.length - 1, hash: day.at(-1)!.hash };
    const short = day.slice(0, -2);
    expect(verify(short).status).toBe('ok');
    expect(verifyLog({ records: short, state: start, hash: sha256, anchor })).toMatchObject({
      status: 'broken',
      reason: 'truncated',
      index: day.length - 2,
    });
    expect(verifyLog({ records: day, state: start, hash: sha256, anchor }).status).toBe('ok');
  });

  it('what a chain cannot see: a log written anew, unless a record was seen before or the decisions do not follow', () => {
    const rewrite = (records: readonly AuditRecord[], i: number, change: Partial<AuditRecord>) => {
      const made = records.slice(0, i);
      for (const record of records.slice(i)) {
        const { hash, ...content } = { ...record, ...(record.index === i ? change : {}) };
        expect(hash).not.toBe('');
        const chained = { ...content, previousHash: made.at(-1)?.hash ?? content.previousHash };
        made.push({ ...chained, hash: sha256(canonicalJson(chained)) });
      }
      return made;
    };
    const forged = rewrite(day, 4, { decision: { ...day[4]!.decision, explanation: 'all was well' } });
    expect(verify(forged).status).toBe('ok');
    expect(replay(forged)).toMatchObject({ status: 'diverged', index: 4, error: null });
    const anchor = { index: 6, hash: day[6]!.hash };
    expect(verifyLog({ records: forged, state: start, hash: sha256, anchor })).toMatchObject({
      status: 'broken',
      reason: 'anchor',
      index: 6,
    });
    const impossible = rewrite(day, 2, { event: { ...day[2]!.event, sequence: 1 } });
    expect(replay(impossible)).toMatchObject({
      status: 'diverged',
      index: 2,
      expected: null,
      error: { code: 'state.out_of_order' },
    });
    // Forged inputs: the hash of the inputs is the record's own, so the inputs themselves are what to compare.
    const inputs = rewrite(day, 0, { inputsHash: null });
    expect(replay(inputs).status).toBe('ok');
  });

  it('another beginning is another log', () => {
    const other: RebalanceState = { ...start, policy: { ...start.policy, policyVersion: 'v9' } };
    expect(verifyLog({ records: day, state: other, hash: sha256 })).toMatchObject({
      status: 'broken',
      index: 0,
      reason: 'previous_hash',
    });
  });

  it.each([
    [null, 'shape'],
    ['{}', 'shape'],
    [{}, 'shape'],
    [{ ...day[0], version: 2 }, 'shape'],
    [{ ...day[0], inputsHash: undefined }, 'shape'],
    [{ ...day[0], extra: 1 }, 'hash'],
  ])('%j is no record of the log', (entry, reason) => {
    expect(verify([entry])).toMatchObject({ status: 'broken', index: 0, reason });
  });

  it('a forged field that refuses to be a text is named as any other', () => {
    const forged: unknown = JSON.parse('{"toString":null,"valueOf":null}');
    expect(verify([{ version: forged }])).toMatchObject({ reason: 'shape' });
    expect(verify([{ ...day[0], index: forged }])).toMatchObject({ reason: 'index' });
    expect(verify([{ ...day[0], previousHash: forged }])).toMatchObject({ reason: 'previous_hash' });
    expect(verify([{ ...day[0], hash: forged }])).toMatchObject({ reason: 'hash' });
  });

  it('a record of inherited fields is none, and inputs whose hash is no text do not follow', () => {
    expect(verify([Object.create(day[0]!)])).toMatchObject({ status: 'broken', reason: 'shape' });
    const content: Partial<Record<keyof AuditRecord, unknown>> = { ...day[0]!, inputsHash: 5 };
    delete content.hash;
    const forged = { ...content, hash: sha256(canonicalJson(content)) };
    expect(verify([forged]).status).toBe('ok');
    expect(replay([forged])).toMatchObject({ status: 'diverged', index: 0, error: null });
  });

  it.each([1, 2, 3, 9, 11, 12, 17, 20])('a hash that fails at call %d says nothing of the log', (call) => {
    const failing = (answer: () => string) => {
      let calls = 0;
      return (text: string) => (++calls === call ? answer() : sha256(text));
    };
    const thrown = new Error('no hash today');
    for (const check of [verifyLog, replayLog]) {
      if (check === verifyLog && call > 9) continue; // one for the state, and one a record
      const run = (answer: () => string) => () =>
        check({ records: day, state: start, hash: failing(answer) });
      expectRefusal(
        run(() => 'ABC'),
        'shape.wrong_type',
        'hash',
      );
      expect(
        run(() => {
          throw thrown;
        }),
      ).toThrow(thrown);
    }
  });

  it('a hash that changes its length makes no record', () => {
    const event = { type: 'halt', sequence: 1, timestamp: 0, reason: 'x' } as const;
    const hashes = [sha256, (text: string) => sha256(text).slice(32)];
    let i = 0;
    const turning = (text: string) => hashes[i++ % 2]!(text);
    const first = { state: start, event, previous: null } as const;
    expectRefusal(() => recordRebalance({ ...first, hash: turning }), 'shape.wrong_type', 'hash');
    const { state, record } = recordRebalance({ ...first, hash: sha256 });
    const next = { state, event: { ...event, sequence: 2 }, hash: sha256 };
    expectRefusal(
      () => recordRebalance({ ...next, previous: record, hash: hashes[1]! }),
      'shape.wrong_type',
      'hash',
    );
    for (const [change, code, path] of [
      [{ index: '0' }, 'shape.wrong_type', 'previous.index'],
      [{ index: -1 }, 'domain.out_of_range', 'previous.index'],
      [{ index: 0.5 }, 'domain.not_integer', 'previous.index'],
      [{ hash: undefined }, 'shape.missing_field', 'previous.hash'],
      [{ hash: 5 }, 'shape.wrong_type', 'previous.hash'],
    ] as const)
      expectRefusal(
        () => recordRebalance({ ...next, previous: { ...record, ...change } as AuditRecord }),
        code,
        path,
      );
  });

  it('the record after the last is missing too', () => {
    const anchor = { index: day.length, hash: 'f00d' };
    expect(verifyLog({ records: day, state: start, hash: sha256, anchor })).toMatchObject({
      status: 'broken',
      index: day.length,
      reason: 'truncated',
    });
  });

  it('an empty log', () => {
    const lastHash = node(canonicalJson(start));
    expect(verify([])).toEqual({ status: 'ok', count: 0, lastHash });
    expect(replay([])).toEqual({ status: 'ok', count: 0, lastHash, state: start });
  });

  it('refuses options that are none', () => {
    const call = (change: object) => () => verifyLog({ records: [], state: start, hash: sha256, ...change });
    expectRefusal(call({ records: undefined }), 'shape.missing_field', 'records');
    expectRefusal(call({ state: null }), 'shape.missing_field', 'state');
    expectRefusal(call({ hash: 'sha256' }), 'shape.wrong_type', 'hash');
    expectRefusal(call({ anchor: { index: -1, hash: 'a' } }), 'domain.out_of_range', 'anchor.index');
    expectRefusal(call({ anchor: { index: 1, hash: '' } }), 'shape.wrong_type', 'anchor.hash');
    expectRefusal(() => replayLog({ records: [], state: start } as never), 'shape.missing_field', 'hash');
  });
});
