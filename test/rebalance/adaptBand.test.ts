import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/foundation/errors.ts';
import { adaptBand } from '../../src/rebalance/adaptBand.ts';
import type { AdaptBandOptions } from '../../src/rebalance/adaptBand.ts';
import { mixedCostBand } from '../../src/rebalance/mixedCostBand.ts';
import { expectRefusal } from '../errors.ts';
import { relative } from './bandChecks.ts';

const base: AdaptBandOptions = {
  calm: {
    costPerUnit: 0.0005,
    fixedCost: 15,
    benchmarkVariancePerYear: 1e10,
    residualVariancePerYear: 3e11,
    betaVariancePerYear: 5e10,
    penaltyPerYear: 5.4e-7,
    correlation: 0.7,
  },
  regime: { volatilityFactor: 1, correlation: 0.7, betaVolatilityFactor: 1, costFactor: 1 },
  limit: { riskLimit: 1e9, benchmarkVolatility: 0.6, horizonYears: 1 / 365, quantile: 0.99 },
  maximumGrowthFactor: 1.25,
};
const inRegime = (regime: object): AdaptBandOptions => ({ ...base, regime: { ...base.regime, ...regime } });
const inCalm = (calm: object): AdaptBandOptions => ({ ...base, calm: { ...base.calm, ...calm } });
const market = { driftVariancePerYear: 3.6e11, penaltyPerYear: 5.4e-7 };

describe('adaptBand', () => {
  it('in the calm state is the band itself', () => {
    const { halfWidth, landing, tradeTo } = mixedCostBand({ ...market, costPerUnit: 0.0005, fixedCost: 15 });
    const band = adaptBand(base);
    expect({ ...band, limitHalfWidth: 0 }).toEqual({
      halfWidth,
      landing,
      tradeTo,
      wantedHalfWidth: halfWidth,
      limitHalfWidth: 0,
      boundBy: null,
    });
    expect(adaptBand({ ...base, previousHalfWidth: null })).toEqual(band);
  });

  it('scales costs, drift and penalty as it says', () => {
    const band = adaptBand(
      inRegime({ volatilityFactor: 2, correlation: -0.9, betaVolatilityFactor: 3, costFactor: 5 }),
    );
    const wanted = mixedCostBand({
      costPerUnit: 0.0025,
      fixedCost: 75,
      driftVariancePerYear: 1e10 * 4 + 3e11 * 4 * (0.19 / 0.51) + 5e10 * 9,
      penaltyPerYear: 5.4e-7 * 4,
    });
    expect(relative(band.halfWidth, wanted.halfWidth)).toBeLessThan(4e-15);
    expect(relative(band.landing, wanted.landing)).toBeLessThan(2e-14);
  });

  it('does not widen by volatility alone, widens by costs, narrows by correlation', () => {
    const calm = adaptBand(base).halfWidth;
    const louder = adaptBand(inRegime({ volatilityFactor: 3, betaVolatilityFactor: 3 })).halfWidth;
    expect(relative(louder, calm)).toBeLessThan(4e-15);
    expect(adaptBand(inRegime({ costFactor: 4 })).halfWidth).toBeGreaterThan(calm);
    expect(adaptBand(inRegime({ correlation: 0.95 })).halfWidth).toBeLessThan(calm);
    expect(adaptBand(inRegime({ correlation: 0 })).halfWidth).toBeGreaterThan(calm);
    // A cube root in the cost per unit, where that is the only one.
    const edge = { ...inRegime({ costFactor: 8 }), calm: { ...base.calm, fixedCost: 0 } };
    const one = adaptBand({ ...edge, regime: base.regime });
    expect(relative(adaptBand(edge).halfWidth, 2 * one.halfWidth)).toBeLessThan(4e-15);
  });

  it('grows by no more than the factor a step, up to what is wanted, and narrows at once', () => {
    const crash = inRegime({ costFactor: 30 });
    const wanted = adaptBand(crash).halfWidth;
    let previous = adaptBand(base).halfWidth;
    for (let step = 0; step < 20; step++) {
      const band = adaptBand({ ...crash, previousHalfWidth: previous });
      expect(band.wantedHalfWidth).toBe(wanted);
      expect(band.halfWidth).toBe(Math.min(wanted, previous * 1.25));
      expect(band.boundBy).toBe(band.halfWidth < wanted ? 'growth' : null);
      previous = band.halfWidth;
    }
    expect(previous).toBe(wanted);
    expect(adaptBand({ ...base, previousHalfWidth: 1e9 }).boundBy).toBeNull();
    expect(adaptBand({ ...base, previousHalfWidth: 1e9 }).halfWidth).toBe(adaptBand(base).halfWidth);
    const still = adaptBand({ ...crash, previousHalfWidth: 1000, maximumGrowthFactor: 1 });
    expect(still.halfWidth).toBe(1000);
  });

  it('is never beyond the loss that the limit allows: 2.326 standard deviations at 99 %', () => {
    const limit = { ...base.limit, riskLimit: 4000 };
    const band = adaptBand({ ...base, limit });
    const expected = 4000 / (2.3263478740408408 * 0.6 * Math.sqrt(1 / 365));
    expect(relative(band.limitHalfWidth, expected)).toBeLessThan(1e-15);
    expect(band.halfWidth).toBe(band.limitHalfWidth);
    expect(band.boundBy).toBe('risk_limit');
    // The landing keeps its share, and an edge stays one.
    const free = adaptBand(base);
    expect(relative(band.landing / band.halfWidth, free.landing / free.halfWidth)).toBeLessThan(4e-16);
    const edge = adaptBand({ ...inCalm({ fixedCost: 0 }), limit: { ...limit, riskLimit: 1234.5 } });
    expect(edge.boundBy).toBe('risk_limit');
    expect(edge.landing).toBe(edge.halfWidth);
    const centre = adaptBand({ ...inCalm({ costPerUnit: 0 }), limit: { ...limit, riskLimit: 1234.5 } });
    expect([centre.landing, centre.tradeTo]).toEqual([0, 'target']);
  });

  it('in a storm is never beyond growth or limit, and says which of the two it was', () => {
    const factor = fc.double({ min: 0.1, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        factor,
        factor,
        factor,
        factor,
        factor,
        (volatilityFactor, costFactor, betaVolatilityFactor, risk, before) => {
          const options = inRegime({ volatilityFactor, costFactor, betaVolatilityFactor, correlation: 0.5 });
          const limit = { ...base.limit, riskLimit: 1000 * risk };
          const previousHalfWidth = 1e4 * before;
          const band = adaptBand({ ...options, limit, previousHalfWidth });
          const grown = previousHalfWidth * 1.25;
          expect(band.halfWidth).toBe(Math.min(band.wantedHalfWidth, grown, band.limitHalfWidth));
          const held = band.limitHalfWidth <= grown ? 'risk_limit' : 'growth';
          expect(band.boundBy).toBe(band.halfWidth < band.wantedHalfWidth ? held : null);
          expect(band.landing).toBeLessThanOrEqual(band.halfWidth);
          const edge = adaptBand({
            ...options,
            calm: { ...base.calm, fixedCost: 0 },
            limit,
            previousHalfWidth,
          });
          expect([edge.tradeTo, edge.landing]).toEqual(['edge', edge.halfWidth]);
        },
      ),
      { numRuns: 300, seed: 14 },
    );
  });

  it('takes looks into account, in a crash too', () => {
    const looked = {
      ...inCalm({ observationIntervalYears: 1 / 365 }),
      regime: { ...base.regime, volatilityFactor: 3 },
    };
    const band = adaptBand(looked);
    const wanted = mixedCostBand({
      costPerUnit: 0.0005,
      fixedCost: 15,
      driftVariancePerYear: 9 * 3.1e11 + 5e10,
      penaltyPerYear: 9 * 5.4e-7,
      observationIntervalYears: 1 / 365,
    });
    expect(relative(band.halfWidth, wanted.halfWidth)).toBeLessThan(1e-6);
    expect(band.halfWidth).toBeLessThan(adaptBand(base).halfWidth);
  });

  it('leaves frozen options alone and is plain JSON', () => {
    const frozen = Object.freeze({ ...base, calm: Object.freeze({ ...base.calm }) });
    expect(adaptBand(frozen)).toEqual(adaptBand(base));
    expect(JSON.parse(JSON.stringify(adaptBand(base)))).toEqual(adaptBand(base));
  });

  const nested: [string, string[]][] = [
    ['calm', Object.keys(base.calm)],
    ['regime', Object.keys(base.regime)],
    ['limit', Object.keys(base.limit)],
  ];
  const rows: [object, ErrorCode, string][] = [
    ...nested.flatMap(([part, fields]): [object, ErrorCode, string][] => [
      [{ [part]: undefined }, 'shape.missing_field', part],
      [{ [part]: 1 }, 'shape.wrong_type', part],
      ...fields.flatMap((field): [object, ErrorCode, string][] =>
        (
          [
            [NaN, 'domain.not_finite'],
            [-Infinity, 'domain.not_finite'],
            [undefined, 'shape.missing_field'],
            ['1', 'shape.wrong_type'],
          ] as [unknown, ErrorCode][]
        ).map(([value, code]) => [
          { [part]: { ...(base[part as 'calm'] as object), [field]: value } },
          code,
          `${part}.${field}`,
        ]),
      ),
    ]),
    [{ calm: { ...base.calm, costPerUnit: -1 } }, 'domain.negative', 'calm.costPerUnit'],
    [{ calm: { ...base.calm, penaltyPerYear: 0 } }, 'domain.not_positive', 'calm.penaltyPerYear'],
    [{ calm: { ...base.calm, correlation: 1 } }, 'domain.out_of_range', 'calm.correlation'],
    [
      { calm: { ...base.calm, observationIntervalYears: 24 } },
      'unit.suspicious',
      'calm.observationIntervalYears',
    ],
    [
      {
        calm: {
          ...base.calm,
          benchmarkVariancePerYear: 0,
          residualVariancePerYear: 0,
          betaVariancePerYear: 0,
        },
      },
      'domain.not_positive',
      'calm.benchmarkVariancePerYear',
    ],
    [{ regime: { ...base.regime, volatilityFactor: 0 } }, 'domain.not_positive', 'regime.volatilityFactor'],
    [{ regime: { ...base.regime, costFactor: -2 } }, 'domain.not_positive', 'regime.costFactor'],
    [{ regime: { ...base.regime, correlation: 1.01 } }, 'domain.out_of_range', 'regime.correlation'],
    [{ limit: { ...base.limit, riskLimit: 0 } }, 'domain.not_positive', 'limit.riskLimit'],
    [{ limit: { ...base.limit, benchmarkVolatility: 60 } }, 'unit.suspicious', 'limit.benchmarkVolatility'],
    [{ limit: { ...base.limit, horizonYears: 2 } }, 'unit.suspicious', 'limit.horizonYears'],
    [{ limit: { ...base.limit, quantile: 0.5 } }, 'domain.out_of_range', 'limit.quantile'],
    [{ limit: { ...base.limit, quantile: 1 } }, 'domain.out_of_range', 'limit.quantile'],
    [
      { limit: { ...base.limit, riskLimit: 1e308, horizonYears: 1e-300 } },
      'domain.out_of_range',
      'limit.riskLimit',
    ],
    [{ maximumGrowthFactor: 0.99 }, 'domain.out_of_range', 'maximumGrowthFactor'],
    [{ maximumGrowthFactor: undefined }, 'shape.missing_field', 'maximumGrowthFactor'],
    [{ maximumGrowthFactor: NaN }, 'domain.not_finite', 'maximumGrowthFactor'],
    [{ previousHalfWidth: 0 }, 'domain.not_positive', 'previousHalfWidth'],
    [{ previousHalfWidth: Infinity }, 'domain.not_finite', 'previousHalfWidth'],
  ];
  it.each(rows)('refuses %o with %s at %s', (change, code, path) => {
    expectRefusal(() => adaptBand({ ...base, ...change }), code, path);
  });
});
