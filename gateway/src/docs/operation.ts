import { fieldsOf, type FieldNote, type Schema } from '@portico/contracts';
import { headerFieldsOf, queryFieldsOf } from '../input/input.js';
import { problemsOf } from './problem-responses.js';
import type { RouteNote } from './routes-of.js';
import type { Schemas } from './schemas.js';

const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const words = (name: string): string => name.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const isRead = ({ method }: RouteNote): boolean => method === 'get';

/** One route as an OpenAPI operation; its id is the name of its message. */
export function operationOf(route: RouteNote, schemas: Schemas): Schema {
  const { asked, group } = route;
  const body = bodyFields(route);
  return {
    operationId: camel(asked.name),
    summary: words(asked.name),
    tags: [group],
    security: securityOf(route),
    parameters: [...placed(route), ...headersOf(route)],
    ...(body.length === 0 ? {} : { requestBody: bodyOf(route, schemas) }),
    responses: { ...answersOf(route, schemas), ...problemsOf(route, body.length > 0) },
  };
}

const pathNames = ({ path }: RouteNote): string[] => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');

/** What an unsafe request may carry in its query beside its body. */
const besideBody = (route: RouteNote): string[] => (isRead(route) ? [] : queryFieldsOf(route.asked));

const elsewhere = (route: RouteNote): string[] => [
  ...pathNames(route),
  ...headerFieldsOf(route.asked),
  ...besideBody(route),
];

/** Fields that come in the body, or in the query of a read. */
const ownFields = (route: RouteNote): FieldNote[] =>
  fieldsOf(route.asked).filter(({ name }) => !elsewhere(route).includes(name));

const bodyFields = (route: RouteNote): FieldNote[] => (isRead(route) ? [] : ownFields(route));

/** A body in which nothing must stand may be left out. */
const bodyOf = (route: RouteNote, schemas: Schemas): Schema => ({
  required: ownFields(route).some(({ optional }) => !optional),
  content: { 'application/json': { schema: schemas.ofInput(route.asked, elsewhere(route)) } },
});

function placed(route: RouteNote): Schema[] {
  const inPath = fieldsOf(route.asked).filter(({ name }) => pathNames(route).includes(name));
  const beside = fieldsOf(route.asked).filter(({ name }) => besideBody(route).includes(name));
  const inQuery = isRead(route) ? ownFields(route) : beside;
  return [
    ...inPath.map(({ name, schema }) => ({ name, in: 'path', required: true, schema })),
    ...inQuery.map(({ name, schema, optional }) => ({ name, in: 'query', required: !optional, schema })),
  ];
}

function headersOf(route: RouteNote): Schema[] {
  const takes = headerFieldsOf(route.asked);
  return [
    ...(isRead(route) ? [] : [{ $ref: '#/components/parameters/IdempotencyKey' }]),
    ...(takes.includes('ifMatch') ? [{ $ref: '#/components/parameters/IfMatch' }] : []),
    ...(givesSession(route) ? [{ $ref: '#/components/parameters/XSession' }] : []),
  ];
}

/** Whoever gets a session's token gets it as a cookie as well, unless they say otherwise. */
const givesSession = ({ asked }: RouteNote): boolean =>
  fieldsOf(asked.result).some(({ name }) => name === 'sessionToken');

function securityOf({ admits }: RouteNote): Schema[] {
  if (admits === 'anonymous') return [];
  return admits === 'flow' ? [{ flowBearer: [] }] : [{ sessionBearer: [] }, { sessionCookie: [] }];
}

/** A dry run answers with effects, also where the change itself has nothing to say. */
function answersOf(route: RouteNote, schemas: Schemas): Record<string, Schema> {
  if (route.status !== 204) return { [route.status]: answerOf(route, schemas) };
  const done = { 204: { description: 'Done.' } };
  return besideBody(route).length === 0 ? done : { 200: answerOf(route, schemas), ...done };
}

function answerOf({ asked }: RouteNote, schemas: Schemas): Schema {
  const names = fieldsOf(asked.result).map(({ name }) => name);
  const headers = {
    ...(names.includes('version') ? { ETag: { $ref: '#/components/headers/ETag' } } : {}),
    ...(names.includes('nextCursor') ? { Link: { $ref: '#/components/headers/Link' } } : {}),
    ...(names.includes('sessionToken') ? { 'Set-Cookie': { $ref: '#/components/headers/SetCookie' } } : {}),
  };
  return {
    description: words(asked.result.name),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    content: { 'application/json': { schema: schemas.of(asked.result) } },
  };
}
