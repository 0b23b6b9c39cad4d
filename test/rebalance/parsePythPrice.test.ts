import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/foundation/errors.ts';
import { parsePythPrice, safeParsePythPrice } from '../../src/rebalance/parsePythPrice.ts';
import { expectRefusal } from '../errors.ts';

const flat = { price: '12276250', conf: '1500', expo: -5, publish_time: 1692110601 };
const without = (field: keyof typeof flat): object => ({ ...flat, [field]: undefined });

describe('parsePythPrice', () => {
  it("the documentation's own: 12276250 x 10^-5 +- 1500 x 10^-5, which is 1.222 bp", () => {
    const pyth = parsePythPrice(flat);
    expect(pyth).toEqual({ price: 122.7625, confidence: 0.015, timestamp: 1_692_110_601_000 });
    const bps = (pyth.confidence / pyth.price) * 1e4;
    // To the digits printed.
    expect(Math.abs(bps - 1.222)).toBeLessThan(0.0005);
  });

  it('a feed of Hermes, of which the average is its own price', () => {
    const feed = {
      id: 'ff61491a931112ddf1bd8147cd1b641375f79f5825126d665480874634fd0ace',
      price: { price: '184136023127', conf: '177166324', expo: -8, publish_time: 1692110601 },
      ema_price: { price: '184100641000', conf: '178704085', expo: -8, publish_time: 1692110601 },
      metadata: { slot: 89783664 },
    };
    const timestamp = 1_692_110_601_000;
    expect(parsePythPrice(feed)).toEqual({ price: 1841.36023127, confidence: 1.77166324, timestamp });
    expect(parsePythPrice(feed.ema_price)).toEqual({ price: 1841.00641, confidence: 1.78704085, timestamp });
  });

  it('a struct of its contracts: bigints, publishTime', () => {
    const struct = { price: 12276250n, conf: 1500n, expo: -5, publishTime: 1692110601n };
    expect(parsePythPrice(struct)).toEqual(parsePythPrice(flat));
    expect(parsePythPrice({ ...struct, expo: -5n })).toEqual(parsePythPrice(flat));
    const numbers = { price: 12276250, conf: 1500, expo: '-5', publish_time: '1692110601' };
    expect(parsePythPrice(numbers)).toEqual(parsePythPrice(flat));
  });

  it('all 19 digits, exponents of 0 and above, a confidence of 0', () => {
    expect(parsePythPrice({ ...flat, price: '9223372036854775807', expo: -18 }).price).toBe(
      9.223372036854776,
    );
    expect(parsePythPrice({ ...flat, conf: '0' }).confidence).toBe(0);
    expect(parsePythPrice({ ...flat, conf: -0 }).confidence).toBe(0);
    expect(parsePythPrice({ ...flat, price: 7, expo: 0 }).price).toBe(7);
    expect(parsePythPrice({ ...flat, price: 7, expo: 3 }).price).toBe(7000);
    expect(parsePythPrice({ ...flat, price: 7, expo: -50 }).price).toBe(7e-50);
    expect(parsePythPrice({ ...flat, price: 7, expo: 50 }).price).toBe(7e50);
  });

  it.each<[string, unknown, ErrorCode, string]>([
    ['nothing', undefined, 'shape.missing_field', 'pythPrice'],
    ['a list', [flat], 'shape.wrong_type', 'pythPrice'],
    ['text', '122.76', 'shape.wrong_type', 'pythPrice'],
    ['no price', without('price'), 'shape.missing_field', 'pythPrice.price'],
    ['no conf', without('conf'), 'shape.missing_field', 'pythPrice.conf'],
    ['no expo', without('expo'), 'shape.missing_field', 'pythPrice.expo'],
    ['no time', without('publish_time'), 'shape.missing_field', 'pythPrice.publish_time'],
    ['a price of 0', { ...flat, price: '0' }, 'domain.not_positive', 'pythPrice.price'],
    ['a price of -0', { ...flat, price: -0 }, 'domain.not_positive', 'pythPrice.price'],
    ['a price below 0', { ...flat, price: '-1' }, 'domain.not_positive', 'pythPrice.price'],
    ['a price of NaN', { ...flat, price: NaN }, 'domain.not_finite', 'pythPrice.price'],
    ['a price without end', { ...flat, price: Infinity }, 'domain.not_finite', 'pythPrice.price'],
    ['a price with a point', { ...flat, price: 122.7625 }, 'domain.not_integer', 'pythPrice.price'],
    ['the same as text', { ...flat, price: '122.7625' }, 'shape.wrong_type', 'pythPrice.price'],
    ['a price in hexadecimals', { ...flat, price: '0x10' }, 'shape.wrong_type', 'pythPrice.price'],
    ['an empty price', { ...flat, price: '' }, 'shape.wrong_type', 'pythPrice.price'],
    ['a price of true', { ...flat, price: true }, 'shape.wrong_type', 'pythPrice.price'],
    ['lost digits', { ...flat, price: 2 ** 53 }, 'domain.out_of_range', 'pythPrice.price'],
    ['a conf below 0', { ...flat, conf: '-1' }, 'domain.negative', 'pythPrice.conf'],
    ['a conf of NaN', { ...flat, conf: NaN }, 'domain.not_finite', 'pythPrice.conf'],
    ['an expo too low', { ...flat, expo: -51 }, 'domain.out_of_range', 'pythPrice.expo'],
    ['an expo too high', { ...flat, expo: 51 }, 'domain.out_of_range', 'pythPrice.expo'],
    ['an expo between', { ...flat, expo: -5.5 }, 'domain.not_integer', 'pythPrice.expo'],
    ['a time of 0', { ...flat, publish_time: 0 }, 'domain.not_positive', 'pythPrice.publish_time'],
    ['a time before 1970', { ...flat, publish_time: -1 }, 'domain.not_positive', 'pythPrice.publish_time'],
    ['milliseconds', { ...flat, publish_time: 1.7e12 }, 'unit.suspicious', 'pythPrice.publish_time'],
    ['milliseconds of 1973', { ...flat, publish_time: 1e11 }, 'unit.suspicious', 'pythPrice.publish_time'],
    ['a feed of no price', { id: 'a', price: {} }, 'shape.missing_field', 'pythPrice.price.price'],
    ['a feed of a list', { price: [flat] }, 'shape.wrong_type', 'pythPrice.price'],
    [
      'a feed without a time',
      { price: without('publish_time') },
      'shape.missing_field',
      'pythPrice.price.publish_time',
    ],
  ])('refuses %s', (_, value, code, path) => {
    expectRefusal(() => parsePythPrice(value), code, path);
    expect(safeParsePythPrice(value)).toMatchObject({ status: 'invalid', error: { code, path } });
  });

  it('a safe reading of a good one, which stays as it was', () => {
    const frozen = Object.freeze({ ...flat });
    expect(safeParsePythPrice(frozen)).toEqual({ status: 'ok', value: parsePythPrice(flat) });
  });
});
