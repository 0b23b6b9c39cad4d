import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderRequest } from '../../src/instruments/orderRequest.ts';
import type { OrderRequestOptions, OrderRequestResult } from '../../src/instruments/orderRequest.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { expectRefusal } from '../errors.ts';
import { inverseMarket, linearMarket, quantoMarket, spotMarket } from './markets.ts';
import { deribitInverse } from './optionMarkets.ts';

const linear = parseMarket(linearMarket);
const inverse = parseMarket(inverseMarket);
const quanto = parseMarket(quantoMarket);
const spot = parseMarket(spotMarket);
const option = parseMarket(deribitInverse);
const base: OrderRequestOptions = { instrument: linear, contracts: 1, orderType: 'market', price: 3000 };
const request = (change: Partial<OrderRequestOptions>) => orderRequest({ ...base, ...change });
const stepped = (amount: number, change: object = {}) =>
  parseMarket({ ...linearMarket, precision: { amount, price: amount }, limits: {}, ...change });

function sent(result: OrderRequestResult): Extract<OrderRequestResult, { status: 'ok' }> {
  if (result.status !== 'ok') throw new Error(`nothing to send: ${result.reason}`);
  return result;
}

/** Ten millionths of one, from plain digits: exact, and no decimal library. */
function ticks(text: string): bigint {
  const [, sign, whole, fraction] = /^(-?)(\d+)(?:\.(\d{1,7}))?$/.exec(text)!;
  const size = BigInt(whole!) * 10n ** 7n + BigInt((fraction ?? '').padEnd(7, '0'));
  return sign === '-' ? -size : size;
}

const text = (value: bigint): string => `${value}e-7`;
const abs = (value: bigint): bigint => (value < 0n ? -value : value);

describe('orderRequest: the order', () => {
  it('a market order, whole', () => {
    expect(request({ contracts: -1.23456, clientOrderId: 'hedge-7' })).toEqual({
      status: 'ok',
      order: {
        symbol: 'ETH/USDT:USDT',
        type: 'market',
        side: 'sell',
        amount: 1.235,
        amountText: '1.235',
        amountUnit: 'contracts',
        params: { clientOrderId: 'hedge-7' },
      },
      contracts: '-1.235',
      cost: '3705',
      costCurrency: 'USDT',
      dust: '0.00044',
      boundBy: null,
    });
  });

  it('a limit order, whole', () => {
    const options = { contracts: '0.0204', orderType: 'limit', price: 2999.999, postOnly: true } as const;
    expect(request({ ...options, timeInForce: 'GTC' })).toEqual({
      status: 'ok',
      order: {
        symbol: 'ETH/USDT:USDT',
        type: 'limit',
        side: 'buy',
        amount: 0.02,
        amountText: '0.02',
        amountUnit: 'contracts',
        price: 2999.99,
        priceText: '2999.99',
        params: { postOnly: true, timeInForce: 'GTC' },
      },
      contracts: '0.02',
      cost: '59.9998',
      costCurrency: 'USDT',
      dust: '0.0004',
      boundBy: null,
    });
  });

  it('is plain data, through JSON the same', () => {
    for (const result of [request({}), request({ orderType: 'limit' }), request({ contracts: 0 })])
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it.each([
    ['passive', 'buy', 1, 3000.019, '3000.01'],
    ['passive', 'sell', -1, 3000.011, '3000.02'],
    ['aggressive', 'buy', 1, 3000.011, '3000.02'],
    ['aggressive', 'sell', -1, 3000.019, '3000.01'],
    ['nearest', 'buy', 1, 3000.016, '3000.02'],
    ['nearest', 'sell', -1, 3000.014, '3000.01'],
    ['passive', 'buy', 1, 0.1 + 0.2, '0.3'], // by its digits just above the tick
  ] as const)('a %s price to %s', (priceRounding, side, contracts, price, priceText) => {
    const instrument = parseMarket({ ...linearMarket, limits: {} });
    const { order } = sent(request({ instrument, contracts, orderType: 'limit', price, priceRounding }));
    expect(order).toMatchObject({ side, price: Number(priceText), priceText });
    if (priceRounding === 'passive')
      expect(sent(request({ instrument, contracts, orderType: 'limit', price })).order.priceText).toBe(
        priceText,
      );
  });

  it.each([
    [{ reduceOnly: true, position: 2, contracts: -1 }, { reduceOnly: true }],
    [{ reduceOnly: false, position: 2, contracts: -1 }, {}],
    [{ timeInForce: 'IOC' }, { timeInForce: 'IOC' }],
    [{ orderType: 'limit', timeInForce: 'PO' }, { timeInForce: 'PO' }],
    [
      { orderType: 'limit', postOnly: true, timeInForce: 'PO' },
      { postOnly: true, timeInForce: 'PO' },
    ],
    [{ orderType: 'limit', postOnly: false }, {}],
  ] as const)('params of %j', (change, params) => {
    expect(sent(request(change)).order.params).toEqual(params);
  });

  it('spot has no reduce-only order; its size keeps to what is held', () => {
    const result = sent(request({ instrument: spot, contracts: -3, reduceOnly: true, position: '2.5' }));
    expect(result.order).toMatchObject({ side: 'sell', amountText: '2.5', amountUnit: 'base' });
    expect(result.order.params).toEqual({});
    expect(result.boundBy).toBe('reduce_only');
  });

  it.each([
    ['linear', linear, 3000, '6000', 'USDT'],
    ['spot', spot, 3000, '6000', 'USDT'],
    ['inverse: money, whatever the price', inverse, 47000, '200', 'USD'],
    ['quanto: coins of what it is settled in', quanto, 3000, '0.006', 'BTC'],
    ['coin-settled option: its premium', option, 0.05, '0.1', 'BTC'],
  ] as const)('the cost of 2: %s', (_, instrument, price, cost, costCurrency) => {
    expect(sent(request({ instrument, contracts: 2, price }))).toMatchObject({ cost, costCurrency });
  });
});

describe('orderRequest: lots', () => {
  it.each([
    [0.1, 0.1 + 0.2, '0.3', '0.3'],
    [0.1, 0.7 + 0.1, '0.8', '0.7'],
    [1e-8, 1.23456789999e-7, '0.00000012', '0.00000012'],
    [0.5, -1.74, '-1.5', '-1.5'],
    [0.5, -1.75, '-1.5', '-1.5'], // a tie goes towards zero
    [2.5, 8.76, '10', '7.5'],
    [2.5, 8.75, '7.5', '7.5'],
    [10, -16, '-20', '-10'],
    [1, -95.7596, '-96', '-95'],
  ])('steps of %d: %d is nearest %s, towards zero %s', (step, contracts, nearest, towardZero) => {
    const instrument = stepped(step);
    expect(sent(request({ instrument, contracts })).contracts).toBe(nearest);
    expect(sent(request({ instrument, contracts, rounding: 'nearest' })).contracts).toBe(nearest);
    expect(sent(request({ instrument, contracts, rounding: 'towardZero' })).contracts).toBe(towardZero);
    const reducing = { instrument, contracts, reduceOnly: true, position: -10 * contracts };
    expect(sent(request(reducing)).contracts).toBe(towardZero);
  });

  it('as a brute force over whole numbers says', () => {
    const size = fc.bigInt(0n, 10n ** 12n);
    const signed = fc.bigInt(-(10n ** 12n), 10n ** 12n);
    const maximum = fc.option(size);
    const lot = fc.constantFrom(1n, 3n, 25n, 10n ** 3n, 10n ** 7n, 25n * 10n ** 6n, 10n ** 8n);
    fc.assert(
      fc.property(
        signed,
        signed,
        lot,
        maximum,
        maximum,
        fc.boolean(),
        (exact, position, step, own, venue, reduceOnly) => {
          const instrument = stepped(Number(text(step)), {
            limits: venue === null ? {} : { amount: { max: text(venue) } },
          });
          const result = request({
            instrument,
            contracts: text(exact),
            position: text(position),
            reduceOnly,
            maximumContracts: own === null ? undefined : text(own),
          });
          const up = 2n * (abs(exact) % step) > step && !reduceOnly ? 1n : 0n;
          const wanted = (abs(exact) / step + up) * step;
          const opposite = exact * position < 0n;
          const caps = [
            ...(reduceOnly ? [opposite ? abs(position) : 0n] : []),
            ...(own === null ? [] : [own]),
            ...(venue === null || venue === 0n ? [] : [venue]), // 0 is none
          ];
          const cap = caps.reduce((least, each) => (each < least ? each : least), 10n ** 20n);
          const expected = wanted > cap ? (cap / step) * step : wanted;
          expect(result.status).toBe(expected === 0n ? 'nothing_to_send' : 'ok');
          if (result.status !== 'ok') {
            expect(ticks(result.dust)).toBe(exact);
            return;
          }
          const { order } = result;
          const done = ticks(result.contracts);
          expect(abs(done)).toBe(expected);
          expect(done > 0n).toBe(exact > 0n);
          expect(order.side).toBe(exact > 0n ? 'buy' : 'sell');
          expect(ticks(order.amountText)).toBe(expected);
          expect(ticks(order.amountText) % step).toBe(0n);
          expect(order.amount).toBe(Number(order.amountText));
          expect(ticks(result.dust)).toBe(exact - done);
          expect(result.boundBy !== null).toBe(wanted > cap);
          if (reduceOnly) {
            // Nearer to zero, and not beyond it.
            expect(position * (position + done) >= 0n).toBe(true);
            expect(abs(position + done) < abs(position)).toBe(true);
            expect(order.params).toEqual({ reduceOnly: true });
          }
          if (result.boundBy === null) {
            if (reduceOnly) expect(abs(exact - done) < step).toBe(true);
            else expect(2n * abs(exact - done) <= step).toBe(true);
          }
        },
      ),
      { seed: 11, numRuns: 1500 },
    );
  });

  it('amounts that count coins or money: the lot is exact there, and contracts are what it makes', () => {
    const scaled = (amountUnit: 'base' | 'quote') =>
      fc.property(
        fc.bigInt(-(10n ** 11n), 10n ** 11n),
        fc.constantFrom(3n, 7n, 10n, 1000n),
        fc.constantFrom(1n, 3n, 25n, 10n ** 7n),
        (exact, size, step) => {
          // Sizes of whole contracts, so that exact x size is a whole number of ticks.
          const market = amountUnit === 'base' ? linearMarket : inverseMarket;
          const instrument = parseMarket(
            {
              ...market,
              limits: {},
              contractSize: Number(size),
              precision: { amount: Number(text(step)), price: 1 },
            },
            { amountUnit },
          );
          const result = request({ instrument, contracts: text(exact) });
          const amount = abs(exact) * size;
          const expected = (amount / step + (2n * (amount % step) > step ? 1n : 0n)) * step;
          expect(result.status).toBe(expected === 0n ? 'nothing_to_send' : 'ok');
          if (result.status !== 'ok') return;
          expect(result.order.amountUnit).toBe(amountUnit);
          expect(ticks(result.order.amountText)).toBe(expected);
          const contracts = Number(result.contracts) * Number(size) * 1e7;
          // The rounding of a 40-digit text to a double, and of three products.
          expect(Math.abs(contracts - Number(exact < 0n ? -expected : expected))).toBeLessThanOrEqual(
            4 * 2 ** -53 * Math.abs(contracts),
          );
        },
      );
    fc.assert(scaled('base'), { seed: 12, numRuns: 300 });
    fc.assert(scaled('quote'), { seed: 13, numRuns: 300 });
  });

  it('contracts and coins are the same trade', () => {
    const market = {
      ...linearMarket,
      contractSize: 0.01,
      limits: { amount: { max: 5 } },
      precision: { amount: 1, price: 1 },
    };
    const coins = { ...market, precision: { amount: 0.01, price: 1 }, limits: { amount: { max: 0.05 } } };
    for (const contracts of [0.4, -0.6, 3.3, 5.2, -7.7, 1e3]) {
      const counted = request({ instrument: parseMarket(market), contracts, price: 40000 });
      const inCoins = request({
        instrument: parseMarket(coins, { amountUnit: 'base' }),
        contracts,
        price: 40000,
      });
      if (counted.status === 'ok' && inCoins.status === 'ok') {
        expect(Number(inCoins.order.amountText) * 100).toBeCloseTo(counted.order.amount, 12);
        expect({ ...inCoins, order: null }).toEqual({ ...counted, order: null });
      } else expect(inCoins).toEqual(counted);
    }
  });

  it('significant digits', () => {
    const instrument = parseMarket(
      { ...linearMarket, precision: { amount: 3, price: 5 }, limits: {} },
      { precisionMode: 3 },
    );
    const order = { instrument, contracts: -1236.5, orderType: 'limit', price: 1.234567 } as const;
    expect(sent(request(order)).order).toMatchObject({ amountText: '1240', priceText: '1.2346' });
    expect(sent(request({ ...order, maximumContracts: 1239 })).order.amountText).toBe('1230');
  });
});

describe('orderRequest: limits', () => {
  it.each([
    ['more than is held', { reduceOnly: true, position: 0.7505, contracts: -5 }, '-0.75', 'reduce_only'],
    ['a short that is held', { reduceOnly: true, position: '-0.7505', contracts: 5 }, '0.75', 'reduce_only'],
    ['all that is held', { reduceOnly: true, position: -0.75, contracts: 0.75 }, '0.75', null],
    ["the caller's own", { maximumContracts: 0.4999 }, '0.499', 'maximum_contracts'],
    [
      "the caller's own, which rounding up would pass",
      { contracts: 0.0296, maximumContracts: '0.0298' },
      '0.029',
      'maximum_contracts',
    ],
    ['the market order', { contracts: -2500 }, '-2000', 'maximum_amount'],
    ['the limit order', { contracts: -25000, orderType: 'limit' }, '-10000', 'maximum_amount'],
    [
      'the tighter of two',
      { contracts: -2500, reduceOnly: true, position: 10, maximumContracts: 9 },
      '-9',
      'maximum_contracts',
    ],
    [
      'the tighter of two that round to one lot',
      { contracts: 5, maximumContracts: 2.0009, reduceOnly: true, position: -2.0005 },
      '2',
      'reduce_only',
    ],
    [
      'the tighter of two that round to one lot, the other way round',
      { contracts: 5, maximumContracts: 2.0005, reduceOnly: true, position: -2.0009 },
      '2',
      'maximum_contracts',
    ],
  ] as const)('cut down to %s', (_, change, contracts, boundBy) => {
    expect(sent(request(change))).toMatchObject({ contracts, boundBy });
  });

  it.each([
    ['linear', linearMarket, 3, '33.333'], // 300 / (3 x 3) of lots of 0.001
    ['inverse', inverseMarket, 47000, '100'],
    ['spot', { ...spotMarket, contractSize: undefined }, 3, '100'],
  ])('cut down to the largest cost: %s', (_, market, price, contracts) => {
    const limits = { cost: { max: market === inverseMarket ? 10000 : 300 } };
    const size = market === linearMarket ? { contractSize: 3 } : {};
    const instrument = parseMarket({ ...market, ...size, limits });
    const result = sent(request({ instrument, contracts: 5000, price }));
    expect(result).toMatchObject({ contracts, boundBy: 'maximum_cost' });
    expect(Number(result.cost)).toBeLessThanOrEqual(market === inverseMarket ? 10000 : 300);
  });

  it.each([
    ['coins', { ...linearMarket, contractSize: 5, limits: {} }, 'base', '12.3'],
    ['money', { ...inverseMarket, limits: {}, precision: { amount: 5, price: 1 } }, 'quote', '245'],
  ] as const)(
    'what is held and allowed is in contracts where the amount counts %s',
    (_, market, amountUnit, sold) => {
      const instrument = parseMarket(market, { amountUnit });
      const order = { instrument, contracts: -100 };
      const most = '2.46';
      const reduced = sent(request({ ...order, reduceOnly: true, position: most }));
      expect([reduced.order.amountText, reduced.boundBy]).toEqual([sold, 'reduce_only']);
      const capped = sent(request({ ...order, maximumContracts: most }));
      expect([capped.order.amountText, capped.boundBy]).toEqual([sold, 'maximum_contracts']);
    },
  );

  it('the cost is counted at the price that is sent', () => {
    const instrument = parseMarket({ ...linearMarket, limits: { cost: { min: 20 } } });
    const order = { instrument, contracts: 0.02, price: 1000.004 } as const;
    expect(request({ ...order, orderType: 'limit' }).status).toBe('ok');
    const below = { ...order, price: 999.999, orderType: 'limit' } as const;
    expect(request(below)).toMatchObject({ reason: 'minimum_cost' });
    expect(request({ ...below, priceRounding: 'aggressive' }).status).toBe('ok');
  });

  it.each([
    ['nothing was asked for', { contracts: 0 }, 'zero', '0'],
    ['nothing, with a sign', { contracts: '-0' }, 'zero', '0'],
    ['less than half a lot', { contracts: -0.0005 }, 'lot', '-0.0005'],
    ['below the smallest cost', { contracts: 0.006 }, 'minimum_cost', '0.006'],
    ['nothing is held', { reduceOnly: true, position: 0 }, 'reduce_only', '1'],
    ['nothing is held, with a sign', { reduceOnly: true, position: -0 }, 'reduce_only', '1'],
    ['it would add to a long', { reduceOnly: true, position: 5 }, 'reduce_only', '1'],
    ['it would add to a short', { reduceOnly: true, position: '-5', contracts: -1 }, 'reduce_only', '-1'],
    ['nothing is allowed', { maximumContracts: 0 }, 'maximum_contracts', '1'],
  ] as const)('nothing to send: %s', (_, change, reason, dust) => {
    expect(request(change)).toEqual({ status: 'nothing_to_send', reason, dust, boundBy: null });
  });

  it.each([
    ['less than a lot is held', { reduceOnly: true, position: -0.0009 }, 'lot', 'reduce_only'],
    ['less than a lot is allowed', { maximumContracts: 1e-9 }, 'lot', 'maximum_contracts'],
    ['what is allowed costs too little', { maximumContracts: 0.006 }, 'minimum_cost', 'maximum_contracts'],
  ] as const)('nothing to send: %s', (_, change, reason, boundBy) => {
    expect(request(change)).toEqual({ status: 'nothing_to_send', reason, dust: '1', boundBy });
  });

  it('nothing to send: below the smallest amount, and in a market that does not trade', () => {
    const instrument = parseMarket({ ...linearMarket, limits: { amount: { min: 0.01 } } });
    expect(request({ instrument, contracts: 0.0094 })).toMatchObject({ reason: 'minimum_amount' });
    expect(request({ instrument, contracts: 0.0096, rounding: 'towardZero' })).toMatchObject({
      reason: 'minimum_amount',
    });
    expect(request({ instrument, contracts: 0.0096 })).toMatchObject({ contracts: '0.01' });
    expect(request({ instrument: { ...linear, active: false } })).toMatchObject({ reason: 'inactive' });
  });

  it('a reduce-only order below the minimum: only where the venue is said to take it', () => {
    const closing = { contracts: -0.0053, reduceOnly: true, position: 0.0053 };
    expect(request(closing)).toMatchObject({ reason: 'minimum_cost', dust: '-0.0053' });
    expect(request({ ...closing, reduceBelowMinimum: true })).toMatchObject({
      status: 'ok',
      contracts: '-0.005',
      dust: '-0.0003',
    });
    // Not for an order that opens, nor for one of no lot, nor beyond the maximum.
    expect(request({ contracts: -0.005, reduceBelowMinimum: true })).toMatchObject({
      reason: 'minimum_cost',
    });
    const crumb = { contracts: -0.0009, reduceOnly: true, position: 0.0009, reduceBelowMinimum: true };
    expect(request(crumb)).toMatchObject({ reason: 'lot' });
    expect(
      request({ contracts: -1e5, reduceOnly: true, position: 1e5, reduceBelowMinimum: true }),
    ).toMatchObject({ contracts: '-2000', boundBy: 'maximum_amount' });
  });

  it('a size of 0 is never sent, whatever the limits', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -20, max: 20, noNaN: true }),
        fc.double({ min: -20, max: 20, noNaN: true }),
        fc.constantFrom(0.5, 2.5, 10, 1e-8, 0.001),
        fc.boolean(),
        fc.boolean(),
        (contracts, position, lot, reduceOnly, reduceBelowMinimum) => {
          const result = request({
            instrument: stepped(lot),
            contracts,
            position,
            reduceOnly,
            reduceBelowMinimum,
          });
          if (result.status !== 'ok') return;
          expect(result.order.amount).toBeGreaterThan(0);
          expect(Math.sign(Number(result.contracts))).toBe(Math.sign(contracts));
          if (reduceOnly) expect(Math.abs(Number(result.contracts))).toBeLessThanOrEqual(Math.abs(position));
        },
      ),
      { seed: 14, numRuns: 500 },
    );
  });
});

describe('orderRequest: amounts beyond a double', () => {
  const whole = stepped(1);

  it('what a double holds is sent with all its digits', () => {
    const big = sent(request({ instrument: stepped(10), contracts: 1e21 }));
    expect(big.order).toMatchObject({ amount: 1e21, amountText: '1000000000000000000000' });
    const edge = sent(request({ instrument: whole, contracts: '9007199254740992' }));
    expect(edge.order.amountText).toBe('9007199254740992');
  });

  it('what it does not hold is refused', () => {
    const odd = { instrument: whole, contracts: '9007199254740993' };
    expectRefusal(() => request(odd), 'domain.out_of_range', 'contracts');
    const fine = { instrument: stepped(1e-8), contracts: '12345678901.12345678' };
    expectRefusal(() => request(fine), 'domain.out_of_range', 'contracts');
  });
});

describe('orderRequest: what it refuses', () => {
  it.each([
    ['no instrument', { instrument: undefined }, 'shape.missing_field', 'instrument'],
    ['a raw market', { instrument: linearMarket }, 'shape.wrong_type', 'instrument'],
    ['no contracts', { contracts: undefined }, 'shape.missing_field', 'contracts'],
    ['NaN contracts', { contracts: NaN }, 'domain.not_finite', 'contracts'],
    ['infinite contracts', { contracts: -Infinity }, 'domain.not_finite', 'contracts'],
    ['contracts in words', { contracts: 'ten' }, 'shape.wrong_type', 'contracts'],
    ['a size with its unit', { contracts: { unit: 'base', amount: 1 } }, 'shape.wrong_type', 'contracts'],
    ['no type of order', { orderType: undefined }, 'shape.missing_field', 'orderType'],
    ['an unknown type', { orderType: 'stop' }, 'domain.not_one_of', 'orderType'],
    ['no price', { price: undefined }, 'shape.missing_field', 'price'],
    ['a price of 0', { price: 0 }, 'domain.not_positive', 'price'],
    ['a price below 0', { price: -1 }, 'domain.not_positive', 'price'],
    ['a price of NaN', { price: NaN }, 'domain.not_finite', 'price'],
    ['an infinite price', { price: Infinity }, 'domain.not_finite', 'price'],
    ['a limit below a tick', { orderType: 'limit', price: 0.009 }, 'domain.not_positive', 'price'],
    ['an unknown rounding', { rounding: 'up' }, 'domain.not_one_of', 'rounding'],
    [
      'reduce-only to the nearest lot',
      { reduceOnly: true, position: -1, rounding: 'nearest' },
      'domain.not_one_of',
      'rounding',
    ],
    ['an unknown tick', { priceRounding: 'down' }, 'domain.not_one_of', 'priceRounding'],
    ['reduceOnly in words', { reduceOnly: 'yes', position: 1 }, 'domain.not_one_of', 'reduceOnly'],
    ['reduce-only of what', { reduceOnly: true }, 'shape.missing_field', 'position'],
    ['a position of NaN', { reduceOnly: true, position: NaN }, 'domain.not_finite', 'position'],
    ['a position in words', { position: 'long' }, 'shape.wrong_type', 'position'],
    ['a maximum below 0', { maximumContracts: -1 }, 'domain.negative', 'maximumContracts'],
    ['a maximum of NaN', { maximumContracts: NaN }, 'domain.not_finite', 'maximumContracts'],
    ['a maximum without end', { maximumContracts: Infinity }, 'domain.not_finite', 'maximumContracts'],
    ['a market order that is post-only', { postOnly: true }, 'market.inconsistent', 'postOnly'],
    ['a market order that stands', { timeInForce: 'GTC' }, 'market.inconsistent', 'timeInForce'],
    [
      'a post-only order that does not stand',
      { orderType: 'limit', postOnly: true, timeInForce: 'IOC' },
      'market.inconsistent',
      'timeInForce',
    ],
    ['an unknown time in force', { timeInForce: 'DAY' }, 'domain.not_one_of', 'timeInForce'],
    ['an empty name', { clientOrderId: '' }, 'shape.wrong_type', 'clientOrderId'],
    ['a premium in money', { instrument: option, price: 2000 }, 'unit.suspicious', 'price'],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => request(change as never), code, path);
  });

  it('no options', () => {
    expectRefusal(() => orderRequest(undefined as never), 'shape.missing_field', '');
  });

  it.each([0, -0.001])('a lot of %d, already in the market', (amount) => {
    expectRefusal(() => stepped(amount), 'domain.not_positive', 'market.precision.amount');
  });

  it('a lot of 0 in an instrument made by hand', () => {
    const instrument = { ...linear, amountPrecision: { kind: 'step', step: '0' } } as const;
    expectRefusal(() => request({ instrument }), 'domain.not_positive', 'instrument.amountPrecision.step');
  });

  it('leaves its input alone', () => {
    const frozen = Object.freeze({ ...base, instrument: Object.freeze({ ...linear }) });
    expect(orderRequest(frozen)).toEqual(orderRequest(base));
  });
});
