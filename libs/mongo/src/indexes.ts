import type { Collection, Document, IndexDescription } from 'mongodb';
import type { IndexSpec } from './stored.js';

/** Finds documents whose outbox is not empty; documents without one are not in it. */
export const outboxIndex = (collection: string): IndexSpec => ({
  name: `${collection}-outbox`,
  key: { 'outbox.at': 1 },
  sparse: true,
});

const described = ({ partial, refusal: _refusal, ...index }: IndexSpec): IndexDescription =>
  partial ? { ...index, partialFilterExpression: partial } : index;

const namespaceNotFound = 26;

async function present<T extends Document>(collection: Collection<T>): Promise<Set<string>> {
  try {
    const indexes = await collection.listIndexes().toArray();
    return new Set(indexes.map(({ name }) => String(name)));
  } catch (error) {
    if ((error as { code?: number }).code === namespaceNotFound) return new Set();
    throw error;
  }
}

/** Makes the indexes that are missing; replicas may do so at once. */
export async function ensureIndexes<T extends Document>(
  collection: Collection<T>,
  indexes: readonly IndexSpec[],
): Promise<void> {
  const there = await present(collection);
  const missing = indexes.filter(({ name }) => !there.has(name));
  if (missing.length === 0) return;
  try {
    await collection.createIndexes(missing.map(described));
  } catch (error) {
    const after = await present(collection);
    if (!missing.every(({ name }) => after.has(name))) throw error;
  }
}
