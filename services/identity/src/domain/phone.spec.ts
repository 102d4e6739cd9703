import { describe, expect, it } from '@jest/globals';
import { phoneOf } from './phone.js';

describe('a phone for passcodes', () => {
  it.each(['+1 916 555 0142', '(916) 555-0142', '916.555.0142'])('is found in %s [MC-REG-04]', (typed) => {
    expect(phoneOf(typed)).toEqual({ number: '+19165550142', textable: true });
  });

  it('is textable when it is mobile, and a landline is not [MC-REG-07]', () => {
    expect(phoneOf('+44 7400 123456')).toEqual({ number: '+447400123456', textable: true });
    expect(phoneOf('+44 20 7946 0958')).toEqual({ number: '+442079460958', textable: false });
  });

  it.each(['+1 900 555 1234', '+1 800 555 1234', '+1 500 555 0006', '12345', '+1 916 555', 'none', '+999 12345678'])(
    'is not found in %s: no such number, or one that costs or hides its owner',
    (typed) => {
      expect(phoneOf(typed)).toBeUndefined();
    },
  );
});
