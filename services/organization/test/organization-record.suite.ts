import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  AttachNpi,
  DetachNpi,
  type DirectoryVisibilityView,
  type EffectsView,
  type NpiOnFile,
  SetDirectoryVisibility,
} from '@portico/contracts';
import { type Actor, idFrom } from '@portico/kernel';
import { aNpi, npiFrom, today } from './builders.js';
import { Lobby } from './lobby.js';
import type { LobbyPlace } from './lobby-stores.js';
import { Office } from './office.js';

/** What the department and an Org Admin change of an organization itself, in memory and on a real server. */
export function organizationRecordSuite(where: string, open: () => Promise<LobbyPlace>): void {
  let place: LobbyPlace;
  let lobby: Lobby;
  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    lobby = new Lobby(await Office.open(place.stores), place.stores);
  });

  const ops: Actor = { kind: 'user', userId: idFrom('user', 'ops'), roles: ['ops'] };
  const later = npiFrom(211_111_111);
  const held = '1234567893';
  const attach = (npi = later, sent = {}) => lobby.ask<NpiOnFile>(AttachNpi, aNpi(npi), { as: ops, ...sent });
  const detach = (body: object = {}, sent = {}) =>
    lobby.ask<EffectsView>(DetachNpi, { npi: held, ...body }, { as: ops, ...sent });
  const show = (body: object, sent = {}) => lobby.ask<DirectoryVisibilityView>(SetDirectoryVisibility, body, sent);
  const npis = async () => (await lobby.office.organization()).state.npis.map(({ npi }) => npi);
  const grant = (npi: string, change: object = {}) => ({
    ...{ npi, level: 'processor' as const, by: lobby.office.idOf('maria'), at: today.toISOString() },
    ...change,
  });

  describe(`attaching an NPI, in ${where}`, () => {
    it('answers what is on file, also when it is sent again [MC-REG-14] [X-05]', async () => {
      expect(await attach(later, { id: 'one' })).toEqual(aNpi(later));
      expect(await attach(later, { id: 'one' })).toEqual(aNpi(later));
      await expect(attach()).rejects.toMatchObject({ kind: 'conflict', code: 'npi-attached-already' });
      expect(await npis()).toContain(later);
    });

    it('fifty at once, of fifty NPIs, attaches them all', async () => {
      const all = Array.from({ length: 50 }, (_, at) => npiFrom(222_000_000 + at));
      await Promise.all(all.map((npi) => attach(npi)));

      expect(await npis()).toEqual(expect.arrayContaining(all));
    });

    it('that another organization holds as well is its own registration [D-41]', async () => {
      const other = new Lobby(await Office.open(place.stores, [aNpi(later)]), place.stores);

      expect(await attach()).toEqual(aNpi(later));
      expect((await other.office.organization()).state.npis).toHaveLength(1);
    });

    it('refuses a number with a wrong check digit, and an organization that there is not', async () => {
      await expect(attach('1234567890')).rejects.toMatchObject({ kind: 'invalid', code: 'npi-invalid' });
      const nowhere = { ...aNpi(later), organizationId: idFrom('organization', 'none') };
      await expect(lobby.ask(AttachNpi, nowhere, { as: ops })).rejects.toMatchObject({
        code: 'organization-unknown',
      });
    });
  });

  describe(`detaching an NPI, in ${where}`, () => {
    it('foretells what it does, and does it: who can use the NPI now loses it [MC-PIN-13]', async () => {
      const by = { npis: [grant(held)] };
      const nina = await lobby.office.join('nina', by);
      const olga = await lobby.office.join('olga', { orgRole: 'admin' });
      await lobby.office.join('over', { npis: [grant(held, { to: today.toISOString() })] });
      await lobby.office.join('gone', { ...by, status: 'deactivated' });
      await lobby.office.join('lapsed', { ...by, lapsesAt: today });
      await lobby.office.join('other', { npis: [grant('1558598797')] });
      const foretold = await detach({ dryRun: true });

      const losing = [nina, olga, lobby.office.idOf('maria')].sort();
      const lost = losing.map((userId) => ({ kind: 'access-lost', userId, npi: held }));
      expect(foretold).toEqual({ effects: [{ kind: 'npi-removed', npi: held }, ...lost] });
      expect(await npis()).toContain(held);
      expect(await detach()).toEqual(foretold);
      expect(await npis()).not.toContain(held);
    });

    it('is refused when the organization does not hold it; sent again it is answered [X-05]', async () => {
      await lobby.office.join('nina', { npis: [grant(held)] });
      const once = await detach({}, { id: 'one' });
      expect(once.effects).toContainEqual({ kind: 'npi-removed', npi: held });
      expect(once.effects).toHaveLength(3);
      expect(await detach({}, { id: 'one' })).toEqual(once);
      for (const dryRun of [true, false]) {
        await expect(detach({ dryRun })).rejects.toMatchObject({ kind: 'not-found', code: 'npi-unknown' });
      }
    });
  });

  describe(`the directory, in ${where}`, () => {
    it('shows the organization or not, as an Org Admin says [MC-PRF-06] [MC-DIR-03]', async () => {
      const first = await show({ visible: false }, { id: 'one' });

      expect(first).toMatchObject({ visible: false });
      expect(await show({ visible: false }, { id: 'one' })).toEqual(first);
      expect(await show({ visible: false })).toEqual(first);
      expect(await show({ visible: true, ifMatch: first.version })).toMatchObject({ visible: true });
      await expect(show({ visible: false, ifMatch: first.version })).rejects.toMatchObject({ code: 'stale' });
    });

    it('is decided by Org Admins only, each of their own organization [MC-PRF-06]', async () => {
      await lobby.office.join('peter', { orgRole: 'processor' });
      await lobby.office.join('nina', { npis: [grant(held, { level: 'admin' })] });
      for (const name of ['peter', 'nina']) {
        const asked = show({ visible: false }, { as: lobby.inView(name) });
        await expect(asked).rejects.toMatchObject({ kind: 'forbidden', code: 'not-allowed' });
      }
      const stranger = new Lobby(await Office.open(place.stores), place.stores).inView();
      await expect(show({ visible: false }, { as: stranger })).rejects.toMatchObject({ kind: 'not-found' });
    });
  });
}
