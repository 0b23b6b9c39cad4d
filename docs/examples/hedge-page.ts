// Builds hedge-page.html: a page that hedges a pasted book, in one file that needs no server and asks for nothing. Its policy
// (Content-Security-Policy) lets no other script run in it, and lets it reach no network.
// Run it: npm run example hedge-page, and open hedge-page.html
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const { outputFiles } = await build({
  entryPoints: [here('./hedge-page/page.ts')],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  write: false,
  define: { SAMPLE_PRICES: JSON.stringify(readFileSync(here('./data/crypto-daily-2021.csv'), 'utf8')) },
});
// A text of the script must not end it.
const script = outputFiles[0]!.text.trim().replaceAll('</script', '<\\/script');
const html = readFileSync(here('./hedge-page/index.html'), 'utf8');
const style = /<style>([^]*?)<\/style>/.exec(html)![1]!;
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const own = `script-src ${hashOf(script)}; style-src ${hashOf(style)}; img-src data:`;
const policy = `default-src 'none'; ${own}; base-uri 'none'; form-action 'none'`;
const page = html
  .replace('<title>', () => `<meta http-equiv="Content-Security-Policy" content="${policy}" />\n    <title>`)
  .replace(/<script>[^]*?<\/script>/, () => `<script>${script}</script>`);
writeFileSync('hedge-page.html', page);
console.log('hedge-page.html is built: open it in a browser. It needs no server.');
