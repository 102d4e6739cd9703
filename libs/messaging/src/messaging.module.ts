import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ClaimGatekeeper, Gatekeeper } from '@portico/access';
import { EventPublisher, Log, Readiness } from '@portico/service';
import { Bus } from './bus.js';
import { ActorClaims } from './claims.js';
import { Connection } from './connection.js';
import { DevClock } from './dev-clock.js';
import { Executor } from './executor.js';
import { Freshness } from './freshness.js';
import { NatsBus } from './nats.bus.js';
import { Messaging, type MessagingOptions } from './options.js';
import { Reactions } from './reactions.js';
import { Recordings } from './recordings.js';
import { Redrive, RedriveDeadLettersHandler } from './redrive.js';
import { Routes } from './routes.js';
import { Server } from './server.js';
import { StreamPublisher } from './stream.publisher.js';
import { Telling } from './telling.js';

/** What begins only when everything else of the process is up, and ends first. */
@Module({
  imports: [DiscoveryModule],
  providers: [Server, Telling, Reactions, Recordings, Redrive, RedriveDeadLettersHandler],
  exports: [Redrive],
})
class ServingModule {}

const claimsOf = ({ process, config }: MessagingOptions): ActorClaims =>
  new ActorClaims({ issuer: process, privateKey: config.CLAIM_PRIVATE_KEY, publicKeys: config.CLAIM_PUBLIC_KEYS });

const providersOf = (options: MessagingOptions, gatekeeper: Type<Gatekeeper>): Provider[] => [
  { provide: Messaging, useValue: { options } satisfies Messaging },
  { provide: ActorClaims, useFactory: () => claimsOf(options) },
  { provide: Gatekeeper, useClass: gatekeeper },
  {
    provide: Connection,
    inject: [Log, Readiness],
    useFactory: (log: Log, readiness: Readiness) => Connection.open(options, log, readiness),
  },
  CommandBus,
  QueryBus,
  Routes,
  Executor,
  DevClock,
  Freshness,
  { provide: Bus, useClass: NatsBus },
  { provide: EventPublisher, useClass: StreamPublisher },
];

/** The process's place on the bus. Needs `ServiceModule`, and, where there are reactions, a `DeadLetters` store. */
@Module({})
export class MessagingModule {
  static forRoot({
    gatekeeper = ClaimGatekeeper,
    ...options
  }: MessagingOptions & { gatekeeper?: Type<Gatekeeper> }): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule, ...(options.serves ? [ServingModule] : [])],
      providers: providersOf(options, gatekeeper),
      exports: [
        ...[Bus, ActorClaims, EventPublisher, DevClock, Freshness, Connection, Messaging, Gatekeeper, Routes, Executor],
        ...[CommandBus, QueryBus, ...(options.serves ? [ServingModule] : [])],
      ],
    };
  }
}
