import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  AddUser,
  type Command,
  DeactivateUser,
  EnrollOrganization,
  type Envelope,
  GetDomains,
  GetInvitee,
  GetUser,
  InvitationAccepted,
  MemberDeactivated,
  MemberInvited,
  MemberStandingChanged,
  type MessageType,
  type Query,
  ReactivateUser,
  SetNpiPermissions,
  SetOrganizationPermission,
  type UserChangedView,
  type UserView,
  validated,
} from '@portico/contracts';
import { idFrom, newId } from '@portico/kernel';
import { memberIdOf } from '../src/domain/member.js';
import { aClaim, toldOnFile } from './builders.js';
import { person } from './work.js';
import { World } from './world.js';

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const npi = '1234567893';
const phone = '+1 916 555 0142';
let organizationId: string;
let maria: string;

/** Maria, or whoever is named with their place, asks for a change or looks. */
function ask<R = UserChangedView>(
  type: MessageType,
  body: object,
  as = { name: 'maria', memberId: maria },
): Promise<R> {
  const actor = person(idFrom('user', as.name), { organizationId, memberId: as.memberId });
  const message = validated(type, { organizationId, ...body }) as Command<R> | Query<R>;
  return world.personAsks({ ...actor, program: 'medi-cal' }, message);
}
const add = (name: string) =>
  ask<UserView>(AddUser, {
    email: `${name}@sunrise-clinic.example`,
    firstName: name,
    lastName: 'Diaz',
    mobilePhone: phone,
  });

function accepted(memberId: string, name: string): Envelope {
  const { type } = InvitationAccepted;
  const invitationId = idFrom('invitation', memberId);
  return {
    ...{ specversion: '1.0', datacontenttype: 'application/json', source: '/portico/identity', type },
    ...{ id: newId(), subject: invitationId, sequence: 1, time: new Date(0).toISOString() },
    actor: { kind: 'anonymous' },
    data: { invitationId, organizationId, memberId, userId: idFrom('user', name) },
  };
}
const standings = (memberId: string) =>
  world.heard.of(MemberStandingChanged).flatMap(({ data }) => (data.memberId === memberId ? [data] : []));
const stands = (memberId: string, wanted: Partial<MemberStandingChanged>) =>
  world.eventually(
    () =>
      standings(memberId).find((each) =>
        Object.entries(wanted).every(([name, value]) => each[name as never] === value),
      ),
    `a standing of ${JSON.stringify(wanted)}`,
  );

describe('the people of an organization', () => {
  let rosa: string;

  it('begin with who set it up, who manages it as soon as their record is there [MC-REG-12]', async () => {
    const organization = structuredClone(toldOnFile({ legalName: 'Sunrise Clinic' }));
    const enrolled = await world.identityAsks(validated(EnrollOrganization, { program: 'medi-cal', organization }));
    organizationId = enrolled.organizationId;
    maria = memberIdOf(organizationId, idFrom('user', 'maria'));
    await world.tellsCompleted(aClaim('first', 'maria'), organizationId);
    await stands(maria, { status: 'active', orgRole: 'admin' });
    expect(await ask<UserView>(GetUser, { userId: maria })).toMatchObject({ status: 'active', orgRole: 'admin' });
  });

  it('grow by invitation: identity hears of it and asks whom to write to [MC-INV-01]', async () => {
    rosa = (await add('rosa')).id;
    const invited = await world.eventually(
      () => world.heard.of(MemberInvited).find(({ data }) => data.memberId === rosa),
      'the invitation',
    );
    expect(invited.data).toMatchObject({ organizationId, program: 'medi-cal', count: 1 });
    const asked = validated(GetInvitee, { organizationId, memberId: rosa });
    expect(await world.identityAsks(asked)).toMatchObject({ email: 'rosa@sunrise-clinic.example', invited: true });
  });

  it('join with the account that accepted, however often that is told [MC-INV-13]', async () => {
    const fact = accepted(rosa, 'rosa');
    await world.tells([fact, { ...fact, id: newId() }]);
    await stands(rosa, { status: 'active', userId: idFrom('user', 'rosa'), version: 2 });
    expect(await ask<UserView>(GetUser, { userId: rosa })).toMatchObject({ status: 'active', version: '2' });
  });

  it('are given levels, which everybody knows within a second [MC-PRM-17]', async () => {
    const before = performance.now();
    await ask(SetNpiPermissions, { userId: rosa, assignments: [{ npi, level: 'admin' }] });
    await stands(rosa, { version: 3 });
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(standings(rosa).at(-1)?.npis).toEqual([expect.objectContaining({ npi, level: 'admin', by: maria })]);
  });

  it('go at once, and come back as they were; what nobody can count is left out of the effects [MC-ADM-11] [MC-ADM-12]', async () => {
    const before = performance.now();
    const gone = await ask(DeactivateUser, { userId: rosa, reason: 'left' });
    await stands(rosa, { status: 'deactivated' });
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(gone.effects).toEqual([
      { kind: 'access-lost', userId: rosa, npi },
      { kind: 'npi-without-admin', npi },
    ]);
    const told = world.heard.of(MemberDeactivated).filter(({ data }) => data.memberId === rosa);
    expect(told.map(({ data }) => [data.cause, data.reason])).toEqual([['admin', 'left']]);
    const back = await ask(ReactivateUser, { userId: rosa });
    expect(back).toMatchObject({ status: 'active', npiPermissions: [{ npi, level: 'admin' }] });
  });

  it('keep an Org Admin, who may be another one than before [MC-ADM-14]', async () => {
    await expect(ask(DeactivateUser, { userId: maria })).rejects.toMatchObject({ code: 'last-admin' });
    await ask(SetOrganizationPermission, { userId: rosa, level: 'admin' });
    const asRosa = { name: 'rosa', memberId: rosa };
    expect(await ask(SetOrganizationPermission, { userId: maria, level: 'none' }, asRosa)).toMatchObject({
      orgRole: 'none',
    });
    await expect(ask(DeactivateUser, { userId: rosa })).rejects.toMatchObject({ code: 'not-allowed' });
    await ask(SetOrganizationPermission, { userId: maria, level: 'admin' }, asRosa);
  });

  it('many at once, on two replicas and beside the service’s own facts, are each answered their own effects', async () => {
    const names = Array.from({ length: 20 }, (_, at) => `worker${at}`);
    const users = await Promise.all(names.map((name) => add(name)));
    await world.tells(users.map(({ id }, at) => accepted(id, names[at] as string)));
    await Promise.all(users.map(({ id }) => stands(id, { status: 'active' })));
    const all = { all: 'processor' };
    await Promise.all(users.map(({ id }) => ask(SetNpiPermissions, { userId: id, ...all })));
    const gone = await Promise.all(users.map(({ id }) => ask(DeactivateUser, { userId: id })));
    for (const [at, { effects, status }] of gone.entries()) {
      const lost = toldOnFile().npis.map((each) => ({ kind: 'access-lost', userId: users[at]?.id, npi: each.npi }));
      expect([status, effects]).toEqual(['deactivated', expect.arrayContaining(lost)]);
    }
    const { items } = await ask<{ items: { activeUsers: number }[] }>(GetDomains, {});
    expect(items.map(({ activeUsers }) => activeUsers)).toEqual([2]);
  });

  it('are told by ids alone: no fact has a name, an address or a phone', () => {
    const told = JSON.stringify(world.heard.envelopes.map(({ data }) => data));
    expect(/@|Diaz|rosa"|worker|91655/.exec(told)?.[0]).toBeUndefined();
  });
});
