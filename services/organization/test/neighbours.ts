import { type DynamicModule, type INestApplicationContext, Injectable, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  type Envelope,
  type EventType,
  MemberDeactivated,
  MemberInvited,
  MemberJoined,
  MemberStandingChanged,
  OrganizationClaimed,
  OrganizationClaimRefused,
  OrganizationEnrolled,
} from '@portico/contracts';
import { MessagingModule, Reacts } from '@portico/messaging';
import { type DeadLetter, DeadLetters, type ProcessConfig, ServiceModule } from '@portico/service';

/** What a neighbour heard of the organization service, in the order in which it came. */
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

const facts = [
  OrganizationEnrolled,
  OrganizationClaimed,
  OrganizationClaimRefused,
  MemberJoined,
  MemberInvited,
  MemberStandingChanged,
  MemberDeactivated,
];

/** A process beside the organization service: identity tells facts and hears them, the gateway only asks. */
export function aNeighbour(
  name: 'identity' | 'pin' | 'gateway',
  config: ProcessConfig,
): Promise<INestApplicationContext> {
  const serves = name !== 'gateway';
  class Neighbour {}
  Module({
    imports: [
      ServiceModule.forRoot(name, config),
      letters,
      MessagingModule.forRoot({ process: name, config, serves, messages: [] }),
    ],
    providers: [Heard, ...(name === 'identity' ? facts.map(listener) : [])],
  })(Neighbour);
  return NestFactory.createApplicationContext(Neighbour, { logger: false, abortOnError: false });
}
