import type { Command, Query } from '@portico/contracts';
import { Bus, type SendOptions } from '../bus.js';

type MessageClass<M> = new () => M;
type ReplyOf<M> = M extends Command<infer R> ? R : M extends Query<infer R> ? R : never;
type Answer = (message: object, options: SendOptions) => unknown;

/** The neighbours, played by a test: answers by message class, and remembers what was asked. */
export class FakeBus extends Bus {
  readonly sent: { message: object; options: SendOptions }[] = [];
  readonly #answers = new Map<unknown, Answer>();

  /** The answer to every such message, or a function that makes it; a function may throw the neighbour's refusal. */
  answer<M extends object>(
    type: MessageClass<M>,
    reply: ReplyOf<M> | ((message: M, options: SendOptions) => ReplyOf<M> | Promise<ReplyOf<M>>),
  ): this {
    const answer = typeof reply === 'function' ? (reply as Answer) : () => reply;
    this.#answers.set(type, answer);
    return this;
  }

  /** The messages of one class that were sent, in order. */
  sentOf<M extends object>(type: MessageClass<M>): M[] {
    return this.sent.map(({ message }) => message).filter((message): message is M => message instanceof type);
  }

  async send<R>(message: Command<R> | Query<R>, options: SendOptions = {}): Promise<R> {
    this.sent.push({ message, options });
    const answer = this.#answers.get(message.constructor);
    if (!answer) throw new Error(`no answer was given for ${message.constructor.name}`);
    return (await answer(message, options)) as R;
  }
}
