import { dayWords, durationWords, momentWords } from './wording.js';

describe('times in words', () => {
  it.each([
    ['PT30M', 'en', '30 minutes'],
    ['PT24H', 'en', '24 hours'],
    ['P30D', 'en', '30 days'],
    ['PT90M', 'es', '90 minutos'],
    [45, 'en', '45 seconds'],
    [60, 'en', '1 minute'],
  ])('%s (%s) is %s', (length, language, words) => {
    expect(durationWords(length, language)).toBe(words);
  });

  it('are of the zone of the program', () => {
    const late = '2026-12-23T07:59:59.999Z';
    expect(momentWords(late, 'en', 'America/Los_Angeles')).toBe('December 22, 2026 at 11:59 PM PST');
    expect(dayWords(new Date(late), 'es', 'America/New_York')).toBe('23 de diciembre de 2026');
  });

  it('are not made of what is no time', () => {
    expect(() => dayWords('soon', 'en', 'UTC')).toThrow(RangeError);
    expect(() => durationWords('soon', 'en')).toThrow(RangeError);
  });
});
