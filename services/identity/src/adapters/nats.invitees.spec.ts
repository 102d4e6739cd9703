import { describe, expect, it } from '@jest/globals';
import { GetInvitee } from '@portico/contracts';
import { refusal } from '@portico/kernel';
import { FakeBus } from '@portico/messaging/testing';
import { anInvitee } from '../../test/invitation.builders.js';
import { NatsInvitees } from './nats.invitees.js';

const memberUnknown = refusal('not-found', 'not-found', 'There is no such member.');
const away = refusal('unavailable', 'unavailable', 'Nobody answers.');

describe('the organization service, asked whom it invites', () => {
  it('tells of the person by organization and member', async () => {
    const bus = new FakeBus().answer(GetInvitee, anInvitee());
    expect(await new NatsInvitees(bus).of('organization', 'member')).toEqual(anInvitee());
    expect(bus.sentOf(GetInvitee)).toEqual([{ organizationId: 'organization', memberId: 'member' }]);
  });

  it('knows nobody of whom there is nothing to know', async () => {
    const bus = new FakeBus().answer(GetInvitee, () => {
      throw memberUnknown();
    });
    expect(await new NatsInvitees(bus).of('organization', 'member')).toBeUndefined();
  });

  it('is not taken to know nobody when it does not answer', async () => {
    const bus = new FakeBus().answer(GetInvitee, () => {
      throw away();
    });
    await expect(new NatsInvitees(bus).of('organization', 'member')).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
