export * from './actor.js';
export * from './aggregate.js';
export * from './clock.js';
export * from './digest.js';
export * from './ids.js';
export * from './random.js';
export * from './refusal.js';
export * from './searchable.js';
