import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

// The floors of the house, written once, here. A folder imports only from floors below its own; folders on
// one floor do not know each other: what two of them need sinks one floor. `src/index.ts` stands on top.
const floors: readonly (readonly string[])[] = [
  ['foundation', 'kernel'],
  ['returns'],
  ['beta', 'correlation', 'regime', 'instruments', 'options'],
  ['hedge', 'carry', 'liquidity', 'margin'],
  ['rebalance', 'policy'],
  ['simulation', 'audit'],
  ['charts', 'schemas'],
  ['display'],
];
/** The floor without doors: what it exports is not for users, but for what the root names. */
const internal = floors[0]!;

/** Who may import what from npm: few files, so that who does not call them does not ship it. */
const listed: Readonly<Record<string, readonly string[]>> = {
  'decimal.js': ['instruments/decimal.ts'],
  'ml-matrix': ['correlation/eigen.ts'],
  '@noble/hashes/sha2': ['audit/sha256.ts'],
  '@noble/hashes/utils': ['audit/sha256.ts'],
};

/** The imports of each file, by its path in src. */
type Graph = ReadonlyMap<string, readonly string[]>;

const rules: Readonly<Record<string, (graph: Graph) => readonly string[]>> = {
  'every folder stands on a floor': (graph) =>
    [...graph.keys()].filter((file) => file !== 'index.ts' && Number.isNaN(floorOf(file))),

  'imports go down only': (graph) =>
    edges(graph)
      .filter(([file, target]) => folderOf(target) !== folderOf(file) && !(floorOf(target) < floorOf(file)))
      .map(arrow),

  'files import files; only the table of contents imports doors': (graph) =>
    edges(graph)
      .filter(([file, target]) => file !== 'index.ts' && isDoor(target))
      .map(arrow),

  'what is imported exists': (graph) =>
    edges(graph)
      .filter(([, target]) => !graph.has(target))
      .map(arrow),

  'packages are imported by the listed files alone, and by all of these': (graph) => {
    const found = [...graph].flatMap(([file, imports]) =>
      imports.filter((path) => !path.startsWith('.')).map((path) => arrow([file, path])),
    );
    const wanted = Object.entries(listed).flatMap(([path, files]) =>
      files.map((file) => arrow([file, path])),
    );
    return [
      ...found.filter((edge) => !wanted.includes(edge)),
      ...wanted.filter((edge) => !found.includes(edge)).map((edge) => `${edge}: listed, but not so`),
    ];
  },

  'every file is reached from a door or, in the kernel, from its test': (graph) => {
    const tested = [...graph.keys()].filter((file) => folderOf(file) === 'kernel' && hasTest(file));
    const reached = new Set<string>();
    const open = [...graph.keys()].filter(isDoor).concat(tested);
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if (reached.has(file)) continue;
      reached.add(file);
      open.push(...targets(file, graph.get(file) ?? []));
    }
    return [...graph.keys()].filter((file) => !reached.has(file));
  },

  'every room has a door, the internal ones have none, and the table of contents opens each': (graph) => {
    const opened = targets('index.ts', graph.get('index.ts') ?? []);
    const rooms = new Set([...graph.keys()].map(folderOf).filter((folder) => folder !== '.'));
    return [...rooms].filter((room) => {
      const door = `${room}/index.ts`;
      return internal.includes(room) ? graph.has(door) : !(graph.has(door) && opened.includes(door));
    });
  },
};

test.each(Object.entries(rules))('%s', (_, rule) => {
  expect(rule(readGraph())).toEqual([]);
});

describe('the rules find', () => {
  const wrong = new Map([
    ['index.ts', ['./beta/index.ts', './returns/index.ts']],
    ['beta/index.ts', ['./capmBeta.ts']],
    ['beta/capmBeta.ts', ['../options/price.ts', '../hedge/size.ts', '../returns/index.ts', './index.ts']],
    ['beta/forgotten.ts', ['decimal.js']],
    ['returns/index.ts', ['../kernel/absent.ts']],
    ['attic/old.ts', []],
    ['kernel/index.ts', []],
    ['options/price.ts', []],
    ['hedge/size.ts', []],
  ]);

  test.each([
    [0, ['attic/old.ts']],
    [1, ['beta/capmBeta.ts -> options/price.ts', 'beta/capmBeta.ts -> hedge/size.ts']],
    [2, ['beta/capmBeta.ts -> returns/index.ts', 'beta/capmBeta.ts -> beta/index.ts']],
    [3, ['returns/index.ts -> kernel/absent.ts']],
    [
      4,
      [
        'beta/forgotten.ts -> decimal.js',
        'instruments/decimal.ts -> decimal.js: listed, but not so',
        'correlation/eigen.ts -> ml-matrix: listed, but not so',
        'audit/sha256.ts -> @noble/hashes/sha2: listed, but not so',
        'audit/sha256.ts -> @noble/hashes/utils: listed, but not so',
      ],
    ],
    [5, ['beta/forgotten.ts', 'attic/old.ts']],
    [6, ['attic', 'kernel', 'options', 'hedge']],
  ])('what breaks rule %i', (index, findings) => {
    expect(Object.values(rules)[index]!(wrong)).toEqual(findings);
  });
});

function readGraph(): Graph {
  const src = new URL('../src/', import.meta.url);
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return new Map(files.sort().map((file) => [file, importsOf(readFileSync(new URL(file, src), 'utf8'))]));
}

/** What a file imports or exports from; a type of a package is left out, since it ships nothing. */
function importsOf(text: string): readonly string[] {
  const { statements } = ts.createSourceFile('file.ts', text, ts.ScriptTarget.ES2022);
  return statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
    const isType =
      ts.isImportDeclaration(statement) &&
      statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return isType && !moduleSpecifier.text.startsWith('.') ? [] : [moduleSpecifier.text];
  });
}

function edges(graph: Graph): readonly (readonly [string, string])[] {
  return [...graph].flatMap(([file, imports]) =>
    targets(file, imports).map((target) => [file, target] as const),
  );
}

/** The files of src that a file imports. */
function targets(file: string, imports: readonly string[]): readonly string[] {
  const own = imports.filter((path) => path.startsWith('.'));
  return own.map((path) => posix.join(posix.dirname(file), path));
}

/** The number of the floor that a file stands on; the table of contents is above all of them. */
function floorOf(file: string): number {
  if (file === 'index.ts') return floors.length;
  const floor = floors.findIndex((rooms) => rooms.includes(folderOf(file)));
  return floor === -1 ? NaN : floor;
}

function folderOf(file: string): string {
  return posix.dirname(file);
}

function isDoor(file: string): boolean {
  return posix.basename(file) === 'index.ts';
}

function hasTest(file: string): boolean {
  return existsSync(fileURLToPath(new URL(file.replace(/\.ts$/, '.test.ts'), import.meta.url)));
}

function arrow([from, to]: readonly [string, string]): string {
  return `${from} -> ${to}`;
}
