import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { messages } from '@portico/contracts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { openapi } from '../src/docs/openapi.js';

interface Operation {
  operationId: string;
  security: object[];
  parameters: { name?: string; in?: string; $ref?: string }[];
  requestBody?: { content: Record<string, { schema: { $ref: string } }> };
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: { $ref: string } }> }>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<
      string,
      { properties: Record<string, object>; additionalProperties?: boolean; required?: string[] }
    >;
  };
}

const document = openapi() as unknown as Document;
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
const operation = (id: string): Operation => operations.find(({ operationId }) => operationId === id) as Operation;

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1 by its schema', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document) as never);
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(document.openapi).toBe('3.1.0');
  });

  it('is the one in docs/openapi.json: `npm run openapi -w gateway` writes it anew', () => {
    const kept = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
    expect(JSON.parse(kept)).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it('names each operation after its message, once', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { name, internal } of messages) {
      expect(ids.includes(name.charAt(0).toLowerCase() + name.slice(1))).toBe(!internal);
    }
  });

  it('refers to nothing that is not there', () => {
    const text = JSON.stringify(document);
    for (const [, place] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = (place ?? '')
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document);
      expect(found).toBeDefined();
    }
  });

  it('says what may be refused, as problems', () => {
    for (const { operationId, responses, security, requestBody } of operations) {
      const statuses = Object.keys(responses);
      expect({ operationId, statuses }).toMatchObject({
        statuses: expect.arrayContaining(['400', '422', '429', '500', '503']),
      });
      if (security.length > 0) expect(statuses).toEqual(expect.arrayContaining(['401', '403']));
      if (requestBody) expect(statuses).toEqual(expect.arrayContaining(['413', '415']));
    }
    expect(Object.keys(operation('updateProfile').responses)).toContain('412');
    expect(Object.keys(operation('signIn').responses)).toEqual(expect.arrayContaining(['401', '403', '423']));
  });

  it('says what opens each route', () => {
    expect(operation('startRegistration').security).toEqual([]);
    expect(operation('acceptTerms').security).toEqual([{ flowBearer: [] }]);
    expect(operation('getMe').security).toEqual([{ sessionBearer: [] }, { sessionCookie: [] }]);
    expect(operation('issueRegistrationToken').security).toEqual([{ sessionBearer: [] }, { sessionCookie: [] }]);
  });

  it('places each field where it is taken: body, path, query or header', () => {
    const { schemas } = document.components;
    expect(Object.keys(schemas.AcceptTerms?.properties ?? {})).toEqual(['accepted']);
    expect(schemas.AcceptTerms).toMatchObject({ additionalProperties: false, required: ['accepted'] });
    expect(schemas.OrganizationOnFile?.additionalProperties).toBe(false);
    expect(schemas.RegistrationStepView?.additionalProperties).toBeUndefined();
    expect(Object.keys(schemas.SignIn?.properties ?? {})).toEqual(['email', 'password']);
    expect(operation('acceptTerms').parameters).toMatchObject([
      { name: 'registrationId', in: 'path' },
      { $ref: expect.stringContaining('IdempotencyKey') },
    ]);
    expect(operation('listSessions').parameters).toMatchObject([{ name: 'cursor', in: 'query', required: false }]);
    expect(operation('reissueRegistrationToken').requestBody).toBeUndefined();
  });
});
