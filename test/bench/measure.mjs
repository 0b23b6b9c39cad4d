import { appendFileSync } from 'node:fs';
import { Bench } from 'tinybench';

export const rounds = 21;
const millisecondsEach = 20;

/**
 * The median time of a call of each task in nanoseconds, and how many times the first task's time it is.
 * Rounds visit every task in turn, so that what else the machine does falls on all of them alike; the ratio
 * is the median of the rounds' own ratios.
 *
 * @param {readonly Task[]} tasks
 * @param {number} [calls] how many calls of what is measured one run of a task makes, if it does not say so itself
 *
 * @typedef {(() => unknown) | { run: () => unknown, calls: number } | { measured: () => number }} Task the last
 * is another program, which measures itself: nanoseconds a call
 */
export async function compare(tasks, calls = 1) {
  /** @type {number[][]} */
  const times = tasks.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const bench = new Bench({ time: millisecondsEach, iterations: 1, warmup: round === 0, throws: true });
    tasks.forEach((task, i) => {
      if (!('measured' in task)) bench.add(String(i), 'run' in task ? task.run : task);
    });
    await bench.run();
    tasks.forEach((task, i) => {
      if ('measured' in task) times[i].push(task.measured());
    });
    bench.tasks.forEach(({ name, result }) => {
      if (!('latency' in result)) throw new Error('a task was not measured');
      const task = tasks[Number(name)];
      times[Number(name)].push((result.latency.p50 * 1e6) / ('calls' in task ? task.calls : calls));
    });
  }
  return times.map((own) => ({
    nanoseconds: median(own),
    ratio: median(own.map((time, round) => time / times[0][round])),
  }));
}

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/**
 * Uniforms in [0, 1), the same in every run.
 *
 * @param {number} seed
 * @param {number} length
 */
export function noise(seed, length) {
  let state = seed;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  });
}

/**
 * @typedef {import('../tools/figures.mjs').Cell} Cell
 * @typedef {{ name: string, columns: readonly string[] }} Table
 * @typedef {{ row: string, cells: readonly Cell[] }} Row
 */

/**
 * Begins a table, under words for who looks on.
 *
 * @param {string} name as the figures call it
 * @param {readonly string[]} columns
 * @param {string} [words]
 */
export function table(name, columns, words = name) {
  console.log(`\n${words}`);
  print('', columns);
  record({ name, columns });
}

/**
 * A row of the table begun last, by this process or the one that started it.
 *
 * @param {string} name
 * @param {readonly Cell[]} cells
 */
export function row(name, cells) {
  print(name, cells.map(inWords));
  record({ row: name, cells });
}

/** @param {Cell} cell */
function inWords(cell) {
  if (typeof cell === 'string') return cell;
  if ('times' in cell) return `${cell.times.toFixed(cell.times < 2 ? 2 : 1)} x`;
  if ('error' in cell) return cell.error.toExponential(0);
  if ('share' in cell) return `${(100 * cell.share).toFixed(1)} %`;
  const { nanoseconds } = cell;
  if (nanoseconds < 1e3) return `${nanoseconds.toFixed(1)} ns`;
  return nanoseconds < 1e6 ? `${(nanoseconds / 1e3).toFixed(1)} µs` : `${(nanoseconds / 1e6).toFixed(1)} ms`;
}

/** @param {string} name @param {readonly string[]} cells */
function print(name, cells) {
  console.log(name.padEnd(32) + cells.map((cell) => cell.padStart(15)).join(''));
}

/** A line of the file that run.mjs makes figures.json of, where it gave one. @param {Table | Row} line */
function record(line) {
  const file = process.env['BENCH_RECORD'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
}
