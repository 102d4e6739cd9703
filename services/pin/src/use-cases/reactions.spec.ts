import { beforeEach, describe, expect, it } from '@jest/globals';
import { attachment, clinic, detachment, first, pharmacy, standing, told } from '../../test/builders.js';
import { UseCases } from '../../test/use-cases.world.js';
import { npiIdOf } from '../domain/npi.js';
import { pinIdOf } from '../domain/pin.js';
import { OnMemberStandingChanged } from './on-member-standing-changed.js';

let world: UseCases;
const npi = async (organizationId = clinic) => (await world.npis.get(npiIdOf(organizationId, first)))?.state;
const pin = async () => (await world.pins.get(pinIdOf('medi-cal', first)))?.state;

beforeEach(() => {
  world = new UseCases();
});

describe('when an NPI was attached', () => {
  it('it is found, with its provider [MC-PIN-12]', async () => {
    await world.attach();

    expect(await npi()).toMatchObject({ isAttached: true, providerName: 'Sunrise Family Practice' });
  });

  it('it gets a PIN, once, however often that is heard [MC-PIN-09]', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, at) => world.issues(attachment(), `event ${at % 5}`)));
    const issued = await pin();
    await world.issues(attachment());

    expect((await pin())?.pin).toBe(issued?.pin);
    expect(world.told).toEqual(['pin-issued']);
  });

  it('by a second organization it keeps its PIN, and is a record of its own [MC-PIN-13]', async () => {
    await world.issues();
    const { pin: before } = (await pin()) ?? {};
    await world.attach(attachment(first, { organizationId: pharmacy }));
    await world.issues(attachment(first, { organizationId: pharmacy }));

    expect((await pin())?.pin).toBe(before);
    expect(await npi(pharmacy)).toMatchObject({ organizationId: pharmacy, isAttached: true });
  });

  it('of a program that is not served here, the event fails, to be tried again', async () => {
    await expect(world.issues(attachment(first, { program: 'unheard' }))).rejects.toMatchObject({
      code: 'program-unknown',
    });
  });
});

describe('when an NPI was detached', () => {
  it('it is no longer attached, also when that is heard again or before the attachment [MC-PIN-13] [D-41]', async () => {
    await world.detach();
    await world.attach();
    await world.detach();

    expect(await npi()).toMatchObject({ isAttached: false, asOf: 3 });
  });

  it('it comes back with a later attachment', async () => {
    await world.attach();
    await world.detach(detachment());
    await world.attach(attachment(first, { version: 7 }));

    expect(await npi()).toMatchObject({ isAttached: true, asOf: 7 });
  });
});

describe('when the standing of a member changed', () => {
  it('the newest counts, in whatever order they come; names and kinds are not kept', async () => {
    const reaction = new OnMemberStandingChanged(world.standings);
    for (const version of [2, 5, 4, 5, 1]) await reaction.react(told(standing('anna', { version })));

    expect([...world.standings.kept.values()]).toEqual([standing('anna', { version: 5 })]);
  });
});
