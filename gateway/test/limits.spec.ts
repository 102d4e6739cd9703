import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Identify } from '@portico/contracts';
import { AGateway } from './a-gateway.js';

let gateway: AGateway;
const identify = (headers: Record<string, string> = {}, remoteAddress = '192.0.2.1') =>
  gateway.inject({
    method: 'POST',
    url: '/v1/login/identifier',
    payload: { email: 'a@b.example' },
    headers,
    remoteAddress,
  });
const policy = (headers: Record<string, string> = {}, remoteAddress = '192.0.2.1') =>
  gateway.inject({ url: '/v1/password-policy?program=none', headers, remoteAddress });
const begin = async (settings: object) => {
  gateway = await new AGateway(settings).start();
  gateway.bus.answer(Identify, { next: 'password' });
};

beforeEach(() => begin({ RATE_LIMIT_PER_MINUTE: 30 }));
afterEach(() => gateway.stop());

describe('one address', () => {
  it('is told what is left, and refused with the time to wait', async () => {
    const first = await policy();
    expect(first.headers['ratelimit-policy']).toBe('"general";q=30;w=60');
    expect(first.headers.ratelimit).toBe('"general";r=29;t=60');
    for (let count = 1; count < 30; count += 1) await policy();
    const refused = await policy();
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'too-many-requests']);
    expect(refused.headers).toMatchObject({
      'retry-after': '60',
      ratelimit: '"general";r=0;t=60',
      'x-frame-options': 'DENY',
    });
    gateway.clock.advance('PT1M');
    expect((await policy()).statusCode).not.toBe(429);
  });

  it('has a tenth of that for what is worth guessing at', async () => {
    const first = await identify();
    expect(first.headers['ratelimit-policy']).toBe('"general";q=30;w=60, "sign-in";q=3;w=60');
    await identify();
    await identify();
    const refused = await identify();
    expect([refused.statusCode, refused.headers.ratelimit]).toEqual([429, '"general";r=26;t=60, "sign-in";r=0;t=60']);
    expect(gateway.bus.sent).toHaveLength(3);
    expect((await identify({}, '192.0.2.2')).statusCode).toBe(200);
  });

  it('is limited at addresses that do not exist too', async () => {
    for (let count = 0; count < 30; count += 1) await gateway.inject({ url: '/nothing', remoteAddress: '192.0.2.1' });
    expect((await gateway.inject({ url: '/nothing', remoteAddress: '192.0.2.1' })).statusCode).toBe(429);
  });
});

describe('who the client is', () => {
  const count = async (headers: (turn: number) => Record<string, string>, remoteAddress?: (turn: number) => string) => {
    const statuses = [];
    for (let turn = 0; turn < 4; turn += 1)
      statuses.push((await identify(headers(turn), remoteAddress?.(turn))).statusCode);
    return statuses.at(-1);
  };

  it('is not changed by what it says of itself, without proxies', async () => {
    expect(
      await count((turn) => ({
        'x-forwarded-for': `198.51.100.${turn}`,
        'x-real-ip': `198.51.100.${turn}`,
        forwarded: `for=198.51.100.${turn}`,
      })),
    ).toBe(429);
  });

  it('is one with its whole IPv6 network', async () => {
    expect(
      await count(
        () => ({}),
        (turn) => `2001:db8:1:2:${turn}::${turn}`,
      ),
    ).toBe(429);
  });

  it('is what the outermost of exactly so many proxies saw', async () => {
    await gateway.stop();
    await begin({ RATE_LIMIT_PER_MINUTE: 30, TRUSTED_PROXY_HOPS: 2 });
    const behind = (client: string) => (turn: number) => ({
      'x-forwarded-for': `203.0.113.${turn}, ${client}, 10.0.0.1`,
    });
    expect(await count(behind('198.51.100.1'))).toBe(429);
    expect(gateway.bus.sent[0]?.options.as?.address).toBe('198.51.100.1');
    expect(await count(behind('198.51.100.2'))).toBe(429);
    expect(await count((turn) => behind(`198.51.100.${10 + turn}`)(turn))).toBe(200);
  });

  it('is the peer itself when the header holds no address', async () => {
    await gateway.stop();
    await begin({ RATE_LIMIT_PER_MINUTE: 30, TRUSTED_PROXY_HOPS: 1 });
    expect(await count((turn) => ({ 'x-forwarded-for': `<script>${turn}` }))).toBe(429);
    expect(gateway.bus.sent[0]?.options.as?.address).toBe('192.0.2.1');
  });
});
