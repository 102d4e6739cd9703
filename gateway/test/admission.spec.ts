import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  ChooseOrganization,
  GetMe,
  ResumeSession,
  type SessionView,
  SignIn,
  SignOut,
  TouchSession,
  type StrengthenedSessionView,
  VerifySessionPasscode,
} from '@portico/contracts';
import { Refusal } from '@portico/kernel';
import { sessionTokenHash } from '@portico/session';
import { AGateway, someId } from './a-gateway.js';

const gateway = new AGateway();
const unknownToken = 'unknown-token-of-sufficient-length';
let token: string;

const ask = (headers: Record<string, string>, url = '/v1/session') => gateway.inject({ url, headers });
const choose = (headers: Record<string, string>) =>
  gateway.inject({ method: 'PUT', url: '/v1/session/organization', payload: { organizationId: someId }, headers });
const bearer = (of: string) => ({ authorization: `Bearer ${of}` });
const cookie = (of: string) => ({ cookie: `theme=dark; __Host-portico=${of}; other=1` });
const codeOf = async (answer: ReturnType<typeof ask>) => {
  const { statusCode, body } = await answer;
  return statusCode < 300 ? statusCode : (JSON.parse(body) as { code: string }).code;
};

beforeAll(async () => {
  await gateway.start();
  gateway.bus.answer(GetMe, {} as never).answer(ChooseOrganization, {} as never);
  gateway.bus.answer(SignOut, { status: 'accepted' }).answer(TouchSession, { status: 'accepted' });
});
beforeEach(async () => {
  gateway.clock.shiftTo(0);
  gateway.bus.sent.splice(0);
  token = await gateway.signedIn();
});
afterAll(() => gateway.stop());

describe('a session', () => {
  it('is proven by one reading of its live copy, and told without asking a service', async () => {
    const read = jest.spyOn(gateway.sessions, 'read');
    const answer = await ask(bearer(token));
    expect(answer.json()).toMatchObject({ id: '0190a0a0-0000-7000-8000-000000000001', organizationId: someId });
    expect(answer.json()).not.toHaveProperty('idleMs');
    expect(read).toHaveBeenCalledTimes(1);
    expect(gateway.bus.sent).toHaveLength(0);
    read.mockRestore();
  });

  it('makes the actor of what is asked in it', async () => {
    await ask(bearer(token), '/v1/me');
    expect(gateway.bus.sent[0]?.options.as).toMatchObject({
      kind: 'user',
      userId: '0190a0a0-0000-7000-8000-000000000002',
      sessionId: '0190a0a0-0000-7000-8000-000000000001',
      organizationId: someId,
      program: 'medi-cal',
      roles: [],
      address: '127.0.0.1',
    });
  });

  it('ends when it was not used for its idle time [MC-AUT-13]', async () => {
    gateway.clock.advance('PT14M59S');
    expect(await codeOf(ask(bearer(token)))).toBe(200);
    gateway.clock.advance('PT15M');
    expect(await codeOf(ask(bearer(token)))).toBe('session-expired');
  });

  it('that was ended is refused at the next request [MC-AUT-12]', async () => {
    await gateway.sessions.end(sessionTokenHash('test-key', token));
    const answer = await ask(bearer(token));
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'session-expired']);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="portico", error="invalid_token"');
  });

  it('is required', async () => {
    for (const headers of [
      {},
      { authorization: 'Basic eDp5' },
      bearer('short'),
      bearer('$where=this.is.no.token.at.all'),
      cookie(''),
    ]) {
      expect(await codeOf(ask(headers as Record<string, string>))).toBe('session-required');
    }
    expect(gateway.bus.sent).toHaveLength(0);
  });

  it('whose copy was lost is asked of identity, once', async () => {
    const at = gateway.clock.now().toISOString();
    const view: SessionView = {
      id: someId,
      userId: someId,
      roles: [],
      startedAt: at,
      idleEndsAt: at,
      endsAt: at,
      authenticatedAt: at,
    };
    gateway.bus.answer(ResumeSession, view);
    const answer = await ask(bearer(unknownToken));
    expect([answer.statusCode, answer.json()]).toEqual([200, view]);
    expect(gateway.bus.sentOf(ResumeSession)).toEqual([{ sessionToken: unknownToken }]);
    expect(gateway.bus.sent[0]?.options.as).toEqual({ kind: 'system', process: 'gateway' });
  });

  it('that identity does not know either has expired; identity that does not answer is another matter', async () => {
    gateway.bus.answer(ResumeSession, () => {
      throw new Refusal('not-found', 'session-unknown', 'Unknown.');
    });
    expect(await codeOf(ask(bearer(unknownToken)))).toBe('session-expired');
    gateway.bus.answer(ResumeSession, () => {
      throw new Refusal('unavailable', 'unavailable', 'Away.');
    });
    expect(await codeOf(ask(bearer(unknownToken)))).toBe('unavailable');
  });

  it('has its record told of its use every five minutes, which nobody waits for', async () => {
    let finish = (): void => undefined;
    gateway.bus.answer(TouchSession, () => new Promise((resolve) => (finish = () => resolve({ status: 'accepted' }))));
    gateway.clock.advance('PT4M');
    await ask(bearer(token));
    expect(gateway.bus.sentOf(TouchSession)).toHaveLength(0);
    gateway.clock.advance('PT1M');
    expect(await codeOf(ask(bearer(token)))).toBe(200);
    expect(await codeOf(ask(bearer(token)))).toBe(200);
    expect(gateway.bus.sentOf(TouchSession)).toHaveLength(1);
    finish();
  });

  it('takes no harm from a touch that fails', async () => {
    gateway.bus.answer(TouchSession, () => Promise.reject(new Error('away')));
    gateway.clock.advance('PT6M');
    expect(await codeOf(ask(bearer(token)))).toBe(200);
  });
});

describe('the cookie', () => {
  const own = { origin: 'https://portal.example' };

  it('proves a session as well as a bearer does, and yields to it', async () => {
    expect(await codeOf(ask(cookie(token)))).toBe(200);
    expect(await codeOf(ask({ ...cookie(unknownToken), ...bearer(token) }))).toBe(200);
  });

  it.each([
    ['the public origin', { origin: 'https://portal.example' }],
    ['the origin of the host itself', { origin: 'http://localhost:80', host: 'localhost:80' }],
    ['the browser’s word', { 'sec-fetch-site': 'same-origin' }],
    ['both', { origin: 'https://portal.example', 'sec-fetch-site': 'same-origin' }],
  ])('changes something from our own pages: by %s', async (_, headers) => {
    expect(await codeOf(choose({ ...cookie(token), ...headers }))).toBe(200);
  });

  it.each([
    ['neither word', {}],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['a neighbour’s origin', { origin: 'https://portal.example.evil.example' }],
    ['another scheme’s port', { origin: 'https://portal.example:8443' }],
    ['an opaque origin', { origin: 'null' }],
    ['a cross-site request', { 'sec-fetch-site': 'cross-site' }],
    ['a same-site request', { 'sec-fetch-site': 'same-site' }],
    ['our origin and a cross-site word', { ...own, 'sec-fetch-site': 'cross-site' }],
    ['a foreign origin and a good word', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
  ])('changes nothing from elsewhere: %s', async (_, headers) => {
    expect(await codeOf(choose({ ...cookie(token), ...headers }))).toBe('foreign-origin');
    expect(gateway.bus.sent).toHaveLength(0);
  });

  it('is not asked of a client that carries the token itself', async () => {
    expect(await codeOf(choose({ ...bearer(token), origin: 'https://evil.example' }))).toBe(200);
  });

  it('is given with signing in, closed to scripts and other sites, unless the client wants the token only', async () => {
    gateway.bus.answer(SignIn, { next: 'home', sessionToken: 'the-session-token', organizations: [] });
    const request = {
      method: 'POST',
      url: '/v1/login/password',
      payload: { email: 'a@b.example', password: 'x' },
    } as const;
    const browser = await gateway.inject(request);
    expect(browser.headers['set-cookie']).toBe(
      '__Host-portico=the-session-token; Path=/; Secure; HttpOnly; SameSite=Strict',
    );
    expect(browser.json().sessionToken).toBe('the-session-token');
    const program = await gateway.inject({ ...request, headers: { 'x-session': 'bearer' } });
    expect(program.headers['set-cookie']).toBeUndefined();
  });

  it('is another one after a passcode was proven, given likewise [MC-OTP-03]', async () => {
    gateway.bus.answer(VerifySessionPasscode, { sessionToken: 'the-stronger-token' } as StrengthenedSessionView);
    const request = { method: 'POST', url: '/v1/session/otp/verify', payload: { code: '123456' } } as const;
    const browser = await gateway.inject({ ...request, headers: { ...cookie(token), ...own } });
    expect(browser.headers['set-cookie']).toMatch(/^__Host-portico=the-stronger-token; .*HttpOnly/);
    const program = await gateway.inject({ ...request, headers: { ...bearer(token), 'x-session': 'bearer' } });
    expect([program.statusCode, program.headers['set-cookie']]).toEqual([200, undefined]);
  });

  it('is taken back with signing out [MC-AUT-12]', async () => {
    const answer = await gateway.inject({
      method: 'DELETE',
      url: '/v1/session',
      headers: { ...cookie(token), ...own },
    });
    expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([
      204,
      '__Host-portico=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0',
    ]);
    expect(gateway.bus.sentOf(SignOut)).toHaveLength(1);
  });
});
