import { jest } from '@jest/globals';
import { organizationRecordSuite } from './organization-record.suite.js';
import { inMemory, onMongo } from './lobby-stores.js';

jest.setTimeout(60_000);

organizationRecordSuite('memory', inMemory);
organizationRecordSuite('MongoDB', onMongo);
