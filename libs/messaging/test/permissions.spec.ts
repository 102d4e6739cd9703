import { connect, type NatsConnection } from '@nats-io/transport-node';
import { type INestApplicationContext } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import { Public, Requires } from '@portico/access';
import { type Envelope, Query } from '@portico/contracts';
import { EventPublisher } from '@portico/service';
import { Bus, DevClock, Reacts } from '../src/index.js';
import { aProcess, eventually, Keys } from './harness.js';
import { type OwnNats, platformUsers, startNats } from './nats-server.js';

const names = ['gateway', 'identity', 'organization', 'pin', 'operator'];
const passwords = Object.fromEntries(names.map((name) => [name, `${name}-password`]));
const keys = new Keys(...names);

class Match extends Query<{ matches: boolean }> {
  static readonly subject = 'organization.match';
  static readonly result = undefined;
}
class Check extends Query<{ matches: boolean }> {
  static readonly subject = 'identity.check';
  static readonly result = undefined;
}
class Fact {
  static readonly type = 'portico.identity.fact.v1';
  static readonly subject = 'identity.event.fact.v1';
}

@QueryHandler(Match)
@Requires('system.identity')
class MatchHandler {
  async execute(): Promise<{ matches: boolean }> {
    return { matches: true };
  }
}

@QueryHandler(Check)
@Public('a test')
class CheckHandler {
  constructor(private readonly bus: Bus) {}

  execute(): Promise<{ matches: boolean }> {
    return this.bus.send(new Match());
  }
}

let reacted = 0;
@Reacts(Fact)
class OnFact {
  async react(): Promise<void> {
    reacted += 1;
  }
}

let server: OwnNats;
let running: INestApplicationContext[];
const opened: NatsConnection[] = [];
const configOf = (name: string) => ({ NATS_URL: server.url, NATS_USER: name, NATS_PASSWORD: passwords[name] });

beforeAll(async () => {
  server = await startNats(await platformUsers(passwords));
  running = await Promise.all([
    aProcess('gateway', { keys, serves: false, config: configOf('gateway') }),
    aProcess('identity', { keys, providers: [CheckHandler], config: configOf('identity') }),
    aProcess('organization', { keys, providers: [MatchHandler, OnFact], config: configOf('organization') }),
  ]);
}, 60_000);

afterAll(async () => {
  await Promise.all([...running.map((each) => each.close()), ...opened.map((each) => each.close())]);
  await server.stop();
});

const gateway = (): INestApplicationContext => running[0] as INestApplicationContext;
const identity = (): INestApplicationContext => running[1] as INestApplicationContext;

/** A connection with a process's password, and what the server forbade it. */
async function intruder(user: string): Promise<{ nats: NatsConnection; forbidden: string[] }> {
  const settings = { servers: server.url, user, pass: passwords[user], inboxPrefix: `_INBOX.${user}` };
  const nats = await connect(settings);
  const forbidden: string[] = [];
  opened.push(nats);
  void (async () => {
    for await (const status of nats.status()) if (status.type === 'error') forbidden.push(status.error.message);
  })();
  return { nats, forbidden };
}

describe('with one NATS user per process', () => {
  it('requests, events and the development clock go through', async () => {
    expect(await gateway().get(Bus).send(new Check())).toEqual({ matches: true });
    const fact = { id: 'e1', subject: 'a', type: Fact.type, actor: { kind: 'user' }, data: {} } as Envelope;
    await identity().get(EventPublisher).publish([fact]);
    await eventually(() => reacted === 1);
    await gateway().get(DevClock).move({ advance: 'PT1H' });
    expect(running.map((each) => each.get(DevClock).offset)).toEqual([3_600_000, 3_600_000, 3_600_000]);
    const late = await aProcess('identity', { keys, providers: [CheckHandler], config: configOf('identity') });
    expect(late.get(DevClock).offset).toBe(3_600_000);
    await late.close();
  });

  it('the edge may not do what only identity may ask', async () => {
    await expect(gateway().get(Bus).send(new Match())).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'not-allowed',
    });
  });

  it('pin asks organization how far its facts have come', async () => {
    const { nats } = await intruder('pin');
    expect((await nats.request('portico.facts-told.organization')).string()).toBe('0');
  });

  it.each([
    ['identity', 'organization.event.member-joined.v1'],
    ['organization', 'identity.check'],
    ['gateway', 'identity.event.fact.v1'],
    ['operator', 'organization.match'],
    ['organization', '$JS.API.STREAM.DELETE.IDENTITY'],
    ['identity', '$JS.API.STREAM.PURGE.IDENTITY'],
    ['identity', 'portico.dev.clock'],
    ['pin', 'organization.get-organization'],
    ['identity', '_INBOX.pin.forged'],
    ['identity', 'portico.facts-told.organization'],
    ['gateway', 'portico.facts-told.organization'],
  ])('%s may not send on %s', async (user, subject) => {
    const { nats, forbidden } = await intruder(user);
    nats.publish(subject, '{}');
    await nats.flush();
    await eventually(() => forbidden.some((each) => each.includes(subject)));
  });

  it.each([
    ['identity', 'organization.match'],
    ['identity', 'portico.facts-told.organization'],
    ['pin', 'portico.facts-told.organization'],
    ['gateway', 'portico.facts-told.organization'],
    ['gateway', 'identity.check'],
    ['organization', '_INBOX.gateway.>'],
    ['identity', '>'],
    ['organization', 'identity.event.>'],
  ])('%s may not listen on %s', async (user, subject) => {
    const { nats, forbidden } = await intruder(user);
    nats.subscribe(subject, { callback: () => undefined });
    await nats.flush();
    await eventually(() => forbidden.some((each) => each.includes(subject)));
  });
});
