import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DevBox } from '@portico/delivery/box';
import { AGateway, someId } from './a-gateway.js';

const box = mkdtempSync(join(tmpdir(), 'portico-box-'));
const gateway = new AGateway({}, { box });
const move = (payload: object) => gateway.inject({ method: 'POST', url: '/v1/dev/clock', payload });

beforeAll(async () => {
  await gateway.start();
  const sent = new DevBox(box, gateway.clock);
  await sent.put('one', {
    kind: 'mail',
    to: 'a@b.example',
    about: someId,
    subject: 'Hello',
    text: 'https://portal.example/x',
  });
  await sent.put('two', { kind: 'sms', to: '+19165550142', about: someId, text: 'PC-123456', secret: '123456' });
});
afterAll(async () => {
  await gateway.stop();
  rmSync(box, { recursive: true });
});

describe('the outbox', () => {
  const items = async (query: string) => (await gateway.inject({ url: `/v1/dev/outbox?${query}` })).json().items;

  it('tells what was sent, newest first, by kind, person and matter', async () => {
    expect((await items('')).map(({ kind }: { kind: string }) => kind)).toEqual(['sms', 'mail']);
    expect(await items('kind=mail')).toMatchObject([{ subject: 'Hello', links: ['https://portal.example/x'] }]);
    expect(await items('to=%2B19165550142')).toMatchObject([{ secret: '123456', subject: '' }]);
    expect(await items('about=nobody')).toEqual([]);
  });
});

describe('the clock', () => {
  it('is moved by a length, to an instant, or back', async () => {
    for (const asked of [{ advance: 'P30D' }, { set: '2027-01-01T00:00:00.000Z' }, { reset: true }]) {
      expect((await move(asked)).statusCode).toBe(200);
    }
    expect(gateway.moves).toEqual([
      { advance: 'P30D' },
      { set: new Date('2027-01-01T00:00:00.000Z') },
      { reset: true },
    ]);
  });

  it.each([
    {},
    { advance: 'P1D', reset: true },
    { advance: 'tomorrow' },
    { advance: 'P' },
    { advance: 'PT' },
    { set: 'now' },
  ])('is not moved by %j', async (asked) => {
    expect((await move(asked)).statusCode).toBe(422);
  });
});

it('is not there where it was not asked for, as in production', async () => {
  const production = await new AGateway().start();
  for (const url of ['/v1/dev/outbox', '/v1/dev/clock']) {
    expect((await production.inject({ url })).statusCode).toBe(404);
    expect((await production.inject({ url, method: 'POST', payload: {} })).statusCode).toBe(404);
  }
  await production.stop();
});
