import { request as httpRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { body2021 } from '../../docs/examples/risk-service-book.ts';
import { handle } from '../../docs/examples/risk-service-handler.ts';
import { listen } from '../../docs/examples/risk-service-node.ts';
import type { HedgeAnswer } from '../../docs/examples/risk-service-hedge.ts';

type Json = Record<string, unknown>;

const post = (body: BodyInit, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  handle(
    new Request('http://localhost/hedge', { method: 'POST', headers, body, duplex: 'half' } as RequestInit),
  );
const ask = async (body: object): Promise<HedgeAnswer> => {
  const response = await post(JSON.stringify(body));
  expect(response.status).toBe(200);
  return (await response.json()) as HedgeAnswer;
};
const problem = async (response: Response): Promise<Json> => {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const body = (await response.json()) as Json;
  expect(body['status']).toBe(response.status);
  expect(body['title']).toEqual(expect.any(String));
  return body;
};

/** Slope, and what is needed of the sample, by the definition. */
function slope(assetPrices: readonly number[], benchmarkPrices: readonly number[]): number {
  const returns = (prices: readonly number[]) => prices.slice(1).map((price, i) => price / prices[i]! - 1);
  const [y, x] = [returns(assetPrices), returns(benchmarkPrices)];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [my, mx] = [mean(y), mean(x)];
  const covariance = y.reduce((sum, value, i) => sum + (value - my) * (x[i]! - mx), 0);
  return covariance / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}

describe('POST /hedge', () => {
  test('answers with betas, exposures, a decision and its order, by their definitions', async () => {
    const { betas, exposures, neutral, decision, order, state, asOf } = await ask(body2021);
    const prices = (coin: string) => body2021.series[coin]!.values;
    const price = prices('BTC').at(-1)!;
    let dollarBeta = 0;
    for (const [coin, quantity] of [
      ['ETH', 20],
      ['SOL', 300],
      ['AVAX', 300],
    ] as const) {
      const beta = slope(prices(coin), prices('BTC'));
      // Sums of 90 products, each rounded: some hundred units in the last place.
      expect(Math.abs(betas[coin]!.beta / beta - 1)).toBeLessThan(1e-13);
      dollarBeta += quantity * prices(coin).at(-1)! * beta;
    }
    expect(Math.abs(exposures.total.dollarBeta / dollarBeta - 1)).toBeLessThan(1e-13);
    expect(exposures.equity).toBe(200_000);
    expect(Math.abs(neutral.contracts / (-dollarBeta / price) - 1)).toBeLessThan(1e-13);
    expect(neutral.interval?.kind).toBe('bounds');

    // To the landing of the band, at the lots of 0.001.
    const wanted = (0.05 * 200_000 - dollarBeta) / price;
    expect(decision).toMatchObject({ action: 'rebalance', reason: 'above_band', clientOrderId: 'desk-1-1' });
    expect(order).toMatchObject({
      status: 'ok',
      order: {
        symbol: 'BTC/USDT:USDT',
        type: 'market',
        side: 'sell',
        amountText: Math.abs(wanted).toFixed(3),
      },
    });
    expect(asOf).toBe(Date.UTC(2021, 11, 31));
    expect(state.order?.clientOrderId).toBe('desk-1-1');
  });

  test('answers the same bytes to the same body', async () => {
    const texts = await Promise.all([1, 2].map(async () => (await post(JSON.stringify(body2021))).text()));
    expect(texts[0]).toBe(texts[1]);
  });

  test('counts on the order in flight of the state that it is asked with', async () => {
    const { state } = await ask(body2021);
    const again = await ask({ ...body2021, policy: undefined, state });
    expect(again.decision).toMatchObject({ action: 'hold', reason: 'in_flight', sequence: 2 });
    expect(again.order).toBeNull();
  });

  test('counts what became of that order, and holds where it brought the book', async () => {
    const { state, asOf, order } = await ask(body2021);
    if (order?.status !== 'ok') throw new Error('no order');
    const { clientOrderId, contracts } = state.order!;
    const told = { sequence: 2, timestamp: asOf, clientOrderId };
    const filled = { ...told, type: 'filled', filledContracts: Math.abs(contracts) };
    const { instrument } = body2021;
    const hedge = { ...body2021.positions[0]!, instrument, symbol: instrument.symbol, contracts };
    const positions = [...body2021.positions, hedge];
    const after = await ask({ ...body2021, positions, state, events: [filled] });
    expect(after.decision).toMatchObject({ action: 'hold', reason: 'inside_band', sequence: 3 });
    expect(after.state.order).toBeNull();
    expect(after.state.hedgeContracts).toBeCloseTo(contracts, 9);

    const snapshot = {
      ...{ type: 'snapshot', sequence: 2, timestamp: asOf, exposure: 0, exposureUnit: 'beta of equity' },
      ...{ hedgeContracts: 0, exposurePerContract: 1, lotContracts: 1 },
    };
    for (const [event, path] of [
      [{ ...filled, filledContracts: 3 }, 'events[0].filledContracts'],
      [{ ...filled, clientOrderId: 'desk-1-9' }, 'events[0].clientOrderId'],
      [{ ...told, type: 'fill' }, 'events[0].type'],
      [snapshot, 'events[0].type'],
    ] as const) {
      const refused = await post(JSON.stringify({ ...body2021, state, events: [event] }));
      expect([refused.status, (await problem(refused))['path']]).toEqual([422, path]);
    }
  });

  test('holds inside the band', async () => {
    const policy = { ...body2021.policy, band: { halfWidth: 0.7, landing: 0 } };
    const { decision, order } = await ask({ ...body2021, policy });
    expect([decision.action, order]).toEqual(['hold', null]);
  });

  test('hedges with an inverse contract, its coins in the book', async () => {
    const instrument = {
      ...body2021.instrument,
      symbol: 'BTC/USD:BTC',
      quote: 'USD',
      settle: 'BTC',
      settlement: 'inverse',
      contractSize: 100,
      amountPrecision: { kind: 'step', step: '1' },
      minimumAmount: '1',
      minimumCost: null,
    };
    const balances = [{ currency: 'BTC', amount: 2, kind: 'cash' }];
    const { neutral, order } = await ask({ ...body2021, instrument, positions: [], balances });
    // Two coins are two coins of dollars, at 100 dollars a contract.
    const price = body2021.series['BTC']!.values.at(-1)!;
    expect(neutral.contracts).toBeCloseTo((-2 * price) / 100, 9);
    expect(order).toMatchObject({ status: 'ok', order: { symbol: 'BTC/USD:BTC', side: 'sell' } });
  });

  const withoutSol = Object.fromEntries(Object.entries(body2021.series).filter(([coin]) => coin !== 'SOL'));
  const short = Object.fromEntries(
    Object.entries(body2021.series).map(([coin, { timestamps, values }]) => [
      coin,
      { timestamps: timestamps.slice(-3), values: values.slice(-3) },
    ]),
  );
  const flat = { ...body2021.series['ETH']!, values: body2021.series['ETH']!.values.map(() => 3000) };
  const option = { ...body2021.positions[0]!, instrument: null };
  const wrong: readonly (readonly [string, Json, Json])[] = [
    ['no instrument', { instrument: undefined }, { code: 'shape.missing_field', path: 'instrument' }],
    ['positions of no list', { positions: {} }, { code: 'shape.wrong_type', path: 'positions' }],
    ['a position without its instrument', { positions: [option] }, { path: 'positions[0].instrument' }],
    [
      'contracts as a text',
      { positions: [body2021.positions[0], { ...body2021.positions[1], contracts: '300' }] },
      {
        code: 'shape.wrong_type',
        path: 'positions[1].contracts',
        expected: 'a finite number',
        received: '"300"',
      },
    ],
    ['no benchmark', { benchmark: undefined }, { code: 'shape.wrong_type', path: 'benchmark' }],
    ['no series', { series: undefined }, { path: 'series' }],
    [
      'a coin without its series',
      { series: withoutSol },
      { code: 'shape.missing_field', path: 'series.SOL' },
    ],
    [
      'a benchmark without its series',
      { benchmark: 'XRP' },
      { code: 'shape.missing_field', path: 'series.XRP' },
    ],
    [
      'a name that every object has',
      { benchmark: 'constructor' },
      { code: 'shape.missing_field', path: 'series.constructor' },
    ],
    ['too few prices', { series: short }, { code: 'status.not_ok', path: 'series.ETH' }],
    [
      'prices that stand',
      { series: { ...body2021.series, ETH: flat } },
      { code: 'status.not_ok', path: 'series.ETH' },
    ],
    [
      'a series that ends before the others',
      {
        series: {
          ...body2021.series,
          ETH: {
            timestamps: body2021.series['ETH']!.timestamps.slice(0, -1),
            values: body2021.series['ETH']!.values.slice(0, -1),
          },
        },
      },
      { code: 'price.stale', path: 'series.BTC' },
    ],
    ['events of no list', { events: {} }, { code: 'shape.wrong_type', path: 'events' }],
    ['no balances', { balances: undefined }, { path: 'balances' }],
    [
      'a balance of another currency',
      { balances: [{ currency: 'USDC', amount: 1, kind: 'cash' }] },
      { code: 'shape.missing_field' },
    ],
    ['no policy', { policy: undefined }, { code: 'shape.missing_field', path: 'policy' }],
    [
      'a policy in another unit',
      { policy: { ...body2021.policy, exposureUnit: 'USD' } },
      {
        code: 'market.inconsistent',
        path: 'policy.exposureUnit',
        expected: 'beta of equity',
        received: 'USD',
      },
    ],
    ['a broken state', { state: { version: 2 } }, { path: expect.stringMatching(/^state\./) as string }],
    ['a state of no kind', { state: 5 }, { path: 'state' }],
  ];
  test.each(wrong)('refuses %s, and names it', async (_name, change, expected) => {
    const response = await post(JSON.stringify({ ...body2021, ...change }));
    expect(response.status).toBe(422);
    const refused = await problem(response);
    expect(refused).toMatchObject(expected);
    for (const member of ['type', 'title', 'detail', 'code', 'path', 'expected', 'received'])
      expect([member, refused[member]]).toEqual([member, expect.any(String)]);
    expect(refused['type']).toBe(`urn:betahedge:error:${String(refused['code'])}`);
  });

  test('tells all that is wrong with a policy at once', async () => {
    const policy = { ...body2021.policy, cooldownMs: -1, band: { halfWidth: 0.1, landing: 0.2 } };
    const refused = await problem(await post(JSON.stringify({ ...body2021, policy })));
    expect(refused['path']).toBe('policy.band.landing');
    expect((refused['errors'] as { path: string[] }[]).map(({ path }) => path.join('.'))).toEqual([
      'band.landing',
      'cooldownMs',
    ]);
  });

  test.each([
    ['{"instrument":', 400],
    ['[]', 400],
    ['null', 400],
    ['', 400],
  ] as const)('refuses the body %s', async (body, status) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    await problem(response);
  });

  test('takes no bytes that are not UTF-8 for a text', async () => {
    const bytes = Buffer.from(JSON.stringify({ ...body2021, note: '\u00e9' }), 'latin1');
    expect((await post(bytes)).status).toBe(400);
  });

  test('refuses what is no JSON by its type', async () => {
    for (const type of ['text/plain', 'application/jsonlines', '']) {
      const response = await post(JSON.stringify(body2021), type === '' ? {} : { 'content-type': type });
      expect(response.status).toBe(415);
      await problem(response);
    }
    const spoken = await post(JSON.stringify(body2021), {
      'content-type': 'Application/JSON; charset=utf-8',
    });
    expect(spoken.status).toBe(200);
  });

  test('reads no more of a body than it takes', async () => {
    const length = { 'content-type': 'application/json', 'content-length': '1000001' };
    expect((await post('{}', length)).status).toBe(413);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 100_000;
        controller.enqueue(new Uint8Array(100_000).fill(0x20));
      },
    });
    const response = await post(endless);
    expect(response.status).toBe(413);
    await problem(response);
    expect(sent).toBeLessThan(2_000_000);
    const most = `${JSON.stringify(body2021)}${' '.repeat(1_000_000)}`.slice(0, 1_000_000);
    expect((await post(most)).status).toBe(200);
    expect((await post(`${most} `)).status).toBe(413);
  });
});

describe('other requests', () => {
  test('are told where to go', async () => {
    expect((await problem(await handle(new Request('http://localhost/'))))['status']).toBe(404);
    const response = await handle(new Request('http://localhost/hedge'));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    const told = await handle(new Request('http://localhost/openapi.json', { method: 'DELETE' }));
    expect([told.status, told.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('GET /openapi.json says what the body holds', async () => {
    const document = (await (await handle(new Request('http://localhost/openapi.json'))).json()) as {
      openapi: string;
      paths: Record<
        string,
        {
          post: {
            requestBody: { content: Json };
            responses: {
              200: { content: Record<string, { schema: { properties: Json; required: string[] } }> };
            };
          };
        }
      >;
    };
    expect(document.openapi).toBe('3.1.0');
    // JSON Schema 2020-12, 8.1.1: not within a schema.
    expect(JSON.stringify(document)).not.toContain('$schema');
    const { schema } = document.paths['/hedge']!.post.requestBody.content['application/json'] as {
      schema: { properties: Json; required: string[] };
    };
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(body2021)));
    const { schema: answer } = document.paths['/hedge']!.post.responses[200].content['application/json']!;
    const given = await ask(body2021);
    expect(Object.keys(answer.properties)).toEqual(Object.keys(given));
    expect(answer.required).toEqual(Object.keys(given));
    expect(schema.properties['policy']).toMatchObject({ title: 'RebalancePolicy' });
    expect(schema.properties['instrument']).toMatchObject({ title: 'Instrument' });
  });
});

describe('served by Node', () => {
  test('answers over the network as it does without', async () => {
    const { url, close } = await listen(0);
    try {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify(body2021);
      const response = await fetch(`${url}/hedge`, { method: 'POST', headers, body });
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(await (await post(body)).text());
      const long = await fetch(`${url}/hedge`, { method: 'POST', headers, body: ' '.repeat(3_000_000) });
      expect([long.status, (await problem(long))['title']]).toEqual([413, expect.any(String)]);
      expect((await fetch(`${url}/openapi.json`)).status).toBe(200);
      expect(await sendRaw(url, 'TRACE', '/hedge')).toBe(400);
      expect(await sendRaw(url, 'GET', '//[')).toBe(400);
      expect(await sendChunks(`${url}/hedge`, 40)).toBe(413);
    } finally {
      await close();
    }
  });
});

/** Posts chunks of 100 kB without saying how many; returns the status. */
function sendChunks(url: string, count: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const sent = httpRequest(url, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    sent.on('error', reject);
    for (let i = 0; i < count; i++) sent.write(Buffer.alloc(100_000, 0x20));
    sent.end();
  });
}

/** Asks for what fetch does not; returns the status. */
function sendRaw(url: string, method: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = httpRequest({ hostname, port, method, path }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    sent.on('error', reject).end();
  });
}
