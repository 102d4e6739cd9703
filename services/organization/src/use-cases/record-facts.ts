import { Injectable } from '@nestjs/common';
import type { Envelope } from '@portico/contracts';
import { type Recorder, Records } from '@portico/messaging';
import { AccountMemberships } from '../domain/audit/account-memberships.js';
import { AuditTrail } from '../domain/audit/audit-trail.js';
import { actionOf, leftOut } from '../domain/audit/audited.js';
import { accountsOf, chainsOf, entryOf, type Fact } from '../domain/audit/entry.js';
import { declared } from './declared.js';

/** Every fact of every service becomes a record in the chain of each organization that it belongs to. */
@Injectable()
@Records('identity', 'organization', 'pin')
export class RecordFacts implements Recorder {
  constructor(
    private readonly trail: AuditTrail,
    private readonly memberships: AccountMemberships,
  ) {}

  async record(envelopes: readonly Envelope[]): Promise<void> {
    const facts = envelopes.filter(({ type }) => !(actionOf(type) in leftOut)).map(factOf);
    const homeless = facts.filter(({ data, actor }) => !data.organizationId && !actor.organizationId);
    const memberships = await this.memberships.of([...new Set(homeless.flatMap(accountsOf))]);
    const placed = facts.map((fact) => ({ chains: chainsOf(fact, memberships), entry: entryOf(fact) }));
    if (placed.length > 0) await this.trail.append(placed);
  }
}

const factOf = (envelope: Envelope): Fact => ({ ...envelope, data: declared(envelope) });
