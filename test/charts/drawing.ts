import { parse, View } from 'vega';
import type { LoggerInterface } from 'vega';
import { compile } from 'vega-lite';
import type { TopLevelSpec } from 'vega-lite';
import type { VegaLiteSpec } from '../../src/charts/vegaLiteSpec.ts';

/** What drawing a chart gave. */
export interface Drawing {
  readonly svg: string;
  /** What vega-lite and vega complained of. */
  readonly complaints: readonly string[];
}

/** Compiles a chart in vega-lite and draws it in vega, without a canvas. */
export async function draw(spec: VegaLiteSpec): Promise<Drawing> {
  const complaints: string[] = [];
  const complain = (...words: readonly unknown[]): LoggerInterface => {
    complaints.push(words.map(String).join(' '));
    return logger;
  };
  const quiet = (): LoggerInterface => logger;
  const logger = {
    level: quiet,
    warn: complain,
    error: complain,
    info: quiet,
    debug: quiet,
  } as unknown as LoggerInterface;
  // As it arrives in a browser.
  const plain = JSON.parse(JSON.stringify(spec)) as TopLevelSpec;
  const compiled = compile(plain, { logger });
  const view = new View(parse(compiled.spec), { renderer: 'none', logger });
  const svg = await view.toSVG();
  view.finalize();
  return { svg, complaints };
}

/** The stretches of the first line mark: each begins with an M in its path. */
export function stretches(svg: string, mark = 'mark-line'): number {
  const [, path] = new RegExp(`${mark} [^>]*>\\s*<path[^>]* d="([^"]*)"`).exec(svg) ?? [];
  if (path === undefined) throw new Error(`no ${mark} in the drawing`);
  return path.split('M').length - 1;
}
