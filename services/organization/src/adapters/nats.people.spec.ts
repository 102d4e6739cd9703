import { expect, it } from '@jest/globals';
import { GetPerson } from '@portico/contracts';
import { idFrom } from '@portico/kernel';
import { FakeBus } from '@portico/messaging/testing';
import { NatsPeople } from './nats.people.js';

const userId = idFrom('user', 'rosa');
const rosa = { userId, email: 'rosa@elsewhere.example', firstName: 'Rosa', lastName: 'Diaz' };

it('identity, asked for a person, is named the account and nothing else', async () => {
  const bus = new FakeBus().answer(GetPerson, rosa);

  expect(await new NatsPeople(bus).get(userId)).toEqual(rosa);
  expect(bus.sentOf(GetPerson)).toEqual([{ userId }]);
});
