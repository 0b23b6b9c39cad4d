import incrmpcorr from '@stdlib/stats-incr-mpcorr';
import { betaTracker } from '../../dist/beta/index.js';
import { correlationTracker } from '../../dist/correlation/index.js';
import { compare, noise, row } from './measure.mjs';

// An update and a reading together, of a stream that goes on from run to run; then single ones by the clock.
const length = 1e5;
const x = Float64Array.from(noise(1, length), (u) => 0.04 * (u - 0.5));
const y = Float64Array.from(noise(2, length), (u, i) => 0.03 * (u - 0.5) + 1.2 * x[i]);
const [kind, form] = process.argv.slice(2);
const options = JSON.parse(form);
const name = Object.values(options).join(' ');

if (kind === 'amortised') {
  const beta = following(betaTracker(options));
  const correlation = following(correlationTracker(options));
  const peer = options.window === undefined ? [] : [stdlib(options.window)];
  const [own, ofPairs, theirs] = await compare([beta, correlation, ...peer], length);
  row(name, [
    { nanoseconds: own.nanoseconds },
    { nanoseconds: ofPairs.nanoseconds },
    theirs === undefined ? '' : { nanoseconds: theirs.nanoseconds },
    theirs === undefined ? '' : { times: theirs.ratio / ofPairs.ratio },
  ]);
} else {
  const tracker = betaTracker(options);
  const times = new Float64Array(10 * length);
  const clock = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const begin = performance.now();
    clock[i] = performance.now() - begin;
  }
  let last = NaN;
  // The first tenth is for the compiler.
  for (let i = -length; i < times.length; i++) {
    const at = (i + length) % length;
    const begin = performance.now();
    tracker.update(y[at], x[at]);
    last = tracker.value();
    const time = performance.now() - begin;
    if (i >= 0) times[i] = time;
  }
  if (Number.isNaN(last)) throw new Error('no value');
  times.sort();
  clock.sort();
  const part = (/** @type {Float64Array} */ sorted, /** @type {number} */ share) => ({
    nanoseconds: 1e6 * sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))],
  });
  row(name, [...[0.5, 0.99, 0.999, 0.99998].map((share) => part(times, share)), part(clock, 0.5)]);
}

/** @param {{ update: (a: number, b: number) => void, value: () => number }} tracker */
function following({ update, value }) {
  return () => {
    let sum = 0;
    for (let i = 0; i < length; i++) {
      update(y[i], x[i]);
      sum += value();
    }
    return sum;
  };
}

/** @param {number} window */
function stdlib(window) {
  const push = incrmpcorr(window);
  return () => {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += push(x[i], y[i]);
    return sum;
  };
}
