// What passed and what failed, from the reports of the test runners, and the line that says it.
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * The counts of a vitest JSON report; a run that wrote none is one failure.
 *
 * @param {string} path
 * @returns {Counts}
 */
export function countVitest(path) {
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(path, 'utf8'));
  // A file that does not load has no failed test, but it failed.
  /** @type {readonly { status: string, assertionResults: readonly { status: string }[] }[]} */
  const files = report.testResults;
  const unloaded = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * The counts that a lane of ours wrote; a lane that wrote none is one failure.
 *
 * @param {string} path
 * @returns {Counts}
 */
export function countLane(path) {
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 };
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** @param {Counts} counts */
export function plainLine({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}
