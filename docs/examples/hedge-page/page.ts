// A page that hedges a pasted book: betas with intervals, the order to send and what is left, computed where it is read.
// No server, no network: what is pasted stays in the page, and is written into it as text alone.
// Build it: npm run example hedge-page
import { exposureChart } from './chart.ts';
import { byId, element, figure, header } from './dom.ts';
import { hedgePage } from './hedge.ts';
import type { PageHedge, PageResult } from './hedge.ts';
import type { PageFields } from './read.ts';

/** Put in by the build: a year of daily prices. */
declare const SAMPLE_PRICES: string;

const sample: PageFields = {
  book: 'symbol,quantity\nETH,20\nSOL,300\nADA,30000\nDOGE,150000',
  prices: SAMPLE_PRICES,
  benchmark: 'BTC',
  days: '90',
  targetBeta: '0',
  contractSize: '1',
  lot: '0.001',
};
const names = Object.keys(sample) as (keyof PageFields)[];
const inputOf = (name: keyof PageFields) => byId(name) as HTMLInputElement | HTMLTextAreaElement;
const result = byId('result');

byId('form').addEventListener('submit', (event) => {
  event.preventDefault();
  const fields = Object.fromEntries(names.map((name) => [name, inputOf(name).value])) as PageFields;
  show(hedgePage(fields));
});
// No order stays beside fields that it is not of.
byId('form').addEventListener('input', () => {
  if (result.querySelector('.order') !== null)
    result.replaceChildren(element('p', 'The fields have changed: hedge the book again.'));
});
byId('sample').addEventListener('click', () => {
  for (const name of names) inputOf(name).value = sample[name];
  show(hedgePage(sample));
});

function show(outcome: PageResult): void {
  for (const name of names) {
    inputOf(name).removeAttribute('aria-invalid');
    byId(`${name}-error`).textContent = '';
  }
  if (outcome.status === 'ok') {
    result.replaceChildren(...pageOf(outcome));
    return;
  }
  const { field, error } = outcome;
  const { path, expected, received, code } = error;
  byId(`${field}-error`).textContent = `${path} must be ${expected}, got ${received} (${code})`;
  inputOf(field).setAttribute('aria-invalid', 'true');
  inputOf(field).focus();
  result.replaceChildren(element('p', 'There is no hedge: one field cannot be used.'));
}

function pageOf(outcome: PageHedge): readonly Node[] {
  const { rows, hedge, benchmark, price, asOf, days } = outcome;
  const { order, interval, exactContracts, targetBeta } = hedge;
  const words =
    order === null
      ? `Nothing to send: ${hedge.reason}`
      : `${order.side} ${order.amountText} contracts on ${benchmark}`;
  const sent = element('p', words);
  sent.className = 'order';
  const exact = element('p', `To a beta of ${targetBeta}: `, figure(exactContracts, 3), ' contracts');
  if (interval?.kind === 'bounds') {
    const { contracts, insideNoise } = interval.perfectlyCorrelated;
    exact.append(', 95\u00a0% interval ', figure(contracts.lower, 3), ' to ', figure(contracts.upper, 3));
    if (insideNoise) exact.append(', which holds 0: these betas do not say on which side to hedge');
  }
  const day = new Date(asOf).toISOString().slice(0, 10);
  exact.append(`. ${benchmark} at `, figure(price, 2), ` on ${day}.`);

  const lines = rows.map(({ symbol, quantity, value, beta, betaInterval: { lower, upper }, rSquared }) =>
    element(
      'tr',
      header('row', symbol),
      element('td', String(quantity)),
      element('td', figure(value, 0)),
      element('td', figure(beta, 2)),
      element('td', figure(lower, 2), ' to ', figure(upper, 2)),
      element('td', figure(rSquared, 2)),
    ),
  );
  const names = ['Coin', 'Quantity', 'Value', 'Beta', '95\u00a0% interval', 'R²'];
  const head = element('thead', element('tr', ...names.map((name) => header('col', name))));
  const caption = element('caption', `To ${benchmark}, of ${days} returns, HC3 errors`);
  const table = element('table', caption, head, element('tbody', ...lines));
  const wide = element('div', table);
  wide.className = 'wide';
  // What may have to be scrolled is reached by keys.
  wide.tabIndex = 0;
  wide.setAttribute('role', 'region');
  wide.setAttribute('aria-label', 'Betas');
  const title = (text: string) => element('h2', text);
  return [
    title('Order to send'),
    sent,
    exact,
    title('Exposure'),
    exposureChart(outcome),
    title('Betas'),
    wide,
  ];
}
