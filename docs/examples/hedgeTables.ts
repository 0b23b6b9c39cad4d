// The figures as text, each formatted once: what hedge-a-book.ts prints and what its report shows are the same cells.
import type { BetaEstimate } from 'betahedge/beta';
import type { Instrument } from 'betahedge/instruments';
import type { RebalanceLimits, RebalancePolicy } from 'betahedge/rebalance';
import type { HedgeFigures, SizedOrder } from './hedgeFigures.ts';

/** A table of texts. */
export interface TextTable {
  readonly title: string;
  /** What it rests on: dates, samples, units. */
  readonly terms: string;
  /** Headings; the first is of the rows' names. */
  readonly columns: readonly string[];
  /** A name and its cells. */
  readonly rows: readonly (readonly string[])[];
}

/** Those that are printed, and below them those of the report alone. */
export interface HedgeTables {
  readonly betas: TextTable;
  readonly orders: TextTable;
  readonly year: TextTable;
  /** What the hedge added to the wealth. */
  readonly added: TextTable;
  /** From the wealth at the start to that at the end. */
  readonly reconciliation: TextTable;
  readonly remains: TextTable;
  readonly policy: TextTable;
  readonly record: TextTable;
}

/** The tables of these figures. */
export function hedgeTables(figures: HedgeFigures): HedgeTables {
  const { asOf, benchmark, currency, price, lastDays, positions, book, orders, policy, record } = figures;
  const { replay, instrument, betaWindow } = figures.year;
  const { summary, hedged, unhedged } = replay;
  const level = `${(100 * book.confidenceLevel).toFixed(0)} %`;
  const period = `${day(replay.timestamps[1]!)} to ${day(replay.timestamps.at(-1)!)}`;
  const band = policy.band === null ? 'of each day' : String(policy.band.halfWidth);
  const start = unhedged[1]!;
  const [endUnhedged, endHedged] = [unhedged.at(-1)!, hedged.at(-1)!];
  const added = [
    ['profit of the contracts', money(summary.hedgeProfit)],
    ['funding received', money(summary.funding)],
    ['fees', money(-summary.fees)],
    ['half spreads', money(-summary.spreadCosts)],
    ...(summary.impactCosts === 0 ? [] : [['impact of the orders', money(-summary.impactCosts)]]),
  ];
  const left = orders[0]!.hedge.betaAfter!;
  const shift = left - book.beta;
  const betaAfterNow = {
    lower: book.betaInterval.lower + shift,
    upper: book.betaInterval.upper + shift,
  };
  return {
    betas: {
      title: `Betas to ${benchmark}`,
      terms: `${lastDays} daily returns to ${day(asOf)}, ${errorsOf(book)} errors, ${level} intervals`,
      columns: ['coin', `value, ${currency}`, 'beta', 'interval', 'R squared', 'value x beta'],
      rows: [...positions, book].map(({ symbol, value, beta, betaInterval, rSquared }) => [
        symbol,
        money(value),
        fixed(beta),
        span(betaInterval),
        fixed(rSquared),
        money(value * beta),
      ]),
    },
    orders: {
      title: 'Order to send now',
      terms: `to a net beta of 0, ${benchmark} at ${money(price)} ${currency}`,
      columns: ['contract', 'order', `${level} at most`, 'beta before', 'beta after'],
      rows: orders.map((order) => [
        contractOf(order),
        orderOf(order),
        boundsOf(order),
        fixed(order.hedge.betaBefore!),
        fixed(order.hedge.betaAfter!),
      ]),
    },
    year: {
      title: 'The year replayed',
      terms: `${period}: ${instrument.symbol}, betas of ${betaWindow} days, band ${band}`,
      columns: ['', 'unhedged', 'hedged'],
      rows: [
        [`wealth at the start, ${currency}`, money(start), money(hedged[1]!)],
        [`wealth at the end, ${currency}`, money(endUnhedged), money(endHedged)],
        [`beta to ${benchmark}`, fixed(summary.betaBefore.beta), fixed(summary.betaAfter.beta)],
        [
          `  ${level} interval, ${errorsOf(summary.betaAfter)}`,
          span(summary.betaBefore.betaInterval),
          span(summary.betaAfter.betaInterval),
        ],
        ['volatility a year', percent(summary.volatilityBefore), percent(summary.volatilityAfter)],
        ['largest fall', percent(summary.maximumDrawdownBefore), percent(summary.maximumDrawdownAfter)],
      ],
    },
    added: {
      title: 'What the hedge added',
      terms: `${percent(summary.varianceReduction)} of the variance is gone, by ${summary.trades} orders`,
      columns: ['', currency],
      rows: added,
    },
    reconciliation: {
      title: 'Costs and funding',
      terms: `from the wealth at the start to that at the end, ${period}`,
      columns: ['', currency],
      rows: [
        ['wealth at the start, before the first order', money(start)],
        ['gain of the coins', money(endUnhedged - start)],
        ['wealth at the end, unhedged', money(endUnhedged)],
        ...added,
        ['wealth at the end, hedged', money(endHedged)],
      ],
    },
    remains: {
      title: 'What remains',
      terms: `with the order to send now, over the last ${lastDays} days, and in the year replayed`,
      columns: ['', `last ${lastDays} days`, 'the year'],
      rows: [
        [
          'variance that is left',
          percent(1 - figures.effect.effectiveness),
          percent(1 - summary.varianceReduction),
        ],
        [
          'volatility a year, unhedged',
          percent(figures.effect.volatilityBefore),
          percent(summary.volatilityBefore),
        ],
        [
          'volatility a year, hedged',
          percent(figures.effect.volatilityAfter),
          percent(summary.volatilityAfter),
        ],
        ['beta, hedged', fixed(left), fixed(summary.betaAfter.beta)],
        [
          `  ${level} interval, ${errorsOf(book)} and ${errorsOf(summary.betaAfter)}`,
          span(betaAfterNow),
          span(summary.betaAfter.betaInterval),
        ],
        ['largest distance from the target, before a trade', '', fixed(summary.largestDeviation)],
      ],
    },
    policy: {
      title: 'Policy in force',
      terms: `version ${policy.policyVersion}: it decided in the year replayed, and decides on the next order`,
      columns: ['rule', 'setting'],
      rows: policyRows(policy),
    },
    record: {
      title: 'Record',
      terms: 'every event and decision of the year, on a chain of SHA-256 hashes',
      columns: ['', 'value'],
      rows: [
        ['records', money(record.count)],
        ['first hash', record.firstHash],
        ['last hash', record.lastHash],
        ['hash of the policy', record.policyHash],
        ...figures.data.map(({ name, hash }) => [`hash of ${name}`, hash]),
      ],
    },
  };
}

/** The name of an estimate's standard errors. */
export function errorsOf({ standardErrors }: BetaEstimate): string {
  return typeof standardErrors === 'string'
    ? standardErrors
    : `${standardErrors.kind}(${standardErrors.maxLags})`;
}

/** A contract by its symbol and size, and what margins it where that is coins. */
export function contractOf({ instrument, coinEquity }: SizedOrder): string {
  const margin = coinEquity === null ? '' : `, margin ${coinEquity} ${instrument.settle}`;
  return `${instrument.symbol} (${instrument.contractSize} ${sizeUnit(instrument)})${margin}`;
}

function sizeUnit({ settlement, base, quote }: Instrument): string {
  return settlement === 'inverse' ? quote : base;
}

/** Side and amount. */
export function orderOf({ hedge: { order } }: SizedOrder): string {
  return order === null ? 'none' : `${order.side} ${order.amount}`;
}

/** The orders that the errors of the betas allow, at most. */
export function boundsOf({ hedge: { interval } }: SizedOrder): string {
  const bounds = interval?.kind === 'bounds' ? interval.perfectlyCorrelated.contracts : null;
  if (bounds === null) return 'unknown';
  const { lower, upper } = bounds;
  const digits = Math.max(-lower, upper) > 100 ? 0 : 2;
  if (lower >= 0) return `buy ${span(bounds, digits)}`;
  if (upper <= 0) return `sell ${span({ lower: -upper, upper: -lower }, digits)}`;
  return `sell ${fixed(-lower, digits)} to buy ${fixed(upper, digits)}`;
}

const LIMITS: Readonly<Record<keyof RebalanceLimits, readonly [string, (value: number) => string]>> = {
  minimumTradeContracts: ['the smallest order', (value) => `${value} contracts`],
  maximumStepContracts: ['the largest order', (value) => `${value} contracts`],
  maximumParticipation: ['the share of what is on offer', (value) => `at most ${percent(value)}`],
  maximumTradesPerHour: ['orders in any 60 minutes', (value) => `at most ${value}`],
  maximumTurnoverPerDay: ['exposure traded in any 24 hours', (value) => `at most ${value}`],
  maximumLoss: ['the loss, which halts', (value) => `${value} in the currency of the equity`],
  maximumConsecutiveRejects: ['rejected orders in a row, which halt', (value) => String(value)],
};

function policyRows(policy: RebalancePolicy): readonly (readonly string[])[] {
  const { band, target, hardLimit, exposureUnit, maximumAgeMs, cooldownMs, settlementLagMs } = policy;
  const names = Object.keys(LIMITS) as (keyof RebalanceLimits)[];
  const limits = names.flatMap((name) => {
    const [words, format] = LIMITS[name];
    const value = policy.limits[name];
    return value === undefined ? [] : [[words, format(value)]];
  });
  const unlimited = names.filter((name) => policy.limits[name] === undefined).map((name) => LIMITS[name][0]);
  const landing = band === null ? 'as each snapshot says' : landingOf(band.halfWidth, band.landing);
  const factor = policy.degradedBandFactor;
  return [
    ['exposure is counted in', exposureUnit],
    ['target', String(target)],
    ['traded beyond', band === null ? 'the band of each snapshot' : `${band.halfWidth} from the target`],
    ['an order lands', landing],
    ['emergency beyond', hardLimit === null ? 'no limit' : `${hardLimit} from the target`],
    ['pause after an order', duration(cooldownMs)],
    [
      'traded inside the band after',
      maximumAgeMs === null ? 'never' : `${duration(maximumAgeMs)} without a trade`,
    ],
    ['positions may lag behind fills by', duration(settlementLagMs)],
    ['band while the oracle is degraded', factor === 1 ? 'as wide' : `${factor} times as wide`],
    ...limits,
    ...(unlimited.length === 0 ? [] : [['no limit on', unlimited.join('; ')]]),
  ];
}

function landingOf(halfWidth: number, landing: number): string {
  if (landing === 0) return 'at the target';
  return `${landing} from the target${landing === halfWidth ? ', the edge' : ''}`;
}

/** Milliseconds in the largest unit that they are a whole number of. */
function duration(milliseconds: number): string {
  if (milliseconds === 0) return 'none';
  const units = [
    ['days', 86_400_000],
    ['hours', 3_600_000],
    ['minutes', 60_000],
    ['seconds', 1000],
    ['ms', 1],
  ] as const;
  const [name, size] = units.find(([, each]) => milliseconds % each === 0) ?? units[4];
  return `${milliseconds / size} ${name}`;
}

export function span({ lower, upper }: { lower: number; upper: number }, digits = 2): string {
  return `${fixed(lower, digits)} to ${fixed(upper, digits)}`;
}

export function fixed(value: number, digits = 2): string {
  // What rounds to 0 has no sign.
  return value.toFixed(digits).replace(/^-(?=[0.]*$)/, '');
}

export function percent(value: number): string {
  return `${fixed(100 * value, 1)} %`;
}

export function money(value: number): string {
  return fixed(value, 0).replace(/\B(?=(\d{3})+$)/g, ' ');
}

export function day(timestamp: number): string {
  return new Date(timestamp).toISOString().slice(0, 10);
}
