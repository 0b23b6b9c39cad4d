// instruments/checkOrder.d.ts
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
export { type CheckOrderOptions, type CheckOrderResult, type OrderLimit, checkOrder };

// instruments/contractValue.d.ts
import { Instrument } from "./instrument.js";
interface ContractValueOptions {
    readonly instrument: Instrument;
    readonly price: number;
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
declare function addDecimals(a: string, b: string): string;
type Rounding = "nearest" | "towardZero" | "down" | "up";
declare function roundToStep(value: Decimal, step: Decimal, rounding: Rounding): Decimal;
declare function roundToDigits(value: Decimal, digits: number, rounding: Rounding): Decimal;
export { type Rounding, addDecimals, decimalOf, plain, readDecimal, roundToDigits, roundToStep };

// instruments/index.d.ts
export { CheckOrderOptions, CheckOrderResult, OrderLimit, checkOrder } from "./checkOrder.js";
export { ContractValueOptions, contractValue } from "./contractValue.js";
export { ConvertSizeOptions, ExactSize, convertSize } from "./convertSize.js";
export { Instrument, InstrumentBase, InverseInstrument, InverseOptionInstrument, LinearInstrument, LinearOptionInstrument, OptionInstrument, Precision, PriceStep, SpotInstrument } from "./instrument.js";
export { Parsed } from "./parsed.js";
export { ParseMarketOptions, parseMarket, safeParseMarket } from "./parseMarket.js";
export { OptionSymbol, parseOptionSymbol, safeParseOptionSymbol } from "./parseOptionSymbol.js";
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
type Instrument = SpotInstrument | LinearInstrument | InverseInstrument | OptionInstrument;
export type { Instrument, InstrumentBase, InverseInstrument, InverseOptionInstrument, LinearInstrument, LinearOptionInstrument, OptionInstrument, Precision, PriceStep, SpotInstrument };

// instruments/parseMarket.d.ts
import { Instrument } from "./instrument.js";
import { Parsed } from "./parsed.js";
interface ParseMarketOptions {
    readonly precisionMode?: "tickSize" | "decimalPlaces" | "significantDigits" | 2 | 3 | 4 | undefined;
    readonly amountUnit?: "contracts" | "base" | "quote" | undefined;
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
declare function readContracts(caller: string, source: {
    readonly contracts: number | string;
}): Decimal;
declare function roundTo(precision: Precision, value: Decimal, rounding: Rounding): Decimal;
export { type RoundAmountOptions, type RoundedAmount, amountPerContract, readContracts, roundAmount, roundTo };

// instruments/roundPrice.d.ts
import { Instrument } from "./instrument.js";
interface RoundPriceOptions {
    readonly instrument: Instrument;
    readonly price: number;
    readonly rounding: "nearest" | "down" | "up";
}
declare function roundPrice(options: RoundPriceOptions): string;
export { type RoundPriceOptions, roundPrice };
