// Reference data that lies beside a checkout and may not be copied into it: tests read it in place, and
// report themselves skipped where it is absent.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../shared/', import.meta.url));

export const hasShared: boolean = existsSync(`${folder}data`);

export function readShared(path: string): string {
  return readFileSync(folder + path, 'utf8');
}

/** Rows of a CSV with a header, as objects of text. */
export function readSharedCsv(path: string): Record<string, string>[] {
  const [header, ...rows] = readShared(path).trim().split(/\r?\n/);
  const names = header!.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, i) => [names[i]!, cell])));
}
