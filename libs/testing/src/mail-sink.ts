import { createServer, type Server, type Socket } from 'node:net';

export interface CaughtMail {
  from: string;
  to: string[];
  /** Headers and body as they came over the wire. */
  raw: string;
}

/** The smallest SMTP server that takes every mail and delivers none. */
export class MailSink {
  readonly mails: CaughtMail[] = [];

  private constructor(private readonly server: Server) {}

  static async start(port: number): Promise<MailSink> {
    const server = createServer();
    const sink = new MailSink(server);
    server.on('connection', (socket) => sink.converse(socket));
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
    return sink;
  }

  to(address: string): CaughtMail[] {
    return this.mails.filter(({ to }) => to.includes(address.toLowerCase()));
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => {
      this.server.close(resolve);
      this.sockets.forEach((socket) => socket.destroy());
    });
  }

  private readonly sockets = new Set<Socket>();

  private converse(socket: Socket): void {
    const dialogue = new Dialogue((mail) => this.mails.push(mail));
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => socket.destroy());
    socket.setEncoding('utf8').write('220 sink\r\n');
    socket.on('data', (data) => {
      for (const answer of dialogue.hear(data.toString())) socket.write(`${answer}\r\n`);
      if (dialogue.isOver) socket.end();
    });
  }
}

class Dialogue {
  isOver = false;
  private heard = '';
  private data: string[] | undefined;
  private from = '';
  private to: string[] = [];

  constructor(private readonly deliver: (mail: CaughtMail) => void) {}

  hear(text: string): string[] {
    const lines = (this.heard + text).split('\r\n');
    this.heard = lines.pop() ?? '';
    return lines.flatMap((line) => (this.data ? this.content(line, this.data) : [this.command(line)]));
  }

  private content(line: string, data: string[]): string[] {
    if (line !== '.') {
      data.push(line.replace(/^\./, ''));
      return [];
    }
    this.deliver({ from: this.from, to: this.to, raw: data.join('\r\n') });
    this.data = undefined;
    this.to = [];
    return ['250 taken'];
  }

  private command(line: string): string {
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'MAIL') this.from = address;
    if (verb === 'RCPT') this.to.push(address.toLowerCase());
    if (verb === 'DATA') this.data = [];
    if (verb === 'QUIT') this.isOver = true;
    return verb === 'DATA' ? '354 go on' : verb === 'QUIT' ? '221 bye' : '250 ok';
  }
}
