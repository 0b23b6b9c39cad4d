import { describe, InputError } from './errors.ts';

/**
 * The one text of a plain value: keys sorted by code unit, no white space, numbers by shortest round
 * trip, so that equal values give equal bytes and equal hashes on every engine.
 *
 * **Inputs**: null, booleans, finite numbers, strings, arrays and plain objects of these.
 * **Errors**: `json.not_representable` for what JSON would change in silence: NaN, the infinities, -0,
 * undefined, a hole, a lone surrogate, a cycle, more than 256 levels, a Date, Map, typed array, function, symbol or
 * bigint.
 * **Source**: RFC 8785, which writes -0 as 0; here it is refused, since it does not survive the trip.
 *
 * @example
 * ```ts
 * import { canonicalJson } from 'betahedge';
 *
 * console.log(canonicalJson({ b: 1e21, a: [0.1 + 0.2, null] })); // {"a":[0.30000000000000004,null],"b":1e+21}
 * ```
 */
export function canonicalJson(value: unknown): string {
  return write(value, '', []);
}

/** `above` holds the objects that the value is in, and is left as it was. */
function write(value: unknown, path: string, above: object[]): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || Object.is(value, -0)) return refuseValue(value, path);
    return String(value);
  }
  if (typeof value === 'string') {
    if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(value))
      return refuseValue(value, path);
    return JSON.stringify(value);
  }
  if (typeof value !== 'object' || above.length === DEEPEST || above.includes(value))
    return refuseValue(value, path);
  above.push(value);
  const text = Array.isArray(value) ? writeList(value, path, above) : writeFields(value, path, above);
  above.pop();
  return text;
}

// No record is as deep; a forged one must not take the time that its square would.
const DEEPEST = 256;

function writeList(list: readonly unknown[], path: string, above: object[]): string {
  const items: string[] = [];
  // Not map, which passes over holes.
  for (let i = 0; i < list.length; i++) items.push(write(list[i], `${path}[${i}]`, above));
  return `[${items.join(',')}]`;
}

function writeFields(value: object, path: string, above: object[]): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  // A plain object of another realm has another Object.prototype, whose own prototype is null too.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return refuseValue(value, path);
  const fields = value as Readonly<Record<string, unknown>>;
  const members = Object.keys(fields)
    .sort((a, b) => (a < b ? -1 : 1))
    .map(
      (key) => `${write(key, path, [])}:${write(fields[key], path === '' ? key : `${path}.${key}`, above)}`,
    );
  return `{${members.join(',')}}`;
}

function refuseValue(value: unknown, path: string): never {
  throw new InputError({
    code: 'json.not_representable',
    caller: 'canonicalJson',
    path,
    expected: 'a value that JSON keeps exactly',
    received: Object.is(value, -0) ? '-0' : describe(value),
  });
}
