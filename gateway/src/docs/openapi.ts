import type { Schema } from '@portico/contracts';
import { routeControllers } from '../routes/index.js';
import { operationOf } from './operation.js';
import { fieldFaultSchema, problemResponses, problemSchema } from './problem-responses.js';
import { routesOf } from './routes-of.js';
import { Schemas } from './schemas.js';

const parameters: Record<string, Schema> = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'The same key with the same body acts once and is answered alike; with another body it is refused.',
    schema: { type: 'string', pattern: '^[!#-~]{1,255}$', examples: ['8e03978e-40d5-43dd-bc93-6894a57f9324'] },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'The entity tag that the change is based on; a stale one is answered 412.',
    schema: { type: 'string', examples: ['"3"'] },
  },
  XSession: {
    name: 'X-Session',
    in: 'header',
    description: '`bearer`: no cookie is set; the client carries the token itself.',
    schema: { type: 'string', examples: ['bearer'] },
  },
};

const headers: Record<string, Schema> = {
  ETag: { description: 'The version, as a strong entity tag.', schema: { type: 'string' } },
  Link: { description: 'Where the list goes on: `rel="next"`.', schema: { type: 'string' } },
  SetCookie: { description: 'The session for browsers.', schema: { type: 'string' } },
};

const securitySchemes: Record<string, Schema> = {
  sessionBearer: { type: 'http', scheme: 'bearer', description: 'The session token of signing in.' },
  sessionCookie: { type: 'apiKey', in: 'cookie', name: '__Host-portico', description: 'The same, for browsers.' },
  flowBearer: { type: 'http', scheme: 'bearer', description: 'The flow token that a flow was begun or resumed with.' },
};

/** The HTTP contract, OpenAPI 3.1, from the routes' decorators and the contract classes. */
export function openapi(): Schema {
  const schemas = new Schemas();
  const paths: Record<string, Schema> = {};
  for (const route of routesOf(routeControllers)) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route, schemas) };
  }
  const all = { ...schemas.all, Problem: problemSchema, FieldFault: fieldFaultSchema };
  return {
    openapi: '3.1.0',
    info: { title: 'Portico', version: '1', description: 'The provider portal platform.' },
    servers: [{ url: '/v1' }],
    paths,
    components: { schemas: all, responses: problemResponses, parameters, headers, securitySchemes },
  };
}
