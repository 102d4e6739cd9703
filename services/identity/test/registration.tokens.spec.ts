import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  ExpireRegistrationToken,
  IssueRegistrationToken,
  PrintTokenLetter,
  ReissueRegistrationToken,
} from '@portico/contracts';
import { newId } from '@portico/kernel';
import { days, later, maria, onFile } from './registration.builders.js';
import { RegistrationWorld } from './registration.world.js';
import { asCommand, from } from './work.js';

describe('a registration token', () => {
  let world: RegistrationWorld;
  beforeEach(() => {
    world = new RegistrationWorld();
  });

  const reissued = (tokenId: string, id = newId()) =>
    asCommand(id, world.reissue, from(ReissueRegistrationToken, { tokenId }));
  const expired = (tokenId: string) => asCommand(newId(), world.expire, from(ExpireRegistrationToken, { tokenId }));

  it('is issued for an organization on file, and its issuer never sees it [MC-TOK-01, MC-TOK-02]', async () => {
    const view = await world.issued();

    expect(view).toMatchObject({ status: 'issued', program: 'test-plan', delivery: 'letter' });
    expect(view.expiresAt).toBe(later(days(30)).toISOString());
    const token = await world.inLetter(view.id);
    expect(JSON.stringify([view, world.tokens.outbox, ...world.tokens.documents.values()])).not.toContain(token);
  });

  it('issued by a repeated command is the same one, enrolled and told once', async () => {
    const first = await world.issued({}, 'command');
    const again = await world.issued({}, 'command');

    expect(again).toEqual(first);
    expect(world.tokens.documents.size).toBe(1);
    expect(world.facts).toEqual(['registration-token-issued']);
  });

  it('is not issued for a program that is not served', async () => {
    const message = from(IssueRegistrationToken, { program: 'none', organization: onFile() });
    await expect(asCommand(newId(), world.issue, message)).rejects.toMatchObject({ code: 'program-unknown' });
  });

  it('stands in a letter to the pay-to address, in readable groups, and the letter is printed once [MC-TOK-02]', async () => {
    const { id } = await world.issued();
    for (let time = 0; time < 3; time += 1)
      await asCommand(newId(), world.print, from(PrintTokenLetter, { tokenId: id }));

    const [letter, ...more] = world.letterBox.printed;
    expect(more).toEqual([]);
    expect(letter).toMatchObject({
      to: { name: 'Sunrise Clinic', lines: ['1 Main Street', 'Sacramento, CA 95814'] },
      about: id,
      sender: 'Department of Tests',
    });
    expect(letter?.secret).toMatch(/^[A-Z2-9]{4}(?:-[A-Z2-9]{4}){6}$/);
    expect(letter?.highlight).toBe(letter?.secret);
    expect(letter?.paragraphs.join()).toContain('portalUrl: https://portal.example');
  });

  it('printed again after a crash is the very same letter', async () => {
    const { id } = await world.issued({ payTo: { ...onFile().payTo, line2: 'Suite 5' } });
    const token = await world.tokens.present(id);
    const enrolled = await world.organizations.enrollment(token?.state.organizationId ?? '');
    const [one, other] = [0, 1].map(() => token && world.letters.of(token, enrolled));

    expect(one).toEqual(other);
    expect(one?.to.lines).toEqual(['1 Main Street', 'Suite 5', 'Sacramento, CA 95814']);
  });

  it('is expired by the clock, and announced once [MC-TOK-05]', async () => {
    const { id } = await world.issued();
    world.clock.advance('P30D');
    expect(await world.pages.token(id)).toMatchObject({ status: 'expired' });

    await expired(id);
    await expired(id);
    expect(world.facts).toEqual(['registration-token-issued', 'registration-token-expired']);
  });

  it('is reissued: the new one works, the old one is revoked [MC-TOK-06]', async () => {
    const old = await world.issued();
    const oldToken = await world.inLetter(old.id);
    const successor = await reissued(old.id);

    expect(successor.id).not.toBe(old.id);
    expect(successor.organizationId).toBe(old.organizationId);
    await expect(world.started(oldToken)).rejects.toMatchObject({ kind: 'gone', code: 'token-revoked' });
    expect(await world.started(await world.inLetter(successor.id))).toMatchObject({ step: 'terms' });
    expect(await world.pages.token(old.id)).toMatchObject({ status: 'revoked' });
  });

  it('expired is reissued too [MC-TOK-06]', async () => {
    const old = await world.issued();
    world.clock.advance('P31D');
    await expired(old.id);
    expect(await reissued(old.id)).toMatchObject({ status: 'issued' });
  });

  it('has one successor: a repeat finds it, another command is refused', async () => {
    const old = await world.issued();
    const successor = await reissued(old.id, 'command');

    expect(await reissued(old.id, 'command')).toEqual(successor);
    await expect(reissued(old.id)).rejects.toMatchObject({ code: 'token-reissued' });
    expect(world.tokens.documents.size).toBe(2);
  });

  it('that was used is not reissued', async () => {
    const { tokenId, registrationId } = await world.at('complete');
    const token = await world.tokens.present(tokenId);
    token?.use(registrationId);
    if (token) await world.tokens.save(token);
    await expect(reissued(tokenId)).rejects.toMatchObject({ code: 'token-used' });
  });

  it.each(['reissue', 'expire', 'print'] as const)('that is not there cannot %s', async (verb) => {
    const messages = { reissue: ReissueRegistrationToken, expire: ExpireRegistrationToken, print: PrintTokenLetter };
    const handler = world[verb] as { execute(message: object): Promise<unknown> };
    const message = from<object>(messages[verb], { tokenId: newId() });
    await expect(handler.execute(message)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(world.pages.token(newId())).rejects.toMatchObject({ kind: 'not-found' });
  });

  describe('typed wrongly', () => {
    it('is refused alike whatever it looks like, and limited per client [MC-TOK-07]', async () => {
      for (const wrong of ['AAAA', 'BBBB-BBBB', 'x', '!', 'AAAA']) {
        await expect(world.started(wrong)).rejects.toMatchObject({ kind: 'not-found', code: 'token-unknown' });
      }
      await expect(world.started('CCCC')).rejects.toMatchObject({
        kind: 'too-many',
        code: 'too-many-tokens',
        details: { retryAfter: 900 },
      });
      world.clock.advance('PT15M');
      await expect(world.started('CCCC')).rejects.toMatchObject({ code: 'token-unknown' });
    });

    it('keeps also the right one out while the client is limited, but nobody else', async () => {
      const { id } = await world.issued();
      const token = await world.inLetter(id);
      for (let time = 0; time < 5; time += 1) await world.started('wrong').catch(() => undefined);

      await expect(world.started(token)).rejects.toMatchObject({ code: 'too-many-tokens' });
      const found = world.typedTokens.find({ typed: token, program: 'test-plan', address: '192.0.2.2' });
      expect((await found).id).toBe(id);
    });

    it('by many at once is told to be wrong no more often than the program allows', async () => {
      const tries = Array.from({ length: 200 }, (_, at) =>
        world.started(`wrong ${at}`).catch((refused: object) => refused),
      );
      const codes = (await Promise.all(tries)).map((refused) => (refused as { code: string }).code);
      expect(codes.filter((code) => code === 'token-unknown')).toHaveLength(5);
      expect(codes.filter((code) => code === 'too-many-tokens')).toHaveLength(195);
    });

    it('is as unknown as one of another program, and without an address it is limited too', async () => {
      const { id } = await world.issued();
      const typed = await world.inLetter(id);
      const other = new RegistrationWorld();
      await expect(other.started(typed)).rejects.toMatchObject({ code: 'token-unknown' });
      const nameless = () => world.typedTokens.find({ typed: 'wrong', program: 'test-plan' });
      for (let time = 0; time < 5; time += 1) await nameless().catch(() => undefined);
      await expect(nameless()).rejects.toMatchObject({ code: 'too-many-tokens' });
    });
  });

  it('is read with or without its dashes, in either case', async () => {
    const { id } = await world.issued();
    const token = await world.inLetter(id);
    const view = await world.started(` ${token.toLowerCase().replaceAll('-', ' ')} `);
    expect(view).toMatchObject({ step: 'terms' });
    expect((await world.started(token)).id).toBe(view.id);
  });

  it('begun by 50 people at once belongs to one of them [MC-TOK-04]', async () => {
    const { id } = await world.issued();
    const token = await world.inLetter(id);
    const starts = Array.from({ length: 50 }, (_, at) =>
      world.started(token, { email: `person${at}@clinic.example` }).catch((refused: object) => refused),
    );
    const answers = (await Promise.all(starts)) as { step?: string; code?: string }[];

    expect(answers.filter(({ step }) => step === 'terms')).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'token-used')).toHaveLength(49);
    expect(world.registrations.documents.size).toBe(1);
    expect(world.facts.filter((fact) => fact === 'registration-token-begun')).toHaveLength(1);
  });

  it('read before somebody else began with it, opens nothing of theirs [MC-TOK-04]', async () => {
    const { id } = await world.issued();
    const typed = await world.inLetter(id);
    const stale = await world.typedTokens.find({ typed, program: 'test-plan' });
    await world.started(typed);
    const oscar = { email: 'oscar@clinic.example', userId: newId(), flow: 'register-organization' } as const;
    await expect(world.admission.admit(stale, oscar)).rejects.toMatchObject({ kind: 'conflict', code: 'token-used' });
  });

  it('begun 50 times at once by one person is one registration with one bearer token [MC-REG-19]', async () => {
    const { id } = await world.issued();
    const token = await world.inLetter(id);
    const answers = await Promise.all(Array.from({ length: 50 }, () => world.started(token, { email: maria })));

    expect(new Set(answers.map((answer) => answer.flowToken)).size).toBe(1);
    expect(world.facts.filter((fact) => fact === 'registration-started')).toHaveLength(1);
  });
});
