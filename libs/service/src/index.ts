export * from './context.js';
export * from './trace.js';
