// A body for the risk service: an account of three perpetuals at the end of 2021, with the prices of its last 90 days.
// `npm run example risk-service` asks with it.
import { readFileSync } from 'node:fs';
import { parseMarket, parsePosition } from 'betahedge/instruments';
import { readPrices } from './book2021.ts';

const read = (name: string) => readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8');
const { markets } = JSON.parse(read('binanceusdm-answers.json')) as {
  readonly markets: Readonly<Record<string, object>>;
};
const { timestamps, values } = readPrices(read('crypto-daily-2021.csv'));
const held = { ETH: 20, SOL: 300, AVAX: 300 };
const instrumentOf = (coin: string) => parseMarket(markets[`${coin}/USDT:USDT`]!);

export const body2021 = {
  instrument: instrumentOf('BTC'),
  positions: Object.entries(held).map(([coin, contracts]) => {
    const instrument = instrumentOf(coin);
    return parsePosition({ symbol: instrument.symbol, side: 'long', contracts }, { instrument });
  }),
  balances: [{ currency: 'USDT', amount: 200_000, kind: 'margin' }],
  series: Object.fromEntries(
    ['BTC', ...Object.keys(held)].map((coin) => [
      coin,
      { timestamps: timestamps.slice(-91), values: values[coin]!.slice(-91) },
    ]),
  ),
  benchmark: 'BTC',
  policy: {
    policyVersion: 'desk-1',
    exposureUnit: 'beta of equity',
    target: 0,
    band: { halfWidth: 0.1, landing: 0.05 },
    hardLimit: null,
    cooldownMs: 0,
    maximumAgeMs: null,
    settlementLagMs: 0,
    degradedBandFactor: 1,
    limits: {},
  },
};
