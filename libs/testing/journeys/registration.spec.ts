import type { Program } from '@portico/program';
import { type Answer, World } from '../src/index.js';
import { accountOf, Driver, type Problem, type Step } from './driver.js';
import { pack } from './packs.js';
import { anOrganization, aPerson } from './people.js';

const saying = ({ status, body }: Answer<object>): [number, string] => [status, (body as Problem).code];

describe.each(['medi-cal', 'demo-plan'] as const)('what a registration refuses, in %s', (name) => {
  const program: Program = pack(name);
  const days = program.registrationToken.lifetimeDays;
  let world: World;
  let driver: Driver;

  beforeAll(async () => {
    world = await World.start({ program: name, replicas: 2 });
    driver = new Driver(world);
  });
  afterAll(() => world.stop());
  afterEach(async () => {
    await world.clock.reset();
    driver.forgetOps();
  });

  /** A registration that stands at `step`. */
  async function standing(step: string): Promise<{
    at: Step;
    bearer: string;
    person: ReturnType<typeof aPerson>;
    organization: ReturnType<typeof anOrganization>;
    path: string;
  }> {
    const [person, organization] = [aPerson(), anOrganization()];
    const { secret } = await driver.issue(organization);
    const at = await driver.until(step, (await driver.start(secret, person.email)).body, { person, organization });
    return { at, bearer: at.flowToken ?? '', person, organization, path: `/registrations/${at.id}` };
  }

  describe('about its token', () => {
    it('only staff issue one [MC-TOK-01]', async () => {
      const body = { program: name, organization: anOrganization() };
      expect((await driver.post('/ops/registration-tokens', body)).status).toBe(401);
      const { session } = await driver.admin(anOrganization());
      expect((await driver.post('/ops/registration-tokens', body, session)).status).toBe(403);
    });

    it('it lives to its last second, and not a second longer [MC-TOK-03]', async () => {
      const { secret, expiresAt } = await driver.issue(anOrganization());
      const late = await driver.issue(anOrganization());
      await world.clock.set(new Date(Date.parse(expiresAt) - 1_000).toISOString());
      expect((await driver.start(secret, aPerson().email)).status).toBe(201);
      await world.clock.set(new Date(Date.parse(late.expiresAt) + 1_000).toISOString());
      expect(saying(await driver.start(late.secret, aPerson().email))).toEqual([410, 'token-expired']);
    });

    it('its end is announced without any request [MC-TOK-05]', async () => {
      const { id } = await driver.issue(anOrganization());
      await world.clock.advance(`P${days + 1}D`);
      driver.forgetOps();
      const ops = await driver.ops();
      const look = async (): Promise<true | undefined> =>
        (await driver.get(`/ops/registration-tokens/${id}`, ops)).body.status === 'expired' || undefined;
      await world.eventually(look, 'the token to be expired');
    });

    it('a new one ends the old [MC-TOK-06]', async () => {
      const old = await driver.issue(anOrganization());
      const reissued = await driver.post<{ id: string }>(
        `/ops/registration-tokens/${old.id}/reissue`,
        {},
        await driver.ops(),
      );
      expect(reissued.status).toBe(201);
      const secret = await driver.letterOf(reissued.body.id);
      const gone = async (): Promise<true | undefined> =>
        (await driver.start(old.secret, aPerson().email)).status === 410 || undefined;
      await world.eventually(gone, 'the old token to be gone');
      expect((await driver.start(secret, aPerson().email)).status).toBe(201);
    });

    it('there is no way in without one [MC-REG-15]', async () => {
      const refused = await driver.post<Problem>('/registrations', { program: name, email: aPerson().email });
      expect(saying(refused)).toEqual([422, 'invalid-input']);
      expect(refused.body.errors?.map(({ pointer }) => pointer)).toContain('/token');
      const { paths } = (
        await driver.get<{ paths: Record<string, { post?: { security: object[] } }> }>('/openapi.json')
      ).body;
      const open = Object.keys(paths).filter((path) => paths[path]?.post?.security.length === 0);
      expect(open).toContain('/registrations');
      expect(open.filter((path) => /sign-?up|users|accounts/.test(path))).toEqual([]);
    });

    it('a wrong one says nothing, and the sixth guess must wait [MC-TOK-07]', async () => {
      await world.clock.advance('P2D');
      const { limit } = program.registrationToken.wrongTokens;
      const guess = () => driver.start('AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG', aPerson().email);
      for (let tries = 0; tries < limit; tries += 1) expect(saying(await guess())).toEqual([404, 'token-unknown']);
      const refused = await guess();
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    });
  });

  describe('about its steps', () => {
    it('each step out of order [MC-REG-19]', async () => {
      await world.clock.advance('P4D');
      const { at, bearer, path, person, organization } = await standing('account');
      const accepted = at.document?.boxes.map(({ id }) => id) ?? ['x'];
      for (const [step, body] of [
        ['conditions', { accepted }],
        ['terms', { accepted }],
        ['otp', { channel: 'sms' }],
        ['otp/verify', { code: '123456' }],
      ] as const) {
        expect(saying(await driver.post(`${path}/${step}`, body, bearer))).toEqual([409, 'step-out-of-order']);
      }
      expect((await driver.get<Step>(path, bearer)).body.step).toBe('account');
      const account = accountOf(person, organization);
      const stolen = await driver.post(`${path}/account`, account, (await standing('account')).bearer);
      expect(stolen.status).toBe(404);
      expect((await driver.post(`${path}/account`, account, 'no-bearer-at-all')).status).toBe(401);
    });

    it('is resumed where it stood, by token and address [MC-REG-19]', async () => {
      const [person, organization] = [aPerson(), anOrganization()];
      const { secret } = await driver.issue(organization);
      const first = await driver.start(secret, person.email);
      await driver.take(first.body, { person, organization });
      const again = await driver.start(secret, person.email);
      expect(again.body).toMatchObject({ id: first.body.id, step: 'account' });
      expect(saying(await driver.start(secret, aPerson().email))).toEqual([409, 'token-used']);
    });

    it('each missing field by its name [MC-REG-04] [MC-ORG-02]', async () => {
      const { bearer, path, person, organization } = await standing('account');
      const whole = accountOf(person, organization);
      for (const field of Object.keys(whole) as (keyof typeof whole)[]) {
        const { [field]: left, ...rest } = whole;
        const refused = await driver.post<Problem>(`${path}/account`, rest, bearer);
        expect([field, refused.status, [...new Set(refused.body.errors?.map(({ pointer }) => pointer))]]).toEqual([
          field,
          422,
          [`/${field}`],
        ]);
      }
    });

    it('what does not match the data on file, and after five such tries the token [MC-REG-05]', async () => {
      const { bearer, path, person, organization } = await standing('account');
      const whole = accountOf(person, organization);
      const wrong = [{ taxId: '95-7654321' }, { payToZip: '90001' }, { contactEmail: 'other@there.example' }];
      const answers: Answer<object>[] = [];
      for (let tries = 0; tries < program.registrationToken.mismatchLimit; tries += 1) {
        answers.push(await driver.post(`${path}/account`, { ...whole, ...wrong[tries % wrong.length] }, bearer));
      }
      expect(answers.slice(0, 3).map(saying)).toEqual(wrong.map(() => [422, 'organization-data-mismatch']));
      expect(new Set(answers.slice(0, 3).map(({ body }) => (body as { detail: string }).detail)).size).toBe(1);
      expect(saying(await driver.post(`${path}/account`, whole, bearer))).toEqual([423, 'token-locked']);
      await world.clock.advance(program.registrationToken.mismatchLock);
      await world.clock.advance('PT2S');
      expect((await driver.post(`${path}/account`, whole, bearer)).status).toBe(200);
    });

    it('a second organization of a known person makes no second user [MC-REG-08]', async () => {
      const { person, session } = await driver.admin(anOrganization());
      const second = anOrganization();
      const { secret } = await driver.issue(second);
      const begun = await driver.start(secret, person.email);
      expect(begun.body.flow).toBe('add-organization');
      await driver.provisioned(await driver.until('complete', begun.body, { person, organization: second }));
      const { body } = await driver.get<{ items: object[] }>('/me/memberships', session);
      expect(body.items).toHaveLength(2);
    });
  });

  describe('about its passcode', () => {
    it('a text message to a landline [MC-REG-07]', async () => {
      const { at, person, organization } = await standing('account');
      const landline = { ...person, mobilePhone: '+442079460958' };
      const taken = await driver.take(at, { person: landline, organization });
      const path = `/registrations/${at.id}`;
      expect(taken.status).toBe(200);
      expect(saying(await driver.post(`${path}/otp`, { channel: 'sms' }, at.flowToken))).toEqual([
        422,
        'phone-not-textable',
      ]);
      expect((await driver.post(`${path}/otp`, { channel: 'post' }, at.flowToken)).status).toBe(422);
      expect((await driver.post(`${path}/otp`, { channel: 'voice' }, at.flowToken)).status).toBe(202);
      const [call] = await world.sent({ kind: 'voice', about: at.id });
      expect(call?.secret).toMatch(/\d{6}/);
    });

    it('other than six digits, a wrong one, one of another flow [MC-OTP-02] [MC-OTP-05]', async () => {
      const [mine, other] = [await standing('otp'), await standing('otp')];
      const code = await driver.passcode(mine.path, { phone: mine.person.mobilePhone, bearer: mine.bearer });
      const [sms] = await world.sent({ kind: 'sms', about: mine.at.id });
      expect(sms?.text).toMatch(/[A-Z]{1,3}-\d{6}/);
      for (const wrong of [code.slice(1), `${code}0`])
        expect((await driver.post(`${mine.path}/otp/verify`, { code: wrong }, mine.bearer)).status).toBe(422);
      await driver.passcode(other.path, { phone: other.person.mobilePhone, bearer: other.bearer });
      expect(saying(await driver.post(`${other.path}/otp/verify`, { code }, other.bearer))).toEqual([
        422,
        'otp-invalid',
      ]);
      expect((await driver.post(`${mine.path}/otp/verify`, { code }, mine.bearer)).status).toBe(200);
    });

    it('too soon, too late, too often, and after too many wrong tries the right one [MC-OTP-04]', async () => {
      const { passcode } = program;
      const { path, bearer, person } = await standing('otp');
      const first = await driver.passcode(path, { phone: person.mobilePhone, bearer });
      const soon = await driver.post(`${path}/otp`, { channel: 'sms' }, bearer);
      expect(soon.status).toBe(429);
      expect(Number(soon.headers.get('retry-after'))).toBeGreaterThan(0);
      await world.clock.advance(passcode.lifetime);
      await world.clock.advance('PT1S');
      expect((await driver.post(`${path}/otp/verify`, { code: first }, bearer)).status).toBeGreaterThanOrEqual(400);

      const code = await driver.passcode(path, { phone: person.mobilePhone, bearer });
      const wrong = code === '000000' ? '111111' : '000000';
      for (let tries = 0; tries < passcode.tries; tries += 1)
        expect((await driver.post(`${path}/otp/verify`, { code: wrong }, bearer)).status).toBeGreaterThanOrEqual(400);
      expect((await driver.post(`${path}/otp/verify`, { code }, bearer)).status).toBeGreaterThanOrEqual(400);

      for (let sends = 2; sends < passcode.sends.limit; sends += 1) {
        await world.clock.advance(passcode.resendAfter);
        await world.clock.advance('PT1S');
        expect((await driver.post(`${path}/otp`, { channel: 'sms' }, bearer)).status).toBe(202);
      }
      await world.clock.advance(passcode.resendAfter);
      await world.clock.advance('PT1S');
      expect((await driver.post(`${path}/otp`, { channel: 'sms' }, bearer)).status).toBe(429);
    });
  });

  describe('about its link', () => {
    it('a second too late, after which a reset is the way in [MC-REG-17] [MC-REG-18]', async () => {
      const [person, organization] = [aPerson(), anOrganization()];
      await driver.register(person, organization);
      const [mail] = await world.sent({ kind: 'mail', to: person.email });
      await world.clock.advance(program.passwordLink.lifetime);
      await world.clock.advance('PT1S');
      expect(saying(await driver.post('/password-links/open', { token: mail?.secret }))).toEqual([410, 'link-expired']);
      expect((await driver.post('/password-resets', { email: person.email, program: name })).status).toBe(202);
      await driver.setPassword(person, 2);
      expect((await driver.signIn(person)).status).toBe(200);
      expect(saying(await driver.post('/password-links/open', { token: mail?.secret }))[0]).toBe(410);
    });

    it('is not used up by looking at it [MC-INV-05]', async () => {
      const [person, organization] = [aPerson(), anOrganization()];
      await driver.register(person, organization);
      const [mail] = await world.sent({ kind: 'mail', to: person.email });
      for (const method of ['GET', 'HEAD'] as const)
        await fetch(mail?.links[0] ?? '', { method }).catch(() => undefined);
      for (let opened = 0; opened < 3; opened += 1)
        expect((await driver.post('/password-links/open', { token: mail?.secret })).status).toBe(200);
      await driver.setPassword(person);
    });
  });
});
