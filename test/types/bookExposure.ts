// Calls that must not compile: a missing field, a swapped or a mistyped one. `npm run types` checks this file.
import { bookExposure } from '../../src/hedge/bookExposure.ts';
import type { BookExposureOptions } from '../../src/hedge/bookExposure.ts';
import { exactBetaHedge } from '../../src/hedge/exactBetaHedge.ts';
import { stressHedge } from '../../src/hedge/stressHedge.ts';
import { orThrow } from '../../src/index.ts';
import type { CapmBetaResult, CoinSettledGreeks, Instrument } from '../../src/index.ts';

declare const instrument: Instrument;
declare const estimate: CapmBetaResult;
declare const greeks: CoinSettledGreeks;
const position = { instrument, contracts: 1 };
const balance = { currency: 'USDT', amount: 1, kind: 'cash' } as const;
const book: BookExposureOptions = {
  positions: [position],
  balances: [balance],
  prices: { BTC: 1 },
  betas: { BTC: 1 },
  benchmarkPrice: 1,
  numeraire: 'USD',
  fx: {},
};

bookExposure({ ...book, betas: { BTC: orThrow(estimate), ETH: { beta: 1, betaStandardError: null } } });
bookExposure({ ...book, greeks: { option: { ...greeks, underlyingPrice: 1 } } });
bookExposure({ ...book, positions: [{ ...position, entryPrice: null, account: 'okx' }] });
exactBetaHedge({
  positions: bookExposure(book).hedgePositions,
  targetBeta: 0,
  instrument,
  instrumentBeta: 1,
  price: 1,
});

// @ts-expect-error an estimate that may have failed is no beta
bookExposure({ ...book, betas: { BTC: estimate } });
// @ts-expect-error a rate has its time
bookExposure({ ...book, fx: { USDT: 1 } });
// @ts-expect-error what the venue counts in an amount is for the caller to say
bookExposure({ ...book, balances: [{ currency: 'USDT', amount: 1 }] });
// @ts-expect-error one of three kinds
bookExposure({ ...book, balances: [{ ...balance, kind: 'free' }] });
// @ts-expect-error a raw market is not yet an instrument
bookExposure({ ...book, positions: [{ ...position, instrument: { symbol: 'BTC/USDT:USDT' } }] });
// @ts-expect-error a ccxt position, whose contracts have no sign
bookExposure({ ...book, positions: [{ ...position, side: 'short' }] });
// @ts-expect-error the price that Greeks are by
bookExposure({ ...book, greeks: { option: greeks } });
// @ts-expect-error ccxt's Greeks are in the units of their exchange
bookExposure({ ...book, greeks: { option: { underlyingPrice: 1, delta: 0.5, info: {} } } });
// @ts-expect-error money is counted in one currency
bookExposure({ ...book, numeraire: undefined });
// @ts-expect-error a gamma may be unknown
bookExposure(book).total.dollarGammaPerPercent.toFixed();
// @ts-expect-error results are read only
bookExposure(book).equity = 1;

// A row and what is known of it is a row of the stress test.
const facts = { residualVolatility: 0.5, collateral: 0, unrealisedProfit: 0 };
const { positions, coins } = bookExposure(book);
const stress = { hedges: [], scenarios: [], horizonYears: 1 };
stressHedge({ ...stress, positions: [...positions, ...coins].map((row) => ({ ...row, ...facts })) });
stressHedge({
  ...stress,
  positions: coins.map((row) => ({ ...row, ...facts, venue: row.account })),
});
// @ts-expect-error a ccxt position, whose notional has no sign
stressHedge({ ...stress, positions: coins.map((row) => ({ ...row, ...facts, side: 'short' })) });
