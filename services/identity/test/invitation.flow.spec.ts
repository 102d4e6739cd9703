import { beforeEach, describe, expect, it } from '@jest/globals';
import { GetRegistration, MemberJoined } from '@portico/contracts';
import { idFrom, newId, type Refusal } from '@portico/kernel';
import { GetRegistrationHandler } from '../src/reads/get-registration.js';
import { userIdOf } from '../src/use-cases/user-id.js';
import { minutesLater, secrets } from './account.builders.js';
import { anInvitee, dana, expiresAt, invitationId, memberId, organizationId } from './invitation.builders.js';
import { boxes, type Flow, mailed, namesAndPhone, PeopleWorld } from './people.world.js';
import { from, inContext } from './work.js';

let world: PeopleWorld;
beforeEach(async () => {
  world = await PeopleWorld.of();
});

const shown = (flow: Flow) => world.get(GetRegistrationHandler).execute(from(GetRegistration, flow));
const account = () => inContext(undefined, () => world.users.byEmail(dana));
const faults = (error: Refusal): unknown => error.details.errors?.map(({ pointer, code }) => `${pointer} ${code}`);
const refusing = (kind: string, code: string) => ({ kind, code });

describe('Somebody invited', () => {
  it('gets one mail with one link, at their address only, naming organization and end [MC-INV-01] [MC-INV-15]', async () => {
    const token = await world.invited();
    const [mail, ...others] = world.mails.sent;
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: dana, subject: mailed, about: invitationId, fromName: 'Test Plan' });
    for (const words of ['Sunrise Clinic', 'firstName: Dana', String(expiresAt)]) expect(mail?.text).toContain(words);
    expect(mail?.text).toContain(`link: https://portal.example/register?program=test-plan#invitation=${token}`);
    expect(token).toMatch(/^[\w-]{43}$/);
  });

  it('finds the secure token and their names filled in, and the two boxes to check [MC-INV-05] [MC-INV-06]', async () => {
    const token = await world.invited();
    const begun = await world.come.open(token);
    expect(begun).toMatchObject({ flow: 'register-user', step: 'terms', status: 'in-progress' });
    expect(begun.document?.boxes.map(({ id }) => id)).toEqual(boxes);
    const invited = { organizationName: 'Sunrise Clinic', email: dana, firstName: 'Dana', lastName: 'Quill' };
    expect(begun.invited).toEqual({ ...invited, secureToken: token });
    expect((await shown({ registrationId: begun.id, flowToken: begun.flowToken ?? '' })).invited).toEqual(
      begun.invited,
    );
  });

  it('registers: terms, account, passcode, complete, and then sets a password and signs in [MC-INV-09] [MC-INV-11] [MC-INV-12] [MC-INV-13]', async () => {
    const flow = await world.begun(await world.invited());
    expect(await world.come.terms(flow)).toMatchObject({ step: 'account', invited: { firstName: 'Dana' } });
    expect(await world.come.account(flow)).toMatchObject({
      step: 'otp',
      passcodeSent: false,
      invited: { email: dana },
    });
    expect(await world.come.send(flow)).toMatchObject({ step: 'otp', passcodeSent: true });
    const done = await world.come.verify(flow);
    expect(done).toMatchObject({ step: 'complete', status: 'provisioning', message: 'registration.complete' });
    expect(done).not.toHaveProperty('invited');

    await world.settle();
    expect((await shown(flow)).status).toBe('complete');
    const { id, state } = (await account()) ?? {};
    expect(id).toBe(userIdOf(dana, secrets));
    expect(state).toMatchObject({ firstName: 'Dan', lastName: 'Quill', mobilePhone: '+19165550188', roles: [] });
    const place = { organizationId, memberId, name: 'Sunrise Clinic', program: 'test-plan', kinds: ['provider'] };
    expect(state?.memberships).toEqual([{ ...place, orgRole: 'none', status: 'active' }]);

    const link = await world.do.open(world.mails.last('set-password')?.secret ?? '');
    await expect(world.do.password(link)).rejects.toMatchObject(refusing('forbidden', 'otp-required'));
    await world.do.passcode(link);
    await world.do.verify(link);
    expect(await world.do.password(link)).toMatchObject({ status: 'updated', message: 'password.updated' });
    const { next, organizations } = await world.do.signIn({ email: dana });
    expect({ next, organizations }).toMatchObject({
      next: 'home',
      organizations: [{ organizationId, status: 'active' }],
    });
  });

  it('sets the password within 30 minutes, and by a reset after that [MC-INV-10]', async () => {
    await world.registered(await world.invited());
    await world.settle();
    const token = world.mails.last('set-password')?.secret ?? '';
    world.clock.set(minutesLater(30));
    await expect(world.do.open(token)).rejects.toMatchObject(refusing('gone', 'link-expired'));
  });

  it('accepts once: the facts, each told once', async () => {
    await world.registered(await world.invited());
    await world.settle();
    expect(world.facts('invit')).toEqual([
      'invitation-issued',
      'invitation-accepted',
      'invited-registration-completed',
    ]);
    expect(world.facts('registration-')).toEqual(
      expect.arrayContaining(['registration-started', 'registration-provisioned']),
    );
    expect(world.facts('registration-completed')).toEqual(['invited-registration-completed']);
    expect(world.facts('user-')).toEqual(['user-registered', 'user-joined-organization']);
    expect(world.mails.sent.map(({ subject }) => subject)).toEqual([mailed, 'set-password']);
  });
});

describe('The link of an invitation', () => {
  it('opens as often as one likes, and nothing is used up by that [MC-INV-05]', async () => {
    const token = await world.invited();
    const views = [await world.come.open(token), await world.come.open(token)];
    expect(views[1]).toEqual(views[0]);
    expect(world.facts('registration-started')).toHaveLength(1);
    const [stored] = [...world.invitations.documents.values()];
    expect(stored).toMatchObject({ status: 'begun', count: 1 });
  });

  it('takes up the registration where it was left [MC-REG-19]', async () => {
    const token = await world.invited();
    const flow = await world.begun(token);
    await world.come.terms(flow);
    const again = await world.come.open(token);
    expect(again).toMatchObject({ id: flow.registrationId, flowToken: flow.flowToken, step: 'account' });
    await world.come.account(flow);
    expect(await world.come.open(token)).toMatchObject({ step: 'otp', passcodeSent: false });
  });

  it('works once: after the registration it is used [MC-INV-02]', async () => {
    const token = await world.invited();
    await world.registered(token);
    await expect(world.come.open(token)).rejects.toMatchObject(refusing('gone', 'invitation-used'));
    await world.settle();
    await expect(world.come.open(token)).rejects.toMatchObject(refusing('gone', 'invitation-used'));
  });

  it('works for seven days, and so does what was begun with it [MC-INV-03]', async () => {
    const token = await world.invited();
    const flow = await world.atPasscode(token);
    world.clock.set(new Date(expiresAt.getTime() - 1));
    expect(await world.come.open(token)).toMatchObject({ step: 'otp' });
    world.clock.set(expiresAt);
    await expect(world.come.open(token)).rejects.toMatchObject(refusing('gone', 'invitation-expired'));
    await expect(world.come.verify(flow)).rejects.toMatchObject(refusing('gone', 'invitation-expired'));
  });

  it('dies when another is issued, with what was begun with it; the new one works [MC-INV-04]', async () => {
    const old = await world.invited();
    const flow = await world.begun(old);
    const fresh = await world.invited({ firstName: 'Dan' });
    expect(fresh).not.toBe(old);
    await expect(world.come.open(old)).rejects.toMatchObject(refusing('gone', 'invitation-replaced'));
    await world.come.terms(flow);
    await expect(world.come.account(flow)).rejects.toMatchObject(refusing('gone', 'invitation-replaced'));
    const begun = await world.come.open(fresh);
    expect(begun).toMatchObject({ step: 'terms', invited: { firstName: 'Dan' } });
    expect(begun.id).not.toBe(flow.registrationId);
  });

  it('dies when the person is deactivated, with what was begun with it', async () => {
    const token = await world.invited();
    const flow = await world.atPasscode(token);
    await world.deactivate();
    await expect(world.come.open(token)).rejects.toMatchObject(refusing('gone', 'invitation-revoked'));
    await expect(world.come.verify(flow)).rejects.toMatchObject(refusing('gone', 'invitation-revoked'));
    await world.settle();
    expect(world.facts('invitation-')).toEqual(['invitation-issued', 'invitation-revoked']);
  });

  it('belongs to its program, and is unknown when nobody sent it', async () => {
    const token = await world.invited();
    const foreign = world.start({ invitation: token, program: 'other-plan' });
    await expect(foreign).rejects.toMatchObject(refusing('not-found', 'invitation-unknown'));
    await expect(world.come.open('no-such')).rejects.toMatchObject(refusing('not-found', 'invitation-unknown'));
  });

  it('has no registration without its invitation', async () => {
    const flow = await world.atPasscode(await world.invited());
    world.invitations.documents.clear();
    await expect(world.come.verify(flow)).rejects.toMatchObject(refusing('not-found', 'invitation-unknown'));
  });
});

describe('The start of a registration', () => {
  it.each([
    [{}, ['/token required', '/email required']],
    [{ email: dana }, ['/token required']],
    [{ token: 'AAAA' }, ['/email required']],
    [{ token: null, email: dana }, ['/token required']],
    [{ invitation: 'x', token: 'AAAA' }, ['/token not-asked']],
    [{ invitation: 'x', email: dana }, ['/email not-asked']],
    [{ invitation: 'x', email: dana, token: 'AAAA' }, ['/token not-asked', '/email not-asked']],
  ])('with %j names what is wrong [MC-REG-15]', async (fields, expected) => {
    const refused = await world.start(fields).catch((error: Refusal) => error);
    expect(refused).toMatchObject(refusing('invalid', 'invalid-input'));
    expect(faults(refused as Refusal)).toEqual(expected);
  });

  it('with a token looks for no invitation', async () => {
    const typed = world.start({ token: 'AAAA', email: dana, invitation: null });
    await expect(typed).rejects.toMatchObject({ code: 'token-unknown' });
  });
});

describe('The account window of somebody invited', () => {
  it.each([
    [{ taxId: '12-3456789' }, ['/taxId not-asked']],
    [
      { email: dana, taxIdType: 'EIN', payToZip: '95814', contactEmail: dana, mobilePhone: '+1 900 555 0100' },
      [
        '/email not-asked',
        '/taxIdType not-asked',
        '/payToZip not-asked',
        '/contactEmail not-asked',
        '/mobilePhone phone-invalid',
      ],
    ],
  ])('asks for names and phone, and nothing else: %j [MC-INV-08]', async (change, expected) => {
    const flow = await world.begun(await world.invited());
    await world.come.terms(flow);
    const refused = (await world.come.account(flow, change).catch((error: Refusal) => error)) as Refusal;
    expect(refused).toMatchObject(refusing('invalid', 'invalid-input'));
    expect(faults(refused)).toEqual(expected);
    expect(await world.come.account(flow, { email: null })).toMatchObject({ step: 'otp' });
  });

  it('asks for every box before [MC-INV-06]', async () => {
    const flow = await world.begun(await world.invited());
    await expect(world.come.terms(flow, ['agree'])).rejects.toMatchObject({ code: 'boxes-required' });
    await world.come.terms(flow);
    const registration = await world.registrations.present(flow.registrationId);
    expect(registration?.state.acceptances.map(({ box, version }) => `${box} ${version}`)).toEqual([
      'agree 1',
      'authorized 1',
    ]);
  });
});

describe('A member of whom nobody was invited', () => {
  it('claimed the organization, which is told of elsewhere', async () => {
    const data = { ...anInvitee({ memberId: idFrom('member', 'claimer') }), userId: newId() };
    await world.tell({ id: newId(), type: MemberJoined.type, data });
    expect(world.users.documents.size).toBe(0);
  });
});

it('nothing of it lies anywhere in clear: neither token, nor phone, nor passcode [X-09] [MC-OTP-06]', async () => {
  const token = await world.invited();
  const flow = await world.registered(token);
  await world.settle();
  const stores = [world.invitations, world.registrations, world.users];
  const kept = JSON.stringify([stores.map(({ documents }) => [...documents.values()]), world.jobs.all]);
  const codes = world.passcodes.sent.map(({ code = '' }) => code.split('-')[1] ?? '');
  const phones = [namesAndPhone.mobilePhone, '9165550188', anInvitee().mobilePhone ?? '', '9165550177'];
  for (const secret of [token, flow.flowToken, ...phones]) expect(kept).not.toContain(secret);
  for (const code of codes) expect(kept).not.toMatch(new RegExp(`(?<![0-9a-f])${code}(?![0-9a-f])`));
  expect(JSON.stringify(world.jobs.all)).not.toContain('dana');
});
