import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** An SMTP server in this process that keeps what it is given. */
export class MailCatcher {
  readonly mails: ParsedMail[] = [];
  connections = 0;
  private readonly server: SMTPServer;

  constructor(options: SMTPServerOptions = {}) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onConnect: (_session, taken) => {
        this.connections += 1;
        taken();
      },
      onData: (stream, _session, taken) => {
        const kept = simpleParser(stream).then((mail) => void this.mails.push(mail));
        kept.then(() => taken(), taken);
      },
      ...options,
    });
    this.server.on('error', () => undefined);
  }

  async start(): Promise<string> {
    const listener = this.server.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
