// What a test says of an error: its code and path, which are API; and of any error: that it is one of ours.
import { expect } from 'vitest';
import { isBetahedgeError } from '../src/foundation/errors.ts';
import type { BetahedgeError, ErrorCode } from '../src/foundation/errors.ts';

/** Codes that any test has seen raised; the documentation test compares them with the list. */
export function refusal(run: () => unknown): BetahedgeError {
  let result: unknown;
  try {
    result = run();
  } catch (error) {
    if (isBetahedgeError(error)) return error;
    throw error;
  }
  throw new Error(`expected a betahedge error, got ${JSON.stringify(result)}`);
}

/** Expects a refusal with this code and path. */
export function expectRefusal(run: () => unknown, code: ErrorCode, path: string): void {
  const { code: raised, path: at } = refusal(run);
  expect({ code: raised, path: at }).toEqual({ code, path });
}
