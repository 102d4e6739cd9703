import type { Twilio } from 'twilio';
import { PasscodeNotSent } from './faults.js';
import { type PasscodeMessage, PasscodeSender } from './passcode-sender.js';

export interface TwilioOptions {
  accountSid: string;
  authToken: string;
  /** E.164, or the id of a messaging service (`MG…`) for short messages. */
  from: string;
  /** Where the API is; only a test names another. */
  baseUrl?: string;
  /** Milliseconds. */
  timeout?: number;
}

type Library = typeof import('twilio');

/** Twilio's codes for a number that cannot be reached this way: not mobile, not valid, blocked, no such region. */
const unreachable = new Set([21211, 21214, 21215, 21217, 21408, 21610, 21612, 21614]);

const voices: Record<string, string> = { en: 'en-US', es: 'es-US' };

/** Passcodes by Twilio: a short message, or a call that speaks. Sends once: a repeat would be a second passcode on the phone. */
export class TwilioPasscodeSender extends PasscodeSender {
  #library?: Promise<{ library: Library; client: Twilio }>;

  constructor(private readonly options: TwilioOptions) {
    super();
  }

  async send(message: PasscodeMessage): Promise<void> {
    this.#library ??= load(this.options);
    const { library, client } = await this.#library;
    const sending = message.channel === 'sms' ? this.text(client, message) : this.call(client, library, message);
    await sending.catch((error: { code?: unknown; status?: unknown }) => {
      throw fault(error);
    });
  }

  private async text(client: Twilio, { to, text }: PasscodeMessage): Promise<void> {
    const { from } = this.options;
    const sender = from.startsWith('MG') ? { messagingServiceSid: from } : { from };
    await client.messages.create({ to, body: text, ...sender });
  }

  private async call(
    client: Twilio,
    { twiml }: Library,
    { to, text, language = 'en' }: PasscodeMessage,
  ): Promise<void> {
    const spoken = new twiml.VoiceResponse();
    const voice = voices[language] ?? language;
    spoken.say({ language: voice as 'en-US' }, text);
    await client.calls.create({ to, from: this.options.from, twiml: spoken.toString() });
  }
}

/** Loaded at the first passcode: the library is large, and most processes send none. */
async function load({
  accountSid,
  authToken,
  baseUrl,
  timeout = 10_000,
}: TwilioOptions): Promise<{ library: Library; client: Twilio }> {
  const { default: library } = (await import('twilio')) as unknown as { default: Library };
  const client = library(accountSid, authToken, { timeout, autoRetry: false, lazyLoading: true });
  if (baseUrl !== undefined) client.api.baseUrl = baseUrl;
  return { library, client };
}

/** Codes only: Twilio's own words repeat the phone number. */
function fault({ code, status }: { code?: unknown; status?: unknown }): PasscodeNotSent {
  if (typeof code !== 'number') return new PasscodeNotSent(typeof status === 'number' ? 'refused' : 'no-answer');
  return new PasscodeNotSent(unreachable.has(code) ? 'unreachable-number' : 'refused', code);
}
