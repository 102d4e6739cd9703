import { World } from '../src/index.js';
import { Driver, type Step } from './driver.js';
import { factsOf } from './facts.js';
import { anOrganization, aPerson } from './people.js';

describe('what remains of a registration for those who examine it', () => {
  const organization = anOrganization();
  const person = aPerson();
  let world: World;
  let driver: Driver;
  let at: Step;

  beforeAll(async () => {
    world = await World.start({ replicas: 2 });
    driver = new Driver(world);
    at = await driver.register(person, organization);
    await driver.setPassword(person);
    await driver.signIn(person);
  });
  afterAll(() => world.stop());

  it('every fact says who, what, when and in which order, and what a person did says from where [X-08]', async () => {
    const facts = await factsOf(world);
    expect(facts.length).toBeGreaterThan(15);
    for (const { id, type, subject, sequence, time, actor } of facts) {
      expect([id, type, subject, time].every(Boolean) && sequence > 0).toBe(true);
      expect(actor.kind === 'system' ? actor.process : actor.address).toBeTruthy();
    }
    const issued = facts.find(({ type }) => type.includes('registration-token-issued'));
    expect(issued?.actor).toMatchObject({
      kind: 'user',
      userId: expect.any(String),
      authenticatedAt: expect.any(String),
    });
    const own = facts.filter(({ subject }) => subject === at.id).map(({ type }) => type.split('.')[2]);
    expect(own[0]).toBe('registration-started');
    expect(own).toEqual(
      expect.arrayContaining([
        'registration-advanced',
        'passcode-sent',
        'registration-completed',
        'registration-provisioned',
      ]),
    );
  });

  it('one trace is found in the logs of every process, also behind events and jobs [X-11]', async () => {
    const traceId = 'abcdefabcdefabcdefabcdefabcdef01';
    const [someone, theirs] = [aPerson(), anOrganization()];
    const { secret } = await driver.issue(theirs);
    const conditions = await driver.until('conditions', (await driver.start(secret, someone.email)).body, {
      person: someone,
      organization: theirs,
    });
    const accepted = conditions.document?.boxes.map(({ id }) => id);
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    const done = await world.http<Step>(`/registrations/${conditions.id}/conditions`, {
      body: { accepted },
      bearer: conditions.flowToken,
      headers,
    });
    expect(done.headers.get('x-trace-id')).toBe(traceId);
    await world.sent({ kind: 'mail', to: someone.email });
    for (const name of ['gateway', 'identity', 'organization', 'pin']) {
      const found = async (): Promise<true | undefined> => world.logs(name).includes(traceId) || undefined;
      await world.eventually(found, `the trace in the logs of ${name}`);
    }
  });

  it('the processes say that they live, are ready, and count what they do [X-11]', async () => {
    for (const url of ['gateway', 'identity', 'organization', 'pin'].flatMap((name) => world.operationsUrls(name))) {
      expect((await fetch(`${url}/livez`)).status).toBe(200);
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^portico_\w+/m);
    }
  });
});
