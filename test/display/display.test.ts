import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { parse, parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes, ParserError } from 'parse5';
import { describe, expect, test } from 'vitest';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import { rollingRegression } from '../../src/beta/rollingRegression.ts';
import type { VegaLiteSpec } from '../../src/charts/vegaLiteSpec.ts';
import { shrunkCovariance } from '../../src/correlation/shrunkCovariance.ts';
import { display } from '../../src/display/display.ts';
import type { Displayed } from '../../src/display/display.ts';
import { table } from '../../src/display/table.ts';
import * as samples from '../charts/samples.ts';
import { expectRefusal } from '../errors.ts';

const JUPYTER = Symbol.for('Jupyter.display');
const V5 = 'application/vnd.vegalite.v5+json';
const V6 = 'application/vnd.vegalite.v6+json';
const charts = Object.entries(samples.usual).map(([name, draw]) => [name, draw()] as const);

/** What ends a script, a comment, a tag, an attribute and a line, and what steers a terminal or turns text around. */
const evil = `</script><script>alert(1)</script><!--<script><img src=x onerror="alert(2)">'"&\u001b[31m\u202e\n`;

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** The elements of an HTML text, in its order, as a parser of the WHATWG standard reads it without an error. */
function elementsOf(html: string, isPage = false): readonly Element[] {
  const errors: string[] = [];
  const onParseError = ({ code, startLine }: ParserError): void => void errors.push(`${code} ${startLine}`);
  const options = { onParseError, sourceCodeLocationInfo: true, scriptingEnabled: false };
  const tree = isPage ? parse(html, options) : parseFragment(html, options);
  expect(errors).toEqual([]);
  const below = (node: Node): readonly Element[] =>
    'tagName' in node ? [node, ...node.childNodes.flatMap(below)] : [];
  return tree.childNodes.flatMap(below);
}

function textOf(element: Element): string {
  return element.childNodes
    .map((node) => ('value' in node ? node.value : 'tagName' in node ? textOf(node) : ''))
    .join('');
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

function named(elements: readonly Element[], name: string): readonly Element[] {
  return elements.filter(({ tagName }) => tagName === name);
}

/** The specification that a chart's HTML holds, as a browser reads it. */
function embedded(html: string): unknown {
  const data = named(elementsOf(html), 'script')[0]!;
  expect(attribute(data, 'type')).toBe('application/json');
  return JSON.parse(textOf(data));
}

/** A page that holds a chart twice, with a module loader of its own, as Jupyter's have. */
function pageOf(html: string, network: { isOffline: boolean }) {
  const places = [0, 1].map(() => {
    const attributes = new Set(['data-betahedge-chart']);
    return {
      removeAttribute: (name: string) => attributes.delete(name),
      isDrawn: () => attributes.size === 0,
      children: [{ hidden: false }, {}, { textContent: JSON.stringify(embedded(html)) }] as const,
    };
  });
  const fetched: [source: string, integrity: string][] = [];
  const loaded: string[] = [];
  const drawn: unknown[][] = [];
  const context: Record<string, unknown> = createContext({
    define: Object.assign((): void => void loaded.push('a module'), { amd: {} }),
    load: (name: string) => {
      loaded.push(name);
      return (...given: unknown[]) => Promise.resolve(drawn.push(given));
    },
    fetch: (source: string, { integrity }: { integrity: string }) => {
      if (network.isOffline) return Promise.reject(new Error('offline'));
      fetched.push([source, integrity]);
      // As bundlers write a library for every loader.
      const name = /[a-z-]+(?=\.min\.js$)/.exec(source)![0].replace(/-./, (dash) => dash[1]!.toUpperCase());
      const text = `!function(root){"function"==typeof define&&define.amd?define():root.${name}=load("${name}")}(this)// end`;
      return Promise.resolve({ text: () => Promise.resolve(text) });
    },
    document: {
      createElement: () => ({ textContent: '' }),
      head: { append: ({ textContent }: { textContent: string }): void => void runInContext(textContent, context) },
      querySelectorAll: () => places.filter((place) => !place.isDrawn()),
    },
  });
  context['window'] = context;
  const script = textOf(named(elementsOf(html), 'script').at(-1)!);
  const run = (): Promise<void> => runInContext(script, context) as Promise<void>;
  const texts = (): boolean[] => places.map(({ children }) => !children[0].hidden);
  return { places, fetched, loaded, drawn, run, texts };
} // prettier-ignore

/** A file of npm as it is installed, of the version that is asked for. */
function installedFile(source: string): string {
  const [, name, version, file] = /^https:\/\/cdn\.jsdelivr\.net\/npm\/([a-z-]+)@([\d.]+)\/(.*)$/.exec(
    source,
  )!;
  const folder = new URL(`../../node_modules/${name!}/`, import.meta.url);
  const installed = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as { version: string };
  expect(version).toBe(installed.version);
  return readFileSync(new URL(file!, folder), 'utf8');
}

function bundleOf(shown: object): Displayed['bundle'] {
  return (shown as Readonly<Record<symbol, () => Displayed['bundle']>>)[JUPYTER]!();
}

describe('a chart', () => {
  test.each(charts)('%s: the same specification for Vega-Lite 6, for 5 and in the page', (_, spec) => {
    const shown = display(spec);
    expect(Object.keys(shown.bundle)).toEqual([V6, V5, 'text/html', 'text/plain']);
    expect(bundleOf(shown)).toBe(shown.bundle);
    const six = shown.bundle[V6] as object;
    const { $schema, ...rest } = six as Readonly<Record<string, unknown>>;
    expect($schema).toBe('https://vega.github.io/schema/vega-lite/v6.json');
    expect(shown.bundle[V5]).toEqual({ ...rest, $schema: 'https://vega.github.io/schema/vega-lite/v5.json' });
    expect(six).toMatchObject(spec);
    expect(rest['description']).toBe(shown.text);
    expect(embedded(shown.html)).toEqual(six);
    expect(JSON.parse(JSON.stringify(six))).toEqual(six);
  });

  test.each(charts)('%s: in words, with title and subtitle', (_, spec) => {
    const lines = display(spec).text.split('\n');
    const { text, subtitle } = spec.title;
    expect(lines.slice(0, 1 + subtitle.length)).toEqual([text, ...subtitle]);
    expect(lines.length).toBe(1 + subtitle.length + samples.layersOf(spec).length);
  });

  test('says between which ends its values are', () => {
    const spec = samples.usual['rollingBetaChart']!();
    const values = samples.rowsOf(spec, 'line').map(({ value }) => Number(value));
    const six = (value: number): number => Number(value.toPrecision(6));
    const [low, high] = [Math.min(...values), Math.max(...values)].map(six);
    const band = samples.rowsOf(spec, 'area');
    const lowest = six(Math.min(...band.map(({ lower }) => Number(lower))));
    const highest = six(Math.max(...band.map(({ upper }) => Number(upper))));
    expect(display(spec).text).toContain(`; beta ${lowest} to ${highest}\n`);
    expect(display(spec).text).toContain(
      `line: ${values.length} values; time 2024-02-29 00:00 UTC to 2024-07-18 00:00 UTC; beta ${low} to ${high}`,
    );
  });

  test('says fractions as its axis does: in per cent', () => {
    const { hedged, unhedged } = samples.wealth();
    const falls = [hedged, unhedged].map((column) => {
      const wealth = Array.from(column);
      return Math.min(...wealth.map((value, i) => value / Math.max(...wealth.slice(0, i + 1)) - 1));
    });
    const percent = Number((100 * Math.min(...falls)).toPrecision(6));
    expect(display(samples.usual['wealthChart']!()).text).toContain(`; drawdown, % ${percent} to 0`);
  });

  test('that no one here made is read as far as it goes', () => {
    const $schema = 'https://vega.github.io/schema/vega-lite/v5.json';
    const data = { values: [{ a: 1, b: 'x' }, { a: 3 }] };
    const x = { field: 'a', type: 'quantitative' };
    const outer = { $schema, title: 'T', data, encoding: { x }, layer: [{ mark: 'bar' }, { mark: { type: 'tick' } }] };
    expect(display(outer).text).toBe('T\nbar: 2 values; a 1 to 3\ntick: 2 values; a 1 to 3');
    expect(display({ $schema, data: { url: 'a.csv' }, mark: 'bar' }).text).toBe('');
    expect(display({ $schema, data, mark: 'bar', usermeta: 1 }).bundle[V6]).toMatchObject({ usermeta: 1 });
  }); // prettier-ignore

  test('is drawn by files of npm, whose hashes are those of what is installed', async () => {
    const { html } = display(charts[0]![1]);
    const { run, fetched, loaded, drawn, places, texts } = pageOf(html, { isOffline: false });
    await Promise.all([run(), run()]);
    for (const [source, integrity] of fetched) {
      const hash = createHash('sha384').update(installedFile(source)).digest('base64');
      expect(integrity).toBe(`sha384-${hash}`);
    }
    // Each after those that it is given; once, for two charts and two scripts.
    expect(loaded).toEqual(['vega', 'vegaLite', 'vegaEmbed']);
    const spec = embedded(html);
    expect(drawn).toEqual(places.map(({ children }) => [children[1], spec, { renderer: 'svg' }]));
    await expect.poll(texts).toEqual([false, false]);
  });

  test('stays text without a network, and is drawn when there is one', async () => {
    const network = { isOffline: true };
    const { run, texts } = pageOf(display(charts[0]![1]).html, network);
    await expect(run()).rejects.toThrow('offline');
    expect(texts()).toEqual([true, true]);
    network.isOffline = false;
    await run();
    await expect.poll(texts).toEqual([false, false]);
  });

  test('keeps what is in a title from being more than text', () => {
    const spec = { ...samples.usual['rollingBetaChart']!(), title: { text: evil, subtitle: [evil] } };
    const { html, page, text } = display(spec);
    expect(embedded(html)).toMatchObject({ title: { text: evil } });
    expect(named(elementsOf(html), 'script').length).toBe(2);
    expect(named(elementsOf(page, true), 'script').length).toBe(2);
    expect(named(elementsOf(page, true), 'img')).toEqual([]);
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    // A browser ends a script by this text, and comments by that.
    expect(html.split(/<\/script/i).length).toBe(3);
    expect(html).not.toContain('<!--');
  });

  test('twice in one page has no name twice', () => {
    const { html } = display(charts[0]![1]);
    expect(elementsOf(html + html).filter((element) => attribute(element, 'id') !== undefined)).toEqual([]);
  });
});

describe('a table', () => {
  const rows = [
    { symbol: 'BTC', dollarBeta: 1_234_567.8, beta: 1 },
    { symbol: evil, dollarBeta: -5, beta: NaN, [evil]: 'x' },
  ];
  const shown = display(table(rows, { title: evil }));

  test('is HTML with a caption, heads with units, and every cell in its place', () => {
    const elements = elementsOf(shown.html);
    const visible = evil.replace('\u001b', ' ').replace('\u202e\n', ' ');
    expect(named(elements, 'caption').map(textOf)).toEqual([visible]);
    const heads = named(elements, 'th').filter((head) => attribute(head, 'scope') === 'col');
    expect(heads.map(textOf)).toEqual([
      'symbol',
      'dollarBetamoney per 1.00 of benchmark return',
      'betaper 1.00 of benchmark return',
      visible,
    ]);
    const rowHeads = named(elements, 'th').filter((head) => attribute(head, 'scope') === 'row');
    expect(rowHeads.map(textOf)).toEqual(['BTC', visible]);
    expect(named(elements, 'td').map(textOf)).toEqual(['1,234,568', '1', 'none', '-5', 'none', 'x']);
    expect(elements.map(({ tagName }) => tagName)).not.toContain('script');
  });

  test('fetches nothing, and takes its colours from the page', () => {
    for (const element of elementsOf(shown.html)) {
      for (const { name, value } of element.attrs) {
        expect(['style', 'scope']).toContain(name);
        expect(value).not.toMatch(/url|(^|;)(background|color):/);
      }
    }
  });

  test('has its numbers to the right, and its words to the left', () => {
    const sides = named(elementsOf(shown.html), 'td').map((cell) => /text-align:(\w+)/.exec(attribute(cell, 'style')!)![1]);
    expect(sides).toEqual(['right', 'right', 'left', 'right', 'right', 'left']);
  }); // prettier-ignore

  test('is text in columns, of one line a row whatever is in it', () => {
    const [title, head, units, first, second, ...more] = shown.text.split('\n');
    expect(title).toMatch(/^<\/script>/);
    expect(head).toMatch(/^symbol +dollarBeta +beta +<\/script>/);
    expect(units).toMatch(/^ +money per 1.00 of benchmark return {2}per 1.00 of benchmark return$/);
    expect(first).toMatch(/^BTC +1,234,568 +1 {2}none$/);
    expect(second).toMatch(/ -5 +none {2}x$/);
    expect(more).toEqual([]);
    // The last digits stand below the last letter of the unit.
    expect(first!.indexOf('1,234,568') + 9).toBe(units!.indexOf('return') + 6);
  });

  test('shows itself as display shows it', () => {
    const own = table(rows, { title: evil });
    expect(bundleOf(own)).toEqual(shown.bundle);
    expect(shown.bundle).toEqual({ 'text/html': shown.html, 'text/plain': shown.text });
    expect(inspect(own)).toBe(shown.text);
  });
});

describe('a result', () => {
  test('prints its text where a console shows it, and is plain data besides', () => {
    const shown = display(capmBeta({ assetReturns: [0.1], benchmarkReturns: [0.2] }));
    expect(inspect(shown)).toBe(shown.text);
    expect(shown.text.split('\n')[0]).toBe('Status: insufficient_data');
    expect(Object.keys(shown)).toEqual(['text', 'html', 'page', 'bundle']);
    expect(JSON.parse(JSON.stringify(shown))).toEqual({ ...shown });
  });

  test('is shown whole: its fields, its columns, its lists and matrices', () => {
    const values = Float64Array.of(1, 2);
    const { text, html } = display({
      status: 'ok',
      values,
      legs: [{ symbol: 'A' }],
      matrix: [[1, 2]],
      empty: [],
    });
    expect(text.split('\n\n').map((part) => part.split('\n')[0]!.trim())).toEqual([
      'field   value      unit',
      'row  values',
      'legs',
      'matrix',
    ]);
    expect(named(elementsOf(html), 'table').length).toBe(4);
  });

  test('shows a list that has no name', () => {
    expect(display({ '': [{ a: 1 }] }).text).toBe('field  value    unit\n       1 entry\n\na\n1');
  });

  test('that is a series and no more is one table', () => {
    const { text } = display({ values: Float64Array.of(NaN, 2), validFrom: 1 });
    expect(text).toBe('2 rows, no answer before row 1\nrow  values\n  0     ...\n  1       2');
  });

  test('keeps the columns apart that are of another length', () => {
    const { text } = display({ a: Float64Array.of(1, 2), b: Float64Array.of(3) });
    expect(text).toBe('field  value  unit\nb      3\n\nrow  a\n  0  1\n  1  2');
  });

  test('names the rows and columns of a matrix by its symbols', () => {
    const series = { BTC: [0.01, -0.02, 0.03, 0], ETH: [0.02, -0.01, 0.03, 0.01] };
    const { text } = display(shrunkCovariance({ series, method: 'ledoit-wolf' }));
    expect(text).toMatch(/\n\ncovariance\nsymbol +BTC +ETH\nBTC +\S+ +\S+\nETH +\S+ +\S+\n/);
    expect(display({ symbols: ['A'], matrix: [[1], [2]] }).text).toMatch(/\nrow {2}0\n/);
  });

  test('has its money named in the lists within it too', () => {
    const { text } = display({ numeraire: 'EUR', positions: [{ symbol: 'A', dollarBeta: 1 }] });
    expect(text).toContain('EUR per 1.00 of benchmark return');
  });

  test('is the same each time', () => {
    const result = rollingRegression({
      assetReturns: [1, 2, 4, 3],
      benchmarkReturns: [1, 3, 2, 4],
      window: 3,
    });
    expect(display(result)).toEqual(display(result));
  });
});

test.each([
  ['a chart', display(charts[0]![1]), 'Beta of ETH to BTC'],
  ['a result', display({ a: 1 }), 'Result'],
  ['a status', display({ status: '</title>&amp;' }), 'Status: </title>&amp;'],
  ['nothing', display([]), 'no rows'],
])('the page of %s is a document by the standard, with its title', (_, shown, title) => {
  expect(shown.page).toMatch(/^<!doctype html>\n/);
  const elements = elementsOf(shown.page, true);
  expect(named(elements, 'title').map(textOf)).toEqual([title]);
  expect(attribute(named(elements, 'html')[0]!, 'lang')).toBe('en');
  expect(attribute(named(elements, 'meta')[0]!, 'charset')).toBe('utf-8');
  expect(shown.page).toContain(shown.html);
});

describe('refused is', () => {
  const spec: VegaLiteSpec = charts[0]![1];
  test.each([
    ['a number', () => display(42 as never), 'shape.wrong_type', 'content'],
    ['nothing', () => display(undefined as never), 'shape.missing_field', 'content'],
    ['null', () => display(null as never), 'shape.missing_field', 'content'],
    ['text', () => display('beta' as never), 'shape.wrong_type', 'content'],
    ['a function', () => display(() => 1), 'shape.wrong_type', 'content'],
    ['a list with a number among records', () => display([{}, 1]), 'shape.wrong_type', 'result[1]'],
    ['a chart without $schema', () => display({ ...spec, $schema: undefined }), 'shape.missing_field', '$schema'],
    ['a mark alone', () => display({ mark: 'bar' }), 'shape.missing_field', '$schema'],
    ['panels alone', () => display({ vconcat: [] }), 'shape.missing_field', '$schema'],
    ['a $schema that is no text', () => display({ $schema: 6 }), 'shape.wrong_type', '$schema'],
    ['a specification of vega', () => display({ $schema: 'https://vega.github.io/schema/vega/v6.json' }), 'domain.not_one_of', '$schema'],
    ['a schema of JSON', () => display({ $schema: 'https://json-schema.org/draft/2020-12/schema' }), 'domain.not_one_of', '$schema'],
  ] as const)('%s', (_, run, code, path) => {
    expectRefusal(run, code, path);
  }); // prettier-ignore
});
