import { Injectable } from '@nestjs/common';
import type { Standing } from '@portico/access';
import type { Actor } from '@portico/kernel';
import type { Document } from 'mongodb';
import { MongoOrganizations } from '../adapters/mongo.organizations.js';
import {
  founderOf,
  notFound,
  personOf,
  standingOf,
  type StoredMember,
  type StoredOrganization,
  viewerOf,
} from './stored.js';

/** The organization in view, the standing of the person who asks, and members of it that they ask for. */
export class Place<F = object> {
  constructor(
    readonly organization: StoredOrganization & F,
    readonly standing: Standing,
    private readonly members: StoredMember[],
  ) {}

  /** Whether somebody else is asked for; nobody named is oneself. */
  isOther(memberId: string | undefined): memberId is string {
    return memberId !== undefined && memberId !== this.standing.memberId;
  }

  member(memberId: string): StoredMember | undefined {
    return this.members.find((each) => each.memberId === memberId);
  }

  /** Of oneself, or of the one who is named; a stranger to the organization is not found. */
  standingOf(memberId: string | undefined): Standing {
    if (!this.isOther(memberId)) return this.standing;
    const member = this.member(memberId);
    if (!member) throw notFound();
    return standingOf(member);
  }
}

type Found<F> = StoredOrganization & F & { members: StoredMember[] };

export interface Wanted {
  /** Fields of the organization. */
  fields?: Document;
  /** Ids of members. */
  members?: (string | undefined)[];
  /** Further stages: look-ups that come along. */
  further?: Document[];
}

const forStanding = { program: 1, legalName: 1, admins: 1, claimedBy: 1 };

/** Where somebody stands who asks for an organization: one command to the database, whoever else comes along. */
@Injectable()
export class Places {
  constructor(private readonly organizations: MongoOrganizations) {}

  /** The standing of who asked for rows, by their record if it came along. */
  async standingOf(actor: Actor, organizationId: string, own: StoredMember | undefined): Promise<Standing> {
    if (!own) return (await this.of(actor, organizationId)).standing;
    if (own.userId !== personOf(actor) || own.status !== 'active') throw notFound();
    return standingOf(own);
  }

  /** Not found is the organization that is not in view, or of which the person is no active member. */
  async of<F = object>(actor: Actor, organizationId: string, wanted: Wanted = {}): Promise<Place<F>> {
    const userId = viewerOf(actor, organizationId);
    const { memberId } = actor;
    const found = await this.#load<F>(organizationId, { ...wanted, members: [memberId, ...(wanted.members ?? [])] });
    if (!found) throw notFound();

    const own = found.members.find((each) => each.memberId === memberId && each.userId === userId);
    const standing = own ? standingOf(own) : founderOf(found, userId);
    if (standing?.status !== 'active') throw notFound();
    return new Place<F>(found, standing, found.members);
  }

  async #load<F>(
    organizationId: string,
    { fields, members = [], further = [] }: Wanted,
  ): Promise<Found<F> | undefined> {
    const ids = members.filter((id) => id !== undefined).map((id) => `${organizationId}|${id}`);
    const come = [{ $match: { _id: { $in: ids } } }, { $project: { outbox: 0, handled: 0, told: 0, words: 0 } }];
    const [found] = await this.organizations.collection
      .aggregate<Found<F>>([
        { $match: { _id: organizationId, status: 'active' } },
        { $project: { ...forStanding, ...fields } },
        { $lookup: { from: 'members', pipeline: come, as: 'members' } },
        ...further,
      ])
      .toArray();
    return found;
  }
}
