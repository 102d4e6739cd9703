import {
  type DynamicModule,
  type INestApplicationContext,
  Injectable,
  Module,
  type Provider,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandHandler } from '@nestjs/cqrs';
import { Requires, type Standing } from '@portico/access';
import {
  type Envelope,
  type EventType,
  MemberStandingChanged,
  NpiAttached,
  NpiDetached,
  PinAccessRefused,
  PinIssued,
  PinReset,
  PinRevealed,
  PinShownAgain,
  type RepublishedView,
  RepublishStandings,
} from '@portico/contracts';
import { idFrom, newId } from '@portico/kernel';
import { MessagingModule, Reacts } from '@portico/messaging';
import { Mongo, MongoModule } from '@portico/mongo';
import { type DeadLetter, DeadLetters, EventPublisher, type ProcessConfig, ServiceModule } from '@portico/service';
import { told, today } from './builders.js';

/** What a neighbour heard of the pin service, in the order in which it came. */
export class Heard {
  readonly envelopes: Envelope[] = [];

  of<T extends object>(type: EventType<T>): Envelope<T>[] {
    return this.envelopes.filter((envelope) => envelope.type === type.type) as Envelope<T>[];
  }
}

function listener(type: EventType): Type {
  @Injectable()
  class Listener {
    constructor(private readonly heard: Heard) {}

    async react(_: object, envelope: Envelope): Promise<void> {
      this.heard.envelopes.push(envelope);
    }
  }
  Reacts(type, { name: `heard-${type.name}` })(Listener);
  return Listener;
}

/** What the organization service would know and tell. */
@Injectable()
export class Clinics {
  readonly standings = new Map<string, Standing>();

  constructor(
    private readonly publisher: EventPublisher,
    private readonly mongo: Mongo,
  ) {
    mongo.keep({ collection: 'members', ensure: async () => undefined });
  }

  async gives(...standings: Standing[]): Promise<void> {
    for (const each of standings) this.standings.set(`${each.organizationId}|${each.memberId}`, each);
    await this.publisher.publish(standings.map((each) => envelope(MemberStandingChanged, told(each))));
  }

  /** Saves it and tells nobody: that is left to whoever looks through the outboxes. */
  async saves(standing: Standing): Promise<void> {
    this.standings.set(`${standing.organizationId}|${standing.memberId}`, standing);
    const outbox = [{ ...envelope(MemberStandingChanged, told(standing)), at: new Date() }];
    await this.mongo.collection('members').insertOne({ outbox });
  }

  forget(): Promise<boolean> {
    return this.mongo.db.dropDatabase();
  }

  attaches(...facts: NpiAttached[]): Promise<void> {
    return this.publisher.publish(facts.map((fact) => envelope(NpiAttached, fact)));
  }

  detaches(fact: NpiDetached): Promise<void> {
    return this.publisher.publish([envelope(NpiDetached, fact)]);
  }

  async tellsAnew({ run, organizationId = '', cursor = '', limit = 7 }: RepublishStandings): Promise<RepublishedView> {
    const asked = [...this.standings].filter(([id]) => id.startsWith(organizationId) && id > cursor).sort(byId);
    const page = asked.slice(0, limit);
    const id = (of: Standing): string => idFrom(run, of.memberId, String(of.version));
    await this.publisher.publish(page.map(([, of]) => envelope(MemberStandingChanged, told(of), id(of))));
    return { members: page.length, ...(asked.length > limit && { nextCursor: page.at(-1)?.[0] }) };
  }
}

const byId = ([one]: [string, unknown], [other]: [string, unknown]): number => (one < other ? -1 : 1);

@CommandHandler(RepublishStandings)
@Requires('system.pin')
class RepublishStandingsHandler {
  constructor(private readonly clinics: Clinics) {}

  execute(message: RepublishStandings): Promise<RepublishedView> {
    return this.clinics.tellsAnew(message);
  }
}

const envelope = <T extends object>({ type }: EventType<T>, data: T, id = newId()): Envelope<T> => ({
  ...{ specversion: '1.0', datacontenttype: 'application/json', source: '/portico/organization', type },
  ...{ id, subject: newId(), sequence: 1, time: today.toISOString(), actor: { kind: 'system' } },
  data,
});

class NoLetters extends DeadLetters {
  async keep({ id, error }: DeadLetter): Promise<void> {
    throw new Error(`the neighbour could not hear ${id}: ${error}`);
  }

  async list(): Promise<DeadLetter[]> {
    return [];
  }

  async drop(): Promise<void> {}
}

class Letters {}
Module({ providers: [{ provide: DeadLetters, useClass: NoLetters }], exports: [DeadLetters] })(Letters);
const letters: DynamicModule = { module: Letters, global: true };

const facts = [PinIssued, PinRevealed, PinShownAgain, PinReset, PinAccessRefused];
const parts: Record<string, Provider[]> = {
  identity: [Heard, ...facts.map(listener)],
  organization: [Clinics, RepublishStandingsHandler],
};

/** Where a process keeps what it has to tell, and what it could not hear. */
const storeOf = (database?: { uri: string; database: string }): DynamicModule =>
  database ? MongoModule.forRoot(database) : letters;

/** A process beside the pin service: organization tells facts, identity hears them, gateway and operator only ask. */
export function aNeighbour(
  name: string,
  config: ProcessConfig,
  database?: { uri: string; database: string },
): Promise<INestApplicationContext> {
  const serves = name in parts;
  class Neighbour {}
  Module({
    imports: [
      ServiceModule.forRoot(name, config),
      storeOf(database),
      MessagingModule.forRoot({ process: name, config, serves, messages: [] }),
    ],
    providers: parts[name] ?? [],
  })(Neighbour);
  return NestFactory.createApplicationContext(Neighbour, { logger: false, abortOnError: false });
}
