import { parse, View } from 'vega';
import { compile } from 'vega-lite';

/**
 * Draws a chart without a canvas, as a page does; what vega-lite and vega complain of comes with it.
 *
 * @param {any} spec of Vega-Lite
 * @returns {Promise<{ svg: string, complaints: string[] }>}
 */
export async function drawChart(spec) {
  /** @type {string[]} */
  const complaints = [];
  /** @type {any} */
  const logger = {};
  for (const name of ['level', 'info', 'debug']) logger[name] = () => logger;
  for (const name of ['warn', 'error'])
    logger[name] = (/** @type {unknown[]} */ ...words) => {
      complaints.push(words.join(' '));
      return logger;
    };
  const view = new View(parse(compile(spec, { logger }).spec), { renderer: 'none', logger });
  const svg = await view.toSVG();
  view.finalize();
  return { svg, complaints };
}
