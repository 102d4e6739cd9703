import { describe } from '@jest/globals';
import { InMemoryStore } from '../src/testing.js';
import { accountSpec } from './account.js';
import { storeSuite } from './store.suite.js';

describe('InMemoryStore', () => {
  const store = new InMemoryStore(accountSpec('accounts'));
  storeSuite(() => ({ store, outboxOf: async (id) => store.documents.get(id)?.outbox ?? [] }));
});
