import { beforeEach, describe, expect, it } from '@jest/globals';
import { DeactivateUser, ReactivateUser, SetNpiPermissions, SetOrganizationPermission } from '@portico/contracts';
import { after, newId } from '@portico/kernel';
import { Keepers } from '../src/use-cases/keepers.js';
import { LetTimePass } from '../src/use-cases/let-time-pass.js';
import { SignIns } from '../src/use-cases/sign-ins.js';
import { today } from './builders.js';
import { InMemoryMembers, InMemoryOrganizations, InMemoryPeopleAtHand, InMemoryTimedMembers } from './in-memory.js';
import { Office } from './office.js';
import { faultsOf, hearAll } from './rosters.js';

class Killed extends Error {}

let organizations: InMemoryOrganizations;
let members: InMemoryMembers;
let office: Office;
let signIns: SignIns;
const day = (days: number): Date => after(today, `P${days}D`);
const world = () => ({ office, organizations, members });

beforeEach(async () => {
  [organizations, members] = [new InMemoryOrganizations(), new InMemoryMembers()];
  office = await Office.open({ organizations, members, people: new InMemoryPeopleAtHand(organizations, members) });
  signIns = new SignIns(new InMemoryTimedMembers(members), office.desks, organizations, members);
  await office.join('olga');
  await office.ask(SetOrganizationPermission, { userId: office.idOf('olga'), level: 'admin' });
  await hearAll(world());
});

const signIn = (name: string, at: Date, id = newId()) => {
  const { organizationId } = office;
  return office.carryOut({ id }, () => signIns.keep({ organizationId, memberId: office.idOf(name) }, at.toISOString()));
};
const seen = async (name: string, at: Date) => {
  await signIn(name, at);
  await hearAll(world(), 2);
};
/** Who may not act any more at a time, though no job ever ran: by their own record, and by what they are answered. */
async function lapsed(at: Date, ...names: string[]): Promise<string[]> {
  office.clock.set(at);
  const all = await Promise.all(names.map(async (name) => ({ name, member: await office.member(office.idOf(name)) })));
  return all.filter(({ member }) => !member?.counts || member.isLapsed(at)).map(({ name }) => name);
}
const acts = (as: string, userId = office.idOf('olga')) =>
  office.ask(SetNpiPermissions, { userId, all: 'processor', dryRun: true }, { as });

describe('of two Org Admins, with no job that ever ran [MC-ADM-16]', () => {
  it('who are both not there any more, one lapses and the other never does', async () => {
    for (const days of [90, 91, 500]) expect(await lapsed(day(days), 'maria', 'olga')).toEqual(['olga']);
    await expect(acts('olga')).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await acts('maria')).toMatchObject({ effects: [] });
    expect(await faultsOf(world())).toEqual([]);
  });

  it('the one who was not there lapses at use, the one who was there last never does', async () => {
    await seen('olga', day(20));
    expect(await lapsed(day(89), 'maria', 'olga')).toEqual([]);
    for (const days of [90, 111, 500]) expect(await lapsed(day(days), 'maria', 'olga')).toEqual(['maria']);
    await expect(acts('maria')).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await faultsOf(world())).toEqual([]);
  });

  it('both stay while both come, whoever comes last', async () => {
    for (const days of [30, 60, 90, 120]) for (const name of ['maria', 'olga']) await seen(name, day(days));
    expect(await lapsed(day(200), 'maria', 'olga')).toEqual([]);
    expect(await lapsed(day(210), 'maria', 'olga')).toHaveLength(1);
  });

  it('who comes when it is over changes nothing', async () => {
    await seen('olga', day(90));
    expect(await lapsed(day(91), 'maria', 'olga')).toEqual(['olga']);
  });

  it('the one who is left never lapses', async () => {
    await office.ask(DeactivateUser, { userId: office.idOf('maria') }, { as: 'olga' });
    await hearAll(world(), 2);
    expect(await lapsed(day(500), 'maria', 'olga')).toEqual(['maria']);
    expect(await faultsOf(world())).toEqual([]);
  });

  it('the only one, dormant for long, lapses as soon as another one comes back', async () => {
    await office.ask(DeactivateUser, { userId: office.idOf('olga') });
    await hearAll(world());
    expect(await lapsed(day(400), 'maria')).toEqual([]);
    await office.ask(ReactivateUser, { userId: office.idOf('olga') });
    await hearAll(world(), 2);
    expect(await lapsed(day(400), 'maria', 'olga')).toEqual(['maria']);
    expect(await faultsOf(world())).toEqual([]);
  });

  it('the one who lapsed is taken out by whoever says so, and comes back as an Org Admin who counts', async () => {
    office.clock.set(day(95));
    const olga = { userId: office.idOf('olga') };
    expect(await office.ask(ReactivateUser, olga)).toMatchObject({ status: 'active' });
    await hearAll(world(), 2);
    expect(await faultsOf(world())).toEqual([]);
    expect(await lapsed(day(96), 'maria', 'olga')).toEqual(['maria']);
  });

  it('the one who lapsed cannot be made the reason for letting the other one go', async () => {
    office.clock.set(day(95));
    await office.ask(DeactivateUser, { userId: office.idOf('olga') });
    const maria = office.ask(DeactivateUser, { userId: office.idOf('maria') });
    await expect(maria).rejects.toMatchObject({ code: 'last-admin' });
    await hearAll(world());
    expect(await faultsOf(world())).toEqual([]);
  });
});

describe('the job', () => {
  const pass = (name: string) => {
    const time = new LetTimePass(office.desks, organizations, members, new Keepers(office.stores.people));
    return office.carryOut({ id: newId() }, () => time.of(office.organizationId, office.idOf(name)));
  };

  it('hands the organization to whoever was there later, and warns who kept it: also where nobody did so far', async () => {
    const stored = organizations.documents.get(office.organizationId);
    organizations.documents.set(office.organizationId, { ...stored, keeper: undefined } as never);
    await seen('olga', day(1));
    organizations.documents.set(office.organizationId, { ...stored, keeper: undefined } as never);
    office.clock.set(day(76));
    await pass('maria');
    await hearAll(world(), 2);
    expect((await office.organization()).isKeptBy(office.idOf('olga'))).toBe(true);
    expect(await faultsOf(world())).toEqual([]);
    expect(await lapsed(day(90), 'maria', 'olga')).toEqual(['maria']);
  });

  it('leaves it with who keeps it when the others were there no later', async () => {
    office.clock.set(day(90));
    await pass('maria');
    expect((await office.organization()).isKeptBy(office.idOf('maria'))).toBe(true);
    await pass('olga');
    await hearAll(world(), 2);
    expect(await office.state(office.idOf('olga'))).toMatchObject({ status: 'deactivated' });
    expect(await faultsOf(world())).toEqual([]);
  });
});

describe('a sign-in of an Org Admin that is stopped', () => {
  it.each(['organizations', 'members'] as const)('at %s is kept once it is told again', async (where) => {
    const store = { organizations, members }[where];
    const save = store.save.bind(store);
    store.save = async () => {
      store.save = save;
      throw new Killed();
    };
    await expect(signIn('olga', day(20), 'one')).rejects.toBeInstanceOf(Killed);
    await signIn('olga', day(20), 'one');
    await signIn('olga', day(20), 'one');
    await hearAll(world(), 2);
    expect(await lapsed(day(95), 'maria', 'olga')).toEqual(['maria']);
    expect(await faultsOf(world())).toEqual([]);
  });
});
