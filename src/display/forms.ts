import type { JsonObject } from '../charts/vegaLiteSpec.ts';

/** One content in the forms that a frontend chooses from, by MIME type. */
export type MimeBundle = Readonly<Record<string, string | JsonObject>>;

/** What an object shows itself as. */
export interface Forms {
  readonly text: string;
  readonly bundle: MimeBundle;
}

/**
 * The object itself, with the methods that Deno's notebooks (`Jupyter.display`) and the consoles of Node, Bun and Deno
 * (`inspect.custom`) call to show it. They are hidden, so that a row of a table or a field of a result stays what it is.
 */
export function withForms<T extends object>(target: T, forms: () => Forms): T {
  return Object.defineProperties(target, {
    [Symbol.for('Jupyter.display')]: { value: () => forms().bundle },
    [Symbol.for('nodejs.util.inspect.custom')]: { value: () => forms().text },
  });
}
