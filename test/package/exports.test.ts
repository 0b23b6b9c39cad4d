import { expect, test } from 'vitest';
import { doors, readManifest, withExports } from '../tools/exports.mjs';

test('exports and typesVersions are what `npm run exports` writes', () => {
  const manifest = readManifest();
  expect(JSON.stringify(manifest, null, 2)).toBe(JSON.stringify(withExports(manifest, doors()), null, 2));
});

test('the internal floors have no door', () => {
  expect(doors()).not.toContain('kernel');
  expect(doors()).not.toContain('foundation');
});
