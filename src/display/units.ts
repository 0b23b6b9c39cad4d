import { nameOf } from './fields.ts';

/** A unit, the names that have it, and what must stand beside them where a name alone does not tell. */
type Rule = readonly [unit: string, name: RegExp, beside?: RegExp];

const BENCHMARK = 'per 1.00 of benchmark return';
const FACTOR = 'per 1.00 of factor return';
const MONEY = 'money';
/** Greeks by these names are raw where one of these is beside them; an exchange prints them in other units. */
const RAW = /^(vega(PerVolPoint|InCoin)|dollarDelta)$/;

// The first that fits. A name that says one thing in one result and another elsewhere (price, value, amount,
// totalVariance) is not here: no unit is better than a wrong one.
const RULES: readonly Rule[] = [
  [FACTOR, /^beta$/, /^varianceInflationFactor$/],
  [BENCHMARK, /^(beta(Same|Lag|Lead|Before|After|OfEquity)?|(raw|crash|target)Beta)$/],
  ['return per period', /^(alpha|residualStandardDeviation|(un)?hedgedStandardDeviation|meanActiveReturn)$/],
  ['squared return per period', /^(systematicVariance|idiosyncraticVariance.*|benchmarkVariance)$/],
  ['return per period', /^trackingError$/, /^annualisedTrackingError$/],
  ['fraction per year', /^trackingError$/, /^volatilityAfter$/],
  ['fraction per year', /^(annualised.+Volatility|annualisedTrackingError)$/],
  ['fraction per year', /^((implied|mark|bid|ask)Volatility|volatility(Before|After)?)$/],
  ['fraction', /^(rSquared|adjustedRSquared|confidenceLevel|varianceReduction|effectiveness|shrinkage)$/],
  ['fraction', /^(maximumDrawdown.+|(systematic|idiosyncratic|common|zeroReturn|upside)Share)$/],
  ['fraction of the notional', /^((taker|maker)Fee|feeRate)$/],
  ['pure number', /^(correlation|varianceInflationFactor|conditionNumber|fStatistic|tailIndex)$/],
  ['count', /^(observations[XY]?|sampleSize|degreesOfFreedom|dropped|required|paths|iterations)$/],
  ['count', /^observed$/, /^required$/],
  ['count', /^(trades|rejectedOrders|outliers)$/],
  ['periods', /^(window|minPeriods|halfLife)$/],
  ['coins', /^(priceInCoin|premiumAdjustedDelta)$/],
  ['quote currency', /^(strike|forward|underlyingPrice|priceInQuote|netPremium)$/],
  [MONEY, /^equity$/, /^numeraire$/],
  [MONEY, /^(notional|grossNotional|contractValue|turnover|fees|(spread|impact)Costs|funding|hedgeProfit)$/],
  [MONEY, /^(un)?hedged$/],
  [`${MONEY} ${BENCHMARK}`, /^((exact|dust|hedged|unhedged)D|d)ollarBeta(Before|After|Target)?$/],
  [`${MONEY} per 1.00 of coin return`, /^dollarDelta$/],
  ['coins', /^delta$/, RAW],
  ['coins per 1 of price', /^gamma$/, RAW],
  ['per 1.00 of volatility', /^vega$/, RAW],
  ['per year', /^theta$/, RAW],
  ['per 1.00 of rate', /^rho$/, RAW],
  ['contracts', /contracts$/i],
  ['probability', /PValue$|Probability$/i],
  ['standard errors', /TStatistic$/i],
  ['milliseconds', /Ms$/],
  ['basis points', /Bps$/],
  ['years', /Years$/],
  ['per year', /PerYear$/],
  ['per day', /PerDay$/],
  ['per 0.01 of volatility', /PerVolPoint$/],
  ['per 1 %', /PerPercent$/],
];

/** What the money of a result is in; where it does not say so, `money`. */
export function moneyOf(result: object): string {
  const { numeraire, currency } = result as Readonly<Record<string, unknown>>;
  const own = 'dollarBetaTarget' in result ? currency : numeraire;
  return typeof own === 'string' ? own : MONEY;
}

/** The units of fields by their paths, as docs/units.md has them; empty where none is known. */
export function unitsOf(paths: readonly string[], money: string): readonly string[] {
  const fields = paths.map((path) => ({ at: path.slice(0, path.lastIndexOf('.') + 1), name: nameOf(path) }));
  return fields.map(({ at, name }) => {
    if (/ofEquity\.$/.test(at)) return 'fraction of equity';
    // Below these stand the names of factors.
    if (/\b(betas|betaStandardErrors)\.$/.test(at)) return FACTOR;
    // Errors and intervals are in the unit of what they are of.
    const base = name.replace(/(StandardError(IfIndependent)?|Interval)$/, '');
    const isBeside = (others: RegExp): boolean =>
      fields.some((other) => other.at === at && others.test(other.name));
    const rule = RULES.find(([, of, others]) => of.test(base) && (others === undefined || isBeside(others)));
    return rule === undefined ? '' : rule[0].replace(MONEY, () => money);
  });
}
