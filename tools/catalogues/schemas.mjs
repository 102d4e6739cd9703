// JSON schema of contract classes, from the notes that their field decorators keep.

const reference = (type) => ({ $ref: `#/components/schemas/${type.name}` });

function fieldSchema({ schema, nested }) {
  if (!nested) return schema;
  if (schema.type === 'array') return { ...schema, items: reference(nested()) };
  return Object.keys(schema).length > 0 ? { ...schema, allOf: [reference(nested())] } : reference(nested());
}

function objectSchema(fields, description) {
  const required = fields.filter(({ optional }) => !optional).map(({ name }) => name);
  return {
    type: 'object',
    ...(description ? { description } : {}),
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
  };
}

/** Schemas of these classes and of all that they hold, by name. */
export function schemasOf(types, { fieldsOf, docs }) {
  const schemas = {};
  const waiting = [...types];
  for (let type = waiting.shift(); type; type = waiting.shift()) {
    if (schemas[type.name]) continue;
    const fields = fieldsOf(type);
    schemas[type.name] = objectSchema(fields, docs[type.name]);
    waiting.push(...fields.filter(({ nested }) => nested).map(({ nested }) => nested()));
  }
  return Object.fromEntries(Object.entries(schemas).sort(([one], [other]) => (one < other ? -1 : 1)));
}
