import { beforeEach, describe, expect, it } from '@jest/globals';
import { ExpireInvitation } from '@portico/contracts';
import { newId } from '@portico/kernel';
import { DeliverInvitations } from '../src/jobs/deliver-invitations.js';
import { InvitationReconciler } from '../src/jobs/invitation-reconciler.js';
import { ExpireInvitationHandler } from '../src/use-cases/expire-invitation.js';
import { InvitationDelivery } from '../src/use-cases/invitation-delivery.js';
import { minutesLater, now } from './account.builders.js';
import { dana, expiresAt, invitationId } from './invitation.builders.js';
import { mailed, PeopleWorld } from './people.world.js';
import { from, inContext } from './work.js';

let world: PeopleWorld;
beforeEach(async () => {
  world = await PeopleWorld.of();
});

const reconcile = () => inContext(undefined, () => world.get(InvitationReconciler).reconcile());
const deliver = (count = 1) =>
  inContext(undefined, () => world.get(DeliverInvitations).work({ invitationId, count })).catch(() => 'killed');
const queued = (queue: string) => world.jobs.all.filter((job) => job.queue === queue);

/** The next saves of invitations end as a process that dies at them. */
function dieAtSaves(...moments: ('before' | 'after')[]): void {
  const save = world.invitations.save.bind(world.invitations);
  world.invitations.save = async (aggregate) => {
    const moment = moments.shift();
    if (moment === 'before') throw new Error('killed');
    const saved = await save(aggregate);
    if (moment === 'after') throw new Error('killed');
    return saved;
  };
}

describe('The mail of an invitation', () => {
  it('is queued by ids only, once, with the announcement of its end', async () => {
    await world.invite();
    await world.settle();
    expect(queued('invitation-mails')).toEqual([
      { queue: 'invitation-mails', id: `${invitationId}-1`, data: { invitationId, count: 1 } },
    ]);
    expect(queued('invitation-expiry')).toEqual([
      { queue: 'invitation-expiry', id: `${invitationId}-1`, data: { invitationId }, at: expiresAt },
    ]);
    expect(world.mails.sent).toHaveLength(1);
    await deliver();
    expect(world.mails.sent).toHaveLength(1);
  });

  it('bears the same name when its worker was killed twice, so that it is one mail [X-06]', async () => {
    await world.invite();
    dieAtSaves('before', 'before');
    const outcomes = [];
    for (let time = 0; time < 2; time += 1) {
      outcomes.push(await deliver());
      // A killed process remembers nothing of what it sent.
      Object.assign(world.get(InvitationDelivery), { taken: new Set() });
    }
    outcomes.push(await deliver());
    expect(outcomes).toEqual(['killed', 'killed', undefined]);
    expect(world.mails.sent).toHaveLength(3);
    expect(new Set(world.mails.sent.map(({ messageId }) => messageId)).size).toBe(1);
    expect(world.mails.sent[0]?.messageId).toMatch(/^<[0-9a-f-]{36}@portal\.example>$/);
    expect(new Set(world.mails.sent.map(({ secret }) => secret)).size).toBe(1);
    expect(await deliver()).toBeUndefined();
    expect(world.mails.sent).toHaveLength(3);
  });

  it('is not sent again by a worker that knows it was sent, when the note of it was lost', async () => {
    await world.invite();
    dieAtSaves('before');
    expect(await deliver()).toBe('killed');
    expect(await deliver()).toBeUndefined();
    expect(world.mails.sent).toHaveLength(1);
    await reconcile();
    expect(queued('invitation-mails')).toEqual([]);
  });

  it('of another time is another mail, and the one before is not sent any more [MC-INV-04]', async () => {
    await world.invite();
    await world.invite();
    await deliver(1);
    expect(world.mails.sent).toEqual([]);
    await deliver(2);
    await world.invite();
    await deliver(3);
    const [one, other] = world.mails.sent;
    expect(other?.messageId).not.toBe(one?.messageId);
    expect(other?.secret).not.toBe(one?.secret);
    expect(world.mails.sent).toHaveLength(2);
  });

  it('that waits when the person is deactivated is not sent', async () => {
    world.mails.broken = new Error('no mail server');
    await world.invite();
    expect(await deliver()).toBe('killed');
    await world.deactivate();
    world.mails.broken = undefined;
    await deliver();
    world.clock.set(minutesLater(3));
    await reconcile();
    expect(world.mails.sent).toEqual([]);
    expect(queued('invitation-mails')).toEqual([]);
  });

  it('is not sent past its end, nor to an invitation that is not there', async () => {
    await world.invite();
    world.clock.set(expiresAt);
    await deliver();
    world.clock.set(now);
    world.invitations.documents.clear();
    expect(await deliver()).toBeUndefined();
    expect(world.mails.sent).toEqual([]);
  });

  it('is found again in the database when the queue was emptied, after a while [X-06]', async () => {
    await world.invite();
    world.jobs.empty();
    await reconcile();
    expect(queued('invitation-mails')).toEqual([]);
    world.clock.set(minutesLater(2.1));
    await reconcile();
    await reconcile();
    expect(queued('invitation-mails')).toHaveLength(1);
    await world.settle();
    expect(world.mails.last(mailed)?.to).toBe(dana);
    world.jobs.empty();
    world.clock.set(minutesLater(5));
    await reconcile();
    expect(queued('invitation-mails')).toEqual([]);
  });

  it('that failed for good in one round is tried in the next', async () => {
    await world.invite();
    for (const minutes of [3, 6]) {
      world.clock.set(minutesLater(minutes));
      await reconcile();
    }
    expect(new Set(queued('invitation-mails').map(({ id }) => id)).size).toBe(2);
  });
});

describe('The end of an invitation', () => {
  const expire = (id = newId()) =>
    world.send<ExpireInvitation, object>(ExpireInvitationHandler, from(ExpireInvitation, { invitationId }), id);

  it('is announced once, when its time has come, and answered with where it stands [MC-INV-03]', async () => {
    await world.invite();
    expect(await expire()).toMatchObject({ id: invitationId, status: 'issued' });
    world.clock.set(expiresAt);
    const command = newId();
    expect(await expire(command)).toMatchObject({ status: 'expired' });
    expect(await expire(command)).toMatchObject({ status: 'expired' });
    await expire();
    expect(world.facts('invitation-')).toEqual(['invitation-issued', 'invitation-expired']);
  });

  it('holds at use although nobody announced it [MC-INV-03]', async () => {
    const token = await world.invited();
    world.clock.set(expiresAt);
    await expect(world.come.open(token)).rejects.toMatchObject({ code: 'invitation-expired' });
    expect(world.facts('invitation-expired')).toEqual([]);
  });

  it('is announced by the job that was queued when it was issued', async () => {
    await world.invited();
    world.clock.set(expiresAt);
    await world.settle();
    expect(world.facts('invitation-expired')).toHaveLength(1);
  });

  it.each([['before'], ['after'], ['before', 'before'], ['before', 'after']] as ('before' | 'after')[][])(
    'comes exactly once although its worker is killed %s %s the save [X-06]',
    async (...moments) => {
      await world.invited();
      world.clock.set(expiresAt);
      dieAtSaves(...moments);
      for (let time = 0; time < 3; time += 1) await expire().catch(() => undefined);
      await world.settle();
      expect(world.facts('invitation-expired')).toHaveLength(1);
    },
  );

  it('is found again when the queue was emptied, once for each round, and comes once [X-06]', async () => {
    await world.invited();
    world.jobs.empty();
    await reconcile();
    expect(world.jobs.all).toEqual([]);
    world.clock.set(expiresAt);
    await reconcile();
    await reconcile();
    expect(queued('invitation-expiry')).toHaveLength(1);
    world.clock.set(minutesLater(3, expiresAt));
    await reconcile();
    expect(queued('invitation-expiry')).toHaveLength(2);
    await world.settle();
    expect(world.facts('invitation-expired')).toHaveLength(1);
    world.jobs.empty();
    await reconcile();
    expect(world.jobs.all).toEqual([]);
  });

  it('is nobody’s without an invitation', async () => {
    await expect(expire()).rejects.toMatchObject({ kind: 'not-found', code: 'invitation-not-found' });
  });
});
