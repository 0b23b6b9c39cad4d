import type * as nodeFs from 'node:fs';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { append } from '../../docs/examples/bot-log.ts';

// A disk that is nearly full takes a part of what is written, and says so by a number alone.
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof nodeFs>();
  const writeSync = (handle: number, text: string): number => fs.writeSync(handle, text.slice(0, 5));
  return { ...fs, writeSync };
});

const folder = mkdtempSync(join(tmpdir(), 'betahedge-bot-log-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a line is written whole, and after the last one alone', () => {
  const file = join(folder, 'log.jsonl');
  const size = append(file, 0, { first: 1 });
  expect(append(file, size, { second: '\u00e9' })).toBe(readFileSync(file).length);
  expect(readFileSync(file, 'utf8')).toBe('{"first":1}\n{"second":"\u00e9"}\n');
  expect(() => append(file, size, { third: 3 })).toThrow(/by another bot/);
});
