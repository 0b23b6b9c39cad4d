// The example's inputs and its replay, free of I/O: a book of seven coins, BTC as benchmark and hedge, the
// daily prices and BTC funding of 2021.
import { canonicalJson, orThrow } from 'betahedge';
import { parseMarket } from 'betahedge/instruments';
import { replayHedge } from 'betahedge/simulation';
import type { RebalancePolicy } from 'betahedge/rebalance';
import type { HedgeReplay, ReplayHedgeOptions, ReplayStep } from 'betahedge/simulation';

/** Coins held all year. */
export const book = [
  { symbol: 'ETH', quantity: 20 },
  { symbol: 'SOL', quantity: 300 },
  { symbol: 'ADA', quantity: 30_000 },
  { symbol: 'LINK', quantity: 1_500 },
  { symbol: 'AVAX', quantity: 300 },
  { symbol: 'DOGE', quantity: 150_000 },
  { symbol: 'XRP', quantity: 30_000 },
];

/** A linear perpetual, as `exchange.market('BTC/USDT:USDT')` of ccxt describes it: one contract is 1 BTC. */
export const linear = parseMarket({
  symbol: 'BTC/USDT:USDT',
  base: 'BTC',
  quote: 'USDT',
  settle: 'USDT',
  type: 'swap',
  linear: true,
  inverse: false,
  contractSize: 1,
  taker: 0.0005,
  maker: 0.0002,
  active: true,
  precision: { amount: 0.001, price: 0.1 },
  limits: { amount: { min: 0.001, max: 1000 }, cost: { min: 100 } },
});

/** An inverse perpetual, margined and settled in BTC: one contract is 100 USD. */
export const inverse = parseMarket({
  symbol: 'BTC/USD:BTC',
  base: 'BTC',
  quote: 'USD',
  settle: 'BTC',
  type: 'swap',
  linear: false,
  inverse: true,
  contractSize: 100,
  taker: 0.0005,
  maker: 0.0001,
  active: true,
  precision: { amount: 1, price: 0.1 },
  limits: { amount: { min: 1, max: 1_000_000 } },
});

/** Prices by coin on one axis of days. */
export interface Prices {
  readonly timestamps: readonly number[];
  readonly values: Readonly<Record<string, readonly number[]>>;
}

/** Reads `date,BTC,ETH,...`. */
export function readPrices(csv: string): Prices {
  const [header, ...rows] = csv
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const values: Record<string, number[]> = {};
  header!.slice(1).forEach((symbol, column) => {
    values[symbol] = rows.map((row) => Number(row[column + 1]));
  });
  return { timestamps: rows.map((row) => Date.parse(row[0]!)), values };
}

/** Reads `time,fundingRate`. */
export function readFunding(csv: string): { timestamps: number[]; rates: number[] } {
  const rows = csv
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
  return { timestamps: rows.map((row) => Date.parse(row[0]!)), rates: rows.map((row) => Number(row[1])) };
}

/** When the year's hedge is traded: beyond a beta of 0.1 of the capital, to the edge. */
export const policy: RebalancePolicy = {
  policyVersion: '2021-1',
  exposureUnit: 'beta of capital',
  target: 0,
  band: { halfWidth: 0.1, landing: 0.1 },
  hardLimit: null,
  cooldownMs: 0,
  maximumAgeMs: null,
  settlementLagMs: 0,
  degradedBandFactor: 1,
  limits: {},
};

/** Days that each beta of the year's hedge is estimated over. */
export const betaWindow = 60;

/** Of the linear perpetual, fractions of what is traded. */
export const costs = { feeRate: 0.0005, halfSpread: 0.0001 };

/** The year as it would have been hedged with the linear perpetual; `change` is what differs. */
export function replayYear(
  pricesCsv: string,
  fundingCsv: string,
  change: Pick<ReplayHedgeOptions, 'onStep'> | Pick<ReplayHedgeOptions, 'policy' | 'bandAt'> = {},
): HedgeReplay {
  const { timestamps, values } = readPrices(pricesCsv);
  return orThrow(
    replayHedge({
      timestamps,
      prices: values,
      benchmark: 'BTC',
      book,
      cash: 0,
      hedges: [
        {
          instrument: linear,
          priceSymbol: 'BTC',
          share: 1,
          fundingRates: readFunding(fundingCsv),
          costs,
        },
      ],
      betas: { kind: 'rolling', window: betaWindow },
      policy,
      periodsPerYear: 365,
      ...change,
    }),
  );
}

/** Every event and decision of the year as one canonical text: the same bytes on every engine. */
export function decisionLog(pricesCsv: string, fundingCsv: string): string {
  const steps: ReplayStep[] = [];
  replayYear(pricesCsv, fundingCsv, { onStep: (step) => steps.push(step) });
  return canonicalJson(steps);
}
