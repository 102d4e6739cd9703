import { Command, type MessageType, Text, Whole } from '@portico/contracts';

export class RedriveView {
  @Whole() done: number;
  @Whole() failed: number;
}

/** Tries again what reactions could not take: those of one reaction, or all. Sent by the operator. */
export class RedriveDeadLetters extends Command<RedriveView> {
  static readonly subject: string = 'redrive-dead-letters';
  static readonly result = RedriveView;
  static readonly internal = true;
  @Text(100, { optional: true }) reaction?: string;
}

const made = new Map<string, MessageType<RedriveDeadLetters>>();

/** Every service answers this command, on `<service>.redrive-dead-letters`. */
export function redriveOf(service: string): MessageType<RedriveDeadLetters> {
  const known = made.get(service);
  if (known) return known;
  const subject = `${service}.redrive-dead-letters`;
  const type = class extends RedriveDeadLetters {
    static override readonly subject = subject;
  };
  made.set(service, type);
  return type;
}
