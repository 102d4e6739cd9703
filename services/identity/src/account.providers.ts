import type { Provider } from '@nestjs/common';
import { Random } from '@portico/kernel';
import { BlockedPasswords, Programs } from '@portico/program';
import { Argon2PasswordHasher, poolLimits } from './adapters/argon2.password-hasher.js';
import { DerivedSessionTokens } from './adapters/derived.session-tokens.js';
import { MongoAccounts } from './adapters/mongo.accounts.js';
import { MongoSessions } from './adapters/mongo.sessions.js';
import { MongoUsers } from './adapters/mongo.users.js';
import { ZxcvbnPasswordStrength } from './adapters/zxcvbn.password-strength.js';
import { PasswordHasher } from './domain/password-hasher.js';
import { PasswordStrength } from './domain/password-strength.js';
import { Secrets } from './domain/secrets.js';
import { SessionTokens } from './domain/session-tokens.js';
import { Sessions } from './domain/sessions.js';
import { Users } from './domain/users.js';
import { IdentityConfig } from './identity.config.js';
import { EndOutdatedSessions } from './jobs/end-outdated-sessions.js';
import { EndSessionsOfMemberships } from './jobs/end-sessions-of-memberships.js';
import { IssueResetLinks } from './jobs/issue-reset-links.js';
import { ReportSignInLocks } from './jobs/report-sign-in-locks.js';
import { notices } from './notice.providers.js';
import { CountSessionsHandler } from './reads/count-sessions.js';
import { GetMeHandler } from './reads/get-me.js';
import { ListSessionsHandler } from './reads/list-sessions.js';
import { Accounts } from './use-cases/accounts.js';
import { AddStaffHandler } from './use-cases/add-staff.js';
import { AdmittedPeople } from './use-cases/admitted-people.js';
import { ChangePasswordHandler } from './use-cases/change-password.js';
import { ChooseOrganizationHandler } from './use-cases/choose-organization.js';
import { DefaultProgram } from './use-cases/default-program.js';
import { EndSessionHandler } from './use-cases/end-session.js';
import { IdentifyHandler } from './use-cases/identify.js';
import { LinksAtHand } from './use-cases/links-at-hand.js';
import { NewPasswords } from './use-cases/new-passwords.js';
import { NewSessions } from './use-cases/new-sessions.js';
import { OnMemberStandingChangedUpdateSessions } from './use-cases/on-member-standing-changed-update-sessions.js';
import { OnMemberStandingChanged } from './use-cases/on-member-standing-changed.js';
import { OnOrganizationClaimedAdmitUser } from './use-cases/on-organization-claimed-admit-user.js';
import { OnPhoneChanged } from './use-cases/on-phone-changed.js';
import { OnPasswordChangedEndSessions } from './use-cases/on-password-changed-end-sessions.js';
import { OnPasswordChanged } from './use-cases/on-password-changed.js';
import { OnPasswordLinkIssued } from './use-cases/on-password-link-issued.js';
import { OnSessionEnded } from './use-cases/on-session-ended.js';
import { OnSessionOrganizationChosen } from './use-cases/on-session-organization-chosen.js';
import { OnSessionStrengthened } from './use-cases/on-session-strengthened.js';
import { OnUserJoinedOrganization } from './use-cases/on-user-joined-organization.js';
import { OpenPasswordLinkHandler } from './use-cases/open-password-link.js';
import { PasswordLinks } from './use-cases/password-links.js';
import { PasswordResets } from './use-cases/password-resets.js';
import { RegisteredPeople } from './use-cases/registered-people.js';
import { ProvePhoneChangeHandler } from './use-cases/prove-phone-change.js';
import { RequestPasswordResetHandler } from './use-cases/request-password-reset.js';
import { RequestPhoneChangeHandler } from './use-cases/request-phone-change.js';
import { ResumeSessionHandler } from './use-cases/resume-session.js';
import { SendLinkPasscodeHandler } from './use-cases/send-link-passcode.js';
import { SendSessionPasscodeHandler } from './use-cases/send-session-passcode.js';
import { SessionEnds } from './use-cases/session-ends.js';
import { SetPasswordHandler } from './use-cases/set-password.js';
import { SignInGuesses } from './use-cases/sign-in-guesses.js';
import { SignInHandler } from './use-cases/sign-in.js';
import { SignOutHandler } from './use-cases/sign-out.js';
import { TouchSessionHandler } from './use-cases/touch-session.js';
import { UpdateProfileHandler } from './use-cases/update-profile.js';
import { VerifyLinkPasscodeHandler } from './use-cases/verify-link-passcode.js';
import { VerifySessionPasscodeHandler } from './use-cases/verify-session-passcode.js';

/** Accounts: what proves people, how they get in and stay in. */
export const account: Provider[] = [
  // use cases
  AddStaffHandler,
  ChangePasswordHandler,
  ChooseOrganizationHandler,
  EndSessionHandler,
  IdentifyHandler,
  OpenPasswordLinkHandler,
  ProvePhoneChangeHandler,
  RequestPasswordResetHandler,
  RequestPhoneChangeHandler,
  ResumeSessionHandler,
  SendLinkPasscodeHandler,
  SendSessionPasscodeHandler,
  SetPasswordHandler,
  SignInHandler,
  SignOutHandler,
  TouchSessionHandler,
  UpdateProfileHandler,
  VerifyLinkPasscodeHandler,
  VerifySessionPasscodeHandler,
  // reads
  CountSessionsHandler,
  GetMeHandler,
  ListSessionsHandler,
  // reactions
  OnMemberStandingChanged,
  OnMemberStandingChangedUpdateSessions,
  OnOrganizationClaimedAdmitUser,
  OnPasswordChanged,
  OnPasswordChangedEndSessions,
  OnPasswordLinkIssued,
  OnPhoneChanged,
  OnSessionEnded,
  OnSessionOrganizationChosen,
  OnSessionStrengthened,
  OnUserJoinedOrganization,
  // jobs
  EndOutdatedSessions,
  EndSessionsOfMemberships,
  IssueResetLinks,
  ReportSignInLocks,
  // what use cases share
  AdmittedPeople,
  LinksAtHand,
  NewPasswords,
  NewSessions,
  PasswordLinks,
  PasswordResets,
  RegisteredPeople,
  SessionEnds,
  SignInGuesses,
  ...notices,
  // ports
  MongoUsers,
  MongoSessions,
  { provide: Users, useExisting: MongoUsers },
  { provide: Sessions, useExisting: MongoSessions },
  { provide: Accounts, useClass: MongoAccounts },
  { provide: PasswordStrength, useClass: ZxcvbnPasswordStrength },
  { provide: BlockedPasswords, useFactory: () => new BlockedPasswords() },
  {
    provide: PasswordHasher,
    inject: [IdentityConfig],
    useFactory: ({ PASSWORD_PEPPER, PASSWORD_HASHES }: IdentityConfig) =>
      new Argon2PasswordHasher(PASSWORD_PEPPER, { limits: poolLimits(PASSWORD_HASHES) }),
  },
  {
    provide: SessionTokens,
    inject: [Secrets, Random, IdentityConfig],
    useFactory: (secrets: Secrets, random: Random, { HASH_KEY }: IdentityConfig) =>
      new DerivedSessionTokens(secrets, random, HASH_KEY),
  },
  {
    provide: DefaultProgram,
    inject: [IdentityConfig, Programs],
    useFactory: ({ DEFAULT_PROGRAM }: IdentityConfig, programs: Programs) => programs.get(DEFAULT_PROGRAM),
  },
];
