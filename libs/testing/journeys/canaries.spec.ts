import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { BSON, MongoClient } from 'mongodb';
import { World } from '../src/index.js';
import { codeIn, Driver } from './driver.js';
import { factsOf } from './facts.js';
import { anOrganization, aPassword, aPerson, type Person } from './people.js';
import { Team } from './team.js';

/** The ways in which a secret might be written down. */
function writings(secret: string): string[] {
  const bare = secret.replaceAll(/[^0-9A-Za-z]/g, '');
  const bytes = Buffer.from(secret);
  return [
    secret,
    bare,
    encodeURIComponent(secret),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });

async function databaseText(world: World): Promise<string> {
  const client = await new MongoClient(world.servers.mongoUrl).connect();
  const collections = await Promise.all(world.servers.databases.map((name) => client.db(name).collections()));
  const rows = await Promise.all(collections.flat().map((collection) => collection.find({}).toArray()));
  await client.close();
  return rows
    .flat()
    .map((row) => BSON.EJSON.stringify(row))
    .join('\n');
}

async function redisText(world: World): Promise<string> {
  const redis = new Redis(world.servers.redisUrl);
  const keys = await redis.keys('*');
  const dumps = await Promise.all(
    keys.map(async (key) => `${key} ${((await redis.dumpBuffer(key)) ?? Buffer.alloc(0)).toString('latin1')}`),
  );
  await redis.quit();
  const files = filesBelow(join(world.folder, 'redis')).map((path) => readFileSync(path, 'latin1'));
  return [...dumps, ...files].join('\n');
}

const streamText = async (world: World): Promise<string> =>
  (await factsOf(world)).map((fact) => JSON.stringify(fact)).join('\n');

/** The PIN of an NPI as it was shown, before and after a reset. */
async function pinsOf(driver: Driver, { person, session }: { person: Person; session: string }): Promise<string[]> {
  const list = () => driver.get<{ items?: { npi: string }[] }>('/npis', session);
  const [npi] = await driver.world.eventually(async () => {
    const { items = [] } = (await list()).body;
    return items.length > 0 ? items.map((each) => each.npi) : undefined;
  }, 'an NPI');
  const code = await driver.passcode('/session', { phone: person.mobilePhone, bearer: session });
  const { body } = await driver.post<{ sessionToken: string }>('/session/otp/verify', { code }, session);
  const reveal = () => driver.post<{ pin: string }>(`/npis/${npi}/pin/reveals`, {}, body.sessionToken);
  const before = await reveal();
  expect((await driver.post(`/npis/${npi}/pin/reset`, {}, body.sessionToken)).status).toBe(200);
  return [before.body.pin, (await reveal()).body.pin];
}

/** What an invitation carries: its token, and the phones that were entered for the person. */
async function invitation(driver: Driver, { session, organizationId }: { session: string; organizationId: string }) {
  const team = new Team(driver, organizationId, session);
  const person = aPerson({ firstName: 'Ines' });
  const businessPhone = aPerson().mobilePhone;
  expect((await team.add(person, { businessPhone })).status).toBe(201);
  const { secret } = await team.invitationMail(person);
  expect((await team.open(secret)).status).toBe(201);
  return { 'invitation token': secret, 'invited phone': person.mobilePhone, 'business phone': businessPhone };
}

describe('secrets of the first journey are nowhere but where they belong [X-09] [MC-OTP-06]', () => {
  const organization = anOrganization();
  const person = aPerson();
  const secrets: Record<string, string> = {};
  let world: World;

  beforeAll(async () => {
    world = await World.start({ replicas: 1 });
    const driver = new Driver(world);
    const { secret, id } = await driver.issue(organization);
    const begun = await driver.start(secret, person.email);
    const at = await driver.until('otp', begun.body, { person, organization });
    const code = await driver.passcode(`/registrations/${at.id}`, {
      phone: person.mobilePhone,
      bearer: at.flowToken ?? '',
    });
    await driver.post(`/registrations/${at.id}/otp/verify`, { code }, at.flowToken);
    const conditions = await driver.get<{ step: string; id: string; document?: never }>(
      `/registrations/${at.id}`,
      at.flowToken,
    );
    await driver.provisioned(await driver.until('complete', { ...at, ...conditions.body }, { person, organization }));
    await driver.setPassword(person);
    const wrong = aPassword();
    await driver.signIn({ ...person, password: wrong });
    const signedIn = await driver.signIn(person);
    await driver.get('/me', signedIn.body.sessionToken);
    const [{ organizationId = '' } = {}] = signedIn.body.organizations;
    const invited = await invitation(driver, { session: signedIn.body.sessionToken, organizationId });
    const pins = await pinsOf(driver, { person, session: signedIn.body.sessionToken });
    const codes = (await world.outbox({ kind: 'sms', to: person.mobilePhone })).map(codeIn);
    const links = (await world.outbox({ kind: 'mail', to: person.email }))
      .map(({ secret: link }) => link)
      .filter(Boolean);
    const flow = at.flowToken ?? '';
    Object.assign(secrets, {
      token: secret,
      password: person.password,
      'wrong password': wrong,
      EIN: organization.taxId,
    });
    Object.assign(secrets, invited, { phone: person.mobilePhone, session: signedIn.body.sessionToken, flow });
    links.forEach((link, at2) => (secrets[`link ${at2}`] = link));
    codes.forEach((digits, at2) => (secrets[`passcode ${at2}`] = digits));
    pins.forEach((pin, at2) => (secrets[`PIN ${at2}`] = pin));
    expect(id).toBeTruthy();
  });
  afterAll(() => world.stop());

  /** Few digits also stand in numbers by chance; a passcode or a PIN counts where it stands alone. */
  const found = (text: string): string[] =>
    Object.entries(secrets)
      .filter(([name, secret]) =>
        /^(passcode|PIN)/.test(name)
          ? new RegExp(`(?<![0-9a-fA-F.])${secret}(?![0-9a-fA-F])`).test(text)
          : writings(secret).some((writing) => writing.length > 6 && text.includes(writing)),
      )
      .map(([name]) => name);

  it('the search itself finds what is planted', () => {
    for (const [name, secret] of Object.entries(secrets)) expect(found(`{"x":"${secret}"}`)).toContain(name);
    expect(Object.keys(secrets).length).toBeGreaterThanOrEqual(14);
  });

  it('not in the logs', () => expect(found(world.logs())).toEqual([]));
  it('not in the streams of events', async () => expect(found(await streamText(world))).toEqual([]));
  it('not in Redis, nor in what it wrote to its disk', async () => expect(found(await redisText(world))).toEqual([]));
  it('not in the databases: sealed fields and keyed hashes only [MC-REG-06]', async () =>
    expect(found(await databaseText(world))).toEqual([]));
});
