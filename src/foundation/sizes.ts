/**
 * How much, and of what: contracts, coins (base) or money (quote). A bare number lets contracts be taken
 * for coins, which is how orders come out a hundred times too large; a tag survives JSON, a brand does not.
 */
export interface Size {
  /** What is counted. */
  readonly unit: 'contracts' | 'base' | 'quote';
  /** How many, signed; a decimal string is exact, a number is read by its shortest digits. */
  readonly amount: number | string;
}
