// A plain Nest application on Fastify that says hello: PORT.
import { Controller, Get } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { moduleOf, on, ready } from './nest.mjs';

class Hello {
  hello() {
    return { hello: 'world' };
  }
}
on(Hello, 'hello', Get('hello'));
Controller()(Hello);

const app = await NestFactory.create(moduleOf({ controllers: [Hello] }), new FastifyAdapter(), { logger: false });
await app.listen(Number(process.env.PORT), '127.0.0.1');
ready();
