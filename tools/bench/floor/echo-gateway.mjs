// A bare Nest gateway that asks the echo service over Nest's own NATS client: PORT, NATS_URL, NATS_USER, NATS_PASSWORD.
import { Body, Controller, Inject, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientsModule, Transport } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { moduleOf, on, ready } from './nest.mjs';

class Gateway {
  constructor(client) {
    this.client = client;
  }
  echo(body) {
    return this.client.send('bench.echo', body);
  }
}
Inject('BUS')(Gateway, undefined, 0);
on(Gateway, 'echo', Post('echo'));
Body()(Gateway.prototype, 'echo', 0);
Controller()(Gateway);

const { NATS_URL, NATS_USER, NATS_PASSWORD } = process.env;
const client = {
  name: 'BUS',
  transport: Transport.NATS,
  options: { servers: [NATS_URL], user: NATS_USER, pass: NATS_PASSWORD },
};
const root = moduleOf({ imports: [ClientsModule.register([client])], controllers: [Gateway] });
const app = await NestFactory.create(root, new FastifyAdapter(), { logger: false });
await app.listen(Number(process.env.PORT), '127.0.0.1');
ready();
