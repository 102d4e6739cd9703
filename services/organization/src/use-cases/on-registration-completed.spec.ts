import { beforeEach, describe, expect, it } from '@jest/globals';
import { idFrom, StoppedClock } from '@portico/kernel';
import { aClaim, anUnclaimedOrganization, today } from '../../test/builders.js';
import { InMemoryOrganizations } from '../../test/in-memory.js';
import { asCommand } from '../../test/work.js';
import { Organization } from '../domain/organization.js';
import { OnRegistrationCompleted } from './on-registration-completed.js';

const { state } = anUnclaimedOrganization();
let organizations: InMemoryOrganizations;
let reaction: OnRegistrationCompleted;

beforeEach(async () => {
  organizations = new InMemoryOrganizations();
  await organizations.save(new Organization(state));
  reaction = new OnRegistrationCompleted(organizations, new StoppedClock(today));
});

function completed(registration: string, person = registration, organizationId = state.id) {
  const { registrationId, userId, emailDomain } = aClaim(registration, person);
  const tokenId = idFrom('token', registration);
  const flow = 'register-organization' as const;
  const data = { registrationId, userId, emailDomain, organizationId, tokenId, flow, program: 'medi-cal' };
  return asCommand({ id: `${registration}:on-registration-completed` }, () => reaction.react(data));
}

const attached = 'portico.organization.npi-attached.v1';
const told = () => organizations.outbox.map(({ type }) => type).filter((type) => type !== attached);
const claimed = 'portico.organization.organization-claimed.v1';
const refused = 'portico.organization.organization-claim-refused.v1';

describe('when a registration was completed', () => {
  it('the organization is claimed for its person [MC-REG-12]', async () => {
    await completed('first');

    expect((await organizations.get(state.id))?.state).toMatchObject({
      status: 'active',
      claimedBy: aClaim('first', 'first'),
    });
    expect(told()).toEqual([claimed]);
  });

  it('hearing of it again changes nothing', async () => {
    await completed('first');
    await completed('first');

    expect(told()).toEqual([claimed]);
  });

  it('hearing of it again after its event fell out of the inbox changes nothing', async () => {
    await completed('first');
    await asCommand({ id: 'much later' }, () =>
      reaction.react({ ...aClaim('first', 'first'), organizationId: state.id } as never),
    );

    expect(told()).toEqual([claimed]);
    expect((await organizations.get(state.id))?.version).toBe(2);
  });

  it('another one gets a refusal, as a fact [MC-TOK-08]', async () => {
    await completed('first');
    await completed('second');

    expect(told()).toEqual([claimed, refused]);
    expect((await organizations.get(state.id))?.state.claimedBy?.registrationId).toBe(aClaim('first').registrationId);
  });

  it('one of an organization that nobody enrolled is an error, to be tried again', async () => {
    await expect(completed('first', 'first', idFrom('organization', 'none'))).rejects.toMatchObject({
      code: 'organization-unknown',
    });
  });

  it('50 at once have one winner', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, at) => completed(`registration ${at}`)));

    expect(told().filter((type) => type === claimed)).toHaveLength(1);
    expect(told().filter((type) => type === refused)).toHaveLength(49);
  });
});
