// Makes a use case: contract class, handler, spec, entry in the service's table of contents.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { withEntry, withImport, withImportBelow } from './source.mjs';
import { handlerFile, messageClass, routeHint, specFile } from './templates.mjs';
import { namesOf } from './words.mjs';

const acceptedView = (service) => (service === 'identity' ? './account.views.js' : '../identity/account.views.js');

function must(condition, sentence) {
  if (!condition) throw new Error(sentence);
}

const listed = (folder) => (existsSync(folder) ? readdirSync(folder) : []);

function places(root, service, { messages }) {
  const services = listed(join(root, 'services'));
  must(services.includes(service), `There is no service "${service ?? ''}"; there are: ${services.join(', ')}.`);
  const contracts = join(root, 'libs/contracts/src', service);
  const files = listed(contracts).filter((name) => name.endsWith('messages.ts'));
  const chosen =
    files.length === 1 ? files[0] : files.find((name) => [`${messages}.messages.ts`, `${messages}.ts`].includes(name));
  must(chosen, `Say with --messages where the contract goes: ${files.map((name) => name.split('.')[0]).join(', ')}.`);
  const src = join(root, 'services', service, 'src');
  return { contract: join(contracts, chosen), useCases: join(src, 'use-cases'), table: tableIn(src, service, chosen) };
}

/** The list of use cases: in the service's module, or in the part of it that is named like the contracts. */
function tableIn(src, service, contracts) {
  const part = contracts.split('.')[0];
  const places = [
    [`${service}.module.ts`, 'useCases'],
    [`${part}.providers.ts`, 'useCases'],
    [`${part}.providers.ts`, part],
  ].map(([file, list]) => ({ path: join(src, file), list }));
  const table = places.find(({ path, list }) => existsSync(path) && withEntry(readFileSync(path, 'utf8'), list, ''));
  must(table, `${service} has no list \`const useCases = [...]\` in its module.`);
  return table;
}

function contractWith(source, names, { service, internal }) {
  const imported = [
    ['Id', '../fields.js'],
    ['Command', '../message.js'],
    ['AcceptedView', acceptedView(service)],
  ].reduce((text, [name, from]) => withImport(text, name, from), source);
  return imported.trimEnd() + '\n' + messageClass(names, service, { internal });
}

function tableWith({ path, list }, { handler, file }) {
  const source = readFileSync(path, 'utf8');
  return withEntry(withImportBelow(source, `import { ${handler} } from './use-cases/${file}.js';\n`), list, handler);
}

async function formatted(path, text) {
  const { default: prettier } = await import('prettier');
  const style = await prettier.resolveConfig(path);
  return prettier.format(text, { ...style, filepath: path });
}

/** Writes the files below `root`; answers what was written, and the route that is left to write. */
export async function newUseCase(root, { service, verbPhrase, action, internal = false, messages }) {
  const names = namesOf(verbPhrase);
  const { contract, table, useCases } = places(root, service, { messages });
  const [handler, spec] = [join(useCases, `${names.file}.ts`), join(useCases, `${names.file}.spec.ts`)];
  const contractSource = readFileSync(contract, 'utf8');
  must(!existsSync(handler), `There is a use case ${names.file} already.`);
  must(!contractSource.includes(`class ${names.message} `), `There is a message ${names.message} already.`);

  const files = [
    [contract, contractWith(contractSource, names, { service, internal })],
    [handler, handlerFile(names, { action: action ?? `system.${service}` })],
    [spec, specFile(names)],
    [table.path, tableWith(table, names)],
  ];
  const written = await Promise.all(files.map(async ([path, text]) => [path, await formatted(path, text)]));
  for (const [path, text] of written) writeFileSync(path, text);
  return { files: files.map(([path]) => relative(root, path)), route: internal ? undefined : routeHint(names) };
}
