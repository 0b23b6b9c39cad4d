import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

// How the examples of the documentation are found, compiled and run. What they must hold is said in
// test/doctest.test.ts.

/** One block of TypeScript in the documentation. */
export interface DocExample {
  /** Where its first line stands: `docs/guide.md:12`. */
  readonly place: string;
  readonly code: string;
  /** The text block right below, where there is one: all that the example prints. */
  readonly printed?: string | undefined;
}

/** What a `console.log` is said to print; `callee` is where the words `console.log` stand. */
interface Expectation {
  readonly line: number;
  readonly text: string;
  readonly callee: { readonly start: number; readonly end: number };
}

/** What running one example gave; `logged` has the output of each expectation, by its index. */
interface Run {
  readonly error?: string;
  readonly stdout: string;
  readonly logged: Readonly<Record<number, string>>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
// Inside the package, so that `betahedge/...` means the build of this package.
const folder = `${root}test/.doctest/`;

/** The examples of README.md, of docs and of the doc comments in src. */
export function findDocExamples(): readonly DocExample[] {
  const paths = ['README.md', ...filesOf('docs', '.md'), ...filesOf('src', '.ts')];
  return paths.flatMap((path) => extractExamples(path, readFileSync(root + path, 'utf8')));
}

/** The TypeScript blocks of a page, or of the doc comments of a source file. */
export function extractExamples(path: string, text: string): readonly DocExample[] {
  const lines = path.endsWith('.ts') ? commentLines(text) : text.split('\n');
  const examples: DocExample[] = [];
  for (let i = 0; i < lines.length; i++) {
    const fence = /^\s*```(.*)$/.exec(lines[i]!);
    if (fence === null) continue;
    const end = closingFence(lines, i);
    if (fence[1]!.trim() === 'ts')
      examples.push({
        place: `${path}:${i + 2}`,
        code: lines.slice(i + 1, end).join('\n'),
        printed: textBlock(lines, end + 1),
      });
    i = end;
  }
  return examples;
}

/** What is wrong with each example, in the order given: one compilation and one process for all of them. */
export function checkDocExamples(examples: readonly DocExample[]): readonly (readonly string[])[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const paths = examples.map((_, index) => `${folder}example${index}`);
  const expectations = examples.map(({ code }) => readExpectations(code));
  examples.forEach(({ code }, index) => {
    writeFileSync(`${paths[index]!}.ts`, `${code}\n`);
    writeFileSync(`${paths[index]!}.mjs`, javascript(code, expectations[index]!));
  });
  const typeErrors = compile(paths.map((path) => `${path}.ts`));
  const runs = execute(paths.map((path) => `${path}.mjs`));
  return examples.map((example, index) => [
    ...(typeErrors.get(`${paths[index]!}.ts`) ?? []),
    ...verify(example, expectations[index]!, runs[index]!),
  ]);
}

function verify(example: DocExample, expectations: readonly Expectation[], run: Run): readonly string[] {
  const findings: string[] = [];
  if (run.error !== undefined) findings.push(`it throws ${run.error}`);
  expectations.forEach(({ line, text }, index) => {
    const logged = run.logged[index];
    if (logged === undefined) findings.push(`line ${line} does not print ${text}`);
    else if (logged !== text) findings.push(`line ${line} prints ${logged}, not ${text}`);
  });
  const said = expectations.flatMap(({ text }) => text.split('\n')).length;
  const arrows = example.code.match(/^\s*\/\/ -> /gm)?.length ?? 0;
  if (arrows > said) findings.push('a line `// -> ...` follows no console.log');
  if (example.printed !== undefined && run.stdout !== example.printed)
    findings.push(`it prints\n${run.stdout}\nnot\n${example.printed}`);
  return findings;
}

function readExpectations(code: string): readonly Expectation[] {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true);
  const found: Expectation[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
      const callee = node.expression.expression;
      const text = commentAfter(code.slice(node.end));
      if (callee.getText() === 'console.log' && text !== undefined) {
        const line = source.getLineAndCharacterOfPosition(node.end).line + 1;
        found.push({ line, text, callee: { start: callee.getStart(), end: callee.end } });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The comment at the end of the line and the lines `// -> ...` below it. */
function commentAfter(code: string): string | undefined {
  const [, trailing, below = ''] = /^[ \t]*(?:\/\/ (.*))?((?:\n[ \t]*\/\/ -> .*)*)/.exec(code) ?? [];
  const texts = [...below.matchAll(/\/\/ -> (.*)/g)].map((match) => match[1]!);
  if (trailing !== undefined) texts.unshift(trailing);
  return texts.length === 0 ? undefined : texts.map((text) => text.trimEnd()).join('\n');
}

/** The example as a module in which a `console.log` with an expectation says which one it has. */
function javascript(code: string, expectations: readonly Expectation[]): string {
  let marked = code;
  // From the last to the first, so that the places of the others still hold.
  for (let i = expectations.length - 1; i >= 0; i--) {
    const { start, end } = expectations[i]!.callee;
    marked = `${marked.slice(0, start)}console.expected(${i})${marked.slice(end)}`;
  }
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(marked, { compilerOptions }).outputText;
}

/** The type errors of each file. */
function compile(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const path = `${root}test/tsconfig.json`;
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path, (name) => ts.sys.readFile(name)).config,
    ts.sys,
    `${root}test`,
  );
  // An example may name a result for its reader alone.
  const program = ts.createProgram(paths, {
    ...config.options,
    allowJs: false,
    checkJs: false,
    noUnusedLocals: false,
  });
  const errors = new Map<string, string[]>();
  for (const { file, start, messageText } of ts.getPreEmitDiagnostics(program)) {
    const text = ts.flattenDiagnosticMessageText(messageText, '\n');
    if (file === undefined) throw new Error(text);
    const { line } = file.getLineAndCharacterOfPosition(start!);
    errors.set(file.fileName, [
      ...(errors.get(file.fileName) ?? []),
      `line ${line + 1} does not compile: ${text}`,
    ]);
  }
  return errors;
}

function execute(paths: readonly string[]): readonly Run[] {
  const runner = `${root}test/tools/runExamples.mjs`;
  const output = execFileSync(process.execPath, [runner, ...paths], { encoding: 'utf8', timeout: 60_000 });
  return JSON.parse(output) as readonly Run[];
}

/** The lines of a source file with all but its doc comments blanked. */
function commentLines(text: string): readonly string[] {
  const lines = text.split('\n').map(() => '');
  for (const match of text.matchAll(/^[ \t]*\/\*\*[^]*?\*\//gm)) {
    const first = text.slice(0, match.index).split('\n').length - 1;
    match[0].split('\n').forEach((line, i) => (lines[first + i] = line.replace(/^\s*\* ?/, '')));
  }
  return lines;
}

function closingFence(lines: readonly string[], from: number): number {
  const end = lines.findIndex((line, i) => i > from && /^\s*```\s*$/.test(line));
  return end === -1 ? lines.length : end;
}

/** The text block that starts at a line or, past blank ones, right below it. */
function textBlock(lines: readonly string[], from: number): string | undefined {
  let start = from;
  while (start < lines.length && lines[start]!.trim() === '') start++;
  if (lines[start]?.trim() !== '```text') return undefined;
  return lines.slice(start + 1, closingFence(lines, start)).join('\n');
}

function filesOf(path: string, extension: string): readonly string[] {
  const found = readdirSync(root + path, { recursive: true, encoding: 'utf8' });
  return found
    .filter((file) => file.endsWith(extension))
    .sort()
    .map((file) => `${path}/${file}`);
}
