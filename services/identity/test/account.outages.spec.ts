import { beforeEach, describe, expect, it } from '@jest/globals';
import { AddStaff, OrganizationClaimed, RequestPasswordReset } from '@portico/contracts';
import { idFrom, newId, system } from '@portico/kernel';
import { Registration } from '../src/domain/registration.js';
import { User } from '../src/domain/user.js';
import { FindOwedNotices } from '../src/jobs/find-owed-notices.js';
import { AddStaffHandler } from '../src/use-cases/add-staff.js';
import { RequestPasswordResetHandler } from '../src/use-cases/request-password-reset.js';
import { SessionEnds } from '../src/use-cases/session-ends.js';
import {
  aMembership,
  anotherMembership,
  aPerson,
  minutesLater,
  now,
  userId,
  withPasswordOf,
} from './account.builders.js';
import { AccountWorld, goodPassword } from './account.world.js';
import { from, inContext } from './work.js';

let world: AccountWorld;
const reconcile = () => inContext(undefined, () => world.get(FindOwedNotices).reconcile());
const email = 'ops@department.example';
const addStaff = () => world.send(AddStaffHandler, from(AddStaff, { email, roles: ['ops'] }, system('operator')));

/** Jobs of mails fail until it is so late. */
async function noMailUntil(minutes: number): Promise<void> {
  world.mails.broken = new Error('no server');
  await expect(world.settle()).rejects.toThrow('no server');
  world.clock.set(minutesLater(minutes));
  world.mails.broken = undefined;
}

async function reconciled(): Promise<void> {
  await reconcile();
  await world.settle();
}

beforeEach(async () => {
  world = await AccountWorld.of();
});

describe('While no mail goes out', () => {
  it('a link to set a password that ran out unmailed gives way to one that is mailed [MC-REG-16]', async () => {
    await addStaff();
    await noMailUntil(61);
    await reconciled();
    expect(world.mails.sent.map(({ subject, to }) => [subject, to])).toEqual([['staff-set-password', email]]);
    expect(await world.do.open(world.mails.sent[0]?.secret ?? '')).toMatchObject({ step: 'otp' });
    expect(await world.users.owedNotices(minutesLater(90))).toEqual([]);
  });

  it('links give way for a day, not for ever', async () => {
    await addStaff();
    await noMailUntil(61);
    await reconcile();
    for (const hours of [12, 23, 25]) {
      await noMailUntil(hours * 60);
      await reconcile();
    }
    await world.settle();
    expect(world.mails.sent).toEqual([]);
    expect(await world.users.owedNotices(minutesLater(50_000))).toEqual([]);
  });

  it('what is owed for days is no longer tried, and what is owed since just now is left to its own job', async () => {
    await addStaff();
    world.clock.set(minutesLater(3));
    const [kept] = [...world.users.documents.values()] as unknown as [{ notices: object[] }];
    kept.notices = [...kept.notices, { id: 'fresh', kind: 'password-changed', owedSince: world.clock.now() }];
    await reconcile();
    expect(world.jobs.all.map(({ data }) => (data as { noticeId: string }).noticeId)).not.toContain('fresh');
    expect(world.jobs.all).toHaveLength(1);
    world.jobs.empty();
    world.clock.set(minutesLater(4 * 24 * 60));
    await reconcile();
    expect(world.jobs.all).toEqual([]);
  });
});

describe('A mail that was taken', () => {
  it('is not sent again because the database does not take that it was', async () => {
    await addStaff();
    const save = world.users.save.bind(world.users);
    world.users.save = () => Promise.reject(new Error('no space left'));
    await expect(world.settle()).rejects.toThrow('no space left');
    world.users.save = save;
    world.clock.set(minutesLater(3));
    await reconciled();
    expect(world.mails.sent).toHaveLength(1);
    expect(await world.users.owedNotices(minutesLater(90))).toEqual([]);
  });
});

describe('A request that is repeated because its answer was lost', () => {
  it('mails one reset link', async () => {
    await world.aUser();
    const command = newId();
    const ask = () =>
      world.send(
        RequestPasswordResetHandler,
        from(RequestPasswordReset, { email: aPerson().email, program: 'test-plan' }),
        command,
      );
    await ask();
    await world.settle();
    await ask();
    await world.settle();
    expect(world.mails.sent.map(({ subject }) => subject)).toEqual(['reset-password']);
  });
});

describe('A process that stood still between the record of a session and its copy', () => {
  it('brings no session to life that ended meanwhile [MC-PWD-10]', async () => {
    const exact = await world.hasher.admit('change', (hashes) => hashes.hash(goodPassword));
    const credentials = { exact, canonical: 'stem', setAt: now };
    const fields = { ...aPerson(), credentials, history: [], links: [], memberships: [aMembership()], notices: [] };
    await inContext(undefined, () => world.users.save(new User(fields)));
    const save = world.sessions.save.bind(world.sessions);
    world.sessions.save = async (session) => {
      const saved = await save(session);
      world.sessions.save = save;
      await inContext(undefined, () => world.get(SessionEnds).endOutdated(withPasswordOf(minutesLater(1))));
      return saved;
    };
    const { sessionToken } = await world.do.signIn();
    expect(await world.live.read(world.tokens.hashOf(sessionToken), now)).toBe('ended');
  });
});

describe('An organization that was claimed through another address', () => {
  it('is not given to the account', async () => {
    await world.aUser();
    const registrationId = idFrom('registration', 'strange');
    const state = { id: registrationId, userId, email: 'former@clinic.example', program: 'test-plan' };
    await inContext(undefined, () => world.registrations.save(new Registration(state as Registration['state'])));
    const { organizationId, memberId, name: legalName, program, kinds } = anotherMembership();
    const data = { organizationId, memberId, legalName, program, kinds, userId, registrationId };
    const told = world.tell({ id: newId(), type: OrganizationClaimed.type, data });
    await expect(told).rejects.toThrow('no longer has the address');
  });
});
