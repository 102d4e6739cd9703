import type { Stored } from '@portico/mongo';
import { AlreadyHandled } from '@portico/service';
import type { Member } from '../domain/member.js';
import type { Organization } from '../domain/organization.js';
import type { AtHand, NpiAdmin } from '../domain/people-at-hand.js';

/** An organization's document with those of members in it. */
export interface StoredHand extends Stored {
  members: Stored[];
  namesakes?: Stored[];
  npiAdmins?: NpiAdmin[];
}

interface Restores<A> {
  restored(stored: Stored): A;
}

export interface Stores {
  organizations: Restores<Organization>;
  members: Restores<Member>;
}

/** Whoever changes two aggregates by one command finds them both, also when one of them carried it out before. */
export function handOf({ members, namesakes = [], npiAdmins = [], ...stored }: StoredHand, stores: Stores): AtHand {
  const repeats = new Set<object>();
  const organization = opened(stores.organizations, stored, repeats);
  const documents = new Map([...members, ...namesakes].map((document) => [document._id, document]));
  const people = [...documents.values()].map((document) => opened(stores.members, document, repeats));
  return {
    organization,
    npiAdmins,
    member: (memberId) => people.find((member) => member.memberId === memberId),
    withEmail: (emailPrint) => people.find(({ state }) => state.emailPrint === emailPrint),
    isRepeat: (aggregate) => repeats.has(aggregate),
  };
}

function opened<A extends object>(store: Restores<A>, stored: Stored, repeats: Set<object>): A {
  try {
    return store.restored(stored);
  } catch (error) {
    if (!(error instanceof AlreadyHandled)) throw error;
    const aggregate = error.aggregate as unknown as A;
    repeats.add(aggregate);
    return aggregate;
  }
}
