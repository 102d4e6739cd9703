import { CommandHandler } from '@nestjs/cqrs';
import { notSignedIn, Requires } from '@portico/access';
import { type AccessRequestView, RequestAccess } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { AccessRequest, accessRequestIdOf, alreadyMember, type Request } from '../domain/access-request.js';
import { AccessRequests } from '../domain/access-requests.js';
import { EmailPrints } from '../domain/email-prints.js';
import { memberIdOf } from '../domain/member.js';
import type { Organization } from '../domain/organization.js';
import { PeopleAtHand } from '../domain/people-at-hand.js';
import { notFound } from './desks.js';
import { People, type Person } from './people.js';
import { askedView } from './request-view.js';

@CommandHandler(RequestAccess)
@Requires('access-request.make')
export class RequestAccessHandler {
  constructor(
    private readonly requests: AccessRequests,
    private readonly organizations: PeopleAtHand,
    private readonly people: People,
    private readonly prints: EmailPrints,
    private readonly clock: Clock,
  ) {}

  async execute({ organizationId, reason, actor }: RequestAccess): Promise<AccessRequestView> {
    if (actor.userId === undefined) throw notSignedIn();
    const person = await this.people.get(actor.userId);
    const organization = await this.open(organizationId, person);
    const { userId, email, firstName, lastName } = person;
    const asked = { organization, asking: { userId, email, firstName, lastName }, reason, at: this.clock.now() };
    const request = await this.asked(asked);
    return askedView(request, (await this.requests.save(request)).version);
  }

  answer(request: AccessRequest): AccessRequestView {
    return askedView(request, request.version);
  }

  /** An organization that is set up, and that the person is no active member of: by account, or by their address. */
  private async open(organizationId: string, { userId, email }: Person): Promise<Organization> {
    const emailPrint = this.prints.of(email);
    const founderId = memberIdOf(organizationId, userId);
    const hand = await this.organizations.of(organizationId, { members: [founderId], emailPrint });
    if (!hand?.organization.isActive) throw notFound();
    const known = [hand.member(founderId), hand.withEmail(emailPrint)];
    if (known.some((member) => member?.state.status === 'active')) throw alreadyMember();
    return hand.organization;
  }

  private async asked(request: Request): Promise<AccessRequest> {
    const { organization, asking } = request;
    const known = await this.requests.of(organization.id, accessRequestIdOf(organization.id, asking.userId));
    known?.askAgain(request);
    return known ?? AccessRequest.of(request);
  }
}
