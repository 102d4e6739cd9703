import { aPassword } from '../../journeys/people.js';
import type { Stage } from '../stage.js';
import type { Probe } from '../words.js';
import { nobodys, once } from './loci.js';

/** A claim made for the matrix names a session that is none: services that look for it say so. */
const alsoNoSession = [200, 202, 204, 401, 404];
const someCode = '000000';

/** What people do with their own session and account, and with those of others. */
export function ownProbes({ organizations, foreignSession, invitations }: Stage): Record<string, Probe[]> {
  const spending = (probes: Probe[]) => probes.map((probe) => ({ ...probe, spends: true }));
  const others = (name: string, ids: Record<string, string>): Probe[] =>
    Object.entries(ids).map(([at, id]) => ({ at, input: { [name]: id }, target: { mine: false } }));
  return {
    GetSession: once(),
    SignOut: spending(once({}, alsoNoSession)),
    TouchSession: once({}, alsoNoSession),
    ChooseOrganization: spending([
      { at: 'A', input: { organizationId: organizations.A.id }, target: { of: 'A' } },
      { at: 'B', input: { organizationId: organizations.B.id }, target: { of: 'B' } },
      { at: 'one of nobody', input: { organizationId: nobodys() }, target: { of: 'nowhere' } },
    ]).map((probe) => ({ ...probe, then: [200, 401] })),
    SendSessionPasscode: spending(once({ channel: 'sms' }, [...alsoNoSession, 409, 429])),
    VerifySessionPasscode: spending(once({ code: someCode }, [401, 403, 404, 409, 410, 422, 423])),
    ListSessions: once(),
    EndSession: others('sessionId', { 'of somebody else': foreignSession, 'of nobody': nobodys() }),
    GetMe: once(),
    UpdateProfile: once({ firstName: 'Dana' }),
    RequestPhoneChange: once({ mobilePhone: '+14155550142', channel: 'sms' }, [200, 202, 409, 422, 429]),
    ProvePhoneChange: once({ code: someCode }, [409, 410, 422, 423, 429]),
    ChangePassword: once({ currentPassword: aPassword(), password: aPassword() }, [422, 423]),
    GetMemberships: once(),
    ListInvitations: once(),
    AcceptInvitation: others('invitationId', { 'of somebody else': invitations.ofB, 'of nobody': nobodys() }),
    AddOrganization: once({ token: 'ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345' }, [404, 409, 410, 422, 423, 429]),
    KeepRefusal: once({ action: 'npi.attach', refusal: 'staff-only' }),
    GetDashboard: once(),
    GetPasswordPolicy: once({ program: 'medi-cal' }),
    GetProgram: once({ program: 'medi-cal' }),
  };
}
