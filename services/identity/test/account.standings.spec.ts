import { beforeEach, describe, expect, it } from '@jest/globals';
import { ChooseOrganization, MemberStandingChanged, SessionEnded } from '@portico/contracts';
import { idFrom, newId } from '@portico/kernel';
import { Session } from '../src/domain/session.js';
import { ChooseOrganizationHandler } from '../src/use-cases/choose-organization.js';
import { liveCopy } from '../src/use-cases/live-copy.js';
import { OnMemberStandingChangedUpdateSessions } from '../src/use-cases/on-member-standing-changed-update-sessions.js';
import { OnMemberStandingChanged } from '../src/use-cases/on-member-standing-changed.js';
import { aMembership, anotherMembership, aSessionStart, minutesLater, now, userId } from './account.builders.js';
import { AccountWorld, actorOf } from './account.world.js';
import { asEvent, from, inContext } from './work.js';

const here = aMembership();
let world: AccountWorld;

interface Started {
  id: string;
  userId: string;
  tokenHash: string;
}

async function started(name: string, view = here): Promise<Started> {
  const id = idFrom('session', name);
  const token = world.tokens.fresh(id);
  const session = Session.start(aSessionStart({ id, token, view }));
  await inContext(undefined, () => world.sessions.save(session));
  await world.live.put(token.tokenHash, liveCopy(session));
  return { id, userId, tokenHash: token.tokenHash };
}

const standing = (change: object = {}): MemberStandingChanged =>
  Object.assign(new MemberStandingChanged(), {
    memberId: here.memberId,
    organizationId: here.organizationId,
    userId,
    program: here.program,
    organizationName: here.name,
    kinds: here.kinds,
    status: 'active',
    orgRole: 'admin',
    npis: [],
    types: [],
    version: 2,
    ...change,
  });
const hear = (change: object = {}, id = newId()) =>
  world.tell({ id, type: MemberStandingChanged.type, data: standing(change) });
const live = async ({ tokenHash }: Started) => world.live.read(tokenHash, world.clock.now());
const user = async () => await world.users.get(userId);

beforeEach(async () => {
  world = await AccountWorld.of();
  await world.aUser({}, [here, anotherMembership()]);
});

describe('When a member was deactivated', () => {
  it('sessions in the organization end, those in another one go on [MC-ADM-11] [MC-ADM-13]', async () => {
    const [one, two, elsewhere] = [await started('one'), await started('two'), await started('x', anotherMembership())];
    await hear({ status: 'deactivated' });
    expect([await live(one), await live(two)]).toEqual(['ended', 'ended']);
    expect(await live(elsewhere)).toMatchObject({ sessionId: elsewhere.id });
    const ends = world.sessions.outbox.filter(({ type }) => type === SessionEnded.type).map(({ data }) => data);
    expect(ends).toEqual([
      expect.objectContaining({ reason: 'membership-ended' }),
      expect.objectContaining({ reason: 'membership-ended' }),
    ]);
  });

  it('the organization can be entered no more, and again once the member is back [MC-ADM-12] [MC-AUT-11]', async () => {
    const session = await started('x', anotherMembership());
    const choose = () =>
      world.send(
        ChooseOrganizationHandler,
        from(ChooseOrganization, { organizationId: here.organizationId }, actorOf(session)),
      );
    await hear({ status: 'deactivated' });
    await expect(choose()).rejects.toMatchObject({ code: 'not-found' });
    await hear({ version: 3, orgRole: 'processor' });
    expect(await choose()).toMatchObject({ organizationId: here.organizationId, orgRole: 'processor' });
  });

  it('a sign-in that was under way then ends as well [MC-ADM-11]', async () => {
    await hear({ status: 'deactivated' });
    const late = await started('late');
    world.clock.advance('PT31S');
    await world.settle();
    expect(await live(late)).toBe('ended');
  });

  it('that job leaves sessions of somebody who is back', async () => {
    await hear({ status: 'deactivated' });
    await hear({ version: 3 });
    const back = await started('back');
    world.clock.advance('PT31S');
    await world.settle();
    expect(await live(back)).toMatchObject({ sessionId: back.id });
  });

  it('hearing it twice, or after a crash in the middle, ends the rest', async () => {
    const one = await started('one');
    const end = world.live.end.bind(world.live);
    world.live.end = () => Promise.reject(new Error('killed'));
    const id = newId();
    await expect(hear({ status: 'deactivated' }, id)).rejects.toThrow('killed');
    world.live.end = end;
    await hear({ status: 'deactivated' }, id);
    await world.settle();
    expect(await live(one)).toBe('ended');
  });
});

describe('When the level across the organization changed', () => {
  it('live sessions act with it from then on', async () => {
    const one = await started('one');
    await hear({ orgRole: 'processor' });
    expect(await live(one)).toMatchObject({ orgRole: 'processor' });
    await hear({ orgRole: 'none', version: 1 });
    expect(await live(one)).toMatchObject({ orgRole: 'processor' });
  });

  it('the copy follows after a crash between record and copy', async () => {
    const one = await started('one');
    const replace = world.live.replace.bind(world.live);
    world.live.replace = () => Promise.reject(new Error('killed'));
    const reaction = world.get(OnMemberStandingChangedUpdateSessions);
    const react = () => asEvent('e1:sessions', () => reaction.react(standing({ orgRole: 'none' })));
    await expect(react()).rejects.toThrow('killed');
    world.live.replace = replace;
    await react();
    expect(await live(one)).toMatchObject({ orgRole: 'none' });
  });
});

describe('The list of memberships', () => {
  it('does not show what ran out by itself [MC-ADM-16]', async () => {
    await hear({ lapsesAt: minutesLater(1).toISOString() });
    expect((await user())?.openMemberships(now)).toHaveLength(2);
    expect((await user())?.openMemberships(minutesLater(1))).toHaveLength(1);
  });

  it('waits for the word of joining, and asks nothing of those without an account', async () => {
    const reaction = world.get(OnMemberStandingChanged);
    const elsewhere = standing({ organizationId: newId() });
    await expect(asEvent('e1:standing', () => reaction.react(elsewhere))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'not-joined-yet',
    });
    await expect(
      asEvent('e2:standing', () => reaction.react(standing({ userId: undefined }))),
    ).resolves.toBeUndefined();
  });
});
