// ccxt markets of options (version 4), one of each exchange's ways, with what the raw market tells beside them.
const day = 86_400_000;

/** 27 September 2024, 08:00 UTC. */
export const expiry: number = 19_993 * day + 8 * 3_600_000;

const base = {
  type: 'option',
  spot: false,
  swap: false,
  future: false,
  option: true,
  contract: true,
  active: true,
  base: 'BTC',
  expiry,
  strike: 40000,
  optionType: 'call',
  taker: 0.0003,
  maker: 0.0003,
};

/** Settled in the coin; the amount of an order counts coins, of which a contract is one. */
export const deribitInverse = {
  ...base,
  id: 'BTC-27SEP24-40000-C',
  symbol: 'BTC/USD:BTC-240927-40000-C',
  quote: 'USD',
  settle: 'BTC',
  linear: false,
  inverse: true,
  contractSize: 1,
  precision: { amount: 0.1, price: 0.0001 },
  limits: { amount: { min: 0.1 }, price: { min: 0.0001 }, cost: {} },
  info: {
    min_trade_amount: '0.1',
    contract_size: '1',
    tick_size_steps: [{ above_price: '0.005', tick_size: '0.0005' }],
  },
};

/** Settled in USDC; the amount counts coins, of which a contract is a thousand. */
export const deribitLinear = {
  ...base,
  id: 'XRP_USDC-27SEP24-0d625-P',
  symbol: 'XRP/USDC:USDC-240927-0.625-P',
  base: 'XRP',
  quote: 'USDC',
  settle: 'USDC',
  linear: true,
  inverse: false,
  strike: 0.625,
  optionType: 'put',
  contractSize: 1000,
  precision: { amount: 1000, price: 0.0001 },
  limits: { amount: { min: 1000 } },
  info: { min_trade_amount: 1000, tick_size_steps: [] },
};

/** Quoted in USD, settled in USDC: the premium is paid in what it is settled in. */
export const bybit = {
  ...base,
  id: 'BTC-27SEP24-40000-C',
  symbol: 'BTC/USD:USDC-240927-40000-C',
  quote: 'USD',
  settle: 'USDC',
  linear: true,
  inverse: false,
  contractSize: 1,
  precision: { amount: 0.01, price: 5 },
  limits: { amount: { min: 0.01, max: 500 }, price: { min: 5 } },
  info: { deliveryTime: String(expiry) },
};

export const binance = {
  ...base,
  id: 'BTC-240927-40000-C',
  symbol: 'BTC/USDT:USDT-240927-40000-C',
  quote: 'USDT',
  settle: 'USDT',
  linear: true,
  inverse: false,
  contractSize: 1,
  precision: { amount: 0.01, price: 0.1 },
  limits: { amount: { min: 0.01, max: 100 } },
  info: { unit: 1 },
};

/** ccxt's contractSize is OKX's ctVal, 1 BTC; a contract is ctVal x ctMult, 0.01 BTC. */
export const okxInverse = {
  ...base,
  id: 'BTC-USD-240927-40000-C',
  symbol: 'BTC/USD:BTC-240927-40000-C',
  quote: 'USD',
  settle: 'BTC',
  linear: false,
  inverse: true,
  contractSize: 1,
  precision: { amount: 1, price: 0.0005 },
  limits: { amount: { min: 1 } },
  info: { ctVal: '1', ctMult: '0.01', ctValCcy: 'BTC', lotSz: '1' },
};
