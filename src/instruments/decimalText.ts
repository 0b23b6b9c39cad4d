import { join, readPositive, readText, refuse } from '../foundation/checks.ts';
import type { Leaf } from '../foundation/shape.ts';

// Its length and its exponent keep it within what a double holds.
const DIGITS = /^0*([1-9][0-9]*(\.[0-9]*)?|\.0*[1-9][0-9]*)([eE][+-]?[0-9]{1,2})?$/;
/** So many characters, and no more. */
export const LONGEST = 200;

/** A decimal above zero, as text: a double of 0.1 is no tenth. */
export const DECIMAL_TEXT: Leaf<string> = {
  json: { type: 'string', pattern: DIGITS.source, maxLength: LONGEST },
  read(caller, source, field, at) {
    const value = readText(caller, source, field, at);
    // Steps of 0 would round anything to nothing.
    readPositive(caller, { [field]: Number(value) }, field, at);
    if (value.length <= LONGEST && DIGITS.test(value)) return value;
    return refuse('domain.out_of_range', caller, join(at, field), 'decimal digits, as 0.001', value);
  },
};
