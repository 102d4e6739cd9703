import type { Stage } from '../stage.js';
import type { Probe } from '../words.js';
import { anNpi } from '../../journeys/people.js';
import { attached } from '../stage.js';
import { crossed, inEachOrganization, nobodys, onNpis, onUsers, once } from './loci.js';

/** Changes are such that whoever may do them leaves the stage as it was: what is set already, what is refused by a rule. */
export function peopleProbes(stage: Stage, type: string): Record<string, Probe[]> {
  const { organizations, npis, users, requests, decisions, emails } = stage;
  const [A1, B1] = [npis.A1, npis.B1];
  const scratch = { organizationId: organizations.A.id, userId: users.scratch };
  const someone = { email: emails.scratch, firstName: 'Dana', lastName: 'Quill', mobilePhone: '+19165550142' };
  const beyond = (at: string, input: object): Probe => ({
    ...{ at, input: { ...scratch, ...input }, target: { organization: 'A', of: 'A', beyond: true } },
  });
  const asked = (part: object = {}): Probe[] => [
    { at: 'of oneself', input: { ...part }, target: { self: true } },
    { at: 'of a user of A', input: { user: users.scratch, ...part }, target: { of: 'A' } },
    { at: 'of a user of B', input: { user: users.ofB, ...part }, target: { of: 'B' } },
    { at: 'of nobody', input: { user: nobodys(), ...part }, target: { of: 'nowhere' } },
  ];
  return {
    GetOrganization: inEachOrganization(stage),
    GetDomains: inEachOrganization(stage),
    RemoveDomain: inEachOrganization(stage, { input: { domain: `${nobodys()}.example` }, then: [404] }),
    SetDirectoryVisibility: inEachOrganization(stage, { input: { visible: true } }),
    ListAudit: inEachOrganization(stage, { input: { limit: 5 } }),
    GetAuditProof: inEachOrganization(stage),
    GetDecision: (['A', 'B', 'nowhere'] as const).map((of) => ({
      ...{ at: `of ${of}`, input: { decisionId: of === 'nowhere' ? nobodys() : decisions[of] }, target: { of } },
    })),
    ListUsers: inEachOrganization(stage),
    AddUser: inEachOrganization(stage, { input: someone, then: [409] }),
    GetUser: onUsers(stage),
    ReissueInvitation: [
      ...onUsers(stage, { then: [409] }),
      {
        ...{ at: 'of an invited user', input: { ...scratch, userId: users.invited } },
        target: { organization: 'A', of: 'A' },
      },
    ],
    SetNpiPermissions: [
      ...onUsers(stage, { input: { assignments: [{ npi: A1, level: 'processor' }] }, then: [200, 403] }),
      beyond('an NPI of B in the body', { assignments: [{ npi: B1, level: 'admin' }] }),
      beyond('one of A and one of B in the body', {
        assignments: [
          { npi: A1, level: 'processor' },
          { npi: B1, level: 'admin' },
        ],
      }),
      beyond('an NPI that left A in the body', { assignments: [{ npi: npis.A3, level: 'admin' }] }),
    ],
    SetCorrespondencePermissions: onUsers(stage, {
      input: { grants: [{ npi: A1, types: [type] }] },
      then: [200, 403, 409],
    }),
    SetCorrespondencePermissionsInBulk: onUsers(stage, { input: { npis: [A1], types: [type] }, then: [200, 403, 409] }),
    SetOrganizationPermission: onUsers(stage, { input: { level: 'none' } }),
    DeactivateUser: [
      ...onUsers(stage, { input: { dryRun: true } }),
      ...crossed(stage, 'userId', { ids: { A: users.gone, B: users.ofB }, input: {} }).filter(
        ({ target }) => target.of !== 'B',
      ),
    ],
    ReactivateUser: onUsers(stage),
    RequestAccess: inEachOrganization(stage, { then: [200, 201, 404, 409] }).map((probe) => ({ ...probe, target: {} })),
    ListAccessRequests: inEachOrganization(stage),
    RefuseAccessRequest: crossed(stage, 'requestId', { ids: requests, then: [200, 409] }),
    ApproveAccessRequest: crossed(stage, 'requestId', { ids: requests, then: [409] }),
    FindOrganizations: once({ name: organizations.A.onFile.legalName, npi: A1 }),
    GetOwnRights: once(),
    GetPermissions: asked(),
    ExplainPermission: asked({ action: 'pin.view', npi: A1 }),
    ListNpis: once(),
    GetNpi: onNpis(stage),
    RevealPin: onNpis(stage, [200, 201]),
    ResetPin: onNpis(stage, [200, 409]),
    AttachNpi: [
      {
        ...{ at: 'what it has already', input: { organizationId: organizations.A.id, ...attached(A1) } },
        ...{ target: {}, then: [409] },
      },
      {
        ...{ at: 'to nobody', input: { organizationId: nobodys(), ...attached(anNpi()) } },
        target: { mine: false },
      },
    ],
    DetachNpi: [
      { at: 'as a trial', input: { organizationId: organizations.A.id, npi: A1, dryRun: true }, target: {} },
      { at: 'of B from A', input: { organizationId: organizations.A.id, npi: B1 }, target: { mine: false } },
    ],
  };
}
