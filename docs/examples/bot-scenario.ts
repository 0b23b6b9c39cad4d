// Two weeks of December 2021 with the troubles that a venue has, one order after the other; those after them fill at once.
// `npm run example bot` goes through them.
import type { RecordedExchange } from './bot-recorded.ts';

export const scenario: ConstructorParameters<typeof RecordedExchange>[0] = {
  start: Date.UTC(2021, 11, 1, 0, 1),
  book: { ETH: 20, SOL: 300, AVAX: 300 },
  staleDay: Date.UTC(2021, 11, 4),
  fates: [
    { answer: 'order', fills: [0, 0.4, 1] },
    { answer: 'refusal', fills: [0] },
    { answer: 'order', fills: [1] },
    { answer: 'late', fills: [0, 1] },
    { answer: 'dies', fills: [0, 1] },
    { answer: 'order', fills: [0.3] },
    { answer: 'lost', fills: [0] },
  ],
};
