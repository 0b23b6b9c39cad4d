import { readFinite, join, refuse, refuseSuspicious } from '../foundation/checks.ts';
import {
  BOOLEAN,
  INTEGER,
  listOf,
  nullable,
  objectOf,
  oneBy,
  oneOf,
  only,
  POSITIVE,
  TEXT,
  TIME,
  within,
} from '../foundation/shape.ts';
import type { Leaf, Rule, Union } from '../foundation/shape.ts';
import type {
  Instrument,
  InstrumentBase,
  InverseInstrument,
  InverseOptionInstrument,
  LinearInstrument,
  LinearOptionInstrument,
  OptionInstrument,
  Precision,
  PriceStep,
  QuantoInstrument,
  SpotInstrument,
} from './instrument.ts';
import { DECIMAL_TEXT } from './decimalText.ts';
import { AMOUNT_UNITS, LARGEST_FEE, OPTION_EXPIRY } from './readInstrument.ts';

type Step = Extract<Precision, { kind: 'step' }>;
type Digits = Extract<Precision, { kind: 'significantDigits' }>;

/** Steps of an amount or a price. */
const PRECISION: Union<Precision> = /* @__PURE__ */ (() =>
  oneBy<Precision>('Precision', 'kind', {
    step: objectOf<Step>('', { kind: oneOf(['step']), step: DECIMAL_TEXT }),
    significantDigits: objectOf<Digits>('', {
      kind: oneOf(['significantDigits']),
      digits: within({ minimum: 1 }, INTEGER),
    }),
  }))();

/** A fraction of the notional; negative for a rebate. */
export const FEE: Leaf<number> = {
  json: { type: 'number', minimum: -LARGEST_FEE, maximum: LARGEST_FEE },
  read: (caller, source, field, at) =>
    refuseSuspicious(
      caller,
      join(at, field),
      readFinite(caller, source, field, at),
      LARGEST_FEE,
      'a fraction (a percentage or bps came?)',
    ),
};

const inconsistent = (caller: string, path: string, expected: string, value: unknown): never =>
  refuse('market.inconsistent', caller, path, expected, value);

/** What its kind is paid in: of a quanto a third currency, of a linear contract not the coin, of the others what they say. */
const settleOfItsKind: Rule<Instrument> = ({ settlement, settle, base, quote }, caller, path) => {
  const at = `${path}.settle`;
  if (settlement === 'spot') {
    if (settle !== quote) inconsistent(caller, at, `the quote, ${quote}, of spot`, settle);
  } else if (settlement === 'inverse' || settlement === 'inverseOption') {
    if (settle !== base) inconsistent(caller, at, `the base, ${base}, of an inverse contract`, settle);
  } else if (settle === base || (settlement === 'quanto' && settle === quote))
    inconsistent(caller, at, `other than ${settle} of a ${settlement} contract`, settle);
};

const limitsInOrder: Rule<InstrumentBase> = (instrument, caller, path) => {
  for (const [least, most] of [
    ['minimumAmount', 'maximumAmount'],
    ['minimumCost', 'maximumCost'],
  ] as const)
    if (Number(instrument[least] ?? 0) > Number(instrument[most] ?? Infinity))
      inconsistent(caller, `${path}.${most}`, `at least the minimum ${instrument[least]!}`, instrument[most]);
};

const expiryOfItsType: Rule<LinearInstrument | InverseInstrument | QuantoInstrument> = (
  { type, expiry },
  caller,
  path,
) => {
  if ((type === 'future') !== (expiry !== null))
    inconsistent(caller, `${path}.expiry`, type === 'future' ? 'that of a future' : 'null of a swap', expiry);
};

const premiumInSettle: Rule<OptionInstrument> = ({ premiumCurrency, settle }, caller, path) => {
  if (premiumCurrency !== settle)
    inconsistent(caller, `${path}.premiumCurrency`, `what it is settled in, ${settle}`, premiumCurrency);
};

const priceStepsInOrder: Rule<OptionInstrument> = ({ priceSteps }, caller, path) => {
  for (const [i, { above }] of priceSteps.entries())
    if (i > 0 && Number(above) < Number(priceSteps[i - 1]!.above))
      inconsistent(caller, `${path}.priceSteps[${i}].above`, 'in increasing order', above);
};

/** What `parseMarket` makes, told apart by `settlement`. */
export const INSTRUMENT: Union<Instrument> = /* @__PURE__ */ (() => {
  const limit = nullable(DECIMAL_TEXT);
  const base = {
    symbol: TEXT,
    base: TEXT,
    quote: TEXT,
    settle: TEXT,
    amountPrecision: PRECISION,
    pricePrecision: PRECISION,
    minimumAmount: limit,
    maximumAmount: limit,
    maximumMarketAmount: limit,
    minimumCost: limit,
    maximumCost: limit,
    takerFee: nullable(FEE),
    makerFee: nullable(FEE),
    active: nullable(BOOLEAN),
  };
  const contract = {
    ...base,
    type: oneOf(['swap', 'future']),
    contractSize: POSITIVE,
    expiry: nullable(TIME),
  };
  const option = {
    ...base,
    type: oneOf(['option']),
    contractSize: POSITIVE,
    optionType: oneOf(['call', 'put']),
    strike: POSITIVE,
    expiry: OPTION_EXPIRY,
    premiumCurrency: TEXT,
    priceSteps: listOf(objectOf<PriceStep>('PriceStep', { above: DECIMAL_TEXT, step: DECIMAL_TEXT })),
  };
  const ofContract = { settleOfItsKind, limitsInOrder, expiryOfItsType };
  const ofOption = { settleOfItsKind, limitsInOrder, premiumInSettle, priceStepsInOrder };
  return oneBy<Instrument>('Instrument', 'settlement', {
    spot: objectOf<SpotInstrument>(
      'SpotInstrument',
      {
        settlement: oneOf(['spot']),
        ...base,
        type: oneOf(['spot']),
        amountUnit: oneOf(AMOUNT_UNITS.spot),
        contractSize: only(1),
        expiry: only(null),
      },
      { settleOfItsKind, limitsInOrder },
    ),
    linear: objectOf<LinearInstrument>(
      'LinearInstrument',
      { settlement: oneOf(['linear']), ...contract, amountUnit: oneOf(AMOUNT_UNITS.linear) },
      ofContract,
    ),
    inverse: objectOf<InverseInstrument>(
      'InverseInstrument',
      { settlement: oneOf(['inverse']), ...contract, amountUnit: oneOf(AMOUNT_UNITS.inverse) },
      ofContract,
    ),
    quanto: objectOf<QuantoInstrument>(
      'QuantoInstrument',
      { settlement: oneOf(['quanto']), ...contract, amountUnit: oneOf(AMOUNT_UNITS.quanto) },
      ofContract,
    ),
    linearOption: objectOf<LinearOptionInstrument>(
      'LinearOptionInstrument',
      { settlement: oneOf(['linearOption']), ...option, amountUnit: oneOf(AMOUNT_UNITS.linearOption) },
      ofOption,
    ),
    inverseOption: objectOf<InverseOptionInstrument>(
      'InverseOptionInstrument',
      { settlement: oneOf(['inverseOption']), ...option, amountUnit: oneOf(AMOUNT_UNITS.inverseOption) },
      ofOption,
    ),
  });
})();
