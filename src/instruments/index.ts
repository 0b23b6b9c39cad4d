export { checkOrder } from './checkOrder.ts';
export type { CheckOrderOptions, CheckOrderResult, OrderLimit } from './checkOrder.ts';
export { contractExposure } from './contractExposure.ts';
export type { ContractExposure, ContractExposureOptions, ContractGreeks } from './contractExposure.ts';
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
  QuantoInstrument,
  SpotInstrument,
} from './instrument.ts';
export { orderRequest } from './orderRequest.ts';
export type {
  NothingToSendReason,
  OrderBound,
  OrderParams,
  OrderRequest,
  OrderRequestOptions,
  OrderRequestResult,
  TimeInForce,
} from './orderRequest.ts';
export { parseBalance, safeParseBalance } from './parseBalance.ts';
export type { CurrencyBalance } from './parseBalance.ts';
export type { Parsed } from './parsed.ts';
export { parseFundingRate, safeParseFundingRate } from './parseFundingRate.ts';
export type { FundingRate } from './parseFundingRate.ts';
export { parseInstrument, safeParseInstrument } from './parseInstrument.ts';
export { parseMarket, safeParseMarket } from './parseMarket.ts';
export type { ParseMarketOptions } from './parseMarket.ts';
export { parseOptionSymbol, safeParseOptionSymbol } from './parseOptionSymbol.ts';
export type { OptionSymbol } from './parseOptionSymbol.ts';
export { parseOrderBook, safeParseOrderBook } from './parseOrderBook.ts';
export type { BookLevel, OrderBook } from './parseOrderBook.ts';
export { parsePosition, safeParsePosition } from './parsePosition.ts';
export type { ParsePositionOptions, Position } from './parsePosition.ts';
export { parseSignedPosition, safeParseSignedPosition } from './parseSignedPosition.ts';
export { parseTicker, safeParseTicker } from './parseTicker.ts';
export type { Ticker } from './parseTicker.ts';
export { profitAndLoss } from './profitAndLoss.ts';
export type { ProfitAndLoss, ProfitAndLossOptions } from './profitAndLoss.ts';
export { roundAmount } from './roundAmount.ts';
export type { RoundAmountOptions, RoundedAmount } from './roundAmount.ts';
export { roundPrice } from './roundPrice.ts';
export type { RoundPriceOptions } from './roundPrice.ts';
