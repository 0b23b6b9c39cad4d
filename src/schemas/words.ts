// What the doc comments of the interfaces say, word for word, for who reads a schema and not the types: a test compares
// the two. They are not in the definitions, so that a parser does not ship them.

interface Words {
  /** Of the interface. */
  readonly says: string;
  /** Whose fields it has too. */
  readonly extends?: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

/** By the name of the interface. */
export const WORDS: Readonly<Record<string, Words>> = {
  PolicyBand: {
    says: 'Where nothing is traded, and where a trade lands: distances from the target, in units of exposure.',
    fields: {
      halfWidth: 'Beyond this distance a trade is due; its edge belongs to the band.',
      landing:
        'How far from the target a trade lands: `halfWidth` is the edge (right for costs in proportion), 0 the target.',
    },
  },
  RebalanceLimits: {
    says: 'What keeps an order small, rare or away; what is left out does not limit.',
    fields: {
      minimumTradeContracts: 'No order is smaller, in contracts.',
      maximumStepContracts: 'No order is larger, in contracts; an emergency goes in several.',
      maximumParticipation: "Largest share of the snapshot's `availableContracts` that an order takes.",
      maximumTradesPerHour:
        'Orders decided in any 60 minutes, emergencies and those that reduce the hedge apart.',
      maximumTurnoverPerDay:
        'Exposure traded in any 24 hours, likewise; counted by whole hours, so in up to 25.',
      maximumLoss: "A loss of the snapshot's `equity` since its anchor that halts, in its currency.",
      maximumConsecutiveRejects: 'So many rejected orders in a row halt.',
    },
  },
  RebalancePolicy: {
    says: 'When to trade, and how far. Plain data.',
    fields: {
      policyVersion:
        'Name of this version: letters, digits, `_` and `-`, at most 20, since it begins the order ids.',
      exposureUnit:
        'What exposures are counted in, e.g. `beta of capital` or `USD of beta`: a snapshot in another is refused.',
      target: 'Exposure to steer to; 0 is neutral.',
      band: 'Null where each snapshot brings its own.',
      hardLimit:
        'Distance from the target beyond which an order ignores cooldown and rates; null for none. No band is wider.',
      cooldownMs: 'After a decision to trade, hold for so many milliseconds; 0 for none.',
      maximumAgeMs:
        'So long without a trade, and the exposure is brought to the target from inside the band too; null for never.',
      settlementLagMs: 'For so long after a fill the contracts that a snapshot shows may lag behind it.',
      degradedBandFactor: 'What the band is widened by while the oracle is degraded; at least 1.',
      limits: 'Circuit breakers and sizes.',
    },
  },
  EventBase: {
    says: 'What every event has.',
    fields: {
      sequence: 'Rising by event, whatever its type: what is not above the last one taken is refused.',
      timestamp: 'Epoch milliseconds, not before the last event.',
    },
  },
  SnapshotEvent: {
    says: 'The book as it is seen at a time.',
    extends: ['EventBase'],
    fields: {
      exposure: "In the policy's `exposureUnit`: the hedge that is held included, orders in flight not.",
      exposureUnit: "The policy's, so that no two units meet.",
      hedgeContracts: 'Contracts of the hedge, signed, that are in that exposure.',
      exposurePerContract:
        "Exposure that one contract bought adds, not 0: `contractValue` (contract size x price, or of an inverse contract its contract size) x the instrument's beta; over the capital where the unit is beta of capital.",
      lotContracts: 'The smallest step of an order, in contracts.',
      band: "Where the policy's band is null: the band now.",
      equity: 'Wealth of the hedged book; required where the policy limits its loss.',
      availableContracts:
        'What the market can take now, contracts; required where the policy limits participation.',
      oracle: 'What the oracle guard says of the prices; left out: not asked.',
    },
  },
  OrderEvent: {
    says: 'What became of the order in flight.',
    extends: ['EventBase'],
    fields: {
      type: '`timeout`: nothing was heard of it, and it may be alive.',
      clientOrderId: 'Of the decision that it was sent by.',
    },
  },
  FillEvent: {
    says: 'A part of the order in flight, or all of it, is done; or nothing more of it is coming: `cancelled`, also where it was sent smaller, or not at all.',
    extends: ['EventBase'],
    fields: {
      type: 'Part of it or all, or the end of it.',
      clientOrderId: 'Of the decision that it was sent by.',
      filledContracts:
        "All that is filled by now, unsigned: ccxt's cumulative `filled`, in contracts (`convertSize` where it is coins).",
    },
  },
  PolicyEvent: {
    says: 'Another policy from here on; refused while an order is in flight.',
    extends: ['EventBase'],
    fields: { policy: 'In force from here on.' },
  },
  SwitchEvent: {
    says: 'Someone stops it, or lets it go on: the loss is then counted anew.',
    extends: ['EventBase'],
    fields: { type: 'Which of the two.', reason: 'In words, for the record.' },
  },
  RebalanceEvent: { says: 'All that a reducer is told.', fields: {} },
  Comparison: {
    says: "What a snapshot's decision compared; all in the policy's `exposureUnit` unless their names say contracts.",
    fields: {
      exposure: 'As the snapshot has it.',
      effectiveExposure: 'With fills that the snapshot does not show yet, and with the order in flight.',
      hedgeContracts: "Contracts of the hedge by the reducer's own count, before the order in flight.",
      inFlightContracts: 'What is left of the order in flight, signed.',
      target: 'Steered to.',
      deviation: 'Effective exposure less target.',
      halfWidth: 'Half width in force: widened where the oracle is degraded.',
      hardLimit: 'Of the policy.',
      reconciledContracts:
        'Contracts that the snapshot showed and the reducer did not expect, taken over; null where they agreed.',
    },
  },
  DecisionBase: {
    says: 'What every decision says.',
    fields: {
      sequence: 'Of the event that it answers.',
      timestamp: 'Of the event.',
      policyVersion: 'In force.',
      status: 'After the event.',
      comparison: 'Null where the event was no snapshot.',
      explanation: 'In words, with the numbers.',
    },
  },
  HoldDecision: { says: 'Nothing to do, and why.', extends: ['DecisionBase'], fields: { reason: 'Why.' } },
  RebalanceDecision: {
    says: 'An order to send.',
    extends: ['DecisionBase'],
    fields: {
      reason: '`emergency`: beyond the hard limit. `maximum_age`: inside the band, but for too long.',
      clientOrderId:
        "To send the order by: the policy's version and the event's sequence. The same event gives the same id.",
      contracts:
        "Signed, + to buy, a multiple of the snapshot's lot: `orderRequest` makes ccxt's order of it.",
      reduceOnly: 'The order makes the hedge smaller and leaves its sign.',
      landing: 'Exposure that the order aims at, before lots and caps.',
      cappedBy: 'What made the order smaller than that; null where nothing did.',
    },
  },
  CancelDecision: {
    says: 'The order in flight is to be cancelled.',
    extends: ['DecisionBase'],
    fields: { reason: 'Why.', clientOrderId: 'Of the order in flight.' },
  },
  Decision: { says: 'What comes out of a step.', fields: {} },
  AuditRecord: {
    says: 'A decision with all that it was made from, chained to the one before. Plain JSON.',
    fields: {
      version: 'Of this shape.',
      index: 'From 0.',
      previousHash:
        'Of the record before; of the first record the hash of the state that the log begins with.',
      policyHash: 'Of the policy in force after the event.',
      inputsHash:
        'Of the inputs behind the event (prices, betas, book), which are kept elsewhere; null where none were given.',
      event: 'As it came.',
      decision: "As it was made: the numbers compared, the reason, the policy's version.",
      hash: 'Of the canonical JSON of all the above.',
    },
  },
  Precision: {
    says: 'Steps of a price or an amount: a multiple of a step, or a number of significant digits.',
    fields: {},
  },
  InstrumentBase: {
    says: 'What every instrument has. Plain data: it survives JSON; decimals are strings.',
    fields: {
      symbol: "ccxt's unified symbol, e.g. `BTC/USDT:USDT`.",
      base: 'The coin whose price moves the instrument.',
      quote: "The currency that the coin is priced in: of an option, its strike's.",
      amountUnit:
        'What the `amount` of an order counts on this venue: contracts nearly everywhere, coins or money on some.',
      amountPrecision: "Steps of an order's amount, in `amountUnit`.",
      pricePrecision: 'Steps of a price.',
      minimumAmount: 'Smallest amount of an order, in `amountUnit`; null where the venue names none.',
      maximumAmount: 'Largest amount of an order.',
      maximumMarketAmount: 'Largest amount of a market order, where it differs.',
      minimumCost:
        'Smallest value of an order in quote currency; of an option in `premiumCurrency`, of a quanto in `settle`.',
      maximumCost: 'Largest value of an order, in the same currency.',
      takerFee: 'Fraction of the notional, one way; null where the venue names none.',
      makerFee: 'Fraction of the notional, one way; negative for a rebate.',
      active: 'Whether the venue trades it; null where it does not say.',
    },
  },
  SpotInstrument: {
    says: 'Coins against money: one "contract" is one coin.',
    extends: ['InstrumentBase'],
    fields: { settle: 'The currency that profit arises in: the quote.', contractSize: 'Always 1 coin.' },
  },
  LinearInstrument: {
    says: 'A contract on `contractSize` coins, settled in money: q contracts earn q M (P - P0) in quote.',
    extends: ['InstrumentBase'],
    fields: {
      type: 'Perpetual or dated.',
      settle: 'The currency of margin and profit.',
      contractSize: 'Coins (base) per contract.',
      expiry: 'Epoch milliseconds of delivery; null for a perpetual.',
    },
  },
  InverseInstrument: {
    says: 'A contract on `contractSize` of money, settled in the coin: q contracts earn q M (1/P0 - 1/P) coins.',
    extends: ['InstrumentBase'],
    fields: {
      type: 'Perpetual or dated.',
      settle: 'The coin of margin and profit: the base.',
      contractSize: 'Money (quote) per contract.',
      expiry: 'Epoch milliseconds of delivery; null for a perpetual.',
    },
  },
  QuantoInstrument: {
    says: 'A contract whose price counts one pair of currencies and whose profit is paid in a third: q contracts earn q M (P - P0) of `settle`, a coin that moves by itself, at a rate fixed by the contract.',
    extends: ['InstrumentBase'],
    fields: {
      type: 'Perpetual or dated.',
      settle: 'The coin of margin and profit: neither base nor quote.',
      contractSize: 'Coins of `settle` per contract and 1 of the quote price.',
      expiry: 'Epoch milliseconds of delivery; null for a perpetual.',
    },
  },
  PriceStep: {
    says: 'A coarser step of the price above a price: venues step small premiums finer than large ones.',
    fields: { above: 'In `premiumCurrency`, plain digits.', step: 'In `premiumCurrency`, plain digits.' },
  },
  OptionInstrumentBase: {
    says: 'What every option has: European, on `contractSize` coins, its price the premium of one coin.',
    extends: ['InstrumentBase', 'OptionContract'],
    fields: {
      settle: 'The currency of margin and payoff.',
      contractSize: 'Coins (base) per contract; premium, payoff and Greeks are all of one coin.',
      premiumCurrency: 'The currency that the premium is quoted and paid in: `settle`.',
      priceSteps: 'In increasing order, over `pricePrecision`; empty where the venue names none.',
    },
  },
  LinearOptionInstrument: {
    says: 'An option settled in money: q contracts of premium p cost q M p of it, and pay q M max(S - K, 0).',
    extends: ['OptionInstrumentBase'],
    fields: {},
  },
  InverseOptionInstrument: {
    says: 'An option settled in the coin: q contracts of premium p cost q M p coins, and pay q M max(S - K, 0) / S.',
    extends: ['OptionInstrumentBase'],
    fields: {},
  },
  Instrument: { says: 'What can be traded, told apart by `settlement`.', fields: {} },
  Position: {
    says: 'A position in signed contracts; null where the venue does not say. It spreads into a book as it is.',
    fields: {
      instrument: 'What is held.',
      symbol: 'Its symbol.',
      contracts: 'Signed, + long; 0 for a flat position.',
      entryPrice:
        'Average price of entry, in quote currency; of an option the premium, in `premiumCurrency`.',
      markPrice: 'What the venue marks it at, in the same.',
      unrealisedProfit: "Profit not yet realised, in the instrument's `settle`, as the venue says it.",
      liquidationPrice: 'Null too where no price liquidates it, which venues write as 0 or below.',
      leverage: 'How many times its margin the position is.',
      marginMode: 'Whether the position stands alone or with the account.',
      initialMargin: 'What is set aside for it, in `settle`.',
      maintenanceMargin: 'What must be left of it, in `settle`.',
      hedged:
        'Whether a long and a short of one symbol are held side by side: then one symbol has two rows, and both count.',
      timestamp: 'Epoch milliseconds.',
    },
  },
  OptionContract: {
    says: 'What makes an option: a right, at a price, until a time. European: exercised at expiry alone.',
    fields: {
      optionType: 'The right to buy or to sell.',
      strike: 'The price of the underlying that it may be bought or sold at, in quote currency.',
      expiry: 'Epoch milliseconds.',
    },
  },
};

/** What no JSON Schema can say, by the name of the rule: the parser asks it of the fields, once each is what it should be. */
export const RULE_DOCS: Readonly<Record<string, string>> = {
  landingWithinBand: 'landing is at most halfWidth.',
  bandWithinHardLimit: 'band.halfWidth is at most hardLimit, where both are given.',
  stepAboveMinimum: 'maximumStepContracts is at least minimumTradeContracts, where both are given.',
  orderIdOfItsEvent: 'clientOrderId is policyVersion, a hyphen and sequence.',
  decisionOnItsEvent: 'sequence and timestamp of decision are those of event.',
  plainJson:
    'nothing in it is what JSON would change or canonical JSON cannot write: -0, a lone surrogate, more than 256 levels.',
  settleOfItsKind:
    'settle is quote of spot, base of an inverse contract or option, another than base of a linear one, and neither of a quanto.',
  limitsInOrder:
    'maximumAmount and maximumCost are at least minimumAmount and minimumCost, where both are given.',
  expiryOfItsType: 'expiry is a time of a future, and null of a swap.',
  premiumInSettle: 'premiumCurrency is settle.',
  priceStepsInOrder: 'priceSteps come in increasing order of above.',
  symbolOfItsInstrument: 'symbol is that of instrument.',
};

/** What an interface is. */
export function docOf(name: string): string | undefined {
  return WORDS[name]?.says;
}

/** What a field of an interface is, by its own words or by those of what it extends. */
export function fieldDocOf(name: string, field: string): string | undefined {
  const words = WORDS[name];
  if (words === undefined) return undefined;
  if (Object.hasOwn(words.fields, field)) return words.fields[field];
  for (const above of words.extends ?? []) {
    const found = fieldDocOf(above, field);
    if (found !== undefined) return found;
  }
  return undefined;
}
