import { getMetadataStorage } from 'class-validator';
import { type FieldNote, fieldsOf } from './fields.js';

type Contract = new () => object;
type Fields = Record<string, unknown>;
type Rule = (value: unknown, message: object) => boolean;
type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

interface PlannedField {
  name: string;
  note: FieldNote;
  rules: Rule[];
}

/** What a value that is none of what this plan knows becomes. */
const unusual = Symbol('unusual');

/**
 * The rules of one contract class, looked up once and run without what tells a person what is wrong. It makes the message
 * if all is well; else the validator itself is asked, so that a refusal is always in its words.
 */
export class Plan {
  readonly #fields = new Map<string, PlannedField>();

  constructor(private readonly type: Contract) {
    const metadata = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
    for (const note of fieldsOf(type)) {
      const own = metadata.filter(({ propertyName, type: kind }) => propertyName === note.name && kind === custom);
      this.#fields.set(note.name, { name: note.name, note, rules: own.flatMap(rulesOf) });
    }
  }

  /** The message; nothing if anything about it is wrong, or not of the plain kind that nearly everything is. */
  make(plain: object): object | undefined {
    const message = new this.type() as Fields;
    for (const name of Object.keys(plain)) {
      const field = this.#fields.get(name);
      const value = field ? valueOf(field.note, (plain as Fields)[name]) : unusual;
      if (value === unusual) return undefined;
      message[name] = value;
    }
    for (const field of this.#fields.values()) if (!holds(field, message)) return undefined;
    return message;
  }
}

const custom = 'customValidation';
const plans = new Map<Contract, Plan>();

export function planOf(type: Contract): Plan {
  const known = plans.get(type) ?? new Plan(type);
  plans.set(type, known);
  return known;
}

function rulesOf(metadata: Metadata): Rule[] {
  const constraints = getMetadataStorage().getTargetValidatorConstraints(metadata.constraintCls);
  return constraints.map(({ instance }) => {
    const judge: Rule = (value, object) => {
      const about = { value, object, targetName: object.constructor.name, property: metadata.propertyName };
      return instance.validate(value, { ...about, constraints: metadata.constraints as unknown[] }) === true;
    };
    return metadata.each ? (value, object) => eachOf(value).every((item) => judge(item, object)) : judge;
  });
}

const eachOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

function holds({ name, note, rules }: PlannedField, message: Fields): boolean {
  const value = message[name];
  if (note.optional && value === undefined) return true;
  return rules.every((rule) => rule(value, message));
}

function valueOf({ nested, read }: FieldNote, sent: unknown): unknown {
  if (nested) return partOf(planOf(nested()), sent);
  if (Array.isArray(sent)) return sent.every(isPlain) ? [...(sent as unknown[])] : unusual;
  if (!isPlain(sent)) return unusual;
  return read ? read(sent) : sent;
}

function partOf(plan: Plan, sent: unknown): unknown {
  if (!Array.isArray(sent)) return isObject(sent) ? (plan.make(sent) ?? unusual) : unusual;
  const parts = sent.map((item: unknown) => (isObject(item) ? plan.make(item) : undefined));
  return parts.includes(undefined) ? unusual : parts;
}

const isPlain = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
