export type { EuropeanOption, OptionOnForward, OptionOnSpot } from './europeanOption.ts';
