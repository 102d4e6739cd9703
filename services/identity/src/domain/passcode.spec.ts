import { describe, expect, it } from '@jest/globals';
import { Random, SystemRandom } from '@portico/kernel';
import { newPasscode } from './passcode.js';

class Lowest extends Random {
  bytes(count: number): Buffer {
    return Buffer.alloc(count);
  }

  below(): number {
    return 0;
  }
}

describe('a passcode', () => {
  it('is letters and six digits, zeros kept [MC-OTP-02]', () => {
    expect(newPasscode(new Lowest(), 2)).toEqual({ prefix: 'AA', digits: '000000' });
    for (let round = 0; round < 200; round += 1) {
      const { prefix, digits } = newPasscode(new SystemRandom(), 3);
      expect(`${prefix}-${digits}`).toMatch(/^[A-HJ-NP-Z]{3}-\d{6}$/);
    }
  });
});
