import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomGenerator } from '../../src/kernel/randomGenerator.ts';
import { shrinkBetaRevision } from '../../src/rebalance/shrinkBetaRevision.ts';
import type {
  ShrinkBetaRevisionOptions,
  ShrunkBetaRevision,
} from '../../src/rebalance/shrinkBetaRevision.ts';
import { expectRefusal } from '../errors.ts';
import { relative } from './bandChecks.ts';

const base: ShrinkBetaRevisionOptions = {
  previous: { beta: 1.2, betaStandardError: 0.1 },
  next: { beta: 1.45, betaStandardError: 0.15 },
  elapsedYears: 0.25,
  betaVolatilityPerSqrtYear: 0.2,
  errorCorrelation: 0,
};

function shrink(change: object = {}): ShrunkBetaRevision {
  const result = shrinkBetaRevision({ ...base, ...change });
  if (result.status !== 'ok') throw new Error(result.reason);
  return result;
}

describe('shrinkBetaRevision', () => {
  it('is the step of a Kalman filter where the errors are independent', () => {
    // P = 0.01 + 0.04 / 4 = 0.02, R = 0.0225: gain 0.02 / 0.0425, left P R / (P + R).
    const result = shrink();
    expect(relative(result.gain, 0.02 / 0.0425)).toBeLessThan(1e-15);
    expect(relative(result.beta, 1.2 + (0.02 / 0.0425) * 0.25)).toBeLessThan(4e-16);
    expect(relative(result.betaStandardError ** 2, (0.02 * 0.0225) / 0.0425)).toBeLessThan(1e-15);
    expect(relative(result.revision, 0.25)).toBeLessThan(4e-16);
    expect(result.tradedRevision).toBe(result.gain * result.revision);
    expect(relative(result.revisionStandardDeviation ** 2, 0.0425)).toBeLessThan(1e-15);
  });

  it('is the normal equations of two correlated observations', () => {
    const share = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true });
    fc.assert(
      fc.property(share(0.01, 1), share(0.01, 1), share(0, 1), share(-0.95, 0.95), (s0, s1, drift, rho) => {
        const result = shrink({
          previous: { beta: 1, betaStandardError: s0 },
          next: { beta: 2, betaStandardError: s1 },
          betaVolatilityPerSqrtYear: drift,
          errorCorrelation: rho,
        });
        // Weights of least variance that add to 1, by the covariance [[p, c], [c, r]] of the two errors of b + w.
        const [p, r, c] = [s0 * s0 + drift * drift * 0.25, s1 * s1, rho * s0 * s1];
        const weight = (p - c) / (p + r - 2 * c);
        const variance = (p * r - c * c) / (p + r - 2 * c);
        // By the cancellation of 1 - rho: observed 1.9e-16 and 6.6e-16.
        expect(Math.abs(result.gain - weight)).toBeLessThan(
          (8e-16 * (1 + Math.abs(weight))) / (1 - Math.abs(rho)),
        );
        expect(relative(result.betaStandardError ** 2, variance)).toBeLessThan(2.6e-15 / (1 - Math.abs(rho)));
      }),
      { numRuns: 500, seed: 12 },
    );
  });

  // 40,000 assets: a beta that has moved, two estimates of correlated errors. Mean squares within 4 standard errors
  // (0.7 % each, alpha 6e-5).
  it.each([
    [0, 0.1, 0.15, 0.2],
    [0.8, 0.12, 0.12, 0.3],
    [-0.4, 0.3, 0.1, 0.1],
    [0.6, 0.1, 0.3, 0],
  ])(
    'leaves less squared error than the raw revision or none: rho %f, %f, %f, drift %f',
    (rho, s0, s1, drift) => {
      const { normal } = randomGenerator(23);
      let [raw, none, shrunk] = [0, 0, 0];
      const paths = 40_000;
      let error = 0;
      for (let i = 0; i < paths; i++) {
        const truth = 1.3 + drift * 0.5 * normal();
        const [e0, z] = [normal(), normal()];
        const previous = { beta: 1.3 + s0 * e0, betaStandardError: s0 };
        const next = { beta: truth + s1 * (rho * e0 + Math.sqrt(1 - rho * rho) * z), betaStandardError: s1 };
        const result = shrink({ previous, next, betaVolatilityPerSqrtYear: drift, errorCorrelation: rho });
        raw += (next.beta - truth) ** 2 / paths;
        none += (previous.beta - truth) ** 2 / paths;
        shrunk += (result.beta - truth) ** 2 / paths;
        error = result.betaStandardError;
      }
      expect(shrunk).toBeLessThan(raw);
      expect(shrunk).toBeLessThan(none);
      expect(relative(shrunk, error * error)).toBeLessThan(4 * Math.sqrt(2 / paths));
    },
  );

  it('follows a walk better than each new estimate does, chained', () => {
    const { normal } = randomGenerator(29);
    let truth = 1;
    let held = { beta: 1, betaStandardError: 0.2 };
    let [raw, shrunk, claimed] = [0, 0, 0];
    for (let t = 0; t < 4000; t++) {
      truth += 0.05 * normal();
      const next = { beta: truth + 0.2 * normal(), betaStandardError: 0.2 };
      held = shrink({ previous: held, next, elapsedYears: 1, betaVolatilityPerSqrtYear: 0.05 });
      raw += (next.beta - truth) ** 2 / 4000;
      shrunk += (held.beta - truth) ** 2 / 4000;
      claimed += held.betaStandardError ** 2 / 4000;
    }
    // The steady state of the filter: P = q / 2 + sqrt(q^2 / 4 + q R) before, P R / (P + R) after; 8.8e-3 to 0.04.
    const prior = 0.00125 + Math.sqrt(0.00125 ** 2 + 0.0025 * 0.04);
    const steady = (prior * 0.04) / (prior + 0.04);
    expect(relative(held.betaStandardError ** 2, steady)).toBeLessThan(4e-15);
    expect(shrunk).toBeLessThan(0.3 * raw);
    // Errors last for about 4.5 steps each, so 4000 / 9 of them: 4 sqrt(2 / 444).
    expect(relative(shrunk, claimed)).toBeLessThan(0.27);
  });

  it('trades all where the new sample holds the old one, nothing where the new one is worthless', () => {
    const grown = {
      previous: { beta: 1, betaStandardError: 0.2 },
      next: { beta: 1.1, betaStandardError: 0.15 },
    };
    const all = shrink({ ...grown, errorCorrelation: 0.75, betaVolatilityPerSqrtYear: 0 });
    expect(Math.abs(all.gain - 1)).toBeLessThan(4e-15);
    expect(relative(all.betaStandardError, 0.15)).toBeLessThan(4e-15);
    expect(shrink({ previous: { beta: 1, betaStandardError: 0 }, betaVolatilityPerSqrtYear: 0 }).gain).toBe(
      0,
    );
    expect(shrink({ next: { beta: 1.7, betaStandardError: 0 } }).beta).toBeCloseTo(1.7, 15);
    expect(shrink({ next: { beta: 1.7, betaStandardError: 1e8 } }).gain).toBeLessThan(1e-17);
    // A noisier copy of the old one: the error is in it, and the gain below 0.
    expect(
      shrink({ next: { beta: 1.4, betaStandardError: 0.4 }, errorCorrelation: 0.95, elapsedYears: 0 }).gain,
    ).toBeLessThan(0);
  });

  it('is degenerate where the estimates could not differ', () => {
    const same = { beta: 1, betaStandardError: 0.1 };
    const none = { status: 'degenerate', reason: 'estimates_identical' };
    const still = { ...base, betaVolatilityPerSqrtYear: 0 };
    expect(
      shrinkBetaRevision({ ...still, previous: same, next: { ...same, beta: 2 }, errorCorrelation: 1 }),
    ).toEqual(none);
    const exact = { beta: 1, betaStandardError: 0 };
    expect(shrinkBetaRevision({ ...still, previous: exact, next: exact })).toEqual(none);
    expect(shrinkBetaRevision({ ...base, previous: exact, next: exact }).status).toBe('ok');
    expect(
      Object.is(
        shrink({
          next: { beta: 1, betaStandardError: 0.1 },
          previous: { beta: 1, betaStandardError: 0 },
          elapsedYears: 0,
        }).tradedRevision,
        0,
      ),
    ).toBe(true);
  });

  it('refuses what breaks the contract', () => {
    const estimate = { beta: 1, betaStandardError: 0.1 };
    const cases: [object, Parameters<typeof expectRefusal>[1], string][] = [
      ...['elapsedYears', 'betaVolatilityPerSqrtYear', 'errorCorrelation'].flatMap(
        (field): [object, Parameters<typeof expectRefusal>[1], string][] => [
          [{ [field]: NaN }, 'domain.not_finite', field],
          [{ [field]: Infinity }, 'domain.not_finite', field],
          [{ [field]: undefined }, 'shape.missing_field', field],
          [{ [field]: '0' }, 'shape.wrong_type', field],
        ],
      ),
      [{ elapsedYears: -1 }, 'domain.negative', 'elapsedYears'],
      [{ elapsedYears: 365 }, 'unit.suspicious', 'elapsedYears'],
      [{ betaVolatilityPerSqrtYear: -1 }, 'domain.negative', 'betaVolatilityPerSqrtYear'],
      [{ errorCorrelation: 1.0000001 }, 'domain.out_of_range', 'errorCorrelation'],
      [{ errorCorrelation: -1.0000001 }, 'domain.out_of_range', 'errorCorrelation'],
      ...['previous', 'next'].flatMap((field): [object, Parameters<typeof expectRefusal>[1], string][] => [
        [{ [field]: undefined }, 'shape.missing_field', field],
        [{ [field]: 1.2 }, 'shape.wrong_type', field],
        [{ [field]: { ...estimate, beta: NaN } }, 'domain.not_finite', `${field}.beta`],
        [{ [field]: { ...estimate, beta: 120 } }, 'unit.suspicious', `${field}.beta`],
        [{ [field]: { beta: 1 } }, 'shape.missing_field', `${field}.betaStandardError`],
        [
          { [field]: { ...estimate, betaStandardError: -0.1 } },
          'domain.negative',
          `${field}.betaStandardError`,
        ],
        [{ [field]: { status: 'degenerate', reason: 'flat' } }, 'estimate.not_ok', `${field}.status`],
      ]),
      [{ next: { beta: 1, betaStandardError: 1e200 } }, 'domain.out_of_range', 'next.betaStandardError'],
    ];
    for (const [change, code, path] of cases)
      expectRefusal(() => shrinkBetaRevision({ ...base, ...change }), code, path);
  });
});
