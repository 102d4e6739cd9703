export * from './context.js';
export * from './trace.js';
export * from './events.js';
