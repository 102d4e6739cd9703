import type { Schema } from './operations.js';

/** A key that is never declared: were it on a prototype, the gateway would refuse it as a name of every object. */
export const canaryKey = 'polluted';

/** A value that no field takes, as JSON text; `fits` tells a schema that does take it. */
export interface BadValue {
  json: string;
  fits?(schema: Schema): boolean;
  /** Text that a secret may hold: how a secret is refused is for its own rules to say. */
  isText?: true;
  /** Larger than any body: refused before it is read. */
  isFlood?: true;
}

const isOf =
  (...types: string[]) =>
  ({ type = '' }: Schema): boolean =>
    types.includes(type);

const proto = `{"__proto__":{"${canaryKey}":1}}`;
const constructed = `{"constructor":{"prototype":{"${canaryKey}":1}}}`;

export const badValues: readonly BadValue[] = [
  ...['{"$gt":""}', '{"$ne":null}', '{"$where":"1"}', '{"$regex":".*"}', '[{"$ne":1}]', '[[["x"]]]'].map(json),
  { json: '[]', fits: ({ type, minItems = 0 }) => type === 'array' && minItems === 0 },
  ...['{}', '{"a":{"b":{"c":[{}]}}}', '{"length":1,"0":"x"}', '{"valueOf":"x","toString":"x"}', 'null'].map(json),
  { json: 'true', fits: isOf('boolean') },
  { json: 'false', fits: isOf('boolean') },
  { json: '0', fits: isOf('integer', 'number') },
  { json: '-1', fits: isOf('integer', 'number') },
  ...['1.5', '1e308', '1e999', `1${'0'.repeat(400)}`, `0.${'3'.repeat(400)}`].map(json),
  json(proto),
  json(constructed),
  ...['""', '"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"a\\udc00b"'].map(json),
  { json: '"a\\r\\nBcc: x@y.example"', isText: true },
  { json: '"a\\u202eb"', isText: true },
  json(JSON.stringify('x'.repeat(60_000))),
  { json: JSON.stringify('x'.repeat(1_000_000)), isFlood: true },
];

function json(text: string): BadValue {
  return { json: text };
}

/** What may stand in a body instead of a field: its name twice, or beside it a name that no contract declares. */
export interface BadMember {
  what: string;
  /** The name that the refusal must point at. */
  names: string;
  /** JSON text instead of `"name":good`. */
  write(name: string, good: string): string;
}

const beside = (key: string, value: string): BadMember => ({
  what: `${key} beside it`,
  names: key,
  write: (name, good) => `${JSON.stringify(key)}:${value},"${name}":${good}`,
});

const escaped = (name: string): string => `\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}`;

export const badMembers = (name: string): readonly BadMember[] => [
  { what: 'named twice', names: name, write: (_, good) => `"${name}":${good},"${name}":${good}` },
  { what: 'twice, once escaped', names: name, write: (_, good) => `"${name}":${good},"${escaped(name)}":${good}` },
  beside('__proto__', `{"${canaryKey}":1}`),
  beside('constructor', `{"prototype":{"${canaryKey}":1}}`),
  beside('$where', '"1"'),
  beside(`${name}[$gt]`, '""'),
  beside(`${name}.$gt`, '""'),
];

/** Bodies that are no object of fields. */
export const badBodies: readonly string[] = [
  ...['[]', '"x"', '1', 'true', 'null', '{', '{"a":1,}', "{'a':1}", '\ufeff{}', 'NaN', proto, constructed],
  `${'['.repeat(30)}${']'.repeat(30)}`,
  '['.repeat(50_000),
  `{"a":${'{"a":'.repeat(30)}1${'}'.repeat(31)}`,
];

/** Query strings for a parameter's name; the refusal must point at what begins with the name. */
export const badQueries = (name: string): readonly { query: string; names: string }[] => [
  { query: `${name}=1&${name}=2`, names: name },
  { query: `${name}[$gt]=`, names: name },
  { query: `${name}[]=1`, names: name },
  { query: `${name}[__proto__][${canaryKey}]=1`, names: name },
  { query: `${name}=%00`, names: name },
  { query: `${name}=a%0D%0Ab`, names: name },
  { query: `${name}=${'x'.repeat(8_000)}`, names: name },
  { query: `__proto__[${canaryKey}]=1`, names: '__proto__' },
  { query: `__proto__=1`, names: '__proto__' },
  { query: `constructor[prototype][${canaryKey}]=1`, names: 'constructor' },
  { query: `$where=1`, names: '$where' },
];

/** What may stand in an address instead of an id. */
export const badIds: readonly string[] = [
  ...['%00', '$ne', '%7B%22$ne%22:null%7D', '..%2f..%2fetc%2fpasswd', '%252e%252e', '__proto__', 'constructor'],
  ...['%ED%A0%80', 'a%0D%0Ab', '1%20OR%201', 'x'.repeat(5_000)],
];
