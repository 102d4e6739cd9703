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

/** What of a header is printable ASCII, cut to what the contract has room for. */
const plain = (header: string | undefined, most: number): string | undefined =>
  header
    ?.replace(/[^\x20-\x7e]/g, '')
    .slice(0, most)
    .trim() || undefined;

/** Fields that come from headers, and from nowhere else. */
const headerFields: Record<string, (request: FastifyRequest) => string | undefined> = {
  flowToken: bearerOf,
  userAgent: ({ headers }) => plain(headers['user-agent'], 300),
  ifMatch: ({ headers }) => versionIn(headers['if-match']),
  language: ({ headers }) => plain(headers['accept-language'], 100),
};

/** Names of a contract's fields that the gateway fills from headers. */
export const headerFieldsOf = (contract: Contract): string[] =>
  fieldsOf(contract)
    .map(({ name }) => name)
    .filter((name) => Object.hasOwn(headerFields, name));

/** Fields that stand in the query, also beside a body. */
const queryFields: readonly string[] = ['dryRun'];

/** Names of a contract's fields that an unsafe request carries in its query. */
export const queryFieldsOf = (contract: Contract): string[] =>
  fieldsOf(contract)
    .map(({ name }) => name)
    .filter((name) => queryFields.includes(name));

interface Plan {
  fromHeaders: string[];
  fromQuery: string[];
  isEmpty: boolean;
}

/** Body (of an unsafe method) or query (of a safe one), under path and headers, as the contract class of the parameter. */
@Injectable()
export class ContractInput implements PipeTransform<FastifyRequest, object> {
  readonly #plans = new WeakMap<Contract, Plan>();

  transform(request: FastifyRequest, { metatype }: ArgumentMetadata): object {
    const contract = metatype as Contract;
    const plan = this.#planOf(contract);
    const { fromHeaders, isEmpty } = plan;
    const sent = isUnsafe(request.method) ? bodyOf(request, plan) : queryOf(request);
    refuse((isEmpty ? Object.keys(sent) : fromHeaders.filter((name) => Object.hasOwn(sent, name))).map(misplaced));
    if (isEmpty) return new contract();
    return validated(contract, { ...sent, ...(request.params as Fields), ...headersIn(request, fromHeaders) });
  }

  #planOf(contract: Contract): Plan {
    const known = this.#plans.get(contract);
    if (known) return known;
    const [fromHeaders, fromQuery] = [headerFieldsOf(contract), queryFieldsOf(contract)];
    const plan = { fromHeaders, fromQuery, isEmpty: fieldsOf(contract).length === 0 };
    this.#plans.set(contract, plan);
    return plan;
  }
}

/** The contract class of the annotated parameter, filled and validated. */
export const Input = (): ParameterDecorator =>
  createParamDecorator((_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>())(
    ContractInput,
  );

/** More parameters than any address takes; each unknown one would be looked at, and named. */
const mostParameters = 50;

function parametersOf({ query }: FastifyRequest): Fields {
  const sent = query as Fields;
  if (Object.keys(sent).length <= mostParameters) return sent;
  throw invalidInput([{ pointer: '', code: 'length', message: `at most ${mostParameters} parameters are accepted` }]);
}

function bodyOf(request: FastifyRequest, { fromQuery }: Plan): Fields {
  const beside = queryOf(request);
  const body = request.body ?? {};
  if (typeof body === 'object' && !Array.isArray(body)) {
    const strays = Object.keys(beside).filter((name) => !fromQuery.includes(name));
    refuse([...strays, ...fromQuery.filter((name) => Object.hasOwn(body, name))].map(misplaced));
    return { ...body, ...beside };
  }
  throw invalidInput([{ pointer: '', code: 'isObject', message: 'a JSON object is expected' }]);
}

/** A parameter stands once and is text; brackets make no objects here. */
function queryOf(request: FastifyRequest): Fields {
  const sent = parametersOf(request);
  const faults = Object.entries(sent).filter(([name, value]) => typeof value !== 'string' || name in Object.prototype);
  refuse(faults.map(([name]) => ({ pointer: `/${name}`, code: 'singleText', message: 'one value is expected' })));
  return sent;
}

function headersIn(request: FastifyRequest, named: string[]): Fields {
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
