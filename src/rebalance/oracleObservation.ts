import { isAbsent, readObject, readOneOf, readList, readTimestamp, refuse } from '../foundation/checks.ts';
import type { OracleNode } from './oracleGraph.ts';

/** What a feed said. A price that is no price (0, below, NaN) is a finding, not an error: feeds do that. */
export interface PriceObservation {
  /** Quote currency per coin; null where the feed says none. */
  readonly price: number | null;
  /** When the price was made, epoch milliseconds; null where the feed does not say, which is a finding. */
  readonly timestamp: number | null;
  /** Half width around the price, in its currency; left out or null where the feed gives none. */
  readonly confidence?: number | null | undefined;
}

/** Prices over time, for a `twap`. */
export interface PriceHistory {
  /** Time in epoch milliseconds and price, the times rising. */
  readonly prices: readonly (readonly [timestamp: number, price: number])[];
}

/**
 * What an uptime feed says of a chain's sequencer. Of Chainlink's: `up` where the answer is 0, `since` its `startedAt`
 * in milliseconds, and no status at all where `startedAt` is 0.
 */
export interface SequencerStatus {
  /** Whether it runs. */
  readonly up: boolean;
  /** Since when it does or does not, epoch milliseconds. */
  readonly since: number;
}

/** What was observed; null or left out where a feed is down. */
export type OracleObservation = PriceObservation | PriceHistory | SequencerStatus | null | undefined;

/** An observation as the node that names it reads it. */
export type ReadObservation =
  | {
      readonly kind: 'price';
      readonly price: number | null;
      readonly timestamp: number | null;
      readonly confidence: number | null;
    }
  | { readonly kind: 'history'; readonly times: readonly number[]; readonly prices: readonly number[] }
  | { readonly kind: 'sequencer'; readonly up: boolean; readonly since: number };

/**
 * What each node of a graph observes, by the name of the node. All of it is read before any price is looked at: a
 * feed of a wrong shape is found on the first call, not on the day its fallback is needed.
 */
export function readObservations(
  caller: string,
  source: object,
  nodes: ReadonlyMap<string, OracleNode>,
): ReadonlyMap<string, ReadObservation> {
  const given = readObject(caller, (source as Fields)['observations'], 'observations');
  const observed = new Map<string, ReadObservation>();
  for (const [name, node] of nodes) {
    if (!('observation' in node)) continue;
    const { observation } = node;
    // Names such as `constructor` are on every object.
    if (!Object.hasOwn(given, observation) || isAbsent(given, observation)) continue;
    const at = `observations.${observation}`;
    const fields = readObject(caller, given[observation], at);
    observed.set(name, readAs(caller, node.kind, fields, at));
  }
  return observed;
}

type Fields = Readonly<Record<string, unknown>>;

function readAs(
  caller: string,
  kind: 'source' | 'twap' | 'sequencer',
  fields: Fields,
  at: string,
): ReadObservation {
  if (kind === 'twap') return readHistory(caller, fields, at);
  if (kind === 'source')
    return {
      kind: 'price',
      price: readNumberOrNull(caller, fields, 'price', at),
      timestamp: fields['timestamp'] === null ? null : readTimestamp(caller, fields, 'timestamp', at),
      confidence: isAbsent(fields, 'confidence') ? null : readNumberOrNull(caller, fields, 'confidence', at),
    };
  const up = readOneOf(caller, fields, 'up', [true, false], at);
  return { kind: 'sequencer', up, since: readTimestamp(caller, fields, 'since', at) };
}

/** A number of any kind, NaN too; null only where it was said. */
function readNumberOrNull(caller: string, fields: Fields, field: string, at: string): number | null {
  const value = fields[field];
  if (value === null || typeof value === 'number') return value;
  return refuse('shape.wrong_type', caller, `${at}.${field}`, 'a number or null', value);
}

function readHistory(caller: string, fields: Fields, at: string): ReadObservation {
  const rows = readList(caller, fields, 'prices', at);
  const times: number[] = [];
  const prices: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    const path = `${at}.prices[${i}]`;
    const row = rows[i];
    if (!Array.isArray(row)) return refuse('shape.wrong_type', caller, path, '[timestamp, price]', row);
    const time = readTimestamp(caller, row, '0', path);
    const price: unknown = row[1];
    if (typeof price !== 'number') return refuse('shape.wrong_type', caller, `${path}[1]`, 'a number', price);
    if (i > 0 && !(time > times[i - 1]!))
      refuse('series.not_increasing', caller, `${path}[0]`, `after ${times[i - 1]!}`, time);
    times.push(time);
    prices.push(price);
  }
  return { kind: 'history', times, prices };
}
