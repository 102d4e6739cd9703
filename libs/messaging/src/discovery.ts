import type { DiscoveryService } from '@nestjs/core';
import type { MessageType } from '@portico/contracts';
import { reactionMarkOf, type Reaction, type ReactionMark } from './reacts.js';

/** How `@CommandHandler` and `@QueryHandler` mark a class; @nestjs/cqrs does not export the two words. */
const handlerMarks = { command: '__commandHandler__', query: '__queryHandler__' } as const;

type Wrapper = ReturnType<DiscoveryService['getProviders']>[number];

export interface FoundHandler {
  name: string;
  kind: keyof typeof handlerMarks;
  message: MessageType;
  wrapper: Wrapper;
}

export interface FoundReaction extends ReactionMark {
  reaction: Reaction<object>;
}

/** Every handler of this process whose message has a subject. */
export function handlersIn(discovery: DiscoveryService): FoundHandler[] {
  return discovery
    .getProviders()
    .flatMap((wrapper) => (['command', 'query'] as const).flatMap((kind) => found(wrapper, kind)));
}

function found(wrapper: Wrapper, kind: keyof typeof handlerMarks): FoundHandler[] {
  if (typeof wrapper.metatype !== 'function') return [];
  const message = Reflect.getOwnMetadata(handlerMarks[kind], wrapper.metatype) as MessageType | undefined;
  if (typeof message?.subject !== 'string') return [];
  if (!wrapper.isDependencyTreeStatic())
    throw new Error(`${wrapper.metatype.name} is made per request; it is to be a singleton`);
  return [{ name: wrapper.metatype.name, kind, message, wrapper }];
}

/** Every reaction of this process; two of one name would share a consumer and halve each other's events. */
export function reactionsIn(discovery: DiscoveryService): FoundReaction[] {
  const reactions = discovery.getProviders().flatMap(({ metatype, instance }) => {
    const mark = typeof metatype === 'function' ? reactionMarkOf(metatype) : undefined;
    return mark ? [{ ...mark, reaction: instance as Reaction<object> }] : [];
  });
  const twice = reactions.find(({ name }, at) => reactions.findIndex((other) => other.name === name) !== at);
  if (twice) throw new Error(`two reactions are called ${twice.name}`);
  return reactions;
}
