import { isAbsent, readNonNegative, readObject } from '../foundation/checks.ts';
import type { InsufficientData } from '../foundation/status.ts';
import { lastDigit, readPrinted } from './ccxtGreeks.ts';
import type { CcxtGreeks } from './ccxtGreeks.ts';
import { readCoinSettledOption } from './coinSettledOption.ts';
import type { CoinSettledOptionOptions } from './coinSettledOption.ts';
import { conventionNames, greeksConventions } from './greeksConvention.ts';
import type {
  DeltaUnit,
  GammaUnit,
  GreeksConvention,
  GreeksConventionName,
  PriceUnit,
  RhoUnit,
  ThetaUnit,
  VegaUnit,
} from './greeksConvention.ts';
import { greeksInAllUnits } from './greeksInAllUnits.ts';
import type { PrintedGreeks } from './greeksInAllUnits.ts';

/** An option as we see it, and its Greeks as an exchange printed them. */
export type CompareExchangeGreeksOptions = CoinSettledOptionOptions & {
  /** ccxt's structure, of `fetchGreeks`. */
  readonly greeks: CcxtGreeks;
  /** How far a printed Greek may be from ours, relative to ours, beside its rounding; default 0.01. */
  readonly relativeTolerance?: number | undefined;
};

/** For each printed Greek the units in which it agrees with ours; null for one that was not printed. */
export interface FittingUnits {
  /** Both where the option costs little beside its delta. */
  readonly delta: readonly DeltaUnit[] | null;
  /** Empty, as of every Greek, where no unit fits. */
  readonly gamma: readonly GammaUnit[] | null;
  /** Several for an option that has none; two near a price of 100, where a coin is worth a hundred points. */
  readonly vega: readonly VegaUnit[] | null;
  /** Several where the rules for the last day come to the same. */
  readonly theta: readonly ThetaUnit[] | null;
  /** Both for an option that has none. */
  readonly rho: readonly RhoUnit[] | null;
  /** What the mark price may be in: both where the option costs next to nothing. */
  readonly price: readonly PriceUnit[] | null;
}

/** Printed less ours, in the units of a convention; null for what was not printed, and where ours is infinite. */
export interface GreeksDifferences {
  /** In the convention's unit, as of every Greek. */
  readonly delta: number | null;
  /** In the convention's unit. */
  readonly gamma: number | null;
  /** In the convention's unit. */
  readonly vega: number | null;
  /** In the convention's unit. */
  readonly theta: number | null;
  /** In the convention's unit. */
  readonly rho: number | null;
  /** Of the mark price, in what the convention's prices are in. */
  readonly price: number | null;
}

/** What was printed, in whose convention. */
export interface ExchangeGreeksComparison {
  readonly status: 'ok';
  /** Those that fit: more than one where the option does not tell them apart. */
  readonly conventions: readonly GreeksConventionName[];
  /** Greek by Greek. */
  readonly units: FittingUnits;
  /** Under the first of `conventions`. */
  readonly differences: GreeksDifferences;
}

/** Printed Greeks that no named convention explains. */
export interface NoConventionFits {
  readonly status: 'no_convention_fits';
  /** The convention that explains most of them. */
  readonly nearest: GreeksConventionName;
  /** What it does not explain. */
  readonly unexplained: readonly ComparedGreek[];
  /** Greek by Greek: with these a convention of one's own can be written. */
  readonly units: FittingUnits;
  /** Under `nearest`. */
  readonly differences: GreeksDifferences;
}

/** What is compared. */
export type ComparedGreek = keyof FittingUnits;

const CALLER = 'compareExchangeGreeks';

/**
 * Which convention an exchange's Greeks follow: ours, of the same option, are put into every unit known, and
 * compared with what was printed.
 *
 * **Formula**: a Greek fits a unit where |printed - ours| is at most one last printed digit (of five or more, as many
 * as the longest of the Greeks has) plus `relativeTolerance` times |ours|; so does the mark price, with a digit of 0.0001
 * in coins, 0.001 in quote currency. A convention fits where all that was printed fits a unit of its own.
 * **Inputs**: the option as `coinSettledOption` takes it, with the volatility that the exchange's Greeks are of (the
 * mark volatility, as a fraction) and the forward of its expiry; ccxt's Greeks.
 * **Result**: `ok` with the conventions that fit, which may be several: outside the last day a Bybit option cannot tell
 * Bybit from Binance; then `conventions` holds both, and `units` what is known Greek by Greek.
 * `no_convention_fits` with the nearest one, what it leaves unexplained and the units that do fit, for a convention of
 * one's own. `insufficient_data`: no Greek was printed.
 * **Errors**: `shape.*`, `domain.*`, `unit.suspicious`, as of `coinSettledOption`.
 * **Accuracy**: all 814 options of two Deribit chains fit `deribit`; 18, worth less than 1e-7 coins, `deribitLinear` as
 * well, the others nothing else. At 0.005, 813 do. The tolerance is for a volatility printed to 0.01 points and a
 * forward that is seconds older than the Greeks. A delta and that less the price are told apart where the price is more
 * than it.
 * **Cost**: 5 times `coinSettledOption`.
 *
 * @example
 * ```ts
 * import { compareExchangeGreeks } from 'betahedge/options';
 *
 * const compared = compareExchangeGreeks({
 *   optionType: 'call', forward: 39165.86, strike: 40000, volatility: 0.6086,
 *   timestamp: 1699593511632, expiry: Date.UTC(2024, 8, 27, 8),
 *   greeks: { delta: 0.59833, gamma: 0.00002, vega: 142.30124, theta: -13.4441, rho: 131.82621, markPrice: 0.2169 },
 * });
 * if (compared.status === 'ok') {
 *   console.log(compared.conventions.join(), compared.units.delta?.join()); // deribit plain
 *   console.log(compared.differences.delta?.toFixed(5)); // 0.00001
 * }
 * ```
 */
export function compareExchangeGreeks(
  options: CompareExchangeGreeksOptions,
): ExchangeGreeksComparison | NoConventionFits | InsufficientData {
  const option = readCoinSettledOption(CALLER, options);
  const printed = readAllPrinted(options);
  const tolerance = isAbsent(options, 'relativeTolerance')
    ? 0.01
    : readNonNegative(CALLER, options, 'relativeTolerance');
  if (GREEKS.every((greek) => printed[greek] === null))
    return { status: 'insufficient_data', required: 1, observed: 0 };

  const ours = greeksInAllUnits(CALLER, option, printed);
  const digit = lastDigit(decimalsOf(printed));
  const fitting = <U extends string>(
    value: number | null,
    inUnits: Readonly<Record<U, number>>,
    digitOf: (unit: U) => number = () => digit,
  ): readonly U[] | null => {
    if (value === null) return null;
    // What is infinite, at the strike when the time is out, is as far from itself as its own tolerance.
    const fits = (unit: U, our: number): boolean =>
      Number.isFinite(our) && Math.abs(value - our) <= digitOf(unit) + tolerance * Math.abs(our);
    return (Object.keys(inUnits) as U[]).filter((unit) => fits(unit, inUnits[unit]));
  };
  const units: FittingUnits = {
    delta: fitting(printed.delta, ours.delta),
    gamma: fitting(printed.gamma, ours.gamma),
    vega: fitting(printed.vega, ours.vega),
    theta: fitting(printed.theta, ours.theta),
    rho: fitting(printed.rho, ours.rho),
    price: fitting(printed.price, ours.price, digitOfPrice),
  };
  const candidates = conventionNames().map((name) => ({ name, unexplained: unexplainedBy(name, units) }));
  const nearest = candidates.reduce((best, other) =>
    other.unexplained.length < best.unexplained.length ? other : best,
  );
  const { name, unexplained } = nearest;
  const convention: GreeksConvention = greeksConventions[name];
  const difference = (greek: ComparedGreek): number | null => {
    const possible = unitsOf(convention, greek);
    const unit = possible.find((one) => units[greek]?.includes(one as never)) ?? possible[0];
    const value = printed[greek];
    if (unit === undefined || value === null) return null;
    const apart = value - (ours[greek] as Record<string, number>)[unit]!;
    return Number.isFinite(apart) ? apart : null;
  };
  const differences: GreeksDifferences = {
    delta: difference('delta'),
    gamma: difference('gamma'),
    vega: difference('vega'),
    theta: difference('theta'),
    rho: difference('rho'),
    price: difference('price'),
  };
  if (unexplained.length > 0)
    return { status: 'no_convention_fits', nearest: name, unexplained, units, differences };
  const fits = candidates.filter((candidate) => candidate.unexplained.length === 0);
  return { status: 'ok', conventions: fits.map((candidate) => candidate.name), units, differences };
}

const GREEKS = ['delta', 'gamma', 'vega', 'theta', 'rho'] as const;

function readAllPrinted(options: CompareExchangeGreeksOptions): PrintedGreeks {
  const greeks = readObject(CALLER, options.greeks, 'greeks');
  const read = (field: string): number | null => readPrinted(CALLER, greeks, field);
  return {
    delta: read('delta'),
    gamma: read('gamma'),
    vega: read('vega'),
    theta: read('theta'),
    rho: read('rho'),
    price: read('markPrice'),
  };
}

/** Digits after the point of the longest Greek; not fewer than the five of Deribit, whose zeros may be cut off. */
function decimalsOf(printed: PrintedGreeks): number {
  return GREEKS.reduce((most, greek) => Math.max(most, decimals(printed[greek] ?? 0)), 5);
}

function decimals(value: number): number {
  const [digits, exponent = '0'] = String(value).split('e');
  const [, fraction = ''] = digits!.split('.');
  return fraction.length - Number(exponent);
}

/** Of a mark price in this unit, of the convention that prints the fewest. */
function digitOfPrice(unit: PriceUnit): number {
  const conventions = Object.values(greeksConventions).filter(({ price }) => price === unit);
  return lastDigit(Math.min(...conventions.map(({ priceDecimals }) => priceDecimals)));
}

/** The units that a convention allows a Greek, which are several where it is not known; none where it prints none. */
function unitsOf(convention: GreeksConvention, greek: ComparedGreek): readonly string[] {
  const unit = convention[greek];
  if (unit === null) return [];
  return typeof unit === 'string' ? [unit] : unit;
}

function unexplainedBy(name: GreeksConventionName, units: FittingUnits): readonly ComparedGreek[] {
  return [...GREEKS, 'price' as const].filter((greek) => {
    const fitting: readonly string[] | null = units[greek];
    return (
      fitting !== null && !unitsOf(greeksConventions[name], greek).some((unit) => fitting.includes(unit))
    );
  });
}
