import { beforeEach, describe, expect, it } from '@jest/globals';
import { idFrom, StoppedClock } from '@portico/kernel';
import { aClaim, anUnclaimedOrganization, today } from '../../test/builders.js';
import { InMemoryMembers } from '../../test/in-memory.js';
import { asCommand } from '../../test/work.js';
import { memberIdOf } from '../domain/member.js';
import { OnOrganizationClaimed } from './on-organization-claimed.js';

const organization = anUnclaimedOrganization();
const { userId, registrationId, emailDomain } = aClaim();
const memberId = memberIdOf(organization.id, userId);
let members: InMemoryMembers;

beforeEach(() => {
  members = new InMemoryMembers();
});

function claimed(event: string) {
  const { id: organizationId, program, legalName } = organization.state;
  const data = {
    organizationId,
    program,
    legalName,
    registrationId,
    userId,
    memberId,
    emailDomain,
    kinds: ['provider' as const],
  };
  const reaction = new OnOrganizationClaimed(members, new StoppedClock(today));
  return asCommand({ id: `${event}:on-organization-claimed` }, () => reaction.react(data));
}

describe('when an organization was claimed', () => {
  it('the person becomes its member, as Org Admin [MC-REG-12]', async () => {
    await claimed('event');

    expect((await members.get(memberId))?.state).toMatchObject({
      userId,
      orgRole: 'admin',
      status: 'active',
      emailDomain,
      since: today,
    });
    expect(members.outbox.map(({ data }) => data)).toEqual([
      { memberId, organizationId: organization.id, userId, orgRole: 'admin' },
    ]);
  });

  it('hearing of it again, also as another event, makes no second member', async () => {
    await claimed('event');
    await claimed('event');
    await claimed(idFrom('event', 'replayed'));

    expect(members.documents.size).toBe(1);
    expect(members.outbox).toHaveLength(1);
  });

  it('50 deliveries at once make one member', async () => {
    await Promise.all(Array.from({ length: 50 }, () => claimed('event')));

    expect(members.outbox).toHaveLength(1);
  });
});
