// Codes are API: each is documented, raised by the source, and met by a test.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const texts = (folder: string): string[] =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .filter((name) => name !== 'foundation/errors.ts' && name !== 'errorCodes.test.ts')
    .map((name) => readFileSync(`${root}${folder}/${name}`, 'utf8'));

const union = /export type ErrorCode =([^;]+);/.exec(
  readFileSync(`${root}src/foundation/errors.ts`, 'utf8'),
)![1]!;
const codes = [...union.matchAll(/'([^']+)'/g)].map((match) => match[1]!);
const source = texts('src').join('\n');
const tests = texts('test').join('\n');
const documented = [
  ...readFileSync(`${root}docs/errors.md`, 'utf8').matchAll(/^\| `([a-z]+\.[a-z_]+)`\s+\|/gm),
];

describe('error codes', () => {
  it.each(codes)('%s is raised, and tested', (code) => {
    expect(source.includes(`'${code}'`)).toBe(true);
    expect(tests.includes(`'${code}'`)).toBe(true);
  });

  it('the documentation lists them all, and no other', () => {
    expect(documented.map((match) => match[1])).toEqual(codes);
  });
});
