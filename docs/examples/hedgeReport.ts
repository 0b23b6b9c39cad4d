// The figures as one page that needs nothing else: no script, no font, no picture from elsewhere. It says the same cells
// that hedge-a-book.ts prints, prints on two sheets, and gives the same bytes for the same figures.
import { hedgeCharts } from './hedgeCharts.ts';
import type { WordedChart } from './hedgeCharts.ts';
import type { Draw } from './hedgeDrawing.ts';
import type { HedgeFigures } from './hedgeFigures.ts';
import { reportStyle } from './hedgeStyle.ts';
import {
  boundsOf,
  contractOf,
  day,
  fixed,
  hedgeTables,
  money,
  orderOf,
  percent,
  span,
} from './hedgeTables.ts';
import type { TextTable } from './hedgeTables.ts';

/** The report of these figures as HTML. */
export async function hedgeReport(figures: HedgeFigures, draw: Draw): Promise<string> {
  const tables = hedgeTables(figures);
  const drawn = new Map<string, string>();
  // One after the other: the same order gives the same bytes.
  for (const worded of hedgeCharts(figures)) drawn.set(worded.name, figure(worded, await draw(worded.chart)));
  const chart = (name: WordedChart['name']): string => drawn.get(name) ?? '';
  const { benchmark, asOf, policy, record } = figures;
  const title = `Hedge report, ${day(asOf)}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<header>
<h1>${words(title)}</h1>
<p>A book of ${figures.positions.length} coins against ${text(benchmark)}; prices to ${words(day(asOf))}, 00:00 UTC; policy ${text(policy.policyVersion)}; record <code>${record.lastHash.slice(0, 12)}</code></p>
</header>
<main>
<section class="summary" aria-labelledby="summary">
<h2 id="summary">In short</h2>
${keys(figures)}
<div>
${summaryOf(figures)
  .map((paragraph) => `<p>${words(paragraph)}</p>`)
  .join('\n')}
</div>
</section>
<section class="half" aria-labelledby="book">
<h2 id="book">The book</h2>
${table(tables.betas, 'total')}
${chart('beta')}
</section>
<section class="half" aria-labelledby="order">
<h2 id="order">The order, and the policy that decides on the next</h2>
<div>
${table(tables.orders)}
<p class="note">${words(orderNote(figures))}</p>
</div>
${chart('exposure')}
<div class="wide">
<h3>${text(tables.policy.title)}</h3>
${pairs(tables.policy)}
</div>
</section>
<section class="half year" aria-labelledby="year">
<h2 id="year">The year, hedged and unhedged</h2>
${chart('wealth')}
${chart('band')}
${table(tables.year)}
${table(tables.remains)}
${table(tables.reconciliation, 'sums')}
<div>
<h3>Limits of these figures</h3>
<ul>
${limitsOf(figures)
  .map((limit) => `<li>${words(limit)}</li>`)
  .join('\n')}
</ul>
</div>
</section>
<section aria-labelledby="record">
<h2 id="record">${text(tables.record.title)}</h2>
${pairs(tables.record)}
<p class="note">To check it, run this again over files of these hashes, under the policy of this hash: the last hash comes out the same on any engine, and another one after a change of any price, decision or setting. Of a log that was kept, <code>verifyLog</code> finds the record that was touched, <code>replayLog</code> the decision that does not follow from its events.</p>
</section>
</main>
</body>
</html>
`;
}

/** The finding in words: what to send now, what that takes away, and what the year says of it. */
function summaryOf(figures: HedgeFigures): readonly string[] {
  const { orders, book, benchmark, currency, lastDays, effect, year } = figures;
  const [first] = orders;
  const { order, betaBefore, betaAfter, contracts, contractValue } = first!.hedge;
  const { summary } = year.replay;
  const level = `${(100 * book.confidenceLevel).toFixed(0)} %`;
  const beta = `the beta of the book to ${benchmark}`;
  const interval = `${level} interval ${span(book.betaInterval)}`;
  const worth = money(Math.abs(Number(contracts)) * contractValue);
  const costs = summary.fees + summary.spreadCosts + summary.impactCosts;
  return [
    order === null
      ? `Nothing to send now: ${beta} is ${fixed(betaBefore!)} (${interval}).`
      : `${order.side === 'sell' ? 'Sell' : 'Buy'} ${order.amount} contracts of ${contractOf(first!)} now, worth ` +
        `${worth} ${currency}: that takes ${beta} from ${fixed(betaBefore!)} (${interval}) to ${fixed(betaAfter!)}. ` +
        `The betas are estimates; with all of their errors to one side the order would be to ${boundsOf(first!)}.`,
    `Over the last ${lastDays} days, which the betas come from, this hedge would have ` +
      `${taken(effect.effectiveness)} the variance of the book, a volatility of ${percent(effect.volatilityAfter)} a year ` +
      `in place of ${percent(effect.volatilityBefore)}. What is left is the coins' own, and no contract on ${benchmark} takes it away.`,
    `In the year replayed, where each day was decided from the days before it, the hedge ` +
      `${took(summary.varianceReduction)} the variance, and the largest fall was ` +
      `${percent(summary.maximumDrawdownAfter)} in place of ${percent(summary.maximumDrawdownBefore)}. ` +
      `Its ${summary.trades} orders cost ${money(costs)} ${currency}, funding ` +
      `${summary.funding < 0 ? 'took' : 'brought'} ${money(Math.abs(summary.funding))}, and the contracts ` +
      `${summary.hedgeProfit < 0 ? 'lost' : 'gained'} ${money(Math.abs(summary.hedgeProfit))} by the price of ${year.instrument.base}.`,
  ];
}

/** How the orders are to be read. */
function orderNote({ orders }: HedgeFigures): string {
  return [
    ...(orders.length > 1 ? ['Send one of them, not all.'] : []),
    ...(orders.some(({ coinEquity }) => coinEquity !== null)
      ? ['The coins of the inverse margin count as held, and are hedged too.']
      : []),
    'The interval is the widest that the errors of the betas can give: all to one side.',
  ].join(' ');
}

function taken(share: number): string {
  return share < 0 ? `added ${percent(-share)} to` : `taken away ${percent(share)} of`;
}

function took(share: number): string {
  return share < 0 ? `added ${percent(-share)} to` : `took away ${percent(share)} of`;
}

/** What the figures do not know. */
function limitsOf(figures: HedgeFigures): readonly string[] {
  const { currency, lastDays, benchmark, year } = figures;
  const { betaWindow, costs } = year;
  const quotes = new Set(figures.orders.map(({ instrument }) => instrument.quote));
  const alike = [...quotes].filter((quote) => quote !== currency);
  const betas = figures.betaPath.map(({ beta }) => beta);
  const basisPoints = (fraction: number): string => `${Number((1e4 * fraction).toPrecision(6))} bp`;
  return [
    ...(alike.length === 0 ? [] : [`${currency} and ${alike.join(', ')} are taken as equal.`]),
    'Prices are readings at 00:00 UTC: what happened within a day is not seen, and falls may have been deeper.',
    `An order of the year is filled a day after its decision, at that day's price, a half spread of ` +
      `${basisPoints(costs.halfSpread)} and a fee of ${basisPoints(costs.feeRate)} worse; it moves no price.`,
    `A beta is of the past, ${lastDays} days for the order and ${betaWindow} for the year, and drifts: that of the book has ` +
      `been ${fixed(Math.min(...betas))} and ${fixed(Math.max(...betas))} over other ${lastDays} days.`,
    'Margin is taken to be enough: the year has no margin call and no liquidation.',
    `One year is one path. What funding and a falling or rising ${benchmark} brought in it is no promise.`,
  ];
}

/** The four figures that are read first. */
function keys(figures: HedgeFigures): string {
  const { orders, benchmark, year } = figures;
  const [first, ...others] = orders;
  const { hedge, instrument } = first!;
  const { summary } = year.replay;
  const either = others.map((order) => `or ${orderOf(order)} ${order.instrument.symbol}`).join(', ');
  const rows = [
    ['Send now', hedge.order === null ? 'nothing' : orderOf(first!), `${instrument.symbol} ${either}`],
    [
      `Beta to ${benchmark}`,
      `${fixed(hedge.betaBefore!)} → ${fixed(hedge.betaAfter!)}`,
      'before and after it',
    ],
    ['Variance removed', percent(summary.varianceReduction), 'in the year replayed'],
    [
      'Largest fall',
      `${percent(summary.maximumDrawdownBefore)} → ${percent(summary.maximumDrawdownAfter)}`,
      'in the year, unhedged and hedged',
    ],
  ];
  const items = rows.map(
    ([name, value, of]) =>
      `<div><dt>${text(name!)}</dt><dd><strong>${text(value!)}</strong> <span>${text(of!)}</span></dd></div>`,
  );
  return `<dl class="keys">${items.join('')}</dl>`;
}

function table({ title, terms, columns, rows }: TextTable, kind = 'plain'): string {
  const heading = columns.map((name, i) =>
    name === '' ? '<td></td>' : `<th scope="col"${i === 0 ? ' class="name"' : ''}>${text(name)}</th>`,
  );
  const body = rows.map(([name, ...cells]) => {
    const row = cells.map((cell) => `<td>${text(cell)}</td>`);
    return `<tr><th scope="row"${name!.startsWith(' ') ? ' class="inner"' : ''}>${text(name!.trim())}</th>${row.join('')}</tr>`;
  });
  return `<div class="box"><table class="${kind}">
<caption><strong>${words(title)}</strong> <span>${words(terms)}</span></caption>
<thead><tr>${heading.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>`;
}

/** Names and values, side by side. */
function pairs({ terms, rows }: TextTable): string {
  const items = rows.map(([name, value]) => {
    // Longer than a hash: over the whole width.
    const long = value!.length > 64 ? ' class="wide"' : '';
    return `<div${long}><dt>${text(name!)}</dt><dd>${text(value!)}</dd></div>`;
  });
  return `<p class="note">${words(terms)}</p>
<dl class="pairs">
${items.join('\n')}
</dl>`;
}

function figure({ title, finding, detail }: WordedChart, svg: string): string {
  const box = /viewBox="([^"]*)"/.exec(svg)![1]!;
  const marks = svg.replace(/^<svg[^>]*>/, '');
  const label = `${title}. ${finding} ${detail}`;
  return `<figure>
<figcaption><strong>${words(title)}</strong> <span>${words(finding)}</span></figcaption>
<svg viewBox="${box}" role="img" aria-label="${text(label)}">${marks}
</figure>`;
}

/** Words as HTML: a date stays on one line. */
function words(plain: string): string {
  return text(plain).replace(/\d{4}-\d\d-\d\d/g, '<time>$&</time>');
}

/** Text as HTML: a number stays on one line, with its thousands and its unit. */
function text(plain: string): string {
  return plain
    .replace(/(?<=\d) (?=\d{3}(?!\d)|%|bp)/g, '\u00a0')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
