import { connect, type NatsConnection } from '@nats-io/transport-node';
import { World } from '../src/index.js';
import { Driver, type Step } from './driver.js';
import { anOrganization, aPerson } from './people.js';

const crowd = 50;
const rounds = 20;
const numbers = Array.from({ length: rounds }, (_, round) => round);
const atOnce = <T>(work: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: crowd }, (_, n) => work(n)));

/** Counts the facts that reach the stream, by subject of the event and id of the aggregate. */
class Ear {
  /** By the fact's id: one that is published twice is stored and handled once, though it is heard twice here. */
  readonly heard = new Map<string, { fact: string; about: string }>();

  private constructor(private readonly nc: NatsConnection) {}

  static async listen(world: World): Promise<Ear> {
    const { url, user, pass } = world.servers.nats;
    const ear = new Ear(await connect({ servers: url, user, pass }));
    const callback = (_error: Error | null, message: { subject: string; json<T>(): T }): void => {
      const { id, subject } = message.json<{ id: string; subject: string }>();
      ear.heard.set(id, { fact: message.subject.split('.')[2] ?? '', about: subject });
    };
    for (const subject of ['identity.event.>', 'organization.event.>']) ear.nc.subscribe(subject, { callback });
    await ear.nc.flush();
    return ear;
  }

  count(fact: string, about: string): number {
    return [...this.heard.values()].filter((each) => each.fact === fact && each.about === about).length;
  }

  close(): Promise<void> {
    return this.nc.close();
  }
}

describe(`races of ${crowd} at a time, ${rounds} rounds, two replicas of everything`, () => {
  let world: World;
  let driver: Driver;
  let ear: Ear;

  beforeAll(async () => {
    world = await World.start({ replicas: 2 });
    driver = new Driver(world);
    ear = await Ear.listen(world);
    await driver.ops();
  });
  afterAll(async () => {
    await ear.close();
    await world.stop();
  });

  it.each(numbers)('one token admits one person, round %i [MC-TOK-04]', async () => {
    const { id, secret } = await driver.issue(anOrganization());
    const answers = await atOnce(() => driver.start(secret, aPerson().email));
    const winners = answers.filter(({ status }) => status === 201);
    const losers = answers.filter(({ status }) => status !== 201);
    expect(winners).toHaveLength(1);
    expect(losers.map(({ status, body }) => [status, (body as unknown as { code: string }).code])).toEqual(
      losers.map(() => [409, 'token-used']),
    );
    const begun = await world.eventually(
      async () => ear.count('registration-started', winners[0]?.body.id ?? '') || undefined,
      'the start to be told',
    );
    expect([begun, ear.count('registration-token-begun', id)]).toEqual([1, 1]);
  });

  it.each(numbers)('one passcode is proven once, round %i [MC-OTP-04]', async () => {
    const [person, organization] = [aPerson(), anOrganization()];
    const { secret } = await driver.issue(organization);
    const at = await driver.until('otp', (await driver.start(secret, person.email)).body, { person, organization });
    const path = `/registrations/${at.id}`;
    const code = await driver.passcode(path, { phone: person.mobilePhone, bearer: at.flowToken ?? '' });
    const answers = await atOnce(() => driver.post<Step>(`${path}/otp/verify`, { code }, at.flowToken));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  });

  it.each(numbers)(
    'one link sets one password, one registration makes one organization, round %i [MC-INV-02] [X-05]',
    async () => {
      const [person, organization] = [aPerson(), anOrganization()];
      const { secret } = await driver.issue(organization);
      const at = await driver.until('conditions', (await driver.start(secret, person.email)).body, {
        person,
        organization,
      });
      const accepted = at.document?.boxes.map(({ id }) => id);
      const done = await atOnce(() =>
        driver.post<Step>(`/registrations/${at.id}/conditions`, { accepted }, at.flowToken),
      );
      expect(done.filter(({ status }) => status === 200)).toHaveLength(1);
      await driver.provisioned(at);

      const { path, bearer } = await driver.provenLink(person);
      const set = await atOnce(() => driver.post(`${path}/password`, { password: person.password }, bearer));
      const winners = set.filter(({ status }) => status === 200);
      expect(set.filter(({ status }) => status >= 500 && status !== 503)).toEqual([]);
      expect(winners).toHaveLength(1);
      expect(
        await world
          .outbox({ kind: 'mail', to: person.email })
          .then((mails) => mails.filter(({ secret: link }) => link)),
      ).toHaveLength(1);
      const signedIn = await driver.signIn(person);
      expect(signedIn.body.organizations).toHaveLength(1);
      const organizationId = signedIn.body.organizations[0]?.organizationId ?? '';
      expect([ear.count('organization-claimed', organizationId), ear.count('registration-completed', at.id)]).toEqual([
        1, 1,
      ]);
    },
  );

  it('one further organization is added once, in every round [MC-ORG-01]', async () => {
    const { person, session } = await driver.admin(anOrganization());
    for (const round of numbers) {
      const organization = anOrganization();
      const { secret } = await driver.issue(organization);
      const begun = await atOnce(() => driver.post<Step>('/me/organizations', { token: secret }, session));
      const ids = new Set(begun.filter(({ status }) => status === 201).map(({ body }) => body.id));
      expect([round, ids.size]).toEqual([round, 1]);
      const first = begun.find(({ status }) => status === 201)?.body as Step;
      // A phone of its own for each, as one phone is not sent so many passcodes in an hour.
      const owner = { ...person, mobilePhone: aPerson().mobilePhone };
      const at = await driver.until('conditions', first, { person: owner, organization });
      const accepted = at.document?.boxes.map(({ id }) => id);
      const done = await atOnce(() =>
        driver.post<Step>(`/registrations/${at.id}/conditions`, { accepted }, at.flowToken),
      );
      expect(done.filter(({ status }) => status === 200)).toHaveLength(1);
      await driver.provisioned(at);
    }
    const { body } = await driver.get<{ items: object[] }>('/me/memberships', session);
    expect(body.items).toHaveLength(rounds + 1);
  }, 600_000);
});
