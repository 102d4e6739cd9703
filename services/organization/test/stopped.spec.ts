import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  AddUser,
  DeactivateUser,
  ReactivateUser,
  RemoveDomain,
  SetOrganizationPermission,
  type UserChangedView,
} from '@portico/contracts';
import { idFrom } from '@portico/kernel';
import { today } from './builders.js';
import { InMemoryMembers, InMemoryOrganizations, InMemoryPeopleAtHand } from './in-memory.js';
import { Office } from './office.js';
import { faultsOf, hearAll } from './rosters.js';

class Killed extends Error {}

/** Members of whom the next save is not made: the process died before it. */
class MortalMembers extends InMemoryMembers {
  dies = false;

  override async save(...given: Parameters<InMemoryMembers['save']>) {
    if (!this.dies) return super.save(...given);
    this.dies = false;
    throw new Killed();
  }
}

let organizations: InMemoryOrganizations;
let members: MortalMembers;
let office: Office;
const world = () => ({ office, organizations, members });

async function opened(): Promise<void> {
  organizations = new InMemoryOrganizations();
  members = new MortalMembers();
  office = await Office.open({ organizations, members, people: new InMemoryPeopleAtHand(organizations, members) });
  const grant = { npi: '1234567893', level: 'admin', by: idFrom('x'), at: today.toISOString() } as const;
  await office.join('rosa', { npis: [grant], orgRole: 'processor' });
  await office.join('gone', { orgRole: 'admin' });
  await office.ask(DeactivateUser, { userId: office.idOf('gone') });
  await office.join('ann', { status: 'deactivated' }, 'new.example');
  await office.ask(RemoveDomain, { domain: 'new.example' });
  await hearAll(world());
  office.sessions.set(idFrom('user', 'rosa'), 2);
}
beforeEach(opened);

const changes = [
  ['a deactivation', DeactivateUser, 'rosa', { reason: 'left' }],
  ['a reactivation', ReactivateUser, 'gone', {}],
  ['a reactivation that brings a domain back', ReactivateUser, 'ann', { confirmDomain: true }],
  ['a level across the organization', SetOrganizationPermission, 'rosa', { level: 'admin' }],
  ['a level of who is gone', SetOrganizationPermission, 'gone', { level: 'none' }],
] as const;

describe.each(changes)('%s that was stopped between organization and member', (_, type, name, rest) => {
  const ask = (id: string) => office.ask<UserChangedView>(type, { userId: office.idOf(name), ...rest }, { id });
  /** In words that are the same in every office. */
  const same = (what: unknown): unknown => JSON.parse(JSON.stringify(what).replaceAll(office.idOf(name), 'the user'));
  const undisturbed = async () => {
    const view = same(await ask('one')) as UserChangedView;
    await opened();
    return view;
  };

  it('is ended by the same command, which answers what it would have answered', async () => {
    const expected = await undisturbed();
    members.dies = true;
    await expect(ask('one')).rejects.toBeInstanceOf(Killed);
    expect(await faultsOf(world())).not.toEqual([]);
    const again = await ask('one');
    expect(same(again)).toEqual(expected);
    await hearAll(world(), 2);
    expect(await faultsOf(world())).toEqual([]);
    expect(await ask('one')).toEqual(again);
  });

  it('is ended by the organization’s own fact when nobody asks again, with cause, reason and effects', async () => {
    const expected = await undisturbed();
    members.dies = true;
    await expect(ask('one')).rejects.toBeInstanceOf(Killed);
    await hearAll(world(), 2);
    expect(await faultsOf(world())).toEqual([]);
    const { state } = (await office.member(office.idOf(name))) ?? {};
    expect(same(state?.effects)).toEqual(expected.effects);
    expect(state?.deactivation?.reason).toBe((rest as { reason?: string }).reason);
    expect(same(await ask('one'))).toEqual(expected);
  });

  it('is ended by whoever asks for the same with another command', async () => {
    members.dies = true;
    await expect(ask('one')).rejects.toBeInstanceOf(Killed);
    await ask('two');
    expect(await faultsOf(world())).toEqual([]);
  });

  it('is ended once, however often and from whichever side', async () => {
    members.dies = true;
    await expect(ask('one')).rejects.toBeInstanceOf(Killed);
    await Promise.all([ask('one'), ask('one'), hearAll(world(), 2), ask('two')]);
    await hearAll(world(), 2);
    expect(await faultsOf(world())).toEqual([]);
    const { memberId } = (await office.state(office.idOf(name))) ?? {};
    const told = members.outbox.filter(({ data }) => (data as { memberId?: string }).memberId === memberId);
    const facts = told.filter(({ type: each }) => /deactivated|reactivated|organization-permission/.test(each));
    expect(facts.filter(({ time }) => time === today.toISOString()).length).toBeLessThanOrEqual(2);
  });
});

describe('adding a user that was stopped between organization and member', () => {
  const ida = { email: 'ida@new.example', firstName: 'Ida', lastName: 'Vega', mobilePhone: '+1 916 555 0142' };
  const add = (id: string) => office.ask<UserChangedView>(AddUser, { ...ida, confirmNewDomain: true }, { id });
  beforeEach(async () => {
    members.dies = true;
    await expect(add('one')).rejects.toBeInstanceOf(Killed);
  });

  it.each(['one', 'two'])('is ended by asking again, as command %s', async (id) => {
    expect(await add(id)).toMatchObject({ status: 'invited', invitation: { count: 1 } });
    await hearAll(world(), 2);
    expect(await faultsOf(world())).toEqual([]);
    expect((await office.organization()).peopleIn('new.example')).toHaveLength(1);
  });

  it('leaves a place that is dropped with its domain, when nobody asks again; asking later asks to confirm [MC-DOM-02]', async () => {
    await hearAll(world(), 2);
    office.clock.advance('PT2M');
    await office.ask(RemoveDomain, { domain: 'new.example' });
    expect((await office.organization()).peopleIn('new.example')).toEqual([]);
    const late = office.ask(AddUser, ida, { id: 'one-more' });
    await expect(late).rejects.toMatchObject({ code: 'new-domain' });
    expect(await add('one')).toMatchObject({ status: 'invited' });
    await hearAll(world(), 2);
    expect(await faultsOf(world())).toEqual([]);
  });
});
