import { beforeEach, describe, expect, it } from '@jest/globals';
import { idFrom, StoppedClock } from '@portico/kernel';
import { aProgram, InMemoryPrograms } from '@portico/program/testing';
import { aClaim, anUnclaimedOrganization, today } from '../../test/builders.js';
import { InMemoryMembers } from '../../test/in-memory.js';
import { asCommand } from '../../test/work.js';
import { memberIdOf, memberKeyOf } from '../domain/member.js';
import { OnOrganizationClaimed } from './on-organization-claimed.js';

const organization = anUnclaimedOrganization();
const { id: organizationId, program, legalName } = organization.state;
const { userId, registrationId, emailDomain } = aClaim();
const memberId = memberIdOf(organizationId, userId);
const programs = new InMemoryPrograms(aProgram({ id: 'medi-cal' }));
let members: InMemoryMembers;

beforeEach(() => {
  members = new InMemoryMembers();
});

function claimed(event: string) {
  const place = { organizationId, program, legalName, kinds: ['provider' as const] };
  const data = { ...place, registrationId, userId, memberId, emailDomain };
  const reaction = new OnOrganizationClaimed(members, programs, new StoppedClock(today));
  return asCommand({ id: `${event}:on-organization-claimed` }, () => reaction.react(data, { sequence: 2 }));
}

describe('when an organization was claimed', () => {
  it('the person becomes its member, as Org Admin [MC-REG-12]', async () => {
    await claimed('event');

    expect((await members.get(memberKeyOf(organizationId, memberId)))?.state).toMatchObject({
      userId,
      orgRole: 'admin',
      status: 'active',
      emailDomain,
      organizationName: legalName,
      since: today,
      roster: 2,
    });
    expect(members.outbox.map(({ type }) => type)).toEqual([
      'portico.organization.member-joined.v1',
      'portico.organization.member-standing-changed.v1',
    ]);
    expect(members.outbox[1]?.data).toMatchObject({ memberId, userId, status: 'active', orgRole: 'admin', version: 1 });
  });

  it('hearing of it again, also as another event, makes no second member', async () => {
    await claimed('event');
    await claimed('event');
    await claimed(idFrom('event', 'replayed'));

    expect(members.documents.size).toBe(1);
    expect(members.outbox).toHaveLength(2);
  });

  it('50 deliveries at once make one member', async () => {
    await Promise.all(Array.from({ length: 50 }, () => claimed('event')));

    expect(members.outbox).toHaveLength(2);
  });
});
