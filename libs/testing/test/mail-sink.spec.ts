import { expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { MailSink } from '../src/index.js';

const letters = (lines: string[]): string => lines.map((line) => `${line}\r\n`).join('');

it('takes a mail as it came, whatever the pieces it came in', async () => {
  const port = 20_000 + (process.pid % 10_000);
  const sink = await MailSink.start(port);
  const text = letters([
    'EHLO me',
    'MAIL FROM:<a@b.example>',
    'RCPT TO:<Dana@C.example>',
    'DATA',
    'Subject: s',
    '',
    '..dot',
    '.',
    'QUIT',
  ]);

  await new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(text.slice(0, 45));
      setImmediate(() => socket.write(text.slice(45)));
    });
    socket.on('close', resolve).resume();
  });
  await sink.stop();

  expect(sink.to('dana@c.example')).toEqual([
    { from: 'a@b.example', to: ['dana@c.example'], raw: 'Subject: s\r\n\r\n.dot' },
  ]);
});
