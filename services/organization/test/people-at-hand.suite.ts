import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeactivateUser, SetNpiPermissions } from '@portico/contracts';
import { idFrom } from '@portico/kernel';
import { LostRace } from '@portico/service';
import type { NpiGrant } from '../src/domain/member.js';
import { today } from './builders.js';
import { emailOf, Office, type Stores } from './office.js';
import { asCommand } from './work.js';

const [first, second] = ['1234567893', '1558598797'] as const;
const grant = (npi: string, level: 'admin' | 'processor' = 'admin'): NpiGrant => {
  return { npi, level, by: idFrom('x'), at: today.toISOString() };
};

/** Milliseconds: a busy machine opens a database slowly. */
const patience = 30_000;

/** What whoever lays an organization and its people side by side must do. */
export function peopleAtHandSuite(name: string, open: () => Promise<Stores & { close(): Promise<void> }>): void {
  describe(`an organization with people in ${name}`, () => {
    let stores: Stores & { close(): Promise<void> };
    let office: Office;
    beforeAll(async () => {
      stores = await open();
      office = await Office.open(stores);
      await office.join('rosa', { npis: [grant(first), grant(second, 'processor')] });
      await office.join('zoe', { npis: [grant(second)], status: 'deactivated' });
    }, patience);
    afterAll(() => stores.close());
    const of = (wanted: object, organizationId = office.organizationId) => stores.people.of(organizationId, wanted);

    it('comes with the members that are wanted, as they were saved', async () => {
      const [rosa, zoe] = [office.idOf('rosa'), office.idOf('zoe')];
      const hand = await of({ members: [rosa, undefined, idFrom('nobody')] });
      expect(hand?.organization.state).toEqual((await office.organization()).state);
      expect(hand?.member(rosa)?.state).toEqual(await office.state(rosa));
      expect([hand?.member(zoe), hand?.member(undefined), hand?.npiAdmins]).toEqual([undefined, undefined, []]);
    });

    it('does not come with members of another one', async () => {
      const other = await Office.open(stores);
      expect((await of({ members: [office.idOf('rosa')] }, other.organizationId))?.member(office.idOf('rosa'))).toBe(
        undefined,
      );
      const print = { emailPrint: idFrom('print', emailOf('rosa')) };
      expect((await of(print, other.organizationId))?.withEmail(print.emailPrint)).toBeUndefined();
      expect((await of({ adminsOf: 'all' }, other.organizationId))?.npiAdmins).toEqual([]);
      expect(await stores.people.adminsOf(other.organizationId, [first])).toEqual([]);
    });

    it('is not there when nobody enrolled it', async () => {
      expect(await of({}, idFrom('organization', 'none'))).toBeUndefined();
    });

    it('comes with who has an address', async () => {
      const emailPrint = idFrom('print', emailOf('rosa'));
      expect((await of({ emailPrint }))?.withEmail(emailPrint)?.memberId).toBe(office.idOf('rosa'));
      expect((await of({ emailPrint: 'nobody' }))?.withEmail('nobody')).toBeUndefined();
      expect((await of({ members: [office.idOf('rosa')], emailPrint }))?.withEmail(emailPrint)?.version).toBe(1);
    });

    it('comes with the active NPI Admins of the NPIs that are wanted', async () => {
      const rosa = { memberId: office.idOf('rosa') };
      for (const adminsOf of [[first], [first, second], 'all']) {
        expect((await of({ adminsOf }))?.npiAdmins).toEqual([expect.objectContaining(rosa)]);
      }
      expect((await of({ adminsOf: [second] }))?.npiAdmins).toEqual([]);
      expect(await stores.people.adminsOf(office.organizationId, [first])).toEqual([expect.objectContaining(rosa)]);
      expect(await stores.people.adminsOf(office.organizationId, [])).toEqual([]);
    });

    it('knows which of them carried out the command at hand', async () => {
      const ivan = await office.join('ivan', { npis: [grant(first)] });
      await office.ask(SetNpiPermissions, { userId: ivan, all: 'none' }, { id: 'levels' });
      await office.ask(DeactivateUser, { userId: ivan }, { id: 'leave' });
      const repeats = (id: string, bodyHash: string) =>
        asCommand({ id, bodyHash }, async () => {
          const hand = await of({ members: [ivan, office.idOf('rosa')] });
          const members = [ivan, office.idOf('rosa')].map((each) => hand?.member(each));
          return [hand?.organization, ...members].map((each) => each !== undefined && hand?.isRepeat(each));
        });
      expect(await repeats('levels', SetNpiPermissions.name)).toEqual([false, true, false]);
      expect(await repeats('leave', DeactivateUser.name)).toEqual([true, true, false]);
      expect(await repeats('another', 'body')).toEqual([false, false, false]);
      await expect(repeats('leave', 'another body')).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    });

    it('is saved against the version that was loaded', async () => {
      const [one, other] = [await of({}), await of({})];
      const domain = { by: office.idOf('maria'), cause: 'admin' } as const;
      for (const hand of [one, other]) hand?.organization.dismiss(office.idOf('rosa'), domain);
      if (one) await stores.organizations.save(one.organization);
      await expect(stores.organizations.save((other ?? one)?.organization as never)).rejects.toBeInstanceOf(LostRace);
    });
  });
}
