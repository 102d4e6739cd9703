import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { Clock } from '@portico/kernel';
import { BoxedLetterPrinter, BoxedMailer, BoxPasscodeSender } from './boxed.js';
import { type DeliveryConfig, refuseWrongDelivery } from './delivery-config.js';
import { DevBox } from './dev-box.js';
import { LetterPrinter } from './letter-printer.js';
import { Mailer } from './mailer.js';
import { PasscodeSender } from './passcode-sender.js';
import { PdfLetterPrinter } from './pdf.letter-printer.js';
import { SmtpMailer } from './smtp.mailer.js';
import { TwilioPasscodeSender } from './twilio.passcode-sender.js';

/** Binds the ports of delivery to what the environment names; production refuses everything of the development box. */
@Module({})
export class DeliveryModule {
  static forRoot(config: DeliveryConfig): DynamicModule {
    refuseWrongDelivery(config);
    const providers = config.DEV_BOX_DIR === undefined ? direct(config) : boxed(config, config.DEV_BOX_DIR);
    return { module: DeliveryModule, global: true, providers, exports: [Mailer, PasscodeSender, LetterPrinter] };
  }
}

function direct(config: DeliveryConfig): Provider[] {
  return [
    { provide: Mailer, useValue: smtp(config) },
    { provide: PasscodeSender, useValue: twilio(config) },
    {
      provide: LetterPrinter,
      useFactory: (clock: Clock) => new PdfLetterPrinter(config.LETTERS_DIR, clock),
      inject: [Clock],
    },
  ];
}

function boxed(config: DeliveryConfig, folder: string): Provider[] {
  const next = config.SMTP_URL === undefined ? undefined : smtp(config);
  const letters = (box: DevBox, clock: Clock): LetterPrinter =>
    new BoxedLetterPrinter(box, new PdfLetterPrinter(config.LETTERS_DIR, clock));
  const passcodes = (box: DevBox): PasscodeSender =>
    config.PASSCODE_SENDER === 'box' ? new BoxPasscodeSender(box) : twilio(config);
  return [
    { provide: DevBox, useFactory: (clock: Clock) => new DevBox(folder, clock), inject: [Clock] },
    ...(next ? [{ provide: SmtpMailer, useValue: next }] : []),
    { provide: Mailer, useFactory: (box: DevBox) => new BoxedMailer(box, next), inject: [DevBox] },
    { provide: PasscodeSender, useFactory: passcodes, inject: [DevBox] },
    { provide: LetterPrinter, useFactory: letters, inject: [DevBox, Clock] },
  ];
}

const smtp = ({ SMTP_URL = '', MAIL_FROM }: DeliveryConfig): SmtpMailer =>
  new SmtpMailer({ url: SMTP_URL, from: MAIL_FROM });

const twilio = (config: DeliveryConfig): TwilioPasscodeSender =>
  new TwilioPasscodeSender({
    accountSid: config.TWILIO_ACCOUNT_SID ?? '',
    authToken: config.TWILIO_AUTH_TOKEN ?? '',
    from: config.TWILIO_FROM ?? '',
  });
