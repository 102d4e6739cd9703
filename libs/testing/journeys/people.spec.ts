import { World } from '../src/index.js';
import { Driver, type Problem, type Step } from './driver.js';
import { pack } from './packs.js';
import { anOrganization, aPerson } from './people.js';
import { Team, type User } from './team.js';

interface Invitations {
  items: { id: string; organizationId: string; status: string }[];
}

/** The daily work of an Org Admin with people; each test goes on from where the one before it stopped. */
describe.each(['medi-cal', 'demo-plan'] as const)('people of an organization in %s [X-12]', (name) => {
  const program = pack(name);
  const clinic = anOrganization();
  const dana = aPerson();
  const nina = aPerson({ firstName: 'Nina' });
  let world: World;
  let driver: Driver;
  let team: Team;
  let invited: User;
  let session: string;

  beforeAll(async () => {
    world = await World.start({ program: name, replicas: 2 });
    driver = new Driver(world);
    const { session: admin, organizationId } = await driver.admin(clinic, dana);
    team = new Team(driver, organizationId, admin);
  });
  afterAll(() => world.stop());

  const statusOf = async (id: string): Promise<string> => (await team.user(id)).status;

  it('names each field that is missing or wrong, and adds nobody [MC-ADM-04]', async () => {
    const body = { email: nina.email, firstName: 'Nina', lastName: 'Quill', mobilePhone: nina.mobilePhone };
    for (const field of Object.keys(body)) {
      const answer = await driver.post<Problem>(team.path('/users'), { ...body, [field]: undefined }, team.admin);
      expect([answer.status, [...new Set(answer.body.errors?.map(({ pointer }) => pointer))]]).toEqual([
        422,
        [`/${field}`],
      ]);
    }
    const answer = await team.add(nina, { mobilePhone: '+1 000 000 0000' });
    expect([answer.status, (answer.body as unknown as Problem).errors?.[0]?.pointer]).toEqual([422, '/mobilePhone']);
    const { body: list } = await driver.get<{ items: User[] }>(team.path('/users'), team.admin);
    expect(list.items).toHaveLength(1);
  });

  it('asks before it takes in a new mail domain, then allows it [MC-DOM-03] [MC-ADM-21]', async () => {
    const refused = await team.add(nina, { confirmNewDomain: undefined });
    expect([refused.status, (refused.body as unknown as Problem).code]).toEqual([409, 'new-domain']);
    invited = await team.invite(nina);
    expect(invited).toMatchObject({ status: 'invited', email: nina.email, firstName: 'Nina', npiPermissions: [] });
    const domains = await driver.get<{ items: { domain: string; activeUsers: number }[] }>(
      team.path('/domains'),
      team.admin,
    );
    expect(domains.body.items).toContainEqual(
      expect.objectContaining({ domain: nina.email.split('@')[1], activeUsers: 1 }),
    );
  });

  it('adds nobody twice [MC-ADM-05]', async () => {
    const again = await team.add({ ...nina, email: nina.email.toUpperCase() });
    expect([again.status, again.body]).toEqual([
      409,
      expect.objectContaining({ code: 'user-exists', userStatus: 'invited' }),
    ]);
  });

  it('mails the invitation to that address only, with organization, end and help [MC-INV-01] [MC-INV-15]', async () => {
    const mail = await team.invitationMail(nina);
    expect(mail.to).toBe(nina.email);
    for (const said of [clinic.legalName, program.help.phone]) expect(mail.text).toContain(said);
    expect(mail.links).toHaveLength(1);
  });

  it('replaces an invitation, whose link then works no more [MC-INV-04]', async () => {
    const { secret: old } = await team.invitationMail(nina);
    const reissued = await driver.post<User>(team.path(`/users/${invited.id}/invitation`), {}, team.admin);
    expect(reissued.status).toBe(202);
    const { secret } = await team.invitationMail(nina, 2);
    expect(secret).not.toBe(old);
    expect((await team.open(old)).status).toBe(410);
    expect((await team.open(secret)).status).toBe(201);
  });

  it('lets the invited person register themselves, once [MC-INV-02] [MC-INV-05] [MC-INV-06] [MC-INV-08] [MC-INV-09]', async () => {
    const { secret } = await team.invitationMail(nina, 2);
    const begun = await team.open(secret);
    expect(begun.body).toMatchObject({
      flow: 'register-user',
      step: program.flows['register-user'][0]?.step,
      invited: { email: nina.email, organizationName: clinic.legalName },
    });
    const boxes = begun.body.document?.boxes.map(({ id }) => id) ?? [];
    const some = await driver.post<Problem>(
      `/registrations/${begun.body.id}/terms`,
      { accepted: boxes.slice(1) },
      begun.body.flowToken,
    );
    expect([some.status, some.body.code]).toEqual([422, 'boxes-required']);
    const done = await driver.until('complete', begun.body, { person: nina });
    expect((await driver.provisioned(done)).status).toBe('complete');
    const again = await team.open(secret);
    expect([again.status, (again.body as unknown as Problem).code]).toEqual([410, 'invitation-used']);
  });

  it('proves the phone before the password, and then the person is in, with very little [MC-INV-10] [MC-INV-11] [MC-INV-13] [MC-ADM-17]', async () => {
    await driver.setPassword(nina);
    session = await team.signIn(nina);
    await world.eventually(
      async () => ((await statusOf(invited.id)) === 'active' ? true : undefined),
      'an active user',
    );
    expect((await driver.get(team.path('/users'), session)).status).toBe(403);
    expect((await driver.get<{ items: unknown[] }>('/npis', session)).body.items).toEqual([]);
    expect((await driver.get('/me', session)).status).toBe(200);
  });

  it('finds people by name and address, filters by status, pages in a stable order [MC-ADM-06] [X-02]', async () => {
    const find = async (query: string): Promise<string[]> => {
      const { body } = await driver.get<{ items: User[] }>(team.path(`/users?${query}`), team.admin);
      return body.items.map(({ id }) => id);
    };
    expect(await find('q=nin')).toEqual([invited.id]);
    expect(await find(`q=${encodeURIComponent(nina.email.slice(0, 9))}`)).toContain(invited.id);
    expect(await find('status=invited')).toEqual([]);
    expect(await find('status=active')).toHaveLength(2);
    const first = await driver.get<{ items: User[]; nextCursor: string }>(team.path('/users?limit=1'), team.admin);
    expect(first.headers.get('link')).toContain('rel="next"');
    const rest = await find(`limit=1&cursor=${first.body.nextCursor}`);
    expect(new Set([...first.body.items.map(({ id }) => id), ...rest]).size).toBe(2);
  });

  it('ends a deactivated person’s sessions here at once, and brings them back as they were [MC-ADM-08] [MC-ADM-10] [MC-ADM-11] [MC-ADM-12]', async () => {
    const npi = clinic.npis[0]?.npi ?? '';
    await team.level(invited.id, npi, 'processor');
    expect((await team.user(invited.id)).actions).toEqual(['deactivate']);
    const gone = await team.deactivate(invited.id);
    expect([gone.status, gone.body.status, gone.body.actions]).toEqual([200, 'deactivated', ['reactivate']]);
    await world.eventually(
      async () => ([401, 403].includes((await driver.get('/npis', session)).status) ? true : undefined),
      'the end of the session',
      1_000,
    );
    expect((await driver.signIn(nina)).body).toMatchObject({ code: 'membership-inactive' });
    const back = await team.reactivate(invited.id);
    expect([back.status, back.body.status, back.body.npiPermissions]).toEqual([
      200,
      'active',
      [expect.objectContaining({ npi, level: 'processor' })],
    ]);
    session = await world.eventually(async () => {
      const { status, body } = await driver.signIn(nina);
      return status === 200 ? body.sessionToken : undefined;
    }, 'a sign-in after reactivation');
  });

  it('keeps a domain while anybody uses it, and asks before it comes back [MC-DOM-02] [MC-DOM-04]', async () => {
    const domain = nina.email.split('@')[1] ?? '';
    const remove = (query = '') =>
      driver.ask<Problem & { effects: unknown[] }>(team.path(`/domains/${domain}${query}`), {
        method: 'DELETE',
        bearer: team.admin,
      });
    expect([(await remove()).status, (await remove()).body.code]).toEqual([409, 'domain-in-use']);
    await team.deactivate(invited.id);
    expect((await remove('?dryRun=true')).body.effects).toEqual([
      expect.objectContaining({ kind: 'domain-removed', domain }),
    ]);
    expect((await remove()).status).toBe(204);
    const refused = await team.reactivate(invited.id);
    expect([refused.status, (refused.body as unknown as Problem).code]).toEqual([409, 'domain-removed']);
    expect((await team.reactivate(invited.id, { confirmDomain: true })).body.status).toBe('active');
  });

  it('never loses its last Org Admin [MC-ADM-14]', async () => {
    const { body } = await driver.get<{ items: User[] }>(team.path('/users?q=dana'), team.admin);
    const id = body.items.find(({ email }) => email === dana.email)?.id ?? '';
    for (const answer of [await team.deactivate(id), await team.put(id, 'organization-permission', { level: 'none' })])
      expect([answer.status, (answer.body as unknown as Problem).code]).toEqual([409, 'last-admin']);
    expect((await team.deactivate(id, team.admin, '?dryRun=true')).body.effects).toContainEqual({
      kind: 'refused',
      code: 'last-admin',
    });
  });

  it('lets somebody with an account join by one click, without a second password [MC-INV-14] [MC-ADM-13]', async () => {
    const other = await driver.admin(anOrganization());
    const second = await team.invite({ ...other.person, firstName: 'Olga' });
    const { items } = await world.eventually(async () => {
      const { body } = await driver.get<Invitations>('/me/invitations', other.session);
      return body.items.length > 0 ? body : undefined;
    }, 'the invitation in the account');
    expect(items[0]).toMatchObject({ organizationId: team.organizationId });
    const stranger = await driver.post(`/me/invitations/${items[0]?.id}/acceptance`, {}, session);
    expect([401, 404]).toContain(stranger.status);
    expect((await driver.post(`/me/invitations/${items[0]?.id}/acceptance`, {}, other.session)).status).toBe(200);
    await world.eventually(async () => ((await statusOf(second.id)) === 'active' ? true : undefined), 'the new member');
    const signedIn = await world.eventually(async () => {
      const { body } = await driver.signIn(other.person);
      return body.organizations.length === 2 ? body : undefined;
    }, 'both organizations at sign-in');
    expect(signedIn.next).toBe('select-organization');
    await team.deactivate(second.id);
    const one = await world.eventually(async () => {
      const { body } = await driver.signIn(other.person);
      return body.organizations.length === 1 ? body : undefined;
    }, 'one organization at sign-in');
    expect(one.next).toBe('home');
  });

  it('ends invitations after their days, as the list says, and a new one begins anew [MC-INV-03]', async () => {
    const late = aPerson({ firstName: 'Lars' });
    const { id } = await team.invite(late);
    const { secret } = await team.invitationMail(late);
    await world.clock.advance(program.invitation.lifetime);
    await world.clock.advance('PT1S');
    const refused = await team.open(secret);
    expect([refused.status, (refused.body as unknown as Step & Problem).code]).toEqual([410, 'invitation-expired']);
    team.admin = (await driver.signIn(dana)).body.sessionToken;
    expect(await statusOf(id)).toBe('invitationExpired');
  });
});
