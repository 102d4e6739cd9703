import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { DeliveryModule } from '@portico/delivery';
import { JobsModule } from '@portico/jobs';
import { MessagingModule } from '@portico/messaging';
import { faultsFrom, Mongo, MongoModule } from '@portico/mongo';
import { ProgramModule, StepUpGatekeeper } from '@portico/program';
import { ServiceModule } from '@portico/service';
import { RedisModule } from '@portico/session';
import { account } from './account.providers.js';
import { ClockWatch } from './adapters/clock-watch.js';
import { KeyedSecrets } from './adapters/keyed.secrets.js';
import { RedisAttempts } from './adapters/redis.attempts.js';
import { Attempts } from './domain/attempts.js';
import { Secrets } from './domain/secrets.js';
import { IdentityConfig } from './identity.config.js';
import { invitation } from './invitation.providers.js';
import { Passcodes } from './use-cases/passcodes.js';
import { Portal } from './use-cases/portal.js';
import { registration } from './registration.providers.js';

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
  ClockWatch,
];

const platform = (config: IdentityConfig): DynamicModule[] => [
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
  MessagingModule.forRoot({ process: 'identity', config, serves: true, gatekeeper: StepUpGatekeeper }),
];

/** Who people are: registration, accounts, passcodes, sign-in and sessions. */
@Module({ providers: [...registration, ...invitation, ...account, ...shared] })
export class IdentityModule {
  static forRoot(config: IdentityConfig): DynamicModule {
    return { module: IdentityModule, imports: platform(config) };
  }
}
