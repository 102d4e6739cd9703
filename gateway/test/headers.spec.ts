import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetMe, ListSessions, UpdateProfile } from '@portico/contracts';
import { AGateway, someId } from './a-gateway.js';
import { askings } from './valid-input.js';

const gateway = new AGateway();
let authorization: string;

const security = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

beforeAll(async () => {
  await gateway.start();
  authorization = `Bearer ${await gateway.signedIn({ roles: ['ops'] })}`;
  for (const { route } of askings) gateway.bus.answer(route.asked, {} as never);
});
afterAll(() => gateway.stop());

describe('security headers', () => {
  it.each(askings)('stand on $method $route.path, answered and refused', async ({ method, url, body }) => {
    const answered = await gateway.inject({ method, url, payload: body, headers: { authorization } });
    const refused = await gateway.inject({
      method,
      url: `${url}${url.includes('?') ? '&' : '?'}no=field`,
      headers: { authorization },
    });
    expect(answered.headers).toMatchObject(security);
    expect(refused.headers).toMatchObject(security);
    for (const name of ['server', 'x-powered-by', 'access-control-allow-origin'])
      expect(answered.headers).not.toHaveProperty(name);
  });

  it.each([
    ['an unknown address', { url: '/nothing' }],
    ['an unreadable one', { url: '/v1/%zz' }],
    ['a wrong method', { url: '/v1/me', method: 'PUT' as const }],
    [
      'a preflight',
      {
        url: '/v1/me',
        method: 'OPTIONS' as const,
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
      },
    ],
    [
      'a body too large',
      { url: '/v1/login/identifier', method: 'POST' as const, payload: { email: 'x'.repeat(200_000) } },
    ],
    ['no session', { url: '/v1/me' }],
  ])('stand on %s', async (_, request) => {
    const answer = await gateway.inject(request);
    expect(answer.headers).toMatchObject(security);
    expect(answer.headers['x-trace-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('let the documentation page run its own scripts, and no others', async () => {
    const page = await gateway.inject({ url: '/v1/docs' });
    expect(page.headers).toMatchObject({
      ...security,
      'content-security-policy': expect.stringContaining("script-src 'self';"),
    });
    expect(page.body).not.toMatch(/<script>|https?:/);
    for (const [, asset] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await gateway.inject({ url: asset ?? '' })).statusCode).toBe(200);
    }
    for (const other of ['index.html', '..%2fpackage.json', '..%2f..%2f..%2fpackage.json', 'toString']) {
      expect((await gateway.inject({ url: `/v1/docs/assets/${other}` })).statusCode).toBe(404);
    }
  });
});

describe('the trace [X-11]', () => {
  it('of the client goes on in the answer and to the services', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const answer = await gateway.inject({ url: '/v1/me', headers: { authorization, traceparent } });
    expect(answer.headers['x-trace-id']).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(answer.headers.traceparent).toMatch(
      /^00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)[0-9a-f]{16}-01$/,
    );
  });

  it.each(['', 'nonsense', `00-${'0'.repeat(500)}`, '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\nx'])(
    'begins anew where %j comes in',
    async (traceparent) => {
      const answer = await gateway.inject({
        url: '/v1/me',
        headers: { authorization, traceparent: traceparent.replace('\n', ' ') },
      });
      expect(answer.headers['x-trace-id']).toMatch(/^[0-9a-f]{32}$/);
      expect(answer.headers['x-trace-id']).not.toBe('0af7651916cd43dd8448eb211c80319c');
    },
  );

  it('stands with one line for each request, which names the route and not what was asked of it', async () => {
    gateway.log.lines.splice(0);
    await gateway.inject({
      url: `/v1/organizations/${someId}?email=maria%40clinic.example`,
      headers: { authorization },
    });
    await new Promise(setImmediate);
    expect(gateway.log.lines).toEqual([
      {
        level: 'info',
        what: 'request',
        facts: {
          method: 'GET',
          route: '/v1/organizations/:organizationId',
          status: 422,
          ms: expect.any(Number),
          address: '127.0.0.1',
        },
      },
    ]);
  });
});

describe('what an answer says of itself', () => {
  it('is its version as a strong tag [X-04]', async () => {
    gateway.bus.answer(GetMe, { id: someId, version: '7' } as never);
    expect((await gateway.inject({ url: '/v1/me', headers: { authorization } })).headers.etag).toBe('"7"');
  });

  it('is where the list goes on [X-02]', async () => {
    gateway.bus.answer(ListSessions, { items: [], nextCursor: 'a b&c' });
    const first = await gateway.inject({ url: '/v1/me/sessions', headers: { authorization } });
    expect(first.headers.link).toBe('</v1/me/sessions?cursor=a+b%26c>; rel="next"');
    const next = await gateway.inject({
      url: /<(.*)>/.exec(String(first.headers.link))?.[1] ?? '',
      headers: { authorization },
    });
    expect(next.statusCode).toBe(200);
    expect(gateway.bus.sentOf(ListSessions).at(-1)?.cursor).toBe('a b&c');
    gateway.bus.answer(ListSessions, { items: [] });
    expect((await gateway.inject({ url: '/v1/me/sessions', headers: { authorization } })).headers.link).toBeUndefined();
  });

  it.each([
    ['"7"', '7'],
    ['*', undefined],
    [undefined, undefined],
  ])('makes If-Match %s the version %s', async (tag, version) => {
    gateway.bus.answer(UpdateProfile, {} as never);
    const headers = { authorization, ...(tag === undefined ? {} : { 'if-match': tag }) };
    await gateway.inject({ method: 'PATCH', url: '/v1/me', payload: { firstName: 'Ana' }, headers });
    expect(gateway.bus.sentOf(UpdateProfile).at(-1)?.ifMatch).toBe(version);
  });

  it.each(['W/"7"', '7', '"7", "8"', `"${'7'.repeat(30)}"`])('matches no version with %s', async (tag) => {
    gateway.bus.answer(UpdateProfile, {} as never);
    const headers = { authorization, 'if-match': tag };
    const ask = { method: 'PATCH', url: '/v1/me', headers } as const;
    await gateway.inject({ ...ask, payload: { firstName: 'Ana' } });
    expect(gateway.bus.sentOf(UpdateProfile).at(-1)?.ifMatch).toBe('none');
    expect((await gateway.inject({ ...ask, payload: { firstName: 7 } })).statusCode).toBe(422);
  });
});
