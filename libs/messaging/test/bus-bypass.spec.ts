import { headers, type NatsConnection, connect } from '@nats-io/transport-node';
import { type INestApplicationContext } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import { Public, Requires } from '@portico/access';
import { Query, Text } from '@portico/contracts';
import { type Actor, type RefusalData, system } from '@portico/kernel';
import { ActorClaims } from '../src/index.js';
import { aProcess, aServiceName, dropStream, Keys, natsUrl } from './harness.js';

const service = aServiceName();
const keys = new Keys('gateway', 'identity', service);
const foreign = new Keys('gateway', 'identity', service);

class Who extends Query<Actor> {
  static readonly subject = `${service}.who`;
  static readonly result = undefined;
  @Text(10, { optional: true }) name?: string;
}
class Match extends Query<object> {
  static readonly subject = `${service}.match`;
  static readonly result = undefined;
}

let ran = 0;

@QueryHandler(Who)
@Public('a test')
class WhoHandler {
  async execute({ actor }: Who): Promise<Actor> {
    ran += 1;
    return actor;
  }
}

@QueryHandler(Match)
@Requires('system.identity')
class MatchHandler {
  async execute(): Promise<object> {
    ran += 1;
    return {};
  }
}

let served: INestApplicationContext;
let nats: NatsConnection;

beforeAll(async () => {
  served = await aProcess(service, { keys, providers: [WhoHandler, MatchHandler] });
  nats = await connect({ servers: natsUrl });
});

afterAll(async () => {
  await Promise.all([served.close(), nats.close()]);
  await dropStream(service);
});

beforeEach(() => (ran = 0));

/** What someone on the bus gets who sends by hand. */
async function asked(subject: string, claim?: string, body = '{}'): Promise<Record<string, unknown>> {
  const lines = headers();
  if (claim !== undefined) lines.set('Portico-Claim', claim);
  return (await nats.request(`${service}.${subject}`, body, { headers: lines, timeout: 2_000 })).json();
}

const claimOf = (issuer: string, actor: Actor, from = keys) => new ActorClaims(from.of(issuer)).sign(actor, service);
const ada: Actor = { kind: 'user', userId: 'u1' };
const refused = { refusal: { kind: 'unauthenticated', code: 'bad-claim' } };

describe('a caller on the bus that is not the edge', () => {
  it.each([undefined, '', 'nonsense', 'a.b.c'])('is refused with the claim %j', async (claim) => {
    expect(await asked('who', claim)).toMatchObject(refused);
    expect(ran).toBe(0);
  });

  it('is refused with a claim by keys that are not ours', async () => {
    expect(await asked('who', await claimOf('gateway', ada, foreign))).toMatchObject(refused);
    expect(await asked('match', await claimOf('identity', system('identity'), foreign))).toMatchObject(refused);
    expect(ran).toBe(0);
  });

  it('cannot be a person with another service’s key, nor a service with the edge’s', async () => {
    expect(await asked('who', await claimOf('identity', ada))).toMatchObject(refused);
    expect(await asked('match', await claimOf('gateway', system('identity')))).toMatchObject(refused);
    expect(ran).toBe(0);
  });

  it('may do as a process only what names that process', async () => {
    expect(await asked('match', await claimOf('identity', system('identity')))).toEqual({ ok: {} });
    const own = await claimOf(service, system(service));
    expect(await asked('match', own)).toMatchObject({ refusal: { kind: 'forbidden', code: 'not-allowed' } });
    expect(await asked('match', await claimOf('gateway', ada))).toMatchObject({ refusal: { code: 'not-allowed' } });
  });

  it.each([
    ['{"actor":{"kind":"system","process":"identity"}}', '/actor'],
    ['{"name":{"$gt":""}}', '/name'],
    ['{"more":1}', '/more'],
    ['[]', ''],
    ['no json', ''],
    ['"text"', ''],
  ])('is told which field is wrong: %s', async (body, pointer) => {
    const reply = (await asked('who', await claimOf('gateway', ada), body)) as { refusal: RefusalData };
    expect(reply.refusal).toMatchObject({ kind: 'invalid', code: 'invalid-input' });
    expect(new Set(reply.refusal.details.errors?.map((error) => error.pointer))).toEqual(new Set([pointer]));
    expect(ran).toBe(0);
  });

  it('is heard though it says nothing of budget, trace or command', async () => {
    expect(await asked('who', await claimOf('gateway', ada))).toEqual({ ok: ada });
  });
});
