import { type DynamicModule, Module } from '@nestjs/common';
import { MessagingModule } from '@portico/messaging';
import { faultsFrom, MongoModule } from '@portico/mongo';
import { ProgramModule, StepUpGatekeeper } from '@portico/program';
import { ServiceModule } from '@portico/service';
import type { PinConfig } from './pin.config.js';

@Module({})
export class PinModule {
  static forRoot(config: PinConfig): DynamicModule {
    const { MONGODB_URI: uri, MONGODB_DATABASE: database, FIELD_KEYS: fieldKeys, HASH_KEY: hashKey } = config;
    return {
      module: PinModule,
      imports: [
        ServiceModule.forRoot('pin', config),
        MongoModule.forRoot({ uri, database, fieldKeys, hashKey, faults: faultsFrom(process.env) }),
        ProgramModule.forRoot({ dir: config.PROGRAMS_DIR }),
        MessagingModule.forRoot({ process: 'pin', config, serves: true, gatekeeper: StepUpGatekeeper }),
      ],
    };
  }
}
