import { fieldsOf, type FieldNote, type Schema } from '@portico/contracts';

type Contract = new () => object;

/** The JSON schemas of contract classes by name, each once, with those that they hold. */
export class Schemas {
  readonly all: Record<string, Schema> = {};

  /** A reference to the class's schema; `without` names fields that are sent elsewhere than in the body. */
  of(contract: Contract, without: readonly string[] = []): Schema {
    const { name } = contract;
    if (!Object.hasOwn(this.all, name)) {
      this.all[name] = {};
      this.all[name] = this.#object(fieldsOf(contract).filter((field) => !without.includes(field.name)));
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  /** What is accepted is exactly what is declared; what is answered may grow. */
  ofInput(contract: Contract, without: readonly string[]): Schema {
    const reference = this.of(contract, without);
    this.#close(contract);
    return reference;
  }

  #close(contract: Contract): void {
    Object.assign(this.all[contract.name] ?? {}, { additionalProperties: false });
    for (const { nested } of fieldsOf(contract)) if (nested) this.#close(nested());
  }

  #object(fields: FieldNote[]): Schema {
    const required = fields.filter(({ optional }) => !optional).map(({ name }) => name);
    return {
      type: 'object',
      properties: Object.fromEntries(fields.map((field) => [field.name, this.#field(field)])),
      ...(required.length === 0 ? {} : { required }),
    };
  }

  #field({ schema, nested }: FieldNote): Schema {
    if (!nested) return schema;
    return schema.type === 'array' ? { ...schema, items: this.of(nested()) } : { ...schema, ...this.of(nested()) };
  }
}
