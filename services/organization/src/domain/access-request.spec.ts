import { describe, expect, it } from '@jest/globals';
import { idFrom } from '@portico/kernel';
import { aClaimedOrganization, today } from '../../test/builders.js';
import { AccessRequest, accessRequestClosed, accessRequestIdOf, accessRequestOpen } from './access-request.js';

const organization = aClaimedOrganization();
const organizationId = organization.id;
const userId = idFrom('user', 'rosa');
const asking = { userId, email: 'rosa@elsewhere.example', firstName: 'Rosa', lastName: 'Diaz' };
const request = { organization, asking, reason: 'I bill for you', at: today };
const ruling = { by: idFrom('member', 'anna'), at: today };
const memberId = idFrom('member', 'rosa');
const asked = () => new AccessRequest(AccessRequest.of(request).state, 1);

describe('a request for access', () => {
  it('is open, and its fact names the person by id only [MC-DIR-05]', () => {
    const fresh = AccessRequest.of(request);

    expect(fresh.state).toMatchObject({ status: 'open', askedAt: today, asking });
    expect(fresh.recorded).toEqual([
      {
        ...{ type: 'AccessRequested', requestId: accessRequestIdOf(organizationId, userId), organizationId, userId },
        ...{ program: 'medi-cal', organizationName: 'Sunrise Clinic', admins: [idFrom('user', 'maria')] },
      },
    ]);
  });

  it('is one per person and organization [MC-DIR-05]', () => {
    expect(AccessRequest.of(request).id).toBe(AccessRequest.of({ ...request, reason: 'again' }).id);
    expect(() => asked().askAgain(request)).toThrow(accessRequestOpen());
  });

  it('may be made again once it was decided', () => {
    const refused = asked();
    refused.refuse({ ...ruling, reason: 'not known to us' });
    refused.askAgain({ ...request, reason: 'please' });

    expect(refused.state).toMatchObject({ status: 'open', reason: 'please', ruling: undefined });
    expect(refused.recorded.map(({ type }) => type)).toEqual(['AccessRequestRefused', 'AccessRequested']);
  });

  it('is approved with the place that it gives', () => {
    const approved = asked();
    approved.approve({ ...ruling, memberId });

    expect(approved.state).toMatchObject({ status: 'approved', ruling: { memberId } });
    expect(approved.recorded).toEqual([expect.objectContaining({ type: 'AccessRequestApproved', memberId })]);
  });

  it('whose approval cannot be carried out is open again, and told of as at first; one that was refused stays so', () => {
    const approved = asked();
    approved.approve({ ...ruling, memberId });
    approved.reopen(organization);
    approved.reopen(organization);
    expect(approved.state).toMatchObject({ status: 'open', ruling: undefined, askedAt: today });
    expect(approved.recorded.map(({ type }) => type)).toEqual(['AccessRequestApproved', 'AccessRequested']);
    const refused = asked();
    refused.refuse(ruling);
    refused.reopen(organization);
    expect(refused.state.status).toBe('refused');
  });

  it.each(['approve', 'refuse'] as const)('is decided once: nobody can %s it afterwards', (late) => {
    for (const first of ['approve', 'refuse'] as const) {
      const decided = asked();
      decided[first]({ ...ruling, memberId });
      expect(() => decided[late]({ ...ruling, memberId })).toThrow(accessRequestClosed());
    }
  });
});
