import { jest } from '@jest/globals';
import { accessRequestsSuite } from './access-requests.suite.js';
import { inMemory, onMongo } from './lobby-stores.js';

jest.setTimeout(60_000);

accessRequestsSuite('memory', inMemory);
accessRequestsSuite('MongoDB', onMongo);
