import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aClaim, anUnclaimedOrganization, stored, toldOnFile } from '../../test/builders.js';
import { onFileOf } from './on-file.js';
import type { Organization } from './organization.js';

type Step = (organization: Organization) => void;

const registrations = fc.constantFrom('first', 'second', 'third');
const people = fc.constantFrom('maria', 'oscar');
const claims = fc.tuple(registrations, people).map(
  ([registration, person]): Step =>
    (organization) =>
      organization.claim(aClaim(registration, person)),
);
const corrections = fc.constantFrom('Sunrise Clinic', 'Sunset Clinic').map(
  (legalName): Step =>
    (organization) =>
      organization.updateOnFile(onFileOf(toldOnFile({ legalName }))),
);
const lives = fc.array(fc.oneof(claims, corrections), { maxLength: 12 });

/** One organization through a life, loaded anew before each step; what it told, in order. */
function lived(steps: Step[]) {
  let organization = anUnclaimedOrganization();
  const told = steps.map((step) => {
    const loaded = stored(organization);
    step(loaded);
    const before = organization.state;
    organization = loaded;
    return { before, after: loaded.state, events: loaded.recorded };
  });
  return { organization, told };
}

describe('whatever order claims and corrections come in', () => {
  it('an organization is claimed at most once, by one registration, with one admin [MC-TOK-08]', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const { organization, told } = lived(steps);
        const won = told.flatMap(({ events }) => events).filter(({ type }) => type === 'OrganizationClaimed');

        expect(won.length).toBe(organization.isActive ? 1 : 0);
        expect(organization.state.admins.length).toBe(won.length);
        expect(organization.state.domains.length).toBe(won.length);
      }),
    );
  });

  it('what is active stays as it is, and what changes nothing else tells nothing else', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        for (const { before, after, events } of lived(steps).told) {
          if (before.status === 'active') expect(after).toEqual(before);
          if (events.length === 0) expect(after).toEqual(before);
          expect(events.length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('no fact carries the tax id or a mail address', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const told = JSON.stringify(lived(steps).told.map(({ events }) => events));

        expect(told).not.toMatch(/123456789|@/);
      }),
    );
  });
});
