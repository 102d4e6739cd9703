import { beforeEach, describe, expect, it } from '@jest/globals';
import { InvitedRegistrationCompleted, MemberJoined } from '@portico/contracts';
import { newId } from '@portico/kernel';
import { User } from '../src/domain/user.js';
import { aPerson, now, userId } from './account.builders.js';
import { anInvitee, dana, invitationId } from './invitation.builders.js';
import { PeopleWorld } from './people.world.js';
import { inContext } from './work.js';

let world: PeopleWorld;
beforeEach(async () => {
  world = await PeopleWorld.of();
});

const { email } = aPerson();
const fifty = Array.from({ length: 50 }, (_, at) => at);
const codeOf = (outcome: object): string => ('code' in outcome ? String(outcome.code) : 'done');

async function withAccount(): Promise<void> {
  const credentials = { exact: '1$x', canonical: '1$x', setAt: now };
  await inContext(undefined, () => world.users.save(new User({ ...User.register(aPerson()).state, credentials })));
}

describe('Fifty at once', () => {
  it('clicks on one invitation accept it once [MC-INV-02] [MC-INV-14]', async () => {
    await withAccount();
    await world.invited({ email });
    const answers = await Promise.all(fifty.map(() => world.accept(invitationId)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['accepted']));
    expect(world.facts('invitation-accepted')).toHaveLength(1);
    await world.settle();
    expect(world.facts('user-joined')).toHaveLength(1);
  });

  it('openings of one link are one registration with one bearer [MC-REG-19]', async () => {
    const token = await world.invited();
    const views = await Promise.all(fifty.map(() => world.come.open(token)));
    expect(new Set(views.map(({ flowToken }) => flowToken)).size).toBe(1);
    expect(world.facts('registration-started')).toHaveLength(1);
  });

  it('tries of the right passcode complete once', async () => {
    const flow = await world.atPasscode(await world.invited());
    const tries = fifty.map(() => world.come.verify(flow).catch((refused: object) => refused));
    const codes = (await Promise.all(tries)).map(codeOf);
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect(world.facts('invited-registration-completed')).toHaveLength(1);
  });

  it('guesses of the passcode are judged five times at most, and accept nothing [MC-OTP-04]', async () => {
    const flow = await world.atPasscode(await world.invited());
    const guesses = fifty.map((at) => String((Number(world.passcodes.digits) + 1 + at) % 1_000_000).padStart(6, '0'));
    const tries = guesses.map((code) => world.come.verify(flow, code).catch((refused: object) => refused));
    const codes = (await Promise.all(tries)).map(codeOf);
    expect(codes.filter((code) => code === 'otp-invalid').length).toBeLessThanOrEqual(5);
    expect(codes).not.toContain('done');
    await world.settle();
    expect(world.facts('invitation-accepted')).toEqual([]);
  });

  it('a click and a registration: one of them wins, and the other is told [MC-INV-02]', async () => {
    const flow = await world.registered(await world.invited({ email }));
    await withAccount();
    const completed = world.registrations.outbox.find(({ type }) => type === InvitedRegistrationCompleted.type);
    const reactions = fifty.map((at) => world.tell({ ...completed!, id: `${completed?.id} ${at}` }));
    await Promise.all([...reactions, world.accept(invitationId).catch(() => undefined)]);
    await world.settle();
    expect(world.facts('invitation-accepted')).toHaveLength(1);
    expect(world.facts('user-joined')).toHaveLength(1);
    const registration = await world.registrations.present(flow.registrationId);
    const { provisionedAt, closedBecause } = registration?.state ?? {};
    expect([provisionedAt !== undefined, closedBecause]).toEqual(provisionedAt ? [true, undefined] : [false, 'used']);
  });

  it('a reissue and a registration: whatever is first, the link of before leads nowhere afterwards', async () => {
    const flow = await world.atPasscode(await world.invited());
    const outcomes = await Promise.all([world.come.verify(flow).catch((refused: object) => refused), world.invite()]);
    await world.settle();
    const isIn = world.facts('invitation-accepted').length === 1;
    expect(['done', 'invitation-replaced']).toContain(codeOf(outcomes[0]));
    const registration = await world.registrations.present(flow.registrationId);
    expect(registration?.state.provisionedAt !== undefined).toBe(isIn);
    const again = world.come.send(flow).catch(codeOf);
    expect(['step-out-of-order', 'invitation-replaced']).toContain(await again);
  });
});

/** The process dies at one save of any store: before it, or when it is done. */
function dieAt(save: number, when: 'before' | 'after'): () => number {
  let saves = 0;
  for (const store of [world.invitations, world.registrations, world.users] as {
    save(one: never): Promise<unknown>;
  }[]) {
    const real = store.save.bind(store);
    store.save = async (aggregate) => {
      saves += 1;
      const dies = saves === save;
      if (dies && when === 'before') throw new Error('killed');
      const saved = await real(aggregate);
      if (dies) throw new Error('killed');
      return saved;
    };
  }
  return () => saves;
}

describe('Whatever dies between two writes', () => {
  const moments = [1, 2].flatMap((save) => (['before', 'after'] as const).map((when) => [save, when] as const));
  const twice = async <T>(work: (id: string) => Promise<T>, same: boolean): Promise<T> => {
    const id = newId();
    return work(id).catch(() => work(same ? id : newId()));
  };

  it.each(moments.flatMap(([save, when]) => [true, false].map((same) => [save, when, same] as const)))(
    'the start goes on: save %i, %s, same command: %s',
    async (save, when, same) => {
      const token = await world.invited();
      const saves = dieAt(save, when);
      const view = await twice((id) => world.come.open(token, id), same);
      expect(view).toMatchObject({ step: 'terms', flowToken: expect.any(String), invited: { email: dana } });
      expect(saves()).toBeGreaterThanOrEqual(2);
      expect(world.facts('registration-started')).toHaveLength(1);
      expect([...world.invitations.documents.values()]).toMatchObject([{ status: 'begun' }]);
    },
  );

  it.each(moments.filter(([save]) => save === 1))(
    'the acceptance of a registration comes once: %i %s',
    async (save, when) => {
      await world.registered(await world.invited());
      dieAt(save, when);
      const [completed] = world.registrations.outbox.filter(({ type }) => type === InvitedRegistrationCompleted.type);
      for (let time = 0; time < 3; time += 1) await world.tell(completed!).catch(() => undefined);
      expect(world.facts('invitation-accepted')).toHaveLength(1);
    },
  );

  it.each(moments.filter(([save]) => save === 1))(
    'the account comes once, with one link: %i %s',
    async (save, when) => {
      const flow = await world.registered(await world.invited());
      dieAt(save, when);
      const data = { ...anInvitee(), userId, registrationId: flow.registrationId };
      const joined = { id: newId(), type: MemberJoined.type, data };
      for (let time = 0; time < 3; time += 1) await world.tell(joined).catch(() => undefined);
      expect(world.facts('user-')).toEqual(['user-registered', 'user-joined-organization']);
      expect(world.facts('password-link')).toHaveLength(1);
    },
  );

  it.each(moments.filter(([save]) => save === 1))(
    'the invitation is shown once to the account: %i %s',
    async (save, when) => {
      await withAccount();
      await world.invite({ email });
      const [issued] = world.invitations.outbox;
      dieAt(save, when);
      for (let time = 0; time < 3; time += 1) await world.tell(issued!).catch(() => undefined);
      const user = await inContext(undefined, () => world.users.get(userId));
      expect(user?.pendingMemberships(now)).toHaveLength(1);
    },
  );
});
