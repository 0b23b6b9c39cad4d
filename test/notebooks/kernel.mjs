// A client of Deno's Jupyter kernel that loses no output.
//
// The kernel publishes the value of a cell AFTER it has said that it is idle, so that a client which stops at
// `idle`, as some runners do, loses values now and then. And what is published before a subscription has
// arrived is gone. So here a kernel counts as ready when a message of its own has come back by subscription, and a
// cell as done when it is idle and has been answered, nothing has come for a quarter of a second, and, where the
// cell ends in a value, that value is here.
import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @typedef {import('./notebook.mjs').Output} Output */

const runtimes = new URL('../runtimes/', import.meta.url);
const delimiter = '<IDS|MSG>';
const quietMs = 250;

/**
 * @typedef {object} Kernel
 * @property {(code: string, expected: { value: boolean }) => Promise<Output[]>} execute
 * @property {() => Promise<void>} stop
 */

/**
 * @param {object} options
 * @param {string} options.deno path of the program
 * @param {string} options.folder that the kernel runs in, as that of a notebook
 * @param {number} options.timeoutMs for the kernel to be ready, and of each cell
 * @returns {Promise<Kernel>}
 */
export async function startKernel({ deno, folder, timeoutMs }) {
  const { Dealer, Subscriber } = createRequire(runtimes)('zeromq');
  const scratch = mkdtempSync(join(tmpdir(), 'betahedge-kernel-'));
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = await freePorts(5);
  const key = randomUUID();
  const connection = {
    transport: 'tcp',
    ip: '127.0.0.1',
    ...{ shell_port, iopub_port, stdin_port, control_port, hb_port },
    key,
    signature_scheme: 'hmac-sha256',
    kernel_name: 'deno',
  };
  writeFileSync(join(scratch, 'connection.json'), JSON.stringify(connection));

  const child = spawn(deno, ['jupyter', '--kernel', '--conn', join(scratch, 'connection.json')], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  let complaints = '';
  child.stderr.on('data', (text) => (complaints += String(text)));
  const exited = new Promise((resolve) => child.once('close', resolve));

  const subscriber = new Subscriber();
  subscriber.subscribe();
  subscriber.connect(`tcp://127.0.0.1:${iopub_port}`);
  const dealer = new Dealer({ linger: 0 });
  dealer.connect(`tcp://127.0.0.1:${shell_port}`);
  /** @type {Map<string, (channel: 'iopub' | 'shell', message: Message) => void>} */
  const listeners = new Map();
  const listening = [listen(subscriber, 'iopub'), listen(dealer, 'shell')];

  const stop = async () => {
    child.kill('SIGKILL');
    subscriber.close();
    dealer.close();
    await Promise.all([exited, ...listening]);
    rmSync(scratch, { recursive: true, force: true });
  };
  try {
    await isSubscribed();
    await execute('0', { value: true });
  } catch (error) {
    await stop();
    throw error;
  }
  return { execute, stop };

  /**
   * Hands each message to whoever sent what it answers.
   *
   * @param {AsyncIterable<Buffer[]>} socket
   * @param {'iopub' | 'shell'} channel
   */
  async function listen(socket, channel) {
    for await (const frames of socket) {
      const message = parse(frames);
      listeners.get(message.parentId)?.(channel, message);
    }
  }

  /**
   * @param {string} id
   * @param {string} type
   * @param {object} content
   */
  async function send(id, type, content) {
    const date = new Date().toISOString();
    const header = { msg_id: id, msg_type: type, session: key, username: 'test', date, version: '5.3' };
    const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
    const signature = createHmac('sha256', key);
    for (const part of parts) signature.update(part);
    await dealer.send([delimiter, signature.digest('hex'), ...parts]);
  }

  /** Asks until an answer comes by subscription: what came before it is no cell's. */
  async function isSubscribed() {
    let isReady = false;
    for (const end = Date.now() + timeoutMs; !isReady && Date.now() < end; await pause(100)) {
      const id = randomUUID();
      listeners.set(id, (channel) => (isReady ||= channel === 'iopub'));
      await send(id, 'kernel_info_request', {});
    }
    if (!isReady) throw new Error(`the kernel did not answer within ${timeoutMs} ms: ${complaints}`);
  }

  /**
   * @param {string} code
   * @param {{ value: boolean }} expected whether the cell ends in a value
   * @returns {Promise<Output[]>}
   */
  async function execute(code, expected) {
    const id = randomUUID();
    /** @type {Output[]} */
    const outputs = [];
    let isIdle = false;
    let isAnswered = false;
    let last = Date.now();
    listeners.set(id, (channel, { type, content }) => {
      last = Date.now();
      if (channel === 'shell') isAnswered ||= type === 'execute_reply';
      else if (type === 'status') isIdle ||= content.execution_state === 'idle';
      else {
        const output = toOutput(type, content);
        const before = outputs.at(-1);
        // As Jupyter keeps it: what is printed in pieces is one output.
        if (
          output?.output_type === 'stream' &&
          before?.output_type === 'stream' &&
          before.name === output.name
        )
          before.text = `${before.text}${output.text}`;
        else if (output !== null) outputs.push(output);
      }
    });
    await send(id, 'execute_request', {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    });
    const end = Date.now() + timeoutMs;
    const isDone = () =>
      isIdle &&
      isAnswered &&
      Date.now() - last >= quietMs &&
      (!expected.value ||
        outputs.some(({ output_type }) => output_type === 'execute_result' || output_type === 'error'));
    while (!isDone()) {
      if (child.exitCode !== null) throw new Error(`the kernel ended with ${child.exitCode}: ${complaints}`);
      if (Date.now() > end)
        throw new Error(
          !isIdle || !isAnswered
            ? `the cell was not done within ${timeoutMs} ms`
            : `the value of the cell did not come within ${timeoutMs} ms`,
        );
      await pause(10);
    }
    listeners.delete(id);
    return outputs;
  }
}

/**
 * @typedef {object} Message
 * @property {string} type
 * @property {string} parentId
 * @property {any} content
 */

/**
 * @param {Buffer[]} frames
 * @returns {Message}
 */
function parse(frames) {
  const at = frames.findIndex((frame) => frame.toString() === delimiter);
  const [header, parent, , content] = frames
    .slice(at + 2, at + 6)
    .map((frame) => JSON.parse(frame.toString()));
  return { type: header.msg_type, parentId: parent.msg_id, content };
}

/**
 * A message as a notebook keeps it; null of those it does not keep.
 *
 * @param {string} type
 * @param {any} content
 * @returns {Output | null}
 */
function toOutput(type, content) {
  const { name, text, data, metadata, execution_count, ename, evalue, traceback } = content;
  if (type === 'stream') return { output_type: type, name, text };
  if (type === 'display_data') return { output_type: type, data, metadata };
  if (type === 'execute_result') return { output_type: type, data, metadata, execution_count };
  if (type === 'error') return { output_type: type, ename, evalue, traceback };
  return null;
}

/**
 * Ports that nobody listens on, all different.
 *
 * @param {number} count
 * @returns {Promise<number[]>}
 */
async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        /** @type {Promise<import('node:net').Server>} */ (
          new Promise((resolve) => {
            const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
          })
        ),
    ),
  );
  const ports = servers.map(
    (server) => /** @type {import('node:net').AddressInfo} */ (server.address()).port,
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
