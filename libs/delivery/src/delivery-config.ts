/** What the adapters need from the environment; a process's configuration class has these fields. */
export interface DeliveryConfig {
  NODE_ENV: string;
  /** `smtp://` or `smtps://`; required in production, in development mail may go to the box alone. */
  SMTP_URL?: string;
  MAIL_FROM: string;
  PASSCODE_SENDER: 'box' | 'twilio';
  TWILIO_ACCOUNT_SID?: string;
  TWILIO_AUTH_TOKEN?: string;
  /** E.164 number, or a messaging service id. */
  TWILIO_FROM?: string;
  LETTERS_DIR: string;
  /** The folder of what was sent in development; refused in production. */
  DEV_BOX_DIR?: string;
}
