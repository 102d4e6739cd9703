import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type Admission, admissionOf, Gatekeeper } from '@portico/access';
import { type Command, type MessageType, messages, type Query } from '@portico/contracts';
import { type FoundHandler, handlersIn } from './discovery.js';
import { Messaging } from './options.js';
import { RedriveDeadLetters, redriveOf } from './redrive.message.js';

/** A handler as the executor needs it. */
export interface Handler {
  execute(message: object): Promise<unknown>;
  /** The answer to a command that had already acted, from the aggregate as it is now. */
  answer?(aggregate: object, message: object): unknown;
}

/** One subject that this process answers. */
export interface Route {
  type: MessageType;
  kind: 'command' | 'query';
  admission: Admission;
  handler: Handler;
  execute(message: object): Promise<unknown>;
}

/** What this process answers, found by its handlers' decorators. A gap or a slip stops the boot. */
@Injectable()
export class Routes implements OnModuleInit {
  readonly #bySubject = new Map<string, Route>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly gatekeeper: Gatekeeper,
    private readonly messaging: Messaging,
  ) {}

  onModuleInit(): void {
    if (!this.messaging.options.serves) return;
    for (const found of handlersIn(this.discovery)) this.#add(found);
    this.#mustBeComplete();
  }

  get(subject: string): Route | undefined {
    return this.#bySubject.get(subject);
  }

  all(): Route[] {
    return [...this.#bySubject.values()];
  }

  #add(found: FoundHandler): void {
    const admission = this.#admissionOf(found);
    const type = found.message === RedriveDeadLetters ? redriveOf(this.messaging.options.process) : found.message;
    if (!type.subject.startsWith(`${this.messaging.options.process}.`)) {
      throw new Error(`${found.name} answers ${type.subject}, which is another process's`);
    }
    if (this.#bySubject.has(type.subject)) throw new Error(`${type.subject} has two handlers, one is ${found.name}`);
    const handler = found.wrapper.instance as Handler;
    this.#bySubject.set(type.subject, { type, kind: found.kind, admission, handler, execute: this.#register(found) });
  }

  #register({ kind, wrapper }: FoundHandler): Route['execute'] {
    if (kind === 'query') {
      this.queries.register([wrapper]);
      return (message) => this.queries.execute(message as Query<unknown>);
    }
    this.commands.register([wrapper]);
    return (message) => this.commands.execute(message as Command<unknown>);
  }

  #admissionOf({ wrapper, name }: FoundHandler): Admission {
    const admission = admissionOf(wrapper.metatype as object);
    if (!admission) throw new Error(`${name} says neither @Requires(action) nor @Public(reason)`);
    if ('action' in admission && !this.gatekeeper.knows(admission.action)) {
      throw new Error(`${name} requires the action ${admission.action}, which nobody can judge`);
    }
    return admission;
  }

  #mustBeComplete(): void {
    const { process, messages: own = messages } = this.messaging.options;
    const missing = own.filter(({ subject }) => subject.startsWith(`${process}.`) && !this.#bySubject.has(subject));
    if (missing.length === 0) return;
    throw new Error(`no handler answers ${missing.map(({ subject }) => subject).join(', ')}`);
  }
}
