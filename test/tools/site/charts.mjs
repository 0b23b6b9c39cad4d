// A page that says <!-- chart: NAME --> shows a picture there: of a specification beside the page (NAME ends in
// .vl.json), or of the variable NAME of the block of code above. On GitHub the words are not seen, and the code is.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { parse, View } from 'vega';
import { compile } from 'vega-lite';
import { root } from './contents.mjs';
import { documentsOf, pathOf } from './pages.mjs';

const marker = /^<!-- chart: (.+) -->$/m;

/**
 * @typedef {object} Specification
 * @property {string} [description]
 * @property {{ text: string, subtitle?: string | readonly string[] }} [title]
 */

/** @param {import('typedoc').Application} app */
export function drawCharts({ renderer }) {
  const router = () => /** @type {import('typedoc').Router} */ (renderer.router);
  renderer.on('beginRender', () => {
    renderer.preRenderAsyncJobs.push(async ({ project, outputDirectory }) => {
      for (const document of documentsOf(project)) {
        const relative = (/** @type {string} */ path) => router().baseRelativeUrl(document, path);
        let above = '';
        for (const part of document.content) {
          const pieces = part.text.split(marker);
          // Every second piece is what a marker names.
          for (const [i, piece] of pieces.entries())
            if (i % 2 === 1)
              pieces[i] = await draw(
                pathOf(document),
                above + pieces[i - 1],
                piece,
                outputDirectory,
                relative,
              );
          above += part.text;
          part.text = pieces.join('');
        }
      }
    });
  });
}

/**
 * @param {string} page
 * @param {string} above the page's text above the marker
 * @param {string} named
 * @param {string} site
 * @param {(path: string) => string} relative
 */
async function draw(page, above, named, site, relative) {
  const names = named.split(', ');
  const isFile = (/** @type {string} */ name) => name.endsWith('.vl.json');
  const variables = names.filter((name) => !isFile(name));
  const module = variables.length === 0 ? {} : await run(page, blockAbove(above), variables);
  mkdirSync(join(site, 'charts'), { recursive: true });
  const figures = [];
  for (const name of names) {
    /** @type {Specification} */
    const specification = isFile(name)
      ? JSON.parse(readFileSync(join(root, dirname(page), name), 'utf8'))
      : module[name];
    const { spec } = compile(/** @type {any} */ (JSON.parse(JSON.stringify(specification))));
    const view = new View(parse(spec), { renderer: 'none' });
    const svg = await view.toSVG();
    view.finalize();
    const path = `charts/${page.replace(/^.*\/|\.md$/g, '')}-${name.replace('.vl.json', '')}.svg`;
    writeFileSync(join(site, path), svg);
    const [, width, height] = /** @type {RegExpExecArray} */ (/ width="(\d+)" height="(\d+)"/.exec(svg));
    const size = `width="${width}" height="${height}"`;
    figures.push(
      `<figure class="chart"><img src="${relative(path)}" alt="${inWords(specification)}" ${size} /></figure>`,
    );
  }
  return figures.join('\n');
}

/** @param {string} text */
function blockAbove(text) {
  const [, code] = /^(?:[^]*\n)?```ts\n([^]*?)\n```\s*$/.exec(text) ?? [];
  if (code === undefined) throw new Error(`no block of code right above the chart, but: ${text.slice(-80)}`);
  return code;
}

/**
 * Runs a block against src, as it stands.
 *
 * @param {string} page
 * @param {string} code
 * @param {readonly string[]} names
 */
async function run(page, code, names) {
  const outfile = `${root}reports/site/${page.replaceAll('/', '-')}-${names.join('-')}.mjs`;
  await build({
    stdin: { contents: `${code}\nexport { ${names.join(', ')} };`, loader: 'ts', resolveDir: root },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'bundle',
    drop: ['console'],
    plugins: [
      {
        name: 'the library by its own name',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^betahedge(\/|$)/ }, ({ path }) => ({
            path: `${root}src/${path.replace(/^betahedge\/?/, '')}/index.ts`.replace('//', '/'),
          }));
        },
      },
    ],
  });
  return import(`${pathToFileURL(outfile).href}?${Date.now()}`);
}

/** What a reader who does not see the picture is told. @param {Specification} specification */
function inWords({ title, description }) {
  const words = [title?.text, ...[title?.subtitle ?? []].flat(), description];
  const said = [...new Set(words.filter((text) => text !== undefined && text !== ''))];
  if (said.length === 0) throw new Error('a chart without a title and a description');
  return said.join('. ').replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
