import { checkOrder } from '../instruments/checkOrder.ts';
import type { OrderLimit } from '../instruments/checkOrder.ts';
import { convertSize } from '../instruments/convertSize.ts';
import type { Instrument } from '../instruments/instrument.ts';
import { roundAmount } from '../instruments/roundAmount.ts';
import type { RoundedAmount } from '../instruments/roundAmount.ts';

/** The part of an exact size that one market order can do. */
export interface FeasibleContracts extends RoundedAmount {
  /** Null where the exact size was within all limits, rounding to the nearest lot apart. */
  readonly boundBy: OrderLimit | null;
}

const NOTHING: RoundedAmount = { contracts: '0', amount: '0' };

/** The lot nearest to the exact size; capped by a maximum towards zero; nothing below a minimum. */
export function feasibleContracts(instrument: Instrument, exact: number, price: number): FeasibleContracts {
  if (exact === 0) return { ...NOTHING, boundBy: null };
  let rounded = roundAmount({ instrument, contracts: exact, rounding: 'nearest' });
  let check = checkOrder({ instrument, contracts: rounded.contracts, price, orderType: 'market' });
  let boundBy: OrderLimit | null = null;
  // At most twice: the amount's maximum, and the cost's if that is lower still.
  for (let pass = 0; pass < 2 && check.status === 'refused'; pass++) {
    if (check.limit !== 'maximum_amount' && check.limit !== 'maximum_cost') break;
    boundBy = check.limit;
    const unit = check.limit === 'maximum_cost' ? 'quote' : instrument.amountUnit;
    const size = { unit, amount: `${exact < 0 ? '-' : ''}${check.bound}` };
    const contracts = convertSize({ size, unit: 'contracts', instrument, price }).amount;
    rounded = roundAmount({ instrument, contracts, rounding: 'towardZero' });
    check = checkOrder({ instrument, contracts: rounded.contracts, price, orderType: 'market' });
  }
  return check.status === 'ok' ? { ...rounded, boundBy } : { ...NOTHING, boundBy: boundBy ?? check.limit };
}
