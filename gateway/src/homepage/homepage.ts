import { Injectable } from '@nestjs/common';
import { type DashboardView, GetMe, GetOrganization, type OrganizationView, type TileView } from '@portico/contracts';
import { Refusal } from '@portico/kernel';
import { EdgeBus } from '../input/edge-bus.js';
import { type Program, Programs } from '@portico/program';
import type { SessionInUse } from '@portico/session';

type Tile = Program['tiles'][number];

/** Composes the homepage from what the services know; a service that is down takes its part away, not the page. */
@Injectable()
export class Homepage {
  constructor(
    private readonly bus: EdgeBus,
    private readonly programs: Programs,
  ) {}

  async of(session: SessionInUse): Promise<DashboardView> {
    const [me, organization] = await Promise.all([
      ifUp(this.bus.send(new GetMe())),
      session.organizationId === undefined ? undefined : ifUp(this.bus.send(organizationOf(session.organizationId))),
    ]);
    const unavailable: DashboardView['unavailable'] = [];
    if (me === 'down') unavailable.push('me');
    if (organization === 'down') unavailable.push('organization');
    return {
      ...(me === 'down' ? {} : { me }),
      ...(organization === 'down' ? {} : { organization }),
      tiles: this.#tilesOf(session, organization),
      unavailable,
    };
  }

  #tilesOf({ program, orgRole, roles }: SessionInUse, organization: OrganizationView | 'down' | undefined): TileView[] {
    if (program === undefined || organization === undefined) return [];
    const levels = [...roles, ...(orgRole === undefined ? [] : [orgRole])];
    return this.programs
      .get(program)
      .tiles.filter((tile) => isFor(tile.roles, levels))
      .filter((tile) => organization === 'down' || isFor(tile.kinds, organization.kinds))
      .map((tile) => viewOf(tile, organization === 'down' && tile.kinds !== undefined));
  }
}

const organizationOf = (organizationId: string): GetOrganization =>
  Object.assign(new GetOrganization(), { organizationId });

/** The answer, or the word that its service does not answer; a refusal of any other kind is the person's to hear. */
async function ifUp<T>(answer: Promise<T>): Promise<T | 'down'> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Refusal && error.kind !== 'unavailable') throw error;
    return 'down';
  }
}

const isFor = (named: readonly string[] | undefined, held: readonly string[]): boolean =>
  named === undefined || named.some((each) => held.includes(each));

/** Whether a tile of some kinds is to be shown cannot be said without the organization. */
const viewOf = ({ id, title, url }: Tile, undecided: boolean): TileView => ({
  id,
  title,
  ...(url === undefined ? {} : { url }),
  status: undecided ? 'unavailable' : 'ok',
});
