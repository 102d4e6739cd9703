import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { MailCatcher } from '../test/mail-catcher.js';
import { MailNotTaken, UnsafeHeader } from './faults.js';
import type { Mail } from './mailer.js';
import { SmtpMailer } from './smtp.mailer.js';

const from = 'Portico <no-reply@portico.example>';
const aMail = (over: Partial<Mail> = {}): Mail => ({
  messageId: '<link-1@portico.example>',
  to: 'ana@clinic.example',
  subject: 'Contraseña nueva',
  text: 'https://portal.example/#token=a',
  html: '<p><a href="https://portal.example/#token=a">Link</a></p>',
  about: 'user-1',
  ...over,
});

describe('mail over SMTP', () => {
  const catcher = new MailCatcher();
  let mailer: SmtpMailer;

  beforeAll(async () => {
    mailer = new SmtpMailer({ url: await catcher.start(), from });
  });

  afterAll(async () => {
    await mailer.onApplicationShutdown();
    await catcher.stop();
  });

  beforeEach(() => catcher.mails.splice(0));

  it('arrives with both forms, under the message id it was given', async () => {
    await mailer.send(aMail({ language: 'es' }));
    const [mail] = catcher.mails;
    expect(mail?.messageId).toBe('<link-1@portico.example>');
    expect(mail?.subject).toBe('Contraseña nueva');
    expect(mail?.text?.trim()).toBe('https://portal.example/#token=a');
    expect(mail?.html).toContain('href="https://portal.example/#token=a"');
    expect(mail?.from?.text).toBe('"Portico" <no-reply@portico.example>');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.headers.get('content-language')).toBe('es');
  });

  it('keeps its message id when it is sent again', async () => {
    await mailer.send(aMail());
    await mailer.send(aMail());
    expect(catcher.mails.map(({ messageId }) => messageId)).toEqual([
      '<link-1@portico.example>',
      '<link-1@portico.example>',
    ]);
  });

  it('carries the name of who sends it', async () => {
    await mailer.send(aMail({ fromName: 'Department of Health Care Services' }));
    expect(catcher.mails[0]?.from?.value).toEqual([
      { name: 'Department of Health Care Services', address: 'no-reply@portico.example' },
    ]);
  });

  it('never names what it carries for the box', async () => {
    await mailer.send(aMail({ secret: 'canary-secret', about: 'canary-about' }));
    expect(JSON.stringify(catcher.mails)).not.toContain('canary');
  });

  it.each(['messageId', 'to', 'from', 'fromName', 'subject', 'language'] as const)(
    'is refused with a line break in %s',
    async (header) => {
      const mail = aMail({ [header]: 'x\r\nBcc: all@clinic.example' });
      await expect(mailer.send(mail)).rejects.toThrow(UnsafeHeader);
      expect(catcher.mails).toEqual([]);
    },
  );

  it('goes to one address, whatever that contains', async () => {
    await mailer.send(aMail({ to: 'ana@clinic.example, bob@clinic.example' })).catch(() => undefined);
    expect(
      catcher.mails.flatMap(({ to }) => (Array.isArray(to) ? to : to ? [to] : [])).flatMap(({ value }) => value).length,
    ).toBeLessThan(2);
  });

  it('reads no file and fetches no address that a mail names', async () => {
    const files = { text: { path: '/etc/hostname' } } as unknown as Partial<Mail>;
    await expect(mailer.send(aMail(files))).rejects.toThrow(MailNotTaken);
  });

  it('keeps its connections', async () => {
    const before = catcher.connections;
    for (let sent = 0; sent < 5; sent += 1) await mailer.send(aMail());
    expect(catcher.connections - before).toBeLessThanOrEqual(1);
  });
});

describe('a mail that is not taken', () => {
  it('fails with the codes of the server and none of its words', async () => {
    const catcher = new MailCatcher({
      onRcptTo: ({ address }, _session, answer) =>
        answer(Object.assign(new Error(`unknown ${address}`), { responseCode: 550 })),
    });
    const mailer = new SmtpMailer({ url: await catcher.start(), from });
    const failure = await mailer.send(aMail()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'MailNotTaken', responseCode: 550 });
    expect(String(failure)).not.toContain('clinic.example');
    await mailer.onApplicationShutdown();
    await catcher.stop();
  });

  it('fails at once where no server listens', async () => {
    const server = await silent();
    const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.close();
    await expect(new SmtpMailer({ url, from }).send(aMail())).rejects.toMatchObject({ code: 'ESOCKET' });
  });

  it('fails in time at a server that says nothing', async () => {
    const server = await silent();
    const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(new SmtpMailer({ url, from, connectTimeout: 200, answerTimeout: 200 }).send(aMail())).rejects.toThrow(
      MailNotTaken,
    );
    server.close();
  });
});

async function silent(): Promise<Server> {
  const server = createServer((socket) => socket.on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
