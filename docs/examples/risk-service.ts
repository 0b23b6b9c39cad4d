// The risk service on this machine, by Node: it is asked for the hedge of a book of 2021, and once wrongly; the answers
// are printed, and it ends.
// Run it: npm run example risk-service. To keep it: PORT=8787 npm run example risk-service
import { body2021 } from './risk-service-book.ts';
import { listen } from './risk-service-node.ts';
import type { HedgeAnswer } from './risk-service-hedge.ts';

const port = process.env['PORT'];
const { url, close } = await listen(Number(port ?? 0));
if (port === undefined) {
  await show();
  await close();
} else console.log(`POST ${url}/hedge, GET ${url}/openapi.json`);

async function show(): Promise<void> {
  const { betas, exposures, neutral, decision, order } = JSON.parse(await ask(body2021)) as HedgeAnswer;
  for (const [coin, estimate] of Object.entries(betas))
    if ('betaInterval' in estimate)
      console.log(`${coin}: beta ${estimate.beta.toFixed(2)}, ${span(estimate.betaInterval)}`);
  const { dollarBeta, ofEquity } = exposures.total;
  console.log(
    `The book moves like ${dollarBeta.toFixed(0)} USDT in BTC, ${ofEquity.dollarBeta.toFixed(2)} of its equity.`,
  );
  if (neutral.interval?.kind === 'bounds')
    console.log(
      `Neutral: ${neutral.contracts.toFixed(3)} BTC, ${span(neutral.interval.perfectlyCorrelated.contracts)}`,
    );
  console.log(`${decision.action}: ${decision.explanation.replace(/(\.\d{4})\d+/g, '$1')}`);
  if (order?.status === 'ok')
    console.log(`Order: ${order.order.side} ${order.order.amountText} ${order.order.symbol}`);

  const { SOL, ...others } = body2021.series;
  const values = SOL!.values.map((value, i) => (i === 17 ? -value : value));
  const wrong = await ask({ ...body2021, series: { ...others, SOL: { ...SOL, values } } });
  console.log(JSON.stringify(JSON.parse(wrong), null, 2));
}

async function ask(body: object): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/hedge`, { method: 'POST', headers, body: JSON.stringify(body) });
  return response.text();
}

function span({ lower, upper }: { readonly lower: number; readonly upper: number }): string {
  return `${lower.toFixed(2)} to ${upper.toFixed(2)}`;
}
