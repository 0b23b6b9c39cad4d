import { isAbsent, readFinite, readList, readObject, readPositive, refuse } from '../foundation/checks.ts';
import { profitOf } from '../instruments/contractAlgebra.ts';
import type { Instrument } from '../instruments/instrument.ts';
import { refuseSide } from './estimateChecks.ts';
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
    refuseSide(caller, position, at, 'contracts');
    const instrument = position['instrument'];
    const known = byInstrument.get(instrument);
    if (known !== undefined) {
      known.holdings.push(readHolding(known.contract, position, at, caller, balances));
      return;
    }
    const contract = readContract(sources, position, at);
    const holding = readHolding(contract, position, at, caller, balances);
    byInstrument.set(instrument, addHolding(caller, contract, holding, bySymbol, at));
  });
  const groups: Group[] = [];
  for (const symbol of [...bySymbol.keys()].sort()) {
    const own = bySymbol.get(symbol)!;
    if (own.length > 1) own.sort((a, b) => sizeOf(a) - sizeOf(b));
    for (const group of own) {
      if (group.holdings.length > 1) group.holdings.sort(compareHoldings);
      groups.push(group);
    }
  }
  return groups;
}

/** Two venues may have one symbol with two contract sizes; nothing else may differ. */
function addHolding(
  caller: string,
  contract: Contract,
  holding: Holding,
  bySymbol: Map<string, Group[]>,
  at: string,
): Group {
  const { instrument } = contract;
  const groups = bySymbol.get(instrument.symbol);
  for (const group of groups ?? []) {
    const other = group.contract.instrument;
    for (const field of ['settlement', 'base', 'quote', 'settle'] as const)
      if (instrument[field] !== other[field]) {
        const expected = `${other[field]}, as of another position in ${other.symbol}`;
        refuse('market.inconsistent', caller, `${at}.instrument.${field}`, expected, instrument[field]);
      }
    if (instrument.contractSize === other.contractSize) {
      group.holdings.push(holding);
      return group;
    }
  }
  const group = { contract, holdings: [holding] };
  if (groups === undefined) bySymbol.set(instrument.symbol, [group]);
  else groups.push(group);
  return group;
}

function sizeOf({ contract }: Group): number {
  return contract.instrument.contractSize;
}

function compareHoldings(a: Holding, b: Holding): number {
  if (a.account !== b.account) return a.account < b.account ? -1 : 1;
  return a.contracts - b.contracts || (a.entryPrice ?? 0) - (b.entryPrice ?? 0);
}

function readHolding(
  contract: Contract,
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
  const balance = balanceOf(contract, account, contracts, at, caller, balances);
  let profit: number | null = null;
  if (balance !== null && !isOption(contract.instrument)) {
    // What is flat has earned nothing that is not realised.
    if (contracts === 0) profit = 0;
    else if (entryPrice !== null)
      profit = profitOf(contract.instrument, contracts, entryPrice, contract.price) + 0;
    else if (balance.kind === 'cash') {
      const expected = 'given, since the balance is cash, without unrealised profit';
      refuse('shape.missing_field', caller, `${at}.entryPrice`, expected, undefined);
    }
  }
  return { contracts, account, entryPrice, profit, premium: contracts * contract.premium + 0, balance };
}

/** The balance that a position is settled in; null for spot, which must have none. */
function balanceOf(
  { instrument, settle }: Contract,
  account: string,
  contracts: number,
  at: string,
  caller: string,
  balances: Balances,
): Balance | null {
  const isSpot = instrument.settlement === 'spot';
  const balance = balances.get(isSpot ? instrument.base : settle.name)?.get(account);
  if (isSpot) {
    if (balance === undefined || balance.amount === 0 || contracts === 0) return null;
    const expected = `without a balance of ${instrument.base} in its account, which would count coins twice`;
    return refuse('market.inconsistent', caller, at, expected, contracts);
  }
  if (balance !== undefined) return balance;
  const where = account === '' ? 'of no account' : `account ${account}`;
  const expected = `given a balance in ${settle.name} (${where}): ${at} is settled in it, and 0 is said, not assumed`;
  return refuse('shape.missing_field', caller, 'balances', expected, undefined);
}
