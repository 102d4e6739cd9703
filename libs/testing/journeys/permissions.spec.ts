import { World } from '../src/index.js';
import { Driver, type Problem } from './driver.js';
import { pack } from './packs.js';
import { anNpi, anOrganization, aPerson } from './people.js';
import { type Colleague, type Effect, Team, type User } from './team.js';

interface Permissions {
  status: string;
  orgRole: string;
  actions: string[];
  npis: { npi: string; level: string; types: string[]; actions: string[] }[];
}
interface Explanation {
  allowed: boolean;
  summary: string;
  because: { kind: string; text: string; by?: string; at?: string }[];
}
type Refused = Problem & { decisionId?: string };

/** Who may do what, over HTTP; each test goes on from where the one before it stopped. */
describe.each(['medi-cal', 'demo-plan'] as const)('permissions in %s [X-12]', (name) => {
  const program = pack(name);
  const clinic = anOrganization();
  const [first = '', second = ''] = clinic.npis.map(({ npi }) => npi);
  const [type = ''] = program.correspondenceTypes.map(({ id }) => id);
  let world: World;
  let driver: Driver;
  let team: Team;
  let adminId: string;
  let pat: Colleague;

  beforeAll(async () => {
    world = await World.start({ program: name, replicas: 2 });
    driver = new Driver(world);
    const { session, organizationId } = await driver.admin(clinic);
    team = new Team(driver, organizationId, session);
    adminId = (await driver.get<{ items: User[] }>(team.path('/users'), session)).body.items[0]?.id ?? '';
    pat = await team.colleague(aPerson({ firstName: 'Pat' }));
  });
  afterAll(() => world.stop());

  const effective = async (bearer: string, user?: string): Promise<Permissions> =>
    (await driver.get<Permissions>(`/permissions${user ? `?user=${user}` : ''}`, bearer)).body;
  const explain = async (query: string): Promise<Explanation> =>
    (await driver.get<Explanation>(`/permissions/explain?${query}`, team.admin)).body;
  const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as Problem).code];

  it('are whole for the Org Admin, also for NPIs added later [MC-REG-13] [MC-REG-14] [MC-PRM-16]', async () => {
    const held = await effective(team.admin);
    expect([held.orgRole, held.npis.map(({ level }) => level)]).toEqual(['admin', ['admin', 'admin']]);
    const body = { npi: anNpi(), providerName: 'Later Clinic', providerType: 'Clinic', enrollmentType: 'group' };
    const attached = await driver.post(`/ops/organizations/${team.organizationId}/npis`, body, await driver.ops());
    expect(attached.status).toBe(201);
    expect((await effective(team.admin)).npis).toContainEqual(
      expect.objectContaining({ npi: body.npi, level: 'admin' }),
    );
    const ended = await driver.ask(`/ops/organizations/${team.organizationId}/npis/${body.npi}`, {
      method: 'DELETE',
      bearer: await driver.ops(),
    });
    expect(ended.status).toBe(204);
    expect((await effective(team.admin)).npis).not.toContainEqual(expect.objectContaining({ npi: body.npi }));
  });

  it('are none for somebody new, who sees no NPI [MC-PRM-02]', async () => {
    expect((await effective(pat.session)).npis.filter(({ actions }) => actions.length > 0)).toEqual([]);
  });

  it('take one of three levels per NPI, and nothing else [MC-PRM-01] [MC-PRM-18]', async () => {
    const put = (body: object) => team.put(pat.user.id, 'npi-permissions', body);
    expect((await put({ assignments: [{ npi: first, level: 'owner' }] })).status).toBe(422);
    expect((await put({})).status).toBe(422);
    expect((await put({ assignments: [] })).status).toBe(422);
    expect(
      codeOf(
        await put({
          assignments: [
            { npi: first, level: 'admin' },
            { npi: anNpi(), level: 'admin' },
          ],
        }),
      ),
    ).toEqual([403, 'npi-not-held']);
    expect((await team.user(pat.user.id)).npiPermissions.filter(({ level }) => level !== 'none')).toEqual([]);
  });

  it('for all NPIs at once are what each alone would be, and show no correspondence [MC-PRM-07] [MC-PRM-09]', async () => {
    const all = await team.put(pat.user.id, 'npi-permissions', { all: 'processor' });
    expect(all.body.correspondencePermissions).toEqual([]);
    const quick = all.body.npiPermissions.map(({ npi, level }) => [npi, level]).sort();
    await team.put(pat.user.id, 'npi-permissions', { all: 'none' });
    for (const npi of [first, second]) await team.level(pat.user.id, npi, 'processor');
    const single = (await team.user(pat.user.id)).npiPermissions.map(({ npi, level }) => [npi, level]).sort();
    expect(quick).toEqual(single);
  });

  it('to correspondence need the NPI, follow it, and go with it [MC-PRM-10] [MC-PRM-11] [MC-PRM-12] [MC-PRM-13] [MC-PRM-14]', async () => {
    expect(
      (await team.put(pat.user.id, 'correspondence-permissions', { grants: [{ npi: first, types: ['gossip'] }] }))
        .status,
    ).toBe(422);
    const single = await team.types(pat.user.id, first, [type]);
    expect(single.correspondencePermissions).toEqual([
      { npi: first, types: [{ id: type, name: program.correspondenceTypes[0]?.name }] },
    ]);
    const bulk = await driver.post<User>(
      team.path(`/users/${pat.user.id}/correspondence-permissions/bulk`),
      { npis: [first, second], types: [type] },
      team.admin,
    );
    expect(bulk.body.correspondencePermissions.map(({ npi }) => npi).sort()).toEqual([first, second].sort());
    await team.level(pat.user.id, second, 'none');
    await team.level(pat.user.id, second, 'processor');
    expect((await team.user(pat.user.id)).correspondencePermissions.map(({ npi }) => npi)).toEqual([first]);
    await team.level(pat.user.id, second, 'none');
    expect(
      codeOf(await team.put(pat.user.id, 'correspondence-permissions', { grants: [{ npi: second, types: [type] }] })),
    ).toEqual([409, 'npi-not-assigned']);
  });

  it('explain themselves: who gave what, when, and who can change it', async () => {
    const allowed = await explain(`user=${pat.user.id}&action=npi.read&npi=${first}`);
    expect(allowed.allowed).toBe(true);
    expect(allowed.because.map(({ text }) => text).join(' ')).toContain('Dana Quill');
    const denied = await explain(`user=${pat.user.id}&action=user.manage`);
    expect([denied.allowed, denied.because.length > 0, denied.summary.includes('Pat')]).toEqual([false, true, true]);
  });

  it('refuse with a decision that an Org Admin can open, and nobody else [MC-ADM-02] [MC-ADM-03]', async () => {
    await team.level(pat.user.id, first, 'admin');
    const refused = await driver.get<Refused>(team.path('/users'), pat.session);
    expect(refused.status).toBe(403);
    const path = `/permissions/decisions/${refused.body.decisionId}`;
    const opened = await world.eventually(async () => {
      const answer = await driver.get<Explanation>(path, team.admin);
      return answer.status === 200 ? answer.body : undefined;
    }, 'the decision');
    expect([opened.allowed, opened.because.length > 0]).toEqual([false, true]);
    expect((await driver.get(path, pat.session)).status).toBe(403);
    const elsewhere = await driver.admin(anOrganization());
    expect((await driver.get(path, elsewhere.session)).status).toBe(404);
    expect((await driver.get(team.path('/users'), elsewhere.session)).status).toBe(404);
  });

  it('say beforehand what a change would do, and then do that', async () => {
    const body = { assignments: [{ npi: first, level: 'none' }] };
    const would = await team.put(pat.user.id, 'npi-permissions?dryRun=true', body);
    expect(would.body.npiPermissions).toContainEqual(expect.objectContaining({ npi: first, level: 'admin' }));
    const did = await team.put(pat.user.id, 'npi-permissions', body);
    expect(did.body.effects).toEqual(would.body.effects);
    expect((would.body.effects as Effect[]).map(({ kind }) => kind)).toContain('grants-cleared');
  });

  it('are judged against the version that was seen [X-04]', async () => {
    const { version } = await team.user(pat.user.id);
    const put = (tag: string) =>
      driver.ask(team.path(`/users/${pat.user.id}/npi-permissions`), {
        method: 'PUT',
        body: { assignments: [{ npi: first, level: 'processor' }] },
        bearer: team.admin,
        headers: { 'if-match': `"${tag}"` },
      });
    expect((await put(version)).status).toBe(200);
    expect((await put(version)).status).toBe(412);
  });

  it('make an Org Admin, who then holds all, and unmake one at once [MC-PRM-15] [MC-PRM-17]', async () => {
    await team.organizationLevel(pat.user.id, 'admin');
    const able = await world.eventually(
      async () => ((await driver.get(team.path('/users'), pat.session)).status === 200 ? true : undefined),
      'the new Org Admin',
    );
    expect(able).toBe(true);
    const down = await team.put(adminId, 'organization-permission', { level: 'processor' }, pat.session);
    expect(down.status).toBe(200);
    expect((await driver.get(team.path('/users'), team.admin)).status).toBe(403);
    const back = await team.put(adminId, 'organization-permission', { level: 'admin' }, pat.session);
    expect(back.status).toBe(200);
  });

  it('hold between two instants, by the clock [MC-PRM-17]', async () => {
    await team.organizationLevel(pat.user.id, 'none');
    await team.put(pat.user.id, 'npi-permissions', { all: 'none' });
    const now = Date.parse((await driver.post<{ now: string }>('/dev/clock', { advance: 'PT0S' })).body.now);
    const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
    const assignments = [{ npi: first, level: 'processor', from: at(2), to: at(4) }];
    expect((await team.put(pat.user.id, 'npi-permissions', { assignments })).status).toBe(200);
    const seen = async (): Promise<number> => (await driver.get(`/npis/${first}`, pat.session)).status;
    expect(await seen()).toBe(404);
    await world.clock.advance('PT2M1S');
    await world.eventually(async () => ((await seen()) === 200 ? true : undefined), 'the grant to begin');
    await world.clock.advance('PT2M');
    expect(await seen()).toBe(404);
  });
});
