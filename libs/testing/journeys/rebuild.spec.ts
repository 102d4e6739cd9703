import { createHash } from 'node:crypto';
import { type Document, MongoClient } from 'mongodb';
import { World } from '../src/index.js';
import { Driver } from './driver.js';
import { anOrganization, aPerson } from './people.js';
import { Team } from './team.js';

interface StoredStanding extends Document {
  _id: string;
  version: number;
}

/** A copy of rights that is lost comes back as it was, told by its owner. */
describe('the pin service’s copy of rights', () => {
  const clinic = anOrganization();
  const [first = '', second = ''] = clinic.npis.map(({ npi }) => npi);
  let world: World;
  let team: Team;
  let client: MongoClient;

  beforeAll(async () => {
    world = await World.start();
    const driver = new Driver(world);
    const { session, organizationId } = await driver.admin(clinic, aPerson());
    team = new Team(driver, organizationId, session);
    const [ned, paula] = [await team.colleague(aPerson()), await team.colleague(aPerson())];
    await team.level(ned.user.id, first, 'admin');
    await team.level(paula.user.id, second, 'processor');
    await team.invite();
    client = await new MongoClient(world.servers.mongoUrl).connect();
  });
  afterAll(async () => {
    await client.close();
    await world.stop();
  });

  const standings = () => {
    const name = world.servers.databases.find((each) => each.startsWith('portico_pin')) ?? '';
    return client.db(name).collection<StoredStanding>('standings');
  };
  const kept = () => standings().find({}).sort({ _id: 1 }).toArray();
  /** Of everything that decides; a member's version also rises by changes of other things. */
  const hashOf = (all: StoredStanding[]): string =>
    createHash('sha256')
      .update(JSON.stringify(all.map(({ version: _version, ...decides }) => decides)))
      .digest('hex');

  it('is rebuilt from nothing to an equal state by one command', async () => {
    const before = await world.eventually(async () => {
      const all = await kept();
      return all.length === 4 && all.filter(({ npis }) => (npis as unknown[]).length > 0).length === 2
        ? all
        : undefined;
    }, 'the rights of four members');
    await standings().deleteMany({});
    const refused = await team.driver.get<{ code: string }>('/npis', team.admin);
    expect([refused.status, refused.body.code]).toEqual([503, 'rights-behind']);

    expect(await world.askAsOperator('RebuildStandings')).toEqual({ members: 4 });
    const after = await kept();
    expect(hashOf(after)).toBe(hashOf(before));
    for (const [at, { version }] of after.entries()) expect(version).toBeGreaterThanOrEqual(before[at]?.version ?? 0);
    expect((await team.driver.get('/npis', team.admin)).status).toBe(200);
  });

  it('and again at once, of one organization, also when what is there is wrong', async () => {
    const before = await kept();
    await standings().updateMany({}, { $set: { orgRole: 'admin', version: 9_999 } });
    const { organizationId } = team;

    expect(await world.askAsOperator('RebuildStandings', { organizationId })).toEqual({ members: 4 });
    expect(hashOf(await kept())).toBe(hashOf(before));
  });
});
