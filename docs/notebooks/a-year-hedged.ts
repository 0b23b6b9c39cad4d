// %% [markdown]
// # A year hedged
//
// The book of _Beta of a book_, seven coins and no cash, through 2021 day by day: every beta from the 60 days before, every
// decision from what was known on its day, every order filled a day later with fee and spread, funding at each settlement.
// **What did the hedge do to the wealth and to its risk, what did it cost, and can somebody else check every decision?**

// %%
import { canonicalJson } from 'betahedge';
import type { Interval } from 'betahedge';
import { recordRebalance, replayLog, sha256, verifyLog } from 'betahedge/audit';
import type { AuditRecord } from 'betahedge/audit';
import { rollingRegression } from 'betahedge/beta';
import { bandChart, rollingBetaChart, wealthChart } from 'betahedge/charts';
import { display, table } from 'betahedge/display';
import { initialRebalanceState } from 'betahedge/rebalance';
import { simpleReturns } from 'betahedge/returns';
import type { ReplayStep } from 'betahedge/simulation';
import { linear, policy, replayYear } from '../examples/book2021.ts';
import { fundingCsv, prices, pricesCsv, timestamps } from './data.ts';
import { show } from './show.ts';

const steps: ReplayStep[] = [];
const year = replayYear(pricesCsv, fundingCsv, { onStep: (step) => steps.push(step) });
show(display(wealthChart({ ...year, currency: 'USD' })));

// %% [markdown]
// The rule behind the hedged line is one small object: look once a day, trade when the beta of the capital is more than 0.1
// from zero, and then to the edge of that band, in the linear perpetual of Bitcoin.

// %%
const columns = ['policyVersion', 'exposureUnit', 'target', 'band.halfWidth', 'band.landing'];
show(table(policy, { columns, title: `When to trade ${linear.symbol}` }));

// %%
// From the first fill on: the day before there was no hedge.
const exposure = bandChart({
  ...year,
  ...policy,
  timestamps: year.timestamps.subarray(1),
  exposure: year.exposure.subarray(1),
  halfWidth: policy.band!.halfWidth,
});
show(display(exposure));

// %% [markdown]
// Each mark is an order that was filled. Prices and betas carry the exposure out of the band in a day; the order that brings
// it back to the edge comes a day later.
//
// ## What it did

// %%
const { summary } = year;
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
const range = ({ lower, upper }: Interval): string => `${lower.toFixed(2)} to ${upper.toFixed(2)}`;
const rows = [
  ['beta to Bitcoin', summary.betaBefore.beta.toFixed(2), summary.betaAfter.beta.toFixed(2)],
  ['95 % interval', range(summary.betaBefore.betaInterval), range(summary.betaAfter.betaInterval)],
  ['volatility a year', percent(summary.volatilityBefore), percent(summary.volatilityAfter)],
  ['largest fall', percent(summary.maximumDrawdownBefore), percent(summary.maximumDrawdownAfter)],
  ['wealth at the end, USD', Math.round(year.unhedged.at(-1)!), Math.round(year.hedged.at(-1)!)],
] as const;
show(
  table(
    rows.map(([figure, withoutHedge, withHedge]) => ({ figure, withoutHedge, withHedge })),
    { title: 'The book and the hedged book, 2021' },
  ),
);

// %% [markdown]
// The realised beta is measured on the wealth itself, after the fact: it does not take the word of the betas that the
// hedge was made with. A beta of zero over the year can still be too high in spring and too low in autumn, so here it is
// window by window:

// %%
const from = timestamps.indexOf(year.timestamps[1]!);
const realised = rollingRegression({
  assetReturns: simpleReturns({ prices: year.hedged.subarray(1) }),
  benchmarkReturns: simpleReturns({ prices: prices['BTC']!.slice(from) }),
  window: 60,
});
const realisedChart = rollingBetaChart({
  ...realised,
  timestamps: year.timestamps.subarray(2),
  asset: 'the hedged book',
  benchmark: 'BTC',
});
show(display(realisedChart));

// %% [markdown]
// ## What it cost, and what it earned

// %%
show(
  table(
    [
      { part: 'profit of the contracts', usd: Math.round(summary.hedgeProfit) },
      { part: 'funding received', usd: Math.round(summary.funding) },
      { part: 'fees', usd: -Math.round(summary.fees) },
      { part: 'half spreads', usd: -Math.round(summary.spreadCosts) },
    ],
    { title: `${summary.trades} orders, ${Math.round(summary.turnover / 1000)} thousand USD traded` },
  ),
);

// %% [markdown]
// Costs are small beside the funding: in 2021 those who were long paid those who were short nearly all year. That is a fact
// of that year and no property of the hedge; in a year in which shorts pay, the same line has a minus.
//
// ## The record
//
// Who ran this book has to show afterwards that each order followed from the rule. `recordRebalance` makes one record of a
// decision: the event, the decision with the numbers that were compared, the hash of the betas behind it, and the hash of
// the record before. So no record can be changed unseen, and the whole year can be decided again from its events.

// %%
const start = initialRebalanceState({ policy });
const log: AuditRecord[] = [];
let state = start;
let same = 0;
for (const { event, decision, betas } of steps) {
  const previous = log.at(-1) ?? null;
  const step = recordRebalance({ state, event, inputs: { betas }, previous, hash: sha256 });
  if (canonicalJson(step.decision) === canonicalJson(decision)) same += 1;
  log.push(step.record);
  ({ state } = step);
}
const intact = verifyLog({ records: log, state: start, hash: sha256 });
const replayed = replayLog({ records: log, state: start, hash: sha256 });
const firstTrade = log.find(({ decision }) => decision.action === 'rebalance')!;
console.log(`${log.length} records, ${same} of them decisions as in the replay above`);
console.log(`the chain: ${intact.status}; decided again from its events: ${replayed.status}`);
console.log(`the first order: ${firstTrade.decision.explanation}`);

// %% [markdown]
// Now somebody writes a smaller exposure into an old record, to make a day look calmer than it was:

// %%
const forged = structuredClone(log) as { event: { exposure?: number } }[];
const day = forged.findIndex(({ event }) => (event.exposure ?? 0) > 0.15 && (event.exposure ?? 0) < 0.5);
forged[day]!.event.exposure = 0.05;
const found = verifyLog({ records: forged, state: start, hash: sha256 });
if (found.status === 'broken')
  console.log(`record ${found.index} of ${log.length} was changed: its ${found.reason}`);

// %% [markdown]
// ## The decision
//
// The hedge did what it is for: over the year the beta fell from 1.13 to 0.08, whose interval holds zero, and volatility and
// the largest fall are about half. Who wants the seven coins _against_ Bitcoin takes it; who wants Bitcoin's rise with
// them does not, since the hedge takes that as well.
//
// ## What remains unknown
//
// - **One year.** The hedge ended ahead of the book in 2021 because its contracts gained and its funding was received. In a
//   year in which Bitcoin rises from spring to winter the contracts lose what the coins win.
// - **The lag of the betas.** Sixty days of past say little about a week of panic. Window by window the realised beta went
//   from 0.4 in spring to -0.3 in autumn: a mean near zero hides both.
// - **The venue.** Fills at the reading of the next day with half a spread: no outage, no thin book, no margin call. Prices
//   in USD, contracts in USDT: the two are taken as equal.
// - **The record proves what was decided, and on what**; that the prices were right, it takes on their hash.
