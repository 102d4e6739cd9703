import { Injectable } from '@nestjs/common';
import { PasscodeNotSent, PasscodeSender } from '@portico/delivery';
import { Programs } from '@portico/program';
import type { Notice } from '../domain/notice.js';
import type { User } from '../domain/user.js';

/** The short messages that some notices are beside their mail. */
@Injectable()
export class NoticeTexts {
  constructor(
    private readonly programs: Programs,
    private readonly sender: PasscodeSender,
  ) {}

  /** A phone that is no longer the account's hears of it (D-14); one that is out of reach has the mail to go by. */
  async tell({ id: about, state }: User, { id: messageId, formerPhone: to, owedSince: at }: Notice): Promise<void> {
    if (to === undefined) return;
    const text = this.programs.message(state.program, 'phone-changed-sms', { at });
    await this.sender.send({ channel: 'sms', to, text, code: '', about, messageId }).catch(unlessOutOfReach);
  }
}

function unlessOutOfReach(error: unknown): void {
  if (!(error instanceof PasscodeNotSent) || error.reason !== 'unreachable-number') throw error;
}
