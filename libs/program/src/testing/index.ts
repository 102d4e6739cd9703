export * from './a-program.js';
export * from './in-memory-programs.js';
