import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkDocExamples, extractExamples, findDocExamples } from './tools/docExamples.ts';

// Documentation is tested: every block of TypeScript (fence ```ts) in README.md, in docs and in the doc
// comments of src is a module of its own. It must compile under the tests' tsconfig (an unused name is
// allowed) and run against the build without throwing. What it says about its output must be so:
//
//   console.log(beta); // 1.42      the statement prints exactly the comment's text;
//   // -> second line               where it prints more lines, each further one stands below, with an arrow;
//   ```text                         a block of text right below the code is all that the code prints.
//
// A comment behind any other statement is not checked: assert with node:assert. A statement that prints
// several times must print the lines in order. Fences ```ts ignore, ```js and the like are left alone.
// The programs in docs/examples must run to their end, and print what a guide that runs them says.

const wrong = [
  ['another value', 'console.log(1 + 1); // 3', /line 1 prints 2, not 3/],
  ['a value never printed', 'if (Date.now() < 0) console.log(1); // 1', /line 1 does not print 1/],
  ['a wrong second line', "console.log('a\\nb'); // a\n// -> c", /prints a\nb, not a\nc/],
  ['a loop with one pass too few', 'for (const i of [1])\n  console.log(i); // 1\n// -> 2', /not 1\n2/],
  ['an arrow that belongs to nothing', 'const x = 1;\n// -> 1', /follows no console.log/],
  ['a type error', "const x: number = 'a';", /line 1 does not compile: Type 'string'/],
  ['a throw', "throw new Error('no');", /it throws Error: no/],
  ['an unknown subpath', "import * as x from 'betahedge/absent';", /does not compile: Cannot find module/],
] as const;
const right = [
  "console.log({ a: 1 }); // { a: 1 }\nconsole.log('a\\nb'); // a\n// -> b\nconst x = 1; // any words",
  'for (const i of [1, 2])\n  console.log(\n    i,\n  ); // 1\n// -> 2',
];
const page = [
  ...['```ts', 'console.log(1);', '```', '', '```text', '1', '```', ''],
  ...['```ts ignore', 'not code', '```', '```js', 'nor this', '```'],
  ...['```ts', 'console.log(2);', '```', 'words', '```text', '3', '```'],
].join('\n');

const examples = findDocExamples();
const checkers = [
  ...wrong.map(([, code]) => ({ place: '', code })),
  ...right.map((code) => ({ place: '', code })),
];
const misprinted = { place: '', code: 'console.log(1);\nconsole.log(2);', printed: '1\n3' };
let findings: readonly (readonly string[])[] = [];

beforeAll(() => {
  findings = checkDocExamples([...examples, ...checkers, misprinted]);
}, 120_000);

test.each(examples.map(({ place }, index) => [place, index] as const))('%s', (_, index) => {
  expect(findings[index]).toEqual([]);
});

describe('the checker', () => {
  test.each(wrong.map(([name, , finding], index) => [name, finding, index] as const))(
    'finds %s',
    (_, finding, index) => {
      expect(findings[examples.length + index]!.join('\n')).toMatch(finding);
    },
  );

  test('finds output that differs from the block of text', () => {
    expect(findings.at(-1)).toEqual(['it prints\n1\n2\nnot\n1\n3']);
  });

  test.each(right.map((code, index) => [code, index] as const))('accepts %s', (_, index) => {
    expect(findings[examples.length + wrong.length + index]).toEqual([]);
  });

  test('finds the blocks of a page, with the text below them', () => {
    expect(extractExamples('a.md', page)).toEqual([
      { place: 'a.md:2', code: 'console.log(1);', printed: '1' },
      { place: 'a.md:16', code: 'console.log(2);', printed: undefined },
    ]);
  });

  test('finds the blocks of doc comments, and no others', () => {
    const source =
      'const x = 1;\n/**\n * Words.\n *\n * ```ts\n * f(\n *   1,\n * );\n * ```\n */\n// ```ts\n';
    expect(extractExamples('a.ts', source)).toEqual([
      { place: 'a.ts:6', code: 'f(\n  1,\n);', printed: undefined },
    ]);
  });
});

const programs = fileURLToPath(new URL('../docs/examples/', import.meta.url));
const names = readdirSync(programs).filter((file) => file.endsWith('.ts'));

test.each(names)('docs/examples/%s runs, and prints what the guide says', (file) => {
  const runner = fileURLToPath(new URL('./tools/example.mjs', import.meta.url));
  const name = file.replace(/\.ts$/, '');
  const { status, stdout, stderr } = spawnSync(process.execPath, [runner, name], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const printed of printedInGuide(name)) expect(stdout.trimEnd()).toBe(printed);
});

/** The blocks of text right below a block that runs the example. */
function printedInGuide(name: string): readonly string[] {
  const guide = fileURLToPath(new URL('../docs/guide/', import.meta.url));
  return readdirSync(guide).flatMap((file) => {
    const [, ...parts] = readFileSync(guide + file, 'utf8').split(`\nnpm run example ${name}\n`);
    return parts.map((part) => /```text\n([^]*?)\n```/.exec(part)![1]!);
  });
}
