import { after, milliseconds } from '@portico/kernel';
import { Redis } from 'ioredis';
import { type Sent, World } from '../src/index.js';
import { Driver, type Problem } from './driver.js';
import { factsOf } from './facts.js';
import { pack } from './packs.js';
import { anOrganization, aPerson, type Person } from './people.js';
import { type Colleague, Team, type User } from './team.js';

const daysIn = (duration: string): number => milliseconds(duration) / 86_400_000;

/**
 * Weeks of an organization in which nobody signs in: whoever was forgotten goes by themselves, each effect once, though
 * the organization service is killed twice at every step and Redis is emptied. Each test goes on from the one before it.
 */
describe.each(['medi-cal', 'demo-plan'] as const)('forgotten memberships in %s [X-12]', (name) => {
  const { neverAssigned, dormant, grantNotices } = pack(name).membership;
  const [soon = 0, sooner = 0] = grantNotices.map(daysIn);
  const [long = 0, short = 0] = dormant.warnings.map((warning) => daysIn(dormant.after) - daysIn(warning));
  const grantEnds = soon + 2;
  const unassigned = daysIn(neverAssigned.after);
  const clinic = anOrganization();
  const [first = '', second = ''] = clinic.npis.map(({ npi }) => npi);
  const [maria, ivo, ops] = [aPerson({ firstName: 'Maria' }), aPerson({ firstName: 'Ivo' }), aPerson()];
  let world: World;
  let driver: Driver;
  let team: Team;
  let ids: Record<'maria' | 'rosa' | 'ivo' | 'nina' | 'greta', string>;
  let rosa: Colleague;
  let nina: Colleague;
  let greta: Colleague;
  let begun: Date;
  const before = new Map<string, number>();

  beforeAll(async () => {
    world = await World.start({ program: name });
    driver = new Driver(world);
    await world.addStaff({ email: ops.email, roles: ['ops'] });
    const { session, organizationId } = await driver.admin(clinic, maria);
    team = new Team(driver, organizationId, session);
    const [{ id = '' } = {}] = (await driver.get<{ items: User[] }>(team.path('/users'), session)).body.items;
    rosa = await team.colleague(aPerson({ firstName: 'Rosa' }));
    nina = await team.colleague(aPerson({ firstName: 'Nina' }));
    greta = await team.colleague(aPerson({ firstName: 'Greta' }));
    const invited = await team.invite(ivo);
    await team.invitationMail(ivo);
    ids = { maria: id, rosa: rosa.user.id, ivo: invited.id, nina: nina.user.id, greta: greta.user.id };
    await team.level(ids.nina, first, 'processor');
    begun = new Date();
    const to = after(begun, `P${grantEnds}D`).toISOString();
    const assignments = [
      { npi: first, level: 'processor', to },
      { npi: second, level: 'processor' },
    ];
    expect((await team.put(ids.greta, 'npi-permissions', { assignments })).status).toBe(200);
    for (const { email } of [maria, ivo, ops, rosa.person, nina.person, greta.person])
      before.set(email, (await world.outbox({ kind: 'mail', to: email })).length);
  });
  afterAll(() => world.stop());

  /** Mails to somebody since the beginning, newest first; of those, which are about somebody else. */
  async function mails({ email }: Person, about?: Person): Promise<Sent[]> {
    const all = await world.outbox({ kind: 'mail', to: email });
    const since = all.slice(0, all.length - (before.get(email) ?? 0));
    return since.filter(({ text }) => about === undefined || text.includes(about.email));
  }

  async function expectMails(count: number, to: Person, about?: Person): Promise<Sent[]> {
    const look = async (): Promise<Sent[] | undefined> => {
      const found = await mails(to, about);
      return found.length >= count ? found : undefined;
    };
    const found = await world.eventually(look, `${count} mails to ${to.firstName} about ${about?.firstName}`, 60_000);
    expect(found.map(({ subject }) => subject)).toHaveLength(count);
    return found;
  }

  /** The days of what was told of a member, by the fact's name, in order. */
  async function told(memberId: string, fact: string): Promise<unknown[]> {
    const facts = (await factsOf(world)).filter(({ type }) => type === `portico.organization.${fact}.v1`);
    const data = facts.map((each) => each.data as { memberId: string; days?: number; cause?: string });
    return data.filter((each) => each.memberId === memberId).map(({ days, cause }) => days ?? cause ?? true);
  }

  /** The clock comes to stand some time after the beginning. */
  async function until(days: number, minutes = 1): Promise<void> {
    await world.clock.set(new Date(begun.getTime() + milliseconds(`P${days}D`) + minutes * 60_000).toISOString());
  }

  /** The time comes; whoever has to tell of it dies twice, and all queues are lost. */
  async function comes(days: number): Promise<void> {
    const redis = new Redis(world.servers.redisUrl);
    await until(days);
    await world.kill('organization');
    await world.restart('organization');
    await redis.flushall();
    await world.kill('organization');
    await redis.flushall();
    await world.restart('organization');
    await redis.quit();
    await until(days, 5);
  }

  const enter = async ({ person }: Colleague) => {
    const { status, body } = await driver.signIn(person);
    return [status, (body as unknown as Problem).code];
  };

  it('a limited level is announced twice to its person [X-06]', async () => {
    await until(grantEnds - soon, -60);
    expect(await mails(greta.person)).toEqual([]);
    await comes(grantEnds - soon);
    const [mail] = await expectMails(1, greta.person);
    expect(mail?.text).toContain(first);
    expect(mail?.text).not.toContain(second);
    await until(grantEnds - sooner);
    await expectMails(2, greta.person);
    expect(await told(ids.greta, 'member-grants-ending')).toEqual([soon, sooner]);
  });

  it('and ends at its time, though nobody could tell of it; that it did is told once [X-06]', async () => {
    await world.kill('organization');
    await until(grantEnds);
    const session = await team.signIn(greta.person);
    expect((await driver.get(`/npis/${first}`, session)).status).toBe(404);
    expect((await driver.get(`/npis/${second}`, session)).status).toBe(200);
    await world.restart('organization');
    const ended = async () => ((await told(ids.greta, 'member-grants-ended')).length > 0 ? true : undefined);
    await world.eventually(ended, 'the end of a level to be told', 60_000);
    expect(await told(ids.greta, 'member-grants-ended')).toEqual([true]);
    await expectMails(2, greta.person);
  });

  it('who was never given permissions is warned, and their Org Admin [MC-ADM-15]', async () => {
    const warned = unassigned - daysIn(neverAssigned.warnings[0] ?? '');
    await until(warned, -60);
    expect(await mails(maria)).toEqual([]);
    await comes(warned);
    await expectMails(1, rosa.person);
    await expectMails(1, maria, rosa.person);
    await expectMails(1, maria, ivo);
    for (const id of [ids.rosa, ids.ivo])
      expect(await told(id, 'member-lapse-warned')).toEqual([daysIn(neverAssigned.warnings[0] ?? '')]);
  });

  it('is out when the time has come, though nobody could tell of it [MC-ADM-15] [X-06]', async () => {
    await world.kill('organization');
    await until(unassigned);
    expect(await enter(rosa)).toEqual([403, 'membership-inactive']);
    await world.restart('organization');
  });

  it('and is deactivated once, which the Org Admin is told [MC-ADM-15]', async () => {
    await comes(unassigned);
    await expectMails(2, maria, rosa.person);
    await expectMails(2, maria, ivo);
    for (const id of [ids.rosa, ids.ivo]) expect(await told(id, 'member-deactivated')).toEqual(['never-assigned']);
    expect(await enter(rosa)).toEqual([403, 'membership-inactive']);
  });

  it('who does not sign in is warned twice, and their Org Admin [MC-ADM-16]', async () => {
    for (const [at, days] of [long, short].entries()) {
      await until(days);
      await expectMails(at + 1, nina.person);
      await expectMails(at + 1, maria, nina.person);
    }
    expect(await told(ids.nina, 'member-lapse-warned')).toEqual(dormant.warnings.map(daysIn));
  });

  it('and is deactivated once; the last Org Admin is not, but ops are told [MC-ADM-16] [MC-ADM-14]', async () => {
    await comes(daysIn(dormant.after));
    await expectMails(3, maria, nina.person);
    const [mail] = await expectMails(1, ops, maria);
    expect(mail?.text).toContain(clinic.legalName);
    expect(await told(ids.nina, 'member-deactivated')).toEqual(['dormant']);
    expect(await told(ids.maria, 'last-admin-dormant')).toEqual([true]);
    expect(await told(ids.maria, 'member-lapse-warned')).toEqual([]);
  });

  it('who came back in between stays, by their sign-in [MC-ADM-16]', async () => {
    expect(await enter(nina)).toEqual([403, 'membership-inactive']);
    team.admin = await team.signIn(maria);
    const status = async (id: string) => (await team.user(id)).status;
    expect(await status(ids.maria)).toBe('active');
    expect(await status(ids.greta)).toBe('active');
    for (const id of [ids.rosa, ids.ivo, ids.nina]) expect(await status(id)).toBe('deactivated');
    expect((await team.reactivate(ids.nina)).status).toBe(200);
    await world.eventually(async () => ((await enter(nina))[0] === 200 ? true : undefined), 'Nina to come in again');
  });
});
