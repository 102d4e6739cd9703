import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fieldsOf } from '@portico/contracts';
import { AGateway } from './a-gateway.js';
import { type Asking, askings } from './valid-input.js';

const gateway = new AGateway();
const flow = 'a-flow-token-that-is-long-enough';
let bearers: Record<string, string>;

interface Fault {
  pointer: string;
  code: string;
}

/** Places in a request's body: every field, also those of nested objects and of the first item of lists. */
function placesIn(contract: new () => object, above = ''): string[] {
  return fieldsOf(contract).flatMap(({ name, nested, schema }) => {
    const place = `${above}/${name}`;
    return nested ? [place, ...placesIn(nested(), schema.type === 'array' ? `${place}/0` : place)] : [place];
  });
}

const writes = askings.filter(({ body }) => body !== undefined);
const cases = writes.flatMap((asking) => {
  const own = new Set(asking.fields.map(({ name }) => name));
  const places = placesIn(asking.route.asked).filter((place) => own.has(place.split('/')[1] ?? ''));
  return places.map((place) => ({ asking, place, title: `${asking.name} ${place}` }));
});

/** The body with another value at a place; `put` gets the holder and the last name. */
function changed(asking: Asking, place: string, put: (holder: Record<string, unknown>, name: string) => void): string {
  const body = structuredClone(asking.body ?? {});
  const names = place.split('/').slice(1);
  const last = names.pop() ?? '';
  put(
    names.reduce((holder, name) => holder[name] as Record<string, unknown>, body),
    last,
  );
  return JSON.stringify(body);
}

async function send({ route, method, url }: Asking, body: string) {
  const kind = typeof route.admits === 'object' ? route.admits.staff : route.admits;
  const of = bearers[kind];
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...(of ? { authorization: `Bearer ${of}` } : {}),
  };
  const answer = await gateway.inject({ method, url, payload: body, headers });
  const { errors = [] } = answer.json<{ errors?: Fault[] }>();
  return { status: answer.statusCode, errors, text: answer.body };
}

const wrongValues: [string, unknown][] = [
  ['an operator object', { $gt: '' }],
  ['a regular expression operator', { $regex: '.*', $options: 'i' }],
  ['a list of operators', [{ $ne: null }]],
  ['a nested list', [[['x']]]],
  ['null', null],
  ['a negative number', -1],
  ['an object with a length', { length: 1, 0: 'x' }],
  ['an object that pretends to be text', { valueOf: 'x', toString: 'x' }],
  ['an empty object', {}],
];

beforeAll(async () => {
  await gateway.start();
  bearers = { flow, 'signed-in': await gateway.signedIn(), ops: await gateway.signedIn({ roles: ['ops'] }) };
});
beforeEach(() => void gateway.bus.sent.splice(0));
afterAll(async () => {
  expect(gateway.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  await gateway.stop();
});

describe.each(cases)('$title', ({ asking, place }) => {
  const fitting = (errors: Fault[]) =>
    errors.filter(({ pointer }) => pointer === place || pointer.startsWith(`${place}/`));

  it.each(wrongValues)('refuses %s and names the field', async (_, value) => {
    const { status, errors } = await send(
      asking,
      changed(asking, place, (holder, name) => (holder[name] = value)),
    );
    expect(status).toBe(422);
    expect(fitting(errors)).not.toEqual([]);
    expect(gateway.bus.sent).toHaveLength(0);
  });

  it('refuses a flood of text, NUL, half a pair, a doubled name and names of prototypes', async () => {
    const flood = await send(
      asking,
      changed(asking, place, (holder, name) => (holder[name] = 'x'.repeat(1_000_000))),
    );
    expect(flood.status).toBe(413);
    const long = await send(
      asking,
      changed(asking, place, (holder, name) => (holder[name] = 'x'.repeat(50_000))),
    );
    expect([long.status, fitting(long.errors).length > 0]).toEqual([422, true]);
    for (const text of ['a\0b', '\ud800']) {
      const { status, errors } = await send(
        asking,
        changed(asking, place, (holder, name) => (holder[name] = text)),
      );
      expect([status, fitting(errors)[0]?.code]).toEqual([422, 'characters']);
    }
    const name = place.split('/').at(-1) ?? '';
    const twice = changed(asking, place, () => undefined).replace(`"${name}":`, `"${name}":"x","${name}":`);
    expect((await send(asking, twice)).errors[0]?.code).toBe('duplicateKey');
    for (const key of ['__proto__', 'constructor', 'hasOwnProperty', 'prototype', '$where']) {
      const poisoned = changed(asking, place, () => undefined).replace(`"${name}":`, `"${key}":{"x":1},"${name}":`);
      const { status, errors } = await send(asking, poisoned);
      expect([status, errors.some(({ pointer }) => pointer.endsWith(`/${key}`))]).toEqual([422, true]);
    }
    expect(gateway.bus.sent).toHaveLength(0);
  });
});

describe('an address', () => {
  const reads = askings.filter(({ method }) => method === 'GET');

  it.each(reads)(
    'of $name takes each parameter once, as plain text, and only those it knows',
    async ({ url, route }) => {
      const kind = typeof route.admits === 'object' ? route.admits.staff : route.admits;
      const headers: Record<string, string> = bearers[kind] ? { authorization: `Bearer ${bearers[kind]}` } : {};
      const [path] = url.split('?');
      const names = fieldsOf(route.asked).map(({ name }) => name);
      for (const query of [
        'a[$gt]=',
        'a=1&a=2',
        '__proto__=1',
        '__proto__[x]=1',
        'constructor=1',
        'hasOwnProperty=1',
        'toString=',
        '$where=1',
        '%00=1',
      ]) {
        expect((await gateway.inject({ url: `${path}?${query}`, headers })).statusCode).toBe(422);
      }
      for (const name of names.filter((each) => !route.path.includes(each))) {
        const twice = await gateway.inject({ url: `${path}?${name}=a&${name}=b`, headers });
        expect([twice.statusCode, twice.json().errors[0].pointer]).toEqual([422, `/${name}`]);
      }
      expect(gateway.bus.sent).toHaveLength(0);
    },
  );

  const inPath = askings.filter(({ route }) => route.path.includes('{') && route.asked.name !== 'GetProgram');

  it.each(inPath)(
    'of $method $route.path takes an id and nothing that looks like more',
    async ({ route, method, body }) => {
      const kind = typeof route.admits === 'object' ? route.admits.staff : route.admits;
      const headers = { authorization: `Bearer ${bearers[kind]}` };
      for (const id of [
        '1',
        '%00',
        '..%2f..%2fetc',
        '%252e%252e',
        '$ne',
        '{"$ne":null}',
        'x'.repeat(5_000),
        '%F0%9F%92%A9',
        '__proto__',
      ]) {
        const url = `/v1${route.path.replace(/\{\w+\}/, id)}`;
        const answer = await gateway.inject({ method, url, headers, payload: body });
        expect(answer.statusCode).toBe(422);
        expect(answer.json().errors[0].pointer).toBe(`/${/\{(\w+)\}/.exec(route.path)?.[1]}`);
      }
      expect(gateway.bus.sent).toHaveLength(0);
    },
  );
});

it('leaves every prototype as it was', () => {
  expect(({} as { x?: number }).x).toBeUndefined();
});
