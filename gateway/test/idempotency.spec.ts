import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { StartRegistration } from '@portico/contracts';
import { AGateway } from './a-gateway.js';
import { type Asking, askings } from './valid-input.js';

const gateway = new AGateway();
const flowToken = 'a-flow-token-that-is-long-enough';
const unsafe = askings.filter(({ method }) => method !== 'GET');
let bearers: Record<string, string>;

const send = ({ route, method, url, body }: Asking, headers: Record<string, string>) => {
  const of = bearers[typeof route.admits === 'object' ? route.admits.staff : route.admits];
  const authorization: Record<string, string> = of ? { authorization: `Bearer ${of}` } : {};
  return gateway.inject({ method, url, payload: body, headers: { ...authorization, ...headers } });
};
const ids = () => gateway.bus.sent.map(({ options }) => options.commandId);
const start = { email: 'maria@clinic.example', token: 'ABCD', program: 'medi-cal' };
const begin = (headers: Record<string, string>, payload: object | string = start, remoteAddress = '127.0.0.1') =>
  gateway.inject({
    method: 'POST',
    url: '/v1/registrations',
    payload,
    headers: { 'content-type': 'application/json', ...headers },
    remoteAddress,
  });

beforeAll(async () => {
  await gateway.start();
  bearers = { 'signed-in': await gateway.signedIn(), ops: await gateway.signedIn({ roles: ['ops'] }), flow: flowToken };
  for (const { route } of unsafe) gateway.bus.answer(route.asked, {} as never);
});
beforeEach(() => void gateway.bus.sent.splice(0));
afterAll(() => gateway.stop());

it.each(unsafe)('$method $route.path: the same key and body is the same command [X-03]', async (asking) => {
  const headers = { 'idempotency-key': `key-of-${asking.name}` };
  expect((await send(asking, headers)).statusCode).toBe(asking.route.status);
  expect((await send(asking, headers)).statusCode).toBe(asking.route.status);
  const [first, second] = gateway.bus.sent;
  expect(first?.options.commandId).toMatch(/^[0-9a-f-]{36}$/);
  expect(second?.options.commandId).toBe(first?.options.commandId);
  expect(second?.options.bodyHash).toBe(first?.options.bodyHash);
});

it.each(unsafe.filter(({ body }) => body))('$method $route.path: another body is refused [X-03]', async (asking) => {
  const headers = { 'idempotency-key': `other-of-${asking.name}` };
  await send(asking, headers);
  const [field = ''] = Object.keys(asking.body ?? {});
  const answer = await send({ ...asking, body: { ...asking.body, [field]: 'something else' } }, headers);
  expect([answer.statusCode, answer.json().code]).toEqual([422, 'idempotency-key-reused']);
  expect(gateway.bus.sent).toHaveLength(1);
});

it('is a new command each time without a key', async () => {
  await begin({});
  await begin({});
  expect(new Set(ids()).size).toBe(2);
});

it('hashes the body with a key, so that a guess at it proves nothing', async () => {
  await begin({});
  const { bodyHash } = gateway.bus.sent[0]?.options ?? {};
  const elsewhere = await new AGateway({ HASH_KEY: 'another-key' }).start();
  elsewhere.bus.answer(StartRegistration, {} as never);
  await elsewhere.inject({ method: 'POST', url: '/v1/registrations', payload: start });
  expect(elsewhere.bus.sent[0]?.options.bodyHash).toMatch(/^[0-9a-f]{64}$/);
  expect(elsewhere.bus.sent[0]?.options.bodyHash).not.toBe(bodyHash);
  await elsewhere.stop();
});

it('does not care how the same body is spaced, nor whether the key is quoted', async () => {
  await begin({ 'idempotency-key': 'spaced' });
  const answer = await begin({ 'idempotency-key': '"spaced"' }, JSON.stringify(start, null, 4));
  expect(answer.statusCode).toBe(201);
  expect(new Set(ids()).size).toBe(1);
});

it('keeps keys of different clients, and of different routes, apart', async () => {
  const headers = { 'idempotency-key': 'shared' };
  await begin(headers);
  await begin(headers, start, '192.0.2.7');
  const [terms, conditions] = ['AcceptTerms', 'AcceptConditions'].map((name) =>
    unsafe.find((each) => each.name === name),
  );
  await send(terms as Asking, headers);
  await send(conditions as Asking, headers);
  await gateway.inject({
    method: 'POST',
    url: (terms as Asking).url,
    payload: (terms as Asking).body,
    headers: { ...headers, authorization: 'Bearer another-flow-token-of-length' },
  });
  expect(new Set(ids()).size).toBe(5);
});

it.each(['', ' ', 'two words', '"half', 'ü', 'x'.repeat(256), 'a, b'])('refuses the key %j', async (key) => {
  const answer = await begin({ 'idempotency-key': Buffer.from(key, 'latin1').toString('latin1') });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'idempotency-key-invalid']);
  expect(gateway.bus.sent).toHaveLength(0);
});
