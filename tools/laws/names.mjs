// Laws about names: one message is one word in five places, and everything that is sent is answered.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const kebab = (name) => name.replace(/[A-Z]/g, (letter, at) => (at ? '-' : '') + letter.toLowerCase());
const operation = (name) => name[0].toLowerCase() + name.slice(1);
const text = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const all = (root, pattern) => globSync(pattern, { cwd: root }).map((path) => ({ path, body: text(join(root, path)) }));

function handlerFaults(root, { name, subject }) {
  const service = subject.split('.')[0];
  const file = ['use-cases', 'reads']
    .map((folder) => `services/${service}/src/${folder}/${kebab(name)}.ts`)
    .find((path) => existsSync(join(root, path)));
  if (!file) return [`${name}: no handler file ${kebab(name)}.ts in services/${service}/src/use-cases or reads`];
  const body = text(join(root, file));
  const faults = [];
  if (!new RegExp(`@(Command|Query)Handler\\(${name}\\)`).test(body))
    faults.push(`${name}: ${file} is no handler of it`);
  if (!body.includes(`class ${name}Handler`)) faults.push(`${name}: ${file} does not hold ${name}Handler`);
  if (!/@(Requires|Public)\(/.test(body)) faults.push(`${name}: its handler names no action (@Requires or @Public)`);
  return faults;
}

function routeFaults(root, { name, internal }) {
  if (internal) return [];
  const routes = all(root, 'gateway/src/routes/*.ts').filter(({ path }) => !path.endsWith('.spec.ts'));
  if (!routes.some(({ body }) => new RegExp(`\\b${name}\\b`).test(body)))
    return [`${name}: no route leads to it, and it is not marked internal`];
  const document = text(join(root, 'docs/openapi.json'));
  return document.includes(`"operationId": "${operation(name)}"`)
    ? []
    : [`${name}: docs/openapi.json has no operation ${operation(name)}`];
}

function specFaults(root, { name, subject }) {
  const service = subject.split('.')[0];
  const specs = all(root, `services/${service}/{src,test}/**/*.spec.ts`);
  return specs.some(({ body }) => new RegExp(`\\b${name}(Handler)?\\b`).test(body))
    ? []
    : [`${name}: no spec of ${service} mentions it`];
}

/** Faults of the messages in a tree; `messages` is the catalogue: `{name, subject, internal}`. */
export function messageFaults(root, messages) {
  return messages.flatMap((message) => {
    const named =
      message.subject === `${message.subject.split('.')[0]}.${kebab(message.name)}`
        ? []
        : [`${message.name}: its subject ${message.subject} is not its name`];
    return [...named, ...handlerFaults(root, message), ...routeFaults(root, message), ...specFaults(root, message)];
  });
}

/** A file is the kebab of its main export, and no name is a bag of things. */
export function wordFaults(root) {
  const vague = /\b(?:class|interface|function|const)\s+(\w*(?:Service|Manager|Helper|Impl|Utils?|Dto))\b/;
  return all(root, '{libs,services}/*/src/**/*.ts')
    .concat(all(root, 'gateway/src/**/*.ts'))
    .flatMap(({ path, body }) => {
      const found = vague.exec(body)?.[1];
      return found && !['inService'].includes(found)
        ? [`${path}: ${found} says too little; name it after what it does`]
        : [];
    });
}

/** Domain events are immutable: every field of their types is readonly. */
export function eventFaults(root) {
  return all(root, 'services/*/src/domain/*.events.ts').flatMap(({ path, body }) =>
    body
      .split('\n')
      .map((line, at) => ({ line, at: at + 1 }))
      .filter(({ line }) => /^\s+\w+\??:\s/.test(line) && !/readonly|Readonly</.test(line) && !/Readonly<\{/.test(body))
      .map(({ line, at }) => `${path}:${at}: a domain event is immutable, make it readonly:${line.trimEnd()}`),
  );
}

/** The gateway validates with the contract classes and declares none of its own. */
export function gatewayFaults(root) {
  return all(root, 'gateway/src/**/*.ts')
    .filter(
      ({ path, body }) =>
        !path.endsWith('.spec.ts') &&
        !/\.config\.ts$/.test(path) &&
        /from 'class-validator'|@(Text|Email|Secret|OneOf|Pattern)\(/.test(body),
    )
    .map(({ path }) => `${path}: the gateway declares no message or view of its own`);
}

/** Every service asks for a fresh passcode where the program says so: its gatekeeper is the one that knows (MC-OTP-03). */
export function gatekeeperFaults(root) {
  return all(root, 'services/*/src/*.module.ts')
    .flatMap(({ path, body }) =>
      body
        .split('MessagingModule.forRoot(')
        .slice(1)
        .map((rest) => ({ path, rest })),
    )
    .filter(({ rest }) => !/^[^)]*gatekeeper: StepUpGatekeeper\b/.test(rest))
    .map(({ path }) => `${path}: its MessagingModule is to have gatekeeper: StepUpGatekeeper`);
}
