import { escapeHtml } from './tableHtml.ts';

/** What draws a chart in a page, as published on npm; the browser refuses a file of another hash. */
const LIBRARIES: readonly (readonly [name: string, version: string, sha384: string])[] = [
  ['vega', '6.4.0', 'VKdcJr3ZaBIJMbVcopTAI/JEuUkSY6qnwVu9iLuw0DnQ9gQ1JjsfZJhXFQAgNi43'],
  ['vega-lite', '6.4.3', '9/70gNCfOu6G7xXvkdreMfuqAEsoaGJVXV2BN/JLRXkSmcGvnMqtsRx8HZtUWAvI'],
  ['vega-embed', '7.3.0', 'Muy1QRxYFeNrA1zShc1KtN4OfipkR/61gt+HWqN57c1Zxu3Oe16TsilsruVVjfKL'],
];

/**
 * A chart as its text, and scripts that draw it in the text's place; where they cannot be loaded, the text stays. The last
 * one finds its place around itself, so that no chart needs an id.
 */
export function chartHtml(spec: object, text: string): string {
  const scripts = LIBRARIES.map(([name, version, sha384]) => {
    const source = `https://cdn.jsdelivr.net/npm/${name}@${version}/build/${name}.min.js`;
    return `<script src="${source}" integrity="sha384-${sha384}" crossorigin="anonymous"></script>`;
  });
  // Nothing in a title ends the script, or opens a comment in it.
  const json = JSON.stringify(spec).replace(/</g, '\\u003c');
  return [
    `<div><pre>${escapeHtml(text)}</pre><div></div>`,
    ...scripts,
    '<script>{',
    'const [text, place] = document.currentScript.parentElement.children;',
    `window.vegaEmbed?.(place, ${json}, { renderer: 'svg' }).then(() => (text.hidden = true));`,
    '}</script></div>',
  ].join('\n');
}
