import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type DomainListView, GetDomains } from '@portico/contracts';
import { Gate, Programs } from '@portico/program';
import { Places } from './places.js';

const fields = { domains: 1, 'people.domain': 1 };

@QueryHandler(GetDomains)
@Requires('organization.domains.read')
export class GetDomainsHandler implements IQueryHandler<GetDomains> {
  constructor(
    private readonly places: Places,
    private readonly gate: Gate,
    private readonly programs: Programs,
  ) {}

  async execute({ organizationId, actor }: GetDomains): Promise<DomainListView> {
    const { organization, standing } = await this.places.of(actor, organizationId, { fields });
    this.gate.require(actor, standing, 'organization.domains.read');

    const { program, domains, people } = organization;
    const { publicMailDomains } = this.programs.get(program);
    const users = counted(people);
    const view = (domain: string) => ({
      domain,
      activeUsers: users.get(domain) ?? 0,
      publicMail: publicMailDomains.includes(domain),
    });
    return { items: domains.map(({ domain }) => view(domain)) };
  }
}

/** Invited and active users by domain: those that keep it from being removed (MC-DOM-02). */
function counted(people: { domain: string }[]): Map<string, number> {
  const users = new Map<string, number>();
  for (const { domain } of people) users.set(domain, (users.get(domain) ?? 0) + 1);
  return users;
}
