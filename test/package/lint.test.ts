import { ESLint, Linter } from 'eslint';
import { expect, test } from 'vitest';
import tseslint from 'typescript-eslint';

// What src may not do, since its bits, its clock or its chance differ between engines, and what it may.
const banned = [
  'export const x = Math.exp(1);',
  'export const x = Math.pow(2, 0.5);',
  'export const x = Math.random();',
  'export const x = Math.PI;',
  "export const x = Math['exp'](1);",
  "const name = 'e' + 'xp'; export const x = Math[name](1);",
  'const { exp } = Math; export const x = exp(1);',
  'const M = Math; export const x = M.exp(1);',
  'export const x = [1].map(Math.log);',
  'export const x = Math?.exp(1);',
  'export type X = typeof Math;',
  'export const x = 2 ** 0.5;',
  'let y = 2; y **= 2; export const x = y;',
  'export const x = Date.now();',
  'export const x = new Date(0);',
  'export const x = performance.now();',
  'export const x = crypto.randomUUID();',
  'export const x = globalThis.Math.exp(1);',
  "export const x = globalThis['Date'];",
  "export const x = Function('return Math')();",
  "export const x = eval('Math');",
  'export const x = new Intl.NumberFormat();',
  'export const x = (1).toLocaleString();',
  "export const x = ('a')['toLocaleUpperCase']();",
  "export const x = ['b', 'a'].sort((a, b) => a.localeCompare(b));",
  "const { localeCompare } = ''; export const x = localeCompare;",
  'export const x = price.pow(2);',
  'export const x = price.naturalLogarithm();',
  "export const x = import('./other.ts');",
  "export * from './other.ts';",
  'export default 1;',
];
const allowed = [
  'export const x = Math.sqrt(2) + Math.abs(-1) + Math.min(1, 2) + Math.max(1, 2) + Math.imul(2, 3);',
  'export const x = Math.floor(1.5) + Math.ceil(1.5) + Math.trunc(1.5) + Math.round(1.5) + Math.sign(-2);',
  "import { exp } from '../kernel/exp.ts'; export const x = exp(1);",
  'export const x = [0.5].map(Math.floor);',
  'export const x = price.times(2).plus(1).toFixed(2);',
  "export { capmBeta } from './capmBeta.ts';",
];

const settings = (await new ESLint().calculateConfigForFile('src/index.ts')) as Linter.Config;
const rules = Object.fromEntries(
  ['no-restricted-globals', 'no-restricted-syntax'].map((name) => [name, settings.rules![name]!]),
);

function findings(code: string): readonly string[] {
  const languageOptions = { parser: tseslint.parser as Linter.Parser };
  return new Linter().verify(code, [{ languageOptions, rules }]).map(({ message }) => message);
}

test.each(banned)('src may not: %s', (code) => {
  expect(findings(code)).not.toEqual([]);
  // A snippet that does not parse proves nothing.
  for (const message of findings(code)) expect(message).not.toContain('Parsing error');
});

test.each(allowed)('src may: %s', (code) => {
  expect(findings(code)).toEqual([]);
});
