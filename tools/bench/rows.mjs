// Rows for lists, cloned straight into the stores from one real document each: what is unique is varied, nothing else.
import { randomBytes, randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';

const atOnce = 2_000;

/** The databases of the platform, by service. */
export async function storesOf({ servers }) {
  const client = await new MongoClient(servers.mongoUrl).connect();
  const [identity, organization, pin] = servers.databases.map((name) => client.db(name));
  return { identity, organization, pin, close: () => client.close() };
}

/** `count` copies of `document`, each changed by `vary(index)`. */
export async function clone(collection, document, { count, vary }) {
  for (let from = 0; from < count; from += atOnce) {
    const rows = Array.from({ length: Math.min(atOnce, count - from) }, (_, index) => ({
      ...document,
      outbox: [],
      handled: [],
      ...vary(from + index),
    }));
    await collection.insertMany(rows, { ordered: false });
  }
}

const hex = (bytes) => randomBytes(bytes).toString('hex');

/** Members who were let go: nobody has a seat for them in the organization, so that its document stays as it is. */
export const anotherMember = (organizationId) => () => {
  const memberId = randomUUID();
  const email = `u${hex(6)}@bench.example`;
  return {
    _id: `${organizationId}|${memberId}`,
    ...{ memberId, organizationId, email, userId: randomUUID(), emailPrint: hex(32) },
    ...{ words: ['sam', 'hill', email], emailDomain: 'bench.example', nextDueAt: undefined },
  };
};

const npiAt = (index) => String(1_000_000_000 + index * 7_919);

export const anotherNpi = (organizationId) => (index) => ({
  _id: `${organizationId}|${npiAt(index)}`,
  ...{ organizationId, npi: npiAt(index) },
});

export const anotherRequest = (organizationId) => () => {
  const requestId = randomUUID();
  return { _id: `${organizationId}|${requestId}`, requestId, organizationId };
};

/** Older than any real one, one a second, with numbers that no real one will have. */
export const anotherRecord = (organizationId, real) => (index) => {
  const at = Date.parse(real.orderedAt) - (index + 1) * 1_000;
  const number = 1_000_000_000 + index;
  const [time, nth] = [99_999_999_999_999 - at, 999_999_999_999 - number].map(String);
  return {
    _id: `${organizationId}|${time.padStart(14, '0')}|${nth.padStart(12, '0')}`,
    ...{ organizationId, number, eventId: randomUUID(), orderedAt: new Date(at).toISOString() },
  };
};

export const anotherSession = (userId) => (index) => ({
  _id: randomUUID(),
  ...{ userId: userId ?? randomUUID(), tokenHash: hex(32), startedAt: new Date(Date.now() - (index + 1) * 1_000) },
});
