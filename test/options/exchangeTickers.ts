// Greeks as exchanges printed them, in the shape that ccxt passes them on, with what the option was.
import type { CcxtGreeks } from '../../src/options/ccxtGreeks.ts';
import type { GreeksConventionName } from '../../src/options/greeksConvention.ts';

/** A printed ticker. */
export interface ExchangeTicker {
  readonly name: string;
  readonly exchange: GreeksConventionName;
  readonly optionType: 'call' | 'put';
  readonly forward: number;
  readonly strike: number;
  /** Of the mark, as a fraction. */
  readonly volatility: number;
  readonly timestamp: number;
  readonly expiry: number;
  readonly greeks: CcxtGreeks;
}

const deribit: ExchangeTicker = {
  // ccxt, pull request 19908.
  name: 'Deribit BTC-27SEP24-40000-C',
  exchange: 'deribit',
  optionType: 'call',
  forward: 39165.86,
  strike: 40_000,
  volatility: 0.6086,
  timestamp: 1699593511632,
  expiry: Date.UTC(2024, 8, 27, 8),
  greeks: {
    symbol: 'BTC/USD:BTC-240927-40000-C',
    timestamp: 1699593511632,
    delta: 0.59833,
    gamma: 0.00002,
    vega: 142.30124,
    theta: -13.4441,
    rho: 131.82621,
    markImpliedVolatility: 60.86,
    bidImpliedVolatility: 60.06,
    askImpliedVolatility: 61.85,
    markPrice: 0.2169,
    bidPrice: 0.214,
    askPrice: 0.2205,
    lastPrice: 0.215,
    underlyingPrice: 39165.86,
  },
};

const bybit: ExchangeTicker = {
  // ccxt, pull request 21878.
  name: 'Bybit BTC-27DEC24-55000-P',
  exchange: 'bybit',
  optionType: 'put',
  forward: 71652.59003661,
  strike: 55_000,
  volatility: 0.8866,
  timestamp: 1711162433203,
  expiry: Date.UTC(2024, 11, 27, 8),
  greeks: {
    symbol: 'BTC/USDC:USDC-241227-55000-P',
    delta: -0.23305856,
    gamma: 0.00000551,
    vega: 191.69986811,
    theta: -30.43549743,
    markImpliedVolatility: 0.8866,
    bidImpliedVolatility: 0,
    askImpliedVolatility: 0,
    markPrice: 11823.35972129,
    bidPrice: 0,
    askPrice: 0,
    lastPrice: 10980,
    underlyingPrice: 71652.59003661,
  },
};

const bybitLastHours: ExchangeTicker = {
  // Bybit, API documentation of tickers: three hours left.
  name: 'Bybit BTC-30DEC22-18000-C',
  exchange: 'bybit',
  optionType: 'call',
  forward: 16590.42,
  strike: 18_000,
  volatility: 0.7567,
  timestamp: 1672376592395,
  expiry: Date.UTC(2022, 11, 30, 8),
  greeks: {
    delta: 0.00000001,
    gamma: 0.00000001,
    vega: 0.00000004,
    theta: -0.00000152,
    markImpliedVolatility: 0.7567,
    askImpliedVolatility: 5,
    markPrice: 0.00000009,
    underlyingPrice: 16590.42,
  },
};

// Binance, API documentation of the mark price stream: rates of 0, the index for a forward.
const binanceAt = { forward: 104334.60217391, strike: 126_000, timestamp: 1762867543321 };
const binance: ExchangeTicker[] = [
  {
    ...binanceAt,
    name: 'Binance BTC-251120-126000-C',
    exchange: 'binance',
    optionType: 'call',
    volatility: 0.9408058,
    expiry: Date.UTC(2025, 10, 20, 8),
    greeks: {
      delta: 0.11111964,
      gamma: 0.00001245,
      vega: 30.63855919,
      theta: -164.26702615,
      markImpliedVolatility: 0.9408058,
      bidImpliedVolatility: -1,
      askImpliedVolatility: 0.98161161,
      markPrice: 770.543,
    },
  },
  {
    ...binanceAt,
    name: 'Binance BTC-251123-126000-C',
    exchange: 'binance',
    optionType: 'call',
    volatility: 0.93310237,
    expiry: Date.UTC(2025, 10, 23, 8),
    greeks: {
      delta: 0.14869196,
      gamma: 0.00001326,
      vega: 43.43627792,
      theta: -172.12148811,
      markImpliedVolatility: 0.93310237,
      markPrice: 1249.61,
    },
  },
];

// OKX, API documentation of opt-summary, and (the first) nbgsmk/GEC. The two of 2022 have 22 hours left.
const okxLastDay = {
  forward: 39016.81436290685,
  strike: 33_000,
  volatility: 1.5551965233045728,
  timestamp: 1646733631242,
  expiry: Date.UTC(2022, 2, 9, 8),
  exchange: 'okx',
} as const;
const okx: ExchangeTicker[] = [
  {
    name: 'OKX BTC-USD-251226-100000-C',
    exchange: 'okx',
    optionType: 'call',
    forward: 112782.12029616143,
    strike: 100_000,
    volatility: 0.4335822639833618,
    timestamp: 1752086420763,
    expiry: Date.UTC(2025, 11, 26, 8),
    greeks: {
      delta: 0.5339928762039878,
      gamma: 0.08913628046196788,
      vega: 0.002330608031079633,
      theta: -0.00029783940855611867,
      markImpliedVolatility: 0.4335822639833618,
    },
  },
  {
    ...okxLastDay,
    name: 'OKX BTC-USD-220309-33000-C',
    optionType: 'call',
    greeks: {
      delta: 0.8310206676289528,
      gamma: -1.1965483553276135,
      vega: 0.000018173851073258973,
      theta: -0.0014131955002093717,
      bidImpliedVolatility: 0,
      askImpliedVolatility: 3.7207056835937498,
    },
  },
  {
    ...okxLastDay,
    name: 'OKX BTC-USD-220309-33000-P',
    optionType: 'put',
    greeks: {
      delta: -0.014668822072611904,
      gamma: 0.49483062407551576,
      vega: 0.000018173851073258973,
      theta: -0.0014131955002093717,
    },
  },
];

/** Of four exchanges. */
export const exchangeTickers: readonly ExchangeTicker[] = [
  deribit,
  bybit,
  bybitLastHours,
  ...binance,
  ...okx,
];

/** One of them. */
export function tickerOf(name: string): ExchangeTicker {
  return exchangeTickers.find((ticker) => ticker.name.includes(name))!;
}
