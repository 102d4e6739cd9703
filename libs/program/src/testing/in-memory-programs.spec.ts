import { crossFaults } from '../cross-checks.js';
import { aProgram } from './a-program.js';
import { InMemoryPrograms } from './in-memory-programs.js';

describe('programs in memory', () => {
  const programs = new InMemoryPrograms(aProgram(), aProgram({ id: 'other' }));

  it('are right programs', () => {
    expect(crossFaults(aProgram())).toEqual([]);
    expect(programs.ids()).toEqual(['test-plan', 'other']);
    expect(() => programs.get('third')).toThrow(expect.objectContaining({ code: 'program-unknown' }));
  });

  it('show in mails and messages what they were given', () => {
    expect(programs.mail('other', 'set-password', { link: 'https://x.example' }).text).toContain(
      'link: https://x.example',
    );
    expect(programs.message('other', 'passcode-sms', { code: 'A-1' })).toContain('code: A-1');
    expect(() => programs.mail('other', 'birthday', {})).toThrow(RangeError);
    expect(programs.text('other', 'some.key')).toBe('some.key');
  });
});
