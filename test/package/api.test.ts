import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

// What users can write against, as text: the declarations of every folder but the kernel, without comments.
// A change of a name, a type or a `readonly` shows up as a change of a file in test/api; where it is meant,
// `npm test -- -u` takes it over.
const dist = new URL('../../dist/', import.meta.url);
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.d.ts') && !file.startsWith('kernel/'))
  .sort();
const folders = [...new Set(files.map((file) => posix.dirname(file)))];

test.each(folders)('the declarations of %s', async (folder) => {
  const declarations = files.filter((file) => posix.dirname(file) === folder).map(declarationsOf);
  const name = folder === '.' ? 'index' : folder;
  await expect(declarations.join('\n')).toMatchFileSnapshot(`../api/${name}.api.d.ts`);
});

test.each(files)('%s is declared alike for ESM and CJS', (file) => {
  const cjs = readFileSync(new URL(file.replace(/\.d\.ts$/, '.d.cts'), dist), 'utf8');
  expect(cjs.replaceAll(/((?:from|import) '\.[^']*)\.cjs'/g, "$1.js'")).toBe(
    readFileSync(new URL(file, dist), 'utf8'),
  );
});

function declarationsOf(file: string): string {
  const text = readFileSync(new URL(file, dist), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
  const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });
  // An import for no name declares nothing.
  const statements = source.statements.filter(
    (statement) => !ts.isImportDeclaration(statement) || statement.importClause !== undefined,
  );
  const lines = statements.map((statement) => printer.printNode(ts.EmitHint.Unspecified, statement, source));
  return `// ${file}\n${lines.join('\n')}\n`;
}
