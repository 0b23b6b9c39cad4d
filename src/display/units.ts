import { nameOf } from './fields.ts';

const BENCHMARK = 'per 1.00 of benchmark return';
const MONEY = 'money';

// A name that says one thing in one result and another elsewhere (price, value, amount, totalVariance) is not here: no unit
// is better than a wrong one.
const BY_NAME: Readonly<Record<string, string>> = {
  [BENCHMARK]:
    'beta rawBeta betaSame betaLag betaLead crashBeta targetBeta betaBefore betaAfter betaOfEquity',
  'return per period':
    'alpha residualStandardDeviation meanActiveReturn hedgedStandardDeviation unhedgedStandardDeviation',
  'squared return per period':
    'systematicVariance idiosyncraticVariance idiosyncraticVarianceIfUncorrelated benchmarkVariance',
  'fraction per year':
    'annualisedTotalVolatility annualisedSystematicVolatility annualisedIdiosyncraticVolatility annualisedTrackingError volatilityBefore volatilityAfter volatility impliedVolatility markVolatility bidVolatility askVolatility',
  fraction:
    'rSquared adjustedRSquared systematicShare idiosyncraticShare varianceReduction effectiveness confidenceLevel maximumDrawdownBefore maximumDrawdownAfter commonShare zeroReturnShare upsideShare shrinkage',
  'fraction of the notional': 'takerFee makerFee feeRate',
  probability: 'pValue inTheMoneyProbability',
  'pure number': 'correlation varianceInflationFactor conditionNumber fStatistic tailIndex',
  'standard errors': 'tStatistic',
  count:
    'observations observationsX observationsY sampleSize degreesOfFreedom dropped required trades rejectedOrders paths iterations outliers',
  periods: 'window minPeriods halfLife',
  contracts: 'contracts',
  coins: 'priceInCoin premiumAdjustedDelta',
  'quote currency': 'strike forward underlyingPrice priceInQuote netPremium',
  [MONEY]:
    'notional grossNotional contractValue turnover fees spreadCosts impactCosts funding hedgeProfit hedged unhedged',
  [`${MONEY} ${BENCHMARK}`]:
    'dollarBeta exactDollarBeta dustDollarBeta dollarBetaBefore dollarBetaAfter dollarBetaTarget unhedgedDollarBeta hedgedDollarBeta',
  [`${MONEY} per 1.00 of the coin's return`]: 'dollarDelta',
};

/** By the end of a name. */
const BY_END: readonly (readonly [end: RegExp, unit: string])[] = [
  [/Ms$/, 'milliseconds'],
  [/Bps$/, 'basis points'],
  [/Years$/, 'years'],
  [/Contracts$/, 'contracts'],
  [/PValue$/, 'probability'],
  [/TStatistic$/, 'standard errors'],
  [/PerYear$/, 'per year'],
  [/PerDay$/, 'per day'],
  [/PerVolPoint$/, 'per 0.01 of volatility'],
  [/PerPercent$/, 'per 1 %'],
];

/** Names that are only plain beside another: what an exchange prints as vega is of another unit than what has these too. */
const BESIDE: readonly (readonly [name: string, others: RegExp, unit: string])[] = [
  ['beta', /^varianceInflationFactor$/, "per 1.00 of the factor's return"],
  ['observed', /^required$/, 'count'],
  ['trackingError', /^annualisedTrackingError$/, 'return per period'],
  ['trackingError', /^volatilityAfter$/, 'fraction per year'],
  ['equity', /^numeraire$/, MONEY],
  ['delta', /^vega(PerVolPoint|InCoin)$/, 'coins'],
  ['gamma', /^vega(PerVolPoint|InCoin)$/, 'coins per 1 of price'],
  ['vega', /^(vega(PerVolPoint|InCoin)|dollarDelta)$/, 'per 1.00 of volatility'],
  ['theta', /^vega(PerVolPoint|InCoin)$/, 'per year'],
  ['rho', /^vega(PerVolPoint|InCoin)$/, 'per 1.00 of rate'],
];

/** What the money of a result is in; where it does not say so, `money`. */
export function moneyOf(result: object): string {
  const { numeraire, currency } = result as Readonly<Record<string, unknown>>;
  const own = 'dollarBetaTarget' in result ? (numeraire ?? currency) : numeraire;
  return typeof own === 'string' ? own : MONEY;
}

/** The units of fields by their paths, as docs/units.md has them; empty where none is known. */
export function unitsOf(paths: readonly string[], money: string): readonly string[] {
  const names = paths.map((path) => ({ at: path.slice(0, path.lastIndexOf('.') + 1), name: nameOf(path) }));
  return names.map(({ at, name }) => {
    if (/ofEquity\.$/.test(at)) return 'fraction of equity';
    const beside = names.filter((other) => other.at === at).map((other) => other.name);
    return unitOf(name, at, beside).replace(MONEY, money);
  });
}

function unitOf(name: string, at: string, beside: readonly string[]): string {
  // What a factor is called is no name of a field.
  const container = /(^|\.)(betas|betaStandardErrors)\.$/.test(at);
  if (container) return "per 1.00 of the factor's return";
  // Errors and intervals have the unit of what they are of.
  const base = name.replace(/(StandardError(IfIndependent)?|Interval)$/, '');
  const [, , unit] =
    BESIDE.find(([of, others]) => of === base && beside.some((other) => others.test(other))) ?? [];
  const listed = Object.entries(BY_NAME).find(([, all]) => all.split(' ').includes(base));
  return unit ?? listed?.[0] ?? BY_END.find(([end]) => end.test(base))?.[1] ?? '';
}
