/** Guards behind which another one refuses alike, so that taking out one of the two changes no answer; what the other is. */
export const doubled: readonly string[] = [
  // The handlers ask by themselves who is signed in: they act by the account, with or without an organization in view.
  'the admission 1 of services/identity/dist/use-cases/add-organization.js',
  'the admission 1 of services/organization/dist/reads/get-memberships.js',
  'the admission 1 of services/organization/dist/use-cases/request-access.js',
  // A member is looked for under the organization’s own key: who is asked for in another one is not found there.
  'changes in any organization',
];
