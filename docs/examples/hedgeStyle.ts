// How the report looks: on a phone, on a desk and on paper, light and dark.

/** Of the page's one style element. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1b1f23; --quiet: #59636e; --line: #d5dae0; --fill: #f4f6f8; --strong: #005a8f;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #14171a; --ink: #e4e7ea; --quiet: #a0a8b0; --line: #363c43; --fill: #1d2226; --strong: #6cbcf0; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 1rem; max-width: 72rem;
  background: var(--paper); color: var(--ink);
  font: 0.875rem/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  font-variant-numeric: tabular-nums;
}
h1, h2, h3, p, dl, dd, ul, figure { margin: 0; }
h1 { font-size: 1.5rem; line-height: 1.2; }
h2 { font-size: 1.0625rem; line-height: 1.3; grid-column: 1 / -1; }
h3 { font-size: 1em; margin-bottom: 0.375rem; }
time { white-space: nowrap; }
header { border-bottom: 2px solid var(--ink); padding-bottom: 0.5rem; }
header p, figcaption span, caption span, .note, dt, dd span, li { color: var(--quiet); }
code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; font-size: 0.9em; }
section { display: grid; gap: 0.75rem 2rem; grid-template-columns: minmax(0, 1fr); margin-top: 1.25rem; }
section + section { border-top: 1px solid var(--line); padding-top: 1rem; }
.summary > div { display: grid; gap: 0.5rem 2rem; }
.summary p { line-height: 1.5; }
.summary p:first-child { font-size: 1rem; }
.keys { display: grid; grid-template-columns: 1fr 1fr; gap: 0.5rem; }
.keys div { background: var(--fill); border-left: 3px solid var(--strong); padding: 0.5rem 0.75rem; }
dd strong { display: block; white-space: nowrap; font-size: 1.125rem; line-height: 1.3; color: var(--strong); }
dd span, dt, figcaption span, caption span, .note, li { font-size: 0.8125rem; line-height: 1.4; }
.pairs { display: grid; grid-template-columns: minmax(0, 1fr); column-gap: 2rem; }
.pairs div { display: grid; grid-template-columns: 15.5rem minmax(0, 1fr); column-gap: 0.75rem; padding: 0.1875rem 0; border-top: 1px solid var(--line); }
.pairs dt { font-size: inherit; }
.pairs dd { overflow-wrap: anywhere; }
[aria-labelledby='record'] dd { font: 0.8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; }
.wide { grid-column: 1 / -1; }
.box { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding-bottom: 0.375rem; }
caption strong, figcaption strong { display: block; }
th, td { padding: 0.1875rem 0 0.1875rem 0.5rem; text-align: right; vertical-align: top; font-weight: normal; }
th[scope='row'], .name { text-align: left; padding-left: 0; }
thead th, thead td { color: var(--quiet); vertical-align: bottom; border-bottom: 1px solid var(--quiet); font-size: 0.8125rem; line-height: 1.2; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
td { white-space: nowrap; }
.inner { color: var(--quiet); }
.total tbody tr:last-child > *, .sums tbody tr:first-child > *, .sums tbody tr:nth-child(3) > *, .sums tbody tr:last-child > * { font-weight: 600; }
figure { display: grid; gap: 0.375rem; align-content: start; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
svg text { font-family: inherit; fill: var(--quiet); }
.box + .note, .pairs { margin-top: 0.5rem; }
ul { padding-left: 1.1rem; }
li + li { margin-top: 0.25rem; }
@media (max-width: 30rem) {
  table, thead th { font-size: 0.71875rem; }
  th, td { padding-left: 0.3125rem; }
  .keys div { padding: 0.375rem 0.5rem; }
  .keys strong { font-size: 0.9375rem; }
  .pairs div { grid-template-columns: 8rem minmax(0, 1fr); font-size: 0.8125rem; }
}
@media (min-width: 54rem) {
  body { padding: 2rem; }
  .keys { grid-template-columns: repeat(4, 1fr); gap: 0.75rem; }
  .half, .summary > div { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .wide .pairs { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .summary p:first-child { grid-row: span 2; }
}
@page { margin: 10mm; }
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --ink: #000; --quiet: #444; --line: #ccc; --fill: #f4f6f8; --strong: #005a8f;
  }
  html { font-size: 8.25pt; }
  body { padding: 0; max-width: none; }
  .keys { grid-template-columns: repeat(4, 1fr); }
  .keys div { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .half { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.5rem 1.5rem; }
  .summary > div, .wide .pairs { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.375rem 1.5rem; }
  .wide .pairs { row-gap: 0; }
  .summary p, .summary p:first-child { font-size: 1em; line-height: 1.4; }
  .summary p:first-child { grid-row: span 2; }
  section { margin-top: 0.625rem; }
  figure svg { max-height: 50mm; }
  section + section { padding-top: 0.5rem; }
  .year { break-before: page; border-top: 0; padding-top: 0; margin-top: 0; }
  figure, .box, li { break-inside: avoid; }
  .box { overflow: visible; }
}
`;
