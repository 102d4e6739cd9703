export { badInput, type Callers, type Found } from './bad-input.js';
