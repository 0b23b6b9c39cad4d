// Draws a chart as SVG, on vega and vega-lite: the only place of the report that needs them.
import type { TopLevelSpec } from 'vega-lite';
import type { WordedChart } from './hedgeCharts.ts';

/** From a chart to the text of an SVG. */
export type Draw = (chart: WordedChart['chart']) => Promise<string>;

/** What draws; null where vega or vega-lite is not installed. */
export async function loadDrawing(): Promise<Draw | null> {
  try {
    const { compile } = await import('vega-lite');
    const { parse, View } = await import('vega');
    return async (chart) => {
      const view = new View(parse(compile(chart as object as TopLevelSpec).spec), { renderer: 'none' });
      const svg = await view.toSVG();
      view.finalize();
      return svg;
    };
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}
