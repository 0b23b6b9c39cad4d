import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/foundation/errors.ts';
import { parseChainlinkRound, safeParseChainlinkRound } from '../../src/rebalance/parseChainlinkRound.ts';
import type { ChainlinkFeed } from '../../src/rebalance/parseChainlinkRound.ts';
import { expectRefusal } from '../errors.ts';

// Phase 7 of a proxy: 7 x 2^64 + 46000, beyond what a number holds.
const roundId = 129127208515966907312n;
const round = {
  roundId,
  answer: 302153456789n,
  startedAt: 1692110590n,
  updatedAt: 1692110601n,
  answeredInRound: roundId,
};
const feed = { decimals: 8 };
const parsedRound = { price: 3021.53456789, timestamp: 1_692_110_601_000, roundId: '129127208515966907312' };

describe('parseChainlinkRound', () => {
  it('by name, by place, as bigint or as text', () => {
    const tuple = Object.values(round);
    const texts = Object.fromEntries(Object.entries(round).map(([field, value]) => [field, String(value)]));
    for (const given of [round, tuple, texts, Object.values(texts), Object.freeze({ ...round, extra: 1 })])
      expect(parseChainlinkRound(given, feed)).toEqual(parsedRound);
    const numbers = [3, 302153456789, 1692110590, 1692110601, 3];
    expect(parseChainlinkRound(numbers, feed)).toEqual({ ...parsedRound, roundId: '3' });
  });

  it('by the decimals of the feed, all digits of 18 included', () => {
    const ether = { ...round, answer: '3021534567890123456789' };
    expect(parseChainlinkRound(ether, { decimals: 18 }).price).toBe(3021.5345678901235);
    expect(parseChainlinkRound(round, { decimals: 0 }).price).toBe(302153456789);
    expect(parseChainlinkRound({ ...round, answer: 1n }, { decimals: 77 }).price).toBe(1e-77);
    expect(parseChainlinkRound({ ...round, answer: `1${'0'.repeat(77)}` }, { decimals: 77 }).price).toBe(1);
  });

  it('an answer in a later round than asked for is the answer', () => {
    expect(parseChainlinkRound({ ...round, answeredInRound: roundId + 1n }, feed)).toEqual(parsedRound);
  });

  const bad = (change: object): object => ({ ...round, ...change });
  it.each<[string, unknown, ErrorCode, string]>([
    ['nothing', null, 'shape.missing_field', 'round'],
    ['text', '302153456789', 'shape.wrong_type', 'round'],
    ['a tuple of four', Object.values(round).slice(0, 4), 'shape.missing_field', 'round[4]'],
    ...Object.keys(round).map((field): [string, unknown, ErrorCode, string] => [
      `no ${field}`,
      bad({ [field]: undefined }),
      'shape.missing_field',
      `round.${field}`,
    ]),
    ['an answer of 0', bad({ answer: 0n }), 'domain.not_positive', 'round.answer'],
    ['an answer below 0', bad({ answer: '-5' }), 'domain.not_positive', 'round.answer'],
    ['an answer of NaN', bad({ answer: NaN }), 'domain.not_finite', 'round.answer'],
    ['an answer with a point', bad({ answer: 3021.5 }), 'domain.not_integer', 'round.answer'],
    ['the same as text', bad({ answer: '3021.5' }), 'shape.wrong_type', 'round.answer'],
    ['a round id of lost digits', bad({ roundId: 7 * 2 ** 64 }), 'domain.out_of_range', 'round.roundId'],
    ['a round id below 0', bad({ roundId: -1n }), 'domain.negative', 'round.roundId'],
    ['a start below 0', bad({ startedAt: -1n }), 'domain.negative', 'round.startedAt'],
    ['a round not complete', bad({ updatedAt: 0n }), 'price.not_yet_known', 'round.updatedAt'],
    ['a time below 0', bad({ updatedAt: -1n }), 'domain.negative', 'round.updatedAt'],
    ['milliseconds', bad({ updatedAt: 1692110601000n }), 'unit.suspicious', 'round.updatedAt'],
    [
      'an answer carried over',
      bad({ answeredInRound: roundId - 1n }),
      'price.stale',
      'round.answeredInRound',
    ],
    ['a tuple not complete', [1n, 5n, 1n, 0n, 1n], 'price.not_yet_known', 'round[3]'],
    ['a tuple carried over', [2n, 5n, 1n, 1n, 1n], 'price.stale', 'round[4]'],
    ['a tuple of no answer', [2n, 0n, 1n, 1n, 2n], 'domain.not_positive', 'round[1]'],
  ])('refuses %s', (_, value, code, path) => {
    expectRefusal(() => parseChainlinkRound(value, feed), code, path);
    expect(safeParseChainlinkRound(value, feed)).toMatchObject({ status: 'invalid', error: { code, path } });
  });

  it.each<[string, unknown, ErrorCode, string]>([
    ['no feed', undefined, 'shape.missing_field', 'feed'],
    ['bare decimals', 8, 'shape.wrong_type', 'feed'],
    ['no decimals', {}, 'shape.missing_field', 'feed.decimals'],
    ['decimals below 0', { decimals: -1 }, 'domain.out_of_range', 'feed.decimals'],
    ['decimals of 78', { decimals: 78 }, 'domain.out_of_range', 'feed.decimals'],
    ['decimals between', { decimals: 8.5 }, 'domain.not_integer', 'feed.decimals'],
    ['decimals of NaN', { decimals: NaN }, 'domain.not_finite', 'feed.decimals'],
  ])('refuses %s', (_, value, code, path) => {
    expectRefusal(() => parseChainlinkRound(round, value as ChainlinkFeed), code, path);
  });

  it('a safe reading of a good one', () => {
    expect(safeParseChainlinkRound(round, feed)).toEqual({ status: 'ok', value: parsedRound });
  });
});
