export * from './docs/openapi.js';
export * from './gateway.application.js';
export * from './gateway.config.js';
export * from './gateway.module.js';
