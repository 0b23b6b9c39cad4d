import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { accuracyFile, pages, readFigures, unshown, withFigures } from '../tools/figures.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(root + path, 'utf8');

describe('pages say what the runs gave', () => {
  test.each(pages)('%s', async (page) => {
    expect(await withFigures(read(page), readFigures())).toBe(read(page));
  });

  test('every table of both runs is on the page', () => {
    expect(unshown(read('docs/accuracy-and-speed.md'), readFigures())).toEqual([]);
  });

  // The ratio is the median of the rounds' own ratios, which is not that of the medians, but near it.
  test('who is faster is so by the times beside it', () => {
    const nanoseconds = { ns: 1, µs: 1e3, ms: 1e6 };
    const line = /\| +([\d.]+) (ns|µs|ms) \| +([\d.]+) (ns|µs|ms) \| +([\d.,]+) (faster|slower) \|/g;
    const compared = [...read('docs/accuracy-and-speed.md').matchAll(line)];
    expect(compared.length).toBeGreaterThan(10);
    for (const [text, ours, unit, theirs, theirUnit, ratio, verdict] of compared) {
      const times =
        (Number(theirs) * nanoseconds[theirUnit as 'ns']) / (Number(ours) * nanoseconds[unit as 'ns']);
      const said = Number(ratio!.replace(',', ''));
      expect(Math.abs(Math.log(times / (verdict === 'faster' ? said : 1 / said))), text).toBeLessThan(
        Math.log(3),
      );
    }
  });

  // Accuracy is the same on every engine, to the bit; so it can be held here, where speed cannot.
  test('the accuracy is that of this build', () => {
    const folder = mkdtempSync(join(tmpdir(), 'betahedge-'));
    const written = join(folder, 'accuracy.json');
    execFileSync(process.execPath, [`${root}test/tools/accuracy.mjs`, written], { stdio: 'ignore' });
    expect(readFileSync(written, 'utf8')).toBe(read(accuracyFile));
    rmSync(folder, { recursive: true });
  }, 60_000);
});

describe('a page made of figures', () => {
  const speed = {
    ...{ date: '2026-01-02', node: '20.0.0', machine: 'A machine', rounds: 21 },
    tables: [
      {
        name: 'kernel',
        columns: ['betahedge', 'peer', 'times peer'],
        rows: [
          { name: 'exp, Math.exp', cells: [{ nanoseconds: 6.66 }, { nanoseconds: 1234.5 }, { times: 0.5 }] },
          { name: 'absent', cells: ['', 'absent', ''] },
        ],
      },
    ],
  };
  const accuracy = {
    rows: [
      { name: 'exp', cases: 384, ulps: 0.7776, error: 1.1098e-16 },
      { name: 'normalCdf', cases: 3, ulps: 1.5, error: 0 },
    ],
  };
  const page = (name: string, inside: string): string =>
    `words\n\n<!-- figures: ${name} -->\n${inside}\n<!-- /figures -->\n\nwords\n`;

  test.each([
    [
      'speed, kernel',
      '|                 | betahedge |    peer | times peer |\n' +
        '| --------------- | --------: | ------: | ---------: |\n' +
        '| `exp`, Math.exp |   6.66 ns | 1.23 µs |    0.500 x |\n' +
        '| absent          |           |  absent |            |',
    ],
    [
      'accuracy, elementary functions',
      '|             | values | ulps | largest error |\n' +
        '| ----------- | -----: | ---: | ------------: |\n' +
        '| `exp`       |    384 | 0.78 |       1.1e-16 |\n' +
        '| `normalCdf` |      3 | 1.50 |             0 |',
    ],
    ['speed, the run', 'Medians of 21 rounds on Node 20.0.0, A machine, 2026-01-02.'],
  ])('%s', async (name, inside) => {
    expect(await withFigures(page(name, 'old'), { accuracy, speed })).toBe(page(name, `\n${inside}\n`));
  });

  test('refuses a name that no figures have', async () => {
    await expect(withFigures(page('speed, absent', ''), { accuracy, speed })).rejects.toThrow(
      'no figures are called speed, absent',
    );
  });

  test('misses what it does not show, and a row that no table takes', () => {
    const more = { rows: [...accuracy.rows, { name: 'newcomer', cases: 1, error: 0 }] };
    const missing = unshown(page('accuracy, elementary functions', ''), { accuracy: more, speed });
    expect(missing).toContain('newcomer');
    expect(missing).toContain('speed, kernel');
    expect(missing).not.toContain('accuracy, elementary functions');
  });
});
