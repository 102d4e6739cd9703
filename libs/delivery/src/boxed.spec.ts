import { StoppedClock } from '@portico/kernel';
import { aFolder, dropFolders } from '../test/folders.js';
import { BoxedLetterPrinter, BoxedMailer, BoxPasscodeSender } from './boxed.js';
import { DevBox } from './dev-box.js';
import { type Letter, LetterPrinter } from './letter-printer.js';
import { type Mail, Mailer } from './mailer.js';

const at = new Date('2026-11-22T12:00:00.000Z');
const mail: Mail = {
  messageId: '<1@portico.example>',
  to: 'ana@clinic.example',
  subject: 'Your link',
  text: 'https://p.example/#token=tok-1',
  html: '<p></p>',
  about: 'user-1',
  secret: 'tok-1',
};
const letter: Letter = {
  id: 'letter-1',
  to: { name: 'Sunrise Clinic', lines: ['1 Main St', 'Sacramento, CA 95814'] },
  title: 'Your token',
  paragraphs: ['Here it is:', 'ABCD-EFGH'],
  secret: 'ABCD-EFGH',
  about: 'token-1',
  language: 'en',
};

class Recorder extends Mailer {
  readonly sent: Mail[] = [];
  failing = false;
  async send(each: Mail): Promise<void> {
    if (this.failing) throw new Error('no server');
    this.sent.push(each);
  }
}

class Prints extends LetterPrinter {
  readonly printed: Letter[] = [];
  async print(each: Letter): Promise<void> {
    this.printed.push(each);
  }
}

describe('in development', () => {
  let box: DevBox;

  beforeEach(() => {
    box = new DevBox(aFolder(), new StoppedClock(at));
  });

  afterAll(dropFolders);

  it('a mail is sent, and lies in the box once, however often it is tried', async () => {
    const server = new Recorder();
    const mailer = new BoxedMailer(box, server);
    await mailer.send(mail);
    await mailer.send(mail);
    expect(server.sent).toHaveLength(2);
    expect(await box.list({ kind: 'mail' })).toEqual([
      {
        kind: 'mail',
        to: 'ana@clinic.example',
        about: 'user-1',
        subject: 'Your link',
        text: 'https://p.example/#token=tok-1',
        links: ['https://p.example/#token=tok-1'],
        secret: 'tok-1',
        at: at.toISOString(),
      },
    ]);
  });

  it('a mail that no server took does not lie in the box', async () => {
    const server = new Recorder();
    server.failing = true;
    await expect(new BoxedMailer(box, server).send(mail)).rejects.toThrow('no server');
    expect(await box.list()).toEqual([]);
  });

  it('a mail lies in the box alone where there is no server', async () => {
    await new BoxedMailer(box).send(mail);
    expect(await box.list()).toHaveLength(1);
  });

  it('every passcode lies in the box; one with an id, once [MC-OTP-01]', async () => {
    const passcodes = new BoxPasscodeSender(box);
    const message = { to: '+19165550142', text: 'QX-123456', code: 'QX-123456', about: 'flow-1' };
    await passcodes.send({ ...message, channel: 'sms' });
    await passcodes.send({ ...message, channel: 'voice' });
    await passcodes.send({ ...message, channel: 'sms', messageId: 'm1' });
    await passcodes.send({ ...message, channel: 'sms', messageId: 'm1' });
    expect(await box.list({ kind: 'sms' })).toHaveLength(2);
    expect(await box.list({ kind: 'voice' })).toMatchObject([{ secret: 'QX-123456', about: 'flow-1' }]);
  });

  it('a letter is printed, and what it says lies in the box [MC-TOK-02]', async () => {
    const prints = new Prints();
    await new BoxedLetterPrinter(box, prints).print(letter);
    expect(prints.printed).toEqual([letter]);
    expect(await box.list({ kind: 'letter', about: 'token-1' })).toMatchObject([
      { to: 'Sunrise Clinic', secret: 'ABCD-EFGH', subject: 'Your token' },
    ]);
    expect((await box.list())[0]?.text).toContain('1 Main St\nSacramento, CA 95814\n\nHere it is:\n\nABCD-EFGH');
  });
});
