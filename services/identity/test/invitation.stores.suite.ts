import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@portico/kernel';
import { LostRace, untilWon } from '@portico/service';
import { Invitation } from '../src/domain/invitation.js';
import type { Invitations } from '../src/domain/invitations.js';
import { anIssue, expiresAt } from './invitation.builders.js';
import { days, later, today } from './registration.builders.js';
import { asEvent, inContext } from './work.js';

export interface OpenedInvitations {
  invitations: Invitations;
  /** The document as it lies there, with its outbox. */
  raw(id: string): Promise<object | undefined>;
  close(): Promise<void>;
}

const patience = 60_000;

function another(change: object = {}, at = today): Invitation {
  const { invitee, token } = anIssue();
  const own = { invitee: { ...invitee, ...change }, token: { ...token, hash: newId() }, expiresAt };
  return Invitation.issue(newId(), own, at);
}

/** What every keeper of invitations must do. */
export function invitationStoresSuite(name: string, open: () => Promise<OpenedInvitations>): void {
  describe(`invitations in ${name}`, () => {
    let opened: OpenedInvitations;
    beforeAll(async () => {
      opened = await open();
    }, patience);
    afterAll(() => opened.close());

    const saved = async (invitation: Invitation): Promise<Invitation> => {
      await opened.invitations.save(invitation);
      return (await opened.invitations.get(invitation.id)) as Invitation;
    };
    const change = (id: string, work: (invitation: Invitation) => void) =>
      inContext(undefined, () =>
        untilWon(async () => {
          const invitation = (await opened.invitations.get(id)) as Invitation;
          work(invitation);
          if (invitation.recorded.length > 0) await opened.invitations.save(invitation);
        }),
      );
    const factsOf = async (id: string): Promise<string[]> => {
      const { outbox } = (await opened.raw(id)) as { outbox: { type: string }[] };
      return outbox.map(({ type }) => type.split('.')[2] ?? '');
    };

    it('come back as they were saved, also by a link that was replaced', async () => {
      const invitation = await saved(another());
      const oldHash = invitation.newestToken.hash;
      const token = { count: 2, salt: 'salt', hash: newId() };
      invitation.reissue({ ...anIssue(2), token }, today);
      await opened.invitations.save(invitation);
      const found = await Promise.all([
        opened.invitations.get(invitation.id),
        opened.invitations.present(invitation.id),
        opened.invitations.presentWithToken(oldHash),
        opened.invitations.presentWithToken(token.hash),
      ]);
      for (const one of found) expect(one?.state).toEqual({ ...invitation.state });
    });

    it('are not found when nobody made them', async () => {
      expect(await opened.invitations.get(newId())).toBeUndefined();
      expect(await opened.invitations.presentWithToken(newId())).toBeUndefined();
      expect(await opened.invitations.openTo('nobody@example.org')).toEqual([]);
    });

    it('keep their facts with the save, and tell no address, name or token [X-09]', async () => {
      const invitation = await saved(another());
      const { outbox } = (await opened.raw(invitation.id)) as { outbox: object[] };
      expect(await factsOf(invitation.id)).toEqual(['invitation-issued']);
      const told = JSON.stringify(outbox);
      for (const secret of [invitation.state.email, 'Quill', invitation.newestToken.hash, invitation.newestToken.salt])
        expect(told).not.toContain(secret);
    });

    it('are found present although the command at hand was here before', async () => {
      const invitation = another();
      await asEvent('event', () => opened.invitations.save(invitation).then(() => undefined));
      await asEvent('event', async () => {
        expect((await opened.invitations.present(invitation.id))?.id).toBe(invitation.id);
        const { hash } = invitation.newestToken;
        expect((await opened.invitations.presentWithToken(hash))?.id).toBe(invitation.id);
      });
    });

    it('refuse a stale version', async () => {
      const invitation = await saved(another());
      const stale = (await opened.invitations.get(invitation.id)) as Invitation;
      invitation.revoke();
      await opened.invitations.save(invitation);
      stale.revoke();
      await expect(opened.invitations.save(stale)).rejects.toThrow(LostRace);
    });

    it(
      'accepted by 50 people at once have one winner, the others are told that they were used [MC-INV-02]',
      async () => {
        const { id } = await saved(another());
        const people = Array.from({ length: 50 }, () => newId());
        const outcomes = await Promise.all(
          people.map((userId) =>
            change(id, (invitation) => invitation.accept(userId, today)).then(
              () => userId,
              ({ code }: { code: string }) => code,
            ),
          ),
        );
        const won = outcomes.filter((outcome) => outcome !== 'invitation-used');
        expect(won).toHaveLength(1);
        expect((await opened.invitations.get(id))?.state.userId).toBe(won[0]);
        expect(await factsOf(id)).toEqual(['invitation-issued', 'invitation-accepted']);
      },
      patience,
    );

    it('of one address are found as long as they are open', async () => {
      const email = `${newId()}@example.org`;
      const made = await Promise.all(Array.from({ length: 5 }, () => saved(another({ email }))));
      const [open1, begun, accepted, revoked, expired] = made as [
        Invitation,
        Invitation,
        Invitation,
        Invitation,
        Invitation,
      ];
      await change(begun.id, (one) => one.begin(newId(), today));
      await change(accepted.id, (one) => one.accept(newId(), today));
      await change(revoked.id, (one) => one.revoke());
      await change(expired.id, (one) => one.expire(expiresAt));
      expect((await opened.invitations.openTo(email)).sort()).toEqual([open1.id, begun.id].sort());
    });

    it('whose time has passed are found until it was announced, the oldest first', async () => {
      const made = await Promise.all([3, 1, 2].map((day) => saved(aged(day))));
      const ids = made.map(({ id }) => id);
      const due = async (at: Date, limit = 500) =>
        (await opened.invitations.overdue(at, limit)).filter((id) => ids.includes(id));
      expect(await due(later(days(1) - 1))).toEqual([]);
      expect(await due(later(days(1)))).toEqual([ids[1]]);
      expect(await due(later(days(3)))).toEqual([ids[1], ids[2], ids[0]]);
      expect((await opened.invitations.overdue(later(days(3)), 2)).length).toBe(2);
      await change(ids[1] ?? '', (one) => one.expire(later(days(3))));
      await change(ids[2] ?? '', (one) => one.accept(newId(), today));
      expect(await due(later(days(3)))).toEqual([ids[0]]);
    });

    it('that owe their mail are found until it was sent or makes no sense, the latest first', async () => {
      const made = await Promise.all([1, 2, 3, 4, 5].map((second) => saved(another({}, later(second)))));
      const ids = made.map(({ id }) => id);
      const owing = async (before: Date, at = later(60), limit = 500) =>
        (await opened.invitations.unmailed(before, at, limit)).filter(({ invitationId }) => ids.includes(invitationId));
      expect(await owing(later(1))).toEqual([]);
      expect((await owing(later(6))).map(({ invitationId }) => invitationId)).toEqual([...ids].reverse());
      expect(await owing(later(2))).toEqual([{ invitationId: ids[0], count: 1 }]);
      expect(await owing(later(6), expiresAt)).toEqual([]);
      await change(ids[0] ?? '', (one) => one.mailed(1, today));
      await change(ids[1] ?? '', (one) => one.revoke());
      await change(ids[2] ?? '', (one) => one.accept(newId(), today));
      await change(ids[3] ?? '', (one) => one.expire(expiresAt));
      expect((await owing(later(6))).map(({ invitationId }) => invitationId)).toEqual([ids[4]]);
      expect(await opened.invitations.unmailed(later(6), later(60), 1)).toHaveLength(1);
    });
  });
}

function aged(day: number): Invitation {
  const { invitee, token } = anIssue();
  return Invitation.issue(newId(), { invitee, token: { ...token, hash: newId() }, expiresAt: later(days(day)) }, today);
}
