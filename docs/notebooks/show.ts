// A notebook shows the last value of a cell by itself; a script shows it here: the text on the console, and a chart
// also as a page to open in a browser, in the folder that the script's first argument names.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Displayed, ResultTable } from 'betahedge/display';

const [, script = 'chart', folder = 'betahedge-charts'] = process.argv;
let charts = 0;

/** Prints a value of `display` or `table`, and writes its page where it has one. */
export function show(value: Displayed | ResultTable): void {
  console.log(value);
  if (!('page' in value)) return;
  mkdirSync(folder, { recursive: true });
  charts += 1;
  const path = join(folder, `${basename(script).replace(/\.\w+$/, '')}-${charts}.html`);
  writeFileSync(path, value.page);
  console.error(`chart written: ${path}`);
}
