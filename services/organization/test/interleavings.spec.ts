import { describe, expect, it, jest } from '@jest/globals';
import {
  AddUser,
  DeactivateUser,
  ReactivateUser,
  RemoveDomain,
  SetNpiPermissions,
  SetOrganizationPermission,
} from '@portico/contracts';
import { newId } from '@portico/kernel';
import fc from 'fast-check';
import { anOfficeInTurns, faultsOf, hearAll } from './rosters.js';
import { everyOrder, play, type Played, turn } from './turns.js';

jest.setTimeout(120_000);

type World = Awaited<ReturnType<typeof anOfficeInTurns>>;
type Work = (world: World) => () => Promise<unknown>;
type Given = (world: World) => Promise<void>;

const olga: Given = async ({ office }) => void (await office.join('olga', { orgRole: 'admin' }));
const rosa: Given = async (world) => {
  await olga(world);
  await world.office.join('rosa');
};
const gone: Given = async (world) => {
  await rosa(world);
  await world.office.ask(DeactivateUser, { userId: world.office.idOf('rosa') });
};
/** An Org Admin who was deactivated. */
const goneAdmin: Given = async (world) => {
  await olga(world);
  await world.office.join('rosa', { orgRole: 'admin' });
  await world.office.ask(DeactivateUser, { userId: world.office.idOf('rosa') });
};

/** A domain that is allowed, and that nobody who counts uses. */
const unusedDomain: Given = async ({ office }) => {
  await office.join('first', {}, 'new.example');
  await office.ask(DeactivateUser, { userId: office.idOf('first') });
};

const ida = { email: 'ida@new.example', firstName: 'Ida', lastName: 'Vega', mobilePhone: '+1 916 555 0142' };
const add: Work =
  ({ office }) =>
  () =>
    office.ask(AddUser, ida);
const removeDomain: Work =
  ({ office }) =>
  () =>
    office.ask(RemoveDomain, { domain: 'new.example' });
const deactivate =
  (name: string, as = 'maria'): Work =>
  ({ office }) =>
  () =>
    office.ask(DeactivateUser, { userId: office.idOf(name) }, { as });
const reactivate =
  (name: string, as = 'olga'): Work =>
  ({ office }) =>
  () =>
    office.ask(ReactivateUser, { userId: office.idOf(name) }, { as });
const level =
  (name: string, to: string, as = 'maria'): Work =>
  ({ office }) =>
  () =>
    office.ask(SetOrganizationPermission, { userId: office.idOf(name), level: to }, { as });
const npis =
  (name: string): Work =>
  ({ office }) =>
  () =>
    office.ask(SetNpiPermissions, { userId: office.idOf(name), all: 'admin' }, { as: 'olga' });
/** The organization's own fact about somebody, whenever it comes. */
const hears =
  (name: string): Work =>
  ({ office }) =>
  () => {
    const changed = {
      organizationId: office.organizationId,
      memberId: office.idOf(name),
      by: office.idOf('maria'),
      cause: 'admin',
    } as const;
    return office.carryOut({ id: newId() }, () => office.reactions.RosterChanged.react(changed));
  };

async function once(given: Given, works: Work[], choices: readonly number[]): Promise<Played & { world: World }> {
  const world = await anOfficeInTurns();
  await given(world);
  await hearAll(world);
  const played = await play(
    works.map((work) => work(world)),
    choices,
  );
  const failed = played.outcomes.flatMap((each) =>
    each.status === 'rejected' ? [each.reason as { kind?: string }] : [],
  );
  for (const reason of failed) expect(['conflict', 'forbidden', 'not-found']).toContain(reason.kind);
  return { ...played, world };
}

const pairs: [string, Given, Work, Work][] = [
  ['adding a user against removing their domain [MC-DOM-02]', unusedDomain, add, removeDomain],
  ['adding the same person twice [MC-ADM-05]', unusedDomain, add, add],
  ['two Org Admins deactivating each other [MC-ADM-14]', olga, deactivate('olga'), deactivate('maria', 'olga')],
  ['two Org Admins demoting each other [MC-ADM-14]', olga, level('olga', 'none'), level('maria', 'none', 'olga')],
  ['one demoting, one deactivating [MC-ADM-14]', olga, level('olga', 'none'), deactivate('maria', 'olga')],
  ['both leaving by themselves [MC-ADM-14]', olga, deactivate('maria'), deactivate('olga', 'olga')],
  ['giving and taking a level', rosa, level('rosa', 'admin'), level('rosa', 'none', 'olga')],
  ['giving a level to who is deactivated', rosa, level('rosa', 'admin'), deactivate('rosa', 'olga')],
  ['deactivating against bringing back', rosa, deactivate('rosa'), reactivate('rosa')],
  ['bringing back twice', gone, reactivate('rosa', 'maria'), reactivate('rosa')],
  ['bringing back against giving a level', gone, reactivate('rosa', 'maria'), level('rosa', 'admin', 'olga')],
  ['bringing back an Org Admin against taking the level', goneAdmin, reactivate('rosa'), level('rosa', 'none')],
  ['deactivating against levels on NPIs', rosa, deactivate('rosa'), npis('rosa')],
];

describe('in every order of their steps', () => {
  it('taking the level of who is gone against bringing them back: the level stays taken [MC-PRM-15] [MC-ADM-12]', async () => {
    const works = [level('rosa', 'none'), reactivate('rosa')];
    await everyOrder(async (choices) => {
      const played = await once(goneAdmin, works, choices);
      expect(played.outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
      await hearAll(played.world, 2);
      expect(await faultsOf(played.world)).toEqual([]);
      const { office } = played.world;
      expect(await office.state(office.idOf('rosa'))).toMatchObject({ status: 'active', orgRole: 'none' });
      expect((await office.organization()).roleOf(office.idOf('rosa'))).toBe('none');
      return played;
    });
  });

  it.each(pairs)('%s: organization and members agree, and every rule holds', async (_, given, one, other) => {
    const orders = await everyOrder(async (choices) => {
      const played = await once(given, [one, other], choices);
      await hearAll(played.world, 2);
      expect(await faultsOf(played.world)).toEqual([]);
      return played;
    });
    expect(orders).toBeGreaterThan(1);
  });

  it('adding a user against removing their domain keeps the rule at once, before any fact is heard [MC-DOM-02]', async () => {
    const counted = { added: 0, refused: 0 };
    await everyOrder(async (choices) => {
      const played = await once(unusedDomain, [add, removeDomain], choices);
      expect((await faultsOf(played.world)).filter((fault) => fault.includes('not allowed'))).toEqual([]);
      const [added, removed] = played.outcomes.map(({ status }) => status);
      expect([added, removed].sort()).toEqual(['fulfilled', 'rejected']);
      counted[added === 'fulfilled' ? 'added' : 'refused'] += 1;
      return played;
    });
    expect(counted.added).toBeGreaterThan(0);
    expect(counted.refused).toBeGreaterThan(0);
  });

  it('somebody who was added too late, after their place was taken for given up, does not count [MC-DOM-02]', async () => {
    const wait: Work =
      ({ office }) =>
      async () =>
        office.clock.advance('PT2M');
    await everyOrder(async (choices) => {
      const played = await once(unusedDomain, [add, wait, removeDomain], choices);
      await hearAll(played.world, 2);
      expect(await faultsOf(played.world)).toEqual([]);
      return played;
    });
  });
});

describe('in many orders of the steps of three', () => {
  const three: [string, Given, Work[]][] = [
    [
      'levels and the organization’s own fact',
      rosa,
      [level('rosa', 'admin'), level('rosa', 'none', 'olga'), hears('rosa')],
    ],
    ['a deactivation, a return and the fact', rosa, [deactivate('rosa'), reactivate('rosa'), hears('rosa')]],
    [
      'two who leave and one who is made admin',
      rosa,
      [deactivate('maria'), deactivate('olga', 'olga'), level('rosa', 'admin')],
    ],
  ];

  it.each(three)('%s: organization and members agree', async (_, given, works) => {
    const choices = fc.array(fc.nat({ max: 5 }), { maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(choices, async (chosen) => {
        const { world } = await once(given, works, chosen);
        await hearAll(world, 2);
        expect(await faultsOf(world)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

it('orders are counted whole: two works of two steps each can go in six ways', async () => {
  const orders = await everyOrder((choices) => play([turn, turn], choices));
  expect(orders).toBe(6);
});
