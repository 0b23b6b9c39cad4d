// The charts of the report, each with what it shows in words, found from its figures.
import { bandChart, exposureChart, rollingBetaChart, wealthChart } from 'betahedge/charts';
import type { JsonObject, VegaLiteSpec } from 'betahedge/charts';
import type { HedgeFigures } from './hedgeFigures.ts';
import { day, errorsOf, fixed, money, orderOf, percent, span } from './hedgeTables.ts';

/** A chart and its words. */
export interface WordedChart {
  readonly name: 'exposure' | 'beta' | 'wealth' | 'band';
  readonly title: string;
  /** What it shows, below it. */
  readonly finding: string;
  /** What a reader who does not see it needs to know beyond that. */
  readonly detail: string;
  /** Without its title. */
  readonly chart: Omit<VegaLiteSpec, 'title'>;
}

// Half of a desk's page and all of a phone's: its letters stay legible on both.
const WIDTH = 440;

/** The charts of these figures; that of the band only where the policy has one. */
export function hedgeCharts(figures: HedgeFigures): readonly WordedChart[] {
  return [exposure(figures), beta(figures), wealth(figures), ...band(figures)];
}

function exposure({ positions, orders, currency, benchmark }: HedgeFigures): WordedChart {
  const [order] = orders;
  const { hedge, instrument } = order!;
  const added = hedge.dollarBetaAfter - hedge.dollarBetaBefore;
  const bars = positions.map(({ symbol, value, beta }) => ({ symbol, dollarBeta: value * beta }));
  const trade = hedge.order === null ? [] : [{ symbol: 'send now', dollarBeta: added }];
  const chart = exposureChart({ positions: bars, coins: [], orders: trade, numeraire: currency });
  // Beside the bars stand the figures of the tables, to their digits.
  const [drawn, ...others] = chart.layer as readonly [BarLayer, ...JsonObject[]];
  const names = drawn.data.values.map(
    ({ name, amount }) => `${name.replace('order: ', '')}: ${money(amount)}`,
  );
  const { encoding } = drawn;
  const axis = { ...encoding.y.axis, labelExpr: `${JSON.stringify(names)}[datum.value]` };
  const named = { ...drawn, encoding: { ...encoding, y: { ...encoding.y, axis } } };
  const sizes = [...bars]
    .sort((a, b) => Math.abs(b.dollarBeta) - Math.abs(a.dollarBeta))
    .map(({ symbol, dollarBeta }) => `${symbol} ${money(dollarBeta)}`);
  const before = `The book moves like ${money(hedge.dollarBetaBefore)} ${currency} of ${benchmark}`;
  return {
    name: 'exposure',
    title: `Dollar beta before and after the order, ${currency}`,
    finding:
      hedge.order === null
        ? `${before}; there is no order to send.`
        : `${before}; to ${orderOf(order!)} ${instrument.symbol} leaves ${money(hedge.dollarBetaAfter)} ${currency}.`,
    detail: `A waterfall of value times beta: ${sizes.join(', ')}; the order adds ${money(added)}.`,
    chart: resized({ ...chart, layer: [named, ...others] }, 245),
  };
}

/** The bars of that chart. */
type BarLayer = JsonObject & {
  readonly data: { readonly values: readonly { readonly name: string; readonly amount: number }[] };
  readonly encoding: JsonObject & { readonly y: JsonObject & { readonly axis: JsonObject } };
};

function beta({ betaPath, benchmark, lastDays }: HedgeFigures): WordedChart {
  const least = betaPath.reduce((a, b) => (b.beta < a.beta ? b : a));
  const most = betaPath.reduce((a, b) => (b.beta > a.beta ? b : a));
  const [first, last] = [betaPath[0]!, betaPath.at(-1)!];
  const chart = rollingBetaChart({
    timestamps: betaPath.map(({ asOf }) => asOf!),
    beta: betaPath.map(({ beta }) => beta),
    betaStandardError: betaPath.map(({ betaStandardError }) => betaStandardError),
    asset: 'the book',
    benchmark,
  });
  return {
    name: 'beta',
    title: `Beta of the book to ${benchmark}, over ${lastDays} days at a time`,
    finding:
      `At its values of ${day(last.asOf!)}. It is now ${fixed(last.beta)}, ${span(last.betaInterval)}; ` +
      `the band is two ${errorsOf(last)} standard errors on either side.`,
    detail:
      `A line with its band, from ${day(first.asOf!)} on, where it is ${fixed(first.beta)}. ` +
      `The least is ${fixed(least.beta)} on ${day(least.asOf!)}, the most ${fixed(most.beta)} on ${day(most.asOf!)}.`,
    chart: resized(chart, 200),
  };
}

function wealth({ year, currency }: HedgeFigures): WordedChart {
  const { timestamps, hedged, unhedged } = fromFirstFill(year.replay);
  const { maximumDrawdownBefore, maximumDrawdownAfter } = year.replay.summary;
  const ends = (wealth: Float64Array): string => `from ${money(wealth[0]!)} to ${money(wealth.at(-1)!)}`;
  const lowest = (wealth: Float64Array): string => day(timestamps[deepest(wealth)]!);
  return {
    name: 'wealth',
    title: `Wealth and drawdown, hedged and unhedged, ${currency}`,
    finding: `Hedged it goes ${ends(hedged)}, unhedged ${ends(unhedged)}.`,
    detail:
      `Two lines each. The largest fall is ${percent(maximumDrawdownAfter)} hedged, on ${lowest(hedged)}, ` +
      `and ${percent(maximumDrawdownBefore)} unhedged, on ${lowest(unhedged)}.`,
    chart: resized(wealthChart({ timestamps, hedged, unhedged, currency }), 290),
  };
}

function band({ year, policy }: HedgeFigures): readonly WordedChart[] {
  if (policy.band === null) return [];
  const { target, hardLimit, exposureUnit } = policy;
  const { halfWidth } = policy.band;
  const { timestamps, exposure } = fromFirstFill(year.replay);
  const { fills } = year.replay;
  const distances = exposure.map((value) => Math.abs(value - target));
  const outside = distances.filter((distance) => distance > halfWidth).length;
  const farthest = distances.reduce((most, each, i) => (each > distances[most]! ? i : most), 0);
  const bought = fills.filter(({ contracts }) => Number(contracts) > 0).length;
  const options = { timestamps, exposure, target, halfWidth, hardLimit, fills, exposureUnit };
  return [
    {
      name: 'band',
      title: `Exposure less its target of ${target}, ${exposureUnit}`,
      finding:
        `After its trades ${outside} of ${distances.length} days were outside of the band of ${halfWidth} on either side; ` +
        `${fills.length} fills steered it, each a day after its order was decided.`,
      detail:
        `A line in its band, with a mark for each fill: ${bought} bought, ${fills.length - bought} sold. ` +
        `The largest distance after the day's trades is ${fixed(distances[farthest]!)} on ${day(timestamps[farthest]!)}.`,
      chart: resized(bandChart(options), 285),
    },
  ];
}

/** Columns without the bar of the first decision, which no fill could reach. */
function fromFirstFill({ timestamps, hedged, unhedged, exposure }: HedgeFigures['year']['replay']) {
  return {
    timestamps: timestamps.subarray(1),
    hedged: hedged.subarray(1),
    unhedged: unhedged.subarray(1),
    exposure: exposure.subarray(1),
  };
}

/** Where a wealth is the farthest below its peak. */
function deepest(wealth: Float64Array): number {
  let [peak, worst, at] = [0, 0, 0];
  wealth.forEach((value, i) => {
    peak = Math.max(peak, value);
    const fall = 1 - value / peak;
    if (fall > worst) [worst, at] = [fall, i];
  });
  return at;
}

/** A chart for half a page; its title stands in the page, where it breaks into lines. */
function resized({ title: _, ...chart }: VegaLiteSpec, height: number): WordedChart['chart'] {
  // What is read aloud is said by the page; thousands stand apart as in the tables.
  const number: JsonObject = { decimal: '.', thousands: ' ', grouping: [3], currency: ['', ''] };
  const config = { ...chart.config, aria: false, locale: { number } };
  const panels = chart.vconcat?.map((panel, i): JsonObject => ({
    ...panel,
    width: WIDTH - 80,
    height: [125, 55][i]!,
  }));
  const size = panels === undefined ? { width: WIDTH, height } : { vconcat: panels };
  return { ...chart, ...size, config };
}
