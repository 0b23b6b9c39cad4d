import { capmBeta } from '../beta/capmBeta.ts';
import { hedgeEffectiveness } from '../beta/hedgeEffectiveness.ts';
import type { HedgeEffectivenessResult, HedgedPeriods } from '../beta/hedgeEffectiveness.ts';
import {
  isAbsent,
  readFinite,
  readInteger,
  readObject,
  readOneOf,
  readPositive,
  readProbability,
  refuse,
} from '../foundation/checks.ts';
import type { Interval } from '../foundation/interval.ts';
import { readSamples } from '../foundation/series.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import type { Instrument } from '../instruments/instrument.ts';
import { readCoinInstrument } from '../instruments/readInstrument.ts';
import { readCoinEquity, readSettlePrice, settledValueOf } from './hedgeLeg.ts';
import { hedgeOrder } from './hedgeOrder.ts';
import type { HedgeOrder } from './hedgeOrder.ts';
import { finite } from './hedgePlan.ts';

/** What both kinds take. */
export interface MinimumVarianceOptions {
  /** What to trade, from `parseMarket`; not an option. */
  readonly instrument: Instrument;
  /** Price of the instrument itself, in quote currency. */
  readonly price: number;
  /** Inverse contracts only, and required there: coins of the margin account, which are hedged too. */
  readonly coinEquity?: number | undefined;
  /**
   * Quote currency per coin of `settle`: required of a quanto; of an inverse contract the price of its coin, where that is
   * not `price`. Not of others.
   */
  readonly settlePrice?: number | undefined;
  /** Contracts of the instrument in place, signed, + long: what is traded is the rest. Left out: none are. */
  readonly heldContracts?: number | undefined;
  /**
   * Where given, the ratio of the first so many periods is also tested on the rest. The hedge itself goes by all of
   * them.
   */
  readonly trainingPeriods?: number | undefined;
  /** Of the intervals, strictly between 0 and 1; default 0.95. */
  readonly confidenceLevel?: number | undefined;
  /** `throw` (default) refuses a non-finite sample; `drop` leaves out its period and counts it. */
  readonly missing?: 'throw' | 'drop' | undefined;
}

/** Untailed: a ratio of price changes goes with quantities, Q_A / Q_F. */
export interface PriceChangeHedgeOptions extends MinimumVarianceOptions {
  /** Which series these are. */
  readonly kind: 'priceChanges';
  /** Changes of the asset's price, one a period, in the quote currency of the instrument. */
  readonly assetChanges: ArrayLike<number>;
  /** Changes of the instrument's price over the same periods. */
  readonly hedgeChanges: ArrayLike<number>;
  /** Units of the asset, signed: + where its rise is a gain, - where it is still to be bought. */
  readonly quantity: number;
}

/** Tailed, as daily settlement asks for: a ratio of returns goes with values, V_A / V_F. */
export interface ReturnHedgeOptions extends MinimumVarianceOptions {
  /** Which series these are. */
  readonly kind: 'returns';
  /** Simple returns of the asset, one a period. */
  readonly assetReturns: ArrayLike<number>;
  /** Simple returns of the instrument's price over the same periods. */
  readonly hedgeReturns: ArrayLike<number>;
  /** Signed value of the asset, in the quote currency of the instrument. */
  readonly value: number;
}

/** What `minimumVarianceHedge` takes: a ratio of price changes never meets values, nor one of returns quantities. */
export type MinimumVarianceHedgeOptions = PriceChangeHedgeOptions | ReturnHedgeOptions;

/** How the ratio of a first part of the sample did on the rest. */
export interface OutOfSampleHedge extends HedgedPeriods {
  /** The ratio of the first part. */
  readonly hedgeRatio: number;
}

/** A hedge with the least variance. */
export interface MinimumVarianceHedge extends HedgeOrder {
  readonly status: 'ok';
  /** As given. */
  readonly kind: 'priceChanges' | 'returns';
  /** h: units (of returns: value) of the hedge sold for one of the asset held. */
  readonly hedgeRatio: number;
  /** Of ordinary least squares. */
  readonly hedgeRatioStandardError: number;
  /** At `confidenceLevel`, by Student t. */
  readonly hedgeRatioInterval: Interval;
  /** Share of the variance that the hedge takes away, in the sample that fitted it, which flatters it: r squared. */
  readonly effectiveness: number;
  /** How the ratio of the training periods did on the others; null without `trainingPeriods`. */
  readonly outOfSample: OutOfSampleHedge | null;
  /** Samples used. */
  readonly observations: number;
  /** Periods left out because a sample was missing. */
  readonly dropped: number;
  /** As asked for. */
  readonly confidenceLevel: number;
  /** N: contracts of the whole hedge, signed, before lots and limits. */
  readonly hedgeContracts: number;
  /** The same at the ends of the ratio's interval. */
  readonly hedgeContractsInterval: Interval;
  /** Contracts to trade: the hedge less what is held of it. */
  readonly exactContracts: number;
  /** Exact less sent contracts. */
  readonly dustContracts: number;
}

/** `ok`, too few samples, or a series that does not move. */
export type MinimumVarianceHedgeResult =
  MinimumVarianceHedge | InsufficientData | Degenerate<'flat_hedge' | 'flat_asset'>;

const CALLER = 'minimumVarianceHedge';

/**
 * The hedge that leaves the least variance, from past changes of the asset and of the instrument.
 *
 * **Formula**: `priceChanges`: h = cov(dS, dF) / var(dF), N = -h Q_A / Q_F, Q_A the quantity and Q_F the units of a
 * contract: its contract size; of a quanto contract size x settlePrice. `returns`: h = cov(r_S, r_F) / var(r_F),
 * N = -h V_A / V_F, V_A the value and V_F that of a contract. An inverse contract of size M, sold at P, earns as M / P
 * coins do, in money at every price after: Q_F = M / P, V_F = M, and the coins of its account, which are long, are
 * added: N = -(h Q_A + coinEquity) / Q_F, N = -(h V_A + coinEquity P) / V_F. With a settlePrice S these four, of the contract
 * and of its coins, are times S / P. N < 0 sells.
 * **Inputs**: two series of equal length, absolute changes in one currency, or simple returns. The two kinds don't mix:
 * a ratio of price changes times V_A / V_F counts the prices twice.
 * **Result**: `ok`; `insufficient_data` below 3 samples, and below 3 in either part with `trainingPeriods`; `degenerate`:
 * `flat_hedge`, `flat_asset`, where a series does not move. The ratio is that of all periods; `outOfSample` tests the
 * ratio of the training periods on the others, and may be below 0.
 * **Errors**: `shape.*`, `series.not_finite`, `domain.*`, `market.*`, `unit.suspicious` (a return below -1: a price
 * change). **Accuracy**: that of `capmBeta`, 1e-12 relative.
 * **Cost**: O(n).
 * **Source**: Ederington 1979, J. Finance 34, 157-170; Hull, Options, Futures and Other Derivatives, ch. 3.
 *
 * @example
 * ```ts
 * import { minimumVarianceHedge } from 'betahedge/hedge';
 * import { parseMarket } from 'betahedge/instruments';
 *
 * // Hull, ch. 3: two million gallons of jet fuel still to be bought, heating oil futures of 42,000 gallons.
 * const instrument = parseMarket({
 *   symbol: 'HO', base: 'HO', quote: 'USD', settle: 'USD', type: 'swap', linear: true, inverse: false,
 *   contractSize: 42_000, precision: { amount: 1, price: 0.0001 },
 * });
 * const hedge = minimumVarianceHedge({
 *   kind: 'priceChanges',
 *   hedgeChanges: [
 *     0.021, 0.035, -0.046, 0.001, 0.044, -0.029, -0.026, -0.029, 0.048, -0.006, -0.036, -0.011, 0.019, -0.027, 0.029,
 *   ],
 *   assetChanges: [
 *     0.029, 0.02, -0.044, 0.008, 0.026, -0.019, -0.01, -0.007, 0.043, 0.011, -0.036, -0.018, 0.009, -0.032, 0.023,
 *   ],
 *   quantity: -2_000_000,
 *   instrument,
 *   price: 1.99,
 * });
 * if (hedge.status === 'ok') {
 *   console.log(hedge.hedgeRatio.toFixed(4), hedge.effectiveness.toFixed(4)); // 0.7777 0.8619
 *   console.log(hedge.exactContracts.toFixed(2), hedge.order?.side, hedge.order?.amount); // 37.03 buy 37
 * }
 * ```
 */
export function minimumVarianceHedge(options: MinimumVarianceHedgeOptions): MinimumVarianceHedgeResult {
  readObject(CALLER, options, '');
  const kind = readOneOf(CALLER, options, 'kind', ['priceChanges', 'returns']);
  const fields =
    kind === 'returns'
      ? (['assetReturns', 'hedgeReturns'] as const)
      : (['assetChanges', 'hedgeChanges'] as const);
  const { columns, dropped } = readSamples(CALLER, options, fields);
  const [asset, hedge] = columns as [Float64Array, Float64Array];
  if (kind === 'returns') for (let i = 0; i < 2; i++) refusePriceChanges(fields[i]!, columns[i]!);
  const confidenceLevel = readProbability(CALLER, options, 'confidenceLevel', 0.95);
  const instrument = readCoinInstrument(CALLER, options);
  const price = readPositive(CALLER, options, 'price');
  const settlePrice = readSettlePrice(CALLER, options, undefined, instrument, price, { window: null });
  const coinEquity = readCoinEquity(CALLER, options, undefined, instrument);
  const held = isAbsent(options, 'heldContracts') ? 0 : readFinite(CALLER, options, 'heldContracts');
  const contractValue = settledValueOf(instrument, price, settlePrice);
  const isInverse = instrument.settlement === 'inverse';
  const sides =
    kind === 'returns'
      ? {
          asset: readFinite(CALLER, options, 'value'),
          coins: coinEquity * settlePrice,
          contract: contractValue,
        }
      : {
          asset: readFinite(CALLER, options, 'quantity'),
          coins: isInverse ? coinEquity * (settlePrice / price) : 0,
          contract: isInverse ? contractValue / price : settledValueOf(instrument, 1, settlePrice),
        };

  const test = readOutOfSample(options, fields);
  const fit = capmBeta({ assetReturns: asset, benchmarkReturns: hedge, confidenceLevel });
  if (fit.status === 'insufficient_data') return fit;
  if (fit.status === 'degenerate')
    return { status: 'degenerate', reason: fit.reason === 'flat_asset' ? 'flat_asset' : 'flat_hedge' };
  if (test !== null && test.status !== 'ok') return test;

  const contractsOf = (ratio: number): number =>
    finite(CALLER, -(ratio * sides.asset + sides.coins) / sides.contract + 0, 'hedgeContracts');
  const hedgeContracts = contractsOf(fit.beta);
  const ends = [contractsOf(fit.betaInterval.lower), contractsOf(fit.betaInterval.upper)] as const;
  const exactContracts = finite(CALLER, hedgeContracts - held + 0, 'exactContracts');
  const rules = { limits: [], reduceOnly: false, reduceBelowMinimum: false };
  const order = hedgeOrder(CALLER, { instrument, price, contractValue }, exactContracts, held, rules);
  return {
    status: 'ok',
    kind,
    hedgeRatio: fit.beta,
    hedgeRatioStandardError: fit.betaStandardError,
    hedgeRatioInterval: fit.betaInterval,
    effectiveness: fit.rSquared,
    outOfSample: test === null ? null : { hedgeRatio: test.hedgeRatio, ...test.outOfSample! },
    observations: fit.observations,
    dropped,
    confidenceLevel,
    hedgeContracts,
    hedgeContractsInterval: { lower: Math.min(...ends), upper: Math.max(...ends) },
    exactContracts,
    ...order,
    dustContracts: exactContracts - Number(order.contracts) + 0,
  };
}

/** The test of a first part's ratio on the rest, from the series as they came; null where none is asked for. */
function readOutOfSample(
  options: MinimumVarianceHedgeOptions,
  [asset, hedge]: readonly string[],
): HedgeEffectivenessResult | null {
  if (isAbsent(options, 'trainingPeriods')) return null;
  const trainingPeriods = readInteger(CALLER, options, 'trainingPeriods', 3);
  const series = options as unknown as Readonly<Record<string, ArrayLike<number>>>;
  const { missing } = options;
  return hedgeEffectiveness({
    assetReturns: series[asset!]!,
    hedgeReturns: series[hedge!]!,
    trainingPeriods,
    missing,
  });
}

function refusePriceChanges(field: string, returns: Float64Array): void {
  for (let i = 0; i < returns.length; i++)
    if (returns[i]! < -1)
      refuse(
        'unit.suspicious',
        CALLER,
        `${field}[${i}]`,
        'a simple return, -1 at least (a price change came?)',
        returns[i],
      );
}
