import type { DynamicModule, NestApplicationOptions, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GatewayConfig } from './gateway.config.js';
import { refuseConnection } from './http/connection-errors.js';
import { KnownPaths } from './http/known-paths.js';
import { Problems } from './http/problems.js';
import { notJson } from './http/refusals.js';
import { describe } from './http/representation.js';
import { RequestStart } from './http/request-start.js';
import { largestBody, strictJson } from './http/strict-json.js';

/** Milliseconds that one request may take to arrive. */
const requestTimeout = 30_000;
/** Longer than the idle time of the proxies before us, which must be the ones to close. */
const keepAliveTimeout = 72_000;

const quiet: NestApplicationOptions = { bodyParser: false, abortOnError: false, logger: ['error', 'warn'] };

const limitsOfHttp = {
  logger: false,
  bodyLimit: largestBody,
  requestTimeout,
  keepAliveTimeout,
  requestIdHeader: false,
  skipMiddie: true,
  multipart: false,
  routerOptions: { maxParamLength: 20_000 },
  clientErrorHandler: refuseConnection,
} as const;

/** The gateway's application; its HTTP server does not listen yet. */
export async function createGateway(root: Type | DynamicModule): Promise<NestFastifyApplication> {
  const late: { problems?: Problems } = {};
  const frameworkErrors = (error: Error, request: FastifyRequest, reply: FastifyReply): void =>
    late.problems?.answer(error, request, reply);
  const adapter = new FastifyAdapter({ ...limitsOfHttp, frameworkErrors });
  const application = await NestFactory.create<NestFastifyApplication>(root, adapter, quiet);
  late.problems = application.get(Problems);
  application.setGlobalPrefix('v1');
  prepare(adapter.getInstance(), application);
  return application;
}

export async function listen(application: NestFastifyApplication): Promise<void> {
  const { HTTP_PORT, HTTP_HOST } = application.get(GatewayConfig);
  await application.listen(HTTP_PORT, HTTP_HOST);
}

function prepare(fastify: FastifyInstance, application: NestFastifyApplication): void {
  const start = application.get(RequestStart);
  const paths = application.get(KnownPaths);
  acceptJsonOnly(fastify);
  for (const name of ['work', 'session', 'limits']) fastify.decorateRequest(name, null);
  fastify.decorateRequest('address', '');
  fastify.addHook('onRoute', ({ url, method }) => paths.add(url, method));
  fastify.addHook('onRequest', (request, reply, proceed) => start.begin(request, reply, proceed));
  fastify.addHook('preSerialization', async (request, reply, payload) => {
    describe(request, reply, payload);
    return payload;
  });
  fastify.addHook('onResponse', (request, reply, proceed) => {
    start.end(request, reply);
    proceed();
  });
}

function acceptJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      if (!isUtf8Type(request.headers['content-type'])) throw notJson();
      return strictJson(body);
    },
  );
}

const isUtf8Type = (type = ''): boolean => !/charset/i.test(type) || /charset="?utf-8"?\s*(?:;|$)/i.test(type);
