import { beforeEach, describe, expect, it } from '@jest/globals';
import { NotAllowed } from '@portico/access';
import { idFrom, newId } from '@portico/kernel';
import { aProgram, InMemoryPrograms } from '@portico/program/testing';
import { first, level, pharmacy, second, staff, standing, viewing } from '../../test/builders.js';
import { InMemoryPins } from '../../test/in-memory.js';
import { UseCases } from '../../test/use-cases.world.js';

const anna = standing('anna');
const ned = staff('ned', level(first, 'admin'));
const paula = staff('paula', level(first, 'processor'));
let world: UseCases;

beforeEach(async () => {
  world = new UseCases();
  await world.attached(first);
  await world.attached(second);
  await world.given(anna, ned, paula);
});

describe('revealing a PIN', () => {
  it.each([
    ['an Org Admin', anna],
    ['an NPI Admin', ned],
  ])('shows it to %s for some seconds, and records it [MC-PIN-05] [MC-PIN-06] [MC-PRM-03]', async (_, who) => {
    expect(await world.reveal(viewing(who))).toEqual({ pin: '7291043', expiresIn: 30 });
    expect(world.told.filter((fact) => fact === 'pin-revealed')).toHaveLength(1);
    expect(JSON.stringify([...world.pins.documents.values()])).not.toContain('7291043');
  });

  it('is refused to a Processor, with the decision and without a record of a showing [MC-PRM-05] [MC-PRM-06]', async () => {
    await expect(world.reveal(viewing(paula))).rejects.toBeInstanceOf(NotAllowed);
    await expect(world.reveal(viewing(paula))).rejects.toMatchObject({ details: { action: 'pin.view' } });
    expect(world.told).not.toContain('pin-revealed');
  });

  it('is allowed to a Processor where the program says so [MC-PRM-06] [D-33]', async () => {
    const pin = { digits: 7, processor: 'view-reset', reveal: 'PT12S' } as const;
    Object.assign(world, { programs: new InMemoryPrograms(aProgram({ id: 'medi-cal', pin })) });
    Object.assign(world.gate, { programs: world.programs });

    expect(await world.reveal(viewing(paula))).toEqual({ pin: '7291043', expiresIn: 12 });
  });

  it.each([
    ['an NPI that was not given', () => [viewing(ned), second] as const],
    ['an NPI that the organization does not hold', () => [viewing(anna), '1999999984'] as const],
    ['the NPI of another organization', () => [viewing(standing('zoe', { organizationId: pharmacy })), first] as const],
    ['a member who was deactivated', () => [viewing(standing('dora', { status: 'deactivated' })), first] as const],
    ['a member who lapsed', () => [viewing(standing('lena', { lapsesAt: '2026-11-22T18:00:00Z' })), first] as const],
    [
      'a grant that ended',
      () => [viewing(staff('gus', level(first, 'admin', { to: '2026-11-22T18:00:00Z' }))), first] as const,
    ],
    [
      'a grant that did not begin',
      () => [viewing(staff('eve', level(first, 'admin', { from: '2026-11-22T18:00:01Z' }))), first] as const,
    ],
  ])('finds nothing for %s [MC-PRM-02] [MC-PIN-01] [MC-HOM-07]', async (_, asked) => {
    await world.given(
      standing('zoe', { organizationId: pharmacy }),
      standing('dora', { status: 'deactivated' }),
      standing('lena', { lapsesAt: '2026-11-22T18:00:00Z' }),
      staff('gus', level(first, 'admin', { to: '2026-11-22T18:00:00Z' })),
      staff('eve', level(first, 'admin', { from: '2026-11-22T18:00:01Z' })),
    );
    const [actor, npi] = asked();

    await expect(world.reveal(actor, npi)).rejects.toMatchObject({ kind: 'not-found', code: 'not-found' });
    expect(world.told).not.toContain('pin-revealed');
  });

  it('finds nothing when another person claims the membership', async () => {
    const thief = viewing(anna, { userId: idFrom('user', 'thief') });

    await expect(world.reveal(thief)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('is refused while rights may be old, and to whoever’s did not arrive yet', async () => {
    await expect(world.reveal(viewing(standing('new')))).rejects.toMatchObject({ code: 'rights-behind' });
    world.standings.isFresh = false;
    await expect(world.reveal(viewing(anna))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'rights-behind',
      details: { retryAfter: 1 },
    });
    expect(world.told).not.toContain('pin-revealed');
  });

  it('waits for a PIN that is still being made', async () => {
    world.pins.documents.clear();

    await expect(world.reveal(viewing(anna))).rejects.toMatchObject({ kind: 'unavailable', code: 'pin-not-ready' });
  });

  it('gives no PIN when its record cannot be written: no fact, no PIN [MC-PIN-06]', async () => {
    class Failing extends InMemoryPins {
      isBroken = false;

      protected override async change(...save: Parameters<InMemoryPins['change']>): Promise<boolean> {
        if (this.isBroken) throw new Error('the disk is full');
        return super.change(...save);
      }
    }
    const pins = new Failing();
    const broken = new UseCases(pins);
    await broken.attached();
    await broken.given(anna);
    pins.isBroken = true;

    const asked = broken.reveal(viewing(anna));
    await expect(asked).rejects.toThrow('the disk is full');
    expect(JSON.stringify(await asked.catch((error: Error) => error.stack))).not.toContain('7291043');
    expect(broken.told).toEqual(['pin-issued']);
  });

  it('asked again by the same command has the same answer, and that is on record too [MC-PIN-06] [X-03]', async () => {
    const id = newId();
    const answers = [await world.reveal(viewing(ned), first, id), await world.reveal(viewing(ned), first, id)];

    expect(answers[1]).toEqual(answers[0]);
    expect(world.told.filter((fact) => /revealed|shown/.test(fact))).toEqual(['pin-revealed', 'pin-shown-again']);
  });

  it('asked again by the same command shows nothing when that cannot be recorded [MC-PIN-06]', async () => {
    const id = newId();
    await world.reveal(viewing(ned), first, id);
    const save = world.pins.save.bind(world.pins);
    Object.assign(world.pins, { save: () => Promise.reject(new Error('the disk is full')) });
    await expect(world.reveal(viewing(ned), first, id)).rejects.toThrow('the disk is full');
    Object.assign(world.pins, { save });

    expect(world.told.filter((fact) => /revealed|shown/.test(fact))).toEqual(['pin-revealed']);
  });

  it('asked again by the same command after a reset is another showing, with a record of its own [MC-PIN-06]', async () => {
    const id = newId();
    await world.reveal(viewing(ned), first, id);
    await world.reset(viewing(anna));

    expect(await world.reveal(viewing(ned), first, id)).toMatchObject({ pin: '5102973' });
    expect(world.told.filter((fact) => fact === 'pin-revealed')).toHaveLength(2);
  });

  it('asked again by the same command after the rights went shows nothing', async () => {
    const id = newId();
    await world.reveal(viewing(ned), first, id);
    await world.given({ ...ned, status: 'deactivated', version: 2 });

    await expect(world.reveal(viewing(ned), first, id)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('by 50 members at once is recorded 50 times', async () => {
    const people = Array.from({ length: 50 }, (_, at) => staff(`person ${at}`, level(first, 'admin')));
    await world.given(...people);
    const answers = await Promise.all(people.map((person) => world.reveal(viewing(person))));

    expect(answers.every((answer) => answer?.pin === '7291043')).toBe(true);
    expect(world.told.filter((fact) => fact === 'pin-revealed')).toHaveLength(50);
  });
});
