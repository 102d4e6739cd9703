import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { fieldsOf, messages } from './index.js';
import { planOf } from './plan.js';

type Contract = new () => object;

const strict = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false };
const texts = ['', ' x ', 'A@B.Example ', '1', 'a\nb', 'x'.repeat(400), '018f2d5e-7b3a-7c3e-9f00-000000000001'];
const lists = [[], ['a'], ['a', 'a'], [''], [1], [null], [{}], [[]], Array.from({ length: 300 }, (_, at) => `w${at}`)];
const odd: unknown[] = [undefined, null, 0, 1.5, true, {}, { $gt: '' }, new Date(0), ...texts, ...lists];

/** A value that the schema of a field would let pass, as far as it tells. */
function likely({ schema, nested }: ReturnType<typeof fieldsOf>[number]): unknown {
  if (nested) return schema.type === 'array' ? [likelyBody(nested())] : likelyBody(nested());
  const [first] = (schema.enum ?? schema.examples ?? []) as unknown[];
  if (first !== undefined) return first;
  const { items } = schema as { items?: { enum?: string[] } };
  const byType: Record<string, unknown> = {
    boolean: true,
    integer: 3,
    array: [items?.enum?.[0] ?? 'word'],
    object: {},
  };
  const byFormat: Record<string, string> = { uuid: texts[6] as string, 'date-time': '2026-01-02T03:04:05Z' };
  return byType[String(schema.type)] ?? byFormat[String(schema.format)] ?? 'Word';
}

const likelyBody = (type: Contract): Record<string, unknown> =>
  Object.fromEntries(fieldsOf(type).map((note) => [note.name, likely(note)]));

/** As the validator itself judges it. */
function judged(type: Contract, body: object): object | undefined {
  const message = plainToInstance<object, object>(type, body, { enableCircularCheck: false });
  return validateSync(message, strict).length === 0 ? message : undefined;
}

function variants(type: Contract): object[] {
  const body = likelyBody(type);
  const changed = fieldsOf(type).flatMap(({ name }) => odd.map((value) => ({ ...body, [name]: value })));
  const nested = fieldsOf(type).flatMap(({ name, nested: part, schema }) =>
    (part ? variants(part()) : []).map((value) => ({ ...body, [name]: schema.type === 'array' ? [value] : value })),
  );
  const proto = JSON.parse('{"__proto__": {"a": 1}}') as object;
  return [
    body,
    {},
    { ...body, other: 1 },
    { ...body, constructor: 'x' },
    Object.assign(proto, body),
    ...changed,
    ...nested,
  ];
}

describe('The plan of a message', () => {
  it.each(messages.map((type) => [type.name, type] as const))(
    '%s takes nothing that the validator refuses',
    (_, type) => {
      let taken = 0;
      for (const body of variants(type)) {
        const made = planOf(type).make(body);
        if (!made) continue;
        taken += 1;
        expect(made).toBeInstanceOf(type);
        expect(made).toEqual(judged(type, body));
      }
      const plain = judged(type, likelyBody(type));
      if (plain) expect(taken).toBeGreaterThan(0);
    },
  );
});
