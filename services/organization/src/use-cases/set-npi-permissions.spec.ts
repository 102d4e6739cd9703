import { beforeEach, describe, expect, it } from '@jest/globals';
import { SetNpiPermissions } from '@portico/contracts';
import { after, idFrom } from '@portico/kernel';
import { aNpi, npiFrom, today } from '../../test/builders.js';
import { InMemoryMembers, InMemoryOrganizations, InMemoryPeopleAtHand } from '../../test/in-memory.js';
import { Office, type Sent } from '../../test/office.js';

const [first, second] = ['1234567893', '1558598797'] as const;
const grant = (npi: string, level: 'admin' | 'processor') => ({ npi, level, by: idFrom('x'), at: today.toISOString() });
const iso = (days: number): string => after(today, `P${days}D`).toISOString();
let office: Office;
let rosa: string;

async function opened(npis?: ReturnType<typeof aNpi>[]): Promise<void> {
  const organizations = new InMemoryOrganizations();
  const members = new InMemoryMembers();
  office = await Office.open(
    { organizations, members, people: new InMemoryPeopleAtHand(organizations, members) },
    npis,
  );
  rosa = await office.join('rosa');
}
beforeEach(() => opened());

const set = (body: object, sent?: Sent) => office.ask(SetNpiPermissions, { userId: rosa, ...body }, sent);
const assign = (...assignments: object[]) => set({ assignments });

describe('levels on NPIs', () => {
  it('are set, shown with their providers, and told whole [MC-PRM-01] [MC-PRM-17]', async () => {
    const view = await assign({ npi: first, level: 'admin', from: '2026-12-01T00:00:00-08:00', to: iso(90) });

    const providerName = 'Sunrise Family Practice';
    expect(view.npiPermissions).toEqual([
      { npi: first, providerName, level: 'admin', from: '2026-12-01T08:00:00.000Z', to: iso(90) },
    ]);
    expect(view).toMatchObject({ version: '2', effects: [] });
    expect((await office.member(rosa))?.standing.npis).toEqual([
      {
        npi: first,
        level: 'admin',
        from: '2026-12-01T08:00:00.000Z',
        to: iso(90),
        by: office.idOf('maria'),
        at: today.toISOString(),
      },
    ]);
  });

  it('are set for all NPIs by one word, also to None [MC-PRM-07]', async () => {
    expect((await set({ all: 'processor' })).npiPermissions.map(({ level }) => level)).toEqual([
      'processor',
      'processor',
    ]);
    expect((await set({ all: 'none' })).npiPermissions).toEqual([]);
  });

  it('that are None for all are not back with an NPI that had left [MC-PRM-07] [D-41]', async () => {
    const left = npiFrom(211_111_111);
    rosa = await office.join('rita', { npis: [grant(left, 'admin'), grant(first, 'admin')] });
    await set({ all: 'processor' });
    expect((await office.state(rosa)).npis.map(({ npi }) => npi)).toContain(left);
    expect((await set({ all: 'none' })).effects).toEqual([
      { kind: 'access-lost', userId: rosa, npi: first },
      { kind: 'access-lost', userId: rosa, npi: second },
    ]);
    expect((await office.state(rosa)).npis).toEqual([]);
  });

  it.each([
    ['nothing', {}, 'npi-permissions-empty', undefined],
    [
      'both one for all and some',
      { all: 'admin', assignments: [{ npi: first, level: 'admin' }] },
      'invalid-input',
      '/all',
    ],
    [
      'an end before now',
      { assignments: [{ npi: first, level: 'admin', to: iso(0) }] },
      'invalid-input',
      '/assignments/0/to',
    ],
    [
      'an end before its beginning',
      {
        assignments: [
          { npi: second, level: 'none' },
          { npi: first, level: 'admin', from: iso(5), to: iso(5) },
        ],
      },
      'invalid-input',
      '/assignments/1/to',
    ],
  ])('are refused as %s [MC-PRM-01]', async (_, body, code, pointer) => {
    const errors = pointer && { details: { errors: [expect.objectContaining({ pointer })] } };
    await expect(set(body)).rejects.toMatchObject({ kind: 'invalid', code, ...errors });
    expect((await office.member(rosa))?.version).toBe(1);
  });

  it.each([
    ['no level of the three', { assignments: [{ npi: first, level: 'owner' }] }],
    ['an empty list', { assignments: [] }],
    ['no NPI', { assignments: [{ npi: '123', level: 'admin' }] }],
  ])('are refused for what is %s [MC-PRM-01]', async (_, body) => {
    await expect(async () => set(body)).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('to None need no limits that make sense', async () => {
    await expect(assign({ npi: first, level: 'none', to: iso(0) })).resolves.toMatchObject({ npiPermissions: [] });
  });

  it('on an NPI that the organization does not hold are refused, all of them, and nothing is set [MC-PRM-18]', async () => {
    const foreign = npiFrom(211_111_111);
    const mixed = assign({ npi: first, level: 'admin' }, { npi: foreign, level: 'admin' });
    await expect(mixed).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'npi-not-held',
      details: { npis: [foreign] },
    });
    expect((await office.member(rosa))?.version).toBe(1);
  });

  it('that are as they were change nothing, and the answer says how they are', async () => {
    await assign({ npi: first, level: 'admin' });
    expect(await assign({ npi: first, level: 'admin' })).toMatchObject({ version: '2', effects: [] });
  });

  it('of 500 NPIs are one change [MC-PRM-07]', async () => {
    const npis = Array.from({ length: 500 }, (_, at) => aNpi(npiFrom(123_000_000 + at)));
    await opened(npis);
    const view = await set({ assignments: npis.map(({ npi }) => ({ npi, level: 'admin' })) });
    expect([view.npiPermissions.length, view.version]).toEqual([500, '2']);
    expect((await set({ all: 'processor' })).effects).toHaveLength(500);
  });
});

describe('what it does beyond itself', () => {
  const types = [{ npi: first, types: ['tax-documents'], by: 'x', at: 'y' }];

  it('is foretold as it then happens, and nothing is changed by asking', async () => {
    rosa = await office.join('rita', { npis: [grant(first, 'admin')], types });
    const body = { assignments: [{ npi: first, level: 'none' }] };
    const foretold = await set({ ...body, dryRun: true });

    expect(foretold.npiPermissions).toEqual([expect.objectContaining({ npi: first, level: 'admin' })]);
    expect(foretold.version).toBe('1');
    expect(foretold.effects).toEqual([
      { kind: 'access-lost', userId: rosa, npi: first },
      { kind: 'npi-without-admin', npi: first },
      { kind: 'grants-cleared', userId: rosa, npi: first, count: 1 },
    ]);
    const done = await set(body);
    expect(done).toMatchObject({ effects: foretold.effects, npiPermissions: [], correspondencePermissions: [] });
  });

  it('leaves no NPI alone while somebody else is its NPI Admin', async () => {
    rosa = await office.join('rita', { npis: [grant(first, 'admin'), grant(second, 'admin')] });
    await office.join('other', { npis: [grant(first, 'admin')] });
    await office.join('gone', { npis: [grant(second, 'admin')], status: 'deactivated' });
    expect((await set({ all: 'processor', dryRun: true })).effects).toEqual([
      { kind: 'npi-without-admin', npi: second },
    ]);
    const limited = { npi: first, level: 'admin', from: iso(1) };
    expect((await set({ assignments: [limited], dryRun: true })).effects).toEqual([
      { kind: 'access-lost', userId: rosa, npi: first },
    ]);
  });

  it('is answered again to whoever repeats the command [X-05]', async () => {
    rosa = await office.join('rita', { npis: [grant(first, 'admin')] });
    const once = await set({ all: 'none' }, { id: 'one' });
    expect(once.effects).not.toEqual([]);
    expect(await set({ all: 'none' }, { id: 'one' })).toEqual(once);
    expect((await set({ all: 'none' })).effects).toEqual([]);
  });
});

describe('a change of levels', () => {
  it('that is based on an older version is refused, also when it is only asked about [X-04]', async () => {
    const body = { assignments: [{ npi: first, level: 'admin' }] };
    await set({ ...body, ifMatch: '1' });
    for (const dryRun of [true, false]) {
      await expect(set({ ...body, ifMatch: '1', dryRun })).rejects.toMatchObject({ code: 'stale' });
    }
    await expect(set({ ...body, ifMatch: '2' })).resolves.toMatchObject({ version: '2' });
  });

  it('is refused to who is no Org Admin, of somebody who is not there, and in another organization [MC-ADM-02] [MC-HOM-07]', async () => {
    const body = { all: 'admin' };
    await expect(set(body, { as: 'rosa' })).rejects.toMatchObject({ kind: 'forbidden', code: 'not-allowed' });
    const missing = { kind: 'not-found', code: 'not-found' };
    await expect(set({ ...body, userId: idFrom('nobody') })).rejects.toMatchObject(missing);
    await expect(set(body, { organizationId: idFrom('organization', 'other') })).rejects.toMatchObject(missing);
  });

  it('of somebody whose membership ended by itself ends it first [MC-ADM-15]', async () => {
    office.clock.advance('P31D');
    const view = await assign({ npi: first, level: 'admin' });
    expect(view).toMatchObject({ status: 'deactivated', npiPermissions: [{ npi: first, level: 'admin' }] });
  });
});
