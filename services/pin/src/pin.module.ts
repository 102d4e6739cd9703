import { type DynamicModule, Module } from '@nestjs/common';
import { RefusedDecisions } from '@portico/access';
import { MessagingModule } from '@portico/messaging';
import { faultsFrom, MongoModule } from '@portico/mongo';
import { ProgramModule, StepUpGatekeeper } from '@portico/program';
import { ServiceModule } from '@portico/service';
import { MongoNpis } from './adapters/mongo.npis.js';
import { MongoPinsAtHand } from './adapters/mongo.pins-at-hand.js';
import { MongoPins } from './adapters/mongo.pins.js';
import { MongoRefusalRecords, MongoRefusedDecisions } from './adapters/mongo.refused-decisions.js';
import { MongoStandings } from './adapters/mongo.standings.js';
import { NatsStandingsOwner } from './adapters/nats.standings-owner.js';
import { Npis } from './domain/npis.js';
import { Pins } from './domain/pins.js';
import type { PinConfig } from './pin.config.js';
import { GetNpiHandler } from './reads/get-npi.js';
import { ListNpisHandler } from './reads/list-npis.js';
import { OnMemberStandingChanged } from './use-cases/on-member-standing-changed.js';
import { OnNpiAttachedIssuePin } from './use-cases/on-npi-attached-issue-pin.js';
import { OnNpiAttached } from './use-cases/on-npi-attached.js';
import { OnNpiDetached } from './use-cases/on-npi-detached.js';
import { PinsAtHand } from './use-cases/pins-at-hand.js';
import { PinsInTurn } from './use-cases/pins-in-turn.js';
import { RebuildStandingsHandler } from './use-cases/rebuild-standings.js';
import { ResetPinHandler } from './use-cases/reset-pin.js';
import { RevealPinHandler } from './use-cases/reveal-pin.js';
import { Sight } from './use-cases/sight.js';
import { StandingsOwner } from './use-cases/standings-owner.js';
import { Standings } from './use-cases/standings.js';

const useCases = [RevealPinHandler, ResetPinHandler, RebuildStandingsHandler, Sight, PinsInTurn];
const reads = [ListNpisHandler, GetNpiHandler];
const reactions = [OnNpiAttached, OnNpiAttachedIssuePin, OnNpiDetached, OnMemberStandingChanged];
const adapters = [
  MongoNpis,
  MongoPins,
  MongoStandings,
  MongoRefusalRecords,
  { provide: Npis, useExisting: MongoNpis },
  { provide: Pins, useExisting: MongoPins },
  { provide: Standings, useExisting: MongoStandings },
  { provide: PinsAtHand, useClass: MongoPinsAtHand },
  { provide: StandingsOwner, useClass: NatsStandingsOwner },
  { provide: RefusedDecisions, useClass: MongoRefusedDecisions },
];

@Module({ providers: [...useCases, ...reads, ...reactions, ...adapters] })
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
