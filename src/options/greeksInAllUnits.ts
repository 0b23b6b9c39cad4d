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

/** Our Greeks of an option. */
export function greeksInAllUnits(caller: string, option: ReadCoinSettledOption): GreeksInAllUnits {
  const { forward } = option;
  const ours = settledInCoin(caller, option);
  const lastDay = Math.min(1, 365 * option.timeToExpiryYears);
  // Infinite at the strike when the time is out, with nothing left to lose.
  const lifetime = lastDay === 0 ? 0 : ours.thetaPerDay * lastDay;
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
      perDayOrLifetimeCapped: ours.exchangeThetaPerDay,
      perYearInCoin: ours.thetaInCoin,
      perDayInCoin: ours.thetaInCoin / 365,
      perDayOrLifetimeInCoin: lifetime / forward,
      perDayOrLifetimeCappedInCoin: ours.exchangeThetaPerDay / forward,
    },
    rho: { perUnit: ours.rho, perPercent: ours.rhoPerPercent },
    price: { coin: ours.priceInCoin, quote: ours.priceInQuote },
  };
}
