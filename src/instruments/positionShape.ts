import { refuse } from '../foundation/checks.ts';
import { BOOLEAN, FINITE, nullable, objectOf, oneOf, POSITIVE, TEXT, TIME } from '../foundation/shape.ts';
import type { ObjectShape } from '../foundation/shape.ts';
import { INSTRUMENT } from './instrumentShape.ts';
import type { Position } from './parsePosition.ts';

/** What `parsePosition` makes: contracts with their sign. */
export const POSITION: ObjectShape<Position> = /* @__PURE__ */ (() => {
  const price = nullable(POSITIVE);
  const money = nullable(FINITE);
  return objectOf<Position>(
    'Position',
    {
      instrument: INSTRUMENT,
      symbol: TEXT,
      contracts: FINITE,
      entryPrice: price,
      markPrice: price,
      unrealisedProfit: money,
      liquidationPrice: price,
      leverage: price,
      marginMode: nullable(oneOf(['cross', 'isolated'])),
      initialMargin: money,
      maintenanceMargin: money,
      hedged: nullable(BOOLEAN),
      timestamp: nullable(TIME),
    },
    {
      symbolOfItsInstrument({ symbol, instrument }, caller, path) {
        if (symbol !== instrument.symbol)
          refuse(
            'market.inconsistent',
            caller,
            `${path}.symbol`,
            `that of its instrument, ${instrument.symbol}`,
            symbol,
          );
      },
    },
  );
})();
