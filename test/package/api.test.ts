import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { doors } from '../tools/exports.mjs';

// What users can write against, as text: every declaration that a door leads to, without comments, a file a
// folder. A change of a name, a type or a `readonly` shows up as a change in test/api; where it is meant,
// `npm test -- -u` takes it over.
const dist = new URL('../../dist/', import.meta.url);
const reached = reach(['index.d.ts', ...doors().map((door) => `${door}/index.d.ts`)]);
const folders = [...new Set(reached.map((file) => posix.dirname(file)))];

test.each(folders)('the declarations of src/%s', async (folder) => {
  const texts = reached.filter((file) => posix.dirname(file) === folder).map((file) => print(file));
  const name = folder === '.' ? 'index' : folder;
  await expect(texts.join('\n')).toMatchFileSnapshot(`../api/${name}.api.d.ts`);
});

test('the declarations for CJS are those for ESM', () => {
  const all = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  const different = all
    .filter((file) => file.endsWith('.d.ts'))
    .filter((file) => {
      const cjs = read(file.replace(/\.d\.ts$/, '.d.cts'));
      return cjs.replaceAll(/((?:from|import) '\.[^']*)\.cjs'/g, "$1.js'") !== read(file);
    });
  expect(all).toContain('index.d.ts');
  expect(different).toEqual([]);
});

/** The files that some files lead to, and these. */
function reach(from: readonly string[]): readonly string[] {
  const found = new Set(from);
  for (const file of found)
    for (const path of statementsOf(file).map(pathOf))
      if (path?.startsWith('.') === true)
        found.add(posix.join(posix.dirname(file), path.replace(/\.js$/, '.d.ts')));
  return [...found].sort();
}

/** Where a statement imports or exports from. */
function pathOf(statement: ts.Statement): string | undefined {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return undefined;
  const { moduleSpecifier } = statement;
  return moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier)
    ? moduleSpecifier.text
    : undefined;
}

function print(file: string): string {
  const source = parse(file);
  const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });
  const lines = statementsOf(file).map((statement) =>
    printer.printNode(ts.EmitHint.Unspecified, statement, source),
  );
  return `// ${file}\n${lines.join('\n')}\n`;
}

/** All but an import for no name, which declares nothing. */
function statementsOf(file: string): readonly ts.Statement[] {
  return parse(file).statements.filter(
    (statement) => !ts.isImportDeclaration(statement) || statement.importClause !== undefined,
  );
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022);
}

function read(file: string): string {
  return readFileSync(new URL(file, dist), 'utf8');
}
