import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PasscodeNotSent } from './faults.js';
import type { PasscodeMessage } from './passcode-sender.js';
import { TwilioPasscodeSender } from './twilio.passcode-sender.js';

const passcode = (over: Partial<PasscodeMessage> = {}): PasscodeMessage => ({
  channel: 'sms',
  to: '+19165550142',
  text: 'QX-123456 is your passcode',
  code: 'QX-123456',
  about: 'flow-1',
  ...over,
});

describe('passcodes by Twilio [MC-OTP-01]', () => {
  const asked: { path: string; form: URLSearchParams; authorization?: string }[] = [];
  let answer: { status: number; body: object };
  let server: Server;
  let baseUrl: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { url = '', headers } = request;
        asked.push({
          path: url,
          form: new URLSearchParams(Buffer.concat(chunks).toString()),
          authorization: headers.authorization,
        });
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  beforeEach(() => {
    asked.splice(0);
    answer = { status: 201, body: { sid: 'SM1' } };
  });

  const sender = (from = '+18005550100'): TwilioPasscodeSender =>
    new TwilioPasscodeSender({
      accountSid: 'AC00000000000000000000000000000000',
      authToken: 'secret',
      from,
      baseUrl,
      timeout: 1000,
    });

  it('are written as a short message', async () => {
    await sender().send(passcode());
    expect(asked[0]?.path).toBe('/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json');
    expect(Object.fromEntries(asked[0]?.form ?? [])).toEqual({
      To: '+19165550142',
      From: '+18005550100',
      Body: 'QX-123456 is your passcode',
    });
    expect(asked[0]?.authorization).toMatch(/^Basic /);
  });

  it('come from a messaging service where one is named', async () => {
    await sender('MG00000000000000000000000000000000').send(passcode());
    expect(asked[0]?.form.get('MessagingServiceSid')).toBe('MG00000000000000000000000000000000');
    expect(asked[0]?.form.has('From')).toBe(false);
  });

  it('are spoken in a call, in the language of the person', async () => {
    await sender().send(passcode({ channel: 'voice', text: 'Su código es <1, 2>', language: 'es' }));
    expect(asked[0]?.path).toContain('/Calls.json');
    expect(asked[0]?.form.get('Twiml')).toContain('<Say language="es-US">Su código es &lt;1, 2&gt;</Say>');
  });

  it.each([
    [
      400,
      { code: 21614, message: "'To' number +19165550142 is not a valid mobile number" },
      'unreachable-number',
      21614,
    ],
    [400, { code: 21606, message: 'no sender for +19165550142' }, 'refused', 21606],
    [500, { message: 'oops' }, 'refused', undefined],
  ])('fail without the phone number or the code in the error (%i)', async (status, body, reason, code) => {
    answer = { status, body };
    const failure = await sender()
      .send(passcode())
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PasscodeNotSent);
    expect(failure).toMatchObject({ reason, code });
    expect(JSON.stringify(failure) + String(failure)).not.toMatch(/9165550142|123456/);
    expect(asked).toHaveLength(1);
  });

  it('fail when nobody answers', async () => {
    const nobody = new TwilioPasscodeSender({
      accountSid: 'AC1',
      authToken: 's',
      from: '+1',
      baseUrl: 'http://127.0.0.1:9',
      timeout: 500,
    });
    await expect(nobody.send(passcode())).rejects.toMatchObject({ reason: 'no-answer' });
  });
});
