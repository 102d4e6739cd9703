import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  EnrollOrganization,
  type Envelope,
  GetDecision,
  KeepRefusal,
  ListUsers,
  PinAccessRefused,
  validated,
} from '@portico/contracts';
import { type Actor, idFrom, newId, type Refusal } from '@portico/kernel';
import { EventPublisher } from '@portico/service';
import { MongoMembers } from '../src/adapters/mongo.members.js';
import { Member, memberIdOf } from '../src/domain/member.js';
import { aClaim, aMember, today, toldOnFile } from './builders.js';
import { person } from './work.js';
import { World } from './world.js';

jest.setTimeout(60_000);

let world: World;
let organizationId: string;
const user = (name: string) => idFrom('user', name);
const inView = (name: string): Actor =>
  person(user(name), { organizationId, memberId: memberIdOf(organizationId, user(name)) });

beforeAll(async () => {
  world = await World.start();
  const organization = structuredClone(toldOnFile({ legalName: 'Refusing Clinic', taxId: '12-3131313' }));
  const enrolled = await world.identityAsks(validated(EnrollOrganization, { program: 'medi-cal', organization }));
  organizationId = enrolled.organizationId;
  await world.tellsCompleted(aClaim('refusing', 'maria'), organizationId);
  await world.eventually(async () => (await users('maria').catch(() => undefined)) && true, 'the founder');
  const memberId = memberIdOf(organizationId, user('peter'));
  const place = { id: `${organizationId}|${memberId}`, organizationId, memberId, userId: user('peter') };
  const [replica] = world.replicas;
  await replica?.get(MongoMembers).save(new Member({ ...aMember('peter').state, ...place }));
});
afterAll(() => world.stop());

const users = (as: string) => world.personAsks(inView(as), validated(ListUsers, { organizationId }));
const look = (decisionId: string, as = 'maria') => world.personAsks(inView(as), validated(GetDecision, { decisionId }));
const kept = (decisionId: string) =>
  world.eventually(() => look(decisionId).catch(() => undefined), `the decision ${decisionId}`);

describe('a refusal', () => {
  it('tells its id to the person and its reason to an Org Admin, whichever replica gave it', async () => {
    const refused = (await users('peter').catch((error: Refusal) => error)) as Refusal;
    expect(refused).toMatchObject({ kind: 'forbidden', code: 'not-allowed' });
    expect(JSON.stringify(refused.details)).not.toContain('because');

    const found = await kept(String(refused.details.decisionId));
    expect(found).toMatchObject({
      allowed: false,
      action: 'user.read',
      userId: memberIdOf(organizationId, user('peter')),
    });
    expect(found.summary).toContain('may not see the users');
    expect(found.because.map(({ kind }) => kind)).toEqual(['organization-level-without-action']);
  });

  it('is opened by nobody else, and opening it is refused with an id of its own', async () => {
    const refused = (await users('peter').catch((error: Refusal) => error)) as Refusal;
    const again = (await look(String(refused.details.decisionId), 'peter').catch((error: Refusal) => error)) as Refusal;

    expect(again).toMatchObject({ kind: 'forbidden', code: 'not-allowed' });
    expect(again.details.decisionId).not.toBe(refused.details.decisionId);
  });

  it('of the edge is kept for whom it was given to, once for a command that is sent again', async () => {
    const keep = validated(KeepRefusal, { action: 'npi.attach', refusal: 'staff-only' });
    const commandId = newId();
    const { decisionId = '' } = await world.personAsks(inView('peter'), keep, { commandId });
    expect(await world.personAsks(inView('peter'), keep, { commandId })).toEqual({ decisionId });

    const found = await kept(decisionId);
    const userId = memberIdOf(organizationId, user('peter'));
    expect(found).toMatchObject({ allowed: false, action: 'npi.attach', userId });
    expect(found.because).toMatchObject([{ kind: 'refused', text: 'This is for staff only.' }]);
  });

  it('of who has no organization in view is on no record', async () => {
    const keep = validated(KeepRefusal, { action: 'npi.attach', refusal: 'staff-only' });

    expect(await world.personAsks(person(user('peter')), keep)).toEqual({});
  });

  it('of the pin service is found in the same place', async () => {
    const decisionId = newId();
    const about = '1234567893 processor';
    const because = [{ kind: 'npi-level-without-action', source: 'npi-permissions', about }];
    const memberId = memberIdOf(organizationId, user('peter'));
    const data = { decisionId, organizationId, memberId, action: 'pin.view', refusal: 'not-allowed', because };
    const { type } = PinAccessRefused;
    const pin = await world.thePinService();
    const fact: Envelope = {
      ...{ specversion: '1.0', datacontenttype: 'application/json', source: '/portico/pin', type },
      ...{ id: newId(), subject: decisionId, sequence: 1, time: today.toISOString(), actor: { kind: 'user' } },
      data: { ...data, npi: '1234567893' },
    };
    await pin.get(EventPublisher).publish([fact]);

    expect(await kept(decisionId)).toMatchObject({ action: 'pin.view', npi: '1234567893', at: today.toISOString() });
    await pin.close();
  });
});
