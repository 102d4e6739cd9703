import { beforeEach, describe, expect, it } from '@jest/globals';
import { type CommandBus } from '@nestjs/cqrs';
import {
  ExpireRegistrationToken,
  GetRegistration,
  GetRegistrationToken,
  OrganizationClaimed,
  OrganizationClaimRefused,
  PrintTokenLetter,
  RegistrationTokenIssued,
  UserJoinedOrganization,
} from '@portico/contracts';
import { newId } from '@portico/kernel';
import { ExpireRegistrationTokens } from '../src/jobs/expire-registration-tokens.js';
import { PrintTokenLetters } from '../src/jobs/print-token-letters.js';
import { TokenReconciler } from '../src/jobs/token-reconciler.js';
import { GetRegistrationHandler } from '../src/reads/get-registration.js';
import { GetRegistrationTokenHandler } from '../src/reads/get-registration-token.js';
import { OnOrganizationClaimRefused } from '../src/use-cases/on-organization-claim-refused.js';
import { OnUserJoinedOrganizationProvisionRegistration } from '../src/use-cases/on-user-joined-organization-provision-registration.js';
import { OnOrganizationClaimedUseToken } from '../src/use-cases/on-organization-claimed-use-token.js';
import { OnRegistrationTokenIssued } from '../src/use-cases/on-registration-token-issued.js';
import { OnRegistrationTokenIssuedRevokeReplaced } from '../src/use-cases/on-registration-token-issued-revoke-replaced.js';
import { days, later } from './registration.builders.js';
import { RegistrationWorld } from './registration.world.js';
import { asEvent, from } from './work.js';

describe('what follows of itself', () => {
  let world: RegistrationWorld;
  beforeEach(() => {
    world = new RegistrationWorld();
  });

  const told = (registrationId: string) => Object.assign(new OrganizationClaimed(), { registrationId });
  const joined = (registrationId: string) => Object.assign(new UserJoinedOrganization(), { registrationId });
  const provision = (id: string, event = newId()) =>
    asEvent(event, () =>
      new OnUserJoinedOrganizationProvisionRegistration(world.registrations, world.clock).react(joined(id)),
    );
  const useToken = (id: string, event = newId()) =>
    asEvent(event, () => new OnOrganizationClaimedUseToken(world.registrations, world.tokens).react(told(id)));
  const count = (fact: string) => world.facts.filter((each) => each === fact).length;

  it('a person who joined the organization has their registration provisioned, once however often it is told', async () => {
    const flow = await world.at('complete');
    for (const event of ['event', 'event', 'other']) await provision(flow.registrationId, event);

    const handler = new GetRegistrationHandler(world.pages);
    expect(await handler.execute(from(GetRegistration, flow))).toMatchObject({ step: 'complete', status: 'complete' });
    expect(count('registration-provisioned')).toBe(1);
  });

  it('and spends its token, which then refuses as used also after its end [MC-TOK-04]', async () => {
    const flow = await world.at('complete');
    const token = await world.inLetter(flow.tokenId);
    for (const event of ['event', 'event', 'other']) await useToken(flow.registrationId, event);
    world.clock.advance('P31D');

    const handler = new GetRegistrationTokenHandler(world.pages);
    expect(await handler.execute(from(GetRegistrationToken, flow))).toMatchObject({ status: 'used' });
    await expect(world.started(token)).rejects.toMatchObject({ code: 'token-used' });
    expect(count('registration-token-used')).toBe(1);
  });

  it('a refused claim closes its registration and points to the Org Admin [MC-TOK-08]', async () => {
    const flow = await world.at('complete');
    const refused = Object.assign(new OrganizationClaimRefused(), { registrationId: flow.registrationId });
    for (const event of ['event', 'event', 'other']) {
      await asEvent(event, () => new OnOrganizationClaimRefused(world.registrations, world.clock).react(refused));
    }
    await expect(world.pages.registration(flow)).rejects.toMatchObject({ code: 'organization-already-registered' });
  });

  it('facts about registrations that are not here change nothing', async () => {
    await provision(newId());
    await useToken(newId());
    const refused = Object.assign(new OrganizationClaimRefused(), { registrationId: newId() });
    await new OnOrganizationClaimRefused(world.registrations, world.clock).react(refused);
    const issued = Object.assign(new RegistrationTokenIssued(), { tokenId: newId() });
    await new OnRegistrationTokenIssuedRevokeReplaced(world.tokens).react(issued);
    expect(world.facts).toEqual([]);
  });

  it('an issued token queues its letter now and its end for then, with ids only, each once [MC-TOK-02, MC-TOK-05]', async () => {
    const { id: tokenId, expiresAt } = await world.issued();
    const issued = Object.assign(new RegistrationTokenIssued(), { tokenId, expiresAt });
    const reaction = new OnRegistrationTokenIssued(world.jobs);
    for (let time = 0; time < 2; time += 1) await reaction.react(issued);

    expect(world.jobs.all).toEqual([
      { queue: 'token-letters', id: tokenId, data: { tokenId } },
      { queue: 'token-expiry', id: tokenId, data: { tokenId }, at: later(days(30)) },
    ]);
  });

  it('jobs only send commands', async () => {
    const sent: object[] = [];
    const bus = { execute: async (command: object) => void sent.push(command) } as unknown as CommandBus;
    await new PrintTokenLetters(bus).work({ tokenId: 'token' });
    await new ExpireRegistrationTokens(bus).work({ tokenId: 'token' });

    expect(sent).toEqual([
      Object.assign(new PrintTokenLetter(), { tokenId: 'token' }),
      Object.assign(new ExpireRegistrationToken(), { tokenId: 'token' }),
    ]);
  });

  it('letters and ends that were lost with the queue are found again, and settle [MC-TOK-05]', async () => {
    const reconciler = new TokenReconciler(world.tokens, world.jobs, world.clock);
    const { id: printed } = await world.issued({ taxId: '12-0000001' });
    const { id: unprinted } = await world.issued({ taxId: '12-0000002' });
    await world.inLetter(printed);
    await reconciler.reconcile();
    expect(world.jobs.all).toMatchObject([{ queue: 'token-letters', data: { tokenId: unprinted } }]);

    world.jobs.empty();
    world.clock.advance('P30D');
    await reconciler.reconcile();
    await reconciler.reconcile();
    const ends = world.jobs.due('token-expiry', world.clock);
    expect(ends.map(({ data }) => data)).toEqual([{ tokenId: printed }, { tokenId: unprinted }]);
    for (const { data } of ends) await world.expire.execute(from(ExpireRegistrationToken, data));

    world.jobs.empty();
    await reconciler.reconcile();
    expect(world.jobs.all).toEqual([]);
    expect(count('registration-token-expired')).toBe(2);
  });

  it('a job that was done in vain does not keep the next one away', async () => {
    const reconciler = new TokenReconciler(world.tokens, world.jobs, world.clock);
    await world.issued();
    await reconciler.reconcile();
    world.clock.advance('PT1M');
    await reconciler.reconcile();
    expect(new Set(world.jobs.all.map(({ id }) => id)).size).toBe(2);
  });
});
