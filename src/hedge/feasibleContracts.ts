import { checkOrder } from '../instruments/checkOrder.ts';
import type { OrderLimit } from '../instruments/checkOrder.ts';
import { convertSize } from '../instruments/convertSize.ts';
import type { Instrument } from '../instruments/instrument.ts';
import { roundAmount } from '../instruments/roundAmount.ts';
import type { RoundedAmount } from '../instruments/roundAmount.ts';

/** What kept a hedge from its exact size: a limit of the venue, its lot, or a market that does not trade. */
export type BoundBy = OrderLimit | 'lot' | 'inactive';

/** The part of an exact size that one market order can do. */
export interface FeasibleContracts extends RoundedAmount {
  /** Null where the exact size was within all limits, rounding to the nearest lot apart. */
  readonly boundBy: BoundBy | null;
}

const NOTHING: RoundedAmount = { contracts: '0', amount: '0' };

/** The lot nearest to the exact size; capped by a maximum towards zero; nothing below a minimum. */
export function feasibleContracts(instrument: Instrument, exact: number, price: number): FeasibleContracts {
  if (exact === 0) return { ...NOTHING, boundBy: null };
  if (instrument.active === false) return { ...NOTHING, boundBy: 'inactive' };
  const nearest = roundAmount({ instrument, contracts: exact, rounding: 'nearest' });
  if (nearest.amount === '0') return { ...NOTHING, boundBy: 'lot' };
  const check = checkOrder({ instrument, contracts: nearest.contracts, price, orderType: 'market' });
  if (check.status === 'ok') return { ...nearest, boundBy: null };
  if (check.limit === 'minimum_amount' || check.limit === 'minimum_cost')
    return { ...NOTHING, boundBy: check.limit };

  const unit = check.limit === 'maximum_cost' ? 'quote' : instrument.amountUnit;
  const cap = convertSize({
    size: { unit, amount: check.bound },
    unit: 'contracts',
    instrument,
    price,
  }).amount;
  const contracts = exact < 0 ? `-${cap}` : cap;
  const capped = roundAmount({ instrument, contracts, rounding: 'towardZero' });
  const again = checkOrder({ instrument, contracts: capped.contracts, price, orderType: 'market' });
  if (again.status === 'ok') return { ...capped, boundBy: check.limit };
  // The amount's maximum came first and the cost's is lower still; a minimum above a maximum leaves nothing.
  return again.limit === 'maximum_cost'
    ? feasibleContracts(instrument, Number(capped.contracts), price)
    : { ...NOTHING, boundBy: again.limit };
}
