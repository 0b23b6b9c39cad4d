// The Greeks of two days as Deribit printed them, and the marks of a third, where the market data lie beside the
// checkout.
import { describe, expect, it } from 'vitest';
import { coinSettledOption } from '../../src/options/coinSettledOption.ts';
import { compareExchangeGreeks } from '../../src/options/compareExchangeGreeks.ts';
import { greeksFromExchange } from '../../src/options/greeksFromExchange.ts';
import { timeToExpiryYears } from '../../src/options/timeToExpiryYears.ts';
import { hasShared, readSharedCsv } from '../shared.ts';

interface ChainRow {
  readonly option: Parameters<typeof coinSettledOption>[0] & {
    readonly timestamp: number;
    readonly expiry: number;
  };
  readonly printed: Readonly<Record<'delta' | 'gamma' | 'vega' | 'theta' | 'rho' | 'markPrice', number>>;
  readonly markVolatility: number;
}

function readChain(file: string): ChainRow[] {
  return readSharedCsv(`data/options/${file}`).map((row) => {
    const number = (field: string): number => Number(row[field]);
    return {
      option: {
        optionType: row['type'] as 'call' | 'put',
        forward: number('underlying_price'),
        strike: number('strike'),
        volatility: number('mark_iv') / 100,
        timestamp: Date.parse(row['time']!),
        expiry: Date.parse(row['expiry']!),
      },
      printed: {
        delta: number('delta'),
        gamma: number('gamma'),
        vega: number('vega'),
        theta: number('theta'),
        rho: number('rho'),
        markPrice: number('mark_price'),
      },
      markVolatility: number('mark_iv'),
    };
  });
}

// Printed to five digits, of volatilities of two: what is left is that, and seconds between the Greeks and the forward.
const days = [
  // Observed: delta 1.04e-4, gamma 5.05e-6, vega 1.6e-3, theta 0.0455, rho 6.7e-4, mark price 2.4e-4.
  {
    file: 'deribit_btc_chain_2020-05-21.csv',
    count: 326,
    theta: 0.05,
    capped: 41,
    lastDay: 58,
    freed: 283,
    more: 18,
  },
  // Observed: delta 9.4e-5, gamma 4.97e-6, vega 4.4e-3, theta 1.784, rho 2.5e-3, mark price 5.8e-4.
  {
    file: 'deribit_btc_chain_2021-02-11.csv',
    count: 488,
    theta: 1.8,
    capped: 44,
    lastDay: 70,
    freed: 436,
    more: 0,
  },
];

describe.skipIf(!hasShared)('Deribit', () => {
  it.each(days)('prints our Greeks: $file', ({ file, count, theta, capped, lastDay }) => {
    const rows = readChain(file);
    expect(rows.length).toBe(count);
    const caps = { capped: 0, lastDay: 0 };
    for (const { option, printed } of rows) {
      const ours = coinSettledOption(option);
      const apart = (a: number, b: number): number => Math.abs(a - b);
      expect(apart(ours.delta, printed.delta)).toBeLessThan(1.1e-4);
      expect(apart(ours.gamma, printed.gamma)).toBeLessThan(6e-6);
      expect(apart(ours.vegaPerVolPoint, printed.vega)).toBeLessThan(0.006);
      expect(apart(ours.exchangeThetaPerDay, printed.theta)).toBeLessThan(theta);
      expect(apart(ours.rhoPerPercent, printed.rho)).toBeLessThan(0.005);
      expect(apart(ours.priceInCoin, printed.markPrice)).toBeLessThan(6.5e-4);
      if (timeToExpiryYears(option) < 1 / 365) caps.lastDay++;
      if (ours.priceInQuote > 0 && ours.exchangeThetaPerDay === -ours.priceInQuote) caps.capped++;
    }
    // So many options show what the rule is.
    expect(caps).toEqual({ capped, lastDay });
  });

  it.each(days)('is known by its convention, and but for what is worth nothing by no other: $file', (day) => {
    let more = 0;
    for (const { option, printed } of readChain(day.file)) {
      const compared = compareExchangeGreeks({ ...option, greeks: printed });
      if (compared.status !== 'ok') throw new Error(compared.status);
      if (compared.conventions.length === 1) expect(compared.conventions).toEqual(['deribit']);
      else {
        more++;
        expect(compared.conventions).toEqual(['deribit', 'deribitLinear']);
        expect(printed.markPrice).toBeLessThan(1e-7);
      }
    }
    expect(more).toBe(day.more);
  });

  it('is known to a tolerance of half of that but for four, whose theta is capped or of the last day', () => {
    const unknown = days.flatMap(({ file }) =>
      readChain(file).flatMap(({ option, printed }) => {
        const compared = compareExchangeGreeks({ ...option, greeks: printed, relativeTolerance: 0.005 });
        return compared.status === 'no_convention_fits' ? [compared.unexplained.join()] : [];
      }),
    );
    expect(unknown).toEqual(['theta', 'theta', 'theta', 'theta']);
  });

  it.each(days)('gives raw Greeks back, theta but where it may be capped: $file', ({ file, freed }) => {
    let count = 0;
    for (const { option, printed, markVolatility } of readChain(file)) {
      const greeks = { ...printed, underlyingPrice: option.forward, markImpliedVolatility: markVolatility };
      const years = timeToExpiryYears(option);
      const raw = greeksFromExchange({ greeks, convention: 'deribit', timeToExpiryYears: years });
      const ours = coinSettledOption(option);
      expect(Math.abs(raw.vega! - ours.vega)).toBeLessThan(0.6);
      expect(Math.abs(raw.rho! - ours.rho)).toBeLessThan(0.5);
      // Observed 6.1e-4: delta and mark each are of their own instant.
      expect(Math.abs(raw.premiumAdjustedDelta! - ours.premiumAdjustedDelta)).toBeLessThan(7e-4);
      expect(Math.abs(raw.markVolatility! - option.volatility)).toBeLessThan(1e-15);
      if (raw.theta === null) continue;
      count++;
      // Observed 0.87 %, in the last day; 0.5e-5 a day is half of the last digit.
      const rounding = (365 * 0.5e-5) / Math.min(1, 365 * years);
      expect(Math.abs(raw.theta - ours.theta)).toBeLessThan(rounding + 0.01 * Math.abs(ours.theta));
    }
    expect(count).toBe(freed);
  });

  it('has puts and calls of ETH in parity, at their marks', () => {
    const marks = new Map<string, Map<string, Record<string, string>>>();
    for (const row of readSharedCsv('data/options/deribit_eth_book_summary_2024-01-08_mit.csv')) {
      const pair = `${row['expiry']!} ${row['strike']!}`;
      marks.set(pair, (marks.get(pair) ?? new Map<string, Record<string, string>>()).set(row['type']!, row));
    }
    expect(marks.size).toBe(342);
    for (const pair of marks.values()) {
      const mark = (type: string): number => Number(pair.get(type)!['mark_price']);
      const ratio = Number(pair.get('call')!['strike']) / Number(pair.get('call')!['underlying_price']);
      // Observed 8.4e-5: marks have six digits, and a call and its put are of instants a moment apart.
      expect(Math.abs(mark('call') - mark('put') - (1 - ratio))).toBeLessThan(9e-5);
    }
  });
});
