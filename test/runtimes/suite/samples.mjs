// The functions of samples in the kernel: what each makes of two columns, a block of 1000 pairs at a time.
export const block = 1000;

/**
 * @typedef {object} OnSamples
 * @property {string} file
 * @property {(kernel: any, x: Float64Array, y: Float64Array, seed: number) => Float64Array} run
 *
 * @type {readonly OnSamples[]}
 */
export const onSamples = [
  {
    file: 'compensatedSum',
    run: ({ compensatedSum }, x) => eachBlock(x, x, (part) => [compensatedSum(part)]),
  },
  {
    file: 'lineFit',
    run: ({ fitLine, classicalCovariance, sandwichCovariance }, x, y) =>
      eachBlock(x, y, (partX, partY) => {
        const fit = fitLine(partX, partY);
        const errors = [classicalCovariance(fit, block), sandwichCovariance(partX, partY, fit, 1, 0, 1)];
        return [fit, ...errors].flatMap((result) => Object.values(result));
      }),
  },
  {
    file: 'ranks',
    // Times the sample, in which a last bit shows.
    run: ({ averageRanks }, x) => averageRanks(x).map((rank, i) => rank * x[i]),
  },
  {
    file: 'pairCounts',
    run: ({ pairCounts }, x, y) =>
      eachBlock(x, y, (partX, partY) => {
        const { concordant, discordant, tiesX, tiesY } = pairCounts(partX, partY);
        const counts = [concordant, discordant, ...Object.values(tiesX), ...Object.values(tiesY)];
        // Times a sample, in which a last bit shows.
        return counts.map((count) => count * partX[0]);
      }),
  },
  {
    file: 'driftingLine',
    run: ({ unknownLine, mergeLine, driftLine }, x, y) =>
      eachBlock(x, y, (partX, partY) => {
        const line = unknownLine();
        // The first of them too: a line that drifts forgets.
        return [...partX].flatMap((value, i) => {
          driftLine(line, 1e-6, 1e-3, 0.1);
          mergeLine(line, 0.01, value, partY[i], 0, 0);
          return i < 10 || i === block - 1 ? [...line] : [];
        });
      }),
  },
  {
    file: 'nelderMead',
    run: ({ nelderMead }, x) =>
      eachBlock(x, x, ([a, b]) => {
        const bowl = ([u, v]) => (u - a) ** 2 + (v - a * u - b) ** 2;
        const { point, value, evaluations } = nelderMead(bowl, [0, 0], 1, 1e-9, 500);
        return [...point, value, evaluations];
      }),
  },
  {
    file: 'hampel',
    run: ({ movingMedian }, x) =>
      eachBlock(x, x, (part) => {
        const { medians, scales } = movingMedian(part, 7);
        return [...medians, ...scales];
      }),
  },
  {
    file: 'randomGenerator',
    run: ({ randomGenerator }, x, _, seed) => {
      const { uniform, normal } = randomGenerator(seed);
      return x.map((__, i) => (i % 2 === 0 ? uniform() : normal()));
    },
  },
];

/**
 * @param {Float64Array} x
 * @param {Float64Array} y
 * @param {(x: Float64Array, y: Float64Array) => readonly number[]} results
 */
function eachBlock(x, y, results) {
  const all = [];
  for (let from = 0; from < x.length; from += block)
    all.push(...results(x.subarray(from, from + block), y.subarray(from, from + block)));
  return Float64Array.from(all);
}
