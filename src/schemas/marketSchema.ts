import { INSTRUMENT } from '../instruments/instrumentShape.ts';
import type { Instrument } from '../instruments/instrument.ts';
import { safeParseMarket } from '../instruments/parseMarket.ts';
import { issueOf } from './issues.ts';
import { marketJsonSchema } from './marketJsonSchema.ts';
import type { StandardSchema } from './standardSchema.ts';
import { asDocument, writeJsonSchema } from './writeJsonSchema.ts';

/**
 * The schema of a ccxt market, as `parseMarket` reads it without options: a market goes in, a strict instrument comes out.
 *
 * **Result**: one issue, the parser's own: what a market is depends on its other fields, so that a second would be a guess.
 * **Rules** beyond JSON Schema: whatever the parser refuses by `market.inconsistent`, `market.unsupported` or
 * `unit.suspicious`, of a number that came as text by its size, or by the venue's own `info`.
 *
 * @example
 * ```ts
 * import { marketSchema } from 'betahedge/schemas';
 *
 * const verdict = marketSchema['~standard'].validate({
 *   symbol: 'BTC/USD:BTC', base: 'BTC', quote: 'USD', settle: 'BTC', type: 'swap', linear: false, inverse: true,
 *   contractSize: '100', precision: { amount: 1, price: 0.1 },
 * });
 * if (verdict.issues === undefined) console.log(verdict.value.settlement, verdict.value.contractSize); // inverse 100
 * ```
 */
export const marketSchema: StandardSchema<unknown, Instrument> = {
  '~standard': {
    version: 1,
    vendor: 'betahedge',
    validate(value) {
      const parsed = safeParseMarket(value);
      if (parsed.status === 'ok') return { value: parsed.value };
      return { issues: [issueOf(parsed.error, 'market', value)] };
    },
    jsonSchema: {
      input: ({ target }) => asDocument(marketJsonSchema(), target),
      output: ({ target }) => writeJsonSchema(INSTRUMENT, 'output', target),
    },
  },
};
