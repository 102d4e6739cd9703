import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  AccessRequested,
  type EventType,
  LastAdminDormant,
  MemberDeactivated,
  MemberGrantsEnding,
  MemberLapseWarned,
  PinReset,
} from '@portico/contracts';
import { after, idFrom, newId } from '@portico/kernel';
import { aProgram } from '@portico/program/testing';
import { User } from '../src/domain/user.js';
import { DeliverNotices } from '../src/jobs/deliver-notices.js';
import { FindOwedNotices } from '../src/jobs/find-owed-notices.js';
import { NoticeDelivery } from '../src/use-cases/notice-delivery.js';
import { aMembership, minutesLater, now, userId as maria } from './account.builders.js';
import { AccountWorld } from './account.world.js';
import { aRosa } from './played.members.js';
import { inContext } from './work.js';

const { organizationId } = aMembership();
const { memberId, accountId: rosa = '' } = aRosa();
const olga = idFrom('user', 'olga');
const npi = '1234567893';
let world: AccountWorld;

/** Who has an account: Maria is Org Admin, Rosa a Processor, Olga is of the department. */
beforeEach(async () => {
  world = await AccountWorld.of();
  await world.aUser();
  const place = { memberId, orgRole: 'processor' } as const;
  await world.aUser({ id: rosa, email: 'rosa@sunrise-clinic.example', firstName: 'Rosa' }, [aMembership(place)]);
  await world.aUser({ id: olga, email: 'olga@department.example', roles: ['ops'] }, []);
  world.members.held = { ...held, admins: [maria], holders: [rosa] };
});

const held = { organizationName: 'Sunrise Clinic', program: 'test-plan', admins: [], holders: [] };
const mails = () => world.mails.sent.map(({ subject, to }) => [subject, to.split('@')[0]]);
const warned = {
  cause: 'dormant',
  lapsesAt: minutesLater(15).toISOString(),
  days: 3,
  admins: [maria],
  program: 'test-plan',
};

async function hear(type: EventType, data: object, id = newId()): Promise<void> {
  const told = { id, type: type.type, time: now.toISOString(), data: { organizationId, ...data } };
  await world.tell(told);
}
const ofRosa = (type: EventType, data: object = {}, id = newId()) =>
  hear(type, { memberId, userId: rosa, ...data }, id);
const notices = async (id: string) => (await world.users.get(id))?.state.notices ?? [];

const facts = {
  warned: (id?: string) => ofRosa(MemberLapseWarned, warned, id),
  ended: (id?: string) => ofRosa(MemberDeactivated, { cause: 'never-assigned' }, id),
  dormant: (id?: string) => ofRosa(LastAdminDormant, { program: 'test-plan' }, id),
  ending: (id?: string) =>
    ofRosa(MemberGrantsEnding, { npis: [npi], endsAt: minutesLater(15).toISOString(), days: 1 }, id),
  asked: (id?: string) => hear(AccessRequested, { requestId: newId(), userId: olga, admins: [maria] }, id),
  reset: (id?: string) => hear(PinReset, { npi, memberId, day: '2026-11-22' }, id),
};
/** What makes each of them true. */
const truths: Partial<Record<keyof typeof facts, Parameters<typeof aRosa>[0]>> = {
  ended: { status: 'deactivated' },
  dormant: { orgRole: 'admin', idleSince: after(now, '-P90D').toISOString() },
  ending: {
    npis: [{ npi, level: 'processor', to: minutesLater(15).toISOString(), by: memberId, at: now.toISOString() }],
  },
};
const each = [
  [
    'warned',
    [
      ['membership-lapse-warning', 'rosa'],
      ['membership-lapse-admin', 'maria.lopez'],
    ],
  ],
  ['ended', [['membership-lapsed-admin', 'maria.lopez']]],
  ['dormant', [['last-admin-dormant', 'olga']]],
  ['ending', [['grants-ending', 'rosa']]],
  ['asked', [['access-requested', 'maria.lopez']]],
  [
    'reset',
    [
      ['pin-reset', 'maria.lopez'],
      ['pin-reset', 'rosa'],
    ],
  ],
] as [keyof typeof facts, string[][]][];

describe.each(each)('what was told elsewhere (%s)', (fact, expected) => {
  beforeEach(() => world.members.becomes(truths[fact] ?? {}));

  it('is mailed to whom it concerns, once, however often it is told [X-05] [MC-ADM-15] [MC-PIN-11] [MC-DIR-05]', async () => {
    for (let time = 0; time < 3; time += 1) await facts[fact]('event');
    await world.settle();
    await facts[fact]('event');
    await world.settle();
    expect(mails()).toEqual(expected);
    for (const id of [maria, rosa, olga]) expect(await notices(id)).toEqual([]);
  });

  it('is another mail when it happens again', async () => {
    await facts[fact]();
    await world.settle();
    await facts[fact]();
    await world.settle();
    const ids = world.mails.sent.map(({ messageId }) => messageId);
    expect([ids.length, new Set(ids).size]).toEqual([2 * expected.length, 2 * expected.length]);
    expect(ids.every((id) => /^<[0-9a-f-]{36}@portal\.example>$/.test(id ?? ''))).toBe(true);
  });

  it('waits in the account for a queue that was emptied, and holds ids only while it waits [X-06]', async () => {
    await facts[fact]();
    const queued = JSON.stringify(world.jobs.all) + JSON.stringify(await notices(maria));
    expect(queued).not.toMatch(/Rosa|Diaz|sunrise-clinic/);
    world.jobs.empty();
    world.clock.set(minutesLater(3));
    await inContext(undefined, () => world.get(FindOwedNotices).reconcile());
    await world.settle();
    expect(mails().sort()).toEqual([...expected].sort());
  });

  it('bears the same name when its worker is killed twice [X-06]', async () => {
    await facts[fact]();
    const owed = world.jobs.all.filter(({ queue }) => queue === 'notices');
    const save = world.users.save.bind(world.users);
    for (const { data } of owed)
      for (const moment of ['killed', 'killed', 'alive']) {
        world.users.save = moment === 'killed' ? () => Promise.reject(new Error('killed')) : save;
        const work = inContext(undefined, () => world.get(DeliverNotices).work(data as never));
        await work.catch((error: Error) => expect(error.message).toBe('killed'));
        Object.assign(world.get(NoticeDelivery), { taken: new Set() });
      }
    const ids = new Set(world.mails.sent.map(({ messageId }) => messageId));
    expect([world.mails.sent.length, ids.size]).toEqual([3 * expected.length, expected.length]);
  });

  it('is not mailed to those who cannot enter any more, nor to whom there is no account of', async () => {
    await facts[fact]();
    for (const id of [maria, rosa, olga]) {
      const user = (await world.users.get(id)) as User;
      const memberships = user.state.memberships.map((one) => ({ ...one, status: 'deactivated' as const }));
      world.users.documents.delete(id);
      await inContext(undefined, () => world.users.save(new User({ ...user.state, memberships, roles: [] })));
    }
    world.members.becomes({ accountId: undefined, status: 'invited' });
    await world.settle();
    expect(mails()).toEqual([]);
    for (const id of [maria, rosa, olga]) expect(await notices(id)).toEqual([]);
    world.users.documents.clear();
    await facts[fact]();
    expect(world.users.documents.size).toBe(0);
  });
});

describe('a mail of a fact that holds no longer is crossed out unsent:', () => {
  const late: [string, keyof typeof facts, Parameters<typeof aRosa>[0] | undefined][] = [
    ['a warning of an end that was put off', 'warned', { lapsesAt: minutesLater(16).toISOString() }],
    ['a warning of an end that is off', 'warned', { lapsesAt: undefined }],
    ['a warning of somebody who is gone', 'warned', { status: 'deactivated' }],
    ['an end of somebody who is back', 'ended', {}],
    ['word of an Org Admin who is not one now', 'dormant', { orgRole: 'processor' }],
    [
      'word of an Org Admin who is back',
      'dormant',
      { ...truths.dormant, idleSince: after(now, '-P89D').toISOString() },
    ],
    ['word of an Org Admin who was deactivated', 'dormant', { ...truths.dormant, status: 'deactivated' }],
    ['the end of levels that go on', 'ending', { npis: [{ ...truths.ending!.npis![0]!, to: undefined }] }],
    [
      'the end of levels that end at another time',
      'ending',
      {
        npis: [{ ...truths.ending!.npis![0]!, to: minutesLater(16).toISOString() }],
      },
    ],
    ['the end of levels of somebody who is gone', 'ending', { ...truths.ending, status: 'deactivated' }],
  ];

  it.each(late)('%s', async (_, fact, change) => {
    await facts[fact]();
    world.members.becomes(change ?? {});
    await world.settle();
    expect(mails()).toEqual([]);
    for (const id of [maria, rosa, olga]) expect(await notices(id)).toEqual([]);
  });

  it.each(['warned', 'ending'] as const)('what is over (%s)', async (fact) => {
    world.members.becomes(truths[fact] ?? {});
    await facts[fact]();
    world.clock.set(minutesLater(15));
    await world.settle();
    expect(mails()).toEqual([]);
  });

  it.each(['warned', 'ended', 'dormant', 'ending'] as const)('what is told of nobody (%s)', async (fact) => {
    await facts[fact]();
    world.members.known.clear();
    await world.settle();
    expect(mails()).toEqual([]);
  });

  it('but waits when nobody can say whether it does', async () => {
    await facts.warned();
    world.members.broken = new Error('nobody answers');
    await expect(world.settle()).rejects.toThrow('nobody answers');
    expect(await notices(rosa)).toHaveLength(1);
  });
});

describe('the words of a mail', () => {
  const text = (to: string) => world.mails.sent.find((mail) => mail.to.startsWith(to))?.text;

  it('name the organization, the person and the time, to an Org Admin also the address', async () => {
    await facts.warned();
    await world.settle();
    for (const words of ['Sunrise Clinic', 'dormant: true']) expect(text('rosa')).toContain(words);
    for (const words of ['personName: Rosa Diaz', 'personEmail: rosa@', 'dormant: true', 'firstName: Maria'])
      expect(text('maria')).toContain(words);
  });

  it('say for want of what a membership ended, and call whoever has no name by their address', async () => {
    world.members.becomes({ status: 'deactivated', firstName: undefined, lastName: undefined });
    await facts.ended();
    await world.settle();
    for (const words of [
      'dormant: false',
      'personName: rosa@sunrise-clinic.example',
      'organizationName: Sunrise Clinic',
    ])
      expect(text('maria')).toContain(words);
  });

  it('name only the NPIs whose levels still end, and the NPI whose PIN was reset, never the PIN [MC-PIN-11]', async () => {
    world.members.becomes({
      npis: [...(truths.ending?.npis ?? []), { ...truths.ending!.npis![0]!, npi: '1558598797', to: undefined }],
    });
    await facts.ending();
    await facts.reset();
    await world.settle();
    const [ending, ...resets] = world.mails.sent;
    expect(ending?.text).toContain(`npis: ${npi}`);
    expect(ending?.text).not.toContain('1558598797');
    for (const { text: words, secret } of resets)
      expect([words.includes(`npi: ${npi}`), secret]).toEqual([true, undefined]);
    expect(world.members.asked).toEqual([npi]);
  });

  it('follow the program of the organization', async () => {
    world = await AccountWorld.of(aProgram(), aProgram({ id: 'other-plan', name: 'Other Plan' }));
    await world.aUser({ id: olga, email: 'olga@department.example', roles: ['ops'] }, []);
    world.members.becomes({ ...truths.dormant, program: 'other-plan' });
    await facts.dormant();
    await world.settle();
    expect(world.mails.sent.map(({ fromName }) => fromName)).toEqual(['Other Plan']);
  });
});

describe('a membership that ended', () => {
  it('by an Org Admin is told to nobody, and by itself not to whom it was', async () => {
    world.members.held = { ...held, admins: [maria, rosa], holders: [] };
    world.members.becomes({ status: 'deactivated', orgRole: 'admin' });
    await ofRosa(MemberDeactivated, { cause: 'admin' });
    expect(world.members.asked).toEqual([]);
    await facts.ended();
    await world.settle();
    expect(mails()).toEqual([['membership-lapsed-admin', 'maria.lopez']]);
  });

  it('of an organization that is not there is told to nobody; so is a request that names no Org Admins', async () => {
    world.members.held = undefined;
    await facts.ended();
    await facts.reset();
    await hear(AccessRequested, { requestId: newId(), userId: olga });
    await world.settle();
    expect(mails()).toEqual([]);
  });

  it('of somebody who never registered is warned of to the Org Admins alone [MC-ADM-15]', async () => {
    world.members.becomes({ accountId: undefined, status: 'invited' });
    await hear(MemberLapseWarned, { ...warned, memberId });
    await world.settle();
    expect(mails()).toEqual([['membership-lapse-admin', 'maria.lopez']]);
  });
});

it('is mailed on when one of many accounts was noted before a crash', async () => {
  const save = world.users.save.bind(world.users);
  world.users.save = async (user) => {
    if (user.id === rosa) throw new Error('killed');
    return save(user);
  };
  await expect(facts.reset('event')).rejects.toThrow('killed');
  world.users.save = save;
  await facts.reset('event');
  await world.settle();
  expect(mails()).toEqual([
    ['pin-reset', 'maria.lopez'],
    ['pin-reset', 'rosa'],
  ]);
});
