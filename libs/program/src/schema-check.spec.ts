import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { formatChecks } from './format-checks.js';

describe('The schema of a pack', () => {
  it('is one itself, so that a boot need not judge it', () => {
    const ajv = new Ajv({ strict: true, strictTypes: false });
    for (const [name, check] of Object.entries(formatChecks)) ajv.addFormat(name, check);
    const schema = JSON.parse(
      readFileSync(new URL('../schema/program.schema.json', import.meta.url), 'utf8'),
    ) as object;
    expect(() => ajv.compile(schema)).not.toThrow();
    expect(() => ajv.compile({ ...schema, type: 'objekt' })).toThrow('schema is invalid');
  });
});
