import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetMember, type HoldersView, ListHolders, type MemberView, type Query, validated } from '@portico/contracts';
import { after, idFrom, system } from '@portico/kernel';
import { Gate } from '@portico/program';
import { aProgram, InMemoryPrograms } from '@portico/program/testing';
import type { Organization } from '../src/domain/organization.js';
import { GetMemberHandler } from '../src/reads/get-member.js';
import { ListHoldersHandler } from '../src/reads/list-holders.js';
import { anInvitedMember, today } from './builders.js';
import { npiGrant, Reading, user } from './reading.js';
import { from } from './work.js';

let reading: Reading;
let clinic: Organization;
let npi: string;
let other: string;

/** In Medi-Cal's words a Processor does not see PINs, an NPI Admin does (D-33). */
beforeAll(async () => {
  reading = await Reading.start();
  clinic = await reading.organization('Sunrise Clinic', 'anna');
  [npi = '', other = ''] = clinic.state.npis.map((each) => each.npi);
  await reading.member(clinic, 'anna', { orgRole: 'admin' });
  const admin = (change = {}) => [npiGrant(npi, { level: 'admin', ...change })];
  await reading.member(clinic, 'boris', { npis: admin() });
  await reading.member(clinic, 'carla', { npis: [npiGrant(npi)] });
  await reading.member(clinic, 'dora', { npis: [npiGrant(other, { level: 'admin' })] });
  await reading.member(clinic, 'ended', { npis: admin({ to: today.toISOString() }) });
  await reading.member(clinic, 'later', { npis: admin({ from: after(today, 'PT1S').toISOString() }) });
  await reading.member(clinic, 'lapsed', { npis: admin(), lapsesAt: today });
  await reading.member(clinic, 'gone', { npis: admin(), status: 'deactivated' });
  await reading.member(clinic, 'paul', { orgRole: 'processor' });
  const elsewhere = await reading.organization('Harbor Billing', 'hana');
  await reading.member(elsewhere, 'zoe', { npis: admin() });
}, 30_000);
afterAll(() => reading.stop());

const ask = <R>(type: new () => Query<R>, fields: object, programs = reading.programs): Promise<R> => {
  const { organizations, members, clock } = reading;
  const handlers = {
    GetMember: new GetMemberHandler(members),
    ListHolders: new ListHoldersHandler(organizations, members, new Gate(programs, clock)),
  };
  const handler = handlers[type.name as keyof typeof handlers] as unknown as { execute(query: Query<R>): Promise<R> };
  return handler.execute(from(validated(type, { organizationId: clinic.id, ...fields }), system('identity')));
};
const holders = async (fields: object, programs?: InMemoryPrograms): Promise<HoldersView> => {
  const view = await ask(ListHolders, fields, programs);
  return { ...view, holders: view.holders.sort() };
};
const users = (...names: string[]) => names.map(user).sort();

describe('who hears of something in an organization', () => {
  const sunrise = { organizationName: 'Sunrise Clinic', program: 'medi-cal', admins: users('anna') };

  it('are its Org Admins, and of an NPI whoever can see its PIN now, nobody else [MC-PIN-11]', async () => {
    expect(await holders({})).toEqual({ ...sunrise, holders: [] });
    expect(await holders({ npi })).toEqual({ ...sunrise, holders: users('boris') });
    expect(await holders({ npi: other })).toEqual({ ...sunrise, holders: users('dora') });
  });

  it('are Processors too where the program lets them see PINs, also those across the organization [D-33]', async () => {
    const { roles } = aProgram();
    const organization = { ...roles.organization, processor: [...roles.organization.processor, 'pin.view'] };
    const pin = { ...aProgram().pin, processor: 'view-reset' as const };
    const open = new InMemoryPrograms(aProgram({ id: 'medi-cal', roles: { ...roles, organization }, pin }));
    expect((await holders({ npi }, open)).holders).toEqual(users('boris', 'carla', 'paul'));
  });

  it('are found by two commands to the database at most, and by one when no NPI is named', async () => {
    expect(await reading.commandsOf(() => holders({ npi }))).toBe(2);
    expect(await reading.commandsOf(() => holders({}))).toBe(1);
  });

  it('are the Org Admins alone for an NPI that the organization does not hold [D-41]', async () => {
    const { npis } = clinic.state;
    await reading.organizations.collection.updateOne({ _id: clinic.id }, { $set: { npis: [npis[1]] as never } });
    expect(await holders({ npi })).toEqual({ ...sunrise, holders: [] });
    await reading.organizations.collection.updateOne({ _id: clinic.id }, { $set: { npis: npis } });
  });

  it('is nobody of an organization that is not there', async () => {
    const asked = ask(ListHolders, { organizationId: idFrom('organization', 'nowhere') });
    await expect(asked).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('a member, for a mail about them', () => {
  const member = (memberId: string): Promise<MemberView> => ask(GetMember, { memberId });

  it('is told as they are now, without a phone', async () => {
    const { state } = await reading.member(clinic, 'nina', { npis: [npiGrant(npi)] });
    const view = await member(state.memberId);
    expect(view).toEqual({
      organizationId: clinic.id,
      memberId: state.memberId,
      accountId: user('nina'),
      organizationName: state.organizationName,
      program: 'medi-cal',
      status: 'active',
      orgRole: 'none',
      email: state.email,
      firstName: 'nina',
      lastName: 'Diaz',
      lapsesAt: state.lapsesAt?.toISOString(),
      idleSince: state.idleSince.toISOString(),
      npis: [npiGrant(npi)],
    });
    expect(state.mobilePhone).toBeDefined();
  });

  it('has no account before they register, and nobody is one of another organization', async () => {
    const invited = anInvitedMember('ivo', { organizationId: clinic.id, id: `${clinic.id}|${idFrom('ivo')}` });
    await reading.members.save(Object.assign(invited, { version: 0 }));
    expect((await member(idFrom('ivo'))).accountId).toBeUndefined();
    const asked = ask(GetMember, { memberId: idFrom('ivo'), organizationId: idFrom('organization', 'other') });
    await expect(asked).rejects.toMatchObject({ kind: 'not-found' });
  });
});
