import { describe, expect, it } from '@jest/globals';
import { MongoNetworkError, MongoServerError, MongoServerSelectionError, type TopologyDescription } from 'mongodb';
import { DuplicateKey, eachTold, told } from './driver-errors.js';

const duplicate = (errmsg: string): unknown => told(new MongoServerError({ code: 11000, errmsg, message: errmsg }));

describe('a driver error', () => {
  it.each([
    [
      'E11000 duplicate key error collection: portico.users index: users-email dup key: { email: "a@b" }',
      'users-email',
    ],
    ['E11000 duplicate key error collection: portico.users index: _id_ dup key: { _id: "1" }', '_id_'],
    ["Duplicate key violation on the requested collection: Index 'users-email'", 'users-email'],
    ['E11000 something new', ''],
  ])('is told by its index: %s', (message, index) => {
    const error = duplicate(message);
    expect(error).toBeInstanceOf(DuplicateKey);
    expect(error).toMatchObject({ index });
  });

  it('is a refusal when the server is away', () => {
    const away = { kind: 'unavailable', code: 'database-away', details: { retryAfter: 1 } };
    const cause = new MongoNetworkError('reset');
    expect(told(cause)).toMatchObject({ ...away, cause });
    expect(told(new MongoServerSelectionError('none', {} as TopologyDescription))).toMatchObject(away);
  });

  it('is itself otherwise', () => {
    const others = [new Error('x'), new MongoServerError({ code: 2, message: 'bad value' })];
    for (const error of others) expect(told(error)).toBe(error);
  });
});

describe('an error of writes that went together', () => {
  it('is told of each of them when none was carried out', () => {
    const away = { kind: 'unavailable', code: 'database-away' };
    expect(eachTold(new MongoNetworkError('reset'), 2)).toMatchObject([away, away]);
    const other = new MongoServerError({ code: 2, message: 'bad value' });
    expect(eachTold(other, 2)).toEqual([other, other]);
  });
});
