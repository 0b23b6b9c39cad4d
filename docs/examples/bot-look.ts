// What the bot sees: prices that a guard lets through, betas of the past, and the account as one exposure, from ccxt's
// unified answers, each read by its parser: what is missing or inconsistent stops here, by name.
// `npm run example bot` runs it on recorded answers.
import { orThrow } from 'betahedge';
import { capmBeta } from 'betahedge/beta';
import { bookExposure } from 'betahedge/hedge';
import { contractValue, parseBalance, parseFundingRate } from 'betahedge/instruments';
import { parseMarket, parsePosition, parseTicker } from 'betahedge/instruments';
import { oracleGuard } from 'betahedge/rebalance';
import { alignSeries, closesFromOhlcv, simpleReturns } from 'betahedge/returns';
import type { BetaEstimate } from 'betahedge/beta';
import type { OracleGraph, SnapshotEvent } from 'betahedge/rebalance';
import type { TimedSeries } from 'betahedge/returns';

/** What the bot asks of ccxt's `Exchange`; any of its classes fits. */
export interface MarketData {
  milliseconds(): number;
  market(symbol: string): object;
  fetchOHLCV(symbol: string, timeframe: string, since: undefined, limit: number): Promise<OhlcvRow[]>;
  fetchTicker(symbol: string): Promise<object>;
  fetchFundingRate(symbol: string): Promise<object>;
  fetchPositions(): Promise<{ symbol: string | undefined }[]>;
  fetchBalance(): Promise<object>;
}
export type OhlcvRow = (number | undefined)[];

export interface LookOptions {
  /** Symbol of the perpetual on the benchmark, which hedges: its beta is 1. */
  readonly hedge: string;
  /** Daily returns that a beta is estimated from. */
  readonly days: number;
  /** Over the observations `last`, `mark` and `index` of each symbol. */
  readonly graph: OracleGraph;
  /** What the venue counts in a balance: binanceusdm the unrealised profit, so `margin`. */
  readonly balanceKind: 'cash' | 'margin' | 'equity';
}

/** What exposures are counted in here, which a policy must be too. */
const EXPOSURE_UNIT = 'beta of equity';

/** A snapshot, without its place in the log. */
export interface Sight {
  readonly snapshot: Omit<SnapshotEvent, 'sequence' | 'timestamp' | 'lotContracts'>;
  /** Of the hedge. */
  readonly price: number;
  /** All that the snapshot was made from; the log keeps its hash. */
  readonly inputs: object;
  /** What the guard has to say, where it does not pass a price. */
  readonly findings: readonly string[];
}

const DAY_MS = 86_400_000;

export async function look(exchange: MarketData, options: LookOptions): Promise<Sight> {
  const { hedge, days, graph, balanceKind: kind } = options;
  const asked = exchange.milliseconds();
  const positions = (await exchange.fetchPositions())
    .map((position) =>
      parsePosition(position, { instrument: parseMarket(exchange.market(position.symbol!)) }),
    )
    .filter(({ contracts }) => contracts !== 0);
  const balances = parseBalance(await exchange.fetchBalance()).map(
    ({ currency, total }) => ({ currency, amount: total, kind }) as const,
  );
  const symbols = [hedge, ...new Set(positions.map(({ symbol }) => symbol).filter((one) => one !== hedge))];
  const answers = [];
  for (const symbol of symbols) {
    const { last, timestamp } = parseTicker(await exchange.fetchTicker(symbol));
    const { markPrice, indexPrice, ...funding } = parseFundingRate(await exchange.fetchFundingRate(symbol));
    // The candle of today, and one to spare where midnight comes in between.
    const rows = await exchange.fetchOHLCV(symbol, '1d', undefined, days + 3);
    const observations = {
      last: { price: last, timestamp },
      mark: { price: markPrice, timestamp: funding.timestamp },
      index: { price: indexPrice, timestamp: funding.timestamp },
    };
    answers.push({ symbol, observations, rows });
  }

  // All at one time, after the last answer: the first ones have aged by then, and the positions with them.
  const now = exchange.milliseconds();
  const prices: Record<string, number> = {};
  const closes: Record<string, TimedSeries> = {};
  const findings: string[] = [];
  let status: 'ok' | 'degraded' | 'halted' = 'ok';
  for (const { symbol, observations, rows } of answers) {
    const guard = oracleGuard({ graph, observations, now });
    if (guard.status !== 'ok') findings.push(`${symbol} is ${guard.explanation}`);
    if (guard.status === 'halted' || status === 'ok') status = guard.status;
    // Without a price the mark stands in, on which nothing is ordered; NaN is refused.
    prices[symbol] = guard.price ?? observations.mark.price ?? NaN;
    // A candle that ended after it was asked for has another close now.
    const finished = closesFromOhlcv({ rows, timeframeMs: DAY_MS, now: asked });
    if (finished.asOf === null || finished.asOf < asked - 2 * DAY_MS)
      throw new Error(`${symbol} has no close of yesterday`);
    closes[symbol] = finished;
  }

  const betas: Record<string, number | BetaEstimate> = { [hedge]: 1 };
  for (const symbol of symbols.slice(1)) {
    const aligned = alignSeries({ series: { asset: closes[symbol]!, benchmark: closes[hedge]! } });
    const { asset, benchmark } = orThrow(aligned).values;
    if (asset.length <= days)
      throw new Error(`${symbol} has ${asset.length} closes, which is no ${days} returns`);
    const assetReturns = simpleReturns({ prices: asset.subarray(-days - 1) });
    const benchmarkReturns = simpleReturns({ prices: benchmark.subarray(-days - 1) });
    betas[symbol] = orThrow(capmBeta({ assetReturns, benchmarkReturns, standardErrors: 'HC3' }));
  }

  const price = prices[hedge]!;
  const instrument = parseMarket(exchange.market(hedge));
  const money = { benchmarkPrice: price, numeraire: instrument.settle, fx: {} };
  const book = bookExposure({ positions, balances, prices, betas, ...money });
  const held = positions.filter(({ symbol }) => symbol === hedge);
  const snapshot = {
    type: 'snapshot',
    exposure: book.total.ofEquity.dollarBeta,
    exposureUnit: EXPOSURE_UNIT,
    hedgeContracts: held.reduce((sum, { contracts }) => sum + contracts, 0),
    exposurePerContract: contractValue({ instrument, price }) / book.equity,
    equity: book.equity,
    oracle: { status },
  } as const;
  return { snapshot, price, inputs: { prices, betas, positions, balances }, findings };
}
