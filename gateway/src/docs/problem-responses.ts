import { STATUS_CODES } from 'node:http';
import type { Schema } from '@portico/contracts';
import { headerFieldsOf } from '../input/input.js';
import type { RouteNote } from './routes-of.js';

/** What any request may be answered, whatever it asks. */
const always = [400, 422, 429, 500, 503];
/** What a service may refuse. */
const ofServices = [401, 403, 404, 409, 410, 423];
const ofBodies = [413, 415];

const statuses = [...new Set([...always, ...ofServices, ...ofBodies, 412])].sort((a, b) => a - b);

const nameOf = (status: number): string => (STATUS_CODES[status] ?? String(status)).replace(/\W/g, '');

/** The refusals of a route, by status. */
export function problemsOf(route: RouteNote, hasBody: boolean): Record<string, Schema> {
  const { admits, asked, path } = route;
  const possible = new Set([
    ...always,
    ...(asked.subject === undefined ? [] : ofServices),
    ...(admits === 'anonymous' ? [] : [401, 403]),
    ...(path.includes('{') || asked.name === 'GetPasswordPolicy' ? [404] : []),
    ...(hasBody || route.method !== 'get' ? ofBodies : []),
    ...(headerFieldsOf(asked).includes('ifMatch') ? [412] : []),
  ]);
  const listed = [...possible].sort((a, b) => a - b);
  return Object.fromEntries(listed.map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]));
}

const headersOf: Record<number, Schema> = {
  401: { 'WWW-Authenticate': { schema: { type: 'string' } } },
  429: { 'Retry-After': { schema: { type: 'integer' } }, RateLimit: { schema: { type: 'string' } } },
  503: { 'Retry-After': { schema: { type: 'integer' } } },
};

export const problemResponses: Record<string, Schema> = Object.fromEntries(
  statuses.map((status) => [
    nameOf(status),
    {
      description: STATUS_CODES[status],
      ...(headersOf[status] ? { headers: headersOf[status] } : {}),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]),
);

export const problemSchema: Schema = {
  type: 'object',
  description: 'RFC 9457. `code` is for programs, `detail` for people in their language.',
  required: ['type', 'title', 'status', 'detail', 'code', 'traceId'],
  properties: {
    type: { type: 'string', format: 'uri', examples: ['urn:portico:problem:token-expired'] },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', examples: ['token-expired'] },
    instance: { type: 'string' },
    traceId: { type: 'string' },
    decisionId: {
      type: 'string',
      format: 'uuid',
      description: 'Of each 403 of a person with an organization in view: an Org Admin opens it for 90 days.',
    },
    action: { type: 'string', description: 'With a 403: what was refused, or asks for a fresh passcode.' },
    challenge: {
      type: 'string',
      description: 'With `otp-required`: where the passcode is asked for, then proven at `…/verify`.',
      examples: ['/v1/session/otp'],
    },
    errors: { type: 'array', items: { $ref: '#/components/schemas/FieldFault' } },
  },
};

export const fieldFaultSchema: Schema = {
  type: 'object',
  required: ['pointer', 'code', 'message'],
  properties: {
    pointer: { type: 'string', description: 'JSON pointer into what was sent.', examples: ['/organization/taxId'] },
    code: { type: 'string' },
    message: { type: 'string' },
  },
};
