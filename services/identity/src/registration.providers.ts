import type { Provider } from '@nestjs/common';
import { MongoRegistrationTokens } from './adapters/mongo.registration-tokens.js';
import { MongoRegistrations } from './adapters/mongo.registrations.js';
import { NatsOrganizationsOnFile } from './adapters/nats.organizations-on-file.js';
import { StoredRegistrationPages } from './adapters/stored.registration-pages.js';
import { RegistrationTokens } from './domain/registration-tokens.js';
import { Registrations } from './domain/registrations.js';
import { ExpireRegistrationTokens } from './jobs/expire-registration-tokens.js';
import { PrintTokenLetters } from './jobs/print-token-letters.js';
import { TokenReconciler } from './jobs/token-reconciler.js';
import { GetRegistrationTokenHandler } from './reads/get-registration-token.js';
import { GetRegistrationHandler } from './reads/get-registration.js';
import { RegistrationPages } from './reads/registration-pages.js';
import { AcceptConditionsHandler } from './use-cases/accept-conditions.js';
import { AcceptTermsHandler } from './use-cases/accept-terms.js';
import { AddOrganizationHandler } from './use-cases/add-organization.js';
import { Admission } from './use-cases/admission.js';
import { DataOnFile } from './use-cases/data-on-file.js';
import { EnterAccountHandler } from './use-cases/enter-account.js';
import { ExpireRegistrationTokenHandler } from './use-cases/expire-registration-token.js';
import { Grounds } from './use-cases/grounds.js';
import { IssueRegistrationTokenHandler } from './use-cases/issue-registration-token.js';
import { OnOrganizationClaimRefused } from './use-cases/on-organization-claim-refused.js';
import { OnOrganizationClaimedUseToken } from './use-cases/on-organization-claimed-use-token.js';
import { OnRegistrationTokenIssuedRevokeReplaced } from './use-cases/on-registration-token-issued-revoke-replaced.js';
import { OnRegistrationTokenIssued } from './use-cases/on-registration-token-issued.js';
import { OnUserJoinedOrganizationProvisionRegistration } from './use-cases/on-user-joined-organization-provision-registration.js';
import { OrganizationsOnFile } from './use-cases/organizations-on-file.js';
import { PrintTokenLetterHandler } from './use-cases/print-token-letter.js';
import { RegistrationsAtHand } from './use-cases/registrations-at-hand.js';
import { ReissueRegistrationTokenHandler } from './use-cases/reissue-registration-token.js';
import { SecureTokens } from './use-cases/secure-tokens.js';
import { SendRegistrationPasscodeHandler } from './use-cases/send-registration-passcode.js';
import { StartRegistrationHandler } from './use-cases/start-registration.js';
import { StepViews } from './use-cases/step-views.js';
import { TokenLetters } from './use-cases/token-letters.js';
import { TypedTokens } from './use-cases/typed-tokens.js';
import { VerifyRegistrationPasscodeHandler } from './use-cases/verify-registration-passcode.js';

const useCases = [
  IssueRegistrationTokenHandler,
  ReissueRegistrationTokenHandler,
  ExpireRegistrationTokenHandler,
  PrintTokenLetterHandler,
  StartRegistrationHandler,
  AddOrganizationHandler,
  AcceptTermsHandler,
  EnterAccountHandler,
  SendRegistrationPasscodeHandler,
  VerifyRegistrationPasscodeHandler,
  AcceptConditionsHandler,
];
const reads = [GetRegistrationHandler, GetRegistrationTokenHandler];
const reactions = [
  OnRegistrationTokenIssued,
  OnRegistrationTokenIssuedRevokeReplaced,
  OnUserJoinedOrganizationProvisionRegistration,
  OnOrganizationClaimedUseToken,
  OnOrganizationClaimRefused,
];
const jobs = [PrintTokenLetters, ExpireRegistrationTokens, TokenReconciler];
const parts = [Admission, DataOnFile, Grounds, RegistrationsAtHand, SecureTokens, StepViews, TokenLetters, TypedTokens];
const adapters = [
  { provide: RegistrationTokens, useClass: MongoRegistrationTokens },
  { provide: Registrations, useClass: MongoRegistrations },
  { provide: OrganizationsOnFile, useClass: NatsOrganizationsOnFile },
  { provide: RegistrationPages, useClass: StoredRegistrationPages },
];

/** Tokens and registrations: what the service does with them, and what it stands on. */
export const registration: Provider[] = [...useCases, ...reads, ...reactions, ...jobs, ...parts, ...adapters];
