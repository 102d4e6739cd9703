// Sends one message as the process `operator`: {message, body, timeoutMs?, pages?} on stdin, the answer as JSON on stdout; with
// `pages` also those that its `nextCursor` leads to, a line each. Runs on Node 24 and the built libraries.
import { text } from 'node:stream/consumers';
import { NestFactory } from '@nestjs/core';
import * as contracts from '@portico/contracts';
import { system } from '@portico/kernel';
import { Bus, MessagingModule } from '@portico/messaging';
import { configFrom, ProcessConfig, ServiceModule } from '@portico/service';

const { message, body, timeoutMs, pages } = JSON.parse(await text(process.stdin));
const config = configFrom(ProcessConfig, { OPS_PORT: '0', ...process.env });

const root = {
  module: class Operator {},
  imports: [
    ServiceModule.forRoot('operator', config),
    MessagingModule.forRoot({ process: 'operator', config, serves: false }),
  ],
};
const application = await NestFactory.createApplicationContext(root, { logger: ['error'], abortOnError: false });
try {
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  for (let page = {}; ; page = { cursor: page.nextCursor }) {
    const asked = Object.assign(new contracts[message](), given, page);
    page = await application.get(Bus).send(asked, { as: system('operator'), timeoutMs });
    process.stdout.write(`${JSON.stringify(page)}\n`);
    if (!pages || !page.nextCursor) break;
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await application.close();
}
