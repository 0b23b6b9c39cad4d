// From a year of prices to a hedge: the betas of a book with their intervals, the order to send now in a
// linear and in an inverse perpetual, and the year replayed, hedged against unhedged. The library's calls stand in
// hedgeFigures.ts, the book, the contracts and the policy in book2021.ts; here the figures are printed, and a report of
// them is written into the folder that this is run in.
import { readFileSync, writeFileSync } from 'node:fs';
import { loadDrawing } from './hedgeDrawing.ts';
import { hedgeFigures } from './hedgeFigures.ts';
import { hedgeReport } from './hedgeReport.ts';
import { hedgeTables } from './hedgeTables.ts';
import type { TextTable } from './hedgeTables.ts';

const read = (file: string): string => readFileSync(new URL(`./data/${file}`, import.meta.url), 'utf8');
const figures = hedgeFigures(read('crypto-daily-2021.csv'), read('btc-funding-2021.csv'));
const { betas, orders, year, added } = hedgeTables(figures);

// 1. Betas. The interval of the whole book is left to the report.
print(`${betas.title.toUpperCase()}: ${betas.terms}`);
const [whole, total, beta, , , dollarBeta] = betas.rows.at(-1)!;
const rows = [...betas.rows.slice(0, -1), [whole!, total!, beta!, '', '', dollarBeta!]];
printTable({ ...betas, rows }, [26, 15, 15, 15, 12, 15]);

// 2. The order to send now.
print('');
print(`${orders.title.toUpperCase()}, ${orders.terms}`);
printTable(orders, [39, 12, 24, 12, 12]);
print('The coins of the inverse margin count as held, and are hedged too.');

// 3. The year, decided day by day from the past alone.
print('');
print(`${year.title.toUpperCase()}, ${year.terms}`);
printTable(year, [26, 15, 15]);
print('');
print(`${added.terms}. The hedge added, ${figures.currency}:`);
for (const [name, cell] of added.rows) printRow([name!, '', cell!], [26, 15, 15]);
print('');
print('USD and USDT are taken as equal; prices are readings at 00:00 UTC.');

// 4. The same figures as a page.
const draw = await loadDrawing();
if (draw === null) print('A report of this needs vega and vega-lite: npm install vega vega-lite');
else {
  writeFileSync('hedge-report.html', await hedgeReport(figures, draw));
  print('The report of this, with its charts: hedge-report.html');
}

function printTable({ columns, rows }: TextTable, widths: readonly number[]): void {
  print('');
  for (const row of [columns, ...rows]) printRow(row, widths);
}

function printRow([name, ...cells]: readonly string[], [first, ...others]: readonly number[]): void {
  print(name!.padEnd(first!) + cells.map((cell, i) => cell.padStart(others[i]!)).join(''));
}

function print(line: string): void {
  console.log(line.trimEnd());
}
