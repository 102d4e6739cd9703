import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Mongo, newestFirst, page } from '../src/index.js';
import { aMongo, dropMongo } from '../src/testing.js';

interface Note {
  _id: string;
  at: Date;
  kind: string;
}

let mongo: Mongo;
const start = Date.UTC(2026, 0, 1);

beforeAll(async () => {
  mongo = await aMongo();
  const notes = ['clinic', 'clinic2', 'biller'].flatMap((scope) =>
    Array.from({ length: 25 }, (_, nth): Note => {
      const at = new Date(start + nth * 60_000);
      return { _id: newestFirst(scope, at, `n${nth}`), at, kind: nth % 2 ? 'odd' : 'even' };
    }),
  );
  await mongo.collection<Note>('notes').insertMany(notes);
});

afterAll(() => dropMongo(mongo));

describe('page', () => {
  const notes = (request: { cursor?: string; limit: number; filter?: object }) =>
    page<Note>(mongo.collection<Note>('notes'), { scope: 'clinic', ...request });

  it('walks a scope from the newest to the oldest, each once', async () => {
    const seen: Note[] = [];
    let cursor: string | undefined;
    do {
      const { items, next } = await notes({ cursor, limit: 10 });
      seen.push(...items);
      cursor = next;
    } while (cursor);
    expect(seen.map(({ at }) => at.getTime())).toEqual(
      Array.from({ length: 25 }, (_, nth) => start + (24 - nth) * 60_000),
    );
    expect(seen.every(({ _id }) => _id.startsWith('clinic|'))).toBe(true);
  });

  it('ends without a cursor where the last page is full', async () => {
    expect(await notes({ limit: 25 })).not.toHaveProperty('next');
  });

  it('filters within the scope', async () => {
    const { items } = await notes({ limit: 25, filter: { kind: 'odd' } });
    expect(items).toHaveLength(12);
  });

  it.each([
    ['of another scope', Buffer.from(newestFirst('biller', new Date(start), 'n0')).toString('base64url')],
    ['that is none', '%%%'],
    ['that is empty', ''],
  ])('refuses a cursor %s', async (_, cursor) => {
    await expect(notes({ cursor, limit: 5 })).rejects.toMatchObject({ kind: 'invalid', code: 'cursor-invalid' });
  });

  it('costs one command', async () => {
    const before = mongo.commands.total;
    await notes({ limit: 10 });
    expect(mongo.commands.total - before).toBe(1);
  });
});
