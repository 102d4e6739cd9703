import { describe, expect, it } from '@jest/globals';
import { type Letter } from '@portico/delivery';
import { PrintTokenLetter, RegistrationTokenIssued, ReissueRegistrationToken } from '@portico/contracts';
import { newId } from '@portico/kernel';
import { OnRegistrationTokenIssuedRevokeReplaced } from '../src/use-cases/on-registration-token-issued-revoke-replaced.js';
import { RegistrationWorld } from './registration.world.js';
import { asCommand, asEvent, from } from './work.js';

class Killed extends Error {}

interface Saves {
  save(aggregate: never): Promise<unknown>;
}

/** The process dies at one save: before it, or when it is done. Every other save goes well. */
function dieAt(stores: object[], moment: { save: number; when: 'before' | 'after' }): void {
  let saves = 0;
  for (const store of stores as Saves[]) {
    const save = store.save.bind(store);
    store.save = async (aggregate) => {
      saves += 1;
      const dies = saves === moment.save;
      if (dies && moment.when === 'before') throw new Killed();
      const saved = await save(aggregate);
      if (dies) throw new Killed();
      return saved;
    };
  }
}

const moments = [1, 2].flatMap((save) => (['before', 'after'] as const).map((when) => ({ save, when })));
const retries = moments.flatMap((moment) => [true, false].map((same) => ({ ...moment, same })));

/** Tries until it goes well, with the same command or a new one each time. */
async function persevere<T>(work: (id: string) => Promise<T>, same: boolean): Promise<{ answer: T; kills: number }> {
  const id = newId();
  let kills = 0;
  const once = (): Promise<T> =>
    work(same ? id : newId()).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
      kills += 1;
      return once();
    });
  const answer = await once();
  return { answer, kills };
}

describe('whatever dies between two writes', () => {
  it.each(retries)(
    'the start of a registration goes on: $when save $save, same command: $same',
    async ({ same, ...moment }) => {
      const world = new RegistrationWorld();
      const { id } = await world.issued();
      const token = await world.inLetter(id);
      dieAt([world.tokens, world.registrations], moment);
      const { answer, kills } = await persevere((command) => world.started(token, {}, command), same);

      expect(kills).toBe(1);
      expect(answer).toMatchObject({ step: 'terms', flowToken: expect.any(String) });
      expect(world.facts).toEqual(['registration-token-issued', 'registration-token-begun', 'registration-started']);
    },
  );

  it.each(retries)('the account step goes on: $when save $save, same command: $same', async ({ same, ...moment }) => {
    const world = new RegistrationWorld();
    const flow = await world.at('account');
    dieAt([world.tokens, world.registrations], moment);
    const outcome = persevere((command) => world.do.account(flow, {}, command), same);
    const isDone = moment.save === 2 && moment.when === 'after' && !same;
    if (isDone) await expect(outcome).rejects.toMatchObject({ code: 'step-out-of-order' });
    else expect((await outcome).answer).toMatchObject({ step: 'otp' });

    expect((await world.registrations.present(flow.registrationId))?.state.step).toBe('otp');
    expect(world.facts.filter((fact) => fact === 'registration-advanced')).toHaveLength(2);
  });

  it.each(retries)(
    'a reissue ends with one new token and a dead old one: $when save $save, same command: $same',
    async ({ same, ...moment }) => {
      const world = new RegistrationWorld();
      const { id: tokenId } = await world.issued();
      dieAt([world.tokens], moment);
      const reissue = (id: string) => asCommand(id, world.reissue, from(ReissueRegistrationToken, { tokenId }));
      const outcome = await persevere(reissue, same).catch((refused: object) => refused);
      if (!same && !(moment.save === 1 && moment.when === 'before'))
        expect(outcome).toMatchObject({ code: 'token-reissued' });
      else expect(outcome).toMatchObject({ answer: { status: 'issued' } });

      const revoke = new OnRegistrationTokenIssuedRevokeReplaced(world.tokens);
      const told = world.tokens.outbox.filter(({ type }) => type === RegistrationTokenIssued.type);
      for (const envelope of [...told, ...told]) {
        await asEvent(envelope.id, () => revoke.react(envelope.data as RegistrationTokenIssued));
      }
      expect(await world.pages.token(tokenId)).toMatchObject({ status: 'revoked' });
      expect(world.tokens.documents.size).toBe(2);
      expect(world.facts.filter((fact) => fact === 'registration-token-revoked')).toHaveLength(1);
    },
  );

  it.each(moments.filter(({ save }) => save === 1))(
    'a letter is printed again as the same file, and then no more: $when its mark',
    async (moment) => {
      const world = new RegistrationWorld();
      const { id: tokenId } = await world.issued();
      dieAt([world.tokens], moment);
      const { kills } = await persevere((id) => asCommand(id, world.print, from(PrintTokenLetter, { tokenId })), false);

      expect(kills).toBe(1);
      const ids = world.letterBox.printed.map(({ id }: Letter) => id);
      expect(new Set(ids).size).toBe(1);
      expect((await world.tokens.present(tokenId))?.needsLetter(world.clock.now())).toBe(false);
    },
  );

  it.each([true, false])(
    'a passcode that was kept but not sent is simply asked for again, same command: %s',
    async (same) => {
      const world = new RegistrationWorld();
      const flow = await world.at('otp');
      dieAt([world.registrations], { save: 1, when: 'after' });
      const outcome = await persevere((id) => world.do.send(flow, 'sms', id), same).catch((refused: object) => refused);

      if (same) expect(outcome).toMatchObject({ answer: { passcodeSent: true } });
      else expect(outcome).toMatchObject({ code: 'otp-too-soon' });
      expect(world.passcodeBox.sent).toEqual([]);
      world.clock.advance('PT30S');
      await world.do.send(flow);
      expect(await world.do.verify(flow)).toMatchObject({ step: 'conditions' });
    },
  );
});
