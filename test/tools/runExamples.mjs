// Runs modules one after the other and says, as JSON, what each printed: all of it, and what each
// `console.expected(index)(...)` did, which test/tools/docExamples.ts put where `console.log` stood.
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

const stdout = globalThis.console;
const runs = [];
for (const path of process.argv.slice(2)) runs.push(await run(path));
stdout.log(JSON.stringify(runs));

/** @param {string} path */
async function run(path) {
  let printed = '';
  const sink = () => new Writable({ write: (chunk, _, done) => ((printed += chunk), done()) });
  const recorder = new Console({ stdout: sink(), stderr: new Writable({ write: (_, __, done) => done() }) });
  /** @type {Record<number, string>} */
  const logged = {};
  /** @type {(index: number) => (...values: unknown[]) => void} */
  const expected =
    (index) =>
    (...values) => {
      const before = printed.length;
      recorder.log(...values);
      const text = printed.slice(before, -1);
      logged[index] = index in logged ? `${logged[index]}\n${text}` : text;
    };
  globalThis.console = Object.assign(recorder, { expected });
  try {
    await import(pathToFileURL(path).href);
    return { stdout: printed.replace(/\n$/, ''), logged };
  } catch (error) {
    return { error: String(error), stdout: printed, logged };
  }
}
