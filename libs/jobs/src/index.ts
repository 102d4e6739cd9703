export * from './decorators.js';
export * from './jobs.config.js';
export * from './jobs.js';
export * from './jobs.module.js';
export * from './workers.js';
