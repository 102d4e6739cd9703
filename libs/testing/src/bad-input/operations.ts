export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  pattern?: string;
  enum?: string[];
  examples?: unknown[];
  minItems?: number;
  properties?: Record<string, Schema>;
  items?: Schema;
}

interface Parameter {
  name: string;
  in: string;
  schema: Schema;
}

interface OperationObject {
  operationId: string;
  security?: Record<string, string[]>[];
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** As much of an OpenAPI document as is read here. */
export interface Contract {
  paths: Record<string, Record<string, OperationObject>>;
  components: { schemas: Record<string, Schema> };
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One operation, with its body's schema free of references. */
export interface Operation {
  id: string;
  method: Method;
  path: string;
  /** Whose bearer it asks for. */
  asks: 'nobody' | 'session' | 'flow';
  inPath: string[];
  inQuery: string[];
  body?: Schema;
}

/** A field of a body: where it stands and what it takes. */
export interface Place {
  pointer: string;
  schema: Schema;
}

export function operationsOf(contract: Contract): Operation[] {
  return Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, found]) => operationOf(contract, found, { path, method })),
  );
}

function operationOf(contract: Contract, found: OperationObject, at: { path: string; method: string }): Operation {
  const parameters = (found.parameters ?? []).filter((each): each is Parameter => 'name' in each);
  const named = (place: string): string[] => parameters.filter((each) => each.in === place).map(({ name }) => name);
  const schemes = (found.security ?? []).flatMap((scheme) => Object.keys(scheme));
  const body = found.requestBody?.content['application/json']?.schema;
  return {
    id: found.operationId,
    method: at.method.toUpperCase() as Method,
    path: at.path,
    asks: schemes.includes('flowBearer') ? 'flow' : schemes.length > 0 ? 'session' : 'nobody',
    inPath: named('path'),
    inQuery: named('query'),
    ...(body ? { body: whole(contract, body) } : {}),
  };
}

function whole(contract: Contract, schema: Schema): Schema {
  const found = schema.$ref ? (contract.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;
  const fields = Object.entries(found.properties ?? {}).map(([name, of]) => [name, whole(contract, of)] as const);
  return {
    ...found,
    ...(found.properties ? { properties: Object.fromEntries(fields) } : {}),
    ...(found.items ? { items: whole(contract, found.items) } : {}),
  };
}

/** Every field of a body, also those of nested objects, of list items, and the items themselves. */
export function placesIn(schema: Schema, above = ''): Place[] {
  const fields = Object.entries(schema.properties ?? {});
  const members = fields.map(([name, of]): Place => ({ pointer: `${above}/${name}`, schema: of }));
  const items = schema.items ? [{ pointer: `${above}/0`, schema: schema.items }] : [];
  return [...members, ...items].flatMap((place) => [place, ...placesIn(place.schema, place.pointer)]);
}

/** Text for the forms that contracts use. */
const ofPattern: [RegExp, string][] = [
  [/^\^\\d\{6\}/, '123456'],
  [/\\d\{3\}-\\d\{2\}/, '12-3456789'],
  [/^\^\\d\{5\}/, '95814'],
  [/^\^\[A-Z\]\{2\}/, 'CA'],
  [/^\^\[12\]/, '1234567893'],
  [/\{7,24\}/, '+1 916 555 0142'],
];

/** A value that the schema takes. */
export function sampleOf({ type, properties, items, ...rest }: Schema): unknown {
  if (properties) return Object.fromEntries(Object.entries(properties).map(([name, of]) => [name, sampleOf(of)]));
  if (items) return [sampleOf(items)];
  if (type === 'boolean') return true;
  return type === 'integer' ? 1 : textOf(rest);
}

function textOf({ format, enum: choices, pattern, examples }: Schema): string {
  if (choices) return String(choices[0]);
  if (format === 'uuid') return '018f3c1e-0000-7000-8000-000000000001';
  if (examples) return String(examples[0]);
  return ofPattern.find(([form]) => form.test(pattern ?? ''))?.[1] ?? 'some-text-that-is-long-enough';
}
