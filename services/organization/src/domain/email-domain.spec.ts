import { describe, expect, it } from '@jest/globals';
import { emailDomainOf } from './email-domain.js';

describe('a mail domain', () => {
  it.each(['sunrise-clinic.example', 'Sunrise-Clinic.EXAMPLE', ' sunrise-clinic.example ', 'sunrise-clinic.example.'])(
    'is one however it is written: %j [MC-REG-20]',
    (written) => {
      expect(emailDomainOf(written)).toBe('sunrise-clinic.example');
    },
  );

  it('keeps the dots inside', () => {
    expect(emailDomainOf('mail.sunrise.example')).toBe('mail.sunrise.example');
  });
});
