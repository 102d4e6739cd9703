export * from './decide.js';
export * from './decorators.js';
export * from './gatekeeper.js';
export * from './grant.js';
export * from './scope.js';
