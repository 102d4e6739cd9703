// A bare Nest service on NATS that answers what it is asked: NATS_URL, NATS_USER, NATS_PASSWORD.
import { Controller } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Transport } from '@nestjs/microservices';
import { moduleOf, on, ready } from './nest.mjs';

class Echo {
  echo(data) {
    return data;
  }
}
on(Echo, 'echo', MessagePattern('bench.echo'));
Controller()(Echo);

const { NATS_URL, NATS_USER, NATS_PASSWORD } = process.env;
const options = { servers: [NATS_URL], user: NATS_USER, pass: NATS_PASSWORD, queue: 'bench' };
const app = await NestFactory.createMicroservice(moduleOf({ controllers: [Echo] }), {
  transport: Transport.NATS,
  options,
  logger: false,
});
await app.listen();
ready();
