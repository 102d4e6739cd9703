import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { Clock, StoppedClock } from '@portico/kernel';
import { aFolder, dropFolders } from '../test/folders.js';
import { BoxedLetterPrinter, BoxedMailer, BoxPasscodeSender } from './boxed.js';
import type { DeliveryConfig } from './delivery-config.js';
import { DeliveryModule } from './delivery.module.js';
import { LetterPrinter } from './letter-printer.js';
import { Mailer } from './mailer.js';
import { PasscodeSender } from './passcode-sender.js';
import { PdfLetterPrinter } from './pdf.letter-printer.js';
import { SmtpMailer } from './smtp.mailer.js';
import { TwilioPasscodeSender } from './twilio.passcode-sender.js';

@Global()
@Module({ providers: [{ provide: Clock, useValue: new StoppedClock(new Date(0)) }], exports: [Clock] })
class Clocks {}

const development = (over: Partial<DeliveryConfig> = {}): DeliveryConfig => ({
  NODE_ENV: 'development',
  SMTP_URL: 'smtp://127.0.0.1:1025',
  MAIL_FROM: 'no-reply@portico.example',
  PASSCODE_SENDER: 'box',
  LETTERS_DIR: aFolder(),
  DEV_BOX_DIR: aFolder(),
  ...over,
});

const production = (over: Partial<DeliveryConfig> = {}): DeliveryConfig =>
  development({
    NODE_ENV: 'production',
    PASSCODE_SENDER: 'twilio',
    TWILIO_ACCOUNT_SID: 'AC1',
    TWILIO_AUTH_TOKEN: 'secret',
    TWILIO_FROM: '+18005550100',
    DEV_BOX_DIR: undefined,
    ...over,
  });

const moduleOf = (config: DeliveryConfig): Promise<TestingModule> =>
  Test.createTestingModule({ imports: [Clocks, DeliveryModule.forRoot(config)] }).compile();

describe('the delivery module', () => {
  afterAll(dropFolders);

  it('sends to the box and the mail catcher in development', async () => {
    const app = await moduleOf(development());
    expect(app.get(Mailer)).toBeInstanceOf(BoxedMailer);
    expect(app.get(PasscodeSender)).toBeInstanceOf(BoxPasscodeSender);
    expect(app.get(LetterPrinter)).toBeInstanceOf(BoxedLetterPrinter);
    await app.close();
  });

  it('sends to people in production', async () => {
    const app = await moduleOf(production());
    expect(app.get(Mailer)).toBeInstanceOf(SmtpMailer);
    expect(app.get(PasscodeSender)).toBeInstanceOf(TwilioPasscodeSender);
    expect(app.get(LetterPrinter)).toBeInstanceOf(PdfLetterPrinter);
    await app.close();
  });

  it.each([
    ['DEV_BOX_DIR', production({ DEV_BOX_DIR: '/tmp/box' })],
    ['PASSCODE_SENDER', production({ PASSCODE_SENDER: 'box' })],
    ['SMTP_URL', production({ SMTP_URL: undefined })],
    ['SMTP_URL', production({ SMTP_URL: 'http://mail.example' })],
    ['TWILIO_ACCOUNT_SID', production({ TWILIO_ACCOUNT_SID: undefined })],
    ['TWILIO_AUTH_TOKEN', production({ TWILIO_AUTH_TOKEN: undefined })],
    ['TWILIO_FROM', production({ TWILIO_FROM: undefined })],
    ['LETTERS_DIR', production({ LETTERS_DIR: '' })],
    ['MAIL_FROM', production({ MAIL_FROM: 'nobody' })],
    ['DEV_BOX_DIR', development({ DEV_BOX_DIR: undefined })],
  ])('does not boot on a wrong %s', (variable, config) => {
    expect(() => DeliveryModule.forRoot(config)).toThrow(variable);
  });
});
