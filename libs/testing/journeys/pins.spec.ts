import { World } from '../src/index.js';
import { Driver, type Problem } from './driver.js';
import { pack } from './packs.js';
import { anNpi, anOrganization, aPerson } from './people.js';
import { type Colleague, must, Team } from './team.js';

interface Pin {
  pin: string;
  expiresIn: number;
}
type Refused = Problem & { nextResetAt?: string; decisionId?: string };

/** PIN Management over HTTP; each test goes on from where the one before it stopped. */
describe.each(['medi-cal', 'demo-plan'] as const)('PINs in %s [X-12]', (name) => {
  const program = pack(name);
  const clinic = anOrganization();
  const dana = aPerson();
  const [first = '', second = ''] = clinic.npis.map(({ npi }) => npi);
  const asksPasscode = program.stepUp.includes('pin.view');
  let world: World;
  let driver: Driver;
  let team: Team;
  let ned: Colleague;
  let paula: Colleague;
  let shown: string;

  beforeAll(async () => {
    world = await World.start({ program: name, replicas: 2 });
    driver = new Driver(world);
    const { session, organizationId } = await driver.admin(clinic, dana);
    team = new Team(driver, organizationId, session);
    ned = await team.colleague(aPerson({ firstName: 'Ned' }));
    paula = await team.colleague(aPerson({ firstName: 'Paula' }));
    await team.level(ned.user.id, first, 'admin');
    await team.level(paula.user.id, first, 'processor');
  });
  afterAll(() => world.stop());

  const npisOf = async (bearer: string, query = ''): Promise<string[]> => {
    const { body } = await driver.get<{ items: { npi: string }[] }>(`/npis${query}`, bearer);
    return body.items.map(({ npi }) => npi).sort();
  };
  const reveal = (npi: string, bearer: string) => driver.post<Pin & Refused>(`/npis/${npi}/pin/reveals`, {}, bearer);
  const reset = (npi: string, bearer: string) => driver.post<Refused>(`/npis/${npi}/pin/reset`, {}, bearer);

  it('lists the NPIs that a person may see, without their PINs [MC-PIN-01] [MC-PIN-03] [MC-PIN-06]', async () => {
    const seen = await world.eventually(async () => {
      const npis = await npisOf(ned.session);
      return npis.length > 0 ? npis : undefined;
    }, 'the NPI Admin’s NPI');
    expect(seen).toEqual([first]);
    expect(await npisOf(team.admin)).toEqual([first, second].sort());
    expect(await npisOf(team.admin, `?q=${first.slice(0, 9)}`)).toContain(first);
    expect(await npisOf(team.admin, '?q=pharm')).toEqual([second]);
    const { text } = await driver.get('/npis', team.admin);
    expect(text).not.toMatch(/"pin"/);
  });

  it('shows an NPI with its provider, and no other one [MC-PIN-12] [MC-PRM-02]', async () => {
    expect((await driver.get(`/npis/${first}`, ned.session)).body).toMatchObject({
      providerName: clinic.npis[0]?.providerName,
      providerType: clinic.npis[0]?.providerType,
      level: 'admin',
    });
    expect((await driver.get(`/npis/${second}`, ned.session)).status).toBe(404);
    expect((await driver.get(`/npis/${anNpi()}`, team.admin)).status).toBe(404);
    expect((await driver.get('/npis/1234567890', team.admin)).status).toBe(404);
  });

  it('shows a PIN for some seconds, to an NPI Admin, after a fresh passcode where the program asks it [MC-PIN-05] [MC-PRM-03] [MC-OTP-03]', async () => {
    if (asksPasscode) {
      expect((await reveal(first, ned.session)).body.code).toBe('otp-required');
      ned = { ...ned, session: await team.strengthen(ned) };
    }
    const answer = await reveal(first, ned.session);
    const { pin, expiresIn } = must(answer, 201, 'the PIN');
    expect(pin).toMatch(new RegExp(`^\\d{${program.pin.digits}}$`));
    expect(expiresIn).toBeLessThanOrEqual(30);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    shown = pin;
  });

  it('records each showing, with who saw it, and not what [MC-PIN-06] [X-08]', async () => {
    const { body, text } = await world.eventually(async () => {
      const answer = await driver.get<{ items: { actorMember?: string }[] }>(
        team.path('/audit?action=pin.pin-revealed'),
        team.admin,
      );
      return answer.body.items?.length > 0 ? answer : undefined;
    }, 'the record of the showing');
    expect(body.items).toEqual([expect.objectContaining({ actorMember: ned.user.id })]);
    expect(text).not.toContain(shown);
  });

  it('shows no Processor a PIN, and says why to the Org Admin [MC-PRM-05] [MC-PRM-06]', async () => {
    const bearer = asksPasscode ? await team.strengthen(paula) : paula.session;
    const allowed = program.pin.processor === 'view-reset';
    expect((await reveal(first, bearer)).status).toBe(allowed ? 201 : 403);
    const refused = await reset(first, bearer);
    expect(refused.status).toBe(allowed ? 200 : 403);
    if (!allowed) expect(refused.body.decisionId).toEqual(expect.any(String));
  });

  it('is reset once a day, by one of fifty at once [MC-PIN-07] [MC-PIN-08]', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => reset(second, team.admin)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(new Set(statuses)).toEqual(new Set([200, 409]));
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'pin-reset-limit', nextResetAt: expect.any(String) });
    await world.clock.set(String(refused?.body.nextResetAt));
    const again = must(await driver.signIn(dana), 200, 'the sign-in').sessionToken;
    team.admin = again;
    expect((await reset(second, again)).status).toBe(200);
  });

  it('is gone with its NPI, for everybody at once [MC-PIN-13]', async () => {
    const path = `/ops/organizations/${team.organizationId}/npis/${second}`;
    driver.forgetOps();
    const bearer = await driver.ops();
    expect((await driver.ask(path, { method: 'DELETE', bearer })).status).toBe(204);
    await world.eventually(
      async () => ((await driver.get(`/npis/${second}`, team.admin)).status === 404 ? true : undefined),
      'the end of the NPI',
      5_000,
    );
  });
});
