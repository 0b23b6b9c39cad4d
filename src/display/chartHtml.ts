import { escapeHtml } from './tableHtml.ts';

/** What draws a chart in a page, as published on npm; the browser refuses a file of another hash. */
const LIBRARIES: readonly (readonly [source: string, integrity: string])[] = [
  [
    'https://cdn.jsdelivr.net/npm/vega@6.4.0/build/vega.min.js',
    'sha384-VKdcJr3ZaBIJMbVcopTAI/JEuUkSY6qnwVu9iLuw0DnQ9gQ1JjsfZJhXFQAgNi43',
  ],
  [
    'https://cdn.jsdelivr.net/npm/vega-lite@6.4.3/build/vega-lite.min.js',
    'sha384-9/70gNCfOu6G7xXvkdreMfuqAEsoaGJVXV2BN/JLRXkSmcGvnMqtsRx8HZtUWAvI',
  ],
  [
    'https://cdn.jsdelivr.net/npm/vega-embed@7.3.0/build/vega-embed.min.js',
    'sha384-Muy1QRxYFeNrA1zShc1KtN4OfipkR/61gt+HWqN57c1Zxu3Oe16TsilsruVVjfKL',
  ],
];

// Notebooks make the scripts of an output anew: JupyterLab then runs them in no order, Notebook 6 elsewhere than where
// they stand, and that and pages of nbconvert have a module loader, which a library would give itself to. So one script
// does all: it loads the libraries in turn, once a page, and draws every chart that is not drawn yet.
const DRAWING = `(async () => {
const load = async () => {
for (const [source, integrity] of ${JSON.stringify(LIBRARIES)}) {
const code = await (await fetch(source, { integrity })).text();
const script = document.createElement('script');
script.textContent = '{const define=void 0,module=void 0,exports=void 0;' + code + '\\n}';
document.head.append(script);
}
return window.vegaEmbed;
};
const again = (error) => { delete window.betahedgeEmbed; throw error; };
const embed = await (window.betahedgeEmbed ??= load().catch(again));
document.querySelectorAll('[data-betahedge-chart]').forEach(async (chart) => {
chart.removeAttribute('data-betahedge-chart');
const [text, place, spec] = chart.children;
await embed(place, JSON.parse(spec.textContent), { renderer: 'svg' });
text.hidden = true;
});
})();`;

/** A chart as its text, and a script that draws it in the text's place; where that cannot be, the text stays. */
export function chartHtml(spec: object, text: string): string {
  // Nothing in a title ends the script, or opens a comment in it.
  const json = JSON.stringify(spec).replace(/</g, '\\u003c');
  return [
    `<div data-betahedge-chart=""><pre>${escapeHtml(text)}</pre><div></div>`,
    `<script type="application/json">${json}</script>`,
    `<script>${DRAWING}</script></div>`,
  ].join('\n');
}
