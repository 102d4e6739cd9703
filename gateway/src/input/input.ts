import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import { type ArgumentMetadata } from '@nestjs/common';
import { fieldsOf, invalidInput, validated } from '@portico/contracts';
import type { FieldFault } from '@portico/kernel';
import type { FastifyRequest } from 'fastify';
import { isUnsafe } from '../auth/access.js';
import { bearerOf } from '../auth/credentials.js';
import { versionIn } from './if-match.js';

type Fields = Record<string, unknown>;
type Contract = new () => object;

/** Fields that come from headers, and from nowhere else. */
const headerFields: Record<string, (request: FastifyRequest) => string | undefined> = {
  flowToken: bearerOf,
  userAgent: ({ headers }) => headers['user-agent']?.replace(/[^\x20-\x7e]/g, '').slice(0, 300) || undefined,
  ifMatch: ({ headers }) => versionIn(headers['if-match']),
};

/** Names of a contract's fields that the gateway fills from headers. */
export const headerFieldsOf = (contract: Contract): string[] =>
  fieldsOf(contract)
    .map(({ name }) => name)
    .filter((name) => Object.hasOwn(headerFields, name));

/** Body (of an unsafe method) or query (of a safe one), under path and headers, as the contract class of the parameter. */
@Injectable()
export class ContractInput implements PipeTransform<FastifyRequest, object> {
  transform(request: FastifyRequest, { metatype }: ArgumentMetadata): object {
    const contract = metatype as Contract;
    const sent = isUnsafe(request.method) ? bodyOf(request) : queryOf(request);
    const named = headerFieldsOf(contract);
    refuse(named.filter((name) => Object.hasOwn(sent, name)).map(misplaced));
    return validated(contract, { ...sent, ...(request.params as Fields), ...fromHeaders(request, named) });
  }
}

/** The contract class of the annotated parameter, filled and validated. */
export const Input = (): ParameterDecorator =>
  createParamDecorator((_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>())(
    ContractInput,
  );

function bodyOf(request: FastifyRequest): Fields {
  refuse(Object.keys(request.query as Fields).map(misplaced));
  const body = request.body ?? {};
  if (typeof body === 'object' && !Array.isArray(body)) return body as Fields;
  throw invalidInput([{ pointer: '', code: 'isObject', message: 'a JSON object is expected' }]);
}

/** A parameter stands once and is text; brackets make no objects here. */
function queryOf({ query }: FastifyRequest): Fields {
  const sent = query as Fields;
  const faults = Object.entries(sent).filter(([name, value]) => typeof value !== 'string' || name in Object.prototype);
  refuse(faults.map(([name]) => ({ pointer: `/${name}`, code: 'singleText', message: 'one value is expected' })));
  return sent;
}

function fromHeaders(request: FastifyRequest, named: string[]): Fields {
  const found = named.map((name) => [name, headerFields[name]?.(request)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

const misplaced = (name: string): FieldFault => ({
  pointer: `/${name}`,
  code: 'whitelistValidation',
  message: `property ${name} should not exist here`,
});

function refuse(faults: FieldFault[]): void {
  if (faults.length > 0) throw invalidInput(faults);
}
