import { type Envelope, events, type EventType, fieldsOf } from '@portico/contracts';

const types = new Map(events.map((type) => [type.type, type]));
/** No text of a contract is longer; what is would be no word of it. */
const longest = 1_000;

type Fields = Record<string, unknown>;

/** Of the data of a fact what its contract names, and nothing else: what does not belong there goes into no record. */
export function declared({ type, data }: Pick<Envelope, 'type' | 'data'>): Fields {
  const known = types.get(type);
  return known ? fieldsIn(known, data as Fields) : idsIn(data as Fields);
}

function fieldsIn(type: EventType | (new () => object), data: Fields): Fields {
  const named = fieldsOf(type).filter(({ name, schema }) => data[name] !== undefined && schema.format !== 'password');
  return Object.fromEntries(
    named.map(({ name, nested }) => [name, nested ? partsIn(nested(), data[name]) : plain(data[name])]),
  );
}

function partsIn(type: new () => object, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => partsIn(type, each));
  return typeof value === 'object' && value !== null ? fieldsIn(type, value as Fields) : null;
}

function plain(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, longest).toWellFormed();
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.map(plain) : null;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Of a fact that this version does not know: the ids alone. */
const idsIn = (data: Fields): Fields =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => typeof value === 'string' && uuid.test(value)));
