import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DeliveryModule } from '@portico/delivery';
import { JobsModule } from '@portico/jobs';
import { MessagingModule } from '@portico/messaging';
import { Mongo, MongoModule } from '@portico/mongo';
import { ProgramModule } from '@portico/program';
import { ServiceModule } from '@portico/service';
import { RedisModule } from '@portico/session';
import { KeyedSecrets } from './adapters/keyed.secrets.js';
import { RedisAttempts } from './adapters/redis.attempts.js';
import { Attempts } from './domain/attempts.js';
import { Secrets } from './domain/secrets.js';
import { IdentityConfig } from './identity.config.js';

const registration: Provider[] = [];

const account: Provider[] = [];

const shared: Provider[] = [
  {
    provide: Secrets,
    inject: [IdentityConfig, Mongo],
    useFactory: ({ DERIVE_KEY }: IdentityConfig, { crypto }: Mongo) => new KeyedSecrets(DERIVE_KEY, crypto),
  },
  { provide: Attempts, useClass: RedisAttempts },
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
        }),
        RedisModule.forRoot({ url: config.REDIS_URL, prefix: config.REDIS_PREFIX }),
        JobsModule.forRoot({ url: config.REDIS_URL, prefix: `${config.REDIS_PREFIX}:identity` }),
        ProgramModule.forRoot({ dir: config.PROGRAMS_DIR }),
        DeliveryModule.forRoot(config),
        CqrsModule.forRoot(),
        MessagingModule.forRoot({ process: 'identity', config, serves: true }),
      ],
      providers: [...registration, ...account, ...shared],
    };
  }
}
