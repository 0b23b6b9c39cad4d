// %% [markdown]
// # Greeks of a coin-settled chain
//
// Options on Bitcoin at Deribit are priced, paid and settled in Bitcoin. You have sold twenty calls there. The screen says
// delta 0.8; the account says something else; and both are right. **How many coins hedge the calls, which delta is the one
// to use, and what is left when it is zero?**
//
// **The chain of this notebook is synthetic**: a smile that we chose, priced by Black's formula and rounded to the ticks of
// the exchange. So the truth is known, and every estimate can be held against it. A real chain, as `fetchOptionChain` of
// ccxt gives it, takes the place of `chain`.

// %%
import { orThrow } from 'betahedge';
import { greeksChart, smileChart } from 'betahedge/charts';
import { display, table } from 'betahedge/display';
import { neutraliseGreeks } from 'betahedge/hedge';
import { parseMarket } from 'betahedge/instruments';
import { coinSettledOption, fitSmile, optionBookGreeks, smileArbitrage } from 'betahedge/options';
import { smileVolatility, volatilityFromChain } from 'betahedge/options';
import { show } from './show.ts';

const forward = 60_000;
const timeToExpiryYears = 30 / 365;
const priceTick = 0.0005;
const strikes = Array.from({ length: 12 }, (_, i) => 44_000 + 4000 * i);

/** The truth: total variance as a hyperbola in log-moneyness, lower strikes dearer. */
function trueVolatility(strike: number): number {
  const k = Math.log(strike / forward) - 0.02;
  return Math.sqrt((0.01 + 0.08 * (-0.25 * k + Math.sqrt(k * k + 0.18 * 0.18))) / timeToExpiryYears);
}
/** Of each strike the option that is out of the money, at a price in coins. */
const chain = strikes.map((strike) => {
  const optionType = strike < forward ? ('put' as const) : ('call' as const);
  const exact = coinSettledOption({
    optionType,
    forward,
    strike,
    timeToExpiryYears,
    volatility: trueVolatility(strike),
  });
  return { strike, optionType, price: priceTick * Math.round(exact.priceInCoin / priceTick) };
});

// %%
const implied = volatilityFromChain({
  optionType: chain.map(({ optionType }) => optionType),
  strike: strikes,
  price: chain.map(({ price }) => price),
  pricedIn: 'coin',
  priceTick,
  forward,
  timeToExpiryYears,
});
const smile = orThrow(fitSmile({ strikes, volatilities: implied.volatility, forward, timeToExpiryYears }));
const quotes = { strikes, volatilities: implied.volatility };
show(display(smileChart({ smile, quotes, underlying: 'BTC', currency: 'USD' })));

// %% [markdown]
// ## How sure is a volatility?
//
// A price is known to half a tick, and no better. Near the money half a tick is little; far from it the price is a handful of
// ticks, and a tick is worth points of volatility. `volatilityPerTick` says how many. An interval of half a tick on either
// side ought to hold the truth, which here is known:

// %%
show(
  table(
    chain.map(({ strike, optionType, price }, i) => {
      const volatility = implied.volatility[i]!;
      const half = implied.volatilityPerTick![i]! / 2;
      return {
        option: `${strike} ${optionType}`,
        priceCoin: Number(price.toFixed(4)),
        impliedPercent: `${(100 * (volatility - half)).toFixed(2)} to ${(100 * (volatility + half)).toFixed(2)}`,
        truePercent: Number((100 * trueVolatility(strike)).toFixed(2)),
      };
    }),
    { title: 'Implied volatility to half a tick, and the truth' },
  ),
);

// %%
const { quotesArbitrageFree, violations } = smileArbitrage({ smiles: [smile] });
console.log(`a free trade in the quotes: ${quotesArbitrageFree ? 'none' : 'there is one'}`);
for (const { check, strike } of violations)
  console.log(`the curve between them: ${check} at ${strike.toFixed(0)}`);

// %% [markdown]
// ## Two deltas
//
// The option sold is the call of strike 52,000: in the money, so that its premium is large. Its value in dollars moves by
// `delta` coins. But it is a value in coins that you owe, and when Bitcoin rises a coin is worth more too: the value in
// coins moves by `premiumAdjustedDelta`, which is delta less the price in coins.

// %%
const sold = { optionType: 'call', strike: 52_000 } as const;
const volatility = smileVolatility({ smile, strike: sold.strike });
const call = coinSettledOption({ ...sold, forward, timeToExpiryYears, volatility });
const { priceInCoin, delta, premiumAdjustedDelta, gamma, vegaPerVolPoint, thetaPerDay } = call;
show(
  table(
    { priceInCoin, delta, premiumAdjustedDelta, gamma, vegaPerVolPoint, thetaPerDay },
    { title: `The call of ${sold.strike}, 30 days to expiry` },
  ),
);

// %% [markdown]
// Deep in the money a call is worth nearly a whole coin, however far Bitcoin rises: in coins there is nothing left to hedge.
// So the adjusted delta rises and falls again, which the plain one never does:

// %%
const spots = Array.from({ length: 101 }, (_, i) => 30_000 + 900 * i);
const times = [7 / 365, 30 / 365, 90 / 365];
const adjusted = times.map((time) =>
  spots.map((spot) => {
    const option = { ...sold, forward: spot, timeToExpiryYears: time, volatility };
    return coinSettledOption(option).premiumAdjustedDelta;
  }),
);
show(
  display(
    greeksChart({
      greek: 'premiumAdjustedDelta',
      unit: 'coins',
      spots,
      timesToExpiryYears: times,
      values: adjusted,
      underlying: 'BTC',
      currency: 'USD',
    }),
  ),
);

// %% [markdown]
// ## The book, hedged in coins
//
// Twenty of these calls, sold. What is bought against them is the inverse perpetual of 10 USD a contract, whose profit is in
// coins too. One hedge by each delta:

// %%
const inverse = { base: 'BTC', quote: 'USD', settle: 'BTC', linear: false, inverse: true } as const;
const perpetual = parseMarket({
  ...inverse,
  symbol: 'BTC/USD:BTC',
  type: 'swap',
  contractSize: 10,
  precision: { amount: 10, price: 0.5 },
});
const calls = {
  ...inverse,
  settlement: 'inverseOption',
  contractSize: 1,
  contracts: -20,
  underlyingPrice: forward,
  greeks: call,
} as const;
const sums = optionBookGreeks({ positions: [calls] }).groups[0]!;
/** Contracts of the perpetual that take away so many coins of delta. */
const against = (coins: number): number => -Math.round((coins * forward) / perpetual.contractSize);
const hedges = {
  none: 0,
  delta: against(sums.delta!),
  'adjusted delta': against(sums.premiumAdjustedDelta!),
};

/** What the calls and the perpetual earn in coins when Bitcoin moves at once; each strike keeps its volatility. */
function profitInCoins(price: number, contracts: number): number {
  const after = coinSettledOption({ ...sold, forward: price, timeToExpiryYears, volatility }).priceInCoin;
  const ofCalls = calls.contracts * (after - priceInCoin);
  return ofCalls + contracts * perpetual.contractSize * (1 / forward - 1 / price);
}
/** A profit as a function of the price, as a row of moves. */
const byMove = (profit: (price: number) => number): Record<string, string> =>
  Object.fromEntries(
    [-10, -5, -2, 2, 5, 10].map((move) => [
      `${move > 0 ? '+' : ''}${move} %`,
      // What rounds to 0 has no sign.
      profit(forward * (1 + move / 100))
        .toFixed(3)
        .replace(/^-(?=[0.]*$)/, ''),
    ]),
  );
show(
  table(
    Object.entries(hedges).map(([hedge, contracts]) => ({
      hedge,
      contracts,
      ...byMove((price) => profitInCoins(price, contracts)),
    })),
    { title: 'Profit in BTC when Bitcoin moves by' },
  ),
);

// %% [markdown]
// With the plain delta the account earns coins when Bitcoin rises and loses them when it falls: its value in dollars is what
// stays flat, which is right for who has turned the premium into dollars and counts in them. With the adjusted delta small
// moves cost next to nothing in coins, whichever way. What is left is a loss on both sides: that is **gamma**, and no
// perpetual has any.
//
// ## Gamma too
//
// `neutraliseGreeks` looks for the cheapest trades in the perpetual and in options of the chain that take away both, at
// the lots of the venue.

// %%
const option = (strike: number) => {
  const greeks = coinSettledOption({
    optionType: 'call',
    forward,
    strike,
    timeToExpiryYears,
    volatility: smileVolatility({ smile, strike }),
  });
  const instrument = parseMarket({
    ...inverse,
    symbol: `BTC/USD:BTC-260130-${strike}-C`,
    type: 'option',
    optionType: 'call',
    strike,
    expiry: Date.UTC(2026, 0, 30, 8),
    contractSize: 1,
    precision: { amount: 0.1, price: priceTick },
    limits: { amount: { min: 0.1 } },
  });
  // Half a tick of spread, and a fee of 0.0003 BTC.
  const costPerContract = (priceTick / 2 + 0.0003) * forward;
  return { instrument, greeks, price: greeks.priceInCoin, underlyingPrice: forward, costPerContract };
};
const instruments = [
  option(60_000),
  option(68_000),
  { instrument: perpetual, price: forward, costPerContract: 0.0005 * perpetual.contractSize },
];
const dailyMove = forward * volatility * Math.sqrt(1 / 365);
const neutral = orThrow(
  neutraliseGreeks({
    exposures: { premiumAdjustedDelta: sums.premiumAdjustedDelta!, gamma: sums.gamma! },
    exact: ['premiumAdjustedDelta', 'gamma'],
    instruments,
    // What a unit of each puts at risk in a day, as a variance of dollars, and what that is worth to you.
    riskWeights: { premiumAdjustedDelta: dailyMove ** 2, gamma: dailyMove ** 4 / 2 },
    riskAversion: 1e-4,
    orderType: 'limit',
  }),
);
const { lots } = neutral;
if (lots?.status !== 'optimal') throw new Error('no lots were found');
show(
  table(
    lots.legs.map(({ symbol, order }) => ({
      symbol,
      order: order === null ? 'none' : `${order.side} ${order.amountText} (${order.amountUnit})`,
    })),
    { title: `Orders for ${Math.round(lots.cost)} USD of costs` },
  ),
);

// %%
/** What options of a strike earn in coins, bought at the smile. */
function profitOfOptions(price: number, strike: number, contracts: number): number {
  const bought = {
    optionType: 'call',
    strike,
    timeToExpiryYears,
    volatility: smileVolatility({ smile, strike }),
  } as const;
  const worth = (at: number): number => coinSettledOption({ ...bought, forward: at }).priceInCoin;
  return contracts * (worth(price) - worth(forward));
}
const [nearLots = 0, farLots = 0, perpetualLots = 0] = lots.legs.map(({ contracts }) => Number(contracts));
const neutralProfit = (price: number): number =>
  profitInCoins(price, perpetualLots) +
  profitOfOptions(price, 60_000, nearLots) +
  profitOfOptions(price, 68_000, farLots);
show(
  table(
    [
      { hedge: 'adjusted delta', ...byMove((price) => profitInCoins(price, hedges['adjusted delta'])) },
      { hedge: 'and gamma', ...byMove(neutralProfit) },
    ],
    { title: 'Profit in BTC when Bitcoin moves by' },
  ),
);

// %% [markdown]
// ## The decision
//
// Count in coins: buy the perpetual by the **adjusted** delta, not the one on the screen, or the account is short of coins by
// the whole premium. Then decide whether gamma is worth its price: the second table is what it saves for a sudden move,
// and the orders say what it costs. The premium of the options bought is no cost, but it decays, and so does that
// of the options sold.
//
// ## What remains unknown
//
// - **How the smile moves.** Each strike kept its volatility here. If volatility rises as Bitcoin falls, the hedge is off by
//   vega times that move.
// - **The jump and the path.** Delta and gamma are of today's price: a move of 10 % and a week later are another book.
// - **The last half hour.** Delivery is at a mean of the index, which nothing here models.
// - **This chain is synthetic.** Real quotes have a spread that is wider than a tick, and strikes that do not trade.
