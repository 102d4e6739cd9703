import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { DeliveryModule } from '@portico/delivery';
import { JobsModule } from '@portico/jobs';
import { MessagingModule } from '@portico/messaging';
import { faultsFrom, Mongo, MongoModule } from '@portico/mongo';
import { ProgramModule } from '@portico/program';
import { ServiceModule } from '@portico/service';
import { RedisModule } from '@portico/session';
import { account } from './account.providers.js';
import { KeyedSecrets } from './adapters/keyed.secrets.js';
import { MongoRegistrationTokens } from './adapters/mongo.registration-tokens.js';
import { MongoRegistrations } from './adapters/mongo.registrations.js';
import { NatsOrganizationsOnFile } from './adapters/nats.organizations-on-file.js';
import { RedisAttempts } from './adapters/redis.attempts.js';
import { StoredRegistrationPages } from './adapters/stored.registration-pages.js';
import { Attempts } from './domain/attempts.js';
import { RegistrationTokens } from './domain/registration-tokens.js';
import { Registrations } from './domain/registrations.js';
import { Secrets } from './domain/secrets.js';
import { IdentityConfig } from './identity.config.js';
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
import { EnterAccountHandler } from './use-cases/enter-account.js';
import { ExpireRegistrationTokenHandler } from './use-cases/expire-registration-token.js';
import { IssueRegistrationTokenHandler } from './use-cases/issue-registration-token.js';
import { OnOrganizationClaimRefused } from './use-cases/on-organization-claim-refused.js';
import { OnOrganizationClaimedProvisionRegistration } from './use-cases/on-organization-claimed-provision-registration.js';
import { OnOrganizationClaimedUseToken } from './use-cases/on-organization-claimed-use-token.js';
import { OnRegistrationTokenIssuedRevokeReplaced } from './use-cases/on-registration-token-issued-revoke-replaced.js';
import { OnRegistrationTokenIssued } from './use-cases/on-registration-token-issued.js';
import { OrganizationsOnFile } from './use-cases/organizations-on-file.js';
import { Passcodes } from './use-cases/passcodes.js';
import { Portal } from './use-cases/portal.js';
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

const registration: Provider[] = [
  // use cases
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
  // reads
  GetRegistrationHandler,
  GetRegistrationTokenHandler,
  // reactions
  OnRegistrationTokenIssued,
  OnRegistrationTokenIssuedRevokeReplaced,
  OnOrganizationClaimedProvisionRegistration,
  OnOrganizationClaimedUseToken,
  OnOrganizationClaimRefused,
  // jobs
  PrintTokenLetters,
  ExpireRegistrationTokens,
  TokenReconciler,
  // what use cases share
  Admission,
  RegistrationsAtHand,
  SecureTokens,
  StepViews,
  TokenLetters,
  TypedTokens,
  // ports
  { provide: RegistrationTokens, useClass: MongoRegistrationTokens },
  { provide: Registrations, useClass: MongoRegistrations },
  { provide: OrganizationsOnFile, useClass: NatsOrganizationsOnFile },
  { provide: RegistrationPages, useClass: StoredRegistrationPages },
];

const shared: Provider[] = [
  {
    provide: Secrets,
    inject: [IdentityConfig, Mongo],
    useFactory: ({ DERIVE_KEY }: IdentityConfig, { crypto }: Mongo) => new KeyedSecrets(DERIVE_KEY, crypto),
  },
  { provide: Attempts, useClass: RedisAttempts },
  {
    provide: Portal,
    inject: [IdentityConfig],
    useFactory: ({ PUBLIC_BASE_URL }: IdentityConfig) => ({ url: PUBLIC_BASE_URL }),
  },
  Passcodes,
];

/** Who people are: registration, accounts, passcodes, sign-in and sessions. */
@Module({})
export class IdentityModule {
  static forRoot(config: IdentityConfig): DynamicModule {
    return {
      module: IdentityModule,
      imports: [
        ServiceModule.forRoot('identity', config),
        MongoModule.forRoot({
          uri: config.MONGODB_URI,
          database: config.MONGODB_DATABASE,
          fieldKeys: config.FIELD_KEYS,
          hashKey: config.HASH_KEY,
          faults: faultsFrom(process.env),
        }),
        RedisModule.forRoot({ url: config.REDIS_URL, prefix: config.REDIS_PREFIX }),
        JobsModule.forRoot({ url: config.REDIS_URL, prefix: `${config.REDIS_PREFIX}:identity` }),
        ProgramModule.forRoot({ dir: config.PROGRAMS_DIR }),
        DeliveryModule.forRoot(config),
        MessagingModule.forRoot({ process: 'identity', config, serves: true }),
      ],
      providers: [...registration, ...account, ...shared],
    };
  }
}
