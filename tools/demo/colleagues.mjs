// People of an organization beside its first Org Admin: invited, registered, and given what their role says.
import { registerInvited, setPassword } from './journey.mjs';
import { aPerson, PROGRAM } from './people.mjs';

/** Everybody whom the demo world has in each organization; `give` says what they hold there. */
export const colleagues = [
  {
    role: 'npi-admin',
    name: ['Nadia', 'Brook'],
    give: ({ npis: [first] }) => ({
      levels: [{ npi: first.npi, level: 'admin' }],
      types: ['remittance-advice-detail', 'tax-documents'],
    }),
  },
  {
    role: 'processor',
    name: ['Pablo', 'Reyes'],
    give: ({ npis: [first] }) => ({
      levels: [{ npi: first.npi, level: 'processor' }],
      types: ['remittance-advice-detail'],
    }),
  },
  { role: 'org-processor', name: ['Odile', 'Hart'], give: () => ({ organization: 'processor' }) },
  { role: 'org-admin', name: ['Amos', 'Field'], give: () => ({ organization: 'admin' }) },
  { role: 'without-permissions', name: ['Wendy', 'Vale'], give: () => ({}) },
];

/** Invites one of them, lets them register, and gives them what they are to hold. */
export async function join(portal, { organization, organizationId, admin, colleague }, tell) {
  const person = aPerson(organization, colleague.name);
  const { email, firstName, lastName, mobilePhone } = person;
  const users = `/organizations/${organizationId}/users`;
  const user = await portal.post(users, { email, firstName, lastName, mobilePhone }, admin);
  tell(`${email} invited`);
  await registerInvited(portal, { program: PROGRAM, person }, tell);
  await setPassword(portal, person, tell);
  await grant(portal, { path: `${users}/${user.id}`, admin, ...colleague.give(organization) }, tell);
  return { ...person, userId: user.id };
}

async function grant(portal, { path, admin, levels, types, organization }, tell) {
  if (levels) {
    await portal.put(`${path}/npi-permissions`, { assignments: levels }, admin);
    tell(`level set: ${levels.map(({ npi, level }) => `${level} of ${npi}`).join(', ')}`);
    await portal.put(
      `${path}/correspondence-permissions`,
      { grants: levels.map(({ npi }) => ({ npi, types })) },
      admin,
    );
    tell(`correspondence granted: ${types.join(', ')}`);
  }
  if (organization) {
    await portal.put(`${path}/organization-permission`, { level: organization }, admin);
    tell(`level across the organization: ${organization}`);
  }
}
