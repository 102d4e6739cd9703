// A bare Nest gateway that asks the data service over Nest's own NATS client: PORT, NATS_URL, NATS_USER, NATS_PASSWORD.
import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientsModule, Transport } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { moduleOf, on, ready } from './nest.mjs';

class Gateway {
  constructor(client) {
    this.client = client;
  }
  list(scope) {
    return this.client.send('bench.list', { scope });
  }
  add(body) {
    return this.client.send('bench.add', body);
  }
}
Inject('BUS')(Gateway, undefined, 0);
on(Gateway, 'list', Get('rows'));
Query('scope')(Gateway.prototype, 'list', 0);
on(Gateway, 'add', Post('rows'));
Body()(Gateway.prototype, 'add', 0);
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
