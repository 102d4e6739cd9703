import { describe, expect, it } from '@jest/globals';
import { GetMember, ListHolders } from '@portico/contracts';
import { refusal } from '@portico/kernel';
import type { Bus } from '@portico/messaging';
import { NatsMembersElsewhere } from './nats.members-elsewhere.js';

const sent: object[] = [];
const answering = (answer: () => Promise<unknown>) => {
  const send = (message: object) => {
    sent.push(message);
    return answer();
  };
  return new NatsMembersElsewhere({ send } as unknown as Bus);
};
const refusing = (kind: 'not-found' | 'unavailable') => answering(() => Promise.reject(refusal(kind, 'x', 'x')()));

describe('what the organization service is asked of members', () => {
  it('is one member, or who holds what', async () => {
    const members = answering(() => Promise.resolve('the answer'));
    expect(await members.member('o', 'm')).toBe('the answer');
    expect(await members.holders('o', '1234567893')).toBe('the answer');
    await members.holders('o');
    expect(sent.map((each) => [each.constructor, { ...each }])).toEqual([
      [GetMember, { organizationId: 'o', memberId: 'm' }],
      [ListHolders, { organizationId: 'o', npi: '1234567893' }],
      [ListHolders, { organizationId: 'o' }],
    ]);
  });

  it('is nothing when it is not there, and an error when nobody answers', async () => {
    expect(await refusing('not-found').member('o', 'm')).toBeUndefined();
    expect(await refusing('not-found').holders('o')).toBeUndefined();
    await expect(refusing('unavailable').member('o', 'm')).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
