import { Injectable } from '@nestjs/common';
import { type Envelope, MemberStandingChanged } from '@portico/contracts';
import { Clock, idFrom } from '@portico/kernel';
import { pageOf, type Stored } from '@portico/mongo';
import { EventPublisher } from '@portico/service';
import type { Member } from '../domain/member.js';
import type { Rebuild, StandingsAnew } from '../use-cases/standings-anew.js';
import { MongoMembers } from './mongo.members.js';
import { publishMember } from './publish-member.js';

/** Neither phones nor what waits to be told: nothing is opened that is not told. */
const projection = { mobilePhone: 0, businessPhone: 0, outbox: 0 };

/** Reads members in the order of their ids and puts the facts on the stream itself: no aggregate changed, so no outbox. */
@Injectable()
export class StreamStandingsAnew implements StandingsAnew {
  constructor(
    private readonly members: MongoMembers,
    private readonly publisher: EventPublisher,
    private readonly clock: Clock,
  ) {}

  async tell({ run, limit, ...range }: Rebuild): Promise<{ members: number; nextCursor?: string }> {
    const found = await this.#found(range, limit + 1);
    const { items, next } = pageOf(found, limit);
    const time = this.clock.now().toISOString();
    const facts = items.map((stored) => this.members.restored({ ...stored, outbox: [] }));
    await this.publisher.publish(facts.flatMap((member) => envelopesOf(member, run, time)));
    return { members: items.length, nextCursor: next && items.at(-1)?._id };
  }

  #found({ organizationId = '', cursor }: Pick<Rebuild, 'organizationId' | 'cursor'>, limit: number) {
    const end = organizationId === '' ? {} : { $lt: `${organizationId}}` };
    const _id = { $gt: cursor ?? organizationId, ...end };
    return this.members.collection.find<Stored>({ _id }, { projection, sort: { _id: 1 }, limit }).toArray();
  }
}

/** The same id for the same version in one run; in another run another one, for the stream drops what it knows. */
function envelopesOf(member: Member, run: string, time: string): Envelope[] {
  const { id: subject, version: sequence } = member;
  const { memberId, organizationId } = member.state;
  const told = publishMember({ type: 'StandingChanged', memberId, organizationId }, member);
  return told.map(({ data }) => ({
    specversion: '1.0',
    id: idFrom('standing', run, subject, String(sequence)),
    source: '/portico/organization',
    type: MemberStandingChanged.type,
    subject,
    sequence,
    time,
    datacontenttype: 'application/json',
    actor: { kind: 'system', process: 'organization' },
    data,
  }));
}
