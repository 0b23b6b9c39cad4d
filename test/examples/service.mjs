/* global Request */
// The risk service in each runtime that serves functions of the Fetch API: the same answers, byte for byte.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundle } from './bundle.mjs';

const runtimes = fileURLToPath(new URL('../runtimes/node_modules/', import.meta.url));

/** Asks a server at `url` all that is compared, and says it. */
const ASK = `
import { body2021 } from './risk-service-book.ts';
export async function answers(url) {
  const headers = { 'content-type': 'application/json' };
  const asked = [
    [url + '/hedge', { method: 'POST', headers, body: JSON.stringify(body2021) }],
    [url + '/hedge', { method: 'POST', headers, body: JSON.stringify({ ...body2021, benchmark: 'XRP' }) }],
    [url + '/hedge', { method: 'POST', headers, body: '{' + ' '.repeat(2_000_000) }],
    [url + '/hedge', { method: 'POST', body: 'a=b' }],
    [url + '/hedge', {}],
    [url + '/openapi.json', {}],
  ];
  const said = [];
  for (const [address, options] of asked) {
    const response = await fetch(address, options);
    said.push([response.status, response.headers.get('content-type'), await response.text()]);
  }
  return said;
}
`;

const SERVE = {
  Node: `
import { listen } from './risk-service-node.ts';
const { url, close } = await listen(0);
console.log(JSON.stringify(await answers(url)));
await close();`,
  Deno: `
import { handle } from './risk-service-handler.ts';
const server = Deno.serve({ hostname: '127.0.0.1', port: 0, onListen() {} }, handle);
console.log(JSON.stringify(await answers('http://127.0.0.1:' + server.addr.port)));
await server.shutdown();`,
  Bun: `
import { handle } from './risk-service-handler.ts';
const server = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: handle });
console.log(JSON.stringify(await answers('http://127.0.0.1:' + server.port)));
await server.stop(true);`,
};
const COMMANDS = {
  Node: [process.execPath],
  Deno: [`${runtimes}deno/deno`, 'run', '--no-check', '--allow-read', '--allow-net=127.0.0.1'],
  Bun: [`${runtimes}bun/bin/bun.exe`],
};

/**
 * @param {keyof typeof SERVE} runtime
 * @returns {Promise<string[]> | null} what is wrong; null where the runtime is not here
 */
export function service(runtime) {
  const [path = '', ...options] = COMMANDS[runtime];
  return existsSync(path) ? compare(runtime, path, options) : null;
}

/**
 * @param {keyof typeof SERVE} runtime
 * @param {string} path
 * @param {readonly string[]} options
 */
async function compare(runtime, path, options) {
  const program = bundle(`service-${runtime.toLowerCase()}`, `${ASK}${SERVE[runtime]}`, true);
  const { stdout } = await promisify(execFile)(path, [...options, program], {
    timeout: 60_000,
    maxBuffer: 2 ** 26,
  });
  /** @type {[number, string, string][]} */
  const said = JSON.parse(stdout);
  const { handle } = await import(bundle('service', "export { handle } from './risk-service-handler.ts';"));
  const { answers } = await import(bundle('service-ask', ASK));
  const expected = await withFetch(handle, () => answers('http://localhost'));
  const statuses = said.map(([status]) => status).join(' ');
  if (statuses !== '200 422 413 415 405 200') return [`the service answers ${statuses} in ${runtime}`];
  return said.flatMap((answer, i) =>
    JSON.stringify(answer) === JSON.stringify(expected[i])
      ? []
      : [`answer ${i} is another in ${runtime}: ${String(answer).slice(0, 400)}`],
  );
}

/**
 * Runs with the function itself in the place of the network.
 *
 * @template T
 * @param {(request: Request) => Promise<Response>} handle
 * @param {() => Promise<T>} run
 */
async function withFetch(handle, run) {
  const before = globalThis.fetch;
  globalThis.fetch = (url, options) => handle(new Request(url, options));
  try {
    return await run();
  } finally {
    globalThis.fetch = before;
  }
}
