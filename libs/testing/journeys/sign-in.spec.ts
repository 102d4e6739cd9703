import type { Program } from '@portico/program';
import { type Answer, World } from '../src/index.js';
import { Driver, type Problem } from './driver.js';
import { pack } from './packs.js';
import { anOrganization, aPassword, aPerson, type Person } from './people.js';

const saying = ({ status, body }: Answer<object>): [number, string] => [status, (body as Problem).code];

/** What an answer shows to whoever looks for differences. */
const shape = ({ status, body, headers }: Answer<object>) => ({
  status,
  body: { ...(body as Record<string, unknown>), traceId: '', instance: '', retryAfter: '' },
  headers: [...headers.keys()].filter((name) => name !== 'date').sort(),
});

describe.each(['medi-cal', 'demo-plan'] as const)('signing in, in %s', (name) => {
  const program: Program = pack(name);
  let world: World;
  let driver: Driver;
  let person: Person;

  beforeAll(async () => {
    world = await World.start({ program: name, replicas: 2 });
    driver = new Driver(world);
    person = (await driver.admin(anOrganization())).person;
  });
  afterAll(() => world.stop());
  afterEach(() => world.clock.reset());

  const session = async (): Promise<string> => (await driver.signIn(person)).body.sessionToken;

  it('a wrong password and an unknown name are answered alike, and so is the lock [MC-AUT-10]', async () => {
    const known = await driver.admin(anOrganization());
    const stranger = aPerson();
    const { failures, lock } = program.lockout;
    for (let tries = 0; tries < failures; tries += 1) {
      const one = await driver.signIn({ email: known.person.email, password: aPassword() });
      const other = await driver.signIn({ email: stranger.email, password: aPassword() });
      expect(shape(one)).toEqual(shape(other));
      expect(saying(one)).toEqual([401, 'invalid-credentials']);
    }
    const one = await driver.signIn(known.person);
    const other = await driver.signIn(stranger);
    expect(saying(one)).toEqual([423, 'locked']);
    expect(shape(one)).toEqual(shape(other));
    expect(Number(one.headers.get('retry-after'))).toBeGreaterThan(0);
    await world.clock.advance(lock);
    await world.clock.advance('PT1S');
    expect((await driver.signIn(known.person)).status).toBe(200);
  });

  it('a session ends when nobody uses it, and at its end anyway [MC-AUT-13]', async () => {
    const [idle, used] = [await session(), await session()];
    const half = `PT${Math.floor(minutes(program.session.idle) * 60 * 0.6)}S`;
    for (let turn = 0; turn < 2; turn += 1) {
      await world.clock.advance(half);
      expect((await driver.get('/session', used)).status).toBe(200);
    }
    expect(saying(await driver.get('/session', idle))).toEqual([401, 'session-expired']);
    const turns = Math.ceil(minutes(program.session.absolute) / (minutes(program.session.idle) * 0.6)) + 1;
    const statuses: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      await world.clock.advance(half);
      statuses.push((await driver.get('/session', used)).status);
    }
    expect(statuses[0]).toBe(200);
    expect(statuses.at(-1)).toBe(401);
  });

  it('tells when it will end, so that a page can warn [MC-AUT-13]', async () => {
    const { body } = await driver.get<{ idleEndsAt: string; endsAt: string; startedAt: string }>(
      '/session',
      await session(),
    );
    expect(Math.round((Date.parse(body.endsAt) - Date.parse(body.startedAt)) / 60_000)).toBe(
      minutes(program.session.absolute),
    );
    expect(Date.parse(body.idleEndsAt)).toBeLessThanOrEqual(Date.parse(body.endsAt));
  });

  it('own sessions are listed and ended, others are not there [MC-AUT-12]', async () => {
    const [here, there] = [await session(), await session()];
    const { body } = await driver.get<{ items: { id: string; current: boolean }[] }>('/me/sessions', here);
    expect(body.items.filter(({ current }) => current)).toHaveLength(1);
    const thereId = (await driver.get<{ id: string }>('/session', there)).body.id;
    const foreign = await driver.admin(anOrganization());
    expect((await driver.ask(`/me/sessions/${thereId}`, { method: 'DELETE', bearer: foreign.session })).status).toBe(
      404,
    );
    expect((await driver.ask(`/me/sessions/${thereId}`, { method: 'DELETE', bearer: here })).status).toBeLessThan(300);
    expect((await driver.get('/session', there)).status).toBe(401);
    expect((await driver.get('/session', here)).status).toBe(200);
  });

  it('a new password ends every session and is told to its owner [MC-PWD-10]', async () => {
    const owner = await driver.admin(anOrganization());
    const mails = (await world.outbox({ kind: 'mail', to: owner.person.email })).length;
    await driver.post('/password-resets', { email: owner.person.email, program: name });
    owner.person.password = aPassword();
    await driver.setPassword(owner.person, 2);
    const ended = async (): Promise<true | undefined> =>
      (await driver.get('/session', owner.session)).status === 401 || undefined;
    await world.eventually(ended, 'the old session to end');
    await world.sent({ kind: 'mail', to: owner.person.email }, mails + 2);
  });

  it('says which rules a password breaks, all of them [MC-PWD-01] [MC-PWD-02] [MC-PWD-09]', async () => {
    const owner = aPerson();
    await driver.register(owner, anOrganization());
    const { path, bearer } = await driver.provenLink(owner);
    const rules = async (password: string): Promise<string[]> => {
      const { status, body } = await driver.post<Problem>(`${path}/password`, { password }, bearer);
      expect([status, body.code]).toEqual([422, 'password-policy']);
      return (body.errors ?? []).map(({ code }) => code);
    };
    const { password: policy } = program;
    expect(await rules('a')).toEqual(
      expect.arrayContaining([
        'minLength',
        ...(policy.uppercase ? ['uppercase'] : []),
        ...(policy.digits ? ['digit'] : []),
        ...(policy.special ? ['special'] : []),
      ]),
    );
    expect(await rules('A'.repeat(policy.minLength))).toContain('lowercase');
    expect(await rules(`${owner.email.split('@')[0]}-${aPassword()}`.slice(0, 100))).toContain('context');
    expect((await driver.post(`${path}/password`, { password: owner.password }, bearer)).status).toBe(200);
  });

  it('refuses the last passwords and what is like them, on a reset as on the first [MC-PWD-04] [MC-PWD-05] [MC-PWD-06]', async () => {
    const owner = (await driver.admin(anOrganization())).person;
    const used = [owner.password];
    const change = async (password: string): Promise<Answer<Problem>> => {
      await world.clock.advance('PT2H');
      const before = (await driver.linkMails(owner.email)).length;
      await driver.post('/password-resets', { email: owner.email, program: name });
      const { path, bearer } = await driver.provenLink(owner, before + 1);
      return driver.post<Problem>(`${path}/password`, { password }, bearer);
    };
    const codes = ({ body }: Answer<Problem>) => (body.errors ?? []).map(({ code }) => code);
    expect(codes(await change(used[0] ?? ''))).toEqual(expect.arrayContaining(['history']));
    expect(codes(await change(`${used[0] ?? ''}7!`))).toEqual(expect.arrayContaining(['similar']));
    for (let changes = 0; changes < program.password.history; changes += 1) {
      const next = aPassword();
      expect((await change(next)).status).toBe(200);
      used.push(next);
    }
    expect(codes(await change(used[1] ?? ''))).toContain('history');
    expect((await change(used[0] ?? '')).status).toBe(200);
  });

  it('gives the rules to frontends as data [MC-PWD-08]', async () => {
    const { status, body } = await driver.get<{ minLength: number; history: number }>(
      `/password-policy?program=${name}`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ minLength: program.password.minLength, history: program.password.history });
  });

  it('a browser gets a cookie that scripts and other sites cannot use [MC-AUT-12]', async () => {
    const answer = await driver.ask('/login/password', {
      body: { email: person.email, password: person.password },
      headers: { 'x-session': 'cookie' },
    });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-portico=[^;]+/);
    for (const part of [/Secure/i, /HttpOnly/i, /SameSite=Strict/i, /Path=\//i]) expect(cookie).toMatch(part);
    const pair = cookie.split(';')[0] ?? '';
    expect((await driver.ask('/session', { headers: { cookie: pair } })).status).toBe(200);
    const foreign = await driver.ask('/session', {
      method: 'DELETE',
      headers: { cookie: pair, origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
  });
});

const minutes = (duration: string): number => {
  const [, hours = '0', mins = '0'] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration) ?? [];
  return Number(hours) * 60 + Number(mins);
};
