/** What the adapters need from the environment; a process's configuration class has these fields. */
export interface DeliveryConfig {
  NODE_ENV: string;
  /** `smtp://` or `smtps://`; only with a development box may it be absent. */
  SMTP_URL?: string;
  MAIL_FROM: string;
  PASSCODE_SENDER: 'box' | 'twilio';
  TWILIO_ACCOUNT_SID?: string;
  TWILIO_AUTH_TOKEN?: string;
  /** E.164 number, or the id of a messaging service. */
  TWILIO_FROM?: string;
  LETTERS_DIR: string;
  /** The folder of what was sent in development; refused in production. */
  DEV_BOX_DIR?: string;
}

type Rule = [isWrong: (config: DeliveryConfig) => boolean, sentence: string];

const rules: Rule[] = [
  [
    ({ NODE_ENV, DEV_BOX_DIR }) => NODE_ENV === 'production' && DEV_BOX_DIR !== undefined,
    'DEV_BOX_DIR must not be set in production.',
  ],
  [
    ({ NODE_ENV, PASSCODE_SENDER }) => NODE_ENV === 'production' && PASSCODE_SENDER === 'box',
    'PASSCODE_SENDER must not be box in production.',
  ],
  [
    ({ PASSCODE_SENDER, DEV_BOX_DIR }) => PASSCODE_SENDER === 'box' && !DEV_BOX_DIR,
    'PASSCODE_SENDER is box, so DEV_BOX_DIR must be set.',
  ],
  [({ SMTP_URL, DEV_BOX_DIR }) => !SMTP_URL && !DEV_BOX_DIR, 'SMTP_URL must be set.'],
  [
    ({ SMTP_URL }) => SMTP_URL !== undefined && !/^smtps?:\/\/./.test(SMTP_URL),
    'SMTP_URL must start with smtp:// or smtps://.',
  ],
  [
    (config) => config.PASSCODE_SENDER === 'twilio' && !config.TWILIO_ACCOUNT_SID,
    'TWILIO_ACCOUNT_SID must be set for PASSCODE_SENDER twilio.',
  ],
  [
    (config) => config.PASSCODE_SENDER === 'twilio' && !config.TWILIO_AUTH_TOKEN,
    'TWILIO_AUTH_TOKEN must be set for PASSCODE_SENDER twilio.',
  ],
  [
    (config) => config.PASSCODE_SENDER === 'twilio' && !config.TWILIO_FROM,
    'TWILIO_FROM must be set for PASSCODE_SENDER twilio.',
  ],
  [({ LETTERS_DIR }) => !LETTERS_DIR, 'LETTERS_DIR must be set.'],
  [({ MAIL_FROM }) => !MAIL_FROM?.includes('@'), 'MAIL_FROM must be an address.'],
];

/** Throws one sentence per wrong variable. */
export function refuseWrongDelivery(config: DeliveryConfig): void {
  const wrong = rules.filter(([isWrong]) => isWrong(config)).map(([, sentence]) => sentence);
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}
