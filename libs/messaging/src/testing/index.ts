export * from './fake-bus.js';
