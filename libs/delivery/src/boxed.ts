import { newId } from '@portico/kernel';
import type { DevBox } from './dev-box.js';
import { type Letter, LetterPrinter } from './letter-printer.js';
import { type Mail, Mailer } from './mailer.js';
import { type PasscodeMessage, PasscodeSender } from './passcode-sender.js';

/** Development: the mail goes its way, if it has one, and what was sent lies in the box. */
export class BoxedMailer extends Mailer {
  constructor(
    private readonly box: DevBox,
    private readonly next?: Mailer,
  ) {
    super();
  }

  async send(mail: Mail): Promise<void> {
    await this.next?.send(mail);
    const { to, about, subject, text, secret } = mail;
    await this.box.put(mail.messageId, { kind: 'mail', to, about, subject, text, secret });
  }
}

/** Development: passcodes go to the box and nowhere else. */
export class BoxPasscodeSender extends PasscodeSender {
  constructor(private readonly box: DevBox) {
    super();
  }

  async send({ channel, to, about, text, code, messageId = newId() }: PasscodeMessage): Promise<void> {
    await this.box.put(messageId, { kind: channel, to, about, text, secret: code });
  }
}

/** Development: the letter is printed, and what it says lies in the box. */
export class BoxedLetterPrinter extends LetterPrinter {
  constructor(
    private readonly box: DevBox,
    private readonly next: LetterPrinter,
  ) {
    super();
  }

  async print(letter: Letter): Promise<void> {
    await this.next.print(letter);
    const { id, to, about, title, paragraphs, secret } = letter;
    const text = [[to.name, ...to.lines].join('\n'), ...paragraphs].join('\n\n');
    await this.box.put(id, { kind: 'letter', to: to.name, about, subject: title, text, secret });
  }
}
