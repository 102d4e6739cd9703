export * from './dev-box.js';
