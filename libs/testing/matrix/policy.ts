import type { Row } from './words.js';

const anyone: Row = { who: 'anyone' };
const flow: Row = { who: 'flow' };
const person: Row = { who: 'person' };
const staff: Row = { who: 'staff' };
const member: Row = { who: 'member' };
const by = (...named: string[]): Row => ({ who: 'process', named });
const may = (right: string): Row => ({ who: 'member', right });

/**
 * Who is let in to what, for people to review: one line for every route and every message. It is written by hand from the
 * requirements and shares nothing with the guards; an operation that is missing here fails the matrix, and so does a line too many.
 */
export const policy: Readonly<Record<string, Row>> = {
  // Ways in: the letter, the mail or the password is the right (MC-TOK, MC-REG, MC-INV, MC-AUT).
  StartRegistration: anyone,
  OpenPasswordLink: anyone,
  RequestPasswordReset: anyone,
  Identify: anyone,
  SignIn: anyone,
  GetRegistration: flow,
  AcceptTerms: flow,
  EnterAccount: flow,
  SendRegistrationPasscode: flow,
  VerifyRegistrationPasscode: flow,
  AcceptConditions: flow,
  SendLinkPasscode: flow,
  VerifyLinkPasscode: flow,
  SetPassword: flow,

  // One's own session and account (MC-AUT, MC-PRF).
  GetSession: person,
  SignOut: person,
  ChooseOrganization: person,
  SendSessionPasscode: person,
  VerifySessionPasscode: person,
  TouchSession: person,
  ListSessions: person,
  EndSession: person,
  GetMe: person,
  UpdateProfile: { who: 'person', stepUp: 'profile.change' },
  RequestPhoneChange: { who: 'person', stepUp: 'phone.change' },
  ProvePhoneChange: { who: 'person', stepUp: 'phone.change' },
  ChangePassword: { who: 'person', stepUp: 'password.change' },
  GetMemberships: person,
  ListInvitations: person,
  AcceptInvitation: person,
  AddOrganization: person,
  GetDashboard: person,
  FindOrganizations: person,
  RequestAccess: person,
  KeepRefusal: person,

  // The organization in view, and no other (MC-HOM-07).
  GetOrganization: may('organization.read'),
  GetDomains: may('organization.domains.read'),
  RemoveDomain: may('organization.domains.manage'),
  SetDirectoryVisibility: may('organization.directory.manage'),
  ListAudit: may('organization.audit.read'),
  GetAuditProof: may('organization.audit.read'),
  GetDecision: may('organization.audit.read'),

  // Its people: Org Admins alone (MC-ADM-02, MC-ADM-03).
  ListUsers: may('user.read'),
  GetUser: may('user.read'),
  AddUser: may('user.manage'),
  ReissueInvitation: may('user.manage'),
  SetNpiPermissions: may('user.manage'),
  SetCorrespondencePermissions: may('user.manage'),
  SetCorrespondencePermissionsInBulk: may('user.manage'),
  SetOrganizationPermission: may('user.manage'),
  DeactivateUser: may('user.manage'),
  ReactivateUser: may('user.manage'),
  ListAccessRequests: may('user.manage'),
  ApproveAccessRequest: may('user.manage'),
  RefuseAccessRequest: may('user.manage'),

  // What one may: everybody of oneself, Org Admins of everybody.
  GetOwnRights: member,
  GetPermissions: { who: 'member', right: 'user.read', exceptSelf: true },
  ExplainPermission: { who: 'member', right: 'user.read', exceptSelf: true },

  // Provider numbers: who holds none sees none (MC-PRM-02, MC-PRM-03, MC-PRM-05, MC-PIN-01).
  ListNpis: { who: 'member', shows: 'npi.read' },
  GetNpi: may('npi.read'),
  RevealPin: may('pin.view'),
  ResetPin: may('pin.reset'),

  // The department.
  IssueRegistrationToken: staff,
  GetRegistrationToken: staff,
  ReissueRegistrationToken: staff,
  AttachNpi: staff,
  DetachNpi: staff,

  // Our own processes among each other.
  EnrollOrganization: by('identity'),
  MatchOnFile: by('identity'),
  GetEnrollment: by('identity'),
  GetInvitee: by('identity'),
  GetMember: by('identity'),
  ListHolders: by('identity'),
  ExpireRegistrationToken: by('identity'),
  PrintTokenLetter: by('identity'),
  ExpireInvitation: by('identity'),
  ResumeSession: by('gateway'),
  GetPerson: by('organization'),
  CountSessions: by('organization'),
  RepublishStandings: by('pin'),
  RebuildStandings: by('operator'),
  ExportAudit: by('operator'),
  AddStaff: by('operator'),
  RedriveDeadLetters: by('operator'),

  // What pages need before anybody signs in.
  GetPasswordPolicy: anyone,
  GetProgram: anyone,
};
