import { beforeEach, describe, expect, it } from '@jest/globals';
import { type InvitationIssued } from '@portico/contracts';
import { newId } from '@portico/kernel';
import { later } from './registration.builders.js';
import { anInvitee, invitationId, memberId, organizationId } from './invitation.builders.js';
import { PeopleWorld } from './people.world.js';

let world: PeopleWorld;
beforeEach(async () => {
  world = await PeopleWorld.of();
});

const issued = () =>
  world.invitations.outbox.filter(({ type }) => type.includes('invitation-issued')).map(({ data }) => data);
const state = () => world.invitations.documents.get(invitationId);

describe('What an organization says of somebody it invites', () => {
  it('makes one invitation, however often it is told [MC-INV-01]', async () => {
    const event = newId();
    await world.invite({ count: 1 }, event);
    await world.invite({ count: 1 }, event);
    await world.invite({ count: 1 });
    const { expiresAt } = anInvitee();
    const ids = { invitationId, organizationId, memberId };
    expect(issued()).toEqual([{ ...ids, program: 'test-plan', count: 1, expiresAt }]);
    expect(world.invitations.documents.size).toBe(1);
    expect(JSON.stringify(state())).not.toContain('9165550177');
  });

  it('is asked for anew, so that facts that come out of order issue the newest only [MC-INV-04]', async () => {
    await world.invite({ count: 2 });
    await world.tell({ id: newId(), type: 'portico.organization.member-invited.v1', data: anInvitee({ count: 1 }) });
    expect(issued().map((data) => (data as InvitationIssued).count)).toEqual([2]);
  });

  it('issues nothing to who is not invited any more, or is not there', async () => {
    await world.deactivate();
    const data = anInvitee();
    await world.tell({ id: newId(), type: 'portico.organization.member-invited.v1', data });
    await world.invite({ invited: false });
    expect(world.invitations.documents.size).toBe(0);
  });

  it('revokes when the person is no longer invited, and when the member is gone', async () => {
    await world.invite();
    await world.deactivate();
    expect(state()).toMatchObject({ status: 'revoked' });
    await world.invite();
    world.invitees.known.clear();
    await world.standing('deactivated');
    expect(state()).toMatchObject({ status: 'revoked', count: 2 });
  });

  it('does not revoke by a standing that is older than the newest invitation [D-29]', async () => {
    await world.invite();
    await world.invite();
    await world.standing('deactivated');
    expect(state()).toMatchObject({ status: 'issued', count: 2 });
  });

  it.each(['invited', 'active', 'deactivated'])('asks nobody when there is nothing to revoke: %s', async (status) => {
    await world.standing(status);
    await world.registered(await world.invited());
    await world.settle();
    const { asked } = world.invitees;
    await world.standing(status);
    expect(world.invitees.asked).toBe(asked);
  });

  it('asks nobody about somebody who is invited', async () => {
    await world.invite();
    const { asked } = world.invitees;
    await world.standing('invited');
    expect(world.invitees.asked).toBe(asked);
  });

  it('asks nobody about an invitation that was revoked', async () => {
    await world.invite();
    await world.deactivate();
    const { asked } = world.invitees;
    await world.standing('deactivated');
    expect(world.invitees.asked).toBe(asked);
  });

  it('revokes also what has expired: its holder is told the truth', async () => {
    const token = await world.invited();
    world.clock.set(later(8 * 24 * 3600));
    await world.settle();
    expect(world.facts('invitation-expired')).toHaveLength(1);
    await world.deactivate();
    await expect(world.come.open(token)).rejects.toMatchObject({ code: 'invitation-revoked' });
  });

  it('after an acceptance that came to nothing invites the same person again [D-29]', async () => {
    const flow = await world.registered(await world.invited());
    await world.deactivate();
    await world.settle();
    expect(world.users.documents.size).toBe(0);
    world.joined.clear();
    const token = await world.invited();
    const again = await world.registered(token);
    expect(again.registrationId).not.toBe(flow.registrationId);
    await world.settle();
    expect(world.users.documents.size).toBe(1);
  });
});
