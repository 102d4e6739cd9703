import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { formatChecks } from './format-checks.js';
import type { PackFault } from './wrong-pack.js';

const schemaFile = new URL('../schema/program.schema.json', import.meta.url);
let compiled: ValidateFunction | undefined;

/** Everything that the schema finds wrong with a `program.json`. */
export function schemaFaults(program: unknown): PackFault[] {
  compiled ??= compiledSchema();
  return compiled(program) ? [] : (compiled.errors ?? []).map(faultOf);
}

/** That the schema itself is one is shown by a spec, not at each boot: judging it takes longer than judging the packs. */
const known = { validateSchema: false, meta: false, code: { optimize: false } } as const;

function compiledSchema(): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, ...known });
  for (const [name, check] of Object.entries(formatChecks)) ajv.addFormat(name, check);
  return ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);
}

function faultOf({ instancePath, message = 'is wrong', params }: ErrorObject): PackFault {
  const { additionalProperty, allowedValues } = params as { additionalProperty?: string; allowedValues?: unknown[] };
  const path = additionalProperty === undefined ? instancePath : `${instancePath}/${additionalProperty}`;
  const allowed = allowedValues ? `: ${allowedValues.join(', ')}` : '';
  return {
    file: 'program.json',
    path: path || '/',
    message: additionalProperty ? 'is not a known value' : `${message}${allowed}`,
  };
}
