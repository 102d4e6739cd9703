import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Standing } from '@portico/access';
import { AlreadyHandled, LostRace } from '@portico/service';
import { type Npi, npiIdOf } from '../src/domain/npi.js';
import type { Npis } from '../src/domain/npis.js';
import { Pin, pinIdOf } from '../src/domain/pin.js';
import type { Pins } from '../src/domain/pins.js';
import type { PinsAtHand } from '../src/use-cases/pins-at-hand.js';
import type { Standings } from '../src/use-cases/standings.js';
import {
  anNpi,
  at,
  clinic,
  detachment,
  first,
  holder,
  level,
  making,
  pharmacy,
  second,
  staff,
  standing,
  third,
  today,
  viewing,
} from './builders.js';
import { asCommand } from './work.js';

export interface Opened {
  pins: Pins;
  npis: Npis;
  standings: Standings;
  atHand: PinsAtHand;
  /** What waits to be told of one PIN. */
  outbox(id: string): Promise<{ type: string; data: object }[]>;
  close(): Promise<void>;
}

/** Milliseconds: a busy machine opens a database slowly. */
const patience = 60_000;
let made = 0;

function another(): Pin {
  made += 1;
  const npi = String(1_000_000_000 + made);
  return Pin.issue({ organizationId: clinic, program: 'medi-cal', npi }, making(7_291_043), today);
}

/** What every keeper of PINs, NPIs and standings must do. */
export function storesSuite(name: string, open: () => Promise<Opened>): void {
  describe(`in ${name}`, () => {
    let opened: Opened;
    beforeAll(async () => {
      opened = await open();
    }, patience);
    afterAll(() => opened.close());
    const types = async (id: string) => (await opened.outbox(id)).map(({ type }) => type.split('.')[2]);

    describe('PINs', () => {
      it('come back as they were saved, with their facts', async () => {
        const pin = another();
        pin.reveal(holder());
        await opened.pins.save(pin);

        expect((await opened.pins.get(pin.id))?.state).toEqual(pin.state);
        expect(await types(pin.id)).toEqual(['pin-issued', 'pin-revealed']);
      });

      it('are there once, however many issue them at once', async () => {
        const { id, state } = another();
        const issue = () => opened.pins.save(new Pin({ ...state, id }));
        const outcomes = await Promise.allSettled(Array.from({ length: 50 }, issue));

        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        for (const outcome of outcomes)
          if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(LostRace);
      });

      it('refuse a save on a stale version, and keep nothing of it: no fact without its state', async () => {
        const { id } = await saved();
        const [one, other] = [await opened.pins.get(id), await opened.pins.get(id)];
        one?.reset(holder('maria'), making(5_102_973), at('2026-11-22T20:00:00Z'));
        other?.reveal(holder('nora'));
        await opened.pins.save(one as Pin);

        await expect(opened.pins.save(other as Pin)).rejects.toBeInstanceOf(LostRace);
        expect(await types(id)).toEqual(['pin-issued', 'pin-reset']);
      });

      it(
        'reset by 50 at once are reset once [MC-PIN-08]',
        async () => {
          const { id } = await saved();
          const reset = async () => {
            const pin = (await opened.pins.get(id)) as Pin;
            pin.reset(holder(), making(5_102_973, 8_206_413), at('2026-11-22T20:00:00Z'));
            await opened.pins.save(pin);
          };
          const outcomes = await Promise.allSettled(
            Array.from({ length: 50 }, (_, n) => asCommand({ id: `${id} ${n}` }, reset)),
          );

          expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
          expect(await types(id)).toEqual(['pin-issued', 'pin-reset']);
        },
        patience,
      );

      it(
        'shown to 50 at once keep 50 facts',
        async () => {
          const { id } = await saved();
          const reveal = (n: number) => async () => {
            const pin = (await opened.pins.get(id)) as Pin;
            pin.reveal(holder(`person ${n}`));
            await opened.pins.save(pin);
          };
          await Promise.all(Array.from({ length: 50 }, (_, n) => asCommand({ id: `${id} ${n}` }, reveal(n))));

          expect((await types(id)).filter((type) => type === 'pin-revealed')).toHaveLength(50);
        },
        patience,
      );

      it('know a command that they carried out', async () => {
        const { id } = await saved();
        const reveal = async () => {
          const pin = (await opened.pins.get(id)) as Pin;
          pin.reveal(holder());
          await opened.pins.save(pin);
        };
        await asCommand({ id: `once ${id}` }, reveal);
        const again = asCommand({ id: `once ${id}` }, () => opened.pins.get(id).catch((error: unknown) => error));

        expect(await again).toBeInstanceOf(AlreadyHandled);
      });

      async function saved(): Promise<Pin> {
        const pin = another();
        await opened.pins.save(pin);
        return pin;
      }
    });

    describe('NPIs', () => {
      it('come back as they were saved, one per organization', async () => {
        await opened.npis.save(anNpi(first));
        await opened.npis.save(anNpi(first, { organizationId: pharmacy, providerName: 'Sunset' }));

        expect((await opened.npis.get(npiIdOf(clinic, first)))?.state).toEqual(anNpi(first).state);
        expect((await opened.npis.get(npiIdOf(pharmacy, first)))?.state.providerName).toBe('Sunset');
      });

      it('keep what they were when they are removed [D-41]', async () => {
        const npi = (await opened.npis.get(npiIdOf(clinic, first))) as Npi;
        npi.detach(detachment());
        await opened.npis.save(npi);

        expect((await opened.npis.get(npi.id))?.state).toMatchObject({ isAttached: false, providerType: 'Group' });
      });
    });

    describe('standings', () => {
      const seen = async (who: Standing) => (await opened.atHand.of(first, viewing(who))).rights.standing;
      const of = (person: string) => seen(standing(person));

      it('come back as they were told', async () => {
        const told = staff('ned', level(first, 'admin', { to: '2027-01-01T00:00:00Z' }));
        await opened.standings.keep(told);

        expect(await of('ned')).toEqual(told);
      });

      it('of a member of whom nothing was told yet are behind, never none', async () => {
        await expect(of('nobody')).rejects.toMatchObject({ kind: 'unavailable', code: 'rights-behind' });
      });

      it(
        'are the newest of a member, however many come at once and in whatever order',
        async () => {
          const versions = Array.from({ length: 50 }, (_, n) => ((n * 7) % 50) + 1);
          await Promise.all(versions.map((version) => opened.standings.keep(standing('anna', { version }))));
          await opened.standings.keep(standing('anna', { version: 3 }));

          expect(await of('anna')).toEqual(standing('anna', { version: 50 }));
        },
        patience,
      );

      it('lose what is no longer there: a level that was taken back does not stay', async () => {
        await opened.standings.keep(staff('paula', level(first, 'admin')));
        await opened.standings.keep({ ...staff('paula'), version: 2 });

        expect((await of('paula')).npis).toEqual([]);
      });

      it('are forgotten for one organization or for all', async () => {
        const zoe = standing('zoe', { organizationId: pharmacy });
        await opened.standings.keep(zoe);
        await opened.standings.forget(clinic);

        await expect(of('anna')).rejects.toMatchObject({ code: 'rights-behind' });
        expect(await seen(zoe)).toEqual(zoe);
        await opened.standings.forget();
        await expect(seen(zoe)).rejects.toMatchObject({ code: 'rights-behind' });
      });
    });

    describe('what an act on a PIN needs', () => {
      const maria = standing('maria', { organizationId: pharmacy });
      const look = (npi: string) => opened.atHand.of(npi, viewing(maria));
      beforeAll(() => opened.standings.keep(maria));

      it('is the NPI of the organization in view, and the PIN of its program', async () => {
        const { state } = Pin.issue(
          { organizationId: clinic, program: 'medi-cal', npi: third },
          making(7_291_043),
          today,
        );
        await opened.npis.save(anNpi(third, { organizationId: pharmacy }));
        for (const program of ['demo-plan', 'medi-cal'])
          await opened.pins.save(new Pin({ ...state, program, id: pinIdOf(program, third) }));
        const { isHeld, pin } = await look(third);

        expect(isHeld).toBe(true);
        expect((await pin())?.state.program).toBe('medi-cal');
      });

      it('is no PIN of an NPI that it does not hold, or no longer', async () => {
        const npi = (await opened.npis.get(npiIdOf(pharmacy, third))) as Npi;
        npi.detach(detachment(third, { organizationId: pharmacy }));
        await opened.npis.save(npi);
        for (const each of [second, third]) {
          const { isHeld, pin } = await look(each);
          expect([isHeld, await pin()]).toEqual([false, undefined]);
        }
      });

      it('says that a command acted before with the PIN, so that who asks is judged first', async () => {
        const reveal = async () => {
          const pin = await (await look(second)).pin();
          pin?.reveal(holder());
          if (pin) await opened.pins.save(pin);
        };
        const issued = { organizationId: clinic, program: 'medi-cal', npi: second };
        await opened.npis.save(anNpi(second, { organizationId: pharmacy }));
        await opened.pins.save(Pin.issue(issued, making(7_291_043), today));
        await asCommand({ id: 'at hand' }, reveal);
        const again = asCommand({ id: 'at hand' }, async () => {
          const { isHeld, pin } = await look(second);
          return [isHeld, await pin().catch((error: unknown) => error)];
        });

        expect(await again).toEqual([true, expect.any(AlreadyHandled)]);
      });
    });

    it('a PIN of one program is not that of another', async () => {
      expect(await opened.pins.get(pinIdOf('demo-plan', '1000000001'))).toBeUndefined();
    });
  });
}
