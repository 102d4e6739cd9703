import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type EffectsView, RemoveDomain } from '@portico/contracts';
import { emailDomainOf } from '../domain/email-domain.js';
import type { Effect } from '../domain/effects.js';
import { Organizations } from '../domain/organizations.js';
import { type Desk, Desks } from './desks.js';
import { refusalOf } from './user-changes.js';

/** A place that was given longer ago than this, in milliseconds, and to no member, is nobody's: its command was given up. */
const givenUp = 60_000;

@CommandHandler(RemoveDomain)
@Requires('organization.domains.manage')
export class RemoveDomainHandler {
  constructor(
    private readonly desks: Desks,
    private readonly organizations: Organizations,
  ) {}

  async execute(command: RemoveDomain): Promise<EffectsView> {
    const domain = emailDomainOf(command.domain);
    const desk = await this.withPeopleIn(domain, command);
    const { organization } = desk;
    const effects: Effect[] = [{ kind: 'domain-removed', domain }];
    if (desk.hand.isRepeat(organization)) return { effects };
    const remove = () => {
      organization.mustBeAt(command.ifMatch);
      organization.removeDomain(domain, ghosts(desk, domain));
    };
    if (command.dryRun) return { effects: [refusalOf(remove) ?? { kind: 'domain-removed', domain }] };
    remove();
    await this.organizations.save(organization);
    return { effects };
  }

  /** Whoever has an address of the domain comes along, if anybody has. */
  private async withPeopleIn(domain: string, asked: RemoveDomain): Promise<Desk> {
    const desk = await this.desks.open(asked, action);
    const members = desk.organization.peopleIn(domain).map(({ memberId }) => memberId);
    return members.length === 0 ? desk : this.desks.open(asked, action, { members });
  }
}

const action = 'organization.domains.manage';

function ghosts({ organization, hand, deed }: Desk, domain: string): string[] {
  const isGhost = ({ memberId, since }: { memberId: string; since: Date }): boolean =>
    deed.at.getTime() - since.getTime() > givenUp && hand.member(memberId) === undefined;
  return organization
    .peopleIn(domain)
    .filter(isGhost)
    .map(({ memberId }) => memberId);
}
