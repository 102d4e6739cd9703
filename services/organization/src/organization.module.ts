import { type DynamicModule, Module } from '@nestjs/common';
import { JobsModule } from '@portico/jobs';
import { MessagingModule } from '@portico/messaging';
import { faultsFrom, MongoModule } from '@portico/mongo';
import { ProgramModule, StepUpGatekeeper } from '@portico/program';
import { ServiceModule } from '@portico/service';
import { ClockWatch } from './adapters/clock-watch.js';
import { accessProviders } from './access.providers.js';
import { KeyedTaxIdPrints } from './adapters/keyed.tax-id-prints.js';
import { MongoMembers } from './adapters/mongo.members.js';
import { MongoOrganizations } from './adapters/mongo.organizations.js';
import { StreamStandingsAnew } from './adapters/stream.standings-anew.js';
import { audit } from './audit.providers.js';
import { Members } from './domain/members.js';
import { Organizations } from './domain/organizations.js';
import { TaxIdPrints } from './domain/tax-id.js';
import type { OrganizationConfig } from './organization.config.js';
import { peopleProviders } from './people.providers.js';
import { GetDomainsHandler } from './reads/get-domains.js';
import { GetEnrollmentHandler } from './reads/get-enrollment.js';
import { GetMembershipsHandler } from './reads/get-memberships.js';
import { GetOrganizationHandler } from './reads/get-organization.js';
import { EnrollOrganizationHandler } from './use-cases/enroll-organization.js';
import { MatchOnFileHandler } from './use-cases/match-on-file.js';
import { OnOrganizationClaimed } from './use-cases/on-organization-claimed.js';
import { OnRegistrationCompleted } from './use-cases/on-registration-completed.js';
import { RepublishStandingsHandler } from './use-cases/republish-standings.js';
import { timeProviders } from './time.providers.js';
import { StandingsAnew } from './use-cases/standings-anew.js';

const useCases = [EnrollOrganizationHandler, MatchOnFileHandler, RepublishStandingsHandler];
const reads = [GetDomainsHandler, GetEnrollmentHandler, GetMembershipsHandler, GetOrganizationHandler];
const reactions = [OnRegistrationCompleted, OnOrganizationClaimed];
const adapters = [
  ClockWatch,
  MongoOrganizations,
  MongoMembers,
  { provide: Organizations, useExisting: MongoOrganizations },
  { provide: Members, useExisting: MongoMembers },
  { provide: TaxIdPrints, useClass: KeyedTaxIdPrints },
  { provide: StandingsAnew, useClass: StreamStandingsAnew },
];

const areas = [...peopleProviders, ...accessProviders, ...timeProviders, ...audit];

@Module({ providers: [...useCases, ...reads, ...reactions, ...areas, ...adapters] })
export class OrganizationModule {
  static forRoot(config: OrganizationConfig): DynamicModule {
    const { MONGODB_URI: uri, MONGODB_DATABASE: database, FIELD_KEYS: fieldKeys, HASH_KEY: hashKey } = config;
    return {
      module: OrganizationModule,
      imports: [
        ServiceModule.forRoot('organization', config),
        MongoModule.forRoot({ uri, database, fieldKeys, hashKey, faults: faultsFrom(process.env) }),
        JobsModule.forRoot({ url: config.REDIS_URL, prefix: `${config.REDIS_PREFIX}:organization` }),
        ProgramModule.forRoot({ dir: config.PROGRAMS_DIR }),
        MessagingModule.forRoot({ process: 'organization', config, serves: true, gatekeeper: StepUpGatekeeper }),
      ],
    };
  }
}
