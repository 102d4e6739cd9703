import { Refusal } from '@portico/kernel';
import { isOutage } from './outage.js';

const named = (name: string, message = 'm') => Object.assign(new Error(message), { name });

describe('an outage', () => {
  it.each([
    named('MongoServerSelectionError'),
    named('MongoNetworkTimeoutError'),
    named('MongoPoolClearedError'),
    named('MaxRetriesPerRequestError'),
    named('TimeoutError'),
    Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    Object.assign(named('MongoServerError'), { code: 11600 }),
    Object.assign(named('MongoWriteConcernError'), { code: 91 }),
    Object.assign(named('MongoServerError'), { code: 112 }),
    named('MongoBulkWriteError', 'deadlock detected'),
    named('ReplyError', 'LOADING Redis is loading the dataset in memory'),
    named('ReplyError', 'MISCONF Errors writing to the AOF file'),
    new Error('Connection is closed.'),
    new Error('outer', { cause: named('MongoNetworkError') }),
    new Refusal('unavailable', 'busy', 'Busy.'),
  ])('is told from %s', (error) => expect(isOutage(error)).toBe(true));

  it.each([
    new TypeError('x is not a function'),
    new Refusal('conflict', 'c', 'm'),
    named('MongoServerError'),
    Object.assign(named('MongoServerError'), { code: 11000 }),
    new Error('deadlock detected'),
    named('ReplyError', 'WRONGTYPE Operation against a key'),
    'text',
    undefined,
  ])('is not told from %s', (error) => expect(isOutage(error)).toBe(false));
});
