import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
import { type FieldFault, Refusal } from '@portico/kernel';
import { fieldsOf } from './fields.js';
import { planOf } from './plan.js';

const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

function faultsOf(error: ValidationError, above: string): FieldFault[] {
  const pointer = `${above}/${escaped(error.property)}`;
  const own = Object.entries(error.constraints ?? {}).map(([code, message]) => ({ pointer, code, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, pointer))];
}

type Rules = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>;

/**
 * The rules of a class do not change once it is declared, but the validator looks them up among those of every class, at each
 * call and for each nested part: a sixth of what a request costs. Remembered by class; no rule here belongs to a group.
 */
function rememberRules(): void {
  const storage = getMetadataStorage();
  const known = new Map<unknown, Rules>();
  const find = storage.getTargetValidationMetadatas.bind(storage);
  storage.getTargetValidationMetadatas = (type, ...rest) => {
    const [schema, , , groups] = rest;
    if (schema || groups) return find(type, ...rest);
    const rules = known.get(type) ?? find(type, ...rest);
    known.set(type, rules);
    return rules;
  };
}

rememberRules();

/** The input is not what the contract says; `errors` names every field that is wrong. */
export const invalidInput = (errors: FieldFault[]): Refusal =>
  new Refusal('invalid', 'invalid-input', 'Some of what was sent is missing or not in the expected form.', { errors });

/** An instance of the contract class, or a refusal that names each wrong field. Unknown fields are refused. */
export function validated<T extends object>(type: new () => T, plain: unknown): T {
  const body = plain ?? {};
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw invalidInput([{ pointer: '', code: 'isObject', message: 'a JSON object is expected' }]);
  }
  return (planOf(type).make(body) as T | undefined) ?? judged(type, body);
}

function judged<T extends object>(type: new () => T, body: object): T {
  const message = plainToInstance(type, body, { enableCircularCheck: false });
  const errors = validateSync(message, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    stopAtFirstError: false,
  });
  if (errors.length > 0) throw invalidInput(errors.flatMap((error) => faultsOf(error, '')));
  dropNulls(type, message as Fields);
  return message;
}

type Fields = Record<string, unknown>;

/** The validator takes null for an optional field that is absent; so must whoever reads the message. */
function dropNulls(type: new () => object, message: Fields): void {
  for (const { name, nested } of fieldsOf(type)) {
    const value = message[name];
    if (value === null) delete message[name];
    else if (nested && value !== undefined) dropNullsIn(nested(), value);
  }
}

function dropNullsIn(type: new () => object, parts: unknown): void {
  for (const part of [parts].flat()) dropNulls(type, part as Fields);
}
