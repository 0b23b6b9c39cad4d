import { escapeHtml } from './tableHtml.ts';

/** What draws a chart in a page: files of npm as they were published, which the browser checks by their hashes. */
const SCRIPTS: readonly (readonly [file: string, integrity: string])[] = [
  ['vega@6.4.0/build/vega.min.js', 'sha384-VKdcJr3ZaBIJMbVcopTAI/JEuUkSY6qnwVu9iLuw0DnQ9gQ1JjsfZJhXFQAgNi43'],
  [
    'vega-lite@6.4.3/build/vega-lite.min.js',
    'sha384-9/70gNCfOu6G7xXvkdreMfuqAEsoaGJVXV2BN/JLRXkSmcGvnMqtsRx8HZtUWAvI',
  ],
  [
    'vega-embed@7.3.0/build/vega-embed.min.js',
    'sha384-Muy1QRxYFeNrA1zShc1KtN4OfipkR/61gt+HWqN57c1Zxu3Oe16TsilsruVVjfKL',
  ],
];

// Loads the three once a page, one after the other, and draws what is not drawn yet: so no chart needs a name of its own,
// and one that is shown twice is drawn twice. Where it does not come to that, the text stays.
const DRAW = `(() => {
  const load = ([file, integrity]) => new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const src = 'https://cdn.jsdelivr.net/npm/' + file;
    document.head.append(Object.assign(script, { src, integrity, crossOrigin: 'anonymous', onload: resolve, onerror: reject }));
  });
  window.betahedgeVega ??= SCRIPTS.reduce((earlier, next) => earlier.then(() => load(next)), Promise.resolve());
  window.betahedgeVega.then(() => {
    for (const chart of document.querySelectorAll('.betahedge-chart:not([data-drawn])')) {
      chart.dataset.drawn = '';
      const [text, place, spec] = chart.children;
      vegaEmbed(place, JSON.parse(spec.textContent), { renderer: 'svg' }).then(() => (text.hidden = true));
    }
  }, () => delete window.betahedgeVega);
})();`;

/** A chart as its text and a script that draws it in the text's place, of a specification with nothing that ends a script. */
export function chartHtml(spec: object, text: string): string {
  const json = JSON.stringify(spec).replace(/</g, '\\u003c');
  return [
    '<div class="betahedge-chart">',
    `<pre>${escapeHtml(text)}</pre>`,
    '<div></div>',
    `<script type="application/json">${json}</script>`,
    '</div>',
    `<script>${DRAW.replace('SCRIPTS', JSON.stringify(SCRIPTS))}</script>`,
  ].join('\n');
}
