import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Identify, SignIn, type SignedInView } from '@portico/contracts';
import { busy } from '@portico/messaging';
import { AGateway } from './a-gateway.js';

let gateway: AGateway;
let isFull = true;
let now = 0;
const signIn = () =>
  gateway.inject({ method: 'POST', url: '/v1/login/password', payload: { email: 'a@b.example', password: 'x' } });
const asked = () => gateway.bus.sent.length;

beforeEach(async () => {
  gateway = await new AGateway().start();
  isFull = true;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  gateway.bus.answer(SignIn, (): SignedInView => {
    if (isFull) throw busy({ retryAfter: 1 });
    return { next: 'home', sessionToken: 'token' } as SignedInView;
  });
  gateway.bus.answer(Identify, { next: 'password' });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await gateway.stop();
});

describe('a route whose service is full', () => {
  it('is refused here for a moment, in the same words', async () => {
    const [first, second] = [await signIn(), await signIn()];
    expect(asked()).toBe(1);
    expect([second.statusCode, second.headers['retry-after']]).toEqual([503, '1']);
    expect({ ...second.json<object>(), traceId: '' }).toEqual({ ...first.json<object>(), traceId: '' });
  });

  it('is asked again soon, however many were refused here', async () => {
    await signIn();
    for (let refused = 0; refused < 3; refused += 1) await signIn();
    isFull = false;
    now += 30;
    expect((await signIn()).statusCode).toBe(200);
  });

  it('does not close the others', async () => {
    await signIn();
    const other = { method: 'POST', url: '/v1/login/identifier', payload: { email: 'a@b.example' } } as const;
    expect((await gateway.inject(other)).statusCode).toBe(200);
  });
});
