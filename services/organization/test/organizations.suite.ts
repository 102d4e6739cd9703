import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFrom } from '@portico/kernel';
import { LostRace } from '@portico/service';
import { onFileOf } from '../src/domain/on-file.js';
import { Organization } from '../src/domain/organization.js';
import type { Organizations } from '../src/domain/organizations.js';
import { aClaim, prints, today, toldOnFile } from './builders.js';
import { asCommand } from './work.js';

export interface Opened {
  organizations: Organizations;
  /** What waits to be told, of one organization. */
  outbox(id: string): Promise<{ type: string; data: object }[]>;
  close(): Promise<void>;
}

let made = 0;

/** An organization with a tax id of its own. */
function another(): Organization {
  made += 1;
  const onFile = onFileOf(toldOnFile({ taxId: `12${String(made).padStart(7, '0')}` }));
  const taxIdPrint = prints.of({ type: onFile.taxIdType, digits: onFile.taxId });
  return Organization.enroll({ program: 'medi-cal', taxIdPrint, onFile });
}

/** Milliseconds: a busy machine opens a database slowly. */
const patience = 30_000;

/** What every keeper of organizations must do. */
export function organizationsSuite(name: string, open: () => Promise<Opened>): void {
  describe(`organizations in ${name}`, () => {
    let opened: Opened;
    beforeAll(async () => {
      opened = await open();
    }, patience);
    afterAll(() => opened.close());

    /** Without what is told of each NPI. */
    const told = async (id: string): Promise<string[]> => {
      const types = (await opened.outbox(id)).map(({ type }) => type);
      return types.filter((type) => !type.endsWith('npi-attached.v1'));
    };

    it('come back as they were saved, with the version of their document', async () => {
      const organization = another();
      const saved = await opened.organizations.save(organization);
      const found = await opened.organizations.get(organization.id);

      expect(found?.state).toEqual(organization.state);
      expect([saved.version, found?.version]).toEqual([1, 1]);
    });

    it('are not found when nobody enrolled them', async () => {
      expect(await opened.organizations.get(idFrom('organization', 'none'))).toBeUndefined();
    });

    it('keep their facts with the save, in order', async () => {
      const organization = another();
      await opened.organizations.save(organization);
      const loaded = await opened.organizations.get(organization.id);
      loaded?.claim(aClaim());
      if (loaded) await opened.organizations.save(loaded);

      expect(await told(organization.id)).toEqual([
        'portico.organization.organization-enrolled.v1',
        'portico.organization.organization-claimed.v1',
      ]);
    });

    it('refuse a save on a stale version, and keep nothing of it', async () => {
      const organization = another();
      await opened.organizations.save(organization);
      const [first, second] = await Promise.all([
        opened.organizations.get(organization.id),
        opened.organizations.get(organization.id),
      ]);
      first?.claim(aClaim('first'));
      second?.claim(aClaim('second', 'oscar'));
      if (first) await opened.organizations.save(first);

      await expect(opened.organizations.save(second as Organization)).rejects.toBeInstanceOf(LostRace);
      expect((await opened.organizations.get(organization.id))?.state.claimedBy?.registrationId).toBe(
        aClaim('first').registrationId,
      );
      expect(await told(organization.id)).toHaveLength(2);
    });

    it(
      'claimed by 50 registrations at once belong to one of them, which one fact tells [MC-TOK-08]',
      async () => {
        const organization = another();
        await opened.organizations.save(organization);
        const claim = async (at: number) => {
          const loaded = await opened.organizations.get(organization.id);
          loaded?.claim(aClaim(`registration ${at}`, `person ${at}`));
          if (loaded) await opened.organizations.save(loaded);
        };
        await Promise.all(Array.from({ length: 50 }, (_, at) => asCommand({ id: `event ${at}` }, () => claim(at))));

        const types = await told(organization.id);
        const found = await opened.organizations.get(organization.id);
        expect(types.filter((type) => type.endsWith('organization-claimed.v1'))).toHaveLength(1);
        expect(types.filter((type) => type.endsWith('claim-refused.v1'))).toHaveLength(49);
        expect(found?.state.admins).toHaveLength(1);
        expect(found?.version).toBe(51);
      },
      patience,
    );

    it(
      'told the same event 50 times at once act on it once',
      async () => {
        const organization = another();
        await opened.organizations.save(organization);
        const claim = async () => {
          const loaded = await opened.organizations.get(organization.id);
          loaded?.claim(aClaim());
          if (loaded) await opened.organizations.save(loaded);
        };
        await Promise.all(Array.from({ length: 50 }, () => asCommand({ id: 'one event' }, claim)));

        expect(await told(organization.id)).toHaveLength(2);
        expect((await opened.organizations.get(organization.id))?.version).toBe(2);
      },
      patience,
    );

    it('take in somebody new by one guarded write, as the rule of the organization would [MC-DOM-03]', async () => {
      const organization = another();
      organization.claim(aClaim());
      await opened.organizations.save(organization);
      const [admin] = (await opened.organizations.get(organization.id))?.state.admins ?? [];
      const right = {
        organizationId: organization.id,
        program: 'medi-cal',
        admin: { memberId: admin?.memberId ?? '', userId: admin?.userId ?? '' },
        memberId: idFrom('member', 'new'),
        domain: 'sunrise-clinic.example',
        at: today,
      };
      const wrong = [
        { program: 'demo-plan' },
        { organizationId: idFrom('organization', 'none') },
        { domain: 'other.example' },
        { admin: { ...right.admin, userId: idFrom('user', 'other') } },
        { admin: { ...right.admin, memberId: idFrom('member', 'other') } },
        { memberId: right.admin.memberId },
      ];
      for (const change of wrong) expect(await opened.organizations.add({ ...right, ...change })).toBeUndefined();

      const added = await Promise.all(Array.from({ length: 50 }, () => opened.organizations.add(right)));
      expect(added.filter((each) => each !== undefined)).toHaveLength(1);
      const found = await opened.organizations.get(organization.id);
      expect([found?.version, found?.state.people.length]).toEqual([2, 2]);
      expect(found?.seatOf(right.memberId)).toEqual({
        memberId: right.memberId,
        domain: right.domain,
        orgRole: 'none',
        since: today,
        version: 0,
      });
      expect(await opened.organizations.seats(organization.id, right.memberId)).toBe(true);
      expect(await opened.organizations.seats(idFrom('organization', 'none'), right.memberId)).toBe(false);
      found?.dismiss(right.memberId, { by: right.admin.memberId, cause: 'admin' });
      if (found) await opened.organizations.save(found);
      expect(await opened.organizations.seats(organization.id, right.memberId)).toBe(false);
      expect(await opened.organizations.add(right)).toBeUndefined();
    });

    it('that nobody has set up take in nobody', async () => {
      const organization = another();
      await opened.organizations.save(organization);
      const place = { organizationId: organization.id, program: 'medi-cal', domain: 'sunrise-clinic.example' };
      const admin = { memberId: idFrom('member', 'x'), userId: idFrom('user', 'x') };
      const memberId = idFrom('member', 'new');
      expect(await opened.organizations.add({ ...place, admin, memberId, at: today })).toBeUndefined();
    });
  });
}
