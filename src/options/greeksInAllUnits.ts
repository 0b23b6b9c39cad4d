import { settledInCoin } from './coinSettledOption.ts';
import type { ReadCoinSettledOption } from './coinSettledOption.ts';
import type { DeltaUnit, GammaUnit, PriceUnit, RhoUnit, ThetaUnit, VegaUnit } from './greeksConvention.ts';

/** Each Greek in every unit known. */
export interface GreeksInAllUnits {
  readonly delta: Readonly<Record<DeltaUnit, number>>;
  readonly gamma: Readonly<Record<GammaUnit, number>>;
  readonly vega: Readonly<Record<VegaUnit, number>>;
  readonly theta: Readonly<Record<ThetaUnit, number>>;
  readonly rho: Readonly<Record<RhoUnit, number>>;
  readonly price: Readonly<Record<PriceUnit, number>>;
}

/** What an exchange printed; null where nothing. */
export type PrintedGreeks = Readonly<Record<keyof GreeksInAllUnits, number | null>>;

/** Our Greeks of an option. What was printed says which value of it the exchange may have capped theta at. */
export function greeksInAllUnits(
  caller: string,
  option: ReadCoinSettledOption,
  printed: PrintedGreeks,
): GreeksInAllUnits {
  const { forward } = option;
  const ours = settledInCoin(caller, option);
  const lastDay = Math.min(1, 365 * option.timeToExpiryYears);
  // Infinite at the strike when the time is out, with nothing left to lose.
  const lifetime = lastDay === 0 ? 0 : ours.thetaPerDay * lastDay;
  // The exchange's own mark price, in coins or not, need not be Black's price of its mark volatility.
  const mark = printed.price ?? NaN;
  const worth = nearer(ours.priceInQuote, [mark * forward, mark]);
  const capped = (theta: number): number =>
    nearer(theta, [ours.exchangeThetaPerDay, -Math.min(-lifetime, worth)]);
  const theta = printed.theta ?? NaN;
  return {
    delta: { plain: ours.delta, premiumAdjusted: ours.premiumAdjustedDelta },
    gamma: {
      perUnit: ours.gamma,
      perUnitInCoin: ours.gammaInCoin,
      relativeInCoin: ours.gammaInCoin * forward * forward,
    },
    vega: {
      perUnit: ours.vega,
      perVolPoint: ours.vegaPerVolPoint,
      perUnitInCoin: ours.vegaInCoin,
      perVolPointInCoin: ours.vegaInCoin / 100,
    },
    theta: {
      perYear: ours.theta,
      perDay: ours.thetaPerDay,
      perDayOrLifetime: lifetime,
      perDayOrLifetimeCapped: capped(theta),
      perYearInCoin: ours.thetaInCoin,
      perDayInCoin: ours.thetaInCoin / 365,
      perDayOrLifetimeInCoin: lifetime / forward,
      perDayOrLifetimeCappedInCoin: capped(theta * forward) / forward,
    },
    rho: { perUnit: ours.rho, perPercent: ours.rhoPerPercent },
    price: { coin: ours.priceInCoin, quote: ours.priceInQuote },
  };
}

// The first where nothing can be compared.
function nearer(to: number, [first, second]: readonly [number, number]): number {
  return Math.abs(to - second) < Math.abs(to - first) ? second : first;
}
