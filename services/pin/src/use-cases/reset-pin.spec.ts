import { beforeEach, describe, expect, it } from '@jest/globals';
import { NotAllowed } from '@portico/access';
import { newId } from '@portico/kernel';
import { first, level, second, staff, standing, viewing } from '../../test/builders.js';
import { UseCases } from '../../test/use-cases.world.js';

const anna = standing('anna');
const ned = staff('ned', level(first, 'admin'));
const paula = staff('paula', level(first, 'processor'));
let world: UseCases;
const resets = (): number => world.told.filter((fact) => fact === 'pin-reset').length;

beforeEach(async () => {
  world = new UseCases();
  await world.attached(first);
  await world.attached(second);
  await world.given(anna, ned, paula);
});

describe('resetting a PIN', () => {
  it('gives a new one, and says when it can be reset again [MC-PIN-07] [MC-PRM-03]', async () => {
    expect(await world.reset(viewing(ned))).toEqual({ nextResetAt: '2026-11-23T08:00:00.000Z' });
    expect(await world.reveal(viewing(ned))).toMatchObject({ pin: '5102973' });
  });

  it('is refused for the rest of the day, to everybody, and not for another NPI [MC-PIN-08]', async () => {
    await world.reset(viewing(ned));

    await expect(world.reset(viewing(anna))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'pin-reset-limit',
      details: { nextResetAt: '2026-11-23T08:00:00.000Z' },
    });
    expect(await world.reset(viewing(anna), second)).toBeDefined();
    world.clock.set(new Date('2026-11-23T08:00:00Z'));
    expect(await world.reset(viewing(anna))).toEqual({ nextResetAt: '2026-11-24T08:00:00.000Z' });
  });

  it('50 at once give exactly one [MC-PIN-08]', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => world.reset(viewing(anna))));
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as object] : []));

    expect(refused).toHaveLength(49);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'pin-reset-limit' });
    expect(resets()).toBe(1);
  });

  it('asked again by the same command answers the same, and resets once', async () => {
    const id = newId();
    const answers = [await world.reset(viewing(anna), first, id), await world.reset(viewing(anna), first, id)];

    expect(answers[1]).toEqual(answers[0]);
    expect(resets()).toBe(1);
  });

  it('is refused to a Processor [MC-PRM-05] [MC-PRM-06]', async () => {
    await expect(world.reset(viewing(paula))).rejects.toBeInstanceOf(NotAllowed);
    expect(resets()).toBe(0);
  });

  it('finds nothing that the person does not see, and nothing that is gone [MC-PRM-02] [MC-PIN-13]', async () => {
    await expect(world.reset(viewing(ned), second)).rejects.toMatchObject({ kind: 'not-found' });
    await world.detach();
    await expect(world.reset(viewing(anna))).rejects.toMatchObject({ kind: 'not-found' });
    expect(resets()).toBe(0);
  });

  it('is refused while rights may be old', async () => {
    world.standings.isFresh = false;

    await expect(world.reset(viewing(anna))).rejects.toMatchObject({ kind: 'unavailable', code: 'rights-behind' });
  });

  it('waits for a PIN that is still being made', async () => {
    world.pins.documents.clear();

    await expect(world.reset(viewing(anna))).rejects.toMatchObject({ code: 'pin-not-ready' });
  });
});
