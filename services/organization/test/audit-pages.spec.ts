import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { idFrom, newId, StoppedClock } from '@portico/kernel';
import type { Mongo } from '@portico/mongo';
import { aMongo, dropMongo } from '@portico/mongo/testing';
import { AuditCollections, type StoredRecord } from '../src/adapters/audit-collections.js';
import { AuditPages, type AuditQuestion } from '../src/adapters/audit-pages.js';
import { MongoAuditTrail } from '../src/adapters/mongo.audit-trail.js';
import type { AuditEntry } from '../src/domain/audit/record.js';
import { today } from './builders.js';
import { anEntry } from './chains.js';

jest.setTimeout(120_000);

let mongo: Mongo;
let pages: AuditPages;
const clinic = idFrom('organization', newId());
const biller = idFrom('organization', newId());
const [maria, oscar, nora] = ['maria', 'oscar', 'nora'].map((name) => idFrom('user', name));
const minute = (at: number) => new Date(today.getTime() + at * 60_000).toISOString();

/** One a minute; every third is a PIN that Oscar saw, every tenth is about Nora. */
const entries = Array.from({ length: 60 }, (_, at): AuditEntry => {
  const isPin = at % 3 === 0;
  return anEntry(at, {
    eventId: newId(),
    at: minute(at),
    action: isPin ? 'pin.pin-revealed' : 'organization.member-joined',
    actor: isPin ? oscar : maria,
    actorMember: undefined,
    subject: at % 10 === 0 ? (nora ?? '') : `subject-${at}`,
    facts: {},
  });
});

beforeAll(async () => {
  mongo = await aMongo();
  const collections = new AuditCollections(mongo);
  await mongo.onModuleInit();
  pages = new AuditPages(collections);
  const trail = new MongoAuditTrail(collections, new StoppedClock(today));
  await trail.append(entries.map((entry) => ({ chains: [clinic], entry })));
  await trail.append([{ chains: [biller], entry: anEntry(1, { eventId: newId(), actor: oscar }) }]);
});

afterAll(() => dropMongo(mongo));

/** Numbers of everything that is found, page by page. */
async function walk(question: Partial<AuditQuestion>, limit = 7): Promise<number[]> {
  const seen: StoredRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await pages.newest({ organizationId: clinic, ...question, cursor, limit });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    seen.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return seen.map(({ number }) => number);
}

const expected = (fits: (entry: AuditEntry, at: number) => boolean): number[] =>
  entries.flatMap((entry, at) => (fits(entry, at) ? [at + 1] : [])).reverse();

describe('the pages of an audit trail', () => {
  it('go from the newest record to the oldest, each once', async () => {
    expect(await walk({})).toEqual(expected(() => true));
    expect(await walk({}, 60)).toHaveLength(60);
  });

  it.each<[string, Partial<AuditQuestion>, (entry: AuditEntry, at: number) => boolean]>([
    ['who acted', { subject: oscar }, ({ actor }) => actor === oscar],
    ['what it is about [MC-ADM-20]', { subject: nora }, ({ subject }) => subject === nora],
    ['an action', { action: 'pin.pin-revealed' }, (_, at) => at % 3 === 0],
    ['a family of actions [X-08]', { action: 'organization' }, (_, at) => at % 3 !== 0],
    ['someone and a family', { subject: nora, action: 'pin' }, (_, at) => at % 30 === 0],
    ['someone and an action', { subject: maria, action: 'organization.member-joined' }, (_, at) => at % 3 !== 0],
    ['a time, both ends included', { from: minute(10), to: minute(20) }, (_, at) => at >= 10 && at <= 20],
    ['its beginning', { from: minute(55) }, (_, at) => at >= 55],
    ['its end', { to: minute(3) }, (_, at) => at <= 3],
    [
      'a time and someone',
      { subject: oscar, from: minute(9), to: minute(30) },
      (_, at) => at % 3 === 0 && at >= 9 && at <= 30,
    ],
    ['what nobody did', { action: 'organization.member' }, () => false],
    ['a time that ends before it begins', { from: minute(20), to: minute(10) }, () => false],
  ])('are of %s', async (_, question, fits) => {
    expect(await walk(question)).toEqual(expected(fits));
  });

  it('of one organization show nothing of another', async () => {
    expect(await walk({ organizationId: biller, subject: oscar })).toEqual([1]);
    expect(await walk({ organizationId: biller, subject: nora })).toEqual([]);
  });

  it('begin with a cursor of the same question only', async () => {
    const { next: cursor } = await pages.newest({ organizationId: clinic, limit: 3 });
    const asked = (question: Partial<AuditQuestion>) =>
      pages.newest({ organizationId: clinic, limit: 3, cursor, ...question });
    await expect(asked({ organizationId: biller })).rejects.toMatchObject({ code: 'cursor-invalid' });
    await expect(asked({ subject: oscar })).rejects.toMatchObject({ code: 'cursor-invalid' });
    await expect(asked({ cursor: '%%' })).rejects.toMatchObject({ code: 'cursor-invalid' });
  });

  it('hold no more than fits an answer', async () => {
    const heavy = idFrom('organization', newId());
    const trail = new MongoAuditTrail(new AuditCollections(mongo), new StoppedClock(today));
    const levels = Array.from({ length: 500 }, (_, at) => ({
      npi: `10000000${at}`,
      before: 'none',
      after: 'admin',
      from: minute(1),
    }));
    const placed = Array.from({ length: 30 }, (_, at) => ({
      chains: [heavy],
      entry: anEntry(at, { eventId: newId(), facts: { levels } }),
    }));
    await trail.append(placed);
    const first = await pages.newest({ organizationId: heavy, limit: 100 });
    expect(JSON.stringify(first.items).length).toBeLessThan(600_000);
    expect(await walk({ organizationId: heavy }, 100)).toHaveLength(30);
    expect(await walk({ organizationId: heavy, subject: maria }, 100)).toHaveLength(30);
  });

  it('of a whole chain go from its first record to its last', async () => {
    const first = await pages.oldest(clinic, undefined, 25);
    const second = await pages.oldest(clinic, first.next, 25);
    const third = await pages.oldest(clinic, second.next, 25);
    const numbers = [first, second, third].flatMap(({ items }) => items.map(({ number }) => number));
    expect(numbers).toEqual(expected(() => true).reverse());
    expect(third.next).toBeUndefined();
  });
});
