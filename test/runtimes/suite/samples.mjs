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
    file: 'coMoments',
    run: ({ initialCoMoments, addToCoMoments, mergeCoMoments }, x, y) => {
      const total = initialCoMoments();
      return eachBlock(x, y, (partX, partY) => {
        const state = initialCoMoments();
        partX.forEach((value, i) => addToCoMoments(state, 0, value, partY[i]));
        mergeCoMoments(total, 0, total, 0, state, 0);
        return [...state, ...total];
      });
    },
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
