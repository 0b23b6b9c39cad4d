// The page for those who come from another program, docs/guide/coming-from.md: what it says that the other program says
// is what that program said (test/fixtures/coming_from); what it says that is said here, its example prints (which
// test/doctest.test.ts runs); and the two are equal in all their digits, not only in those shown.
import { existsSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import { conditionalBeta } from '../../src/beta/conditionalBeta.ts';
import { rollingBeta } from '../../src/beta/rollingBeta.ts';
import { timingRegression } from '../../src/beta/timingRegression.ts';
import { correlation } from '../../src/correlation/correlation.ts';
import { ewmaCorrelation } from '../../src/correlation/ewmaCorrelation.ts';
import { ewmaCovariance } from '../../src/correlation/ewmaCovariance.ts';
import { rollingCorrelation } from '../../src/correlation/rollingCorrelation.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { orderRequest } from '../../src/instruments/orderRequest.ts';
import { parseFundingRate } from '../../src/instruments/parseFundingRate.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { parsePosition } from '../../src/instruments/parsePosition.ts';
import { roundAmount } from '../../src/instruments/roundAmount.ts';
import { roundPrice } from '../../src/instruments/roundPrice.ts';
import { blackScholes } from '../../src/options/blackScholes.ts';
import { blackScholesPrice } from '../../src/options/blackScholesPrice.ts';
import { impliedVolatility } from '../../src/options/impliedVolatility.ts';
import { simpleReturns } from '../../src/returns/simpleReturns.ts';
import { hasShared, readShared, readSharedCsv } from '../shared.ts';

type Figure = number | string;
interface Recorded {
  readonly source: string;
  readonly version: Readonly<Record<string, string>>;
  readonly script: string | null;
  readonly figures: Readonly<Record<string, Figure>>;
  /** Of QuantLib alone: what the figures are of, what it refused, and what it says of py_vollib's inputs. */
  readonly inputs: Readonly<Record<OptionInput, number>>;
  readonly refused: Readonly<Record<string, string>>;
  readonly witness: Readonly<Record<'hull' | 'call' | 'put' | 'atTheMoney', Record<string, number>>>;
  /** Of ccxt alone, as it gave them. */
  readonly structures: Readonly<Record<'market' | 'inverseMarket' | 'funding' | 'position', object>>;
}
type OptionInput =
  'spot' | 'carryYield' | 'forward' | 'volatility' | 'price' | 'strike' | 'rate' | 'timeToExpiryYears';
/** One row of a table: a call of theirs and what it says, ours and what it says, as written. */
interface Row {
  readonly call: string;
  readonly theirs: string;
  readonly ours: string;
  readonly differ: boolean;
}

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const record = (name: string) => JSON.parse(read(`test/fixtures/coming_from/${name}.json`)) as Recorded;

const page = read('docs/guide/coming-from.md');
/** The part of the page under a heading. */
const section = (from: string) => {
  const [, after] = page.split(`\n## From ${from}\n`);
  return after!.split('\n## ')[0]!;
};
const rowsOf = (text: string): readonly Row[] =>
  text
    .split('\n')
    .map((line) => /^\| `(.+?)` +\| (\*\*)?`(.+?)`\2 +\| `.+?` +\| (\*\*)?`(.+?)`\4 +\|$/.exec(line))
    .filter((match) => match !== null)
    .map(([, call, mark, theirs, , ours]) => ({
      call: call!,
      theirs: theirs!,
      ours: ours!,
      differ: mark !== undefined,
    }));
/** All that the example of a section prints. */
const printedIn = (text: string): readonly string[] => {
  const [, code, block] = /```ts\n([^]*?)\n```(?:\n\n```text\n([^]*?)\n```)?/.exec(text)!;
  return [...code!.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map((match) => match[1]!).concat(block ?? []);
};
/** Whether a number is written as its digits are. */
const isWritten = (figure: Figure, cell: string): boolean => {
  if (typeof figure === 'string' || figure === 0) return String(figure) === cell;
  const digits = cell
    .replace(/e.*$/, '')
    .replace(/^-?[0.]*/, '')
    .replace('.', '');
  return Number.isFinite(Number(cell)) && figure.toPrecision(digits.length) === cell;
};

/** What is computed here where they make a call; `close` is how far it may be from theirs, a fraction of it. */
interface Ours {
  readonly figure: Figure;
  /** Absent where rounding alone may part them; null where the two differ by convention. */
  readonly close?: number | null;
}
// Rounding: pandas divides prices and takes 1 off where simpleReturns takes the difference first, and sums run in another
// order. The largest distance observed is 6.0e-15, of a rolling beta and an interval.
const ROUNDING = 2.4e-14;
// Their solver stops at 1e-12 of volatility: observed 2.7e-14.
const THEIR_SOLVER = 1.1e-13;

const prices = (() => {
  const [header, ...rows] = read('docs/examples/data/crypto-daily-2021.csv')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  return (coin: string) => rows.map((row) => Number(row[header!.indexOf(coin)]));
})();
const x = simpleReturns({ prices: prices('ETH') });
const y = simpleReturns({ prices: prices('BTC') });
const pair = { assetReturns: x, benchmarkReturns: y };
const last = (values: Float64Array) => values.at(-1)!;

function estimates(): Record<string, Ours> {
  const fit = orThrow(capmBeta(pair));
  const hc3 = orThrow(capmBeta({ ...pair, standardErrors: 'HC3' }));
  const hac = orThrow(capmBeta({ ...pair, standardErrors: { kind: 'HAC', maxLags: 5 } }));
  const still = capmBeta({ ...pair, assetReturns: x.map(() => 0) });
  const gap = x.map((value, i) => (i === x.length - 5 ? NaN : value));
  const ewma = orThrow(ewmaCovariance({ series: { x, y }, halfLife: 30, mean: 'weighted' }));
  const metrics = orThrow(ewmaCovariance({ series: { x, y }, lambda: 0.94, mean: 'zero' }));
  const kendall = (days: number) =>
    orThrow(correlation({ x: x.subarray(0, days), y: y.subarray(0, days), method: 'kendall' }));
  return {
    "fit.params['BTC']": { figure: fit.beta },
    "fit.bse['BTC']": { figure: fit.betaStandardError },
    "fit.pvalues['const']": { figure: fit.alphaPValue! },
    "hc3.bse['BTC']": { figure: hc3.betaStandardError },
    "hac.bse['BTC']": { figure: hac.betaStandardError },
    "hc3_t.conf_int()[1]['BTC']": { figure: hc3.betaInterval.upper },
    "hc3.conf_int()[1]['BTC']": { figure: hc3.betaInterval.upper, close: null },
    "still.params['BTC']": {
      figure: still.status === 'degenerate' ? still.reason : still.status,
      close: null,
    },
    'eth.rolling(60).cov(btc) / btc.rolling(60).var()': {
      figure: last(rollingBeta({ ...pair, window: 60 }).values),
    },
    'gap.rolling(60, 50).cov(btc) / btc.rolling(60, 50).var()': {
      figure: last(rollingBeta({ ...pair, assetReturns: gap, window: 60, minPeriods: 50 }).values),
      close: null,
    },
    'eth.rolling(60).corr(btc)': { figure: last(rollingCorrelation({ x, y, window: 60 }).values) },
    'eth.ewm(halflife=30).corr(btc)': {
      figure: last(ewmaCorrelation({ x, y, halfLife: 30, mean: 'weighted' }).values),
    },
    'eth.ewm(halflife=30).cov(btc, bias=True)': { figure: ewma.covariance[0]![1]! },
    'eth.ewm(halflife=30).cov(btc)': { figure: ewma.covariance[0]![1]!, close: null },
    '(eth * btc).ewm(alpha=0.06, adjust=False).mean()': { figure: metrics.covariance[0]![1]! },
    'stats.pearsonr(eth, btc).confidence_interval().low': {
      figure: orThrow(correlation({ x, y })).interval!.lower,
    },
    'stats.spearmanr(eth, btc).statistic': {
      figure: orThrow(correlation({ x, y, method: 'spearman' })).correlation,
    },
    'stats.kendalltau(eth, btc).statistic': { figure: kendall(x.length).correlation },
    'stats.kendalltau(eth[:60], btc[:60]).pvalue': { figure: kendall(60).pValue },
  };
}

function quantlib(): Record<string, Ours> {
  const { inputs } = record('options');
  const { spot, carryYield, forward, volatility, price, strike, rate, timeToExpiryYears } = inputs;
  const terms = { optionType: 'call', strike, rate, timeToExpiryYears } as const;
  const onSpot = { ...terms, spot, carryYield };
  const onForward = { ...terms, forward };
  const greeks = blackScholes({ ...onSpot, volatility });
  const ofSpot = orThrow(impliedVolatility({ ...onSpot, price })).volatility;
  return {
    'option.NPV()': { figure: greeks.price },
    'option.delta()': { figure: greeks.delta },
    'option.gamma()': { figure: greeks.gamma },
    'option.vega()': { figure: greeks.vega },
    'option.theta()': { figure: greeks.theta },
    'option.thetaPerDay()': { figure: greeks.thetaPerDay },
    'option.rho()': { figure: greeks.rho },
    'option.dividendRho()': { figure: greeks.phi },
    'ql.blackFormula(call, strike, forward, volatility * sqrt_t, discount)': {
      figure: blackScholesPrice({ ...onForward, volatility }),
    },
    'ql.blackFormulaImpliedStdDev(call, strike, forward, price, discount) / sqrt_t': {
      figure: orThrow(impliedVolatility({ ...onForward, price })).volatility,
    },
    'option.impliedVolatility(price, process, 1e-12)': { figure: ofSpot, close: THEIR_SOLVER },
    'option.impliedVolatility(price, process)': { figure: ofSpot, close: null },
    'option.impliedVolatility(0, process)': {
      figure: impliedVolatility({ ...onSpot, price: 0 }).status,
      close: null,
    },
  };
}

const hull = { optionType: 'call', spot: 49, strike: 50, timeToExpiryYears: 0.3846, rate: 0.05 } as const;
const hundred = { spot: 100, strike: 90, timeToExpiryYears: 0.5, rate: 0.01, carryYield: 0 };

function vollib(): Record<string, Ours> {
  const greeks = blackScholes({ ...hull, carryYield: 0, volatility: 0.2 });
  const at = (optionType: 'call' | 'put') => blackScholesPrice({ ...hundred, optionType, volatility: 0.2 });
  const figures = {
    "black_scholes('c', 100, 90, 0.5, 0.01, 0.2)": at('call'),
    "black_scholes('p', 100, 90, 0.5, 0.01, 0.2)": at('put'),
    "delta('c', 49, 50, 0.3846, 0.05, 0.2)": greeks.delta,
    "gamma('c', 49, 50, 0.3846, 0.05, 0.2)": greeks.gamma,
    "theta('c', 49, 50, 0.3846, 0.05, 0.2) * 365": greeks.theta,
    "vega('c', 49, 50, 0.3846, 0.05, 0.2)": greeks.vegaPerVolPoint,
    "rho('c', 49, 50, 0.3846, 0.05, 0.2)": greeks.rhoPerPercent,
    "implied_volatility(5.87602423383, 100, 100, 0.5, 0.01, 'c')": orThrow(
      impliedVolatility({ ...hundred, optionType: 'call', strike: 100, price: 5.87602423383 }),
    ).volatility,
  };
  // Half of the last of the 11 digits or more that were printed; the volatility is of a price that was printed so.
  return Object.fromEntries(
    Object.entries(figures).map(([call, figure]) => [call, { figure, close: 5e-11 }]),
  );
}

function performance(): Record<string, Ours> {
  const all = orThrow(capmBeta(pair));
  const bull = orThrow(conditionalBeta({ ...pair, method: 'bull' })).beta;
  const bear = orThrow(conditionalBeta({ ...pair, method: 'bear' })).beta;
  const squared = orThrow(timingRegression({ ...pair, model: 'treynor-mazuy' }));
  const kinked = orThrow(timingRegression({ ...pair, model: 'henriksson-merton' }));
  return {
    'CAPM.beta(Ra, Rb)': { figure: all.beta },
    'CAPM.alpha(Ra, Rb)': { figure: all.alpha },
    'CAPM.beta.bull(Ra, Rb)': { figure: bull },
    'CAPM.beta.bear(Ra, Rb)': { figure: bear },
    'TimingRatio(Ra, Rb)': { figure: bull / bear },
    'MarketTiming(Ra, Rb, method = "TM")[, "Gamma"]': { figure: squared.gamma },
    'MarketTiming(Ra, Rb, method = "HM")[, "Beta"]': { figure: kinked.beta, close: null },
    'MarketTiming(Ra, Rb, method = "HM")[, "Gamma"]': { figure: kinked.gamma, close: null },
  };
}

const peers = [
  { from: 'pandas, statsmodels, scipy', file: 'estimates', ours: estimates },
  { from: 'QuantLib', file: 'options', ours: quantlib },
  { from: 'py_vollib', file: 'vollib', ours: vollib },
  { from: 'PerformanceAnalytics', file: 'performance', ours: performance },
];

describe.each(peers)('from $from', ({ from, file, ours }) => {
  const text = section(from);
  const rows = rowsOf(text);
  const { figures, script, version } = record(file);
  const computed = ours();

  it('every figure that was recorded is on the page, and every row has been recorded', () => {
    expect(rows.map(({ call }) => call).sort()).toEqual(Object.keys(figures).sort());
    expect(Object.keys(computed).sort()).toEqual(Object.keys(figures).sort());
  });

  it.each(rows)('$call', ({ call, theirs, ours: here, differ }) => {
    expect(isWritten(figures[call]!, theirs), `theirs: ${theirs}`).toBe(true);
    const { figure, close = ROUNDING } = computed[call]!;
    expect(isWritten(figure, here), `ours: ${here}`).toBe(true);
    const words = printedIn(text).flatMap((line) => line.split(/\s/));
    expect(words).toContain(here);
    expect(differ).toBe(close === null);
    if (close === null) {
      expect(theirs).not.toBe(here);
      return;
    }
    const expected = figures[call] as number;
    expect(Math.abs((figure as number) - expected)).toBeLessThanOrEqual(close * Math.abs(expected));
  });

  it('says which program it was, and where that was run', () => {
    for (const [program, of] of Object.entries(version))
      if (program === 'commit') expect(text).toContain(of.slice(0, 7));
      else if (program !== 'python') expect(text).toContain(`${program} ${of.replace('+dfsg', '')}`);
    if (script === null) expect(text).toContain('was **not run**');
    else expect(existsSync(new URL(script, root))).toBe(true);
  });
});

describe('what parts the two, where they differ', () => {
  const { figures } = record('estimates');
  const figure = (call: string) => figures[call] as number;

  it("statsmodels' robust interval is of the normal distribution", () => {
    const { beta, betaStandardError } = orThrow(capmBeta({ ...pair, standardErrors: 'HC3' }));
    const upper = beta + 1.959963984540054 * betaStandardError;
    expect(Math.abs(upper - figure("hc3.conf_int()[1]['BTC']"))).toBeLessThan(ROUNDING);
  });

  it("pandas' quotient is over two samples: a covariance without the gap, a variance with it", () => {
    const window = [x.subarray(-60), y.subarray(-60)] as const;
    const sum = (of: (i: number) => number, days: readonly number[]) =>
      days.reduce((total, i) => total + of(i), 0);
    const all = Array.from(window[0].keys());
    const known = all.filter((i) => i !== 55);
    const product = (a: Float64Array, b: Float64Array, days: readonly number[]) => {
      const [meanA, meanB] = [a, b].map((s) => sum((i) => s[i]!, days) / days.length) as [number, number];
      return sum((i) => (a[i]! - meanA) * (b[i]! - meanB), days) / (days.length - 1);
    };
    const quotient = product(...window, known) / product(window[1], window[1], all);
    const theirs = figure('gap.rolling(60, 50).cov(btc) / btc.rolling(60, 50).var()');
    expect(Math.abs(quotient - theirs)).toBeLessThan(ROUNDING * theirs);
  });

  it("pandas' default takes the bias off: 1 / (1 - sum w^2) of normalised weights", () => {
    const lambda = 0.5 ** (1 / 30);
    const weights = Array.from(x, (_, t) => lambda ** (x.length - 1 - t));
    const total = weights.reduce((sum, w) => sum + w, 0);
    const squares = weights.reduce((sum, w) => sum + (w / total) ** 2, 0);
    const { covariance } = orThrow(ewmaCovariance({ series: { x, y }, halfLife: 30, mean: 'weighted' }));
    const unbiased = covariance[0]![1]! / (1 - squares);
    const theirs = figure('eth.ewm(halflife=30).cov(btc)');
    expect(Math.abs(unbiased - theirs)).toBeLessThan(ROUNDING * theirs);
  });

  it("PerformanceAnalytics' Henriksson-Merton: beta + gamma, -gamma", () => {
    const { beta, gamma } = orThrow(timingRegression({ ...pair, model: 'henriksson-merton' }));
    const { figures: lm } = record('performance');
    const of = (name: string) => lm[`MarketTiming(Ra, Rb, method = "HM")[, "${name}"]`] as number;
    expect(Math.abs(beta + gamma - of('Beta'))).toBeLessThan(ROUNDING);
    expect(Math.abs(-gamma - of('Gamma'))).toBeLessThan(ROUNDING);
  });

  it('the days of each side are as many as the page says', () => {
    const days = (method: 'bull' | 'bear') => orThrow(conditionalBeta({ ...pair, method })).observations;
    expect(section('PerformanceAnalytics')).toContain(`${days('bull')} rises and ${days('bear')} falls`);
  });

  it("QuantLib's volatility is off by its default accuracy, and its refusal is a status here", () => {
    const { figures: ql, refused } = record('options');
    const [rough, fine] = ['', ', 1e-12'].map((a) => ql[`option.impliedVolatility(price, process${a})`]);
    expect(Math.abs((rough as number) - (fine as number))).toBeLessThan(1e-4);
    expect(Object.values(refused)[0]).toContain('No solution exists');
    expect(Object.values(refused)[1]).toContain('root not bracketed');
    expect(section('QuantLib')).toContain('`root not bracketed`');
  });
});

describe('py_vollib, which was not run, by QuantLib, which was', () => {
  const { witness } = record('options');
  const { figures } = record('vollib');

  it.each([
    ["black_scholes('c', 100, 90, 0.5, 0.01, 0.2)", witness.call['price']!],
    ["black_scholes('p', 100, 90, 0.5, 0.01, 0.2)", witness.put['price']!],
    ["delta('c', 49, 50, 0.3846, 0.05, 0.2)", witness.hull['delta']!],
    ["gamma('c', 49, 50, 0.3846, 0.05, 0.2)", witness.hull['gamma']!],
    ["theta('c', 49, 50, 0.3846, 0.05, 0.2) * 365", witness.hull['theta']!],
    ["vega('c', 49, 50, 0.3846, 0.05, 0.2)", witness.hull['vega']! / 100],
    ["rho('c', 49, 50, 0.3846, 0.05, 0.2)", witness.hull['rho']! / 100],
  ])('%s', (call, confirmed) => {
    expect(isWritten(confirmed, String(figures[call]))).toBe(true);
  });

  it('the price whose volatility is asked for', () => {
    expect(isWritten(witness.atTheMoney['price']!, '5.87602423383')).toBe(true);
  });
});

describe.skipIf(!hasShared)("PerformanceAnalytics' own data, beside what its test snapshots print", () => {
  const text = section('PerformanceAnalytics');
  const rows = hasShared ? readSharedCsv('data/reference/managers.csv') : [];
  // Its third column has commas in it.
  const documented = hasShared
    ? readShared('data/reference/performanceanalytics_documented_values.csv').split(/\r?\n/)
    : [];
  const cells = (name: string) => rows.map((row) => (row[name] === '' ? NaN : Number(row[name])));
  const managers = (name: string) => ({
    assetReturns: cells(name),
    benchmarkReturns: cells('SP500 TR'),
    riskFreeRatePerPeriod: cells('US 3m TR'),
    missing: 'drop' as const,
  });
  const conditional = (method: 'bull' | 'bear') =>
    orThrow(conditionalBeta({ ...managers('HAM2'), method })).beta;

  it.each([
    ['SFM.beta (CAPM.beta)', 'HAM1', '0.39', () => orThrow(capmBeta(managers('HAM1'))).beta],
    ['SFM.beta.bull', 'HAM2', '0.5226', () => conditional('bull')],
    ['SFM.beta.bear', 'HAM2', '0.0698', () => conditional('bear')],
    ['TimingRatio', 'HAM2', '7.4852', () => conditional('bull') / conditional('bear')],
  ])('%s of %s is %s', (call, fund, printed, ours) => {
    const row = documented.find((line) =>
      line.startsWith(`${call},managers,"${fund} vs SP500 TR, Rf = US 3m`),
    );
    expect(Number(/",([\d.]+),/.exec(row!)![1])).toBe(Number(printed));
    expect(text).toContain(`${printed} (`);
    // A unit of the last digit: what it prints is cut in places (0.52266 to 0.5226) or of three digits (0.390).
    expect(Math.abs(ours() - Number(printed))).toBeLessThan(1e-4);
  });
});

describe('from a ccxt bot', () => {
  const text = section('a ccxt bot');
  const rows = rowsOf(text);
  const { figures, version, structures } = record('ccxt');
  const instrument = parseMarket(structures.market);
  const amount = (rounding: 'towardZero' | 'nearest') =>
    roundAmount({ instrument, contracts: 0.1239, rounding }).amount;
  const order = (contracts: number) =>
    orderRequest({
      ...{ instrument, contracts, position: -0.3, orderType: 'limit', price: 46_990.14, reduceOnly: true },
    });
  const position = parsePosition(structures.position, { instrument: parseMarket(structures.inverseMarket) });
  const funding = parseFundingRate(structures.funding);
  const nothing = order(0.0004);
  const computed: readonly (readonly [call: string, figure: unknown])[] = [
    ['exchange.amountToPrecision(symbol, 0.1239)', amount('towardZero')],
    ['exchange.amountToPrecision(symbol, 0.1239)', amount('nearest')],
    ['exchange.amountToPrecision(symbol, 0.0004)', nothing.status === 'ok' ? 'ok' : nothing.reason],
    [
      'exchange.priceToPrecision(symbol, 47000.26)',
      roundPrice({ instrument, price: 47000.26, rounding: 'nearest' }),
    ],
    ["exchange.createOrder(symbol, 'limit', 'buy', 0.3, 46990.1, { reduceOnly: true })", null],
    ['funding.fundingRate', funding.rate],
    ['funding.interval', funding.intervalMs],
    ['position.contracts', position.contracts],
  ];

  it('has the version, and all that was recorded', () => {
    expect(text).toContain(`ccxt ${version['ccxt']!}`);
    expect(rows.map(({ call }) => call)).toEqual(computed.map(([call]) => call));
    expect([...new Set(rows.map(({ call }) => call))].sort()).toEqual(Object.keys(figures).sort());
  });

  it.each(rows.map((row, i) => ({ ...row, figure: computed[i]![1] })))(
    '$call, here $ours',
    ({ call, theirs, ours, differ, figure }) => {
      expect(theirs).toBe(String(figures[call]));
      expect(printedIn(text).join('\n')).toContain(ours);
      if (call.startsWith('exchange.createOrder')) return;
      expect(String(figure)).toBe(ours);
      expect(differ).toBe(theirs !== ours && figure !== null);
    },
  );

  it('the order is the one that ccxt was given, and ccxt sends its digits', () => {
    const { order: made } = order(0.5) as Extract<ReturnType<typeof order>, { status: 'ok' }>;
    const { symbol, type, side, amountText, priceText, params } = made;
    const [{ call }] = rows.filter((row) => row.call.startsWith('exchange.createOrder')) as [Row];
    expect(symbol).toBe('BTC/USDT:USDT');
    const given = `'${type}', '${side}', ${amountText}, ${priceText!}, { reduceOnly: ${String(params.reduceOnly)} }`;
    expect(call).toBe(`exchange.createOrder(symbol, ${given})`);
    expect(figures[call]).toBe(`quantity=${amountText}&price=${priceText!}&reduceOnly=true`);
  });

  it('what the page writes of a market, a rate and a position is of what ccxt gave', () => {
    const [, written] = /\nconst (market = \{[^]*?)\nconst instrument/.exec(text)!;
    const names = Object.keys(structures).join(', ');
    const values = runInNewContext(`const ${written!}; JSON.stringify({ ${names} })`) as string;
    expect(structures).toMatchObject(JSON.parse(values) as object);
  });
});
