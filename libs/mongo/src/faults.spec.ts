import { describe, expect, it } from '@jest/globals';
import { faultsFrom } from './faults.js';
import { openMongo } from './mongo.module.js';

describe('planted faults', () => {
  it('are none unless one is named', () => {
    expect(faultsFrom({})).toEqual({});
    expect(faultsFrom({ PORTICO_FAULT: 'no-inbox', NODE_ENV: 'development' })).toEqual({ noInbox: true });
    expect(() => faultsFrom({ PORTICO_FAULT: 'typo' })).toThrow('names no fault');
  });

  it('are refused in production, however they came', async () => {
    expect(() => faultsFrom({ PORTICO_FAULT: 'no-sweep', NODE_ENV: 'production' })).toThrow('production');
    expect(() => faultsFrom({ PORTICO_FAULT: 'no-sweep' })).toThrow('production');
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    try {
      const opening = openMongo({ uri: 'mongodb://127.0.0.1:1', database: 'x', faults: { noInbox: true } });
      await expect(opening).rejects.toThrow('production');
    } finally {
      process.env.NODE_ENV = before;
    }
  });
});
