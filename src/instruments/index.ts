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
  InverseOptionInstrument,
  LinearInstrument,
  LinearOptionInstrument,
  OptionInstrument,
  Precision,
  PriceStep,
  SpotInstrument,
} from './instrument.ts';
export type { Parsed } from './parsed.ts';
export { parseMarket, safeParseMarket } from './parseMarket.ts';
export type { ParseMarketOptions } from './parseMarket.ts';
export { parseOptionSymbol, safeParseOptionSymbol } from './parseOptionSymbol.ts';
export type { OptionSymbol } from './parseOptionSymbol.ts';
export { roundAmount } from './roundAmount.ts';
export type { RoundAmountOptions, RoundedAmount } from './roundAmount.ts';
export { roundPrice } from './roundPrice.ts';
export type { RoundPriceOptions } from './roundPrice.ts';
