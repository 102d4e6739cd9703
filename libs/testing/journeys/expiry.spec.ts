import { Redis } from 'ioredis';
import { World } from '../src/index.js';
import { Driver } from './driver.js';
import { factsOf } from './facts.js';
import { pack } from './packs.js';
import { anOrganization, aPerson } from './people.js';

const many = Array.from({ length: 12 }, (_, number) => number);

describe('the end of registration tokens', () => {
  let world: World;
  let driver: Driver;

  beforeAll(async () => {
    world = await World.start({ replicas: 2 });
    driver = new Driver(world);
  });
  afterAll(() => world.stop());

  it('is announced once each, though the workers are killed twice and Redis is emptied [MC-TOK-05] [X-06]', async () => {
    await driver.ops();
    const tokens = await Promise.all(many.map(() => driver.issue(anOrganization())));
    const redis = new Redis(world.servers.redisUrl);
    await world.clock.advance(`P${pack('medi-cal').registrationToken.lifetimeDays + 1}D`);
    await world.kill('identity');
    await world.restart('identity');
    await redis.flushall();
    await world.kill('identity');
    await redis.flushall();
    await world.restart('identity');
    await redis.quit();

    expect((await driver.start(tokens[0]?.secret ?? '', aPerson().email)).status).toBe(410);
    const expired = async (): Promise<string[] | undefined> => {
      const facts = (await factsOf(world)).filter(({ type }) => type.includes('registration-token-expired'));
      return facts.length >= many.length ? facts.map(({ subject }) => subject) : undefined;
    };
    const told = await world.eventually(expired, 'every end to be announced', 60_000);
    expect(told.sort()).toEqual(tokens.map(({ id }) => id).sort());

    driver.forgetOps();
    const ops = await driver.ops();
    for (const { id } of tokens)
      expect((await driver.get(`/ops/registration-tokens/${id}`, ops)).body.status).toBe('expired');
    expect((await expired())?.length).toBe(many.length);
  });
});
