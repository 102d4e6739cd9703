import { expect, it } from '@jest/globals';
import { PinReset } from '@portico/contracts';
import { aMembership, now, userId as maria } from './account.builders.js';
import { AccountWorld } from './account.world.js';

/** More than an account remembers commands: a process that dies in such a burst hears its facts again. */
const many = 30;

it('a fact that is told again after many others is mailed once all the same [X-05] [MC-PIN-11]', async () => {
  const world = await AccountWorld.of();
  await world.aUser();
  world.members.held = { organizationName: 'Sunrise Clinic', program: 'test-plan', admins: [maria], holders: [] };
  const { organizationId } = aMembership();
  const tell = (nth: number) =>
    world.tell({
      id: `event-${nth}`,
      type: PinReset.type,
      time: now.toISOString(),
      data: { organizationId, npi: '1234567893', day: '2026-11-22' },
    });
  for (let nth = 0; nth < many; nth += 1) await tell(nth);
  await world.settle();
  expect(world.mails.sent).toHaveLength(many);

  for (const nth of [0, many - 1]) await tell(nth);
  await world.settle();
  expect(world.mails.sent).toHaveLength(many);
  expect((await world.users.get(maria))?.state.notices).toEqual([]);
});
