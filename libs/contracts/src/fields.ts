import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsEmail,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';

/** JSON schema of one field, kept beside its validators so that neither can drift from the other. */
export type Schema = Record<string, unknown>;

export interface FieldNote {
  name: string;
  schema: Schema;
  optional: boolean;
  /** The class of a nested object, or of each item of a list. */
  nested?: () => new () => object;
  /** What is made of the value that was sent, before it is judged. */
  read?: (value: unknown) => unknown;
}

export interface FieldOptions {
  optional?: boolean;
  description?: string;
  example?: unknown;
  /** Never logged and never shown again. */
  secret?: boolean;
}

type Options = FieldOptions & Pick<FieldNote, 'nested' | 'read'>;

const fieldsKey = Symbol('portico.fields');
const secretNames = new Set<string>();

/** The declared fields of a contract class, inherited ones first. */
export function fieldsOf(type: new () => object): FieldNote[] {
  const notes = Reflect.getMetadata(fieldsKey, type.prototype as object) as FieldNote[] | undefined;
  return notes ?? [];
}

/** Names of all fields declared secret: what logs must not show. */
export const secretFieldNames = (): string[] => [...secretNames];

const words = /^[^\p{C}]*$/u;
const paragraphs = /^[^\p{C}]*(?:[\n\t][^\p{C}]*)*$/u;
const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);
const lowered = (value: unknown): unknown => (typeof value === 'string' ? value.trim().toLowerCase() : value);

function field(schema: Schema, options: Options, ...validators: PropertyDecorator[]): PropertyDecorator {
  return (target, key) => {
    const name = String(key);
    const described = { ...schema, ...picked(options) };
    const inherited = fieldsOf(target.constructor as new () => object).filter((note) => note.name !== name);
    const { optional = false, nested, read } = options;
    Reflect.defineMetadata(fieldsKey, [...inherited, { name, schema: described, optional, nested, read }], target);
    if (options.secret) secretNames.add(name);
    if (read) Transform(({ value }) => read(value))(target, key);
    if (options.optional) IsOptional()(target, key);
    for (const validator of validators) validator(target, key);
  };
}

function picked({ description, example, secret }: FieldOptions): Schema {
  return {
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { examples: [example] }),
    ...(secret ? { format: 'password' } : {}),
  };
}

/** A UUID. */
export const Id = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', format: 'uuid' }, options, IsUUID('all'));

/** One line of text without control characters, trimmed, 1 to `max` characters. */
export const Text = (max: number, options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', minLength: 1, maxLength: max },
    { ...options, read: trimmed },
    IsString(),
    MinLength(1),
    MaxLength(max),
    Matches(words),
  );

/** Text of several lines. */
export const Prose = (max: number, options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', maxLength: max }, options, IsString(), MaxLength(max), Matches(paragraphs));

/** A secret as typed: neither trimmed nor changed. */
export const Secret = (max: number, options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', minLength: 1, maxLength: max },
    { ...options, secret: true },
    IsString(),
    MinLength(1),
    MaxLength(max),
  );

/** A login name or contact address: kept in lower case, at most 254 characters. */
export const Email = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', format: 'email', maxLength: 254 },
    { example: 'maria.lopez@sunrise-clinic.example', ...options, read: lowered },
    IsString(),
    MaxLength(254),
    IsEmail({ allow_ip_domain: false, allow_utf8_local_part: false }),
  );

/** Text of a fixed form. */
export const Pattern = (form: RegExp, options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', pattern: form.source },
    { ...options, read: trimmed },
    IsString(),
    MaxLength(100),
    Matches(form),
  );

/** One of a closed list of words. */
export const OneOf = (values: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', enum: [...values] }, options, IsString(), IsIn(values));

export const Flag = (options: FieldOptions = {}): PropertyDecorator => field({ type: 'boolean' }, options, IsBoolean());

export const Whole = (options: FieldOptions = {}): PropertyDecorator => field({ type: 'integer' }, options, IsInt());

const counted = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value;

/** How many items a page holds at most, 1 to `max`; as a number or, in a query, its digits. */
export const PageSize = (max: number): PropertyDecorator =>
  field(
    { type: 'integer', minimum: 1, maximum: max },
    { optional: true },
    Transform(counted),
    IsInt(),
    Min(1),
    Max(max),
  );

const switched = ({ value }: { value: unknown }): unknown =>
  value === 'true' || value === 'false' ? value === 'true' : value;

/** Asks what a change would do, without doing it: `?dryRun=true`, also beside a body. */
export const DryRun = (): PropertyDecorator =>
  field(
    { type: 'boolean' },
    { optional: true, description: 'Answers with the effects and changes nothing.' },
    Transform(switched),
    IsBoolean(),
  );

/** RFC 3339. Of ISO 8601's other forms some are no `Date` here, and one without an offset is another instant on each server. */
const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** An instant, RFC 3339. */
export const Instant = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', format: 'date-time' },
    options,
    IsString(),
    Matches(instantForm),
    IsISO8601({ strict: true }),
  );

const each = { each: true };
const ofText = [IsString(each), MinLength(1, each), MaxLength(100, each), Matches(words, each)];

/** A list of words, without repeats, each as a `Text` is. */
export const Words = (
  range: { min?: number; max: number; of?: readonly string[] },
  options: FieldOptions = {},
): PropertyDecorator =>
  field(
    {
      type: 'array',
      items: range.of ? { type: 'string', enum: [...range.of] } : { type: 'string', minLength: 1, maxLength: 100 },
      minItems: range.min ?? 0,
      maxItems: range.max,
      uniqueItems: true,
    },
    options,
    IsArray(),
    ArrayMinSize(range.min ?? 0),
    ArrayMaxSize(range.max),
    ArrayUnique(),
    ...(range.of ? [IsIn(range.of, each)] : ofText),
  );

/** A nested object of a contract class. */
export const Part = (type: () => new () => object, options: FieldOptions = {}): PropertyDecorator =>
  field({}, { ...options, nested: type }, Type(type), IsDefined(), IsObject(), ValidateNested());

/** A list of nested objects. */
export const Parts = (
  type: () => new () => object,
  range: { min?: number; max: number },
  options: FieldOptions = {},
): PropertyDecorator =>
  field(
    { type: 'array', minItems: range.min ?? 0, maxItems: range.max },
    { ...options, nested: type },
    Type(type),
    IsArray(),
    ArrayMinSize(range.min ?? 0),
    ArrayMaxSize(range.max),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
  );

/** Free-form data in an answer; never in what is accepted. */
export const Data = (options: FieldOptions = {}): PropertyDecorator => field({ type: 'object' }, options, IsOptional());
