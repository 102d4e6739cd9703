import { beforeEach, describe, expect, it } from '@jest/globals';
import { DeactivateUser, SetNpiPermissions, SetOrganizationPermission } from '@portico/contracts';
import { after, idFrom } from '@portico/kernel';
import { FindDueMembers } from '../src/jobs/find-due-members.js';
import { PassTime } from '../src/jobs/pass-time.js';
import { Keepers } from '../src/use-cases/keepers.js';
import { LetTimePass } from '../src/use-cases/let-time-pass.js';
import { OnSessionOrganizationChosen } from '../src/use-cases/on-session-organization-chosen.js';
import { OnSessionStarted } from '../src/use-cases/on-session-started.js';
import { SignIns } from '../src/use-cases/sign-ins.js';
import { today } from './builders.js';
import { InMemoryMembers, InMemoryOrganizations, InMemoryPeopleAtHand, InMemoryTimedMembers } from './in-memory.js';
import { Office } from './office.js';
import { faultsOf, hearAll } from './rosters.js';

class Killed extends Error {}

let organizations: InMemoryOrganizations;
let members: InMemoryMembers;
let office: Office;
let time: LetTimePass;
const npi = '1234567893';
const day = (days: number): Date => after(today, `P${days}D`);
const world = () => ({ office, organizations, members });

beforeEach(async () => {
  [organizations, members] = [new InMemoryOrganizations(), new InMemoryMembers()];
  office = await Office.open({ organizations, members, people: new InMemoryPeopleAtHand(organizations, members) });
  time = new LetTimePass(office.desks, organizations, members, new Keepers(office.stores.people));
});

const lawOfTime = ['member-lapse-warned', 'member-deactivated', 'last-admin-dormant', 'grants-end'];
/** What time has told so far: the fact, of whom, and what matters of it. */
const told = () =>
  members.outbox
    .map(({ type, data }) => ({ fact: type.split('.')[2] ?? '', ...(data as { memberId: string }) }))
    .filter(({ fact }) => lawOfTime.some((each) => fact.includes(each)));
const of = (name: string) => told().filter(({ memberId }) => memberId === office.idOf(name));
const facts = (name: string) => of(name).map(({ fact }) => fact);

/** One round of the reconciler, and every job that it queued; answers their ids. */
async function round(at: Date, works = 1): Promise<string[]> {
  office.clock.set(at);
  const queued: { id: string; data: { organizationId: string; memberId: string } }[] = [];
  const add = async (job: object) => void queued.push(job as (typeof queued)[number]);
  await new FindDueMembers(new InMemoryTimedMembers(members), { add }, office.clock).reconcile();
  for (let work = 0; work < works; work += 1) for (const { data } of queued) await new PassTime(time).work(data);
  await hearAll(world());
  return queued.map(({ id }) => id);
}

/** The next save of this store is not made: the process died before it. */
function dieAtSave(store: { save: (each: never) => Promise<unknown> }): void {
  const save = store.save.bind(store);
  store.save = async () => {
    store.save = save;
    throw new Killed();
  };
}

describe('somebody who was never given permissions', () => {
  beforeEach(() => office.join('rosa'));

  it('is warned of once, with the Org Admins who are told too, and let go once [MC-ADM-15] [X-06]', async () => {
    await round(day(22));
    expect(facts('rosa')).toEqual([]);
    expect(await round(day(23), 3)).toEqual([
      `${office.idOf('rosa')}-${day(23).getTime()}-${day(23).getTime() / 60_000}`,
    ]);
    await round(day(24));
    expect(of('rosa')).toEqual([
      expect.objectContaining({ fact: 'member-lapse-warned', days: 7, admins: [idFrom('user', 'maria')] }),
    ]);
    await round(day(30), 3);
    await round(day(31));
    expect(facts('rosa')).toEqual(['member-lapse-warned', 'member-deactivated']);
    expect(of('rosa')[1]).toMatchObject({ cause: 'never-assigned' });
    expect(await faultsOf(world())).toEqual([]);
  });

  it('counts no more in the organization from then on, whose domain is free', async () => {
    await round(day(30));
    expect((await office.organization()).seatOf(office.idOf('rosa'))).toBeUndefined();
  });

  it('is not let go when the permission came in time [MC-ADM-15]', async () => {
    office.clock.set(day(29));
    await office.ask(SetNpiPermissions, { userId: office.idOf('rosa'), assignments: [{ npi, level: 'processor' }] });
    await round(day(31));
    expect(facts('rosa')).toEqual([]);
  });

  it.each(['organizations', 'members'] as const)(
    'is let go once though the process dies at %s [X-06]',
    async (where) => {
      for (let kill = 0; kill < 2; kill += 1) {
        dieAtSave({ organizations, members }[where]);
        await expect(round(day(30))).rejects.toThrow(Killed);
      }
      await round(day(30));
      await hearAll(world(), 2);
      expect(facts('rosa')).toEqual(['member-deactivated']);
      expect(await faultsOf(world())).toEqual([]);
    },
  );

  it('is let go by the organization’s fact when nobody comes back to it', async () => {
    dieAtSave(members);
    await expect(round(day(30))).rejects.toThrow(Killed);
    await hearAll(world());
    expect(of('rosa')).toEqual([expect.objectContaining({ cause: 'never-assigned' })]);
    expect(await faultsOf(world())).toEqual([]);
  });

  it('is nobody’s business when there is no such member', async () => {
    await expect(time.of(office.organizationId, idFrom('nobody'))).resolves.toBeUndefined();
    await expect(time.of(idFrom('organization', 'other'), office.idOf('rosa'))).resolves.toBeUndefined();
  });
});

describe('somebody who does not sign in', () => {
  const signIns = () => new SignIns(new InMemoryTimedMembers(members), office.desks, organizations, members);
  const started = (at: Date, change: object = {}) =>
    new OnSessionStarted(signIns()).react(
      { sessionId: 's', userId: 'u', organizationId: office.organizationId, memberId: office.idOf('rosa'), ...change },
      { time: at.toISOString() } as never,
    );
  const lastSignIn = async () => (await office.state(office.idOf('rosa'))).lastSignInAt;

  beforeEach(async () => {
    await office.join('rosa');
    await office.ask(SetOrganizationPermission, { userId: office.idOf('rosa'), level: 'processor' });
  });

  it('is warned of twice and let go, without the Org Admin having been there either [MC-ADM-16]', async () => {
    for (const at of [75, 76, 77, 87, 88, 89, 90, 91]) await round(day(at), 2);
    expect(of('rosa').map(({ fact, ...rest }) => [fact, (rest as { days?: number }).days])).toEqual([
      ['member-lapse-warned', 14],
      ['member-lapse-warned', 3],
      ['member-deactivated', undefined],
    ]);
    expect(of('rosa').at(-1)).toMatchObject({ cause: 'dormant' });
  });

  it('stays when they were there, by the session’s organization or by choosing it [MC-ADM-16]', async () => {
    await started(day(20));
    await new OnSessionOrganizationChosen(signIns()).react(
      { sessionId: 's', organizationId: office.organizationId, memberId: office.idOf('rosa') },
      { time: day(60).toISOString() } as never,
    );
    expect(await lastSignIn()).toEqual(day(60));
    await round(day(149));
    await round(day(150));
    expect(facts('rosa')).toEqual(['member-lapse-warned', 'member-deactivated']);
  });

  it('is read for each sign-in, and written once an hour', async () => {
    await started(day(1));
    const save = members.save.bind(members);
    members.save = () => Promise.reject(new Error('written'));
    for (const at of [day(1), after(day(1), 'PT8M'), after(day(1), 'PT59M'), today])
      await expect(started(at)).resolves.toBeUndefined();
    members.save = save;
    expect(await lastSignIn()).toEqual(day(1));
    await started(after(day(1), 'PT1H'));
    expect(await lastSignIn()).toEqual(after(day(1), 'PT1H'));
  });

  it('is not kept by a sign-in elsewhere, nor by one that comes when it is over', async () => {
    await started(day(1), { organizationId: undefined, memberId: undefined });
    await started(day(1), { memberId: undefined });
    await started(day(1), { memberId: idFrom('nobody') });
    await started(day(90));
    expect(await lastSignIn()).toBeUndefined();
  });
});

describe('the last Org Admin', () => {
  it('is spared, and the department told once [MC-ADM-16] [MC-ADM-14]', async () => {
    for (const at of [76, 87, 90, 91, 120]) await round(day(at), 2);
    expect(facts('maria')).toEqual(['last-admin-dormant']);
    expect((await office.state(office.idOf('maria'))).status).toBe('active');
    expect(await faultsOf(world())).toEqual([]);
  });

  it('who was spared goes at the next look once there is another, without a word more [MC-ADM-16] [D-30]', async () => {
    await round(day(90));
    await office.join('rosa', { orgRole: 'admin', idleSince: day(90), nextDueAt: day(166) });
    for (const at of [91, 92, 100]) await round(day(at), 2);
    expect(facts('maria')).toEqual(['last-admin-dormant', 'member-deactivated']);
    expect(facts('rosa')).toEqual([]);
    expect((await office.organization()).isLastAdmin(office.idOf('rosa'))).toBe(true);
    expect(await faultsOf(world())).toEqual([]);
  });

  it('is looked at once a day while they are the last', async () => {
    for (const at of [76, 87, 90]) await round(day(at));
    const looks = [];
    for (const hours of [1, 12, 24, 25, 48]) looks.push((await round(after(day(90), `PT${hours}H`))).length);
    expect(looks).toEqual([0, 0, 1, 0, 1]);
    expect(facts('maria')).toEqual(['last-admin-dormant']);
  });

  it('is not the last when there is another: one of two goes, the other stays [MC-ADM-16] [D-30]', async () => {
    await office.join('rosa', { orgRole: 'admin' });
    await round(day(76));
    expect(of('rosa')).toEqual([
      expect.objectContaining({ fact: 'member-lapse-warned', days: 14, admins: [idFrom('user', 'maria')] }),
    ]);
    await round(day(90), 2);
    await round(day(91), 2);
    const ends = told().filter(({ fact }) => ['member-deactivated', 'last-admin-dormant'].includes(fact));
    expect(ends.map(({ fact }) => fact).sort()).toEqual(['last-admin-dormant', 'member-deactivated']);
    expect(ends.find(({ fact }) => fact === 'member-deactivated')).toMatchObject({ cause: 'dormant' });
    expect(await faultsOf(world())).toEqual([]);
  });
});

describe('limited levels', () => {
  beforeEach(async () => {
    await office.join('rosa');
    const assignments = [{ npi, level: 'processor', to: day(10).toISOString() }];
    await office.ask(SetNpiPermissions, { userId: office.idOf('rosa'), assignments });
  });

  it('are announced three days and one day before, and their end, once each [X-06]', async () => {
    for (const at of [6, 7, 8, 9, 10, 11]) await round(day(at), 2);
    expect(of('rosa').map((each) => [each.fact, (each as { days?: number }).days])).toEqual([
      ['member-grants-ending', 3],
      ['member-grants-ending', 1],
      ['member-grants-ended', undefined],
    ]);
  });

  it('of which a notice is late are announced by their end only', async () => {
    await round(day(12));
    expect(facts('rosa')).toEqual(['member-grants-ended']);
  });

  it('of somebody who is gone are not announced', async () => {
    await office.ask(DeactivateUser, { userId: office.idOf('rosa') });
    await round(day(12));
    expect(facts('rosa')).toEqual(['member-deactivated']);
  });
});

it('at use it is over though no job ever ran [MC-ADM-15] [X-06]', async () => {
  await office.join('rosa');
  office.clock.set(day(30));
  const rosa = { userId: office.idOf('rosa') };
  const asked = { ...rosa, assignments: [{ npi, level: 'processor' }] };
  expect(await office.ask(SetNpiPermissions, asked)).toMatchObject({ status: 'deactivated' });
});
