type Json = Record<string, unknown>;

// Decimal strings as `readDecimal` takes them; an exponent has at most three digits.
const EXPONENT = '([eE][+-]?[0-9]{1,3})?$';
const DIGITS = '([0-9]+\\.?[0-9]*|\\.[0-9]+)';
const ANY = `^[+-]?${DIGITS}${EXPONENT}`;
const ABOVE_ZERO = `^\\+?0*([1-9][0-9]*(\\.[0-9]*)?|\\.0*[1-9][0-9]*)${EXPONENT}`;
// A negative zero is a zero.
const FROM_ZERO = `^(\\+?${DIGITS}|-(0+\\.?0*|\\.0+))${EXPONENT}`;

/**
 * What `parseMarket` takes without options, as far as JSON Schema can say it. The parser goes by what one field says of
 * another, and by the raw market of the venue: it is no definition, and a test holds the two together.
 */
export function marketJsonSchema(): Json {
  const positive = number(ABOVE_ZERO, { exclusiveMinimum: 0 });
  const text = { type: 'string', minLength: 1 };
  const settled = {
    settle: { ...text, description: 'The currency of margin and profit.' },
    linear: { description: 'True of a contract settled in money.' },
    inverse: { description: 'True of a contract settled in its coin.' },
    quanto: { description: 'True of a contract settled in a third currency.' },
    contractSize: { ...positive, description: 'Coins per contract; of an inverse contract money.' },
  };
  const expiry = 'Epoch milliseconds.';
  return {
    title: 'Market',
    description:
      "A market of ccxt, version 4, as exchange.market(symbol) gives it, with the venue's own info.",
    $comment:
      'Not said here: what fields must be beside each other, fees and times that came as text, and what a venue says in info.',
    type: 'object',
    oneOf: [
      market('spot', {}, []),
      market('swap', settled, ['settle', 'contractSize']),
      market(
        'future',
        {
          ...settled,
          expiry: {
            ...number(ANY, { exclusiveMinimum: -1e14, exclusiveMaximum: 1e14, multipleOf: 1 }),
            description: expiry,
          },
        },
        ['settle', 'contractSize', 'expiry'],
      ),
      market(
        'option',
        {
          ...settled,
          strike: { ...positive, description: 'In quote currency.' },
          optionType: { type: 'string', enum: ['call', 'put'] },
          info: orNothing({
            type: 'object',
            description: 'As the venue has it: it may change what a contract is.',
          }),
          expiry: {
            ...number(ABOVE_ZERO, { minimum: 1e12, exclusiveMaximum: 32_503_680_000_000, multipleOf: 1 }),
            description: expiry,
          },
        },
        ['settle', 'contractSize', 'strike', 'optionType', 'expiry'],
      ),
    ],
  };
}

function market(type: string, properties: Json, required: readonly string[]): Json {
  const text = { type: 'string', minLength: 1 };
  const step = number(ABOVE_ZERO, { exclusiveMinimum: 0 });
  const limit = orNothing(number(FROM_ZERO, { minimum: 0 }));
  const range = orNothing({ type: 'object', properties: { min: limit, max: limit } });
  const fee = orNothing(number(ANY, { minimum: -0.03, maximum: 0.03 }));
  const isTrue = (field: string): Json => ({ properties: { [field]: { const: true } }, required: [field] });
  const bitmex = {
    properties: {
      info: {
        type: 'object',
        properties: { settlCurrency: {}, multiplier: {}, isQuanto: { enum: [true, 'true'] } },
        required: ['settlCurrency', 'multiplier', 'isQuanto'],
      },
    },
    required: ['info'],
  };
  return {
    type: 'object',
    properties: {
      type: { type: 'string', enum: [type] },
      symbol: { ...text, description: "ccxt's unified symbol." },
      base: { ...text, description: 'The coin whose price moves it.' },
      quote: { ...text, description: 'The currency that the coin is priced in.' },
      precision: {
        type: 'object',
        description: 'The smallest steps of an amount and a price.',
        properties: { amount: step, price: step },
        required: ['amount', 'price'],
      },
      limits: orNothing({
        type: 'object',
        description: 'Of orders; 0 where there is none.',
        properties: { amount: range, cost: range, price: range, market: range },
      }),
      taker: { ...fee, description: 'Fraction of the notional.' },
      maker: { ...fee, description: 'Fraction of the notional; negative for a rebate.' },
      ...properties,
    },
    required: ['type', 'symbol', 'base', 'quote', 'precision', ...required],
    ...(type === 'spot' ? {} : { anyOf: [isTrue('linear'), isTrue('inverse'), isTrue('quanto'), bitmex] }),
  };
}

function number(pattern: string, bounds: Json): Json {
  return {
    anyOf: [
      { type: 'number', ...bounds },
      { type: 'string', pattern },
    ],
  };
}

function orNothing(json: Json): Json {
  return { anyOf: [json, { type: 'null' }] };
}
