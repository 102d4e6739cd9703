import { badInput, type Callers, World } from '../src/index.js';
import { Driver } from './driver.js';
import { anOrganization, aPerson } from './people.js';

describe('bad input over HTTP', () => {
  let world: World;
  let callers: Callers;
  let before: number[];

  beforeAll(async () => {
    world = await World.start({ replicas: 1 });
    const driver = new Driver(world);
    const { person, session, organizationId } = await driver.admin(anOrganization());
    const { id, secret } = await driver.issue(anOrganization());
    const begun = (await driver.start(secret, aPerson().email)).body;
    await driver.post('/password-resets', { email: person.email, program: world.program });
    const link = await driver.provenLink(person, 2);
    callers = {
      member: session,
      ops: await driver.ops(),
      flows: {
        registrationId: { id: begun.id, bearer: begun.flowToken ?? '' },
        linkId: { id: link.path.split('/').at(-1) ?? '', bearer: link.bearer },
      },
      ids: { tokenId: id, organizationId },
    };
    before = processes();
  });
  afterAll(() => world.stop());

  const processes = (): number[] => ['gateway', 'identity', 'organization', 'pin'].flatMap((name) => world.pids(name));

  it('of every kind in every field is refused and named, and breaks nothing', async () => {
    const { requests, statuses, faults } = await badInput(world, callers);
    expect(faults.slice(0, 20)).toEqual([]);
    expect(requests).toBeGreaterThan(2_000);
    expect(Object.keys(statuses).filter((status) => !status.startsWith('4'))).toEqual([]);
  });

  it('leaves every process alive, nothing in the logs, and the journey as it was', async () => {
    expect(processes()).toEqual(before);
    expect(world.logs('gateway')).not.toMatch(/"level":"?(?:error|50|fatal|60)\b/);
    const driver = new Driver(world);
    const { organizationId } = await driver.admin(anOrganization());
    expect(organizationId).toBeTruthy();
  });
});
