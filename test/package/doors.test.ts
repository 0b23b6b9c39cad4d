import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { doors } from '../tools/exports.mjs';

// The built package by its own name, as a user gets it.
type Namespace = Readonly<Record<string, unknown>>;
const load = (path: string) => import(/* @vite-ignore */ path) as Promise<Namespace>;
const require = createRequire(import.meta.url);

test.each(['betahedge', ...doors().map((door) => `betahedge/${door}`)])(
  '%s exports the same by import and by require',
  async (path) => {
    const names = Object.keys(await load(path)).sort();
    expect(names).not.toEqual([]);
    expect(Object.keys(require(path) as Namespace).sort()).toEqual(names);
  },
);

test.each(doors())('the root exports all of %s', async (door) => {
  const root = await load('betahedge');
  for (const [name, value] of Object.entries(await load(`betahedge/${door}`)))
    expect(root[name], name).toBe(value);
});
