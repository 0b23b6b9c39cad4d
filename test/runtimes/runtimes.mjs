import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

/**
 * @typedef {object} Result what suite/program.mjs says
 * @property {Record<string, string>} digests
 * @property {string[]} api
 * @property {string[]} kernel
 * @property {string[]} decisions
 *
 * @typedef {object} Runtime
 * @property {string} name
 * @property {boolean} isHere
 * @property {(scratch: string) => Promise<Result>} run
 */

const execute = promisify(execFile);
const timeout = 600_000;

/** @returns {Promise<readonly Runtime[]>} */
export async function findRuntimes() {
  const [node22, node24] = [binary('node-22/bin/node'), binary('node-24/bin/node')];
  const browser = await onPath('chromium');
  return Promise.all([
    ...[process.execPath, node22, node24].flatMap((path, i) => {
      const name = `Node ${[process.versions.node, '22', '24'][i]}`;
      return [command(`${name} ESM`, path, ['main.mjs']), command(`${name} CJS`, path, ['main.cjs'])];
    }),
    command('Deno', binary('deno/deno'), ['run', '--no-check', '--allow-read', 'main.mjs']),
    command('Bun', binary('bun/bin/bun.exe'), ['main.mjs']),
    {
      name: 'Chromium',
      isHere: browser !== '',
      run: (/** @type {string} */ scratch) => inBrowser(browser, scratch),
    },
  ]);
}

/**
 * @param {string} name
 * @param {string} path
 * @param {readonly string[]} program
 * @returns {Runtime}
 */
function command(name, path, program) {
  return {
    name,
    isHere: existsSync(path),
    run: async (scratch) => {
      const { stdout } = await execute(path, program, {
        cwd: scratch,
        timeout,
        env: { ...process.env, NO_COLOR: '1' },
      });
      return JSON.parse(stdout);
    },
  };
}

/**
 * The program as a page loads it: bundled, from a server on this machine.
 *
 * @param {string} executablePath
 * @param {string} scratch
 * @returns {Promise<Result>}
 */
async function inBrowser(executablePath, scratch) {
  const outfile = `${scratch}/page.js`;
  await build({
    entryPoints: [`${scratch}/main.mjs`],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });
  const server = createServer((request, response) => {
    const isProgram = request.url === '/page.js';
    response.setHeader('content-type', isProgram ? 'text/javascript' : 'text/html');
    response.end(isProgram ? readFileSync(outfile) : '<!doctype html><title>betahedge</title>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
  const timer = setTimeout(() => browser.close(), timeout);
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    return await page.evaluate(async () => (await import(/** @type {any} */ ('/page.js'))).result);
  } finally {
    clearTimeout(timer);
    await browser.close();
    server.close();
  }
}

/** @param {string} path in this lane's node_modules */
function binary(path) {
  return fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));
}

/** @param {string} name */
async function onPath(name) {
  const { stdout } = await execute('sh', ['-c', `command -v ${name} || true`]);
  return stdout.trim();
}
