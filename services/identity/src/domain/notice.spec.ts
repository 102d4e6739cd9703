import { describe, expect, it } from '@jest/globals';
import { minutesLater, now } from '../../test/account.builders.js';
import { type Notice, owedWithin } from './notice.js';

const owed = (id: string, owedSince: Date): Notice => ({ id, kind: 'password-changed', owedSince });

describe('the mails that are owed', () => {
  it('are found in the span that they fell due in, its first moment included and its last not', () => {
    const notices = [
      owed('before', minutesLater(-1)),
      owed('first', now),
      owed('within', minutesLater(4.99)),
      owed('last', minutesLater(5)),
    ];
    expect(owedWithin(notices, now, minutesLater(5)).map(({ id }) => id)).toEqual(['first', 'within']);
  });

  it('are found in one of two spans that follow each other, never in both and never in neither', () => {
    const notices = [-3, 0, 2, 5].map((minute) => owed(`${minute}`, minutesLater(minute)));
    const spans = [owedWithin(notices, minutesLater(-5), now), owedWithin(notices, now, minutesLater(6))];
    expect(spans.flat()).toEqual(notices);
  });
});
