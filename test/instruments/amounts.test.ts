import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOrder } from '../../src/instruments/checkOrder.ts';
import { contractValue } from '../../src/instruments/contractValue.ts';
import { convertSize } from '../../src/instruments/convertSize.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { roundAmount } from '../../src/instruments/roundAmount.ts';
import { roundPrice } from '../../src/instruments/roundPrice.ts';
import { expectRefusal } from '../errors.ts';
import { inverseMarket, linearMarket, quantoMarket, spotMarket } from './markets.ts';

const linear = parseMarket(linearMarket);
const inverse = parseMarket(inverseMarket);
const quanto = parseMarket(quantoMarket);
const withStep = (amount: number) =>
  parseMarket({ ...linearMarket, precision: { amount, price: amount }, limits: {} });
const deribit = parseMarket({
  ...inverseMarket,
  contractSize: 10,
  precision: { amount: 10, price: 0.5 },
  limits: { amount: { min: 10 } },
});

describe('roundAmount', () => {
  it.each([
    [0.1, 0.1 + 0.2, '0.3', '0.3'],
    [0.1, 0.7 + 0.1, '0.8', '0.7'], // 0.7999999999999999 is what the sum is
    [1e-8, 1.23456789999e-7, '0.00000012', '0.00000012'],
    [1e-8, 5e-9, '0', '0'], // a tie goes towards zero
    [1e-8, 5.000001e-9, '0.00000001', '0'],
    [0.5, -1.74, '-1.5', '-1.5'],
    [0.5, -1.76, '-2', '-1.5'],
    [2.5, 8.7, '7.5', '7.5'],
    [10, 1e21 + 0, '1000000000000000000000', '1000000000000000000000'],
    [10, -4.9, '0', '0'],
    [1, -95.7596, '-96', '-95'], // 50e6 x 1.1 / (2297.42 x 250): Python for Finance Cookbook, 2nd ed., ch. 10
    [1, -0, '0', '0'],
  ])('steps of %d: %d is nearest %s, towards zero %s', (step, contracts, nearest, towardZero) => {
    const instrument = withStep(step);
    expect(roundAmount({ instrument, contracts, rounding: 'nearest' }).contracts).toBe(nearest);
    expect(roundAmount({ instrument, contracts, rounding: 'towardZero' }).contracts).toBe(towardZero);
  });

  it('half a lot off at most, or one towards zero; a multiple of the lot; symmetric in sign', () => {
    // Whole tenths of micro-lots as BigInt: exact, and no decimal library.
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 14n), 10n ** 14n),
        fc.constantFrom(1n, 10n, 25n, 50n, 1000n),
        (ticks, lot) => {
          const text = (value: bigint): string =>
            `${value < 0n ? '-' : ''}${String(value < 0n ? -value : value)}e-7`;
          const instrument = withStep(Number(lot) * 1e-7 > 0 ? Number(`${String(lot)}e-7`) : 0);
          for (const rounding of ['nearest', 'towardZero'] as const) {
            const rounded = roundAmount({ instrument, contracts: text(ticks), rounding });
            const negative = roundAmount({ instrument, contracts: text(-ticks), rounding });
            expect(negative.amount).toBe(rounded.amount);
            const back = BigInt(Math.round(Number(rounded.contracts) * 1e7));
            expect(back % lot).toBe(0n);
            const off = ticks - back;
            const size = off < 0n ? -off : off;
            if (rounding === 'nearest') expect(2n * size <= lot).toBe(true);
            else expect(size < lot && off * ticks >= 0n).toBe(true);
          }
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });

  it("sends a venue's own unit: money on Deribit", () => {
    expect(roundAmount({ instrument: deribit, contracts: -123.4, rounding: 'nearest' })).toEqual({
      contracts: '-123',
      amount: '1230',
    });
  });

  it('keeps significant digits', () => {
    const instrument = parseMarket(
      { ...linearMarket, precision: { amount: 3, price: 5 }, limits: {} },
      { precisionMode: 3 },
    );
    expect(roundAmount({ instrument, contracts: -1234.5, rounding: 'nearest' }).contracts).toBe('-1230');
    expect(roundAmount({ instrument, contracts: 0.0012399, rounding: 'towardZero' }).contracts).toBe(
      '0.00123',
    );
    expect(roundPrice({ instrument, price: 0.000123456, rounding: 'nearest' })).toBe('0.00012346');
  });

  it.each([
    ['NaN', { contracts: NaN }, 'domain.not_finite', 'contracts'],
    ['words', { contracts: 'ten' }, 'shape.wrong_type', 'contracts'],
    ['hexadecimal', { contracts: '0x10' }, 'shape.wrong_type', 'contracts'],
    ['nothing', { contracts: undefined }, 'shape.missing_field', 'contracts'],
    ['a way of rounding', { rounding: 'up' }, 'domain.not_one_of', 'rounding'],
    ['a raw market', { instrument: linearMarket }, 'shape.wrong_type', 'instrument'],
    ['no instrument', { instrument: undefined }, 'shape.missing_field', 'instrument'],
  ] as const)('refuses %s', (_, change, code, path) => {
    expectRefusal(
      () => roundAmount({ instrument: linear, contracts: 1, rounding: 'nearest', ...change } as never),
      code,
      path,
    );
  });

  it.each([
    ['contract size below 0', { contractSize: -1 }, 'domain.not_positive', 'instrument.contractSize'],
    ['an amount that nothing counts', { amountUnit: 'quote' }, 'domain.not_one_of', 'instrument.amountUnit'],
    ['no steps', { amountPrecision: undefined }, 'shape.missing_field', 'instrument.amountPrecision'],
    [
      'steps of a kind of their own',
      { amountPrecision: { kind: 'lot', step: '1' } },
      'domain.not_one_of',
      'instrument.amountPrecision.kind',
    ],
    [
      'steps of 0',
      { amountPrecision: { kind: 'step', step: '0' } },
      'domain.not_positive',
      'instrument.amountPrecision.step',
    ],
    [
      'steps in words',
      { pricePrecision: { kind: 'step', step: 'small' } },
      'domain.not_finite',
      'instrument.pricePrecision.step',
    ],
    [
      'steps in hexadecimal, which a number of the language may have',
      { amountPrecision: { kind: 'step', step: '0x10' } },
      'domain.out_of_range',
      'instrument.amountPrecision.step',
    ],
    [
      'no digits',
      { pricePrecision: { kind: 'significantDigits', digits: 0 } },
      'domain.out_of_range',
      'instrument.pricePrecision.digits',
    ],
  ] as const)('refuses an instrument that parseMarket would not have made: %s', (_, change, code, path) => {
    const instrument = { ...linear, ...change };
    expectRefusal(() => roundAmount({ instrument, contracts: 1, rounding: 'nearest' } as never), code, path);
  });

  it('refuses digits beyond all use', () => {
    const options = { instrument: linear, contracts: '1e9999999999', rounding: 'nearest' } as const;
    expectRefusal(() => roundAmount(options), 'shape.wrong_type', 'contracts');
  });
});

describe('roundPrice', () => {
  it.each([
    [0.1, 0.1 + 0.2, '0.3', '0.3', '0.4'], // 0.30000000000000004 is above the tick, by its digits
    [0.5, 47000.26, '47000.5', '47000', '47000.5'],
    [0.5, 47000.25, '47000.5', '47000', '47000.5'], // a tie goes up, as ccxt's does
    [0.01, 1.005, '1.01', '1', '1.01'],
  ])('ticks of %d: %d', (tick, price, nearest, down, up) => {
    const instrument = withStep(tick);
    expect(
      (['nearest', 'down', 'up'] as const).map((rounding) => roundPrice({ instrument, price, rounding })),
    ).toEqual([nearest, down, up]);
  });

  it.each([
    ['0', 0, 'domain.not_positive'],
    ['less than half a tick', 0.004, 'domain.not_positive'],
    ['infinite', Infinity, 'domain.not_finite'],
  ] as const)('refuses a price that is %s', (_, price, code) => {
    expectRefusal(() => roundPrice({ instrument: linear, price, rounding: 'nearest' }), code, 'price');
  });
});

describe('checkOrder', () => {
  const check = (contracts: number | string, price: number, orderType: 'market' | 'limit' = 'market') =>
    checkOrder({ instrument: linear, contracts, price, orderType });

  it.each([
    ['0.01', 2000, 'market', { status: 'ok', cost: '20' }], // the minimum itself passes
    ['0.009', 2000, 'market', { status: 'refused', limit: 'minimum_cost', bound: '20', observed: '18' }],
    ['-2000', 3000, 'market', { status: 'ok', cost: '6000000' }],
    [
      '-2000.001',
      3000,
      'market',
      { status: 'refused', limit: 'maximum_amount', bound: '2000', observed: '2000.001' },
    ],
    ['-2000.001', 3000, 'limit', { status: 'ok', cost: '6000003' }],
    [
      '10000.001',
      3000,
      'limit',
      { status: 'refused', limit: 'maximum_amount', bound: '10000', observed: '10000.001' },
    ],
    ['0', 3000, 'limit', { status: 'refused', limit: 'lot', bound: '0', observed: '0' }],
  ] as const)('%s contracts at %d, %s', (contracts, price, orderType, expected) => {
    expect(check(contracts, price, orderType)).toEqual(expected);
  });

  it('an order of nothing, or beside the lots, or in a market that does not trade', () => {
    const instrument = parseMarket({ ...linearMarket, limits: undefined });
    const order = { instrument, price: 1, orderType: 'limit' } as const;
    expect(checkOrder({ ...order, contracts: 0 })).toMatchObject({ status: 'refused', limit: 'lot' });
    expect(checkOrder({ ...order, contracts: '-0.0015' })).toEqual({
      status: 'refused',
      limit: 'lot',
      bound: '0.001',
      observed: '0.0015',
    });
    const closed = { ...order, instrument: { ...instrument, active: false }, contracts: 1 };
    expect(checkOrder(closed)).toMatchObject({ status: 'refused', limit: 'inactive' });
    expectRefusal(
      () => checkOrder({ ...order, contracts: 1, orderType: 'stop' } as never),
      'domain.not_one_of',
      'orderType',
    );
  });

  it('below the smallest amount where lots are finer', () => {
    const instrument = parseMarket({ ...linearMarket, limits: { amount: { min: 0.01 } } });
    expect(checkOrder({ instrument, contracts: '0.009', price: 1e6, orderType: 'limit' })).toEqual({
      status: 'refused',
      limit: 'minimum_amount',
      bound: '0.01',
      observed: '0.009',
    });
  });

  it('the limits themselves are within', () => {
    const limits = { amount: { min: 0.01, max: 5 }, cost: { max: 100 } };
    const instrument = parseMarket({ ...linearMarket, limits });
    for (const contracts of ['0.01', '5'])
      expect(checkOrder({ instrument, contracts, price: 20, orderType: 'limit' })).toMatchObject({
        status: 'ok',
      });
  });

  it('the cost of an inverse contract is its money, whatever the price', () => {
    expect(checkOrder({ instrument: inverse, contracts: -3, price: 47000, orderType: 'market' })).toEqual({
      status: 'ok',
      cost: '300',
    });
  });

  it('the cost of a quanto is in coins of what it is settled in', () => {
    // 2,000 x 0.000001 XBT x 500 dollars
    const order = { instrument: quanto, contracts: -2000, price: 500, orderType: 'limit' } as const;
    expect(checkOrder(order)).toEqual({ status: 'ok', cost: '1' });
    const limited = parseMarket({ ...quantoMarket, limits: { cost: { min: '0.5', max: '0.9' } } });
    expect(checkOrder({ ...order, instrument: limited })).toMatchObject({ limit: 'maximum_cost' });
    expect(checkOrder({ ...order, instrument: limited, contracts: 999 })).toEqual({
      status: 'refused',
      limit: 'minimum_cost',
      bound: '0.5',
      observed: '0.4995',
    });
  });

  it('contracts that are an endless fraction of what the venue counts are its lot, as roundAmount left them', () => {
    const instrument = parseMarket({ ...linearMarket, contractSize: 3, limits: {} }, { amountUnit: 'base' });
    for (const contracts of [1, 0.3334, -2.6666, 1234.5678]) {
      const rounded = roundAmount({ instrument, contracts, rounding: 'nearest' });
      const order = { instrument, contracts: rounded.contracts, price: 10, orderType: 'limit' } as const;
      expect(checkOrder(order)).toEqual({ status: 'ok', cost: String(Number(rounded.amount) * 10) });
    }
  });

  it('the largest cost', () => {
    const instrument = parseMarket({ ...linearMarket, limits: { cost: { max: 100 } } });
    expect(checkOrder({ instrument, contracts: 2, price: 51, orderType: 'limit' })).toEqual({
      status: 'refused',
      limit: 'maximum_cost',
      bound: '100',
      observed: '102',
    });
  });
});

describe('contractValue', () => {
  it.each([
    ['linear', linear, 3000, 3000],
    ['inverse', inverse, 47000, 100],
    ['spot', parseMarket(spotMarket), 3000, 3000],
    ['a hundredth of a coin', parseMarket({ ...linearMarket, contractSize: 0.01 }), 3000, 30],
  ])('%s', (_, instrument, price, value) => {
    expect(contractValue({ instrument, price })).toBe(value);
  });

  it("a quanto: BitMEX's own example, 500 dollars x 0.000001 XBT, at 10,000 dollars a coin", () => {
    const value = contractValue({ instrument: quanto, price: 500, settlePrice: 10_000 });
    expect(value).toBe(5);
  });

  it.each([
    ['a price of 0', { price: 0 }, 'domain.not_positive', 'price'],
    ['a price of NaN', { price: NaN }, 'domain.not_finite', 'price'],
    ['no price', { price: undefined }, 'shape.missing_field', 'price'],
    ['a quanto without its coin', { instrument: quanto }, 'shape.missing_field', 'settlePrice'],
    ['a quanto of a coin at 0', { instrument: quanto, settlePrice: 0 }, 'domain.not_positive', 'settlePrice'],
    ['the coin of what is no quanto', { settlePrice: 1 }, 'market.inconsistent', 'settlePrice'],
    [
      'the coin of an inverse contract',
      { instrument: inverse, settlePrice: 1 },
      'market.inconsistent',
      'settlePrice',
    ],
    [
      'a value beyond a double',
      { instrument: quanto, price: 1e300, settlePrice: 1e300 },
      'domain.out_of_range',
      'price',
    ],
    [
      'a value below a double',
      { instrument: quanto, price: 1e-300, settlePrice: 1e-300 },
      'domain.out_of_range',
      'price',
    ],
  ] as const)('refuses %s', (_, change, code, path) => {
    const options = { instrument: linear, price: 100, ...change };
    expectRefusal(() => contractValue(options as never), code, path);
  });
});

describe('convertSize', () => {
  it.each([
    [
      'linear',
      parseMarket({ ...linearMarket, contractSize: 0.1 }),
      3000,
      { contracts: '20', base: '2', quote: '6000' },
    ],
    ['inverse', inverse, 40000, { contracts: '200', base: '0.5', quote: '20000' }],
    ['spot', parseMarket(spotMarket), 3000, { contracts: '2', base: '2', quote: '6000' }],
  ] as const)('%s: every unit into every other and back', (_, instrument, price, amounts) => {
    const units = ['contracts', 'base', 'quote'] as const;
    for (const from of units)
      for (const unit of units)
        expect(convertSize({ size: { unit: from, amount: amounts[from] }, unit, instrument, price })).toEqual(
          { unit, amount: amounts[unit] },
        );
  });

  it('quanto: what earns as much today', () => {
    // 2,000,000 x 0.000001 BTC per dollar, at 10,000 dollars a BTC: 20,000 coins of 500 dollars.
    const amounts = { contracts: '2000000', base: '20000', quote: '10000000' } as const;
    const prices = { instrument: quanto, price: 500, settlePrice: 10_000 };
    const units = ['contracts', 'base', 'quote'] as const;
    for (const from of units)
      for (const unit of units)
        expect(convertSize({ size: { unit: from, amount: amounts[from] }, unit, ...prices })).toEqual({
          unit,
          amount: amounts[unit],
        });
    const size = { unit: 'contracts', amount: 1 } as const;
    expect(convertSize({ size, unit: 'contracts', instrument: quanto }).amount).toBe('1');
    expectRefusal(
      () => convertSize({ size, unit: 'base', instrument: quanto }),
      'shape.missing_field',
      'settlePrice',
    );
    const half = { size, unit: 'quote', instrument: quanto } as const;
    expectRefusal(() => convertSize({ ...half, price: 1 }), 'shape.missing_field', 'settlePrice');
    expectRefusal(() => convertSize({ ...half, settlePrice: 1 }), 'shape.missing_field', 'price');
    expectRefusal(
      () => convertSize({ ...half, instrument: linear, price: 1, settlePrice: 1 }),
      'market.inconsistent',
      'settlePrice',
    );
  });

  it('asks for a price only where one is needed', () => {
    expect(
      convertSize({ size: { unit: 'contracts', amount: -2 }, unit: 'quote', instrument: inverse }).amount,
    ).toBe('-200');
    const needs = { size: { unit: 'contracts', amount: -2 }, unit: 'base', instrument: inverse } as const;
    expectRefusal(() => convertSize(needs), 'shape.missing_field', 'price');
  });

  it.each([
    ['no unit', { size: { amount: 1 } }, 'shape.missing_field', 'size.unit'],
    ['an unknown unit', { unit: 'lots' }, 'domain.not_one_of', 'unit'],
    ['no amount', { size: { unit: 'base' } }, 'shape.missing_field', 'size.amount'],
    ['an infinite amount', { size: { unit: 'base', amount: Infinity } }, 'shape.wrong_type', 'size.amount'],
    ['a bare number', { size: 5 }, 'shape.wrong_type', 'size'],
  ] as const)('refuses %s', (_, change, code, path) => {
    const options = {
      size: { unit: 'base', amount: 1 },
      unit: 'quote',
      instrument: linear,
      price: 1,
      ...change,
    };
    expectRefusal(() => convertSize(options as never), code, path);
  });
});
