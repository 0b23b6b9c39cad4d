import { Bench } from 'tinybench';

const rounds = 21;
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

/** @param {number} nanoseconds */
export function inWords(nanoseconds) {
  if (nanoseconds < 1e3) return `${nanoseconds.toFixed(1)} ns`;
  return nanoseconds < 1e6 ? `${(nanoseconds / 1e3).toFixed(1)} µs` : `${(nanoseconds / 1e6).toFixed(1)} ms`;
}

/**
 * @param {string} name
 * @param {readonly string[]} cells
 */
export function row(name, cells) {
  console.log(name.padEnd(32) + cells.map((cell) => cell.padStart(15)).join(''));
}
