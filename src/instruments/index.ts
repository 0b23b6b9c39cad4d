export { checkOrder } from './checkOrder.ts';
export type { CheckOrderOptions, CheckOrderResult, OrderLimit } from './checkOrder.ts';
export { contractValue } from './contractValue.ts';
export type { ContractValueOptions } from './contractValue.ts';
export { convertSize } from './convertSize.ts';
export type { ConvertSizeOptions, ExactSize } from './convertSize.ts';
export type {
  Instrument,
  InstrumentBase,
  InverseInstrument,
  LinearInstrument,
  Precision,
  SpotInstrument,
} from './instrument.ts';
export { parseMarket, safeParseMarket } from './parseMarket.ts';
export type { Parsed, ParseMarketOptions } from './parseMarket.ts';
export { roundAmount } from './roundAmount.ts';
export type { RoundAmountOptions, RoundedAmount } from './roundAmount.ts';
export { roundPrice } from './roundPrice.ts';
export type { RoundPriceOptions } from './roundPrice.ts';
