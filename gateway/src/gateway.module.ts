import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { MessagingModule } from '@portico/messaging';
import { ProgramModule } from '@portico/program';
import { ServiceModule } from '@portico/service';
import { RedisModule } from '@portico/session';
import { Admission } from './auth/admission.js';
import { SessionStrategy } from './auth/session.strategy.js';
import { Sessions } from './auth/sessions.js';
import { DevelopmentModule } from './dev/development.module.js';
import { Documentation } from './docs/documentation.js';
import type { GatewayConfig } from './gateway.config.js';
import { Homepage } from './homepage/homepage.js';
import { KeptRefusals } from './http/kept-refusals.js';
import { KnownPaths } from './http/known-paths.js';
import { Problems } from './http/problems.js';
import { RequestStart } from './http/request-start.js';
import { Wording } from './http/wording.js';
import { CommandNotes, RedisCommandNotes } from './input/command-notes.js';
import { EdgeBus } from './input/edge-bus.js';
import { Idempotency } from './input/idempotency.js';
import { FullHouses } from './limits/full-houses.js';
import { Limits } from './limits/limits.js';
import { routeControllers } from './routes/index.js';

/** The edge: routes, and what every request passes. */
@Module({
  controllers: [...routeControllers, Documentation],
  providers: [
    RequestStart,
    Limits,
    FullHouses,
    Sessions,
    SessionStrategy,
    Idempotency,
    EdgeBus,
    Homepage,
    KnownPaths,
    KeptRefusals,
    Problems,
    Wording,
    { provide: CommandNotes, useClass: RedisCommandNotes },
    { provide: APP_GUARD, useClass: Admission },
    { provide: APP_FILTER, useExisting: Problems },
  ],
})
export class EdgeModule {}

/** The process: the edge on the platform it stands on. */
@Module({})
export class GatewayModule {
  static with(config: GatewayConfig): DynamicModule {
    return {
      module: GatewayModule,
      imports: [
        ServiceModule.forRoot('gateway', config),
        RedisModule.forRoot({ url: config.REDIS_URL, prefix: config.REDIS_PREFIX }),
        MessagingModule.forRoot({ process: 'gateway', config, serves: false }),
        ProgramModule.forRoot({ dir: config.PROGRAMS_DIR }),
        EdgeModule,
        ...developmentOf(config),
      ],
    };
  }
}

const developmentOf = ({ isProduction, DEV_BOX_DIR }: GatewayConfig): DynamicModule[] =>
  isProduction || DEV_BOX_DIR === undefined ? [] : [DevelopmentModule.forBox(DEV_BOX_DIR)];
