import { describe, expect, it } from '@jest/globals';
import { aClaimedOrganization, aNpi, anUnclaimedOrganization, npiFrom, stored, today } from '../../test/builders.js';
import { publish } from '../adapters/publish.js';
import { npiAttachedAlready, npisTooMany, npiUnknown, organizationUnclaimed } from './organization.js';
import { npiInvalid } from './on-file.js';

const held = '1234567893';
const later = npiFrom(211_111_111);
const npisOf = (organization: ReturnType<typeof aClaimedOrganization>) => organization.state.npis.map(({ npi }) => npi);

describe('the NPIs of an organization', () => {
  it('grow by one that the department attaches, and the fact carries its provider [MC-REG-14]', () => {
    const organization = aClaimedOrganization();
    organization.attach(aNpi(later));

    expect(npisOf(organization)).toContain(later);
    const { id: organizationId } = organization;
    expect(organization.recorded).toEqual([
      { type: 'NpiAttached', organizationId, program: 'medi-cal', ...aNpi(later) },
    ]);
  });

  it('are each there once, at most 500, with the right check digit', () => {
    const organization = aClaimedOrganization();
    expect(() => organization.attach(aNpi(held))).toThrow(npiAttachedAlready());
    expect(() => organization.attach(aNpi('1234567890'))).toThrow(npiInvalid());
    for (let at = 0; at < 498; at += 1) organization.attach(aNpi(npiFrom(150_000_000 + at)));
    expect(() => organization.attach(aNpi(later))).toThrow(npisTooMany());
  });

  it('lose one that is detached, dated, and may have it back [MC-PIN-13] [D-41]', () => {
    const organization = aClaimedOrganization();
    organization.detach(held, today);
    expect(npisOf(organization)).not.toContain(held);
    expect(organization.state.formerNpis).toEqual([{ ...aNpi(held), until: today }]);
    expect(organization.recorded.at(-1)).toMatchObject({ type: 'NpiDetached', npi: held });
    expect(() => organization.detach(held, today)).toThrow(npiUnknown());

    organization.attach(aNpi(held));
    expect(organization.state.formerNpis).toEqual([]);
    expect(npisOf(organization)).toContain(held);
  });

  it('that nobody set up is corrected by enrolling it anew', () => {
    expect(() => anUnclaimedOrganization().attach(aNpi(later))).toThrow(organizationUnclaimed());
    expect(() => anUnclaimedOrganization().detach(held, today)).toThrow(npiUnknown());
  });

  it('are told one by one, with the version of the organization that tells the later fact [MC-REG-13]', () => {
    const claimed = anUnclaimedOrganization();
    claimed.claim({ registrationId: 'r', userId: 'u', emailDomain: 'x.example', at: today });
    const told = claimed.recorded.flatMap((fact) => publish(fact, claimed));
    expect(told.map(({ type }) => type.name)).toEqual(['OrganizationClaimed', 'NpiAttached', 'NpiAttached']);
    expect(told[1]?.data).toEqual({
      ...{ organizationId: claimed.id, program: 'medi-cal', version: claimed.version + 1 },
      ...aNpi(held),
    });

    const changed = stored(claimed);
    changed.detach(held, today);
    const [left] = changed.recorded.flatMap((fact) => publish(fact, changed));
    expect(left?.data).toMatchObject({ npi: held, version: claimed.version + 2 });
  });
});

describe('the directory', () => {
  it('shows an organization until it opts out; saying so again changes nothing [MC-DIR-03] [MC-PRF-06]', () => {
    const organization = aClaimedOrganization();
    expect(organization.isVisible).toBe(true);
    organization.showInDirectory(true);
    expect(organization.hasChanged).toBe(false);

    organization.showInDirectory(false);
    expect(organization.isVisible).toBe(false);
    const { id: organizationId } = organization;
    expect(organization.recorded).toEqual([{ type: 'DirectoryVisibilitySet', organizationId, visible: false }]);
  });
});
