import { describe, expect, it } from '@jest/globals';
import { idFrom } from '@portico/kernel';
import { minutesLater, now } from '../../test/account.builders.js';
import { type Notice, noticeOf, owedWithin } from './notice.js';

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

describe('the notice of a fact', () => {
  const told = { organizationId: 'sunrise', at: now, npi: '1234567893' };
  const fact = { id: 'event', kind: 'pin-reset', told } as const;

  it('is the same for the same fact, kind and person, and another for another [X-05]', () => {
    const { id } = noticeOf(fact, 'rosa', now);
    expect(noticeOf(fact, 'rosa', minutesLater(5)).id).toBe(id);
    const others = [
      noticeOf(fact, 'nora', now),
      noticeOf({ ...fact, id: 'another' }, 'rosa', now),
      noticeOf({ ...fact, kind: 'access-requested' }, 'rosa', now),
    ];
    expect(new Set([id, ...others.map((each) => each.id)]).size).toBe(4);
    expect(id).toBe(idFrom('notice', 'event', 'pin-reset', 'rosa'));
  });

  it('is owed from when it is heard of, in the organization of the fact', () => {
    const { id, ...notice } = noticeOf(fact, 'rosa', minutesLater(5));
    expect(notice).toEqual({ kind: 'pin-reset', owedSince: minutesLater(5), organizationId: 'sunrise', told });
  });
});
