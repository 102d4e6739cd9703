export * from './field-crypto.js';
export * from './keyed-hash.js';
export * from './kms.js';
