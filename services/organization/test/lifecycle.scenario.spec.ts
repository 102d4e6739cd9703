import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  EnrollOrganization,
  GetDomains,
  GetEnrollment,
  GetMemberships,
  GetOrganization,
  MatchOnFile,
  MemberJoined,
  OrganizationClaimed,
  OrganizationClaimRefused,
  validated,
} from '@portico/contracts';
import { idFrom } from '@portico/kernel';
import { memberIdOf } from '../src/domain/member.js';
import { aClaim, aNpi, npiFrom, toldOnFile } from './builders.js';
import { person } from './work.js';
import { World } from './world.js';

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const enrollment = (legalName: string, taxId: string) =>
  validated(EnrollOrganization, {
    program: 'medi-cal',
    organization: structuredClone(toldOnFile({ legalName, taxId })),
  });

describe('the life of an organization', () => {
  const maria = idFrom('user', 'maria');
  const registration = aClaim('the registration', 'maria');
  const registrationId = registration.registrationId;
  let organizationId: string;

  it('begins when the department issues its token: identity enrolls it, as often as it has to [MC-TOK-01]', async () => {
    const message = enrollment('Sunrise Clinic', '12-3456789');
    const first = await world.identityAsks(message, { commandId: 'issue' });
    const again = await world.identityAsks(message, { commandId: 'issue' });
    const anew = await world.identityAsks(message, { commandId: 'reissue' });

    expect(first).toMatchObject({ status: 'unclaimed', legalName: 'Sunrise Clinic' });
    expect([again, anew]).toEqual([first, first]);
    organizationId = first.organizationId;
  });

  it('while it is unclaimed nobody sees it, and identity may ask whether what was typed is on file [MC-REG-05]', async () => {
    const typed = {
      organizationId,
      taxIdType: 'EIN',
      taxId: '123456789',
      payToZip: '95814',
      contactEmail: 'billing@sunrise-clinic.example',
    };

    expect(await world.identityAsks(validated(MatchOnFile, typed))).toEqual({ matches: true });
    expect(await world.identityAsks(validated(MatchOnFile, { ...typed, payToZip: '90001' }))).toEqual({
      matches: false,
    });
    expect(await world.personAsks(person(maria), validated(GetMemberships, {}))).toEqual({ items: [] });
  });

  it('is claimed by the registration that is completed, and its person is a member when identity hears of it [MC-REG-12]', async () => {
    await world.tellsCompleted(registration, organizationId);
    const [claimed] = await world.eventually(() => atLeastOne(world.heard.of(OrganizationClaimed)), 'the claim');

    expect(claimed?.data).toMatchObject({ organizationId, registrationId, userId: maria, legalName: 'Sunrise Clinic' });
    const { items } = await world.personAsks(person(maria), validated(GetMemberships, {}));
    expect(items).toEqual([
      expect.objectContaining({ organizationId, memberId: claimed?.data.memberId, orgRole: 'admin' }),
    ]);
    expect(items[0]?.npiPermissions).toHaveLength(2);

    await world.eventually(() => atLeastOne(world.heard.of(MemberJoined)), 'the member');
    expect(world.heard.of(MemberJoined)[0]?.data).toMatchObject({
      memberId: claimed?.data.memberId,
      organizationId,
      userId: maria,
      orgRole: 'admin',
    });
  });

  it('shows its data to its Org Admin, and its first domain [MC-ORG-06] [MC-REG-20]', async () => {
    const inView = person(maria, { organizationId, memberId: memberIdOf(organizationId, maria) });

    expect(await world.personAsks(inView, validated(GetOrganization, { organizationId }))).toMatchObject({
      taxId: '*****6789',
      status: 'active',
    });
    expect(await world.personAsks(inView, validated(GetDomains, { organizationId }))).toEqual({
      items: [{ domain: 'sunrise-clinic.example', activeUsers: 1, publicMail: false }],
    });
  });

  it('refuses a second registration, which hears of it as a fact; a late repeat of the first changes nothing [MC-TOK-08]', async () => {
    const late = aClaim('another registration', 'oscar');
    await world.tellsCompleted(late, organizationId);
    await world.tellsCompleted(registration, organizationId);
    const [refused] = await world.eventually(() => atLeastOne(world.heard.of(OrganizationClaimRefused)), 'the refusal');

    expect(refused?.data).toEqual({ organizationId, registrationId: late.registrationId });
    expect(await world.personAsks(person(late.userId), validated(GetMemberships, {}))).toEqual({ items: [] });
    expect(world.heard.of(OrganizationClaimed)).toHaveLength(1);
  });

  it('keeps its data when its tax id is enrolled again, and tells that it is set up [MC-TOK-08]', async () => {
    const enrolled = await world.identityAsks(enrollment('Somebody Else', '123456789'));

    expect(enrolled).toMatchObject({ organizationId, status: 'active', legalName: 'Sunrise Clinic' });
    expect(await world.identityAsks(validated(GetEnrollment, { organizationId }))).toEqual(enrolled);
  });
});

describe('the organization service', () => {
  it('lets 50 registrations race for one organization on two replicas: one wins, 49 hear a refusal [MC-TOK-08]', async () => {
    const { organizationId } = await world.identityAsks(enrollment('Contested Clinic', '12-7777777'));
    const of = <T extends { organizationId: string }>(events: { data: T }[]) =>
      events.filter(({ data }) => data.organizationId === organizationId);
    const racers = Array.from({ length: 50 }, (_, at) => aClaim(`racer ${at}`, `person ${at}`));
    await Promise.all(racers.map((racer) => world.tellsCompleted(racer, organizationId)));
    await world.eventually(
      () => (of(world.heard.of(OrganizationClaimRefused)).length === 49 ? true : undefined),
      '49 refusals',
    );
    await world.eventually(() => atLeastOne(of(world.heard.of(MemberJoined))), 'the member');

    expect(of(world.heard.of(OrganizationClaimed))).toHaveLength(1);
    expect(of(world.heard.of(MemberJoined))).toHaveLength(1);
  });

  it('answers its internal messages to identity only', async () => {
    const { organizationId } = await world.identityAsks(enrollment('Internal Clinic', '12-5555555'));
    const typed = {
      organizationId,
      taxIdType: 'EIN',
      taxId: '125555555',
      payToZip: '95814',
      contactEmail: 'billing@sunrise-clinic.example',
    };
    const internal = [
      enrollment('Internal Clinic', '12-5555555'),
      validated(MatchOnFile, typed),
      validated(GetEnrollment, { organizationId }),
    ];

    for (const message of internal) {
      const asked = world.personAsks({ ...person(idFrom('user', 'maria')), roles: ['ops'] }, message as GetEnrollment);
      await expect(asked).rejects.toMatchObject({ kind: 'forbidden' });
    }
  });

  it('does not show an organization to the members of another [MC-HOM-07]', async () => {
    const { organizationId } = await world.identityAsks(enrollment('Foreign Clinic', '12-6666666'));
    const maria = person(idFrom('user', 'maria'), { organizationId, memberId: idFrom('member', 'claimed to be') });

    await expect(world.personAsks(maria, validated(GetOrganization, { organizationId }))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(world.personAsks(maria, validated(GetDomains, { organizationId }))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('refuses wrong numbers by the field that holds them, and unknown fields', async () => {
    const wrong = { ...enrollment('Wrong Clinic', '12-4444444') };
    const npis = [aNpi(npiFrom(123_456_780)), aNpi('1234567890')];
    const withNpis = validated(EnrollOrganization, { ...wrong, organization: { ...wrong.organization, npis } });

    await expect(world.identityAsks(withNpis)).rejects.toMatchObject({
      code: 'npi-invalid',
      details: { errors: [{ pointer: '/organization/npis/1/npi' }] },
    });
    const odd = Object.assign(enrollment('Odd Clinic', '12-4444444'), { status: 'active' });
    await expect(world.identityAsks(odd)).rejects.toMatchObject({
      kind: 'invalid',
      details: { errors: [{ pointer: '/status' }] },
    });
  });

  it('tells no tax id and no mail address in any fact [MC-REG-06]', () => {
    expect(world.heard.envelopes.length).toBeGreaterThan(50);
    expect(JSON.stringify(world.heard.envelopes.map(({ data }) => data))).not.toMatch(/@|\b\d{9}\b|\b\d{2}-\d{7}\b/);
  });
});

const atLeastOne = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);
