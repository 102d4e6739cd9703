import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AddUser, DeactivateUser, ReactivateUser, RemoveDomain, SetOrganizationPermission } from '@portico/contracts';
import type { Mongo } from '@portico/mongo';
import { aMongo, dropMongo } from '@portico/mongo/testing';
import { MongoMembers } from '../src/adapters/mongo.members.js';
import { MongoOrganizations } from '../src/adapters/mongo.organizations.js';
import { MongoPeopleAtHand } from '../src/adapters/mongo.people-at-hand.js';
import { Office, type Stores } from './office.js';

jest.setTimeout(600_000);

const atOnce = 50;
const rounds = 200;
const besides = 4;

let mongo: Mongo;
let stores: Stores;
beforeAll(async () => {
  mongo = await aMongo();
  const [organizations, members] = [new MongoOrganizations(mongo), new MongoMembers(mongo)];
  await mongo.onModuleInit();
  stores = { organizations, members, people: new MongoPeopleAtHand(organizations, members) };
});
afterAll(() => dropMongo(mongo));

const admins = ['maria', 'olga'];

/** What an Org Admin does to the other one, or to themselves. */
const moves = [
  (office: Office, as: string, whom: string) => office.ask(DeactivateUser, { userId: office.idOf(whom) }, { as }),
  (office: Office, as: string, whom: string) =>
    office.ask(SetOrganizationPermission, { userId: office.idOf(whom), level: 'none' }, { as }),
];

async function round(turn: number): Promise<{ done: number; refused: Set<string> }> {
  const office = await Office.open(stores);
  await office.join('olga', { orgRole: 'admin' });
  const works = Array.from({ length: atOnce }, async (_, at) => {
    const as = admins[at % 2] as string;
    const whom = (at + turn) % 5 === 0 ? as : (admins[(at + 1) % 2] as string);
    await moves[(at >> 1) % 2]?.(office, as, whom);
  });
  const outcomes = await Promise.allSettled(works);
  const { people } = (await office.organization()).state;
  const active = people.filter(({ orgRole, userId }) => orgRole === 'admin' && userId !== undefined);
  expect(active).toHaveLength(1);
  expect(await office.state(active[0]?.memberId ?? '')).toMatchObject({ status: 'active', orgRole: 'admin' });
  const refused = outcomes.flatMap((each) =>
    each.status === 'rejected' ? [(each.reason as { code: string }).code] : [],
  );
  return { done: atOnce - refused.length, refused: new Set(refused) };
}

describe('on a real server', () => {
  it(`two Org Admins who demote, deactivate and leave each other ${atOnce} at a time, ${rounds} times, leave one [MC-ADM-14] [D-30]`, async () => {
    const codes = new Set<string>();
    for (let turn = 0; turn < rounds; turn += besides) {
      const played = await Promise.all(Array.from({ length: besides }, (_, at) => round(turn + at)));
      for (const { done, refused } of played) {
        expect(done).toBeGreaterThan(0);
        refused.forEach((code) => codes.add(code));
      }
    }
    expect([...codes].filter((code) => !['last-admin', 'not-allowed', 'not-found'].includes(code))).toEqual([]);
    expect(codes).toContain('last-admin');
  });

  it('taking the level of who is gone against bringing them back, 20 at a time: it stays taken [MC-PRM-15]', async () => {
    for (let turn = 0; turn < 25; turn += 1) {
      const office = await Office.open(stores);
      await office.join('olga', { orgRole: 'admin' });
      await office.ask(DeactivateUser, { userId: office.idOf('olga') });
      const userId = office.idOf('olga');
      const works = Array.from({ length: 20 }, (_, at) =>
        at % 2 === 0
          ? office.ask(SetOrganizationPermission, { userId, level: 'none' })
          : office.ask(ReactivateUser, { userId }),
      );
      await Promise.all(works);
      expect((await office.organization()).seatOf(userId)?.orgRole).toBe('none');
      expect(await office.state(userId)).toMatchObject({ status: 'active', orgRole: 'none' });
    }
  });

  it('adding users against removing their domain, 20 at a time, keeps the rule [MC-DOM-02]', async () => {
    for (let turn = 0; turn < 25; turn += 1) {
      const office = await Office.open(stores);
      await office.join('first', {}, 'new.example');
      await office.ask(DeactivateUser, { userId: office.idOf('first') });
      const person = { firstName: 'Ida', lastName: 'Vega', mobilePhone: '+1 916 555 0142' };
      const works = Array.from({ length: 20 }, (_, at) =>
        at % 2 === 0
          ? office.ask(AddUser, { ...person, email: `ida${at}@new.example` })
          : office.ask(RemoveDomain, { domain: 'new.example' }),
      );
      const outcomes = await Promise.allSettled(works);
      const added = outcomes.filter(({ status }, at) => status === 'fulfilled' && at % 2 === 0).length;
      const { people, domains } = (await office.organization()).state;
      const isAllowed = domains.some(({ domain }) => domain === 'new.example');
      const there = people.filter(({ domain }) => domain === 'new.example');
      expect([there.length, isAllowed || added === 0]).toEqual([added, true]);
    }
  });
});
