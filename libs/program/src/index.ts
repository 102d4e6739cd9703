export * from './program.js';
export * from './programs.js';
