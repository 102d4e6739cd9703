import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@portico/kernel';
import { testCrypto } from '@portico/mongo/testing';
import { LostRace } from '@portico/service';
import { KeyedSecrets } from '../src/adapters/keyed.secrets.js';
import { passcodeHash } from '../src/domain/passcode.js';
import { Registration } from '../src/domain/registration.js';
import { RegistrationToken } from '../src/domain/registration-token.js';
import type { RegistrationTokens } from '../src/domain/registration-tokens.js';
import type { Registrations } from '../src/domain/registrations.js';
import {
  aPhone,
  aRegistration,
  days,
  later,
  passcodeRules as rules,
  today,
  tokenRules,
} from './registration.builders.js';
import { asEvent } from './work.js';

export interface OpenedStores {
  tokens: RegistrationTokens;
  registrations: Registrations;
  /** A document as it lies there, with its outbox. */
  raw(collection: 'registration-tokens' | 'registrations', id: string): Promise<object | undefined>;
  close(): Promise<void>;
}

const secrets = new KeyedSecrets(Buffer.alloc(32, 3).toString('base64'), testCrypto);
const patience = 30_000;

function anotherToken(at = today): RegistrationToken {
  const issue = { id: newId(), program: 'test-plan', organizationId: newId(), salt: 'salt', hash: newId() };
  return RegistrationToken.issue(issue, { rules: tokenRules, at });
}

const anotherRegistration = (): Registration => Registration.start({ ...aRegistration().state, id: newId() }, today);

/** What every keeper of tokens and registrations must do. */
export function registrationStoresSuite(name: string, open: () => Promise<OpenedStores>): void {
  describe(`tokens and registrations in ${name}`, () => {
    let opened: OpenedStores;
    beforeAll(async () => {
      opened = await open();
    }, patience);
    afterAll(() => opened.close());

    const factsOf = async (collection: 'registration-tokens' | 'registrations', id: string): Promise<string[]> => {
      const { outbox } = (await opened.raw(collection, id)) as { outbox: { type: string }[] };
      return outbox.map(({ type }) => type.split('.')[2] ?? '');
    };

    it('come back as they were saved', async () => {
      const token = anotherToken();
      const registration = anotherRegistration();
      registration.accept('terms', { accepted: [] }, { at: today, address: '192.0.2.1' });
      registration.enterAccount({ firstName: 'M', lastName: 'L', phone: aPhone }, today);
      await opened.tokens.save(token);
      await opened.registrations.save(registration);

      expect((await opened.tokens.get(token.id))?.state).toEqual({ ...token.state });
      expect((await opened.tokens.presentWithHash(token.state.hash))?.id).toBe(token.id);
      expect((await opened.registrations.present(registration.id))?.state).toEqual({ ...registration.state });
    });

    it('keep the phone sealed [MC-REG-06]', async () => {
      const registration = anotherRegistration();
      registration.accept('terms', { accepted: [] }, { at: today });
      registration.enterAccount({ firstName: 'M', lastName: 'L', phone: aPhone }, today);
      await opened.registrations.save(registration);
      expect(JSON.stringify(await opened.raw('registrations', registration.id))).not.toContain('9165550142');
    });

    it('are not found when nobody made them', async () => {
      expect(await opened.tokens.get(newId())).toBeUndefined();
      expect(await opened.tokens.presentWithHash(newId())).toBeUndefined();
      expect(await opened.registrations.get(newId())).toBeUndefined();
    });

    it('know no two tokens of one hash', async () => {
      const token = anotherToken();
      await opened.tokens.save(token);
      const twin = new RegistrationToken({ ...token.state, id: newId() });
      await expect(opened.tokens.save(twin)).rejects.toThrow();
    });

    it('refuse a save on a stale version, and keep nothing of it', async () => {
      const token = anotherToken();
      await opened.tokens.save(token);
      const [first, second] = await Promise.all([opened.tokens.get(token.id), opened.tokens.get(token.id)]);
      first?.begin('first', 'maria', today);
      second?.begin('second', 'oscar', today);
      if (first) await opened.tokens.save(first);
      await expect(opened.tokens.save(second as RegistrationToken)).rejects.toBeInstanceOf(LostRace);
      expect((await opened.tokens.get(token.id))?.state.registrationId).toBe('first');
    });

    it('give the same new id to the same command, and show what it made also to itself', async () => {
      let ids: string[] = [];
      const token = anotherToken();
      await asEvent('command', async () => {
        ids = [opened.tokens.newId(), opened.tokens.newId()];
        await opened.tokens.save(token);
        expect((await opened.tokens.present(token.id))?.id).toBe(token.id);
      });
      expect(ids[0]).toBe(ids[1]);
      expect(opened.tokens.newId()).not.toBe(opened.tokens.newId());
    });

    it(
      'let 50 people begin with one token, of whom one gets it, told by one fact [MC-TOK-04]',
      async () => {
        const token = anotherToken();
        await opened.tokens.save(token);
        const begin = async (person: string) => {
          const found = await opened.tokens.get(token.id);
          found?.begin(`registration of ${person}`, person, today);
          if (found && found.recorded.length > 0) await opened.tokens.save(found);
        };
        const people = Array.from({ length: 50 }, (_, at) => `person ${at}`);
        const outcomes = await Promise.allSettled(people.map((person) => asEvent(newId(), () => begin(person))));

        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await factsOf('registration-tokens', token.id)).toEqual([
          'registration-token-issued',
          'registration-token-begun',
        ]);
      },
      patience,
    );

    it(
      'let 50 prove one passcode, of whom one does, and count no more than five wrong tries [MC-OTP-04]',
      async () => {
        const registration = aRegistration({ id: newId(), step: 'otp', textable: true });
        const fresh = new Registration(registration.state);
        fresh.passcodeSent(
          { prefix: 'AB', hash: passcodeHash(fresh.id, '123456', secrets), channel: 'sms' },
          { rules, at: today },
        );
        await opened.registrations.save(fresh);
        const prove = async (digits: string) => {
          const found = await opened.registrations.get(fresh.id);
          const refused = found?.provePasscode(passcodeHash(fresh.id, digits, secrets), { rules, secrets, at: today });
          if (found) await opened.registrations.save(found);
          if (refused) throw refused;
        };
        const tries = Array.from({ length: 50 }, (_, at) => (at % 2 ? '123456' : '000000'));
        await Promise.allSettled(tries.map((digits) => asEvent(newId(), () => prove(digits))));

        const facts = await factsOf('registrations', fresh.id);
        expect(facts.filter((fact) => fact === 'registration-advanced').length).toBeLessThanOrEqual(1);
        expect(facts.filter((fact) => fact === 'passcode-refused').length).toBeLessThanOrEqual(5);
        expect(facts.length).toBeGreaterThan(1);
      },
      patience,
    );

    it('find the tokens whose end or letter is due, the oldest first, and no others', async () => {
      const long = (count: number) => later(-days(1_000 + count));
      const [old, older] = [anotherToken(long(0)), anotherToken(long(1))];
      const young = anotherToken();
      const gone = new RegistrationToken({ ...anotherToken(long(2)).state, status: 'revoked' });
      const printed = new RegistrationToken({ ...anotherToken().state, letterPrintedAt: today });
      for (const token of [old, older, young, gone, printed]) await opened.tokens.save(token);

      expect(await opened.tokens.overdue(today, 500)).toEqual([older.id, old.id]);
      expect(await opened.tokens.overdue(today, 1)).toEqual([older.id]);
      const unprinted = await opened.tokens.unprinted(today, 500);
      expect(unprinted).toContain(young.id);
      for (const { id } of [old, older, gone, printed]) expect(unprinted).not.toContain(id);
    });
  });
}
