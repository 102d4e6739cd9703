import { beforeEach, describe, expect, it } from '@jest/globals';
import { idFrom, refusal } from '@portico/kernel';
import { aFounder, aMember } from '../../test/builders.js';
import { InMemoryMembers } from '../../test/in-memory.js';
import { asCommand } from '../../test/work.js';
import { Member } from '../domain/member.js';
import { Names } from './names.js';
import { OnProfileUpdated } from './on-profile-updated.js';
import { OnUserJoinedOrganization } from './on-user-joined-organization.js';
import { People, type Person } from './people.js';

const away = refusal('unavailable', 'unavailable', 'away');
const userId = idFrom('user', 'maria');
const elsewhere = idFrom('organization', 'sunset');

class Directory extends People {
  person: Person | undefined = { userId, email: 'maria@sunrise.example', firstName: 'Maria', lastName: 'López' };

  async get(): Promise<Person> {
    if (!this.person) throw away();
    return this.person;
  }
}

let members: InMemoryMembers;
let people: Directory;
let names: Names;
beforeEach(() => {
  members = new InMemoryMembers();
  people = new Directory();
  names = new Names(members, people, { of: (email) => idFrom('print', email) });
});

async function given(...organizations: string[]): Promise<string[]> {
  const { state } = aFounder();
  for (const organizationId of organizations) {
    await members.save(new Member({ ...state, organizationId, id: `${organizationId}|${state.memberId}` }));
  }
  return organizations.map((organizationId) => `${organizationId}|${state.memberId}`);
}
const joined = (organizationId: string, event = 'event') =>
  asCommand({ id: event }, () =>
    new OnUserJoinedOrganization(names).react({ userId, organizationId, program: 'medi-cal' }),
  );
const updated = (event = 'event') =>
  asCommand({ id: event }, () => new OnProfileUpdated(names).react({ userId, fields: ['lastName'] }));

describe('who set the organization up', () => {
  it('is called as their account is once it is there, and found by it [MC-REG-12] [MC-ADM-06]', async () => {
    const [id = ''] = await given(elsewhere);
    people.person = { userId, email: 'maria@sunrise.example', firstName: 'Maria', mobilePhone: '+19165550142' };
    await joined(elsewhere);
    const state = (await members.get(id))?.state;
    expect(state).toMatchObject({ email: 'maria@sunrise.example', firstName: 'Maria', mobilePhone: '+19165550142' });
    expect(state).toMatchObject({
      emailPrint: idFrom('print', 'maria@sunrise.example'),
      emailDomain: 'sunrise.example',
    });
    expect(state?.words).toContain('maria');
    expect(members.outbox).toEqual([]);
  });

  it('is waited for while their record is on its way, and identity while it is away', async () => {
    await expect(joined(elsewhere)).rejects.toMatchObject({ kind: 'unavailable', code: 'member-not-yet' });
    const [id = ''] = await given(elsewhere);
    people.person = undefined;
    await expect(joined(elsewhere)).rejects.toMatchObject({ kind: 'unavailable' });
    people.person = { userId, email: 'maria@sunrise.example' };
    await joined(elsewhere);
    expect((await members.get(id))?.state.email).toBe('maria@sunrise.example');
  });
});

describe('a person who is called otherwise', () => {
  it('is called so in all their organizations; hearing of it twice writes once [MC-PRF-01]', async () => {
    const ids = await given(elsewhere, idFrom('organization', 'sunrise'));
    await updated();
    people.person = { userId, email: 'maria@sunrise.example', firstName: 'Maria', lastName: 'Vega' };
    await updated('later');
    await updated('later');
    for (const id of ids) {
      const found = await members.get(id);
      expect([found?.state.lastName, found?.version]).toEqual(['Vega', 3]);
    }
  });

  it('keeps the phone that the Org Admin entered', async () => {
    const { state } = aMember('maria');
    await members.save(new Member({ ...state }));
    people.person = { userId, email: 'maria@sunrise.example', mobilePhone: '+12025550142' };
    await updated();
    expect((await members.get(state.id))?.state.mobilePhone).toBe(state.mobilePhone);
  });

  it('and is in no organization is not asked about', async () => {
    people.person = undefined;
    await expect(updated()).resolves.toBeUndefined();
  });
});
