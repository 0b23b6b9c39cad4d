// Bands as they run: a seeded walk that is looked at at equal times, and one that is followed from level to level.
import { randomGenerator } from '../../src/kernel/randomGenerator.ts';

/** Figures per year, and standard errors of each by the means of 100 parts of the run. */
export interface Run {
  readonly trades: readonly [number, number];
  readonly turnover: readonly [number, number];
  readonly variance: readonly [number, number];
}

interface Band {
  readonly halfWidth: number;
  readonly landing: number;
}

const PARTS = 100;

/** A normal walk with this variance a year, looked at and traded after each interval. */
export function observedRun(band: Band, drift: number, interval: number, looks: number, seed: number): Run {
  const { normal } = randomGenerator(seed);
  const step = Math.sqrt(drift * interval);
  let x = 0;
  return partsOf(() => {
    let [trades, turnover, squares] = [0, 0, 0];
    for (let i = 0; i < looks / PARTS; i++) {
      // The mean square between two looks, given the first of them.
      squares += x * x + (step * step) / 2;
      x += step * normal();
      if (Math.abs(x) <= band.halfWidth) continue;
      const landing = Math.sign(x) * band.landing;
      trades++;
      turnover += Math.abs(x - landing);
      x = landing;
    }
    return [trades, turnover, squares * interval, (looks / PARTS) * interval];
  });
}

/**
 * The diffusion itself, at the times when it has moved by `level` up or down, exactly: each takes level^2 / drift
 * years on average, over which the square of the distance integrates to x^2 times that and level^4 / (6 drift).
 */
export function continuousRun(band: Band, drift: number, level: number, moves: number, seed: number): Run {
  const { uniform } = randomGenerator(seed);
  const outer = Math.round(band.halfWidth / level);
  const inner = Math.round(band.landing / level);
  const years = (level * level) / drift;
  let k = 0;
  return partsOf(() => {
    let [trades, squares] = [0, 0];
    for (let i = 0; i < moves / PARTS; i++) {
      squares += (k * k + 1 / 6) * level * level * years;
      k += uniform() < 0.5 ? -1 : 1;
      if (Math.abs(k) < outer) continue;
      trades++;
      k = Math.sign(k) * inner;
    }
    return [trades, trades * (outer - inner) * level, squares, (moves / PARTS) * years];
  });
}

function partsOf(run: () => [number, number, number, number]): Run {
  const rates = Array.from({ length: PARTS }, () => {
    const [trades, turnover, squares, years] = run();
    return [trades / years, turnover / years, squares / years];
  });
  const figure = (k: number): [number, number] => {
    const mean = rates.reduce((sum, rate) => sum + rate[k]!, 0) / PARTS;
    const square = rates.reduce((sum, rate) => sum + (rate[k]! - mean) ** 2, 0) / (PARTS - 1);
    return [mean, Math.sqrt(square / PARTS)];
  };
  return { trades: figure(0), turnover: figure(1), variance: figure(2) };
}
