import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';

// Reads a page by an HTML parser that knows nothing of what wrote it.

type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

/** What a page holds. */
export interface Page {
  readonly root: Node;
  /** By caption: the terms below it, the headings, and the cells by the names of their rows. */
  readonly tables: ReadonlyMap<string, PageTable>;
  /** Names and values of the lists of pairs. */
  readonly pairs: ReadonlyMap<string, string>;
}

interface PageTable {
  readonly terms: string;
  readonly columns: readonly string[];
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

export function readPage(html: string): Page {
  const root = parse(html);
  const tables = all(root, 'table').map((table) => {
    const caption = all(table, 'caption')[0]!;
    const [head, ...body] = all(table, 'tr').map((row) => [...all(row, 'th'), ...all(row, 'td')].map(textOf));
    const rows = new Map(body.map(([name, ...cells]) => [name!, cells]));
    const terms = textOf(all(caption, 'span')[0]!);
    return [textOf(all(caption, 'strong')[0]!), { terms, columns: head!, rows }] as const;
  });
  const pairs = all(root, 'dt').map((name) => {
    const value = childrenOf(name.parentNode!).find((node) => node.nodeName === 'dd')!;
    return [textOf(name), textOf(value)] as const;
  });
  return { root, tables: new Map(tables), pairs: new Map(pairs) };
}

/** The elements of this name in a node, in their order. */
export function all(node: Node, name: string): readonly Element[] {
  return childrenOf(node).flatMap((child) => [
    ...(child.nodeName === name ? [child as Element] : []),
    ...all(child, name),
  ]);
}

/** As a reader sees it: blanks of any kind and number are one. */
export function textOf(node: Node): string {
  return rawText(node).replace(/\s+/g, ' ').trim();
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

function rawText(node: Node): string {
  return 'value' in node ? node.value : childrenOf(node).map(rawText).join('');
}

function childrenOf(node: Node): readonly Node[] {
  return 'childNodes' in node ? node.childNodes : [];
}
