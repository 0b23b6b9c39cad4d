// Instruments and fixture of the tests of hedges by beta.
import { readFileSync } from 'node:fs';
import type { ExactBetaHedgeOptions } from '../../src/hedge/exactBetaHedge.ts';
import type { HedgeInstrumentOptions } from '../../src/hedge/hedgeLeg.ts';
import type { HedgePosition } from '../../src/hedge/hedgePlan.ts';
import type { Instrument } from '../../src/instruments/instrument.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { inverseMarket, linearMarket, spotMarket } from '../instruments/markets.ts';

export const linear: Instrument = parseMarket({ ...linearMarket, limits: {} });
export const inverse: Instrument = parseMarket({ ...inverseMarket, limits: {} });
export const spot: Instrument = parseMarket({ ...spotMarket, limits: {} });
/** Coins of BTC per contract and 1 USD of the price of ETH: as BitMEX' ETHUSD, 0.000001 BTC. */
export const quanto: Instrument = {
  ...linear,
  settlement: 'quanto',
  type: 'swap',
  symbol: 'ETH/USD:BTC',
  base: 'ETH',
  quote: 'USD',
  settle: 'BTC',
  contractSize: 0.000001,
  amountPrecision: { kind: 'step', step: '1' },
  expiry: null,
};

/** A contract of 250 times an index, whole contracts, in USD. */
export const future: Instrument = parseMarket({
  symbol: 'INDEX',
  base: 'INDEX',
  quote: 'USD',
  settle: 'USD',
  type: 'swap',
  linear: true,
  inverse: false,
  contractSize: 250,
  precision: { amount: 1, price: 0.01 },
});

interface FixtureLeg {
  readonly kind: 'linear' | 'inverse' | 'quanto' | 'spot';
  readonly symbol: string;
  readonly contractSize: number;
  readonly price: number;
  readonly beta: number;
  readonly error: number;
  readonly coinEquity?: number;
  readonly settlePrice?: number;
  readonly quote: string;
}

/** A case of test/fixtures/hedge/sizing.json. */
export interface SizingCase {
  readonly name: string;
  readonly legs: readonly FixtureLeg[];
  readonly shares: readonly number[];
  readonly fx: Readonly<Record<string, number>>;
  readonly positions: readonly HedgePosition[];
  readonly capital: number;
  readonly targetBeta?: number;
  readonly targetCorrelation?: NonNullable<ExactBetaHedgeOptions['targetCorrelation']>;
  readonly covarianceOfAll: readonly number[][];
  readonly covarianceOfOthers: readonly number[][];
  readonly degreesOfFreedom: number | null;
  readonly confidenceLevel: number;
  readonly expected: {
    readonly targetBeta: number;
    readonly dollarBetaBefore: number;
    readonly dollarBetaTarget: number;
    readonly exactDollarBeta: number;
    readonly exactContracts: readonly number[];
    readonly heldContracts: readonly number[];
    readonly quantile: number;
    readonly independent: number;
    readonly perfectlyCorrelated: number;
    readonly withCovarianceOfAll: number;
    readonly withCovarianceOfOthers: number;
  };
}

const file = new URL('../fixtures/hedge/sizing.json', import.meta.url);

export const sizingCases: readonly SizingCase[] = (
  JSON.parse(readFileSync(file, 'utf8')) as { cases: SizingCase[] }
).cases;

/** A case's book and target, without what is traded. */
export function bookOf(given: SizingCase): Omit<ExactBetaHedgeOptions, keyof HedgeInstrumentOptions> {
  const { positions, capital, fx, confidenceLevel } = given;
  const target =
    given.targetCorrelation === undefined
      ? { targetBeta: given.targetBeta! }
      : { targetCorrelation: given.targetCorrelation };
  const dated = Object.entries(fx).map(([name, price]) => [name, { price, timestamp: 1_700_000_000_000 }]);
  return {
    positions,
    capital,
    ...(target as { targetBeta: number }),
    numeraire: 'USD',
    fx: Object.fromEntries(dated) as NonNullable<ExactBetaHedgeOptions['fx']>,
    confidenceLevel,
    degreesOfFreedom: given.degreesOfFreedom ?? undefined,
  };
}

/** A case's instrument as an instrument to hedge with. */
export function legOf(leg: FixtureLeg): HedgeInstrumentOptions {
  const { symbol, contractSize, quote, coinEquity, settlePrice } = leg;
  const kinds = { linear, inverse, quanto, spot };
  const settle = { linear: quote, spot: quote, inverse: 'BTC', quanto: 'BTC' }[leg.kind];
  const instrument = { ...kinds[leg.kind], symbol, contractSize, quote, settle } as Instrument;
  return {
    instrument,
    instrumentBeta: { beta: leg.beta, betaStandardError: leg.error },
    price: leg.price,
    coinEquity,
    settlePrice,
  };
}
