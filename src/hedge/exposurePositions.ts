import { isAbsent, readFinite, readList, readObject, readPositive, refuse } from '../foundation/checks.ts';
import { profitOf } from '../instruments/contractAlgebra.ts';
import type { Instrument } from '../instruments/instrument.ts';
import { readAccount } from './exposureBalances.ts';
import type { Balance, Balances } from './exposureBalances.ts';
import { isOption, readContract } from './exposureContract.ts';
import type { Contract, ContractSources } from './exposureContract.ts';

/** What is held of an instrument. */
export interface ExposurePosition {
  /** From `parseMarket`. */
  readonly instrument: Instrument;
  /** Signed, + long; coins for spot. */
  readonly contracts: number;
  /** In the instrument's quote. Required of futures and perpetuals whose balance is `cash`. */
  readonly entryPrice?: number | null | undefined;
  /** Where it is held: that of the balance it is settled in. */
  readonly account?: string | undefined;
  /** ccxt's own positions have it; here the sign of `contracts` is the side. */
  readonly side?: undefined;
}

/** A position as read. */
export interface Holding {
  readonly contracts: number;
  readonly account: string;
  readonly entryPrice: number | null;
  /** In `settle`; null where unknown. */
  readonly profit: number | null;
  /** Value of the options in `settle`. */
  readonly premium: number;
  /** That it is settled in; null for spot. */
  readonly balance: Balance | null;
}

/** What is held of one contract. */
export interface Group {
  readonly contract: Contract;
  readonly holdings: Holding[];
}

/** The positions, by symbol and contract size in order. */
export function readPositions(
  sources: ContractSources,
  options: object,
  balances: Balances,
): readonly Group[] {
  const { values } = sources;
  const { caller } = values;
  const byInstrument = new Map<unknown, Group>();
  const bySymbol = new Map<string, Group[]>();
  readList(caller, options, 'positions').forEach((entry, i) => {
    const at = `positions[${i}]`;
    const position = readObject(caller, entry, at);
    if (!isAbsent(position, 'side')) {
      const expected = 'absent, and contracts signed, + long (a ccxt position came?)';
      refuse('unit.suspicious', caller, `${at}.side`, expected, position['side']);
    }
    let group = byInstrument.get(position['instrument']);
    if (group === undefined) {
      group = groupOf(caller, readContract(sources, position, at), bySymbol, at);
      byInstrument.set(position['instrument'], group);
    }
    group.holdings.push(readHolding(group.contract, position, at, caller, balances));
  });
  const groups = [...bySymbol.values()].flat();
  groups.sort((a, b) => {
    const [one, other] = [a.contract.instrument, b.contract.instrument];
    if (one.symbol !== other.symbol) return one.symbol < other.symbol ? -1 : 1;
    return one.contractSize - other.contractSize;
  });
  for (const { holdings } of groups) if (holdings.length > 1) holdings.sort(compareHoldings);
  return groups;
}

/** Two venues may have one symbol with two contract sizes; nothing else may differ. */
function groupOf(caller: string, contract: Contract, bySymbol: Map<string, Group[]>, at: string): Group {
  const { instrument } = contract;
  const groups = bySymbol.get(instrument.symbol) ?? [];
  bySymbol.set(instrument.symbol, groups);
  for (const group of groups) {
    const other = group.contract.instrument;
    for (const field of ['settlement', 'base', 'quote', 'settle'] as const)
      if (instrument[field] !== other[field]) {
        const expected = `${other[field]}, as of another position in ${other.symbol}`;
        refuse('market.inconsistent', caller, `${at}.instrument.${field}`, expected, instrument[field]);
      }
    if (instrument.contractSize === other.contractSize) return group;
  }
  const group = { contract, holdings: [] };
  groups.push(group);
  return group;
}

function compareHoldings(a: Holding, b: Holding): number {
  if (a.account !== b.account) return a.account < b.account ? -1 : 1;
  return a.contracts - b.contracts || (a.entryPrice ?? 0) - (b.entryPrice ?? 0);
}

function readHolding(
  { instrument, settle, price, premium }: Contract,
  position: object,
  at: string,
  caller: string,
  balances: Balances,
): Holding {
  const contracts = readFinite(caller, position, 'contracts', at);
  const account = readAccount(caller, position, at);
  const entryPrice = isAbsent(position, 'entryPrice')
    ? null
    : readPositive(caller, position, 'entryPrice', at);
  const read = { contracts, account, entryPrice, premium: contracts * premium + 0 };
  if (instrument.settlement === 'spot') {
    const twice = balances.get(instrument.base)?.get(account);
    if (twice !== undefined && twice.amount !== 0 && contracts !== 0) {
      const expected = `without a balance of ${instrument.base} in its account, which would count coins twice`;
      refuse('market.inconsistent', caller, at, expected, position);
    }
    return { ...read, profit: null, balance: null };
  }
  const balance = balances.get(settle.name)?.get(account);
  if (balance === undefined) {
    const where = account === '' ? '' : ` of account ${account}`;
    const expected = `with one${where} in ${settle.name}, which ${at} is settled in (0 is said, not assumed)`;
    return refuse('shape.missing_field', caller, 'balances', expected, undefined);
  }
  if (isOption(instrument)) return { ...read, profit: null, balance };
  if (entryPrice !== null)
    return { ...read, profit: profitOf(instrument, contracts, entryPrice, price) + 0, balance };
  // What is flat has earned nothing that is not realised.
  if (contracts === 0) return { ...read, profit: 0, balance };
  if (balance.kind !== 'cash') return { ...read, profit: null, balance };
  const expected = 'given, since the balance is cash, without unrealised profit';
  return refuse('shape.missing_field', caller, `${at}.entryPrice`, expected, undefined);
}
