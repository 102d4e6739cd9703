import { fieldsOf, type FieldNote, type Schema } from '@portico/contracts';
import { headerFieldsOf, queryFieldsOf } from '../src/input/input.js';
import { type RouteNote, routesOf } from '../src/docs/routes-of.js';
import { routeControllers } from '../src/routes/index.js';
import { someId } from './a-gateway.js';

/** A value for each form that contracts use. */
const ofPattern: [RegExp, string][] = [
  [/^\^\\d\{6\}/, '123456'],
  [/\\d\{3\}-\\d\{2\}/, '12-3456789'],
  [/^\^\\d\{5\}/, '95814'],
  [/^\^\[A-Z\]\{2\}/, 'CA'],
  [/^\^\[12\]/, '1234567893'],
  [/\{7,24\}/, '+1 916 555 0142'],
  [/^\^-\?P/, 'P30D'],
];

function textOf({ format, enum: choices, pattern, examples }: Schema): string {
  if (Array.isArray(choices)) return String(choices[0]);
  if (format === 'uuid') return someId;
  if (format === 'email') return 'maria.lopez@sunrise-clinic.example';
  if (format === 'date-time') return '2026-11-22T08:00:00.000Z';
  if (Array.isArray(examples)) return String(examples[0]);
  return ofPattern.find(([form]) => form.test(String(pattern)))?.[1] ?? 'a-token-that-is-long-enough';
}

function valueOf({ schema, nested }: FieldNote): unknown {
  const one = nested ? validInput(nested()) : undefined;
  if (schema.type === 'array') return [one ?? textOf((schema.items ?? {}) as Schema)];
  if (one) return one;
  if (schema.type === 'boolean') return true;
  return schema.type === 'integer' ? 1 : textOf(schema);
}

/** Every field of a contract class, with a value that it takes. */
export const validInput = (contract: new () => object): Record<string, unknown> =>
  Object.fromEntries(fieldsOf(contract).map((field) => [field.name, valueOf(field)]));

/** One route with a request that it takes. */
export interface Asking {
  route: RouteNote;
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  /** Fields that are sent in the body, or in the query of a GET. */
  fields: FieldNote[];
  body: Record<string, unknown> | undefined;
  /** Whether it can be asked what it would do. */
  dryRun: boolean;
}

export const routes = routesOf(routeControllers);

export const askings: Asking[] = routes.map((route) => {
  const input = validInput(route.asked);
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => String(input[name]));
  const elsewhere = [...inPath, ...headerFieldsOf(route.asked), ...queryFieldsOf(route.asked)];
  const fields = fieldsOf(route.asked).filter(({ name }) => !elsewhere.includes(name));
  const sent = Object.fromEntries(fields.map(({ name }) => [name, input[name]]));
  const isRead = route.method === 'get';
  const query = isRead ? new URLSearchParams(sent as Record<string, string>).toString() : '';
  return {
    route,
    name: route.asked.name,
    method: route.method.toUpperCase() as Asking['method'],
    url: `/v1${path}${query && `?${query}`}`,
    fields,
    body: isRead || fields.length === 0 ? undefined : sent,
    dryRun: queryFieldsOf(route.asked).includes('dryRun'),
  };
});
