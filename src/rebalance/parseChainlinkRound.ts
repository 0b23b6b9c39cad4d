import { readObject, refuse } from '../foundation/checks.ts';
import { parsed } from '../instruments/parsed.ts';
import type { Parsed } from '../instruments/parsed.ts';
import { readSeconds, readWhole, readWithin, scaleByTen } from './oracleDecimal.ts';

/** What the feed says of itself. */
export interface ChainlinkFeed {
  /** Of the feed's own `decimals()`, from 0 to 77: 8 for most prices in dollars, 18 for most in ether. */
  readonly decimals: number;
}

/** A price of Chainlink as `oracleGuard` observes it. */
export interface ChainlinkPrice {
  /** Quote currency per coin. */
  readonly price: number;
  /** When the round was answered, epoch milliseconds. */
  readonly timestamp: number;
  /** Which round, plain digits: more of them than a number holds. */
  readonly roundId: string;
}

const CALLER = 'parseChainlinkRound';
const AT = 'round';
const FIELDS = ['roundId', 'answer', 'startedAt', 'updatedAt', 'answeredInRound'] as const;
type Field = (typeof FIELDS)[number];

/**
 * A round of a Chainlink price feed in plain numbers, refused where it holds no answer of its own.
 *
 * **Formula**: answer 10^-decimals, updatedAt 1000.
 * **Inputs**: what `latestRoundData` returns: a tuple of five, or an object by name; integers as bigint, text, or numbers up
 * to 2^53, which round ids are beyond. Not for uptime feeds, whose answer is 0 or 1: see `SequencerStatus`.
 * **Result**: the nearest double. How old it may be is for `oracleGuard` to judge, by the feed's heartbeat.
 * **Errors**: `domain.not_positive` (an answer of 0 or below), `price.not_yet_known` (`updatedAt` 0: the round is not
 * complete), `price.stale` (`answeredInRound` below `roundId`: an answer carried over), `domain.out_of_range` (a number that
 * has lost digits, `decimals`), `unit.suspicious` (a time in milliseconds), `shape.*`, `domain.*`.
 * **Source**: Chainlink, Data Feeds API Reference, `AggregatorV3Interface`.
 *
 * @example
 * ```ts
 * import { parseChainlinkRound } from 'betahedge/rebalance';
 *
 * const round = [129127208515966861312n, 302153456789n, 1692110590n, 1692110601n, 129127208515966861312n];
 * const chainlink = parseChainlinkRound(round, { decimals: 8 });
 * console.log(chainlink.price, chainlink.timestamp); // 3021.53456789 1692110601000
 * ```
 */
export function parseChainlinkRound(round: unknown, feed: ChainlinkFeed): ChainlinkPrice {
  const given = readObject(CALLER, feed, 'feed');
  const decimals = readWithin(CALLER, given['decimals'], 'feed.decimals', 0, 77);
  const isTuple = Array.isArray(round);
  const fields = (isTuple ? round : readObject(CALLER, round, AT)) as Readonly<Record<string, unknown>>;
  const path = (field: Field): string => (isTuple ? `${AT}[${FIELDS.indexOf(field)}]` : `${AT}.${field}`);
  const read = (field: Field): bigint => {
    const whole = readWhole(CALLER, fields[isTuple ? String(FIELDS.indexOf(field)) : field], path(field));
    const isSigned = field === 'answer';
    if (whole >= 0n || isSigned) return whole;
    return refuse('domain.negative', CALLER, path(field), 'zero or positive', whole);
  };
  const [id, answer, , updated, answered] = FIELDS.map(read) as [bigint, bigint, bigint, bigint, bigint];
  if (updated === 0n)
    refuse('price.not_yet_known', CALLER, path('updatedAt'), 'of a complete round, above 0', updated);
  if (answered < id)
    refuse('price.stale', CALLER, path('answeredInRound'), `at least the round ${id}`, answered);
  if (answer <= 0n) refuse('domain.not_positive', CALLER, path('answer'), 'positive', answer);
  return {
    price: scaleByTen(answer, -decimals),
    timestamp: readSeconds(CALLER, updated, path('updatedAt')),
    roundId: String(id),
  };
}

/**
 * `parseChainlinkRound` for rounds that may hold no answer: the error comes back instead of flying. To `oracleGuard`
 * such a round is null.
 *
 * @example
 * ```ts
 * import { safeParseChainlinkRound } from 'betahedge/rebalance';
 *
 * const parsed = safeParseChainlinkRound([7n, 302153456789n, 1692110590n, 0n, 7n], { decimals: 8 });
 * if (parsed.status === 'invalid') console.log(parsed.error.code, parsed.error.path); // price.not_yet_known round[3]
 * ```
 */
export function safeParseChainlinkRound(round: unknown, feed: ChainlinkFeed): Parsed<ChainlinkPrice> {
  return parsed(() => parseChainlinkRound(round, feed));
}
