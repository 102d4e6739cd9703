import { Injectable, Optional } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type DeadLetter, DeadLetters, Log } from '@portico/service';
import { Reactions } from './reactions.js';
import { Recordings } from './recordings.js';
import { RedriveDeadLetters, type RedriveView } from './redrive.message.js';

export { RedriveDeadLetters, redriveOf, RedriveView } from './redrive.message.js';

/** Gives dead letters to their reactions and recorders again; what works now is dropped, the rest stays. */
@Injectable()
export class Redrive {
  constructor(
    private readonly reactions: Reactions,
    private readonly recordings: Recordings,
    private readonly log: Log,
    @Optional() private readonly letters?: DeadLetters,
  ) {}

  async run(reaction?: string): Promise<RedriveView> {
    const view = { done: 0, failed: 0 };
    for (const letter of (await this.letters?.list(reaction)) ?? []) {
      if (await this.#again(letter)) view.done += 1;
      else view.failed += 1;
    }
    this.log.info('dead letters driven again', { ...view, reaction });
    return view;
  }

  async #again(letter: DeadLetter): Promise<boolean> {
    try {
      const taker = this.recordings.has(letter.reaction) ? this.recordings : this.reactions;
      await taker.run(letter.reaction, letter.envelope);
      await this.letters?.drop(letter.id);
      return true;
    } catch (error) {
      this.log.error('dead letter failed again', error, { reaction: letter.reaction, event: letter.envelope.id });
      return false;
    }
  }
}

@CommandHandler(RedriveDeadLetters)
@Requires('system.operator')
export class RedriveDeadLettersHandler {
  constructor(private readonly redrive: Redrive) {}

  execute({ reaction }: RedriveDeadLetters): Promise<RedriveView> {
    return this.redrive.run(reaction);
  }
}
