import type { OnApplicationShutdown } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import type { Options } from 'nodemailer/lib/smtp-pool/index.js';
import { MailNotTaken, UnsafeHeader } from './faults.js';
import { type Mail, Mailer } from './mailer.js';

export interface SmtpOptions {
  /** `smtp://user:password@host:port`, or `smtps://`. */
  url: string;
  from: string;
  /** Milliseconds; the job behind a mail tries again, so a send gives up early. */
  connectTimeout?: number;
  answerTimeout?: number;
}

const control = /\p{Cc}/u;
const loopback = ['localhost', '127.0.0.1', '::1'];

/** Mail over a few kept SMTP connections, with TLS demanded of every server that is not this machine. */
export class SmtpMailer extends Mailer implements OnApplicationShutdown {
  #transport?: Promise<Transporter>;

  constructor(private readonly options: SmtpOptions) {
    super();
  }

  async send(mail: Mail): Promise<void> {
    refuseUnsafeHeaders(mail);
    this.#transport ??= transportOf(this.options);
    const transport = await this.#transport;
    await transport.sendMail(this.message(mail)).catch((error: NodeJS.ErrnoException & { responseCode?: number }) => {
      throw new MailNotTaken(error.code ?? 'EUNKNOWN', error.responseCode);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.#transport)?.close();
  }

  private message({ messageId, to, from, fromName, subject, text, html, language }: Mail): object {
    const sender = from ?? this.options.from;
    return {
      messageId,
      // As an object the address is one recipient, whatever it contains.
      to: { name: '', address: to },
      from: fromName === undefined ? sender : { name: fromName, address: addressIn(sender) },
      subject,
      text,
      html,
      headers: { 'Auto-Submitted': 'auto-generated', ...(language ? { 'Content-Language': language } : {}) },
      disableFileAccess: true,
      disableUrlAccess: true,
    };
  }
}

const addressIn = (sender: string): string => /<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender;

function refuseUnsafeHeaders({ messageId, to, from, fromName, subject, language }: Mail): void {
  for (const [header, value] of Object.entries({ messageId, to, from, fromName, subject, language })) {
    if (value !== undefined && control.test(value)) throw new UnsafeHeader(header);
  }
}

async function transportOf(smtp: SmtpOptions): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const { connectTimeout = 5_000, answerTimeout = 10_000 } = smtp;
  return createTransport({
    ...serverIn(new URL(smtp.url)),
    pool: true,
    maxConnections: 3,
    connectionTimeout: connectTimeout,
    greetingTimeout: connectTimeout,
    dnsTimeout: connectTimeout,
    socketTimeout: answerTimeout,
  } satisfies Options);
}

function serverIn({ protocol, hostname, port, username, password }: URL): Partial<Options> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const secure = protocol === 'smtps:';
  const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return {
    host,
    port: Number(port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !loopback.includes(host),
    ...(username ? { auth } : {}),
  };
}
