import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFrom } from '@portico/kernel';
import { LostRace } from '@portico/service';
import { Member, type OrgRole } from '../src/domain/member.js';
import type { Members } from '../src/domain/members.js';
import { today } from './builders.js';

const join = (person: string, organization = 'sunrise', orgRole: OrgRole = 'admin'): Member =>
  Member.join(
    {
      organizationId: idFrom('organization', organization),
      userId: idFrom('user', person),
      orgRole,
      emailDomain: 'sunrise-clinic.example',
    },
    today,
  );

/** Milliseconds: a busy machine opens a database slowly. */
const patience = 30_000;

/** What every keeper of members must do. */
export function membersSuite(name: string, open: () => Promise<{ members: Members; close(): Promise<void> }>): void {
  describe(`members in ${name}`, () => {
    let members: Members;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ members, close } = await open());
    }, patience);
    afterAll(() => close());

    it('come back as they were saved', async () => {
      const member = join('maria');
      await members.save(member);

      expect((await members.get(member.id))?.state).toEqual(member.state);
    });

    it('are there once, however many join them at once', async () => {
      const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => members.save(join('oscar'))));

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(LostRace);
      }
    });

    it('cannot stand twice for one person in one organization, whatever their id', async () => {
      const member = join('lena');
      await members.save(member);
      const twin = new Member({ ...member.state, id: idFrom('member', 'twin') });

      await expect(members.save(twin)).rejects.toMatchObject({ kind: 'conflict', code: 'already-member' });
    });

    it('may be members of several organizations', async () => {
      await members.save(join('nora', 'sunrise'));
      await members.save(join('nora', 'sunset'));

      expect(join('nora', 'sunrise').id).not.toBe(join('nora', 'sunset').id);
    });
  });
}
