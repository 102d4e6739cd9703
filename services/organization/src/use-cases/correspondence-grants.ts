import { Injectable } from '@nestjs/common';
import type { UserChangedView } from '@portico/contracts';
import { refusal } from '@portico/kernel';
import type { Program } from '@portico/program';
import type { TypesOfNpi } from '../domain/member-grants.js';
import type { UserDesk } from './desks.js';
import { mustHold } from './held-npis.js';
import { UserChanges } from './user-changes.js';

export const typeUnknown = refusal(
  'invalid',
  'correspondence-type-unknown',
  'There is no such type of correspondence.',
);

/** One way for one NPI and for many: equal grants have equal results (MC-PRM-11). */
@Injectable()
export class CorrespondenceGrants {
  constructor(private readonly changes: UserChanges) {}

  async set(desk: UserDesk, grants: readonly TypesOfNpi[], ifMatch?: string): Promise<UserChangedView> {
    mustBeTypes(desk.program, grants);
    mustHold(desk.organization, grants);
    const change = () => {
      desk.member.mustBeAt(ifMatch);
      desk.member.grant(grants, desk.deed);
    };
    return this.changes.again(desk) ?? this.changes.make(desk, change);
  }
}

function mustBeTypes({ correspondenceTypes }: Program, grants: readonly TypesOfNpi[]): void {
  const known = new Set(correspondenceTypes.map(({ id }) => id));
  const types = [...new Set(grants.flatMap((grant) => grant.types))].filter((type) => !known.has(type));
  if (types.length > 0) throw typeUnknown({ types });
}
