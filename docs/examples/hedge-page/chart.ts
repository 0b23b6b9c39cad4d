// The dollar beta of a book, its hedge and what is left, as bars on one scale beside their figures. They are drawn by hand: a
// library for charts is several times the size of this page.
// `npm run example hedge-page` builds them into a page.
import { element, figure, header } from './dom.ts';
import type { PageHedge } from './hedge.ts';

interface Bar {
  readonly name: string;
  /** Of the colour. */
  readonly kind: 'coin' | 'order' | 'left';
  readonly value: number;
  /** Ends of its interval. */
  readonly ends: readonly [number, number];
}

export function exposureChart({ rows, hedge, orderDollarBeta }: PageHedge): HTMLElement {
  const sum = (name: string, kind: Bar['kind'], value: number): Bar => ({
    name,
    kind,
    value,
    ends: [value, value],
  });
  const bars = [
    ...rows.map(({ symbol, value, dollarBeta, betaInterval: { lower, upper } }): Bar => {
      const ends =
        value < 0 ? ([value * upper, value * lower] as const) : ([value * lower, value * upper] as const);
      return { name: symbol, kind: 'coin', value: dollarBeta, ends };
    }),
    sum('Book', 'coin', hedge.dollarBetaBefore),
    sum('Order', 'order', orderDollarBeta),
    sum('Left', 'left', hedge.dollarBetaAfter),
  ];
  const lowest = bars.reduce((least, { value, ends }) => Math.min(least, value, ends[0]), 0);
  const highest = bars.reduce((most, { value, ends }) => Math.max(most, value, ends[1]), 0);
  const place = (value: number): number => (100 * (value - lowest)) / (highest - lowest || 1);

  const chart = element('table', element('caption', 'Value times beta, with its 95\u00a0% interval'));
  chart.className = 'chart';
  for (const { name, kind, value, ends } of bars) {
    const drawn = document.createElementNS(SVG, 'svg');
    drawn.setAttribute('aria-hidden', 'true');
    drawn.append(
      bar(kind, place(0), place(value)),
      line('interval', place(ends[0]), place(ends[1]), 12, 12),
      line('zero', place(0), place(0), 0, 24),
    );
    chart.append(element('tr', header('row', name), element('td', drawn), element('td', figure(value, 0))));
  }
  return chart;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Places in per cent of the width, so that the bars are as wide as there is room. */
function bar(kind: string, from: number, to: number): SVGElement {
  return shape('rect', kind, {
    x: `${Math.min(from, to)}%`,
    width: `${Math.abs(to - from)}%`,
    y: 4,
    height: 16,
  });
}

function line(kind: string, from: number, to: number, top: number, bottom: number): SVGElement {
  return shape('line', kind, { x1: `${from}%`, x2: `${to}%`, y1: top, y2: bottom });
}

function shape(
  tag: 'rect' | 'line',
  kind: string,
  attributes: Readonly<Record<string, string | number>>,
): SVGElement {
  const made = document.createElementNS(SVG, tag);
  made.setAttribute('class', kind);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
