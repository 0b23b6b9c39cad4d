import { Bench } from 'tinybench';

const rounds = 21;
const millisecondsEach = 20;

/**
 * The median time of a call of each task in nanoseconds, and by task how many times longer the first task
 * takes than it. Rounds visit every task in turn, so that what else the machine does falls on all of them;
 * a ratio is the median over the rounds.
 *
 * @param {Record<string, () => unknown>} tasks
 * @param {number} calls calls of what is measured in one run of a task
 */
export async function compare(tasks, calls = 1) {
  const names = Object.keys(tasks);
  /** @type {number[][]} */
  const times = names.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const bench = new Bench({ time: millisecondsEach, warmup: round === 0, warmupTime: 100, throws: true });
    for (const name of names) bench.add(name, /** @type {() => unknown} */ (tasks[name]));
    await bench.run();
    bench.tasks.forEach((task, i) => {
      const { result } = task;
      if (!('latency' in result)) throw new Error(`${task.name} was not measured`);
      times[i]?.push((result.latency.p50 * 1e6) / calls);
    });
  }
  const first = times[0] ?? [];
  return names.map((name, i) => ({
    name,
    nanoseconds: median(times[i] ?? []),
    ratio: median(first.map((time, round) => time / (times[i]?.[round] ?? NaN))),
  }));
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** @param {number} nanoseconds */
export function inWords(nanoseconds) {
  if (nanoseconds < 1e3) return `${nanoseconds.toFixed(1)} ns`;
  return nanoseconds < 1e6 ? `${(nanoseconds / 1e3).toFixed(1)} µs` : `${(nanoseconds / 1e6).toFixed(1)} ms`;
}
