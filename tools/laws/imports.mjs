// Laws about who may import whom: judged by dependency-cruiser on the sources.
import { cruise } from 'dependency-cruiser';

const technologies =
  '^node_modules/(mongodb|ioredis|bullmq|@nats-io|@node-rs|nodemailer|pdfkit|twilio|fastify|@fastify|jose|pino|prom-client|handlebars|ajv|argon2)(/|$)';
const specs = '\\.(spec|suite)\\.ts$|/test/';

/** Each law is one rule; `name` is the sentence that a violation is told by. */
export const rules = [
  {
    name: 'domain is pure: it imports itself, the kernel and access, nothing else',
    from: { path: '^services/[^/]+/src/domain/', pathNot: specs },
    to: { pathNot: '^services/[^/]+/src/domain/|^libs/(kernel|access)/|^node_modules/(libphonenumber-js|@zxcvbn-ts)' },
  },
  {
    name: 'use cases see the domain, contracts, kernel, access, programs, messaging decorators and Nest, nothing else',
    from: { path: '^services/[^/]+/src/use-cases/', pathNot: specs },
    to: {
      pathNot:
        '^services/[^/]+/src/(domain|use-cases)/|^libs/(kernel|access|contracts|program|messaging|jobs|delivery|session|service)/|^node_modules/@nestjs/(common|cqrs)',
    },
  },
  {
    name: 'reads never touch the domain',
    from: { path: '^services/[^/]+/src/reads/', pathNot: specs },
    to: { path: '^services/[^/]+/src/(domain|use-cases)/' },
  },
  {
    name: 'only adapters know a technology',
    from: {
      path: '^services/[^/]+/src/',
      pathNot: `^services/[^/]+/src/adapters/|^services/[^/]+/src/reads/|${specs}`,
    },
    to: { path: technologies },
  },
  {
    name: 'no service imports a service',
    from: { path: '^services/([^/]+)/' },
    to: { path: '^services/([^/]+)/', pathNot: '^services/$1/' },
  },
  { name: 'libs never import services or the gateway', from: { path: '^libs/' }, to: { path: '^(services|gateway)/' } },
  { name: 'the gateway imports no service', from: { path: '^gateway/' }, to: { path: '^services/' } },
  {
    name: 'the kernel imports no other part of the project',
    from: { path: '^libs/kernel/' },
    to: { path: '^(libs/(?!kernel/)|services/|gateway/)' },
  },
  { name: 'no cycles', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  {
    name: 'a package names what it imports in its own package.json',
    from: { path: '^(libs|services|gateway)/.*/?src/', pathNot: `${specs}|/src/testing` },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  { name: 'every import is found', from: {}, to: { couldNotResolve: true } },
].map((rule) => ({ ...rule, severity: 'error' }));

const options = {
  ruleSet: { forbidden: rules },
  validate: true,
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '(^|/)dist/' },
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['portico-src', 'import', 'node', 'default', 'types'],
    extensions: ['.ts', '.js', '.mjs', '.json'],
    mainFields: ['module', 'main', 'types'],
  },
};

/** Sentences of what is broken below `root`, and how many modules were read to say so. */
export async function importFaults(root, folders) {
  const { output } = await cruise(folders, { ...options, baseDir: root });
  const faults = output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  return { faults, read: output.modules.length };
}
