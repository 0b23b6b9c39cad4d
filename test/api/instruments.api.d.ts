// instruments/checkOrder.d.ts
import { Decimal } from "decimal.js";
import { Instrument } from "./instrument.js";
interface CheckOrderOptions {
    readonly instrument: Instrument;
    readonly contracts: number | string;
    readonly price: number;
    readonly orderType: "market" | "limit";
}
type OrderLimit = "inactive" | "lot" | "minimum_amount" | "minimum_cost" | "maximum_amount" | "maximum_cost";
type CheckOrderResult = {
    readonly status: "ok";
    readonly cost: string;
} | {
    readonly status: "refused";
    readonly limit: OrderLimit;
    readonly bound: string;
    readonly observed: string;
};
declare function checkOrder(options: CheckOrderOptions): CheckOrderResult;
declare function checkAmount(instrument: Instrument, amount: Decimal, price: Decimal, orderType: "market" | "limit"): CheckOrderResult;
declare function costPerAmount({ settlement, amountUnit, contractSize }: Instrument, price: Decimal): Decimal;
declare function maximumAmount(instrument: Instrument, orderType: "market" | "limit"): string | null;
export { type CheckOrderOptions, type CheckOrderResult, type OrderLimit, checkAmount, checkOrder, costPerAmount, maximumAmount };

// instruments/contractExposure.d.ts
import { Instrument } from "./instrument.js";
interface ContractGreeks {
    readonly delta: number;
    readonly gamma?: number | null | undefined;
    readonly info?: undefined;
}
interface ContractExposureOptions {
    readonly instrument: Instrument;
    readonly contracts: number;
    readonly price: number;
    readonly settlePrice?: number | undefined;
    readonly greeks?: ContractGreeks | undefined;
    readonly underlyingPrice?: number | undefined;
}
interface ContractExposure {
    readonly currency: string;
    readonly notional: number;
    readonly delta: number;
    readonly premiumAdjustedDelta: number;
    readonly dollarDelta: number;
    readonly gamma: number | null;
    readonly settleDelta: number;
    readonly settleConvexity: number | null;
    readonly crossGamma: number;
}
declare function contractExposure(options: ContractExposureOptions): ContractExposure;
export { type ContractExposure, type ContractExposureOptions, type ContractGreeks, contractExposure };

// instruments/contractValue.d.ts
import { Instrument } from "./instrument.js";
interface ContractValueOptions {
    readonly instrument: Instrument;
    readonly price: number;
    readonly settlePrice?: number | undefined;
}
declare function contractValue(options: ContractValueOptions): number;
export { type ContractValueOptions, contractValue };

// instruments/convertSize.d.ts
import { Size } from "../foundation/sizes.js";
import { Instrument } from "./instrument.js";
interface ConvertSizeOptions {
    readonly size: Size;
    readonly unit: Size["unit"];
    readonly instrument: Instrument;
    readonly price?: number | undefined;
    readonly settlePrice?: number | undefined;
}
interface ExactSize extends Size {
    readonly amount: string;
}
declare function convertSize(options: ConvertSizeOptions): ExactSize;
export { type ConvertSizeOptions, type ExactSize, convertSize };

// instruments/decimal.d.ts
import { Decimal } from "decimal.js";
declare function decimalOf(value: unknown): Decimal | null;
declare function readDecimal(caller: string, source: object, field: string, path: string): Decimal | null;
declare function plain(value: Decimal): string;
declare function digitsOf(caller: string, value: Decimal, path: string): string;
declare function addDecimals(a: string, b: string): string;
type Rounding = "nearest" | "towardZero" | "down" | "up";
declare function roundToStep(value: Decimal, step: Decimal, rounding: Rounding): Decimal;
declare function roundToDigits(value: Decimal, digits: number, rounding: Rounding): Decimal;
export { type Rounding, addDecimals, decimalOf, digitsOf, plain, readDecimal, roundToDigits, roundToStep };

// instruments/index.d.ts
export { CheckOrderOptions, CheckOrderResult, OrderLimit, checkOrder } from "./checkOrder.js";
export { ContractExposure, ContractExposureOptions, ContractGreeks, contractExposure } from "./contractExposure.js";
export { ContractValueOptions, contractValue } from "./contractValue.js";
export { ConvertSizeOptions, ExactSize, convertSize } from "./convertSize.js";
export { Instrument, InstrumentBase, InverseInstrument, InverseOptionInstrument, LinearInstrument, LinearOptionInstrument, OptionInstrument, Precision, PriceStep, QuantoInstrument, SpotInstrument } from "./instrument.js";
export { NothingToSendReason, OrderBound, OrderParams, OrderRequest, OrderRequestOptions, OrderRequestResult, TimeInForce, orderRequest } from "./orderRequest.js";
export { CurrencyBalance, parseBalance, safeParseBalance } from "./parseBalance.js";
export { Parsed } from "./parsed.js";
export { FundingRate, parseFundingRate, safeParseFundingRate } from "./parseFundingRate.js";
export { parseInstrument, safeParseInstrument } from "./parseInstrument.js";
export { ParseMarketOptions, parseMarket, safeParseMarket } from "./parseMarket.js";
export { OptionSymbol, parseOptionSymbol, safeParseOptionSymbol } from "./parseOptionSymbol.js";
export { BookLevel, OrderBook, parseOrderBook, safeParseOrderBook } from "./parseOrderBook.js";
export { ParsePositionOptions, Position, parsePosition, safeParsePosition } from "./parsePosition.js";
export { parseSignedPosition, safeParseSignedPosition } from "./parseSignedPosition.js";
export { Ticker, parseTicker, safeParseTicker } from "./parseTicker.js";
export { ProfitAndLoss, ProfitAndLossOptions, profitAndLoss } from "./profitAndLoss.js";
export { RoundAmountOptions, RoundedAmount, roundAmount } from "./roundAmount.js";
export { RoundPriceOptions, roundPrice } from "./roundPrice.js";

// instruments/instrument.d.ts
import { OptionContract } from "../foundation/optionContract.js";
type Precision = {
    readonly kind: "step";
    readonly step: string;
} | {
    readonly kind: "significantDigits";
    readonly digits: number;
};
interface InstrumentBase {
    readonly symbol: string;
    readonly base: string;
    readonly quote: string;
    readonly amountUnit: "contracts" | "base" | "quote";
    readonly amountPrecision: Precision;
    readonly pricePrecision: Precision;
    readonly minimumAmount: string | null;
    readonly maximumAmount: string | null;
    readonly maximumMarketAmount: string | null;
    readonly minimumCost: string | null;
    readonly maximumCost: string | null;
    readonly takerFee: number | null;
    readonly makerFee: number | null;
    readonly active: boolean | null;
}
interface SpotInstrument extends InstrumentBase {
    readonly settlement: "spot";
    readonly type: "spot";
    readonly settle: string;
    readonly contractSize: 1;
    readonly expiry: null;
}
interface LinearInstrument extends InstrumentBase {
    readonly settlement: "linear";
    readonly type: "swap" | "future";
    readonly settle: string;
    readonly contractSize: number;
    readonly expiry: number | null;
}
interface InverseInstrument extends InstrumentBase {
    readonly settlement: "inverse";
    readonly type: "swap" | "future";
    readonly settle: string;
    readonly contractSize: number;
    readonly expiry: number | null;
}
interface QuantoInstrument extends InstrumentBase {
    readonly settlement: "quanto";
    readonly type: "swap" | "future";
    readonly settle: string;
    readonly contractSize: number;
    readonly expiry: number | null;
}
interface PriceStep {
    readonly above: string;
    readonly step: string;
}
interface OptionInstrumentBase extends InstrumentBase, OptionContract {
    readonly type: "option";
    readonly settle: string;
    readonly contractSize: number;
    readonly premiumCurrency: string;
    readonly priceSteps: readonly PriceStep[];
}
interface LinearOptionInstrument extends OptionInstrumentBase {
    readonly settlement: "linearOption";
}
interface InverseOptionInstrument extends OptionInstrumentBase {
    readonly settlement: "inverseOption";
}
type OptionInstrument = LinearOptionInstrument | InverseOptionInstrument;
type Instrument = SpotInstrument | LinearInstrument | InverseInstrument | QuantoInstrument | OptionInstrument;
export type { Instrument, InstrumentBase, InverseInstrument, InverseOptionInstrument, LinearInstrument, LinearOptionInstrument, OptionInstrument, Precision, PriceStep, QuantoInstrument, SpotInstrument };

// instruments/orderRequest.d.ts
import { OrderLimit } from "./checkOrder.js";
import { Instrument } from "./instrument.js";
type TimeInForce = "GTC" | "IOC" | "FOK" | "PO";
interface OrderRequestOptions {
    readonly instrument: Instrument;
    readonly contracts: number | string;
    readonly orderType: "market" | "limit";
    readonly price: number;
    readonly rounding?: "nearest" | "towardZero" | undefined;
    readonly priceRounding?: "passive" | "nearest" | "aggressive" | undefined;
    readonly reduceOnly?: boolean | undefined;
    readonly position?: number | string | undefined;
    readonly maximumContracts?: number | string | undefined;
    readonly reduceBelowMinimum?: boolean | undefined;
    readonly postOnly?: boolean | undefined;
    readonly timeInForce?: TimeInForce | undefined;
    readonly clientOrderId?: string | undefined;
}
interface OrderParams {
    readonly reduceOnly?: true | undefined;
    readonly postOnly?: true | undefined;
    readonly timeInForce?: TimeInForce | undefined;
    readonly clientOrderId?: string | undefined;
}
interface OrderRequest {
    readonly symbol: string;
    readonly type: "market" | "limit";
    readonly side: "buy" | "sell";
    readonly amount: number;
    readonly amountText: string;
    readonly amountUnit: "contracts" | "base" | "quote";
    readonly price?: number | undefined;
    readonly priceText?: string | undefined;
    readonly params: OrderParams;
}
type OrderBound = "reduce_only" | "maximum_contracts" | "maximum_amount" | "maximum_cost";
type NothingToSendReason = "zero" | "reduce_only" | "maximum_contracts" | OrderLimit;
type OrderRequestResult = {
    readonly status: "ok";
    readonly order: OrderRequest;
    readonly contracts: string;
    readonly cost: string;
    readonly costCurrency: string;
    readonly dust: string;
    readonly boundBy: OrderBound | null;
} | {
    readonly status: "nothing_to_send";
    readonly reason: NothingToSendReason;
    readonly dust: string;
    readonly boundBy: OrderBound | null;
};
declare function orderRequest(options: OrderRequestOptions): OrderRequestResult;
export { type NothingToSendReason, type OrderBound, type OrderParams, type OrderRequest, type OrderRequestOptions, type OrderRequestResult, type TimeInForce, orderRequest };

// instruments/parseBalance.d.ts
import { Parsed } from "./parsed.js";
interface CurrencyBalance {
    readonly currency: string;
    readonly total: number;
    readonly free: number | null;
    readonly used: number | null;
    readonly debt: number | null;
}
declare function parseBalance(balance: unknown): readonly CurrencyBalance[];
declare function safeParseBalance(balance: unknown): Parsed<readonly CurrencyBalance[]>;
export { type CurrencyBalance, parseBalance, safeParseBalance };

// instruments/parseFundingRate.d.ts
import { Parsed } from "./parsed.js";
interface FundingRate {
    readonly symbol: string;
    readonly rate: number;
    readonly intervalMs: number | null;
    readonly kind: "upcoming" | "settled" | null;
    readonly fundingTimestamp: number | null;
    readonly nextRate: number | null;
    readonly nextFundingTimestamp: number | null;
    readonly previousRate: number | null;
    readonly previousFundingTimestamp: number | null;
    readonly markPrice: number | null;
    readonly indexPrice: number | null;
    readonly timestamp: number | null;
}
declare function parseFundingRate(fundingRate: unknown): FundingRate;
declare function safeParseFundingRate(fundingRate: unknown): Parsed<FundingRate>;
export { type FundingRate, parseFundingRate, safeParseFundingRate };

// instruments/parseInstrument.d.ts
import { Parsed } from "./parsed.js";
import { Instrument } from "./instrument.js";
declare function parseInstrument(instrument: unknown): Instrument;
declare function safeParseInstrument(instrument: unknown): Parsed<Instrument>;
export { parseInstrument, safeParseInstrument };

// instruments/parseMarket.d.ts
import { Instrument } from "./instrument.js";
import { Parsed } from "./parsed.js";
interface ParseMarketOptions {
    readonly precisionMode?: "tickSize" | "decimalPlaces" | "significantDigits" | 2 | 3 | 4 | undefined;
    readonly amountUnit?: "contracts" | "base" | "quote" | undefined;
    readonly contractSize?: number | string | undefined;
}
declare function parseMarket(market: unknown, options?: ParseMarketOptions): Instrument;
declare function safeParseMarket(market: unknown, options?: ParseMarketOptions): Parsed<Instrument>;
export { type ParseMarketOptions, parseMarket, safeParseMarket };

// instruments/parseOptionSymbol.d.ts
import { OptionContract } from "../foundation/optionContract.js";
import { Parsed } from "./parsed.js";
interface OptionSymbol extends OptionContract {
    readonly base: string;
    readonly quote: string | null;
    readonly settle: string | null;
}
declare function parseOptionSymbol(symbol: string): OptionSymbol;
declare function safeParseOptionSymbol(symbol: string): Parsed<OptionSymbol>;
export { type OptionSymbol, parseOptionSymbol, safeParseOptionSymbol };

// instruments/parseOrderBook.d.ts
import { Parsed } from "./parsed.js";
type BookLevel = readonly [
    price: number,
    amount: number
];
interface OrderBook {
    readonly symbol: string;
    readonly bids: readonly BookLevel[];
    readonly asks: readonly BookLevel[];
    readonly timestamp: number | null;
    readonly nonce: number | null;
}
declare function parseOrderBook(orderBook: unknown): OrderBook;
declare function safeParseOrderBook(orderBook: unknown): Parsed<OrderBook>;
export { type BookLevel, type OrderBook, parseOrderBook, safeParseOrderBook };

// instruments/parsePosition.d.ts
import { Instrument } from "./instrument.js";
import { Parsed } from "./parsed.js";
interface ParsePositionOptions {
    readonly instrument: Instrument;
    readonly contractsUnit?: "contracts" | "base" | "quote" | undefined;
    readonly marketContractSize?: number | string | undefined;
}
interface Position {
    readonly instrument: Instrument;
    readonly symbol: string;
    readonly contracts: number;
    readonly entryPrice: number | null;
    readonly markPrice: number | null;
    readonly unrealisedProfit: number | null;
    readonly liquidationPrice: number | null;
    readonly leverage: number | null;
    readonly marginMode: "cross" | "isolated" | null;
    readonly initialMargin: number | null;
    readonly maintenanceMargin: number | null;
    readonly hedged: boolean | null;
    readonly timestamp: number | null;
}
declare function parsePosition(position: unknown, options: ParsePositionOptions): Position;
declare function safeParsePosition(position: unknown, options: ParsePositionOptions): Parsed<Position>;
export { type ParsePositionOptions, type Position, parsePosition, safeParsePosition };

// instruments/parseSignedPosition.d.ts
import { Parsed } from "./parsed.js";
import { Position } from "./parsePosition.js";
declare function parseSignedPosition(position: unknown): Position;
declare function safeParseSignedPosition(position: unknown): Parsed<Position>;
export { parseSignedPosition, safeParseSignedPosition };

// instruments/parseTicker.d.ts
import { Parsed } from "./parsed.js";
interface Ticker {
    readonly symbol: string;
    readonly bid: number | null;
    readonly ask: number | null;
    readonly last: number | null;
    readonly markPrice: number | null;
    readonly indexPrice: number | null;
    readonly timestamp: number | null;
}
declare function parseTicker(ticker: unknown): Ticker;
declare function safeParseTicker(ticker: unknown): Parsed<Ticker>;
export { type Ticker, parseTicker, safeParseTicker };

// instruments/parsed.d.ts
import { BetahedgeError } from "../foundation/errors.js";
type Parsed<T> = {
    readonly status: "ok";
    readonly value: T;
} | {
    readonly status: "invalid";
    readonly error: BetahedgeError;
};
declare function parsed<T>(parse: () => T): Parsed<T>;
export { type Parsed, parsed };

// instruments/profitAndLoss.d.ts
import { Instrument } from "./instrument.js";
interface ProfitAndLossOptions {
    readonly instrument: Instrument;
    readonly contracts: number;
    readonly entryPrice: number;
    readonly price: number;
    readonly settlePrice?: number | undefined;
}
interface ProfitAndLoss {
    readonly currency: string;
    readonly profit: number;
    readonly profitInQuote: number | null;
}
declare function profitAndLoss(options: ProfitAndLossOptions): ProfitAndLoss;
export { type ProfitAndLoss, type ProfitAndLossOptions, profitAndLoss };

// instruments/roundAmount.d.ts
import { Decimal } from "decimal.js";
import { Rounding } from "./decimal.js";
import { Instrument, Precision } from "./instrument.js";
interface RoundAmountOptions {
    readonly instrument: Instrument;
    readonly contracts: number | string;
    readonly rounding: "nearest" | "towardZero";
}
interface RoundedAmount {
    readonly contracts: string;
    readonly amount: string;
}
declare function roundAmount(options: RoundAmountOptions): RoundedAmount;
declare function amountPerContract({ settlement, amountUnit, contractSize }: Instrument): number;
declare function amountOf(instrument: Instrument, contracts: Decimal): Decimal;
declare function readContracts(caller: string, source: object, field?: string): Decimal;
declare function roundTo(precision: Precision, value: Decimal, rounding: Rounding): Decimal;
export { type RoundAmountOptions, type RoundedAmount, amountOf, amountPerContract, readContracts, roundAmount, roundTo };

// instruments/roundPrice.d.ts
import { Decimal } from "decimal.js";
import { Instrument } from "./instrument.js";
interface RoundPriceOptions {
    readonly instrument: Instrument;
    readonly price: number;
    readonly rounding: "nearest" | "down" | "up";
}
declare function roundPrice(options: RoundPriceOptions): string;
declare function roundToTick(caller: string, instrument: Instrument, price: number, rounding: "nearest" | "down" | "up"): Decimal;
export { type RoundPriceOptions, roundPrice, roundToTick };
