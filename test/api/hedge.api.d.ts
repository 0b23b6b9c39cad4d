// hedge/bookExposure.d.ts
import { ExposureBalance } from "./exposureBalances.js";
import { ExposureGreeks } from "./exposureContract.js";
import { ExposurePosition } from "./exposurePositions.js";
import { PositionExposure, CoinExposure, CurrencyExposure, AccountEquity, ExposureTotal } from "./exposureRows.js";
import { ExposureValueOptions } from "./exposureValues.js";
import { HedgePosition } from "./hedgePlan.js";
interface BookExposureOptions extends ExposureValueOptions {
    readonly positions: readonly ExposurePosition[];
    readonly balances: readonly ExposureBalance[];
    readonly greeks?: Readonly<Record<string, ExposureGreeks>> | undefined;
    readonly volatilityBetas?: Readonly<Record<string, number>> | undefined;
}
interface BookExposure {
    readonly numeraire: string;
    readonly benchmarkPrice: number;
    readonly positions: readonly PositionExposure[];
    readonly coins: readonly CoinExposure[];
    readonly currencies: readonly CurrencyExposure[];
    readonly accounts: readonly AccountEquity[];
    readonly total: ExposureTotal;
    readonly equity: number;
    readonly hedgePositions: readonly HedgePosition[];
    readonly asOf: number | null;
}
declare function bookExposure(options: BookExposureOptions): BookExposure;
export { type BookExposure, type BookExposureOptions, bookExposure };

// hedge/collar.d.ts
import { OptionFloorTerms, OptionHedge, NoOptionHedge } from "./optionHedgeChoice.js";
import { Shape } from "./optionHedgeCandidate.js";
import { Terms } from "./optionHedgeTerms.js";
interface CollarOptions extends OptionFloorTerms {
    readonly premiumBudget: number;
}
type CollarResult = OptionHedge | NoOptionHedge;
declare function collar(options: CollarOptions): CollarResult;
declare function collarShapes(terms: Terms): readonly Shape[];
export { type CollarOptions, type CollarResult, collar, collarShapes };

// hedge/coveredCall.d.ts
import { PremiumBasis, OptionHedge, NoOptionHedge } from "./optionHedgeChoice.js";
import { OptionHedgeTerms } from "./optionHedgeTerms.js";
interface CoveredCallOptions extends OptionHedgeTerms {
    readonly minimumCap: number;
    readonly capBasis: PremiumBasis;
}
type CoveredCallResult = OptionHedge | Extract<NoOptionHedge, {
    readonly status: "degenerate" | "no_candidate";
}>;
declare function coveredCall(options: CoveredCallOptions): CoveredCallResult;
export { type CoveredCallOptions, type CoveredCallResult, coveredCall };

// hedge/estimateChecks.d.ts
interface BetaInput {
    readonly beta: number;
    readonly betaStandardError?: number | null | undefined;
    readonly degreesOfFreedom?: number | undefined;
    readonly horizonMs?: number | null | undefined;
    readonly returnKind?: "simple" | "log" | null | undefined;
    readonly asOf?: number | null | undefined;
}
interface AgeOptions {
    readonly now?: number | undefined;
    readonly maximumEstimateAgeMs?: number | undefined;
}
declare function readBeta(caller: string, estimate: object, at: string): number;
declare function refuseFailed(caller: string, estimate: object, at: string): void;
declare function refuseSide(caller: string, position: object, at: string, signed: string): void;
declare function refuseMixedEstimates(caller: string, options: AgeOptions, estimates: readonly BetaInput[], pathOf: (index: number) => string): void;
export { type BetaInput, readBeta, refuseFailed, refuseMixedEstimates, refuseSide };

// hedge/exactBetaHedge.d.ts
import { HedgeInterval } from "./hedgeInterval.js";
import { HedgeInstrumentOptions } from "./hedgeLeg.js";
import { HedgeBookOptions, NoHedge, HedgePlan } from "./hedgePlan.js";
import { HedgeTarget } from "./hedgeTarget.js";
type ExactBetaHedgeOptions = HedgeBookOptions & HedgeInstrumentOptions & HedgeTarget;
interface ExactBetaHedge {
    readonly status: "ok";
    readonly exactContracts: number;
    readonly heldContracts: number;
    readonly contractValue: number;
    readonly currency: string;
    readonly targetBeta: number;
    readonly betaBefore: number | null;
    readonly dollarBetaBefore: number;
    readonly dollarBetaTarget: number;
    readonly interval: HedgeInterval | null;
}
type ExactBetaHedgeResult = ExactBetaHedge | NoHedge;
declare function exactBetaHedge(options: ExactBetaHedgeOptions): ExactBetaHedgeResult;
interface SizedExactly {
    readonly status: "ok";
    readonly hedge: ExactBetaHedge;
    readonly plan: HedgePlan;
}
declare function sizeExactly(caller: string, options: ExactBetaHedgeOptions): SizedExactly | NoHedge;
export { type ExactBetaHedge, type ExactBetaHedgeOptions, type ExactBetaHedgeResult, type SizedExactly, exactBetaHedge, sizeExactly };

// hedge/exposureBalances.d.ts
import { Currency, ExposureValues } from "./exposureValues.js";
interface ExposureBalance {
    readonly currency: string;
    readonly amount: number;
    readonly kind: "cash" | "margin" | "equity";
    readonly account?: string | undefined;
}
interface Balance {
    readonly currency: Currency;
    readonly account: string;
    readonly kind: ExposureBalance["kind"];
    readonly amount: number;
    readonly sums: Float64Array;
    readonly offset: number;
}
type Balances = ReadonlyMap<string, ReadonlyMap<string, Balance>>;
declare function readBalances(values: ExposureValues, options: object): Balances;
declare function readAccount(caller: string, source: object, at: string): string;
declare function sortedBalances(balances: Balances): readonly Balance[];
declare function addToBalance(balance: Balance, profit: number, premium: number, coinSettled: boolean): void;
declare function exposedAmountOf({ kind, amount, sums, offset }: Balance): number;
declare function equityOf(balance: Balance): number;
export { type Balance, type Balances, type ExposureBalance, addToBalance, equityOf, exposedAmountOf, readAccount, readBalances, sortedBalances };

// hedge/exposureContract.d.ts
import { Instrument, OptionInstrument } from "../instruments/instrument.js";
import { Currency, Estimate, ExposureValues } from "./exposureValues.js";
interface ExposureGreeks {
    readonly underlyingPrice: number;
    readonly delta: number;
    readonly gamma?: number | null | undefined;
    readonly vega?: number | null | undefined;
    readonly markImpliedVolatility?: undefined;
    readonly bidImpliedVolatility?: undefined;
    readonly askImpliedVolatility?: undefined;
    readonly bidSize?: undefined;
    readonly askSize?: undefined;
    readonly datetime?: undefined;
    readonly info?: undefined;
}
interface Contract {
    readonly instrument: Instrument;
    readonly price: number;
    readonly settle: Currency;
    readonly notional: number;
    readonly dollarDelta: number;
    readonly dollarGammaPerPercent: number | null;
    readonly betaWeightedGammaPerPercent: number | null;
    readonly vega: number | null;
    readonly betaWeightedVega: number | null;
    readonly premium: number;
    readonly estimate: Estimate;
}
interface ContractSources {
    readonly values: ExposureValues;
    readonly greeks: Readonly<Record<string, unknown>>;
    readonly volatilityBetas: Readonly<Record<string, unknown>> | null;
}
declare function readContract(sources: ContractSources, position: object, at: string): Contract;
declare function isCoinSettled({ settlement }: Instrument): boolean;
declare function isOption(instrument: Instrument): instrument is OptionInstrument;
export { type Contract, type ContractSources, type ExposureGreeks, isCoinSettled, isOption, readContract };

// hedge/exposurePositions.d.ts
import { Instrument } from "../instruments/instrument.js";
import { Balance, Balances } from "./exposureBalances.js";
import { Contract, ContractSources } from "./exposureContract.js";
interface ExposurePosition {
    readonly instrument: Instrument;
    readonly contracts: number;
    readonly entryPrice?: number | null | undefined;
    readonly account?: string | undefined;
    readonly side?: undefined;
}
interface Holding {
    readonly contracts: number;
    readonly account: string;
    readonly entryPrice: number | null;
    readonly profit: number | null;
    readonly premium: number;
    readonly balance: Balance | null;
}
interface Group {
    readonly contract: Contract;
    readonly holdings: Holding[];
}
declare function readPositions(sources: ContractSources, options: object, balances: Balances): readonly Group[];
export { type ExposurePosition, type Group, type Holding, readPositions };

// hedge/exposureRows.d.ts
import { Contract } from "./exposureContract.js";
import { Holding } from "./exposurePositions.js";
import { Estimate } from "./exposureValues.js";
interface ExposureOfEquity {
    readonly notional: number;
    readonly dollarDelta: number;
    readonly dollarBeta: number;
    readonly dollarGammaPerPercent: number | null;
    readonly betaWeightedGammaPerPercent: number | null;
    readonly vega: number | null;
    readonly betaWeightedVega: number | null;
}
interface Exposure {
    readonly notional: number;
    readonly dollarDelta: number;
    readonly dollarBeta: number;
    readonly betaWeightedDelta: number;
    readonly dollarGammaPerPercent: number | null;
    readonly betaWeightedGamma: number | null;
    readonly betaWeightedGammaPerPercent: number | null;
    readonly vega: number | null;
    readonly betaWeightedVega: number | null;
    readonly ofEquity: ExposureOfEquity;
}
interface PositionExposure extends Exposure {
    readonly symbol: string;
    readonly coin: string;
    readonly account: string | null;
    readonly contracts: number;
    readonly price: number;
    readonly beta: number;
    readonly betaKey: string;
    readonly unrealisedProfit: number | null;
    readonly optionValue: number | null;
}
interface CoinExposure extends Exposure {
    readonly symbol: string;
    readonly coin: string;
    readonly account: string | null;
    readonly amount: number;
    readonly equity: number;
    readonly price: number;
    readonly beta: number;
    readonly betaKey: string;
}
interface CurrencyExposure {
    readonly currency: string;
    readonly amount: number;
    readonly rate: number;
    readonly timestamp: number;
    readonly value: number;
    readonly valueOfEquity: number;
}
interface AccountEquity {
    readonly account: string | null;
    readonly currency: string;
    readonly equity: number;
    readonly value: number;
}
interface ExposureTotal extends Exposure {
    readonly grossNotional: number;
    readonly currencyValue: number;
    readonly missing: readonly ("gamma" | "vega" | "betaWeightedVega")[];
}
interface Scale {
    readonly benchmarkPrice: number;
    readonly equity: number;
}
declare function positionRow(contract: Contract, holding: Holding, scale: Scale): PositionExposure;
declare function nullIfEmpty(account: string): string | null;
declare function coinRow(held: Pick<CoinExposure, "coin" | "account" | "amount" | "equity" | "price">, estimate: Estimate, { benchmarkPrice, equity }: Scale): CoinExposure;
declare function sumOfRows(rows: readonly Exposure[], scale: Scale): Exposure;
declare function isFiniteExposure(row: Exposure): boolean;
export { type AccountEquity, type CoinExposure, type CurrencyExposure, type Exposure, type ExposureOfEquity, type ExposureTotal, type PositionExposure, type Scale, coinRow, isFiniteExposure, nullIfEmpty, positionRow, sumOfRows };

// hedge/exposureValues.d.ts
import { DatedPrice, PriceWindow } from "../foundation/datedPrice.js";
import { BetaInput } from "./estimateChecks.js";
interface ExposureValueOptions {
    readonly prices: Readonly<Record<string, number | DatedPrice>>;
    readonly betas: Readonly<Record<string, number | BetaInput>>;
    readonly benchmarkPrice: number | DatedPrice;
    readonly numeraire: string;
    readonly fx: Readonly<Record<string, DatedPrice>>;
    readonly now?: number | undefined;
    readonly maximumPriceAgeMs?: number | undefined;
    readonly maximumEstimateAgeMs?: number | undefined;
}
interface Currency {
    readonly name: string;
    readonly isCoin: boolean;
    readonly value: number;
    readonly timestamp: number | null;
}
interface Estimate extends BetaInput {
    readonly key: string;
}
type Fields = Readonly<Record<string, unknown>>;
interface ExposureValues {
    readonly caller: string;
    readonly options: object;
    readonly numeraire: string;
    readonly now: number | null;
    readonly window: PriceWindow;
    readonly prices: Fields;
    readonly fx: Fields;
    readonly betas: Fields;
    readonly currencies: Map<string, Currency>;
    readonly estimates: Map<string, Estimate>;
    readonly benchmarkPrice: number;
    oldest: number;
    isDated: boolean;
}
declare function readValues(caller: string, options: ExposureValueOptions): ExposureValues;
declare function readFields(caller: string, options: object, field: string): Fields;
declare function currencyOf(values: ExposureValues, name: string): Currency;
declare function isValued({ currencies, prices, fx }: ExposureValues, name: string): boolean;
declare function ownPriceOf(values: ExposureValues, symbol: string): number;
declare function premiumOf(values: ExposureValues, symbol: string): number;
declare function isCoin({ currencies, prices }: ExposureValues, name: string): boolean;
declare function estimateOf(values: ExposureValues, symbol: string, coin: string | null, neededBy: string): Estimate;
declare function refuseMixed(values: ExposureValues, options: ExposureValueOptions): void;
export { type Currency, type Estimate, type ExposureValueOptions, type ExposureValues, currencyOf, estimateOf, isCoin, isValued, ownPriceOf, premiumOf, readFields, readValues, refuseMixed };

// hedge/greekContradiction.d.ts
import { BookGreekName } from "../options/optionBookGreeks.js";
import { LegBound } from "./greekLegs.js";
import { GreekProblem, GreekProgram } from "./greekProgram.js";
interface Contradiction {
    readonly constraint: "exact" | "premium_budget" | "margin_budget" | LegBound;
    readonly greek: BookGreekName | null;
    readonly symbol: string | null;
    readonly multiplier: number;
}
declare function contradictionOf(problem: GreekProblem, { program, variables, rows }: GreekProgram, rowCertificate: Float64Array, boundCertificate: Float64Array): Contradiction[];
declare function inWords(contradiction: readonly Contradiction[]): string;
export { type Contradiction, contradictionOf, inWords };

// hedge/greekLegs.d.ts
import { Instrument } from "../instruments/instrument.js";
import { BookGreekName, BookGreeks } from "../options/optionBookGreeks.js";
interface GreekHedgeInstrument {
    readonly instrument: Instrument;
    readonly greeks?: BookGreeks | undefined;
    readonly price: number;
    readonly underlyingPrice?: number | undefined;
    readonly costPerContract: number;
    readonly minimumContracts?: number | undefined;
    readonly maximumContracts?: number | undefined;
    readonly marginPerContract?: number | undefined;
}
type LegBound = "minimum_contracts" | "maximum_contracts" | "venue_maximum";
interface Leg {
    readonly symbol: string;
    readonly place: number;
    readonly instrument: Instrument;
    readonly price: number;
    readonly cost: number;
    readonly margin: number;
    readonly premium: number;
    readonly minimum: number;
    readonly maximum: number;
    readonly minimumOf: LegBound;
    readonly maximumOf: LegBound;
    readonly lot: number;
    readonly greekOf: (name: BookGreekName) => number;
}
declare function readLegs(caller: string, options: object, orderType: "market" | "limit", hasMarginBudget: boolean): Leg[];
export { type GreekHedgeInstrument, type Leg, type LegBound, readLegs };

// hedge/greekProgram.d.ts
import { QuadraticProgram } from "../kernel/quadraticScaling.js";
import { BookGreekName } from "../options/optionBookGreeks.js";
import { Leg } from "./greekLegs.js";
interface GreekProblem {
    readonly greeks: readonly BookGreekName[];
    readonly exposures: Float64Array;
    readonly isExact: readonly boolean[];
    readonly risk: Float64Array;
    readonly legs: readonly Leg[];
    readonly matrix: Float64Array;
    readonly premiumBudget: number | null;
    readonly marginBudget: number | null;
}
interface Variable {
    readonly leg: number;
    readonly sign: 1 | -1;
    readonly isSplit: boolean;
    readonly lower: number;
    readonly upper: number;
}
interface GreekProgram {
    readonly program: QuadraticProgram;
    readonly variables: readonly Variable[];
    readonly rows: readonly (number | "premium_budget" | "margin_budget")[];
}
declare function residualsOf(problem: GreekProblem, contracts: Float64Array): Float64Array;
declare function marginalRisk({ risk }: GreekProblem, residuals: Float64Array): Float64Array;
declare function riskOf(problem: GreekProblem, residuals: Float64Array): number;
declare function sumOver({ legs }: GreekProblem, contracts: Float64Array, field: "cost" | "premium" | "margin"): number;
declare function buildProgram(problem: GreekProblem, isRelaxation: boolean, prices: Float64Array, lower: ArrayLike<number>, upper: ArrayLike<number>, within?: Float64Array): GreekProgram;
declare function contractsOf({ variables }: GreekProgram, values: Float64Array, lower: ArrayLike<number>, upper: ArrayLike<number>): Float64Array;
export { type GreekProblem, type GreekProgram, buildProgram, contractsOf, marginalRisk, residualsOf, riskOf, sumOver };

// hedge/hedgeInterval.d.ts
import { Interval } from "../foundation/interval.js";
import { HedgePlan } from "./hedgePlan.js";
interface HedgeError {
    readonly dollarBetaStandardError: number;
    readonly contracts: Interval;
    readonly insideNoise: boolean;
}
type HedgeInterval = ({
    readonly kind: "covariance";
    readonly confidenceLevel: number;
} & HedgeError) | {
    readonly kind: "bounds";
    readonly confidenceLevel: number;
    readonly independent: HedgeError;
    readonly perfectlyCorrelated: HedgeError;
};
type DollarBetaErrors = {
    readonly kind: "covariance";
    readonly confidenceLevel: number;
    readonly error: number;
} | {
    readonly kind: "bounds";
    readonly confidenceLevel: number;
    readonly independent: number;
    readonly perfectlyCorrelated: number;
};
declare function dollarBetaErrors(caller: string, options: {
    readonly betaCovariance?: readonly ArrayLike<number>[] | undefined;
}, plan: HedgePlan, legValues: readonly number[]): DollarBetaErrors | null;
declare function spread(caller: string, centre: number, error: number, plan: HedgePlan, unit: number): Interval;
declare function holdsZero({ lower, upper }: Interval): boolean;
export { type DollarBetaErrors, type HedgeError, type HedgeInterval, dollarBetaErrors, holdsZero, spread };

// hedge/hedgeLeg.d.ts
import { DatedPrice } from "../foundation/datedPrice.js";
import { Instrument, OptionInstrument } from "../instruments/instrument.js";
import { BetaInput } from "./estimateChecks.js";
import { HedgeMoney } from "./hedgeMoney.js";
interface HedgeInstrumentOptions {
    readonly instrument: Instrument;
    readonly instrumentBeta: number | BetaInput;
    readonly price: number | DatedPrice;
    readonly coinEquity?: number | undefined;
    readonly settlePrice?: number | DatedPrice | undefined;
}
type CoinInstrument = Exclude<Instrument, OptionInstrument>;
interface HedgeLeg {
    readonly at: string | undefined;
    readonly instrument: CoinInstrument;
    readonly price: number;
    readonly contractValue: number;
    readonly coinEquity: number;
    readonly coinValue: number;
    readonly beta: number;
    readonly betaError: number | null;
    readonly estimate: BetaInput;
    readonly perContract: number;
}
declare function currencyOf(instrument: CoinInstrument): string;
declare function readLeg(caller: string, source: HedgeInstrumentOptions, at: string | undefined, instrument: CoinInstrument, money: HedgeMoney): HedgeLeg;
declare function readCoinEquity(caller: string, source: {
    readonly coinEquity?: number | undefined;
}, at: string | undefined, instrument: CoinInstrument): number;
declare function readSettlePrice(caller: string, source: {
    readonly settlePrice?: number | DatedPrice | undefined;
}, at: string | undefined, instrument: CoinInstrument, price: number, money: Pick<HedgeMoney, "window">): number;
declare function settledValueOf(instrument: CoinInstrument, price: number, settlePrice: number): number;
export { type CoinInstrument, type HedgeInstrumentOptions, type HedgeLeg, currencyOf, readCoinEquity, readLeg, readSettlePrice, settledValueOf };

// hedge/hedgeLimits.d.ts
import { OrderLimit } from "../instruments/checkOrder.js";
import { OrderBound } from "../instruments/orderRequest.js";
interface HedgeLimits {
    readonly maximumTradeValue?: number | undefined;
    readonly maximumPositionValue?: number | undefined;
    readonly equity?: number | undefined;
    readonly maximumLeverage?: number | undefined;
    readonly freeMargin?: number | undefined;
    readonly initialMarginRate?: number | undefined;
    readonly dailyVolume?: number | undefined;
    readonly maximumParticipation?: number | undefined;
    readonly maximumLiquidityValue?: number | undefined;
}
type HedgeLimit = "maximum_trade_value" | "maximum_position_value" | "maximum_leverage" | "free_margin" | "maximum_participation" | "maximum_liquidity_value" | Exclude<OrderBound, "maximum_contracts"> | OrderLimit;
interface AppliedLimit {
    readonly limit: HedgeLimit;
    readonly contracts: number;
}
interface ValueLimit {
    readonly limit: HedgeLimit;
    readonly counts: "trade" | "position" | "added";
    readonly value: number;
}
declare function readLimits(caller: string, source: {
    readonly limits?: HedgeLimits | undefined;
}, at?: string): readonly ValueLimit[];
declare function allowedContracts(caller: string, limits: readonly ValueLimit[], exact: number, held: number, contractValue: number): readonly AppliedLimit[];
declare function tightest(allowed: readonly AppliedLimit[]): AppliedLimit | null;
export { type AppliedLimit, type HedgeLimit, type HedgeLimits, type ValueLimit, allowedContracts, readLimits, tightest };

// hedge/hedgeMoney.d.ts
import { DatedPrice, PriceWindow } from "../foundation/datedPrice.js";
interface HedgeMoneyOptions {
    readonly numeraire?: string | undefined;
    readonly fx?: Readonly<Record<string, DatedPrice>> | undefined;
    readonly now?: number | undefined;
    readonly maximumEstimateAgeMs?: number | undefined;
    readonly maximumPriceAgeMs?: number | undefined;
}
interface HedgeMoney {
    readonly currency: string;
    readonly now: number | null;
    readonly window: PriceWindow;
    readonly rateOf: (currency: string) => number;
}
declare function readMoney(caller: string, options: HedgeMoneyOptions, own: string): HedgeMoney;
export { type HedgeMoney, type HedgeMoneyOptions, readMoney };

// hedge/hedgeOrder.d.ts
import { OrderRequest } from "../instruments/orderRequest.js";
import { HedgeLeg } from "./hedgeLeg.js";
import { HedgeLimit, AppliedLimit, ValueLimit } from "./hedgeLimits.js";
interface HedgeOrder {
    readonly contracts: string;
    readonly amount: string;
    readonly order: OrderRequest | null;
    readonly reason: string;
    readonly boundBy: HedgeLimit | null;
    readonly limits: readonly AppliedLimit[];
}
interface OrderRules {
    readonly limits: readonly ValueLimit[];
    readonly reduceOnly: boolean;
    readonly reduceBelowMinimum: boolean;
}
declare function hedgeOrder(caller: string, leg: Pick<HedgeLeg, "instrument" | "price" | "contractValue">, exact: number, held: number, rules: OrderRules): HedgeOrder;
export { type HedgeOrder, type OrderRules, hedgeOrder };

// hedge/hedgePlan.d.ts
import { Degenerate } from "../foundation/status.js";
import { BetaInput } from "./estimateChecks.js";
import { HedgeLeg } from "./hedgeLeg.js";
import { HedgeMoneyOptions, HedgeMoney } from "./hedgeMoney.js";
import { ReachedTarget, HedgeTarget } from "./hedgeTarget.js";
interface HedgePosition extends BetaInput {
    readonly symbol: string;
    readonly value: number;
    readonly currency?: string | undefined;
    readonly betaKey?: string | null | undefined;
    readonly side?: undefined;
}
interface HedgeBookOptions extends HedgeMoneyOptions {
    readonly positions: readonly HedgePosition[];
    readonly betaCovariance?: readonly ArrayLike<number>[] | undefined;
    readonly degreesOfFreedom?: number | undefined;
    readonly confidenceLevel?: number | undefined;
}
type NoHedge = Degenerate<"instrument_beta_zero" | "instrument_beta_not_distinct_from_zero">;
interface Book {
    readonly positions: readonly HedgePosition[];
    readonly values: Float64Array;
    readonly errors: Float64Array;
    readonly legOf: Int32Array;
    readonly heldValues: readonly number[];
}
interface HedgePlan extends ReachedTarget {
    readonly currency: string;
    readonly legs: readonly HedgeLeg[];
    readonly book: Book;
    readonly dollarBetaBefore: number;
    readonly dollarBetaTarget: number;
    readonly quantile: {
        readonly confidenceLevel: number;
        readonly value: number;
    };
}
declare function planHedge(caller: string, options: HedgeBookOptions & HedgeTarget, money: HedgeMoney, legs: readonly HedgeLeg[]): HedgePlan;
declare function noHedge({ beta, betaError }: HedgeLeg, quantile: HedgePlan["quantile"]): NoHedge | null;
declare function betaOf(caller: string, plan: HedgePlan, dollarBeta: number, path: string): number | null;
declare function finite(caller: string, value: number, path: string): number;
export { type Book, type HedgeBookOptions, type HedgePlan, type HedgePosition, type NoHedge, betaOf, finite, noHedge, planHedge };

// hedge/hedgeTarget.d.ts
interface TargetCorrelation {
    readonly correlation: number;
    readonly residualVolatility: number;
    readonly benchmarkVolatility: number;
}
interface BetaTarget {
    readonly targetBeta: number;
    readonly targetCorrelation?: undefined;
    readonly capital?: number | undefined;
}
interface CorrelationTarget {
    readonly targetCorrelation: TargetCorrelation;
    readonly targetBeta?: undefined;
    readonly capital: number;
}
type HedgeTarget = BetaTarget | CorrelationTarget;
interface ReachedTarget {
    readonly targetBeta: number;
    readonly capital: number | null;
}
declare function readTarget(caller: string, options: HedgeTarget): ReachedTarget;
export { type BetaTarget, type CorrelationTarget, type HedgeTarget, type ReachedTarget, type TargetCorrelation, readTarget };

// hedge/index.d.ts
export { BookExposure, BookExposureOptions, bookExposure } from "./bookExposure.js";
export { ExposureBalance } from "./exposureBalances.js";
export { ExposureGreeks } from "./exposureContract.js";
export { ExposurePosition } from "./exposurePositions.js";
export { AccountEquity, CoinExposure, CurrencyExposure, Exposure, ExposureOfEquity, ExposureTotal, PositionExposure } from "./exposureRows.js";
export { ExposureValueOptions } from "./exposureValues.js";
export { CollarOptions, CollarResult, collar } from "./collar.js";
export { CoveredCallOptions, CoveredCallResult, coveredCall } from "./coveredCall.js";
export { BetaInput } from "./estimateChecks.js";
export { ExactBetaHedge, ExactBetaHedgeOptions, ExactBetaHedgeResult, exactBetaHedge } from "./exactBetaHedge.js";
export { HedgeError, HedgeInterval } from "./hedgeInterval.js";
export { AppliedLimit, HedgeLimit, HedgeLimits } from "./hedgeLimits.js";
export { HedgeBookOptions, HedgePosition, NoHedge } from "./hedgePlan.js";
export { HedgeInstrumentOptions } from "./hedgeLeg.js";
export { HedgeMoneyOptions } from "./hedgeMoney.js";
export { HedgeOrder } from "./hedgeOrder.js";
export { BetaTarget, CorrelationTarget, HedgeTarget, TargetCorrelation } from "./hedgeTarget.js";
export { MinimumVarianceHedge, MinimumVarianceHedgeOptions, MinimumVarianceHedgeResult, MinimumVarianceOptions, OutOfSampleHedge, PriceChangeHedgeOptions, ReturnHedgeOptions, minimumVarianceHedge } from "./minimumVarianceHedge.js";
export { Contradiction } from "./greekContradiction.js";
export { GreekHedgeInstrument, LegBound } from "./greekLegs.js";
export { GreekHedge, GreekHedgeLeg, GreekHedgeOutcome, GreekHedgeResiduals, GreekLotLeg, GreekLots, GreekNumbers, GreekShadowPrices, GreeksNotConverged, IllConditionedGreeks, InfeasibleGreeks, NeutraliseGreeksOptions, NeutraliseGreeksResult, NoGreekLots, neutraliseGreeks } from "./neutraliseGreeks.js";
export { OptionHedgeFigures, OptionStructure } from "./optionHedgeCandidate.js";
export { OptionHedgeExclusion, OptionHedgeLeg } from "./optionHedgeLeg.js";
export { NoOptionHedge, OptionFloorTerms, OptionHedge, OptionHedgeExclusions, OptionHedgeValue, PremiumBasis } from "./optionHedgeChoice.js";
export { OptionHedgeScenario } from "./optionHedgeShortfall.js";
export { OptionHedgeTerms, OptionQuote } from "./optionHedgeTerms.js";
export { ProtectivePut, ProtectivePutOptions, ProtectivePutResult, StrikeFloor, protectivePut } from "./protectivePut.js";
export { PutSpreadOptions, PutSpreadResult, putSpread } from "./putSpread.js";
export { FloorStructure, OptionHedgeRanking, RankOptionHedgesOptions, RankOptionHedgesResult, RankedOptionHedge, rankOptionHedges } from "./rankOptionHedges.js";
export { BetaHedge, Dust, HedgeOrderOptions, SizeBetaHedgeOptions, SizeBetaHedgeResult, sizeBetaHedge } from "./sizeBetaHedge.js";
export { SplitBetaHedge, SplitBetaHedgeOptions, SplitBetaHedgeResult, SplitHedgeError, SplitHedgeInterval, SplitLeg, SplitLegOptions, splitBetaHedge } from "./splitBetaHedge.js";
export { GoneLeg, StressHedgeOptions, StressOutcome, StressedHedge, WorstOutcome, stressHedge } from "./stressHedge.js";
export { StressResidual, StressedBook, VenueLoss } from "./stressedBook.js";
export { ClosedLeg, LostVenue, StressBetas, StressPosition, StressScenario } from "./stressInputs.js";

// hedge/minimumVarianceHedge.d.ts
import { HedgedPeriods } from "../beta/hedgeEffectiveness.js";
import { Interval } from "../foundation/interval.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { Instrument } from "../instruments/instrument.js";
import { HedgeOrder } from "./hedgeOrder.js";
interface MinimumVarianceOptions {
    readonly instrument: Instrument;
    readonly price: number;
    readonly coinEquity?: number | undefined;
    readonly settlePrice?: number | undefined;
    readonly heldContracts?: number | undefined;
    readonly trainingPeriods?: number | undefined;
    readonly confidenceLevel?: number | undefined;
    readonly missing?: "throw" | "drop" | undefined;
}
interface PriceChangeHedgeOptions extends MinimumVarianceOptions {
    readonly kind: "priceChanges";
    readonly assetChanges: ArrayLike<number>;
    readonly hedgeChanges: ArrayLike<number>;
    readonly quantity: number;
}
interface ReturnHedgeOptions extends MinimumVarianceOptions {
    readonly kind: "returns";
    readonly assetReturns: ArrayLike<number>;
    readonly hedgeReturns: ArrayLike<number>;
    readonly value: number;
}
type MinimumVarianceHedgeOptions = PriceChangeHedgeOptions | ReturnHedgeOptions;
interface OutOfSampleHedge extends HedgedPeriods {
    readonly hedgeRatio: number;
}
interface MinimumVarianceHedge extends HedgeOrder {
    readonly status: "ok";
    readonly kind: "priceChanges" | "returns";
    readonly hedgeRatio: number;
    readonly hedgeRatioStandardError: number;
    readonly hedgeRatioInterval: Interval;
    readonly effectiveness: number;
    readonly outOfSample: OutOfSampleHedge | null;
    readonly observations: number;
    readonly dropped: number;
    readonly confidenceLevel: number;
    readonly hedgeContracts: number;
    readonly hedgeContractsInterval: Interval;
    readonly exactContracts: number;
    readonly dustContracts: number;
}
type MinimumVarianceHedgeResult = MinimumVarianceHedge | InsufficientData | Degenerate<"flat_hedge" | "flat_asset">;
declare function minimumVarianceHedge(options: MinimumVarianceHedgeOptions): MinimumVarianceHedgeResult;
export { type MinimumVarianceHedge, type MinimumVarianceHedgeOptions, type MinimumVarianceHedgeResult, type MinimumVarianceOptions, type OutOfSampleHedge, type PriceChangeHedgeOptions, type ReturnHedgeOptions, minimumVarianceHedge };

// hedge/neutraliseGreeks.d.ts
import { OrderRequest } from "../instruments/orderRequest.js";
import { BookGreekName } from "../options/optionBookGreeks.js";
import { Contradiction } from "./greekContradiction.js";
import { LegBound, GreekHedgeInstrument } from "./greekLegs.js";
type GreekNumbers = {
    readonly [Name in BookGreekName]?: number | undefined;
};
interface NeutraliseGreeksOptions {
    readonly exposures: GreekNumbers;
    readonly instruments: readonly GreekHedgeInstrument[];
    readonly riskWeights?: GreekNumbers | undefined;
    readonly riskCovariance?: {
        readonly [Name in BookGreekName]?: GreekNumbers | undefined;
    } | undefined;
    readonly riskAversion: number;
    readonly exact?: readonly BookGreekName[] | undefined;
    readonly premiumBudget?: number | undefined;
    readonly marginBudget?: number | undefined;
    readonly orderType: "market" | "limit";
    readonly maximumConditionNumber?: number | undefined;
    readonly maximumNodes?: number | undefined;
}
interface GreekShadowPrices {
    readonly exposures: GreekNumbers;
    readonly premiumBudget: number | null;
    readonly marginBudget: number | null;
}
interface GreekHedgeLeg {
    readonly symbol: string;
    readonly contracts: number;
    readonly boundBy: LegBound | null;
    readonly shadowPrice: number;
}
interface GreekHedgeOutcome {
    readonly residual: GreekNumbers;
    readonly objective: number;
    readonly risk: number;
    readonly cost: number;
    readonly premium: number;
    readonly margin: number | null;
}
interface GreekHedgeResiduals {
    readonly stationarity: number;
    readonly primal: number;
    readonly complementarity: number;
    readonly dualityGap: number;
}
interface GreekLotLeg {
    readonly symbol: string;
    readonly contracts: string;
    readonly dust: number;
    readonly order: OrderRequest | null;
}
interface GreekLots extends GreekHedgeOutcome {
    readonly status: "optimal" | "node_limit";
    readonly legs: readonly GreekLotLeg[];
    readonly exactWithin: GreekNumbers;
    readonly searchObjective: number;
    readonly lowerBound: number;
    readonly gap: number;
    readonly nodes: number;
}
interface NoGreekLots {
    readonly status: "infeasible" | "not_found";
    readonly nodes: number;
}
interface GreekHedge extends GreekHedgeOutcome {
    readonly status: "ok";
    readonly legs: readonly GreekHedgeLeg[];
    readonly shadowPrices: GreekShadowPrices;
    readonly boundBy: readonly ("premium_budget" | "margin_budget")[];
    readonly conditionNumber: number | null;
    readonly kkt: GreekHedgeResiduals;
    readonly lots: GreekLots | NoGreekLots | null;
}
interface IllConditionedGreeks {
    readonly status: "ill_conditioned";
    readonly conditionNumber: number | null;
    readonly maximumConditionNumber: number;
    readonly rank: number;
    readonly required: number;
    readonly instruments: readonly string[];
    readonly greeks: readonly BookGreekName[];
    readonly reason: string;
}
interface InfeasibleGreeks {
    readonly status: "infeasible";
    readonly contradiction: readonly Contradiction[];
    readonly reason: string;
}
interface GreeksNotConverged {
    readonly status: "not_converged";
    readonly reason: "not_finite" | "accuracy";
}
type NeutraliseGreeksResult = GreekHedge | IllConditionedGreeks | InfeasibleGreeks | GreeksNotConverged;
declare function neutraliseGreeks(options: NeutraliseGreeksOptions): NeutraliseGreeksResult;
export { type GreekHedge, type GreekHedgeLeg, type GreekHedgeOutcome, type GreekHedgeResiduals, type GreekLotLeg, type GreekLots, type GreekNumbers, type GreekShadowPrices, type GreeksNotConverged, type IllConditionedGreeks, type InfeasibleGreeks, type NeutraliseGreeksOptions, type NeutraliseGreeksResult, type NoGreekLots, neutraliseGreeks };

// hedge/optionHedgeCandidate.d.ts
import { OptionHedgeLeg, OptionHedgeExclusion } from "./optionHedgeLeg.js";
import { Quote, Terms } from "./optionHedgeTerms.js";
type OptionStructure = "protectivePut" | "putSpread" | "collar" | "coveredCall";
interface OptionHedgeFigures {
    readonly structure: OptionStructure;
    readonly legs: readonly OptionHedgeLeg[];
    readonly netPremium: number;
    readonly netPremiumInPremiumCurrency: number;
    readonly floorDownTo: number | null;
    readonly floorBeforePremium: number | null;
    readonly floorAfterPremium: number | null;
    readonly valueAtZero: number;
    readonly capBeforePremium: number | null;
    readonly capAfterPremium: number | null;
    readonly upsideShare: number;
}
interface Shape {
    readonly structure: OptionStructure;
    readonly bought: Quote | null;
    readonly sold: Quote | null;
    readonly from: number;
}
declare function unquoted({ bought, sold, structure }: Shape, premiumRate: number): OptionHedgeExclusion | null;
declare function sizeShape(terms: Terms, shape: Shape, coins: number, rounding: "up" | "down"): OptionHedgeFigures | OptionHedgeExclusion;
declare function payoffOf(legs: readonly OptionHedgeLeg[], benchmarkPrice: number): number;
export { type OptionHedgeFigures, type OptionStructure, type Shape, payoffOf, sizeShape, unquoted };

// hedge/optionHedgeChoice.d.ts
import { Degenerate } from "../foundation/status.js";
import { OptionHedgeFigures, Shape } from "./optionHedgeCandidate.js";
import { OptionHedgeExclusion } from "./optionHedgeLeg.js";
import { OptionHedgeTerms, Terms } from "./optionHedgeTerms.js";
type PremiumBasis = "before_premium" | "after_premium";
interface OptionFloorTerms extends OptionHedgeTerms {
    readonly floor: number;
    readonly floorBasis: PremiumBasis;
}
interface OptionHedgeValue {
    readonly benchmarkPrice: number;
    readonly unhedged: number;
    readonly payoff: number;
    readonly hedged: number;
}
interface OptionHedge extends OptionHedgeFigures {
    readonly status: "ok";
    readonly exactCoins: number;
    readonly exactStrike: number;
    readonly boundBy: "premium_budget" | null;
    readonly values: readonly OptionHedgeValue[];
    readonly excluded: OptionHedgeExclusions;
    readonly reason: string;
}
type OptionHedgeExclusions = Readonly<Partial<Record<OptionHedgeExclusion, number>>>;
type NoOptionHedge = Degenerate<"beta_not_positive" | "floor_held_unhedged"> | {
    readonly status: "no_candidate";
    readonly excluded: OptionHedgeExclusions;
} | {
    readonly status: "floor_out_of_reach";
    readonly bestFloor: number;
    readonly excluded: OptionHedgeExclusions;
} | {
    readonly status: "unaffordable";
    readonly requiredPremium: number;
    readonly premiumBudget: number;
    readonly excluded: OptionHedgeExclusions;
};
interface FloorPromise {
    readonly floor: number;
    readonly basis: PremiumBasis;
    readonly budget: number;
}
interface Floored {
    readonly shape: Shape;
    readonly figures: OptionHedgeFigures;
    readonly floor: number;
}
type Preference = (a: Floored, b: Floored) => number;
declare const PREMIUM_BASES: readonly PremiumBasis[];
declare function readPromise(terms: Terms, options: OptionFloorTerms & {
    readonly premiumBudget?: number | undefined;
}): FloorPromise;
declare function needless(terms: Terms, promise: FloorPromise, from: number): Degenerate<"beta_not_positive" | "floor_held_unhedged"> | null;
declare function holds(terms: Terms, promise: FloorPromise, floor: number): boolean;
declare function capsAtLeast(terms: Terms, figures: OptionHedgeFigures, basis: PremiumBasis, minimum: number): boolean;
declare function tryShape(terms: Terms, promise: FloorPromise, shape: Shape): {
    readonly sized: readonly Floored[];
    readonly excluded: OptionHedgeExclusion | null;
};
declare function isWithin({ budget }: FloorPromise, { netPremium }: OptionHedgeFigures): boolean;
interface Tried {
    readonly sized: readonly Floored[];
    readonly excluded: OptionHedgeExclusions;
}
declare function tryShapes(terms: Terms, promise: FloorPromise, shapes: readonly Shape[]): Tried;
declare function unheld(terms: Terms, promise: FloorPromise, { sized, excluded }: Tried): NoOptionHedge | null;
declare function chooseFloor(terms: Terms, promise: FloorPromise, shapes: readonly Shape[], preference: Preference): OptionHedge | NoOptionHedge;
declare function describeHedge(terms: Terms, figures: OptionHedgeFigures): Pick<OptionHedge, "exactCoins" | "values">;
declare function legsInWords({ legs }: OptionHedgeFigures): string;
declare function byStrikes(a: Floored, b: Floored): number;
declare function byPremium(a: Floored, b: Floored): number;
export { type FloorPromise, type Floored, type NoOptionHedge, type OptionFloorTerms, type OptionHedge, type OptionHedgeExclusions, type OptionHedgeValue, PREMIUM_BASES, type Preference, type PremiumBasis, type Tried, byPremium, byStrikes, capsAtLeast, chooseFloor, describeHedge, holds, isWithin, legsInWords, needless, readPromise, tryShape, tryShapes, unheld };

// hedge/optionHedgeLeg.d.ts
import { OptionInstrument } from "../instruments/instrument.js";
import { OrderRequest } from "../instruments/orderRequest.js";
type OptionHedgeExclusion = "no_ask" | "no_bid" | "premium_above_payoff" | "below_lot" | "order_limit" | "cap_below_minimum" | "floor_not_held" | "over_budget";
interface OptionHedgeLeg {
    readonly instrument: OptionInstrument;
    readonly side: "buy" | "sell";
    readonly contracts: string;
    readonly amount: string;
    readonly coins: number;
    readonly premiumPerCoin: number;
    readonly premium: number;
    readonly premiumInQuote: number;
    readonly order: OrderRequest;
}
export type { OptionHedgeExclusion, OptionHedgeLeg };

// hedge/optionHedgeShortfall.d.ts
import { Terms } from "./optionHedgeTerms.js";
interface OptionHedgeScenario {
    readonly benchmarkReturn: number;
    readonly residualReturn?: number | undefined;
    readonly probability?: number | undefined;
}
interface Outcomes {
    readonly benchmarkPrices: readonly number[];
    readonly values: readonly number[];
    readonly weights: readonly number[];
}
declare function readOutcomes(terms: Terms, options: object): Outcomes;
declare function shortfallOf(bookValue: number, values: readonly number[], weights: readonly number[], level: number): number;
export { type OptionHedgeScenario, type Outcomes, readOutcomes, shortfallOf };

// hedge/optionHedgeTerms.d.ts
import { OptionInstrument } from "../instruments/instrument.js";
import { OptionHedgeLeg, OptionHedgeExclusion } from "./optionHedgeLeg.js";
interface OptionQuote {
    readonly instrument: OptionInstrument;
    readonly bid: number | null | undefined;
    readonly ask: number | null | undefined;
}
interface OptionHedgeTerms {
    readonly bookValue: number;
    readonly beta: number;
    readonly benchmarkPrice: number;
    readonly riskFreeReturn: number;
    readonly bookYield: number;
    readonly benchmarkYield: number;
    readonly chain: readonly OptionQuote[];
    readonly timestamp: number;
    readonly premiumCurrencyPrice?: number | undefined;
    readonly valueAt?: ArrayLike<number> | undefined;
}
interface Quote {
    readonly place: number;
    readonly instrument: OptionInstrument;
    readonly bid: number | null;
    readonly ask: number | null;
    readonly legs: Map<string, OptionHedgeLeg | OptionHedgeExclusion>;
}
interface Terms {
    readonly caller: string;
    readonly bookValue: number;
    readonly beta: number;
    readonly coins: number;
    readonly quotes: readonly Quote[];
    readonly premiumRate: number;
    readonly benchmarkPrice: number;
    readonly valueAt: readonly number[];
    readonly valueOf: (benchmarkPrice: number) => number;
    readonly priceFor: (value: number) => number;
}
declare function readTerms(caller: string, options: OptionHedgeTerms): Terms;
declare function refuseOverflow(caller: string, path: string, value: number): number;
declare function readBookLevel(caller: string, source: object, field: string, bookValue: number): number;
export { type OptionHedgeTerms, type OptionQuote, type Quote, type Terms, readBookLevel, readTerms, refuseOverflow };

// hedge/protectivePut.d.ts
import { Shape } from "./optionHedgeCandidate.js";
import { OptionHedge, OptionFloorTerms, NoOptionHedge } from "./optionHedgeChoice.js";
import { Terms } from "./optionHedgeTerms.js";
interface ProtectivePutOptions extends OptionFloorTerms {
    readonly premiumBudget?: number | undefined;
}
interface StrikeFloor {
    readonly symbol: string;
    readonly strike: number;
    readonly contracts: string;
    readonly netPremium: number;
    readonly floorBeforePremium: number;
    readonly floorAfterPremium: number;
    readonly holdsFloor: boolean;
    readonly isWithinBudget: boolean;
}
interface ProtectivePut extends OptionHedge {
    readonly strikes: readonly StrikeFloor[];
}
type ProtectivePutResult = ProtectivePut | NoOptionHedge;
declare function protectivePut(options: ProtectivePutOptions): ProtectivePutResult;
declare function putShapes(terms: Terms): readonly Shape[];
export { type ProtectivePut, type ProtectivePutOptions, type ProtectivePutResult, type StrikeFloor, protectivePut, putShapes };

// hedge/putSpread.d.ts
import { OptionFloorTerms, OptionHedge, NoOptionHedge } from "./optionHedgeChoice.js";
import { Shape } from "./optionHedgeCandidate.js";
import { Terms } from "./optionHedgeTerms.js";
interface PutSpreadOptions extends OptionFloorTerms {
    readonly floorDownTo: number;
    readonly premiumBudget?: number | undefined;
}
type PutSpreadResult = OptionHedge | NoOptionHedge;
declare function putSpread(options: PutSpreadOptions): PutSpreadResult;
declare function putSpreadShapes(terms: Terms, from: number): readonly Shape[];
export { type PutSpreadOptions, type PutSpreadResult, putSpread, putSpreadShapes };

// hedge/rankOptionHedges.d.ts
import { OptionHedgeFigures } from "./optionHedgeCandidate.js";
import { OptionHedgeExclusions, OptionFloorTerms, NoOptionHedge } from "./optionHedgeChoice.js";
import { OptionHedgeScenario } from "./optionHedgeShortfall.js";
type FloorStructure = "protectivePut" | "putSpread" | "collar";
interface RankOptionHedgesOptions extends OptionFloorTerms {
    readonly structures: readonly FloorStructure[];
    readonly rankBy: "net_premium" | "expected_shortfall";
    readonly premiumBudget?: number | undefined;
    readonly floorDownTo?: number | undefined;
    readonly minimumCap?: number | undefined;
    readonly scenarios?: readonly OptionHedgeScenario[] | undefined;
    readonly expectedShortfallLevel?: number | undefined;
    readonly maximumResults?: number | undefined;
}
interface RankedOptionHedge extends OptionHedgeFigures {
    readonly expectedShortfall: number | null;
}
interface OptionHedgeRanking {
    readonly status: "ok";
    readonly ranked: readonly RankedOptionHedge[];
    readonly eligible: number;
    readonly excluded: OptionHedgeExclusions;
    readonly unhedgedExpectedShortfall: number | null;
    readonly exactCoins: number;
    readonly exactStrike: number;
}
type RankOptionHedgesResult = OptionHedgeRanking | Extract<NoOptionHedge, {
    readonly status: "degenerate" | "no_candidate";
}>;
declare function rankOptionHedges(options: RankOptionHedgesOptions): RankOptionHedgesResult;
export { type FloorStructure, type OptionHedgeRanking, type RankOptionHedgesOptions, type RankOptionHedgesResult, type RankedOptionHedge, rankOptionHedges };

// hedge/sizeBetaHedge.d.ts
import { ExactBetaHedge, ExactBetaHedgeOptions } from "./exactBetaHedge.js";
import { HedgeLimits } from "./hedgeLimits.js";
import { HedgeOrder, OrderRules } from "./hedgeOrder.js";
import { NoHedge } from "./hedgePlan.js";
interface HedgeOrderOptions {
    readonly limits?: HedgeLimits | undefined;
    readonly reduceOnly?: boolean | undefined;
    readonly reduceBelowMinimum?: boolean | undefined;
}
type SizeBetaHedgeOptions = ExactBetaHedgeOptions & HedgeOrderOptions;
interface Dust {
    readonly contracts: number;
    readonly dollarBeta: number;
}
interface BetaHedge extends ExactBetaHedge, HedgeOrder {
    readonly betaAfter: number | null;
    readonly dollarBetaAfter: number;
    readonly dust: Dust;
}
type SizeBetaHedgeResult = BetaHedge | NoHedge;
declare function sizeBetaHedge(options: SizeBetaHedgeOptions): SizeBetaHedgeResult;
declare function readOrderRules(caller: string, source: HedgeOrderOptions, at?: string): OrderRules;
export { type BetaHedge, type Dust, type HedgeOrderOptions, type SizeBetaHedgeOptions, type SizeBetaHedgeResult, readOrderRules, sizeBetaHedge };

// hedge/splitBetaHedge.d.ts
import { Interval } from "../foundation/interval.js";
import { HedgeInstrumentOptions } from "./hedgeLeg.js";
import { HedgeOrder } from "./hedgeOrder.js";
import { HedgeBookOptions, NoHedge } from "./hedgePlan.js";
import { HedgeTarget } from "./hedgeTarget.js";
import { Dust, HedgeOrderOptions } from "./sizeBetaHedge.js";
interface SplitLegOptions extends HedgeInstrumentOptions, HedgeOrderOptions {
    readonly share: number;
}
type SplitBetaHedgeOptions = HedgeBookOptions & HedgeTarget & {
    readonly legs: readonly SplitLegOptions[];
};
interface SplitLeg extends HedgeOrder {
    readonly symbol: string;
    readonly share: number;
    readonly exactContracts: number;
    readonly heldContracts: number;
    readonly contractValue: number;
    readonly dollarBeta: number;
    readonly dust: Dust;
}
interface SplitHedgeError {
    readonly dollarBetaStandardError: number;
    readonly dollarBeta: Interval;
    readonly insideNoise: boolean;
}
type SplitHedgeInterval = ({
    readonly kind: "covariance";
    readonly confidenceLevel: number;
} & SplitHedgeError) | {
    readonly kind: "bounds";
    readonly confidenceLevel: number;
    readonly independent: SplitHedgeError;
    readonly perfectlyCorrelated: SplitHedgeError;
};
interface SplitBetaHedge {
    readonly status: "ok";
    readonly legs: readonly SplitLeg[];
    readonly roundingLeg: number | null;
    readonly currency: string;
    readonly targetBeta: number;
    readonly betaBefore: number | null;
    readonly betaAfter: number | null;
    readonly dollarBetaBefore: number;
    readonly dollarBetaTarget: number;
    readonly dollarBetaAfter: number;
    readonly exactDollarBeta: number;
    readonly dustDollarBeta: number;
    readonly interval: SplitHedgeInterval | null;
}
type SplitBetaHedgeResult = SplitBetaHedge | (NoHedge & {
    readonly leg: number;
});
declare function splitBetaHedge(options: SplitBetaHedgeOptions): SplitBetaHedgeResult;
export { type SplitBetaHedge, type SplitBetaHedgeOptions, type SplitBetaHedgeResult, type SplitHedgeError, type SplitHedgeInterval, type SplitLeg, type SplitLegOptions, splitBetaHedge };

// hedge/stressHedge.d.ts
import { StressedBook } from "./stressedBook.js";
import { StressPosition, StressScenario, StressBetas } from "./stressInputs.js";
interface StressHedgeOptions {
    readonly positions: readonly StressPosition[];
    readonly hedges: readonly StressPosition[];
    readonly scenarios: readonly StressScenario[];
    readonly horizonYears: number;
    readonly benchmarkVolatility?: number | undefined;
    readonly equity?: number | undefined;
    readonly residualCorrelation?: readonly ArrayLike<number>[] | undefined;
    readonly residualCoins?: readonly string[] | undefined;
}
interface GoneLeg {
    readonly symbol: string;
    readonly venue: string | null;
    readonly dollarDelta: number;
}
interface StressOutcome {
    readonly name: string;
    readonly benchmarkReturn: number;
    readonly volatilityChange: number;
    readonly betas: StressBetas;
    readonly gone: readonly GoneLeg[];
    readonly unhedged: StressedBook;
    readonly hedged: StressedBook;
    readonly effectiveness: number | null;
    readonly dollarBetaToRestore: number;
    readonly hedgeScale: number | null;
}
interface WorstOutcome {
    readonly scenario: string;
    readonly profit: number;
}
interface StressedHedge {
    readonly unhedgedDollarBeta: number;
    readonly hedgedDollarBeta: number;
    readonly scenarios: readonly StressOutcome[];
    readonly worst: WorstOutcome;
    readonly worstUnhedged: WorstOutcome;
}
declare function stressHedge(options: StressHedgeOptions): StressedHedge;
export { type GoneLeg, type StressHedgeOptions, type StressOutcome, type StressedHedge, type WorstOutcome, stressHedge };

// hedge/stressInputs.d.ts
interface StressPosition {
    readonly symbol: string;
    readonly coin: string;
    readonly dollarDelta: number;
    readonly beta: number;
    readonly dollarGammaPerPercent: number | null;
    readonly vega: number | null;
    readonly residualVolatility: number;
    readonly crashBeta?: number | null | undefined;
    readonly volatilityBeta?: number | null | undefined;
    readonly impliedVolatility?: number | null | undefined;
    readonly venue?: string | null | undefined;
    readonly collateral?: number | null | undefined;
    readonly unrealisedProfit?: number | null | undefined;
    readonly side?: undefined;
}
interface ClosedLeg {
    readonly symbol: string;
    readonly venue?: string | null | undefined;
}
interface LostVenue {
    readonly venue: string;
    readonly lossGivenDefault: number;
}
type StressBetas = "estimated" | "crash" | "correlationOne";
interface StressScenario {
    readonly name: string;
    readonly benchmarkReturn: number;
    readonly volatilityChange: number;
    readonly betas: StressBetas;
    readonly closed?: readonly ClosedLeg[] | undefined;
    readonly lostVenues?: readonly LostVenue[] | undefined;
}
interface StressRow {
    readonly at: string;
    readonly source: StressPosition;
    readonly symbol: string;
    readonly coin: string;
    readonly venue: string | null;
    readonly dollarDelta: number;
    readonly dollarGamma: number;
    readonly vega: number;
    readonly beta: number;
    readonly residualVolatility: number;
    readonly impliedVolatility: number | null;
}
declare function readRow(caller: string, entry: unknown, at: string): StressRow;
declare function readBeta(caller: string, source: object, field: string, at: string): number;
declare function readVolatility(caller: string, source: object, field: string, at?: string): number;
interface ReadScenario {
    readonly at: string;
    readonly name: string;
    readonly benchmarkReturn: number;
    readonly volatilityChange: number;
    readonly betas: StressBetas;
    readonly isGone: (row: StressRow) => boolean;
    readonly lostVenues: readonly LostVenue[];
}
declare function readScenario(caller: string, entry: unknown, at: string, rows: readonly StressRow[]): ReadScenario;
declare function refuseAbsent(caller: string, { source, at }: StressRow, field: keyof StressPosition, reason: string): void;
export { type ClosedLeg, type LostVenue, type ReadScenario, type StressBetas, type StressPosition, type StressRow, type StressScenario, readBeta, readRow, readScenario, readVolatility, refuseAbsent };

// hedge/stressedBook.d.ts
import { StressRow, ReadScenario } from "./stressInputs.js";
interface VenueLoss {
    readonly venue: string;
    readonly loss: number;
}
interface StressResidual {
    readonly independent: number;
    readonly correlated: number | null;
    readonly perfectlyCorrelated: number;
}
interface StressedBook {
    readonly linearProfit: number;
    readonly convexityProfit: number;
    readonly volatilityProfit: number;
    readonly venueLoss: number;
    readonly venueLosses: readonly VenueLoss[];
    readonly profit: number;
    readonly profitOfEquity: number | null;
    readonly dollarBeta: number;
    readonly betaOfEquity: number | null;
    readonly dollarBetaAfterMove: number;
    readonly residual: StressResidual;
    readonly dominatedBy: "linear" | "convexity" | "volatility" | null;
    readonly crossoverReturn: number | null;
    readonly convexityCostPerDay: number | null;
}
interface StressLeg {
    readonly row: StressRow;
    readonly gone: boolean;
    readonly beta: number;
    readonly coinReturn: number;
    readonly volatilityMove: number;
    readonly residualVolatility: number;
}
interface StressSetting {
    readonly caller: string;
    readonly equity: number | null;
    readonly benchmarkVolatility: number | null;
    readonly horizonYears: number;
    readonly correlation: {
        readonly coins: readonly string[];
        readonly matrix: readonly ArrayLike<number>[];
    } | null;
}
declare function stressLeg(setting: StressSetting, scenario: ReadScenario, row: StressRow): StressLeg;
declare function stressedBook(setting: StressSetting, scenario: ReadScenario, legs: readonly StressLeg[]): StressedBook;
declare function finiteOrNull(value: number): number | null;
declare function sumOf(terms: readonly number[]): number;
declare function refuseOverflow(caller: string, path: string, value: number): number;
export { type StressLeg, type StressResidual, type StressSetting, type StressedBook, type VenueLoss, finiteOrNull, refuseOverflow, stressLeg, stressedBook, sumOf };
