import { Injectable } from '@nestjs/common';
import type { RefusedFact } from '@portico/contracts';
import { Programs } from '@portico/program';
import { MongoMembers } from '../adapters/mongo.members.js';
import { Explained } from './explained.js';
import type { StoredMember, StoredOrganization } from './stored.js';

export interface ToName {
  organization: StoredOrganization;
  /** The member whom it is about. */
  about?: string;
  because: readonly RefusedFact[];
  language?: string;
}

type NamedMember = Pick<StoredMember, 'memberId' | 'firstName' | 'lastName' | 'email'>;

/** So many Org Admins are named as who can change something. */
const adminsNamed = 3;

const nameOf = ({ firstName, lastName, email }: NamedMember): string | undefined =>
  [firstName, lastName].filter(Boolean).join(' ') || email;

/** Puts names in the place of ids: those of the members that an explanation is about, by one command. */
@Injectable()
export class Named {
  constructor(
    private readonly members: MongoMembers,
    private readonly programs: Programs,
  ) {}

  async explained({ organization, about, because, language }: ToName): Promise<Explained> {
    const admins = organization.admins.slice(0, adminsNamed).map(({ memberId }) => memberId);
    const setters = because.map(({ by }) => by);
    const people = await this.#names(organization._id, [about, ...admins, ...setters]);
    const program = this.programs.get(organization.program);
    const nobody = this.programs.text(program.id, 'explain.nobody', language) ?? '';
    const names = {
      ...{ program, organization: organization.legalName, people },
      name: people.get(about ?? '') ?? nobody,
      admins: admins.flatMap((id) => people.get(id) ?? []),
      providers: new Map(organization.npis.map(({ npi, providerName }) => [npi, providerName])),
    };
    return new Explained(this.programs, names, language);
  }

  async #names(organizationId: string, ids: readonly (string | undefined)[]): Promise<Map<string, string>> {
    const keys = new Set(ids.filter((id) => id !== undefined).map((id) => `${organizationId}|${id}`));
    const fields = { memberId: 1, firstName: 1, lastName: 1, email: 1 };
    const found = await this.members.read<NamedMember>({ _id: { $in: [...keys] } }, fields);
    const named = found.map((member) => [member.memberId, nameOf(member)] as const);
    return new Map(named.filter((each): each is readonly [string, string] => each[1] !== undefined));
  }
}
