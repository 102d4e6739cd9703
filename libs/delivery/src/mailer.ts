export interface Mail {
  /** Stays the same however often the mail is tried: what the receiver and the box tell doubles by. */
  messageId: string;
  to: string;
  /** A full address, `Name <user@host>`; without it the configured one. */
  from?: string;
  /** Puts a name before the configured address. */
  fromName?: string;
  subject: string;
  text: string;
  html: string;
  /** Id of the token, flow or user that it is for. */
  about: string;
  /** The token that the mail carries, for the development box only. */
  secret?: string;
  language?: string;
}

/** Sends mail. Rejects when the mail was not taken: the job tries again, with the same message id. */
export abstract class Mailer {
  abstract send(mail: Mail): Promise<void>;
}
