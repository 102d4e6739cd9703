export * from './bus.js';
export * from './claims.js';
export * from './connection.js';
export * from './dev-clock.js';
export * from './messaging.module.js';
export * from './options.js';
export * from './reacts.js';
export * from './redrive.js';
export { streamOf } from './stream.js';
