import { readObject, readOneOf, readPositive, refuse } from '../foundation/checks.ts';
import type { OptionType } from '../foundation/optionContract.ts';

/** An option at its delivery. */
export interface CoinSettledPayoffOptions {
  /** The right to buy or to sell. */
  readonly optionType: OptionType;
  /** In quote currency, above zero. */
  readonly strike: number;
  /** The price that the exchange settles at, in quote currency: Deribit's mean index of the last 30 minutes. */
  readonly deliveryPrice: number;
}

/**
 * What a coin-settled (inverse) option pays at its delivery, in coins per coin of the contract.
 *
 * **Formula**: call max(S - K, 0) / S, put max(K - S, 0) / S, with the delivery price S. The quotient is a nonlinear
 * payoff: a call pays less than a coin however far the price rises, a put pays without bound as it falls.
 * **Result**: coins, zero or positive. An exchange whose payoff is divided by a price fixed beforehand sells another
 * product.
 * **Errors**: `shape.*`, `domain.*` (`out_of_range`: more coins than a double holds).
 * **Accuracy**: 1 ulp: two roundings.
 * **Source**: Deribit, contract specification of inverse options, and its two examples.
 *
 * @example
 * ```ts
 * import { coinSettledPayoff } from 'betahedge/options';
 *
 * console.log(coinSettledPayoff({ optionType: 'call', strike: 10000, deliveryPrice: 12500 })); // 0.2
 * console.log(coinSettledPayoff({ optionType: 'put', strike: 10000, deliveryPrice: 5000 })); // 1
 * ```
 */
export function coinSettledPayoff(options: CoinSettledPayoffOptions): number {
  readObject(CALLER, options, '');
  const sign = readOneOf(CALLER, options, 'optionType', ['call', 'put']) === 'call' ? 1 : -1;
  const strike = readPositive(CALLER, options, 'strike');
  const deliveryPrice = readPositive(CALLER, options, 'deliveryPrice');
  const coins = Math.max(sign * (deliveryPrice - strike), 0) / deliveryPrice;
  return Number.isFinite(coins)
    ? coins
    : refuse(
        'domain.out_of_range',
        CALLER,
        'deliveryPrice',
        'of a size that leaves the payoff finite',
        deliveryPrice,
      );
}

const CALLER = 'coinSettledPayoff';
