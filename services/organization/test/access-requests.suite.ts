import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type AccessRequestView,
  ApproveAccessRequest,
  RefuseAccessRequest,
  RemoveDomain,
  RequestAccess,
  type UserView,
} from '@portico/contracts';
import { idFrom, newId, type Refusal } from '@portico/kernel';
import { accessRequestIdOf } from '../src/domain/access-request.js';
import { invitedIdOf } from '../src/domain/member.js';
import { Lobby } from './lobby.js';
import type { LobbyPlace } from './lobby-stores.js';
import { emailOf, Office } from './office.js';
import { asCommand, person } from './work.js';

/** Asking for access and deciding on it, in memory and on a real server. */
export function accessRequestsSuite(where: string, open: () => Promise<LobbyPlace>): void {
  let place: LobbyPlace;
  let lobby: Lobby;
  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    lobby = new Lobby(await Office.open(place.stores), place.stores);
    lobby.people.know('rosa');
  });

  const rosa = person(idFrom('user', 'rosa'));
  const requestId = () => accessRequestIdOf(lobby.office.organizationId, idFrom('user', 'rosa'));
  const ask = (sent = {}) =>
    lobby.ask<AccessRequestView>(RequestAccess, { reason: 'I bill for you' }, { as: rosa, ...sent });
  const approve = (body = {}, sent = {}) =>
    lobby.ask<UserView>(ApproveAccessRequest, { requestId: requestId(), ...body }, sent);
  const refuse = (body = {}, sent = {}) =>
    lobby.ask<AccessRequestView>(RefuseAccessRequest, { requestId: requestId(), ...body }, sent);
  const stored = async () => (await lobby.requests.of(lobby.office.organizationId, requestId()))?.state;
  const memberId = () => invitedIdOf(lobby.office.organizationId, idFrom('print', emailOf('rosa')));

  describe(`asking for access, in ${where}`, () => {
    it('tells who asked no more than that, and takes their name from their account [MC-DIR-05] [D-60]', async () => {
      const view = await ask();

      expect(view).toEqual({
        ...{ id: requestId(), organizationId: lobby.office.organizationId, status: 'open' },
        ...{ reason: 'I bill for you', askedAt: expect.any(String), version: '1' },
      });
      expect((await stored())?.asking).toMatchObject({ email: emailOf('rosa'), firstName: 'rosa' });
    });

    it('is open once per person and organization; sent again it is answered as before [MC-DIR-05]', async () => {
      const first = await ask({ id: 'one' });

      expect(await ask({ id: 'one' })).toEqual(first);
      await expect(ask()).rejects.toMatchObject({ kind: 'conflict', code: 'access-request-open' });
    });

    it('fifty times at once makes one request', async () => {
      const all = await Promise.allSettled(Array.from({ length: 50 }, () => ask()));

      expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await stored())?.status).toBe('open');
    });

    it('is not for active members, and not of an organization that nobody set up', async () => {
      await lobby.office.join('rosa');
      lobby.people.know('maria');
      for (const name of ['rosa', 'maria']) {
        const asked = ask({ as: person(idFrom('user', name)) });
        await expect(asked).rejects.toMatchObject({ kind: 'conflict', code: 'already-member' });
      }
      const elsewhere = lobby.ask(RequestAccess, { organizationId: idFrom('organization', 'none') }, { as: rosa });
      await expect(elsewhere).rejects.toMatchObject({ kind: 'not-found' });
    });

    it('is for who was let go, too', async () => {
      await lobby.office.join('rosa', { status: 'deactivated' });

      expect(await ask()).toMatchObject({ status: 'open' });
    });
  });

  describe(`deciding on a request, in ${where}`, () => {
    it('approves it by inviting the person, as an admin would add them [MC-DIR-05]', async () => {
      await ask();
      const view = await approve();

      expect(view).toMatchObject({
        id: memberId(),
        email: emailOf('rosa'),
        status: 'invited',
        invitation: { count: 1 },
      });
      expect(await stored()).toMatchObject({ status: 'approved', ruling: { memberId: memberId() } });
      expect((await lobby.office.organization()).seatOf(memberId())).toBeDefined();
    });

    it('refuses it with a reason, takes nobody in, and the person may ask again [MC-DIR-05]', async () => {
      await ask();
      expect(await refuse({ reason: 'not known to us' })).toMatchObject({
        ...{ status: 'refused', refusal: 'not known to us', email: emailOf('rosa') },
      });

      expect(await lobby.office.member(memberId())).toBeUndefined();
      await expect(approve()).rejects.toMatchObject({ kind: 'conflict', code: 'access-request-closed' });
      expect(await ask()).toMatchObject({ status: 'open' });
    });

    it('asks for a new mail domain to be confirmed, and decides nothing before [MC-DOM-03] [D-09]', async () => {
      lobby.people.know('rosa', 'rosa@elsewhere.example');
      await ask();
      await expect(approve()).rejects.toMatchObject({ code: 'new-domain', details: { domain: 'elsewhere.example' } });
      expect((await stored())?.status).toBe('open');

      expect(await approve({ confirmNewDomain: true })).toMatchObject({ email: 'rosa@elsewhere.example' });
    });

    it('invites in answer to the request, and says so [MC-DIR-05]', async () => {
      await ask();
      await approve();
      const invited = (await place.told(`${lobby.office.organizationId}|${memberId()}`)).find(({ type }) =>
        type.endsWith('member-invited.v1'),
      );
      expect(invited?.data).toMatchObject({ memberId: memberId(), count: 1, requestId: requestId() });
    });

    it('brings no domain back that was removed, unless that is confirmed [MC-DOM-02] [D-36]', async () => {
      const domain = 'new.example';
      await lobby.office.join('first', { status: 'deactivated' }, domain);
      lobby.people.know('rosa', emailOf('rosa', domain));
      await ask();
      await lobby.office.ask(RemoveDomain, { domain });
      await expect(approve()).rejects.toMatchObject({ kind: 'conflict', code: 'new-domain', details: { domain } });
      expect((await stored())?.status).toBe('open');
      expect((await lobby.office.organization()).state.domains.map((each) => each.domain)).not.toContain(domain);
      expect(await approve({ confirmNewDomain: true })).toMatchObject({ status: 'invited' });
    });

    it('says of whom the organization has already that they are there, and decides nothing [MC-ADM-05]', async () => {
      await lobby.office.join('rosa', { status: 'deactivated' });
      await ask();

      await expect(approve()).rejects.toMatchObject({ code: 'user-exists', details: { userStatus: 'deactivated' } });
      expect((await stored())?.status).toBe('open');
    });

    it('is for who may manage users, of their own organization [MC-ADM-02]', async () => {
      await ask();
      await lobby.office.join('peter', { orgRole: 'processor' });
      const other = await Office.open(place.stores);
      const stranger = { as: new Lobby(other, place.stores).inView() };
      for (const decide of [approve, refuse]) {
        await expect(decide({}, { as: lobby.inView('peter') })).rejects.toMatchObject({ code: 'not-allowed' });
        await expect(decide({}, stranger)).rejects.toMatchObject({ kind: 'not-found' });
        await expect(decide({ organizationId: other.organizationId }, stranger)).rejects.toMatchObject({
          code: 'access-request-unknown',
        });
      }
      expect((await stored())?.status).toBe('open');
    });

    it('sent again is answered as before, and invites once [X-05]', async () => {
      await ask();
      const first = await approve({}, { id: 'one' });

      expect(await approve({}, { id: 'one' })).toEqual(first);
      expect((await lobby.office.state(memberId())).invitation?.count).toBe(1);
    });

    it('ends in one state when it is approved and refused at once, again and again', async () => {
      for (let round = 0; round < 10; round += 1) {
        lobby.people.know('rosa', emailOf(`rosa${round}`));
        await ask();
        const decisions = Array.from({ length: 10 }, (_, at) => (at % 2 ? approve() : refuse()));
        const outcomes = await Promise.allSettled(decisions);
        const lost = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as Refusal] : []));

        expect(lost.map(({ code }) => code)).toEqual(Array.from({ length: 9 }, () => 'access-request-closed'));
        const { status, ruling } = (await stored()) ?? {};
        const member = ruling?.memberId && (await lobby.office.member(ruling.memberId));
        expect(Boolean(member)).toBe(status === 'approved');
      }
    });
  });

  describe(`an approval that was cut short, in ${where}`, () => {
    const cutShort = async (id = newId(), ruled: { memberId?: string; confirmed?: boolean } = {}) => {
      await ask();
      const { organizationId } = lobby.office;
      await asCommand({ id, bodyHash: 'ApproveAccessRequest' }, async () => {
        const request = await lobby.requests.of(organizationId, requestId());
        const by = { by: lobby.office.idOf('maria'), at: lobby.office.clock.now() };
        request?.approve({ ...by, memberId: memberId(), ...ruled });
        if (request) await lobby.requests.save(request);
      });
    };
    const told = (change = {}) => {
      const { organizationId } = lobby.office;
      const named = { organizationId, requestId: requestId(), userId: idFrom('user', 'rosa') };
      const data = { ...named, memberId: memberId(), ...change };
      return asCommand({ id: 'event:on-access-request-approved' }, () => lobby.onApproved.react(data));
    };

    it('is ended by the same command', async () => {
      await cutShort('one');

      expect(await approve({}, { id: 'one' })).toMatchObject({ id: memberId(), status: 'invited' });
    });

    it('is ended by the fact of it, once, however often it is told', async () => {
      await cutShort();
      await told();
      await told();

      expect((await lobby.office.state(memberId())).invitation?.count).toBe(1);
    });

    describe('and whose domain was removed meanwhile', () => {
      const domain = 'new.example';
      const place = () => ({ memberId: invitedIdOf(lobby.office.organizationId, idFrom('print', `rosa@${domain}`)) });
      const cutShortAndRemoved = async (confirmed?: boolean) => {
        await lobby.office.join('first', { status: 'deactivated' }, domain);
        lobby.people.know('rosa', `rosa@${domain}`);
        await cutShort('one', { ...place(), ...(confirmed && { confirmed }) });
        await lobby.office.ask(RemoveDomain, { domain });
      };
      const domains = async () => (await lobby.office.organization()).state.domains.map((each) => each.domain);

      it('does not bring it back: the request is open again, and can be approved with it [MC-DOM-02]', async () => {
        await cutShortAndRemoved();
        await expect(approve({}, { id: 'one' })).rejects.toMatchObject({ code: 'new-domain' });
        await told(place());
        await told(place());
        expect([(await stored())?.status, await domains()]).toEqual(['open', expect.not.arrayContaining([domain])]);
        await expect(approve()).rejects.toMatchObject({ code: 'new-domain' });
        expect(await approve({ confirmNewDomain: true })).toMatchObject({ status: 'invited' });
        expect(await domains()).toContain(domain);
      });

      it('is ended with it if the approval confirmed it', async () => {
        await cutShortAndRemoved(true);
        await told(place());
        expect((await lobby.office.state(place().memberId)).status).toBe('invited');
        expect(await domains()).toContain(domain);
      });
    });

    it('that was not cut short is left alone by the fact', async () => {
      await ask();
      await Promise.all([approve(), told()]);
      await told();

      expect((await lobby.office.state(memberId())).invitation?.count).toBe(1);
    });
  });
}
