// Calls that must not compile: contracts where coins are meant, a missing price, a result that may be none.
import { contractExposure } from '../../src/instruments/contractExposure.ts';
import { contractValue } from '../../src/instruments/contractValue.ts';
import { convertSize } from '../../src/instruments/convertSize.ts';
import type { ExactSize } from '../../src/instruments/convertSize.ts';
import type { Instrument } from '../../src/instruments/instrument.ts';
import { orderRequest } from '../../src/instruments/orderRequest.ts';
import type { OrderRequestOptions, OrderRequestResult } from '../../src/instruments/orderRequest.ts';
import { parseBalance } from '../../src/instruments/parseBalance.ts';
import { parsePosition, safeParsePosition } from '../../src/instruments/parsePosition.ts';
import { safeParseTicker } from '../../src/instruments/parseTicker.ts';
import { profitAndLoss } from '../../src/instruments/profitAndLoss.ts';
import type { BlackScholesGreeks } from '../../src/options/blackScholes.ts';

declare const instrument: Instrument;
declare const coins: ExactSize;
declare const sized: OrderRequestResult;
declare const greeks: BlackScholesGreeks;
const order: OrderRequestOptions = { instrument, contracts: 1, orderType: 'market', price: 1 };

const inContracts = convertSize({ size: coins, unit: 'contracts', instrument });
orderRequest(order);
// @ts-expect-error a size of coins is no number of contracts
orderRequest({ ...order, contracts: coins });
// @ts-expect-error of what the size was converted to, contracts are the amount
orderRequest({ ...order, contracts: inContracts });
orderRequest({ ...order, contracts: inContracts.amount });
// @ts-expect-error a bare number has no unit
convertSize({ size: 5, unit: 'contracts', instrument });
// @ts-expect-error what to count it in is for the caller to say
convertSize({ size: coins, instrument });
// @ts-expect-error an order has its type
orderRequest({ instrument, contracts: 1, price: 1 });
// @ts-expect-error and its price, which its cost is counted at
orderRequest({ instrument, contracts: 1, orderType: 'market' });
// @ts-expect-error lots are not rounded up
orderRequest({ ...order, rounding: 'up' });
// @ts-expect-error a raw market is not yet an instrument
orderRequest({ ...order, instrument: { symbol: 'BTC/USDT:USDT', type: 'swap' } });
// @ts-expect-error there may be nothing to send
sized.order; // eslint-disable-line @typescript-eslint/no-unused-expressions
if (sized.status === 'ok') sized.order.amountText; // eslint-disable-line @typescript-eslint/no-unused-expressions

// @ts-expect-error a profit is between two prices
profitAndLoss({ instrument, contracts: 1, price: 1 });
// @ts-expect-error of contracts, not of coins
profitAndLoss({ instrument, contracts: coins, entryPrice: 1, price: 1 });
// @ts-expect-error a profit in quote may not be known
profitAndLoss({ instrument, contracts: 1, entryPrice: 1, price: 1 }).profitInQuote.toFixed();
// @ts-expect-error an exposure is at a price
contractExposure({ instrument, contracts: 1 });
// @ts-expect-error contracts are a signed number
contractExposure({ instrument, contracts: '1', price: 1 });
const option = { instrument, contracts: 1, price: 0.1, underlyingPrice: 1 };
contractExposure({ ...option, greeks });
// @ts-expect-error ccxt's Greeks are in the units of their exchange
contractExposure({ ...option, greeks: { ...greeks, info: {} } });
// @ts-expect-error a delta is never left out
contractExposure({ ...option, greeks: { gamma: 1 } });
// @ts-expect-error the value of a contract is at a price
contractValue({ instrument });

// @ts-expect-error a position is of an instrument
parsePosition({}, {});
const position = parsePosition({}, { instrument });
profitAndLoss({ ...position, entryPrice: 1, price: 1 });
// @ts-expect-error the venue may not say what it was opened at
profitAndLoss({ ...position, price: 1 });
// @ts-expect-error a reading may have failed
safeParsePosition({}, { instrument }).value; // eslint-disable-line @typescript-eslint/no-unused-expressions
const ticker = safeParseTicker({});
// @ts-expect-error there may be no bid
if (ticker.status === 'ok') ticker.value.bid.toFixed();
const [balance] = parseBalance({});
// @ts-expect-error there may be no row
balance.total; // eslint-disable-line @typescript-eslint/no-unused-expressions
