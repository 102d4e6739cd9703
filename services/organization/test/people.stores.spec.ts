import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  AddUser,
  DeactivateUser,
  GetInvitee,
  ReactivateUser,
  ReissueInvitation,
  SetCorrespondencePermissions,
  SetNpiPermissions,
  SetOrganizationPermission,
  type UserView,
  validated,
} from '@portico/contracts';
import { after, idFrom, system } from '@portico/kernel';
import type { Mongo } from '@portico/mongo';
import { aMongo, dropMongo } from '@portico/mongo/testing';
import { MongoMembers } from '../src/adapters/mongo.members.js';
import { MongoOrganizations } from '../src/adapters/mongo.organizations.js';
import { MongoPeopleAtHand } from '../src/adapters/mongo.people-at-hand.js';
import { GetInviteeHandler } from '../src/reads/get-invitee.js';
import { aNpi, npiFrom, today } from './builders.js';
import { InMemoryMembers, InMemoryOrganizations, InMemoryPeopleAtHand } from './in-memory.js';
import { emailOf, Office } from './office.js';
import { peopleAtHandSuite } from './people-at-hand.suite.js';
import { from } from './work.js';

jest.setTimeout(60_000);

async function onServer() {
  const mongo = await aMongo();
  const [organizations, members] = [new MongoOrganizations(mongo), new MongoMembers(mongo)];
  await mongo.onModuleInit();
  const people = new MongoPeopleAtHand(organizations, members);
  return { mongo, organizations, members, people, close: () => dropMongo(mongo) };
}

peopleAtHandSuite('memory', async () => {
  const [organizations, members] = [new InMemoryOrganizations(), new InMemoryMembers()];
  return {
    organizations,
    members,
    people: new InMemoryPeopleAtHand(organizations, members),
    close: async () => undefined,
  };
});
peopleAtHandSuite('MongoDB', onServer);

describe('on a real server', () => {
  let stores: Awaited<ReturnType<typeof onServer>>;
  let office: Office;
  let mongo: Mongo;
  const npis = Array.from({ length: 500 }, (_, at) => aNpi(npiFrom(123_000_000 + at)));
  beforeAll(async () => {
    stores = await onServer();
    ({ mongo } = stores);
    office = await Office.open(stores, npis);
    await office.join('rosa');
  });
  afterAll(() => stores.close());

  async function commandsOf(work: () => Promise<unknown>): Promise<number> {
    const before = mongo.commands.total;
    await work();
    return mongo.commands.total - before;
  }
  const form = (name: string) => {
    return { email: emailOf(name), firstName: name, lastName: 'Diaz', mobilePhone: '+1 916 555 0142' };
  };

  it('levels on 500 NPIs are one change of two commands, whatever they become [MC-PRM-07]', async () => {
    const userId = office.idOf('rosa');
    const levels = (level: string) => npis.map(({ npi }) => ({ npi, level }));
    for (const level of ['admin', 'processor', 'none']) {
      expect(await commandsOf(() => office.ask(SetNpiPermissions, { userId, assignments: levels(level) }))).toBe(2);
    }
    expect(await commandsOf(() => office.ask(SetNpiPermissions, { userId, all: 'admin' }))).toBe(2);
    expect(await commandsOf(() => office.ask(SetNpiPermissions, { userId, all: 'none', dryRun: true }))).toBe(1);
    expect((await office.state(userId)).npis).toHaveLength(500);
  });

  it('no change of a user costs more than its load, its one or two writes, and whom an NPI is left to', async () => {
    const userId = office.idOf('rosa');
    const [npi = ''] = npis.map((each) => each.npi);
    const grants = [{ npi, types: ['tax-documents'] }];
    expect(await commandsOf(() => office.ask(SetCorrespondencePermissions, { userId, grants }))).toBe(2);
    expect(await commandsOf(() => office.ask(SetOrganizationPermission, { userId, level: 'processor' }))).toBe(3);
    expect(await commandsOf(() => office.ask(DeactivateUser, { userId }))).toBe(4);
    expect(await commandsOf(() => office.ask(ReactivateUser, { userId }))).toBe(3);
    expect(
      await commandsOf(() => office.ask(AddUser, { ...form('isa'), email: 'isa@new.example', confirmNewDomain: true })),
    ).toBe(4);
  });

  it('adding somebody new, with an address of an allowed domain, is two commands [MC-ADM-04]', async () => {
    expect(await commandsOf(() => office.ask(AddUser, form('ida')))).toBe(2);
  });

  it('members who went before their level was kept come back with the one in their record, or that they get meanwhile', async () => {
    const { collection } = stores.organizations;
    const [lia, leo] = [
      await office.join('lia', { orgRole: 'processor' }),
      await office.join('leo', { orgRole: 'processor' }),
    ];
    for (const userId of [lia, leo]) await office.ask(DeactivateUser, { userId });
    await collection.updateOne({ _id: office.organizationId }, { $set: { former: [lia] } });
    await office.ask(ReactivateUser, { userId: lia });
    await collection.updateOne({ _id: office.organizationId }, { $unset: { former: '' } });
    await office.ask(SetOrganizationPermission, { userId: leo, level: 'none' });
    await office.ask(ReactivateUser, { userId: leo });
    const roles = await Promise.all([lia, leo].map((id) => office.state(id)));
    expect(roles.map(({ status, orgRole }) => [status, orgRole])).toEqual([
      ['active', 'processor'],
      ['active', 'none'],
    ]);
  });

  it('nobody who went is added anew at once, however the organization remembers them', async () => {
    const userId = office.idOf('rosa');
    await office.ask(DeactivateUser, { userId });
    for (const former of [[userId], [{ memberId: userId, orgRole: 'none' }]]) {
      await stores.organizations.collection.updateOne({ _id: office.organizationId }, { $set: { former } });
      const again = office.ask(AddUser, form('rosa'));
      await expect(again).rejects.toMatchObject({ code: 'user-exists' });
      expect((await office.organization()).seatOf(userId)).toBeUndefined();
    }
    await office.ask(ReactivateUser, { userId });
  });

  it('an invitation is a load and a write more', async () => {
    const { id: userId } = await office.ask<UserView>(AddUser, form('ivo'));
    expect(await commandsOf(() => office.ask(ReissueInvitation, { userId }))).toBe(2);
  });

  describe('who is to be invited', () => {
    const invitee = (memberId: string, organizationId = office.organizationId) => {
      const asked = validated(GetInvitee, { organizationId, memberId });
      return new GetInviteeHandler(stores.members).execute(from(asked, system('identity')));
    };

    it('is told to identity with what a mail needs, by one command [MC-INV-01] [MC-INV-15]', async () => {
      const { id } = await office.ask<UserView>(AddUser, form('lea'));
      expect(await invitee(id)).toEqual({
        organizationId: office.organizationId,
        memberId: id,
        organizationName: 'Sunrise Clinic',
        program: 'medi-cal',
        kinds: ['provider'],
        orgRole: 'none',
        email: emailOf('lea'),
        firstName: 'lea',
        lastName: 'Diaz',
        mobilePhone: '+19165550142',
        invited: true,
        count: 1,
        expiresAt: after(today, 'P7D').toISOString(),
      });
      expect(await commandsOf(() => invitee(id))).toBe(1);
      await office.ask(DeactivateUser, { userId: id });
      expect(await invitee(id)).toMatchObject({ invited: false });
    });

    it('is not somebody who never was, elsewhere, or was invited by nobody', async () => {
      const missing = { kind: 'not-found', code: 'not-found' };
      await expect(invitee(idFrom('nobody'))).rejects.toMatchObject(missing);
      await expect(invitee(office.idOf('rosa'), idFrom('organization', 'other'))).rejects.toMatchObject(missing);
      await expect(invitee(office.idOf('maria'))).rejects.toMatchObject(missing);
    });

    it('lies in the database without their phone', async () => {
      const { id } = await office.ask<UserView>(AddUser, form('pia'));
      const stored = await stores.members.collection.findOne({ _id: `${office.organizationId}|${id}` });
      expect(JSON.stringify(stored)).not.toContain('9165550142');
    });
  });
});
