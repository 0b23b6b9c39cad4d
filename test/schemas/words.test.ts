// A description of a schema is the doc comment of the field, word for word: written twice, since a compiled program has
// no comments, and held together here.
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { RECORD } from '../../src/audit/auditRecord.ts';
import type { KnownShape, Shape } from '../../src/foundation/shape.ts';
import { POSITION } from '../../src/instruments/positionShape.ts';
import { docOf, fieldDocOf, RULE_DOCS, WORDS } from '../../src/schemas/words.ts';

const files = [
  'audit/recordRebalance.ts',
  'foundation/optionContract.ts',
  'instruments/instrument.ts',
  'instruments/parsePosition.ts',
  'rebalance/rebalanceDecision.ts',
  'rebalance/rebalanceEvent.ts',
  'rebalance/rebalancePolicy.ts',
];

interface Doc {
  readonly says: string | undefined;
  readonly extends: readonly string[];
  readonly fields: ReadonlyMap<string, string | undefined>;
}

function textOf(node: ts.Node): string | undefined {
  const doc = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  return ts.getTextOfJSDocComment(doc?.comment)?.replace(/\s+/g, ' ').trim();
}

const docs = new Map<string, Doc>();
for (const file of files) {
  const text = readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8');
  ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true).forEachChild((node) => {
    if (ts.isTypeAliasDeclaration(node))
      docs.set(node.name.text, { says: textOf(node), extends: [], fields: new Map() });
    if (!ts.isInterfaceDeclaration(node)) return;
    docs.set(node.name.text, {
      says: textOf(node),
      extends: (node.heritageClauses ?? []).flatMap(({ types }) => types.map((type) => type.getText())),
      fields: new Map(node.members.map((member) => [member.name!.getText(), textOf(member)])),
    });
  });
}

function fieldOf(name: string, field: string): string | undefined {
  const doc = docs.get(name)!;
  if (doc.fields.has(field)) return doc.fields.get(field);
  return doc.extends.map((above) => fieldOf(above, field)).find((text) => text !== undefined);
}

/** Every object and union in a definition, and the names of all rules. */
function named(shape: Shape<unknown>, seen: Map<string, readonly string[]>, rules: Set<string>): void {
  const known = shape as KnownShape;
  const add = (of: object): void => {
    for (const rule of Object.keys(of)) rules.add(rule);
  };
  if ('nullable' in known) named(known.nullable, seen, rules);
  if ('optional' in known) named(known.optional, seen, rules);
  if ('items' in known) named(known.items, seen, rules);
  if ('kept' in known) named(known.kept, seen, rules);
  if ('rules' in known) add(known.rules);
  if ('by' in known) {
    seen.set(known.name, []);
    for (const kind of Object.values(known.of)) named(kind, seen, rules);
  }
  if ('fields' in known) {
    if (known.name !== '') seen.set(known.name, Object.keys(known.fields));
    for (const field of Object.values(known.fields)) named(field, seen, rules);
  }
}

// A position holds an instrument; a record holds an event with a policy, and a decision.
const seen = new Map<string, readonly string[]>();
const rules = new Set<string>();
for (const shape of [RECORD, POSITION]) named(shape, seen, rules);

it.each([...seen])('%s', (name, fields) => {
  const doc = docs.get(name)!;
  expect(docOf(name)).toBe(doc.says);
  expect(doc.says).not.toBe('');
  for (const field of fields) expect([field, fieldDocOf(name, field)]).toEqual([field, fieldOf(name, field)]);
});

it('has words for nothing else', () => {
  const named = new Set<string>();
  const add = (name: string): void => {
    named.add(name);
    for (const above of docs.get(name)!.extends) add(above);
  };
  for (const name of seen.keys()) add(name);
  expect(Object.keys(WORDS).sort()).toEqual([...named].sort());
  for (const [name, { extends: above = [], fields }] of Object.entries(WORDS)) {
    expect([name, ...above]).toEqual([name, ...docs.get(name)!.extends]);
    for (const field of Object.keys(fields)) expect(docs.get(name)!.fields.has(field)).toBe(true);
  }
});

it('says what each rule asks, there and in the guide', () => {
  expect(Object.keys(RULE_DOCS).sort()).toEqual([...rules].sort());
  const guide = readFileSync(new URL('../../docs/guide/schemas.md', import.meta.url), 'utf8');
  const rows = guide.slice(guide.indexOf('## What JSON Schema cannot say'));
  const listed = [...rows.matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name!);
  expect(listed.sort()).toEqual([...rules].sort());
});
