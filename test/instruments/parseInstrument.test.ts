import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../src/instruments/instrument.ts';
import { parseInstrument, safeParseInstrument } from '../../src/instruments/parseInstrument.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { parsePosition } from '../../src/instruments/parsePosition.ts';
import { parseSignedPosition, safeParseSignedPosition } from '../../src/instruments/parseSignedPosition.ts';
import { expectRefusal } from '../errors.ts';
import { inverseMarket, linearMarket, quantoMarket, spotMarket } from './markets.ts';
import { deribitInverse, deribitLinear } from './optionMarkets.ts';

const spot = parseMarket(spotMarket);
const linear = parseMarket(linearMarket);
const inverse = parseMarket(inverseMarket);
const quanto = parseMarket(quantoMarket);
const inverseOption = parseMarket(deribitInverse);
const linearOption = parseMarket(deribitLinear);

describe('parseInstrument', () => {
  it.each(
    [spot, linear, inverse, quanto, inverseOption, linearOption].map((one) => [one.settlement, one] as const),
  )('%s, through JSON', (_, instrument) => {
    const { amountPrecision, ...rest } = instrument;
    const fromJson: unknown = JSON.parse(JSON.stringify({ ...rest, amountPrecision, info: { raw: true } }));
    expect(parseInstrument(fromJson)).toStrictEqual(instrument);
  });

  it.each([
    ['fees at their bound', { takerFee: 0.03, makerFee: -0.03 }],
    ['a linear contract paid in another dollar', { settle: 'USD' }],
    ['equal limits', { minimumAmount: '1', maximumAmount: '1.0' }],
    ['a future', { type: 'future', expiry: 1_711_699_200_000 }],
  ])('takes %s', (_, change) => {
    expect(parseInstrument({ ...linear, ...change })).toStrictEqual({ ...linear, ...change });
  });

  const inconsistent = 'market.inconsistent';
  it.each<[string, Instrument, object, Parameters<typeof expectRefusal>[1], string]>([
    ['a fee in per cent', linear, { takerFee: 0.0301 }, 'unit.suspicious', 'takerFee'],
    ['a rebate in per cent', linear, { makerFee: -0.0301 }, 'unit.suspicious', 'makerFee'],
    ['spot that settles in its base', spot, { settle: spot.base }, inconsistent, 'settle'],
    ['spot of ten coins', spot, { contractSize: 10 }, 'domain.not_one_of', 'contractSize'],
    ['spot with an expiry', spot, { expiry: 1_711_699_200_000 }, 'shape.wrong_type', 'expiry'],
    ['a linear contract that settles in its base', linear, { settle: linear.base }, inconsistent, 'settle'],
    ['an inverse contract that does not', inverse, { settle: inverse.quote }, inconsistent, 'settle'],
    ['a quanto that settles in its quote', quanto, { settle: quanto.quote }, inconsistent, 'settle'],
    ['a quanto that settles in its base', quanto, { settle: quanto.base }, inconsistent, 'settle'],
    ['a coin-settled option that is not', inverseOption, { settle: 'USD' }, inconsistent, 'settle'],
    ['a linear option paid in its coin', linearOption, { settle: linearOption.base }, inconsistent, 'settle'],
    [
      'a premium in another currency',
      inverseOption,
      { premiumCurrency: 'USD' },
      inconsistent,
      'premiumCurrency',
    ],
    ['a swap with an expiry', linear, { expiry: 1_711_699_200_000 }, inconsistent, 'expiry'],
    ['a future without', linear, { type: 'future' }, inconsistent, 'expiry'],
    [
      'an option that never ends',
      inverseOption,
      { expiry: 32_503_680_000_000 },
      'market.unsupported',
      'expiry',
    ],
    [
      'a minimum above the maximum',
      linear,
      { minimumAmount: '2', maximumAmount: '1' },
      inconsistent,
      'maximumAmount',
    ],
    ['costs likewise', linear, { minimumCost: '10', maximumCost: '9' }, inconsistent, 'maximumCost'],
    [
      'steps of a price that fall',
      inverseOption,
      { priceSteps: [2, 1].map((above) => ({ above: String(above), step: '1' })) },
      inconsistent,
      'priceSteps[1].above',
    ],
    [
      'a step of 0',
      linear,
      { pricePrecision: { kind: 'step', step: '0' } },
      'domain.not_positive',
      'pricePrecision.step',
    ],
    ['what is not there', linear, { active: undefined }, 'shape.missing_field', 'active'],
  ])('refuses %s', (_, instrument, change, code, path) => {
    const value = { ...instrument, ...change };
    expectRefusal(() => parseInstrument(value), code, `instrument.${path}`);
    expect(safeParseInstrument(value)).toMatchObject({
      status: 'invalid',
      error: { caller: 'parseInstrument' },
    });
  });
});

describe('parseSignedPosition', () => {
  const position = parsePosition(
    { symbol: linear.symbol, side: 'short', contracts: 12 },
    { instrument: linear },
  );

  it('keeps the sign, through JSON', () => {
    const back = parseSignedPosition(JSON.parse(JSON.stringify(position)));
    expect(back).toStrictEqual(position);
    expect(back.contracts).toBe(-12);
  });

  it.each([
    ['the symbol of another', { symbol: 'BTC/USDT:USDT' }, 'market.inconsistent', 'position.symbol'],
    ['contracts as text', { contracts: '-12' }, 'shape.wrong_type', 'position.contracts'],
    ['a price of 0, which is none', { entryPrice: 0 }, 'domain.not_positive', 'position.entryPrice'],
    ['a time in seconds', { timestamp: 1_711_699_201 }, 'unit.suspicious', 'position.timestamp'],
    ['a field that is not there', { leverage: undefined }, 'shape.missing_field', 'position.leverage'],
    [
      'an instrument that is none',
      { instrument: { ...linear, contractSize: 0 } },
      'domain.not_positive',
      'position.instrument.contractSize',
    ],
  ] as const)('refuses %s', (_, change, code, path) => {
    const value = { ...position, ...change };
    expectRefusal(() => parseSignedPosition(value), code, path);
    expect(safeParseSignedPosition(value)).toMatchObject({ status: 'invalid', error: { code, path } });
  });
});
