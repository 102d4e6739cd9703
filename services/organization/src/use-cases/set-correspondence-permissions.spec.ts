import { beforeEach, describe, expect, it } from '@jest/globals';
import { SetCorrespondencePermissions, SetCorrespondencePermissionsInBulk } from '@portico/contracts';
import { idFrom } from '@portico/kernel';
import { npiFrom, today } from '../../test/builders.js';
import { InMemoryMembers, InMemoryOrganizations, InMemoryPeopleAtHand } from '../../test/in-memory.js';
import { Office, type Sent } from '../../test/office.js';

const [first, second] = ['1234567893', '1558598797'] as const;
const [tax, remittance] = ['tax-documents', 'remittance-advice-detail'] as const;
const grant = (npi: string) => ({ npi, level: 'processor', by: idFrom('x'), at: today.toISOString() }) as const;
let office: Office;
let rosa: string;
beforeEach(async () => {
  const organizations = new InMemoryOrganizations();
  const members = new InMemoryMembers();
  office = await Office.open({ organizations, members, people: new InMemoryPeopleAtHand(organizations, members) });
  rosa = await office.join('rosa', { npis: [grant(first), grant(second)] });
});

const set = (grants: object[], rest: object = {}, sent?: Sent) =>
  office.ask(SetCorrespondencePermissions, { userId: rosa, grants, ...rest }, sent);
const bulk = (npis: string[], types: string[], rest: object = {}, sent?: Sent) =>
  office.ask(SetCorrespondencePermissionsInBulk, { userId: rosa, npis, types, ...rest }, sent);

describe('types of correspondence', () => {
  it('are granted on assigned NPIs, and shown by their names [MC-PRM-12] [MC-PRM-13]', async () => {
    const view = await set([{ npi: first, types: [tax, remittance] }]);
    expect(view.correspondencePermissions).toEqual([
      {
        npi: first,
        types: expect.arrayContaining([
          { id: tax, name: 'Tax Documents' },
          { id: remittance, name: 'Remittance Advice Detail' },
        ]),
      },
    ]);
  });

  it('for several NPIs at once are what each alone would be, set and taken [MC-PRM-11]', async () => {
    const atOnce = await bulk([first, second], [tax]);
    const other = await office.join('other', { npis: [grant(first), grant(second)] });
    for (const npi of [first, second]) await set([{ npi, types: [tax] }], { userId: other });
    expect((await office.state(other)).types).toEqual((await office.state(rosa)).types);
    expect(atOnce.correspondencePermissions.map(({ npi }) => npi)).toEqual([first, second]);
    expect((await bulk([first, second], [])).correspondencePermissions).toEqual([]);
  });

  it.each([
    ['one by one', (types: string[]) => set([{ npi: first, types }])],
    ['in bulk', (types: string[]) => bulk([first], types)],
  ])('that are not known are refused, %s [MC-PRM-12]', async (_, granting) => {
    await expect(granting([tax, 'gossip', 'rumour'])).rejects.toMatchObject({
      kind: 'invalid',
      code: 'correspondence-type-unknown',
      details: { types: ['gossip', 'rumour'] },
    });
  });

  it('on an NPI with None are refused, and nothing is granted [MC-PRM-10]', async () => {
    const only = await office.join('only', { npis: [grant(first)] });
    for (const refused of [
      set(
        [first, second].map((npi) => ({ npi, types: [tax] })),
        { userId: only },
      ),
      bulk([first, second], [tax], { userId: only }),
    ]) {
      await expect(refused).rejects.toMatchObject({
        kind: 'conflict',
        code: 'npi-not-assigned',
        details: { npis: [second] },
      });
    }
    expect((await office.state(only)).types).toEqual([]);
  });

  it('on an NPI that the organization does not hold are refused, also in bulk [MC-PRM-18]', async () => {
    const foreign = npiFrom(211_111_111);
    const refusal = { kind: 'forbidden', code: 'npi-not-held', details: { npis: [foreign] } };
    await expect(set([{ npi: foreign, types: [tax] }])).rejects.toMatchObject(refusal);
    await expect(bulk([first, foreign], [tax])).rejects.toMatchObject(refusal);
  });

  it('are refused on an older version, and to who is no Org Admin [X-04] [MC-ADM-02]', async () => {
    await set([{ npi: first, types: [tax] }], { ifMatch: '1' });
    await expect(set([{ npi: first, types: [] }], { ifMatch: '1' })).rejects.toMatchObject({ code: 'stale' });
    await expect(bulk([first], [], { ifMatch: '1' })).rejects.toMatchObject({ code: 'stale' });
    await expect(set([{ npi: first, types: [] }], {}, { as: 'rosa' })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(bulk([first], [], {}, { as: 'rosa' })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('sent again are answered as before [X-05]', async () => {
    const once = await bulk([first], [tax], {}, { id: 'one' });
    expect(await bulk([first], [tax], {}, { id: 'one' })).toEqual(once);
    const again = await set([{ npi: first, types: [remittance] }], {}, { id: 'two' });
    expect(await set([{ npi: first, types: [remittance] }], {}, { id: 'two' })).toEqual(again);
  });

  it('of another organization are not there [MC-HOM-07]', async () => {
    const sent = { organizationId: idFrom('organization', 'other') };
    await expect(set([{ npi: first, types: [tax] }], {}, sent)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(bulk([first], [tax], {}, sent)).rejects.toMatchObject({ kind: 'not-found' });
  });
});
