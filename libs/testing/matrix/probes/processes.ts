import type { Stage } from '../stage.js';
import type { Probe } from '../words.js';
import { aPerson, anOrganization } from '../../journeys/people.js';
import { nobodys, once } from './loci.js';

/** What only our own processes ask, of things that do not exist: the guard is all that is of interest. */
export function processProbes({ organizations: { A } }: Stage, program: string): Record<string, Probe[]> {
  const { taxIdType, taxId, payTo, contactEmail } = A.onFile;
  const past = (input: object): Probe[] => once({ ...input }, 'through');
  return {
    EnrollOrganization: past({ program, organization: anOrganization() }),
    MatchOnFile: past({ organizationId: A.id, taxIdType, taxId, payToZip: payTo.zip, contactEmail }),
    GetEnrollment: past({ organizationId: A.id }),
    GetInvitee: past({ organizationId: A.id, memberId: nobodys() }),
    GetMember: past({ organizationId: A.id, memberId: nobodys() }),
    ListHolders: past({ organizationId: A.id }),
    ExpireRegistrationToken: past({ tokenId: nobodys() }),
    PrintTokenLetter: past({ tokenId: nobodys() }),
    ExpireInvitation: past({ invitationId: nobodys() }),
    ResumeSession: once({ sessionToken: 'A'.repeat(43) }, [401, 404]),
    GetPerson: past({ userId: nobodys() }),
    CountSessions: past({ userId: nobodys(), organizationId: A.id }),
    RepublishStandings: past({ run: nobodys(), organizationId: A.id }),
    RebuildStandings: past({ organizationId: A.id }),
    ExportAudit: past({ organizationId: A.id }),
    AddStaff: past({ email: aPerson().email, roles: ['ops'], program }),
    RedriveDeadLetters: past({ reaction: 'nothing' }),
  };
}

/** The department's own. */
export const staffProbes = ({ tokenId }: Stage, program: string): Record<string, Probe[]> => ({
  IssueRegistrationToken: once({ program, organization: anOrganization() }, [200, 201, 409]),
  GetRegistrationToken: [
    { at: 'one that is there', input: { tokenId }, target: {} },
    { at: 'one that is not', input: { tokenId: nobodys() }, target: { mine: false } },
  ],
  ReissueRegistrationToken: once({ tokenId }, [200, 201, 409]),
});
