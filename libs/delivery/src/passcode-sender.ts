export interface PasscodeMessage {
  channel: 'sms' | 'voice';
  /** E.164. */
  to: string;
  /** What is written or spoken; holds the code, if there is one. */
  text: string;
  /** Empty in a text that only tells something. */
  code: string;
  /** Id of the flow that it is for. */
  about: string;
  /** BCP 47, for the voice. */
  language?: string;
  /** With an id, the development box keeps a repeated message once. */
  messageId?: string;
}

/** Sends a passcode by short message or call. Never tried again by itself: the person asks for another. */
export abstract class PasscodeSender {
  abstract send(message: PasscodeMessage): Promise<void>;
}
