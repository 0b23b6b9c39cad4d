// options/batchStatus.d.ts
declare const batchStatuses: readonly [
    "ok",
    "below_intrinsic",
    "at_intrinsic",
    "above_maximum",
    "no_time_left",
    "invalid_option_type",
    "invalid_underlying",
    "invalid_strike",
    "invalid_time",
    "invalid_volatility",
    "invalid_rate",
    "invalid_carry_yield",
    "invalid_price",
    "suspicious_unit"
];
type BatchStatus = (typeof batchStatuses)[number];
export { type BatchStatus, batchStatuses };

// options/blackScholes.d.ts
import { BlackScholesOptions } from "./blackScholesPrice.js";
import { OptionOnSpot, OptionOnForward } from "./europeanOption.js";
interface BlackScholesGreeks {
    readonly price: number;
    readonly delta: number;
    readonly gamma: number;
    readonly vega: number;
    readonly theta: number;
    readonly rho: number;
    readonly phi: number;
    readonly vanna: number;
    readonly volga: number;
    readonly charm: number;
    readonly speed: number;
    readonly zomma: number;
    readonly color: number;
    readonly veta: number;
    readonly ultima: number;
    readonly dualDelta: number;
    readonly dualGamma: number;
    readonly inTheMoneyProbability: number;
    readonly vegaPerVolPoint: number;
    readonly thetaPerDay: number;
    readonly rhoPerPercent: number;
}
type Black76Greeks = Omit<BlackScholesGreeks, "phi">;
declare function blackScholes(options: OptionOnSpot & {
    readonly volatility: number;
}): BlackScholesGreeks;
declare function blackScholes(options: OptionOnForward & {
    readonly volatility: number;
}): Black76Greeks;
declare function blackScholes(options: BlackScholesOptions): BlackScholesGreeks | Black76Greeks;
export { type Black76Greeks, type BlackScholesGreeks, blackScholes };

// options/blackScholesBatch.d.ts
import { BlackScholesGreeks, Black76Greeks } from "./blackScholes.js";
import { ColumnsOnSpot, ColumnsOnForward, NumberOrColumn } from "./columns.js";
type BlackScholesOutput = keyof BlackScholesGreeks;
type BlackScholesBatchOptions<Outputs extends readonly BlackScholesOutput[]> = (ColumnsOnSpot | (ColumnsOnForward & {
    readonly outputs: readonly (keyof Black76Greeks)[];
})) & {
    readonly volatility: NumberOrColumn;
    readonly outputs: Outputs;
    readonly into?: BlackScholesBatchColumns<Outputs[number]> | undefined;
};
type BlackScholesBatchColumns<Output extends BlackScholesOutput> = {
    readonly [Name in BlackScholesOutput]?: (Name extends Output ? Float64Array : never) | undefined;
} & {
    readonly status?: Uint8Array | undefined;
};
type BlackScholesBatchResult<Outputs extends readonly BlackScholesOutput[]> = {
    readonly length: number;
    readonly status: Uint8Array;
} & {
    readonly [Name in Asked<Outputs>]: Float64Array;
} & {
    readonly [Name in Exclude<Outputs[number], Asked<Outputs>>]?: Float64Array | undefined;
};
type Asked<Outputs extends readonly unknown[]> = Outputs extends readonly [
    infer First,
    ...infer Rest
] ? Single<First> | Asked<Rest> : never;
type Single<Name, All = Name> = Name extends BlackScholesOutput ? [
    All
] extends [
    Name
] ? Name : never : never;
declare function blackScholesBatch<const Outputs extends readonly BlackScholesOutput[]>(options: BlackScholesBatchOptions<Outputs>): BlackScholesBatchResult<Outputs>;
export { type BlackScholesBatchColumns, type BlackScholesBatchOptions, type BlackScholesBatchResult, type BlackScholesOutput, blackScholesBatch };

// options/blackScholesPrice.d.ts
import { EuropeanOption, ReadOption } from "./europeanOption.js";
type BlackScholesOptions = EuropeanOption & {
    readonly volatility: number;
};
declare function blackScholesPrice(options: BlackScholesOptions): number;
declare function rowOf(option: ReadOption, volatility: number): Float64Array;
declare function refuseOutOfRange(caller: string, option: ReadOption, value: number): never;
export { type BlackScholesOptions, blackScholesPrice, refuseOutOfRange, rowOf };

// options/ccxtGreeks.d.ts
interface CcxtGreeks {
    readonly symbol?: string | undefined;
    readonly timestamp?: number | undefined;
    readonly delta?: number | undefined;
    readonly gamma?: number | undefined;
    readonly theta?: number | undefined;
    readonly vega?: number | undefined;
    readonly rho?: number | undefined;
    readonly bidImpliedVolatility?: number | undefined;
    readonly askImpliedVolatility?: number | undefined;
    readonly markImpliedVolatility?: number | undefined;
    readonly bidPrice?: number | undefined;
    readonly askPrice?: number | undefined;
    readonly markPrice?: number | undefined;
    readonly lastPrice?: number | undefined;
    readonly underlyingPrice?: number | undefined;
}
declare function readPrinted(caller: string, greeks: object, field: string): number | null;
declare function lastDigit(digits: number): number;
export { type CcxtGreeks, lastDigit, readPrinted };

// options/coinSettledOption.d.ts
import { OptionType } from "../foundation/optionContract.js";
interface CoinSettledContract {
    readonly optionType: OptionType;
    readonly forward: number;
    readonly strike: number;
    readonly volatility: number;
    readonly suspicious?: "refuse" | "expected" | undefined;
}
type CoinSettledOptionOptions = CoinSettledContract & TimeLeft;
interface InverseSettlement {
    readonly settlement?: "inverseOption" | undefined;
}
type TimeLeft = {
    readonly timeToExpiryYears: number;
    readonly timestamp?: undefined;
    readonly expiry?: undefined;
} | {
    readonly timestamp: number;
    readonly expiry: number;
    readonly timeToExpiryYears?: undefined;
};
interface CoinSettledGreeks {
    readonly priceInCoin: number;
    readonly priceInQuote: number;
    readonly delta: number;
    readonly premiumAdjustedDelta: number;
    readonly gamma: number;
    readonly vega: number;
    readonly theta: number;
    readonly rho: number;
    readonly vanna: number;
    readonly volga: number;
    readonly charm: number;
    readonly speed: number;
    readonly zomma: number;
    readonly color: number;
    readonly veta: number;
    readonly ultima: number;
    readonly dualDelta: number;
    readonly dualGamma: number;
    readonly inTheMoneyProbability: number;
    readonly vegaPerVolPoint: number;
    readonly thetaPerDay: number;
    readonly rhoPerPercent: number;
    readonly deltaInCoin: number;
    readonly gammaInCoin: number;
    readonly vegaInCoin: number;
    readonly thetaInCoin: number;
    readonly rhoInCoin: number;
    readonly exchangeThetaPerDay: number;
}
declare function coinSettledOption(options: CoinSettledOptionOptions & InverseSettlement): CoinSettledGreeks;
interface ReadCoinSettledOption {
    readonly optionType: OptionType;
    readonly forward: number;
    readonly strike: number;
    readonly timeToExpiryYears: number;
    readonly volatility: number;
    readonly rate: number;
    readonly suspicious: "expected";
}
declare function readCoinSettledOption(caller: string, options: CoinSettledOptionOptions): ReadCoinSettledOption;
declare function settledInCoin(caller: string, option: ReadCoinSettledOption): CoinSettledGreeks;
export { type CoinSettledGreeks, type CoinSettledOptionOptions, type ReadCoinSettledOption, type TimeLeft, coinSettledOption, readCoinSettledOption, settledInCoin };

// options/coinSettledPayoff.d.ts
import { OptionType } from "../foundation/optionContract.js";
interface CoinSettledPayoffOptions {
    readonly optionType: OptionType;
    readonly strike: number;
    readonly deliveryPrice: number;
}
declare function coinSettledPayoff(options: CoinSettledPayoffOptions): number;
export { type CoinSettledPayoffOptions, coinSettledPayoff };

// options/columns.d.ts
import { OptionType } from "../foundation/optionContract.js";
import { BatchStatus } from "./batchStatus.js";
type NumberOrColumn = number | ArrayLike<number>;
interface ColumnsOnAnything {
    readonly optionType: OptionType | ArrayLike<OptionType> | NumberOrColumn;
    readonly strike: NumberOrColumn;
    readonly timeToExpiryYears: NumberOrColumn;
    readonly rate: NumberOrColumn;
    readonly suspicious?: "refuse" | "expected" | undefined;
}
interface ColumnsOnSpot extends ColumnsOnAnything {
    readonly spot: NumberOrColumn;
    readonly carryYield: NumberOrColumn;
    readonly forward?: undefined;
}
interface ColumnsOnForward extends ColumnsOnAnything {
    readonly forward: NumberOrColumn;
    readonly spot?: undefined;
    readonly carryYield?: undefined;
}
interface Column {
    readonly values: Float64Array;
    readonly mask: 0 | -1;
}
interface OptionRows {
    readonly length: number;
    readonly onForward: boolean;
    readonly oneExpiry: boolean;
    readonly sign: Column;
    readonly underlying: Column;
    readonly strike: Column;
    readonly years: Column;
    readonly rate: Column;
    readonly carryYield: Column;
    readonly last: Column;
    readonly rateLimit: number;
    readonly yearsLimit: number;
    readonly lastLimit: number;
    readonly invalidLast: number;
    readonly views: readonly ArrayBufferView[];
}
declare function readOptionRows(caller: string, options: unknown, last: "volatility" | "price", readLast: (caller: string, source: object, field: string, wired: boolean) => number): OptionRows;
declare function codeOf(status: BatchStatus): number;
declare function inputStatus(rows: OptionRows, i: number): number;
interface BatchOutput {
    readonly status: Uint8Array;
    readonly columns: readonly Float64Array[];
}
declare function readInto(caller: string, source: Readonly<Record<string, unknown>>, names: readonly string[], rows: OptionRows): BatchOutput;
export { type BatchOutput, type Column, type ColumnsOnForward, type ColumnsOnSpot, type NumberOrColumn, type OptionRows, codeOf, inputStatus, readInto, readOptionRows };

// options/compareExchangeGreeks.d.ts
import { InsufficientData } from "../foundation/status.js";
import { CcxtGreeks } from "./ccxtGreeks.js";
import { CoinSettledOptionOptions } from "./coinSettledOption.js";
import { DeltaUnit, GammaUnit, VegaUnit, ThetaUnit, RhoUnit, PriceUnit, GreeksConventionName } from "./greeksConvention.js";
type CompareExchangeGreeksOptions = CoinSettledOptionOptions & {
    readonly greeks: CcxtGreeks;
    readonly relativeTolerance?: number | undefined;
};
interface FittingUnits {
    readonly delta: readonly DeltaUnit[] | null;
    readonly gamma: readonly GammaUnit[] | null;
    readonly vega: readonly VegaUnit[] | null;
    readonly theta: readonly ThetaUnit[] | null;
    readonly rho: readonly RhoUnit[] | null;
    readonly price: readonly PriceUnit[] | null;
}
interface GreeksDifferences {
    readonly delta: number | null;
    readonly gamma: number | null;
    readonly vega: number | null;
    readonly theta: number | null;
    readonly rho: number | null;
    readonly price: number | null;
}
interface ExchangeGreeksComparison {
    readonly status: "ok";
    readonly conventions: readonly GreeksConventionName[];
    readonly units: FittingUnits;
    readonly differences: GreeksDifferences;
}
interface NoConventionFits {
    readonly status: "no_convention_fits";
    readonly nearest: GreeksConventionName;
    readonly unexplained: readonly ComparedGreek[];
    readonly units: FittingUnits;
    readonly differences: GreeksDifferences;
}
type ComparedGreek = keyof FittingUnits;
declare function compareExchangeGreeks(options: CompareExchangeGreeksOptions): ExchangeGreeksComparison | NoConventionFits | InsufficientData;
export { type CompareExchangeGreeksOptions, type ComparedGreek, type ExchangeGreeksComparison, type FittingUnits, type GreeksDifferences, type NoConventionFits, compareExchangeGreeks };

// options/discreteHedgingError.d.ts
import { BlackScholesOptions } from "./blackScholesPrice.js";
type DiscreteHedgingErrorOptions = BlackScholesOptions & {
    readonly rebalances: number;
};
interface DiscreteHedgingError {
    readonly standardDeviation: number;
    readonly nextStepStandardDeviation: number;
}
declare function discreteHedgingError(options: DiscreteHedgingErrorOptions): DiscreteHedgingError;
export { type DiscreteHedgingError, type DiscreteHedgingErrorOptions, discreteHedgingError };

// options/europeanOption.d.ts
import { OptionType } from "../foundation/optionContract.js";
interface OptionOnAnything {
    readonly optionType: OptionType;
    readonly strike: number;
    readonly timeToExpiryYears: number;
    readonly rate: number;
    readonly suspicious?: "refuse" | "expected" | undefined;
}
interface OptionOnSpot extends OptionOnAnything {
    readonly spot: number;
    readonly carryYield: number;
    readonly forward?: undefined;
}
interface OptionOnForward extends OptionOnAnything {
    readonly forward: number;
    readonly spot?: undefined;
    readonly carryYield?: undefined;
}
type EuropeanOption = OptionOnSpot | OptionOnForward;
interface ReadOption {
    readonly sign: 1 | -1;
    readonly onForward: boolean;
    readonly underlying: number;
    readonly strike: number;
    readonly years: number;
    readonly rate: number;
    readonly carryYield: number;
    readonly wired: boolean;
}
declare function readEuropeanOption(caller: string, options: unknown): ReadOption;
declare function readWire(caller: string, source: object): boolean;
declare function readVolatility(caller: string, source: object, field: string, wired: boolean): number;
declare function readYears(caller: string, source: object, field: string, wired: boolean): number;
declare function readRate(caller: string, source: object, field: string, wired: boolean): number;
export { type EuropeanOption, type OptionOnForward, type OptionOnSpot, type ReadOption, readEuropeanOption, readRate, readVolatility, readWire, readYears };

// options/fitSmile.d.ts
import { InsufficientData } from "../foundation/status.js";
import { Smile } from "./smile.js";
interface FitSmileOptions {
    readonly strikes: ArrayLike<number>;
    readonly volatilities: ArrayLike<number>;
    readonly forward: number;
    readonly timeToExpiryYears: number;
    readonly wings?: "linear" | "flat" | undefined;
    readonly suspicious?: "refuse" | "expected" | undefined;
}
type FitSmileResult = Smile | InsufficientData;
declare function fitSmile(options: FitSmileOptions): FitSmileResult;
export { type FitSmileOptions, type FitSmileResult, fitSmile };

// options/forwardFromParity.d.ts
import { InsufficientData, Degenerate } from "../foundation/status.js";
interface Pairs {
    readonly strikes: ArrayLike<number>;
    readonly callPrices: ArrayLike<number>;
    readonly putPrices: ArrayLike<number>;
    readonly nearestPairs?: number | undefined;
}
interface QuotePairs extends Pairs {
    readonly pricedIn: "quote";
    readonly rate: number;
    readonly timeToExpiryYears: number;
}
interface CoinPairs extends Pairs {
    readonly pricedIn: "coin";
    readonly rate?: undefined;
    readonly timeToExpiryYears?: undefined;
}
type ForwardFromParityOptions = QuotePairs | CoinPairs;
interface ParityForward {
    readonly status: "ok";
    readonly forward: number;
    readonly forwards: Float64Array;
    readonly largestDeviation: number;
    readonly parityErrors: Float64Array;
    readonly largestParityError: number;
    readonly pairs: number;
    readonly pairsUsed: number;
    readonly impossible: number;
}
type ForwardFromParityResult = ParityForward | InsufficientData | Degenerate<"no_positive_forward" | "pairs_disagree">;
declare function forwardFromParity(options: ForwardFromParityOptions): ForwardFromParityResult;
export { type CoinPairs, type ForwardFromParityOptions, type ForwardFromParityResult, type ParityForward, type QuotePairs, forwardFromParity };

// options/greeksConvention.d.ts
declare const deltaUnits: readonly [
    "plain",
    "premiumAdjusted"
];
declare const gammaUnits: readonly [
    "perUnit",
    "perUnitInCoin",
    "relativeInCoin"
];
declare const vegaUnits: readonly [
    "perUnit",
    "perVolPoint",
    "perUnitInCoin",
    "perVolPointInCoin"
];
declare const thetaUnits: readonly [
    "perYear",
    "perDay",
    "perDayOrLifetime",
    "perDayOrLifetimeCapped",
    "perYearInCoin",
    "perDayInCoin",
    "perDayOrLifetimeInCoin",
    "perDayOrLifetimeCappedInCoin"
];
declare const rhoUnits: readonly [
    "perUnit",
    "perPercent"
];
type DeltaUnit = (typeof deltaUnits)[number];
type GammaUnit = (typeof gammaUnits)[number];
type VegaUnit = (typeof vegaUnits)[number];
type ThetaUnit = (typeof thetaUnits)[number];
type RhoUnit = (typeof rhoUnits)[number];
type PriceUnit = "coin" | "quote";
interface GreeksConvention {
    readonly name: string;
    readonly delta: DeltaUnit | null;
    readonly gamma: GammaUnit | null;
    readonly vega: VegaUnit | null;
    readonly theta: readonly ThetaUnit[] | null;
    readonly rho: RhoUnit | null;
    readonly volatility: "fraction" | "percent";
    readonly price: PriceUnit;
    readonly priceDecimals: number;
    readonly underlying: "forward" | "index" | null;
}
type GreeksConventionName = "deribit" | "deribitLinear" | "bybit" | "binance" | "okx";
declare const greeksConventions: Readonly<Record<GreeksConventionName, GreeksConvention>>;
declare function readGreeksConvention(caller: string, source: object): GreeksConvention;
declare function conventionNames(): readonly GreeksConventionName[];
export { type DeltaUnit, type GammaUnit, type GreeksConvention, type GreeksConventionName, type PriceUnit, type RhoUnit, type ThetaUnit, type VegaUnit, conventionNames, greeksConventions, readGreeksConvention };

// options/greeksFromExchange.d.ts
import { CcxtGreeks } from "./ccxtGreeks.js";
import { PriceUnit, GreeksConventionName, GreeksConvention } from "./greeksConvention.js";
interface GreeksFromExchangeOptions {
    readonly greeks: CcxtGreeks;
    readonly convention: GreeksConventionName | GreeksConvention;
    readonly timeToExpiryYears?: number | undefined;
    readonly forward?: number | undefined;
    readonly suspicious?: "refuse" | "expected" | undefined;
}
interface ExchangeGreeks {
    readonly convention: string;
    readonly symbol: string | null;
    readonly timestamp: number | null;
    readonly forward: number | null;
    readonly delta: number | null;
    readonly premiumAdjustedDelta: number | null;
    readonly gamma: number | null;
    readonly vega: number | null;
    readonly theta: number | null;
    readonly rho: number | null;
    readonly gammaInCoin: number | null;
    readonly vegaInCoin: number | null;
    readonly thetaInCoin: number | null;
    readonly publishedTheta: number | null;
    readonly markVolatility: number | null;
    readonly bidVolatility: number | null;
    readonly askVolatility: number | null;
    readonly priceIn: PriceUnit;
    readonly markPrice: number | null;
    readonly bidPrice: number | null;
    readonly askPrice: number | null;
    readonly lastPrice: number | null;
}
declare function greeksFromExchange(options: GreeksFromExchangeOptions): ExchangeGreeks;
export { type ExchangeGreeks, type GreeksFromExchangeOptions, greeksFromExchange };

// options/impliedVolatility.d.ts
import { EuropeanOption } from "./europeanOption.js";
type ImpliedVolatilityOptions = EuropeanOption & {
    readonly price: number;
};
interface ImpliedVolatility {
    readonly status: "ok";
    readonly volatility: number;
    readonly vega: number;
}
interface NoImpliedVolatility {
    readonly status: "below_intrinsic" | "at_intrinsic" | "above_maximum" | "no_time_left";
    readonly bound: number;
}
type ImpliedVolatilityResult = ImpliedVolatility | NoImpliedVolatility;
declare function impliedVolatility(options: ImpliedVolatilityOptions): ImpliedVolatilityResult;
export { type ImpliedVolatility, type ImpliedVolatilityOptions, type ImpliedVolatilityResult, type NoImpliedVolatility, impliedVolatility };

// options/impliedVolatilityBatch.d.ts
import { ColumnsOnSpot, ColumnsOnForward, NumberOrColumn } from "./columns.js";
type ImpliedVolatilityBatchOptions = (ColumnsOnSpot | ColumnsOnForward) & {
    readonly price: NumberOrColumn;
    readonly into?: ImpliedVolatilityBatchColumns | undefined;
};
interface ImpliedVolatilityBatchColumns {
    readonly status?: Uint8Array | undefined;
    readonly volatility?: Float64Array | undefined;
}
interface ImpliedVolatilityBatchResult {
    readonly length: number;
    readonly status: Uint8Array;
    readonly volatility: Float64Array;
}
declare function impliedVolatilityBatch(options: ImpliedVolatilityBatchOptions): ImpliedVolatilityBatchResult;
export { type ImpliedVolatilityBatchColumns, type ImpliedVolatilityBatchOptions, type ImpliedVolatilityBatchResult, impliedVolatilityBatch };

// options/index.d.ts
export { Black76Greeks, BlackScholesGreeks, blackScholes } from "./blackScholes.js";
export { BlackScholesBatchColumns, BlackScholesBatchOptions, BlackScholesBatchResult, BlackScholesOutput, blackScholesBatch } from "./blackScholesBatch.js";
export { BlackScholesOptions, blackScholesPrice } from "./blackScholesPrice.js";
export { EuropeanOption, OptionOnForward, OptionOnSpot } from "./europeanOption.js";
export { BatchStatus, batchStatuses } from "./batchStatus.js";
export { CoinSettledGreeks, CoinSettledOptionOptions, TimeLeft, coinSettledOption } from "./coinSettledOption.js";
export { CoinSettledPayoffOptions, coinSettledPayoff } from "./coinSettledPayoff.js";
export { CompareExchangeGreeksOptions, ComparedGreek, ExchangeGreeksComparison, FittingUnits, GreeksDifferences, NoConventionFits, compareExchangeGreeks } from "./compareExchangeGreeks.js";
export { CcxtGreeks } from "./ccxtGreeks.js";
export { DeltaUnit, GammaUnit, GreeksConvention, GreeksConventionName, PriceUnit, RhoUnit, ThetaUnit, VegaUnit, greeksConventions } from "./greeksConvention.js";
export { ExchangeGreeks, GreeksFromExchangeOptions, greeksFromExchange } from "./greeksFromExchange.js";
export { TimeToExpiryOptions, timeToExpiryYears } from "./timeToExpiryYears.js";
export { ImpliedVolatility, ImpliedVolatilityOptions, ImpliedVolatilityResult, NoImpliedVolatility, impliedVolatility } from "./impliedVolatility.js";
export { ImpliedVolatilityBatchColumns, ImpliedVolatilityBatchOptions, ImpliedVolatilityBatchResult, impliedVolatilityBatch } from "./impliedVolatilityBatch.js";
export { BookConvention, BookGreekName, BookGreeks, BookHedge, BookOption, BookSums, OptionBookGreeks, OptionBookGreeksOptions, optionBookGreeks } from "./optionBookGreeks.js";
export { ColumnsOnForward, ColumnsOnSpot, NumberOrColumn } from "./columns.js";
export { DiscreteHedgingError, DiscreteHedgingErrorOptions, discreteHedgingError } from "./discreteHedgingError.js";
export { FitSmileOptions, FitSmileResult, fitSmile } from "./fitSmile.js";
export { CoinPairs, ForwardFromParityOptions, ForwardFromParityResult, ParityForward, QuotePairs, forwardFromParity } from "./forwardFromParity.js";
export { InterpolateSmilesOptions, interpolateSmiles } from "./interpolateSmiles.js";
export { AttributedGreeks, ProfitAttribution, ProfitAttributionOptions, profitAttribution } from "./profitAttribution.js";
export { Smile } from "./smile.js";
export { SmileArbitrage, SmileArbitrageOptions, SmileCheck, SmileViolation, smileArbitrage } from "./smileArbitrage.js";
export { SmileVolatilitiesOptions, SmileVolatilityOptions, smileVolatility } from "./smileVolatility.js";
export { ChainVolatilities, VolatilityFromChainOptions, volatilityFromChain } from "./volatilityFromChain.js";

// options/interpolateSmiles.d.ts
import { Smile } from "./smile.js";
interface InterpolateSmilesOptions {
    readonly earlier: Smile;
    readonly later: Smile;
    readonly timeToExpiryYears: number;
    readonly forward: number;
}
declare function interpolateSmiles(options: InterpolateSmilesOptions): Smile;
export { type InterpolateSmilesOptions, interpolateSmiles };

// options/optionBookGreeks.d.ts
interface PositionSize {
    readonly base: string;
    readonly quote: string;
    readonly contracts: number;
    readonly contractSize: number;
    readonly underlyingPrice: number;
    readonly side?: undefined;
}
interface BookOption extends PositionSize {
    readonly settlement: "linearOption" | "inverseOption";
    readonly greeks: BookGreeks;
}
interface BookHedge extends PositionSize {
    readonly settlement: "spot" | "linear" | "inverse";
    readonly greeks?: undefined;
}
type BookGreeks = {
    readonly [Name in BookGreekName]?: number | null | undefined;
} & {
    readonly [Name in CcxtOnlyName]?: undefined;
};
type CcxtOnlyName = "markImpliedVolatility" | "bidImpliedVolatility" | "askImpliedVolatility" | "underlyingPrice" | "bidSize" | "askSize" | "datetime" | "info";
type BookGreekName = "delta" | "premiumAdjustedDelta" | "gamma" | "vega" | "theta" | "vanna" | "volga" | "charm" | "speed" | "zomma" | "color" | "veta" | "ultima";
interface OptionBookGreeksOptions {
    readonly positions: readonly (BookOption | BookHedge)[];
}
interface BookSums extends Readonly<Record<BookGreekName, number | null>> {
    readonly base: string;
    readonly quote: string;
    readonly positions: number;
    readonly delta: number | null;
    readonly premiumAdjustedDelta: number | null;
    readonly deltaValue: number | null;
    readonly gamma: number | null;
    readonly gammaValuePerPercent: number | null;
    readonly vega: number | null;
    readonly vegaPerVolPoint: number | null;
    readonly theta: number | null;
    readonly thetaPerDay: number | null;
    readonly vanna: number | null;
    readonly volga: number | null;
    readonly charm: number | null;
    readonly speed: number | null;
    readonly zomma: number | null;
    readonly color: number | null;
    readonly veta: number | null;
    readonly ultima: number | null;
    readonly missing: readonly BookGreekName[];
    readonly convention: BookConvention;
}
interface BookConvention {
    readonly delta: "black_scholes";
    readonly vega: "per_1.00";
    readonly theta: "per_year";
}
interface OptionBookGreeks {
    readonly groups: readonly BookSums[];
}
declare function optionBookGreeks(options: OptionBookGreeksOptions): OptionBookGreeks;
declare const BOOK_GREEK_NAMES: readonly BookGreekName[];
export { BOOK_GREEK_NAMES, type BookConvention, type BookGreekName, type BookGreeks, type BookHedge, type BookOption, type BookSums, type OptionBookGreeks, type OptionBookGreeksOptions, optionBookGreeks };

// options/profitAttribution.d.ts
interface AttributedGreeks {
    readonly delta: number;
    readonly gamma: number;
    readonly theta: number;
    readonly vega: number;
    readonly vanna?: number | null | undefined;
    readonly volga?: number | null | undefined;
    readonly rho?: number | null | undefined;
}
interface ProfitAttributionOptions {
    readonly greeks: AttributedGreeks;
    readonly underlyingChange: number;
    readonly volatilityChange: number;
    readonly elapsedYears: number;
    readonly rateChange?: number | undefined;
    readonly actualProfit?: number | undefined;
}
interface ProfitAttribution {
    readonly deltaProfit: number;
    readonly gammaProfit: number;
    readonly thetaProfit: number;
    readonly vegaProfit: number;
    readonly vannaProfit: number | null;
    readonly volgaProfit: number | null;
    readonly rhoProfit: number | null;
    readonly gammaThetaProfit: number;
    readonly explained: number;
    readonly unexplained: number | null;
    readonly breakEvenMove: number | null;
}
declare function profitAttribution(options: ProfitAttributionOptions): ProfitAttribution;
export { type AttributedGreeks, type ProfitAttribution, type ProfitAttributionOptions, profitAttribution };

// options/smile.d.ts
interface Smile {
    readonly status: "ok";
    readonly forward: number;
    readonly timeToExpiryYears: number;
    readonly logMoneyness: readonly number[];
    readonly totalVariance: readonly number[];
    readonly pieces: readonly (readonly [
        slope: number,
        quadratic: number,
        cubic: number
    ])[];
}
declare function logMoneynessOf(strike: number, forward: number): number;
declare function pieceAt(smile: Smile, k: number): number;
declare function totalVarianceAt(smile: Smile, piece: number, k: number): number;
declare function evaluatePiece(smile: Smile, piece: number, k: number): readonly [
    number,
    number,
    number
];
declare function pieceTerms(smile: Smile, piece: number, k: number): readonly [
    number,
    number
];
declare function commonKnots(one: Smile, other: Smile): number[];
declare function readSmile(caller: string, source: object, field: string, at?: string): Smile;
export { type Smile, commonKnots, evaluatePiece, logMoneynessOf, pieceAt, pieceTerms, readSmile, totalVarianceAt };

// options/smileArbitrage.d.ts
import { Smile } from "./smile.js";
interface SmileArbitrageOptions {
    readonly smiles: readonly Smile[];
}
type SmileCheck = "vertical_spread" | "butterfly" | "density" | "kink" | "wing" | "calendar" | "calendar_wing";
interface SmileViolation {
    readonly check: SmileCheck;
    readonly timeToExpiryYears: number;
    readonly logMoneyness: number;
    readonly strike: number;
    readonly size: number;
}
interface SmileArbitrage {
    readonly arbitrageFree: boolean;
    readonly quotesArbitrageFree: boolean;
    readonly violations: readonly SmileViolation[];
}
declare function smileArbitrage(options: SmileArbitrageOptions): SmileArbitrage;
export { type SmileArbitrage, type SmileArbitrageOptions, type SmileCheck, type SmileViolation, smileArbitrage };

// options/smileVolatility.d.ts
import { Smile } from "./smile.js";
interface SmileVolatilityOptions {
    readonly smile: Smile;
    readonly strike: number;
}
interface SmileVolatilitiesOptions {
    readonly smile: Smile;
    readonly strike: ArrayLike<number>;
}
declare function smileVolatility(options: SmileVolatilityOptions): number;
declare function smileVolatility(options: SmileVolatilitiesOptions): Float64Array;
export { type SmileVolatilitiesOptions, type SmileVolatilityOptions, smileVolatility };

// options/timeToExpiryYears.d.ts
interface TimeToExpiryOptions {
    readonly timestamp: number;
    readonly expiry: number;
}
declare function timeToExpiryYears(options: TimeToExpiryOptions): number;
declare function yearsLeft(caller: string, source: object): number;
declare const YEAR_MS: number;
export { type TimeToExpiryOptions, YEAR_MS, timeToExpiryYears, yearsLeft };

// options/volatilityFromChain.d.ts
import { OptionType } from "../foundation/optionContract.js";
import { BatchStatus } from "./batchStatus.js";
import { NumberOrColumn } from "./columns.js";
interface ChainRows {
    readonly optionType: OptionType | ArrayLike<OptionType> | NumberOrColumn;
    readonly strike: ArrayLike<number>;
    readonly price: ArrayLike<number>;
    readonly forward: NumberOrColumn;
    readonly priceTick?: number | undefined;
    readonly suspicious?: "refuse" | "expected" | undefined;
}
type ChainTime = {
    readonly timeToExpiryYears: NumberOrColumn;
    readonly timestamp?: undefined;
    readonly expiry?: undefined;
} | {
    readonly timestamp: NumberOrColumn;
    readonly expiry: NumberOrColumn;
    readonly timeToExpiryYears?: undefined;
};
type ChainPrices = {
    readonly pricedIn: "quote";
    readonly rate: NumberOrColumn;
} | {
    readonly pricedIn: "coin";
    readonly rate?: undefined;
};
type VolatilityFromChainOptions = ChainRows & ChainTime & ChainPrices;
interface ChainVolatilities {
    readonly length: number;
    readonly status: Uint8Array;
    readonly counts: Readonly<Partial<Record<BatchStatus, number>>>;
    readonly volatility: Float64Array;
    readonly logMoneyness: Float64Array;
    readonly totalVariance: Float64Array;
    readonly outOfTheMoney: Uint8Array;
    readonly volatilityPerTick: Float64Array | null;
}
declare function volatilityFromChain(options: VolatilityFromChainOptions): ChainVolatilities;
export { type ChainVolatilities, type VolatilityFromChainOptions, volatilityFromChain };
