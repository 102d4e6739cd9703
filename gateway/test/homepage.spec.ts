import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type DashboardView,
  GetMe,
  GetOrganization,
  GetOwnRights,
  type MeView,
  type OrganizationView,
  type OwnRightsView,
} from '@portico/contracts';
import { Refusal } from '@portico/kernel';
import { FilePrograms } from '@portico/program';
import { AGateway, someId } from './a-gateway.js';

const programs = new FilePrograms(new URL('../../programs', import.meta.url).pathname);
const gateway = new AGateway({}, { programs });
const medical = programs.get('medi-cal');
const me = { id: someId, version: '1' } as MeView;
const organization = { id: someId, kinds: ['provider'], legalName: 'Sunrise Clinic' } as OrganizationView;
const everything: OwnRightsView = {
  kinds: ['provider'],
  status: 'active',
  orgRole: 'admin',
  actions: [...new Set(Object.values(medical.roles.organization).flat())],
};
const away = () => Promise.reject(new Refusal('unavailable', 'unavailable', 'Away.'));

const dashboard = async (session: object = {}) => {
  const headers = { authorization: `Bearer ${await gateway.signedIn(session)}` };
  const answer = await gateway.inject({ url: '/v1/dashboard', headers });
  const view = answer.json<DashboardView>();
  return { status: answer.statusCode, view, shown: view.tiles?.map(({ id }) => id) };
};

beforeAll(() => gateway.start());
beforeEach(() => {
  gateway.bus.answer(GetMe, me).answer(GetOrganization, organization).answer(GetOwnRights, everything);
  gateway.bus.sent.splice(0);
});
afterAll(() => gateway.stop());

describe('the dashboard', () => {
  it('shows who is here, for whom, and the tiles in the program’s order [MC-HOM-01]', async () => {
    const { status, view, shown } = await dashboard();
    expect(status).toBe(200);
    expect(view).toMatchObject({ me, organization, unavailable: [] });
    expect(shown?.slice(0, 3)).toEqual(['profile', 'administration', 'notifications']);
    expect(view.tiles.every((tile) => tile.status === 'ok')).toBe(true);
    expect(gateway.bus.sentOf(GetOrganization)).toEqual([{ organizationId: someId }]);
  });

  it('shows tiles by role and by kind of organization [MC-HOM-02]', async () => {
    gateway.bus.answer(GetOwnRights, { ...everything, orgRole: 'processor' });
    expect((await dashboard()).shown).not.toContain('administration');
    gateway.bus.answer(GetOwnRights, everything);
    const provider = (await dashboard()).shown;
    expect([provider?.includes('submitter-management'), provider?.includes('provider-network')]).toEqual([true, false]);
    gateway.bus.answer(GetOwnRights, { ...everything, kinds: ['submitter'] });
    const submitter = (await dashboard()).shown;
    expect([submitter?.includes('submitter-management'), submitter?.includes('provider-network')]).toEqual([
      false,
      true,
    ]);
  });

  it('shows somebody without permissions no more than what asks for none [MC-ADM-17]', async () => {
    gateway.bus.answer(GetOwnRights, { kinds: ['provider'], status: 'active', orgRole: 'none', actions: [] });
    const { view, shown } = await dashboard({ orgRole: 'none' });
    expect([view.organization, view.unavailable, gateway.bus.sentOf(GetOrganization)]).toEqual([undefined, [], []]);
    const open = medical.tiles.filter(({ roles, actions, kinds }) => !roles && !actions && !kinds);
    expect(shown).toEqual(expect.arrayContaining(open.map(({ id }) => id)));
    expect(shown).not.toEqual(expect.arrayContaining(['administration']));
    expect(shown).not.toContain('pin-management');
  });

  it('stays for somebody whose level was lowered since they signed in [MC-PRM-17]', async () => {
    gateway.bus.answer(GetOrganization, () => Promise.reject(new Refusal('forbidden', 'not-allowed', 'No.')));
    const { status, view } = await dashboard();
    expect([status, view.organization, view.unavailable]).toEqual([200, undefined, []]);
  });

  it('keeps tiles that it cannot judge, marked, while rights are not to be had [X-07]', async () => {
    gateway.bus.answer(GetOwnRights, away);
    const { view } = await dashboard();
    expect(view.unavailable).toEqual(['organization']);
    expect(view.tiles.find(({ id }) => id === 'administration')?.status).toBe('unavailable');
    expect(view.tiles.find(({ id }) => id === 'profile')?.status).toBe('ok');
  });

  it('stays, without what a service that is down would tell [X-07]', async () => {
    gateway.bus.answer(GetOrganization, away);
    const { status, view } = await dashboard();
    expect([status, view.unavailable, view.organization, view.me?.id]).toEqual([
      200,
      ['organization'],
      undefined,
      someId,
    ]);
    expect(view.tiles.find(({ id }) => id === 'profile')?.status).toBe('ok');
    gateway.bus.answer(GetMe, away).answer(GetOwnRights, away);
    const without = (await dashboard()).view;
    expect(without.unavailable).toEqual(['me', 'organization']);
    expect(without.tiles.find(({ id }) => id === 'provider-network')?.status).toBe('unavailable');
  });

  it('passes on what a service refuses', async () => {
    gateway.bus.answer(GetOrganization, () =>
      Promise.reject(new Refusal('not-found', 'organization-unknown', 'None.')),
    );
    expect((await dashboard()).status).toBe(404);
  });

  it('of a person who has not chosen an organization shows no tiles', async () => {
    const { view } = await dashboard({ organizationId: undefined, orgRole: undefined });
    expect([view.tiles, view.organization, gateway.bus.sentOf(GetOrganization)]).toEqual([[], undefined, []]);
  });
});

describe('what anybody may know of a program', () => {
  it('is its texts, documents, links and rules, and nothing that guards it [X-12]', async () => {
    const answer = await gateway.inject({ url: '/v1/programs/medi-cal', headers: { 'accept-language': 'es' } });
    expect(answer.statusCode).toBe(200);
    const view = answer.json<Record<string, unknown>>();
    expect(view).toMatchObject({ id: 'medi-cal', session: { idle: 'PT15M' }, passcode: { digits: 6 } });
    expect(Object.keys(view)).not.toEqual(
      expect.arrayContaining(['registrationToken', 'lockout', 'roles', 'publicMailDomains']),
    );
    expect(answer.body).not.toMatch(/mismatchLimit|lockGrowth|"hash"/);
    expect((await gateway.inject({ url: '/v1/programs/demo-plan' })).statusCode).toBe(200);
  });

  it('is its password policy [MC-PWD-08]', async () => {
    const answer = await gateway.inject({ url: '/v1/password-policy?program=medi-cal' });
    expect(answer.json()).toMatchObject({ minLength: 15, history: 5 });
  });

  it.each(['/v1/programs/none', '/v1/password-policy?program=none', '/v1/programs/..%2f..%2fetc'])(
    'is nothing at %s',
    async (url) => {
      const answer = await gateway.inject({ url });
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'program-unknown']);
    },
  );
});
