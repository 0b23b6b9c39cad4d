import { isAbsent, readFinite } from '../foundation/checks.ts';

/** ccxt's unified Greeks, as `exchange.fetchGreeks` gives them; what an exchange does not print is undefined. */
export interface CcxtGreeks {
  /** Unified symbol of the market. */
  readonly symbol?: string | undefined;
  /** Epoch milliseconds. */
  readonly timestamp?: number | undefined;
  /** As the exchange prints it, like all that follow. */
  readonly delta?: number | undefined;
  /** As printed. */
  readonly gamma?: number | undefined;
  /** As printed. */
  readonly theta?: number | undefined;
  /** As printed. */
  readonly vega?: number | undefined;
  /** As printed. */
  readonly rho?: number | undefined;
  /** As printed: a fraction or per cent. */
  readonly bidImpliedVolatility?: number | undefined;
  /** As printed: a fraction or per cent. */
  readonly askImpliedVolatility?: number | undefined;
  /** As printed: a fraction or per cent. */
  readonly markImpliedVolatility?: number | undefined;
  /** As printed: coins or quote currency. */
  readonly bidPrice?: number | undefined;
  /** As printed: coins or quote currency. */
  readonly askPrice?: number | undefined;
  /** As printed: coins or quote currency. */
  readonly markPrice?: number | undefined;
  /** As printed: coins or quote currency. */
  readonly lastPrice?: number | undefined;
  /** In quote currency. */
  readonly underlyingPrice?: number | undefined;
}

/** A printed number; null where it is absent. */
export function readPrinted(caller: string, greeks: object, field: string): number | null {
  return isAbsent(greeks, field) ? null : readFinite(caller, greeks, field, 'greeks');
}

/** The last of so many printed digits after the point. */
export function lastDigit(digits: number): number {
  return Number(`1e-${digits}`);
}
