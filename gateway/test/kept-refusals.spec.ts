import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AttachNpi, GetMe, KeepRefusal, SignOut } from '@portico/contracts';
import { Refusal } from '@portico/kernel';
import { AGateway, someId } from './a-gateway.js';

const gateway = new AGateway();
const refusedWith = (details: object, kind: Refusal['kind'] = 'forbidden') =>
  gateway.bus.answer(GetMe, () => {
    throw new Refusal(kind, 'otp-required', 'Please prove a passcode for this first.', { ...details });
  });
const records = () => gateway.bus.sent.filter(({ message }) => message instanceof KeepRefusal);
const attach = (authorization: string) =>
  gateway.inject({ method: 'POST', url: `/v1/ops/organizations/${someId}/npis`, headers: { authorization }, body: {} });

let authorization: string;
const me = async () => (await gateway.inject({ url: '/v1/me', headers: { authorization } })).json();

beforeAll(async () => {
  await gateway.start();
});
beforeEach(async () => {
  gateway.bus.answer(KeepRefusal, { decisionId: someId });
  authorization = `Bearer ${await gateway.signedIn()}`;
  gateway.bus.sent.splice(0);
});
afterAll(() => gateway.stop());

describe('a 403 of a person with an organization in view', () => {
  it('that the edge gives is on record, as theirs, before it is answered', async () => {
    const answer = await attach(authorization);

    expect(answer.json()).toMatchObject({ status: 403, code: 'staff-only', decisionId: someId });
    expect(gateway.bus.sentOf(AttachNpi)).toEqual([]);
    expect(records()).toMatchObject([
      {
        message: { action: 'npi.attach', refusal: 'staff-only' },
        options: { as: { kind: 'user', organizationId: someId } },
      },
    ]);
  });

  it('of a service that keeps none is recorded by its action', async () => {
    refusedWith({ action: 'phone.change', challenge: '/v1/session/otp' });

    expect(await me()).toMatchObject({ code: 'otp-required', decisionId: someId, challenge: '/v1/session/otp' });
    expect(records()).toMatchObject([{ message: { action: 'phone.change', refusal: 'otp-required' } }]);
  });

  it('that a service has kept keeps its record', async () => {
    refusedWith({ decisionId: 'theirs' });

    expect(await me()).toMatchObject({ status: 403, decisionId: 'theirs' });
    expect(records()).toEqual([]);
  });

  it.each([
    ['is away', new Error('gone')],
    ['refuses', new Refusal('forbidden', 'not-allowed', 'No.')],
  ])('is a 503 while the place of the records %s', async (_, trouble) => {
    refusedWith({});
    gateway.bus.answer(KeepRefusal, () => {
      throw trouble;
    });

    expect(await me()).toMatchObject({ status: 503, code: 'refusal-not-kept' });
  });
});

describe('nothing is recorded', () => {
  it('of other refusals', async () => {
    refusedWith({}, 'conflict');

    expect(await me()).toMatchObject({ status: 409 });
    expect(records()).toEqual([]);
  });

  it('of a person without an organization in view', async () => {
    const answer = await attach(`Bearer ${await gateway.signedIn({ organizationId: undefined, memberId: undefined })}`);

    expect(answer.json()).toMatchObject({ status: 403, code: 'staff-only' });
    expect(records()).toEqual([]);
  });

  it('of what another site asked with a person’s cookie: nobody has looked who that is', async () => {
    const cookie = `__Host-portico=${authorization.slice('Bearer '.length)}`;
    const headers = { cookie, origin: 'https://elsewhere.example' };
    const answer = await gateway.inject({ method: 'DELETE', url: '/v1/session', headers });

    expect(answer.json()).toMatchObject({ status: 403, code: 'foreign-origin' });
    expect([records(), gateway.bus.sentOf(SignOut)]).toEqual([[], []]);
  });
});
