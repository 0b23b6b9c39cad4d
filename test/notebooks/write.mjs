// Makes every notebook of docs/notebooks from its script; notebooks.test.ts fails where they differ.
import { writeFileSync } from 'node:fs';
import { folder, notebookNames, readScript, serialise, toNotebook } from './notebook.mjs';

for (const name of notebookNames()) {
  const notebook = await toNotebook(readScript(`${name}.ts`));
  writeFileSync(new URL(`${name}.ipynb`, folder), serialise(notebook));
}
