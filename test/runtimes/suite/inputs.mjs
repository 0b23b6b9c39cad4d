// Seeded inputs, by operations whose every bit the language fixes: the same columns on every engine.

/** Doubles that a formula meets at its edges; one of them stands at every 997th place. */
const edges = [
  NaN,
  Infinity,
  -Infinity,
  0,
  -0,
  5e-324,
  2.2250738585072014e-308,
  1.7976931348623157e308,
  1,
  -1,
];

/** @typedef {(next: () => number) => number} Mapping from uniforms in [0, 1) to one input */

/**
 * The inputs for one argument of a function: `name` and `argument` seed them.
 *
 * @param {string} name
 * @param {number} argument 0 for the first
 * @param {number} count
 * @param {Mapping} mapping
 */
export function column(name, argument, count, mapping) {
  const next = uniforms(
    Array.from(name).reduce((seed, letter) => Math.imul(seed, 31) + letter.charCodeAt(0), argument),
  );
  // At another place for each argument, so that an edge meets ordinary values of the others.
  const place = 331 * argument;
  return Float64Array.from({ length: count }, (_, i) =>
    i % 997 === place ? edges[((i - place) / 997) % edges.length] : mapping(next),
  );
}

/**
 * Evenly spread.
 *
 * @param {number} from
 * @param {number} to
 * @returns {Mapping}
 */
export function between(from, to) {
  return (next) => from + (to - from) * next();
}

/**
 * Every size from 2^lowest to 2^highest as likely.
 *
 * @param {number} lowest
 * @param {number} highest
 * @returns {Mapping}
 */
export function ofAnySize(lowest, highest) {
  // By products, which are exact; Math.pow is not the same everywhere.
  const powers = new Float64Array(highest - lowest + 1);
  for (let k = 0, power = 1; k <= highest; k++, power *= 2) if (k >= lowest) powers[k - lowest] = power;
  for (let k = 0, power = 1; k >= lowest; k--, power /= 2) if (k <= highest) powers[k - lowest] = power;
  return (next) => (1 + next()) * powers[Math.floor(powers.length * next())];
}

/**
 * As another mapping, with either sign.
 *
 * @param {Mapping} mapping
 * @returns {Mapping}
 */
export function ofEitherSign(mapping) {
  return (next) => (next() < 0.5 ? mapping(next) : -mapping(next));
}

/**
 * A probability, half of them near 0.
 *
 * @type {Mapping}
 */
export const probability = (next) => (next() < 0.5 ? next() : next() * next() * next() * next() * next());

/**
 * Degrees of freedom: whole ones from 1 to 500, every fourth with a fraction.
 *
 * @type {Mapping}
 */
export const degrees = (next) => {
  const whole = 1 + Math.floor(500 * next() * next());
  return next() < 0.25 ? whole + next() : whole;
};

/**
 * Uniforms of 53 bits (sfc32, two words each).
 *
 * @param {number} seed
 */
function uniforms(seed) {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed, 1];
  const word = () => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 16; i++) word();
  return () => ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992;
}
