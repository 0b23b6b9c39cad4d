import { sha256 as digest } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';

/** The hash that a log is chained by: lower-case hex of the UTF-8 bytes of a text. */
export type TextHash = (text: string) => string;

/**
 * SHA-256 of a text's UTF-8 bytes, in lower-case hex: the ready-made hash of a log, the same on every engine and at
 * once, which the engines' own asynchronous digests are not.
 *
 * **Source**: FIPS 180-4, through @noble/hashes.
 *
 * @example
 * ```ts
 * import { sha256 } from 'betahedge/audit';
 *
 * console.log(sha256('abc').slice(0, 16)); // ba7816bf8f01cfea
 * ```
 */
export function sha256(text: string): string {
  return bytesToHex(digest(utf8ToBytes(text)));
}
