import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Standing } from '@portico/access';
import {
  GetNpi,
  ListNpis,
  PinAccessRefused,
  PinIssued,
  PinReset,
  PinRevealed,
  PinShownAgain,
  RebuildStandings,
  ResetPin,
  RevealPin,
  validated,
} from '@portico/contracts';
import { idFrom, newId } from '@portico/kernel';
import { MongoPins } from '../src/adapters/mongo.pins.js';
import { MongoStandings } from '../src/adapters/mongo.standings.js';
import {
  attachment,
  clinic,
  detachment,
  first,
  level,
  pharmacy,
  second,
  staff,
  standing,
  third,
  viewing,
} from './builders.js';
import { World } from './world.js';

jest.setTimeout(90_000);

const anna = standing('anna');
const ned = staff('ned', level(first, 'admin'));
const paula = staff('paula', level(first, 'processor'));
const shown = new Set<string>();
let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

/** The person, who has just proven a passcode: the program asks for one before a PIN is shown. */
const proven = (who: Standing) => viewing(who, { passcodeAt: new Date().toISOString() });
const reveal = async (who: Standing, npi: string = first) => {
  const answer = await world.personAsks(proven(who), validated(RevealPin, { npi }));
  shown.add(answer.pin);
  return answer;
};
const reset = (who: Standing, npi: string = first) => world.personAsks(proven(who), validated(ResetPin, { npi }));
const list = (who: Standing) => world.personAsks(viewing(who), validated(ListNpis, {}));
const refusalOf = (ask: () => Promise<unknown>) => world.refusalOf(ask);
/** Until every replica says this of its copy of the rights: each looks by itself. */
const everywhere = (said: string) =>
  world.eventually(async () => {
    const reports = await world.readiness();
    return reports.every((checks) => checks['fresh on-member-standing-changed'] === said) || undefined;
  }, said);
const told = (type: Parameters<typeof world.heard.of>[0], count: number) =>
  world.eventually(() => {
    const found = world.heard.of(type);
    return found.length >= count ? found : undefined;
  }, `${count} of ${type.name}`);

describe('the life of a PIN', () => {
  it('begins with an NPI of an organization: its people find it, and it has a PIN [MC-PIN-01] [MC-PIN-09]', async () => {
    await world.clinics.attaches(attachment(first), attachment(second), attachment(third));
    await world.clinics.gives(anna, ned, paula);
    await told(PinIssued, 3);
    const { items } = await world.eventually(async () => {
      const found = await list(anna).catch(() => undefined);
      return found?.items.length === 3 ? found : undefined;
    }, 'the NPIs');

    expect(items.map(({ npi }) => npi)).toEqual([first, second, third]);
    expect((await list(ned)).items).toEqual([expect.objectContaining({ npi: first, level: 'admin' })]);
  });

  it('is shown with a fresh passcode only, to an NPI Admin, and told to nobody before it is written [MC-PIN-05] [MC-PIN-06] [MC-OTP-03]', async () => {
    const asked = world.personAsks(viewing(ned), validated(RevealPin, { npi: first }));
    await expect(asked).rejects.toMatchObject({ kind: 'forbidden', code: 'otp-required' });

    const { pin, expiresIn } = await reveal(ned);
    expect(pin).toMatch(/^\d{7}$/);
    expect(expiresIn).toBe(30);
    const [revealed] = await told(PinRevealed, 1);
    expect(revealed?.data).toEqual({ organizationId: clinic, npi: first, memberId: ned.memberId });
    expect(revealed?.actor).toMatchObject({ kind: 'user', userId: ned.userId, organizationId: clinic });
  });

  it('is not shown to a Processor: the refusal is recorded, and names its record [MC-PRM-05] [MC-PRM-06]', async () => {
    const refusal = await reveal(paula).catch((error: { details: object }) => error);
    const [refused] = (await told(PinAccessRefused, 2)).slice(-1);

    expect(refusal).toMatchObject({ kind: 'forbidden', code: 'not-allowed', details: { action: 'pin.view' } });
    expect(refused?.data).toMatchObject({
      decisionId: (refusal as { details: { decisionId: string } }).details.decisionId,
      organizationId: clinic,
      memberId: paula.memberId,
      action: 'pin.view',
      npi: first,
      because: expect.arrayContaining([expect.objectContaining({ kind: 'npi-level-without-action' })]) as unknown,
    });
  });

  it('is reset by one of 50 at once, on two replicas, and is another one then [MC-PIN-07] [MC-PIN-08]', async () => {
    const { pin: before } = await reveal(anna);
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => reset(anna)));
    const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as object] : []));

    expect(refused).toHaveLength(49);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'pin-reset-limit' });
    expect((await reveal(anna)).pin).not.toBe(before);
    expect(await told(PinReset, 1)).toHaveLength(1);
    const npi = await world.personAsks(viewing(anna), validated(GetNpi, { npi: first }));
    expect(npi).toMatchObject({
      resettable: false,
      nextResetAt: (refused[0] as { details: object }).details['nextResetAt' as never],
    });
  });

  it('can be reset again when the day of the program is over', async () => {
    const { nextResetAt = '' } = await world.personAsks(viewing(anna), validated(GetNpi, { npi: first }));
    world.setClocks(new Date(Date.parse(nextResetAt) - 1_000));
    await expect(reset(ned)).rejects.toMatchObject({ code: 'pin-reset-limit' });
    world.setClocks(new Date(nextResetAt));

    expect(Date.parse((await reset(ned)).nextResetAt)).toBeGreaterThan(Date.parse(nextResetAt));
    world.setClocks(new Date());
  });

  it('is gone with its NPI, for everybody [MC-PIN-13]', async () => {
    await world.clinics.detaches(detachment(second));
    const ended = await refusalOf(() => world.personAsks(viewing(anna), validated(GetNpi, { npi: second })));

    expect(ended).toMatchObject({ kind: 'not-found' });
    await expect(reveal(anna, second)).rejects.toMatchObject({ kind: 'not-found' });
    expect((await list(anna)).items.map(({ npi }) => npi)).toEqual([first, third]);
  });
});

describe('the record of a showing', () => {
  it('is in the write before the answer: when that fails there is no PIN, and nothing is told [MC-PIN-06]', async () => {
    const before = world.heard.of(PinRevealed).length;
    const spies = world.replicas.map((replica) =>
      jest
        .spyOn(replica.get(MongoPins).collection, 'updateOne')
        .mockRejectedValue(new Error('the disk is full') as never),
    );
    await expect(reveal(anna, third)).rejects.toThrow(/^pin.reveal-pin failed, trace [0-9a-f]{32}$/);
    for (const spy of spies) spy.mockRestore();

    await reveal(anna, third);
    expect(await told(PinRevealed, before + 1)).toHaveLength(before + 1);
  });

  it('comes once for a command, beside it whenever it is sent again, and 50 times for 50 showings [MC-PIN-06] [X-03]', async () => {
    const before = world.heard.of(PinRevealed).length;
    const commandId = newId();
    const again = () => world.personAsks(proven(anna), validated(RevealPin, { npi: third }), { commandId });
    expect(await again()).toEqual(await again());
    await Promise.all(Array.from({ length: 50 }, () => reveal(anna, third)));

    expect(await told(PinRevealed, before + 51)).toHaveLength(before + 51);
    const data = { organizationId: clinic, npi: third, memberId: anna.memberId };
    expect((await told(PinShownAgain, 1)).map((each) => each.data)).toEqual([data]);
  });
});

describe('rights', () => {
  it('that were taken back are gone within a second [MC-PIN-01]', async () => {
    const gina = staff('gina', level(first, 'admin'));
    await world.clinics.gives(gina);
    await world.eventually(() => reveal(gina).catch(() => undefined), 'the right');
    await world.clinics.gives({ ...gina, npis: [], version: 2 });
    const started = performance.now();
    const refused = await refusalOf(() => reveal(gina));

    expect(refused).toMatchObject({ kind: 'not-found' });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('that are more than 5 s behind show and reset nothing, readiness says so, and lists go on', async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const spies = world.replicas.map((replica) => {
      const standings = replica.get(MongoStandings);
      const keep = standings.keep.bind(standings);
      return jest.spyOn(standings, 'keep').mockImplementation((each) => gate.then(() => keep(each)));
    });
    await world.clinics.gives({ ...paula, version: 2 });
    expect((await reveal(anna)).expiresIn).toBe(30);
    const stale = { kind: 'unavailable', code: 'rights-behind', details: { retryAfter: 1 } };
    const refused = await refusalOf(() => reveal(anna));

    expect(refused).toMatchObject(stale);
    await everywhere('more than 5 s behind the stream');
    await expect(reset(anna)).rejects.toMatchObject(stale);
    expect((await list(anna)).items).toHaveLength(2);
    open();
    for (const spy of spies) spy.mockRestore();
    await world.eventually(() => reveal(anna).catch(() => undefined), 'fresh rights');
  });

  it('that organization saved and could not tell for 5 s show nothing; told, they hold', async () => {
    const rita = staff('rita', level(first, 'admin'));
    await world.clinics.gives(rita);
    await world.eventually(() => reveal(rita).catch(() => undefined), 'the right');
    const cut = world.cutOff();
    const started = performance.now();
    await world.clinics.saves({ ...rita, npis: [], version: 2 });
    const refused = await refusalOf(() => reveal(rita));

    expect(refused).toMatchObject({ code: 'rights-behind' });
    expect(performance.now() - started).toBeLessThan(6_000);
    await everywhere('more than 5 s behind what organization saved');
    await expect(reset(anna)).rejects.toMatchObject({ code: 'rights-behind' });
    cut.heal();
    await world.eventually(() => reveal(anna).catch(() => undefined), 'fresh rights');
    await expect(reveal(rita)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('are behind while the stream cannot be asked', async () => {
    const ask = () => world.replicaAsks(proven(anna), validated(RevealPin, { npi: first }));
    await world.eventually(() => ask().catch(() => undefined), 'fresh rights');
    await world.nats.kill();
    const refused = await refusalOf(ask);
    expect(refused).toMatchObject({ code: 'rights-behind' });

    await world.nats.start();
    await world.eventually(() => reveal(anna).catch(() => undefined), 'fresh rights');
  });

  it('are rebuilt from nothing to an equal state, as often as one likes, all or those of one organization', async () => {
    const people = Array.from({ length: 30 }, (_, at) =>
      standing(`person ${at}`, {
        organizationId: at % 3 ? clinic : pharmacy,
        version: at + 1,
        npis: [level(third, 'admin')],
      }),
    );
    await world.clinics.gives(...people);
    const count = world.clinics.standings.size;
    const before = await world.eventually(async () => {
      const hash = await world.standingsHash();
      return hash.startsWith(`${count} `) ? hash : undefined;
    }, 'all standings');
    const standings = world.mongo.db.collection<{ _id: string }>('standings');

    await standings.updateMany({}, { $set: { orgRole: 'admin', version: 9_999 } });
    expect(await world.operatorAsks(validated(RebuildStandings, {}))).toEqual({ members: count });
    expect(await world.standingsHash()).toBe(before);
    await standings.deleteMany({});
    expect(await world.operatorAsks(validated(RebuildStandings, {}))).toEqual({ members: count });
    expect(await world.standingsHash()).toBe(before);
    await standings.deleteMany({ organizationId: pharmacy });
    expect(await world.operatorAsks(validated(RebuildStandings, { organizationId: pharmacy }))).toEqual({
      members: 10,
    });
    expect(await world.standingsHash()).toBe(before);
  });

  it('are rebuilt for the operator only', async () => {
    const asked = world.personAsks({ ...viewing(anna), roles: ['ops'] }, validated(RebuildStandings, {}));
    await expect(asked).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('a PIN', () => {
  it('lies in the clear in no document and on no stream [MC-PIN-09] [X-08]', async () => {
    expect(shown.size).toBeGreaterThan(3);
    const collections = await world.mongo.db.collections();
    const documents = await Promise.all(collections.map((collection) => collection.find({}).toArray()));
    const kept = `${JSON.stringify(documents)}${await everythingOn(['PIN', 'ORGANIZATION'])}`;

    expect(kept.length).toBeGreaterThan(10_000);
    for (const pin of shown) expect(kept).not.toMatch(new RegExp(`(?<!\\d)${pin}(?!\\d)`));
    expect(kept).toContain(idFrom('member', clinic, 'anna'));
  });
});

async function everythingOn(streams: string[]): Promise<string> {
  const { url, user, pass } = world.nats;
  const nats = await connect({ servers: url, user, pass });
  const manager = await jetstreamManager(nats);
  const texts: string[] = [];
  for (const stream of streams) {
    const { messages } = (await manager.streams.info(stream)).state;
    const consumer = await jetstream(nats).consumers.get(stream, {
      filter_subjects: [`${stream.toLowerCase()}.event.>`],
    });
    for await (const message of await consumer.fetch({ max_messages: messages, expires: 5_000 }))
      texts.push(message.string());
  }
  await nats.close();
  return texts.join('\n');
}
