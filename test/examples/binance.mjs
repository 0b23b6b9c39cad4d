/* global DOMException, Response, URLSearchParams */
// The recorded venue as Binance's own server would answer: for ccxt's `fetchImplementation`, so that what reaches the bot
// has gone through ccxt's class, its signatures, its parsers and its errors.

/**
 * @typedef {object} Answers docs/examples/data/binanceusdm-answers.json
 * @property {Record<string, any>} markets
 * @property {any} ticker
 * @property {any} fundingRate
 * @property {any} position
 * @property {any} balance
 * @property {any} order
 */

/**
 * @param {any} venue a RecordedExchange
 * @param {Answers} answers
 * @param {any} errors of bot-recorded.ts
 */
export function binanceServer(venue, answers, errors) {
  const symbolOf = (/** @type {string | null} */ id) =>
    Object.keys(answers.markets).find((symbol) => answers.markets[symbol].id === id) ?? '';
  const idOf = (/** @type {string} */ symbol) => answers.markets[symbol].id;

  const rawOrder = (/** @type {any} */ order) => ({
    ...answers.order.info,
    symbol: idOf(order.symbol),
    clientOrderId: order.clientOrderId,
    side: order.side.toUpperCase(),
    origQty: String(order.amount),
    executedQty: String(order.filled),
    status: { open: order.filled > 0 ? 'PARTIALLY_FILLED' : 'NEW', closed: 'FILLED', canceled: 'CANCELED' }[
      /** @type {'open' | 'closed' | 'canceled'} */ (order.status)
    ],
    updateTime: order.timestamp,
  });

  /** @type {Record<string, (query: URLSearchParams) => Promise<unknown>>} */
  const routes = {
    'GET /fapi/v1/exchangeInfo': async () => {
      await venue.loadMarkets();
      return { symbols: Object.values(answers.markets).map(({ info }) => info) };
    },
    'GET /fapi/v1/ticker/24hr': async (query) => {
      const { last, timestamp } = await venue.fetchTicker(symbolOf(query.get('symbol')));
      const symbol = query.get('symbol');
      return { ...answers.ticker.info, symbol, lastPrice: String(last), closeTime: timestamp };
    },
    'GET /fapi/v1/premiumIndex': async (query) => {
      const { markPrice, indexPrice, timestamp } = await venue.fetchFundingRate(
        symbolOf(query.get('symbol')),
      );
      const prices = { markPrice: String(markPrice), indexPrice: String(indexPrice) };
      return { ...answers.fundingRate.info, symbol: query.get('symbol'), ...prices, time: timestamp };
    },
    'GET /fapi/v1/klines': async (query) => {
      const limit = Number(query.get('limit'));
      const rows = await venue.fetchOHLCV(symbolOf(query.get('symbol')), '1d', undefined, limit);
      return rows.map((/** @type {number[]} */ [time, ...prices]) => [
        time,
        ...prices.slice(0, 4).map(String),
        '0',
      ]);
    },
    // Beside the markets ccxt asks for currencies, pairs and brackets, of which the bot needs none.
    'GET /sapi/v1/capital/config/getall': async () => [],
    'GET /sapi/v1/margin/allPairs': async () => [],
    'GET /fapi/v1/leverageBracket': async () => [],
    'GET /fapi/v3/positionRisk': async () => {
      const positions = await venue.fetchPositions();
      return positions.map((/** @type {any} */ position) => {
        const sign = position.side === 'short' ? -1 : 1;
        return {
          ...answers.position.info,
          symbol: idOf(position.symbol),
          positionAmt: String(sign * position.contracts),
          entryPrice: String(position.entryPrice),
          markPrice: String(position.markPrice),
          notional: String(sign * position.notional),
          unRealizedProfit: String(position.unrealizedPnl),
        };
      });
    },
    'GET /fapi/v3/account': async () => {
      const { USDT } = await venue.fetchBalance();
      const [asset] = answers.balance.info.assets;
      return { ...answers.balance.info, assets: [{ ...asset, marginBalance: String(USDT.total) }] };
    },
    'POST /fapi/v1/order': async (query) =>
      rawOrder(
        await venue.createOrder(
          symbolOf(query.get('symbol')),
          query.get('type')?.toLowerCase(),
          query.get('side')?.toLowerCase(),
          Number(query.get('quantity')),
          undefined,
          { clientOrderId: query.get('newClientOrderId'), reduceOnly: query.get('reduceOnly') === 'true' },
        ),
      ),
    'GET /fapi/v1/order': async (query) => rawOrder(await venue.fetchOrder('', ...ours(query))),
    'DELETE /fapi/v1/order': async (query) => rawOrder(await venue.cancelOrder('', ...ours(query))),
  };
  const ours = (/** @type {URLSearchParams} */ query) => [
    symbolOf(query.get('symbol')),
    { clientOrderId: query.get('origClientOrderId') },
  ];

  return async (
    /** @type {string} */ url,
    /** @type {{ method: string, body?: string }} */ { method, body },
  ) => {
    const { pathname, searchParams } = new URL(url);
    const route = routes[`${method} ${pathname}`];
    if (route === undefined) throw new Error(`the recorded venue has no ${method} ${pathname}`);
    const query = new URLSearchParams([...searchParams, ...new URLSearchParams(body ?? '')]);
    try {
      return Response.json(await route(query));
    } catch (caught) {
      const error = /** @type {any} */ (caught);
      // What does not answer is aborted by its caller.
      if (error instanceof errors.OperationFailed) throw new DOMException('aborted', 'AbortError');
      if (!(error instanceof errors.ExchangeError)) throw error;
      const json = error.message.slice(error.message.indexOf('{'));
      return new Response(json, { status: 400, headers: { 'content-type': 'application/json' } });
    }
  };
}
