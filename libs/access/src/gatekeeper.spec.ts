import { type Actor, anonymous, system } from '@portico/kernel';
import { admissionOf, Public, Requires } from './decorators.js';
import { ClaimGatekeeper } from './gatekeeper.js';
import { actions } from './scope.js';

const gatekeeper = new ClaimGatekeeper();
const user: Actor = { kind: 'user', userId: 'u1' };
const ops: Actor = { ...user, roles: ['ops'] };
const inView: Actor = { ...user, organizationId: 'o1', memberId: 'm1' };

describe('the gatekeeper', () => {
  it.each<[string, Actor]>([
    ['registration-token.issue', ops],
    ['npi.attach', ops],
    ['invitation.own', user],
    ['pin.view', inView],
    ['system.pin', system('pin')],
    ['session.own', user],
    ['organization.read', inView],
    ['system.identity', system('identity')],
    ['system.identity|operator', system('operator')],
  ])('admits to %s', async (action, actor) => {
    await expect(gatekeeper.admit(actor, action)).resolves.toBeUndefined();
  });

  it.each<[string, string, Actor]>([
    ['registration-token.issue', 'not-allowed', inView],
    ['registration-token.read', 'not-allowed', { ...user, roles: ['OPS'] }],
    ['session.own', 'not-signed-in', anonymous()],
    ['session.own', 'not-signed-in', system('gateway')],
    ['session.own', 'not-signed-in', { kind: 'user' }],
    ['organization.read', 'no-organization', user],
    ['npi.detach', 'not-allowed', inView],
    ['user.manage', 'no-organization', user],
    ['organization.read', 'no-organization', { ...user, organizationId: 'o1' }],
    ['system.identity', 'not-allowed', system('organization')],
    ['system.identity', 'not-allowed', { kind: 'user', userId: 'u1', process: 'identity' }],
    ['world.rule', 'not-allowed', ops],
    ['constructor', 'not-allowed', ops],
  ])('refuses %s as %s', async (action, code, actor) => {
    await expect(gatekeeper.admit(actor, action)).rejects.toMatchObject({ code });
  });

  it('knows every listed action, and no process that does not exist', () => {
    expect(actions.every((action) => gatekeeper.knows(action))).toBe(true);
    expect(
      ['system.', 'system.mallory', 'system.identity|mallory', 'toString', ''].some((each) => gatekeeper.knows(each)),
    ).toBe(false);
  });
});

describe('a handler’s mark', () => {
  it('is its own, never one it inherits', () => {
    @Requires('session.own')
    class Marked {}
    @Public('a reason')
    class Open {}
    class Child extends Marked {}
    expect(admissionOf(Marked)).toEqual({ action: 'session.own' });
    expect(admissionOf(Open)).toEqual({ publicBecause: 'a reason' });
    expect(admissionOf(Child)).toBeUndefined();
  });
});
