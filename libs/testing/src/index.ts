export * from './bad-input/index.js';
export * from './http.js';
export * from './mail-sink.js';
export * from './world.js';
