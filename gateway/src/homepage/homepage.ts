import { Injectable } from '@nestjs/common';
import {
  type DashboardView,
  GetMe,
  GetOrganization,
  GetOwnRights,
  type OrganizationView,
  type OwnRightsView,
  type TileView,
} from '@portico/contracts';
import { Refusal } from '@portico/kernel';
import { EdgeBus } from '../input/edge-bus.js';
import { policyOf, type Program, Programs } from '@portico/program';
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
    const [me, organization, rights] = await Promise.all([
      ifUp(this.bus.send(new GetMe())),
      this.#mayRead(session) ? overview(this.bus.send(organizationOf(session))) : undefined,
      session.organizationId === undefined ? undefined : ifUp(this.bus.send(new GetOwnRights())),
    ]);
    const unavailable: DashboardView['unavailable'] = [];
    if (me === 'down') unavailable.push('me');
    if (organization === 'down' || rights === 'down') unavailable.push('organization');
    return {
      ...(me === 'down' ? {} : { me }),
      ...(organization === 'down' ? {} : { organization }),
      tiles: this.#tilesOf(session, { organization, rights }),
      unavailable,
    };
  }

  /** By the level that the session began with, which spares a question; if it changed since, the service knows. */
  #mayRead({ organizationId, program, orgRole }: SessionInUse): boolean {
    if (organizationId === undefined || program === undefined) return false;
    const levels: Readonly<Record<string, readonly string[]>> = policyOf(this.programs.get(program)).organization;
    return levels[orgRole ?? 'none']?.includes('organization.read') ?? false;
  }

  #tilesOf({ program, roles }: SessionInUse, { organization, rights }: Known): TileView[] {
    if (program === undefined || rights === undefined) return [];
    const known = rights === 'down' ? undefined : rights;
    const held: Held = {
      kinds: known?.kinds ?? (organization === 'down' ? undefined : organization?.kinds),
      roles: known && [...roles, known.orgRole],
      actions: known?.actions,
    };
    const judged = this.programs.get(program).tiles.map((tile) => ({ tile, isFor: judgedBy(tile, held) }));
    return judged.filter(({ isFor }) => isFor !== 'no').map(({ tile, isFor }) => viewOf(tile, isFor === 'unknown'));
  }
}

/** What the services told, or that they do not answer; nothing where no organization is in view or it may not be read. */
interface Known {
  organization: OrganizationView | 'down' | undefined;
  rights: OwnRightsView | 'down' | undefined;
}

const limits = ['kinds', 'roles', 'actions'] as const;
/** What is held of each limit that a tile may have; nothing where the service that knows is down. */
type Held = Record<(typeof limits)[number], readonly string[] | undefined>;

/** Every limit that a tile names must be met; one that cannot be judged leaves the tile, marked. */
function judgedBy(tile: Tile, held: Held): 'yes' | 'no' | 'unknown' {
  const named = limits.filter((limit) => tile[limit] !== undefined);
  const known = named.filter((limit) => held[limit] !== undefined);
  if (known.some((limit) => !tile[limit]?.some((each) => held[limit]?.includes(each)))) return 'no';
  return known.length < named.length ? 'unknown' : 'yes';
}

const organizationOf = ({ organizationId }: SessionInUse): GetOrganization =>
  Object.assign(new GetOrganization(), { organizationId });

/** A member who may not read it has a homepage as well (MC-ADM-17). */
const overview = (answer: Promise<OrganizationView>): Promise<OrganizationView | 'down' | undefined> =>
  ifUp(answer).catch((error: unknown) => {
    if (error instanceof Refusal && error.kind === 'forbidden') return undefined;
    throw error;
  });

/** The answer, or the word that its service does not answer; a refusal of any other kind is the person's to hear. */
async function ifUp<T>(answer: Promise<T>): Promise<T | 'down'> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Refusal && error.kind !== 'unavailable') throw error;
    return 'down';
  }
}

const viewOf = ({ id, title, url }: Tile, undecided: boolean): TileView => ({
  id,
  title,
  ...(url === undefined ? {} : { url }),
  status: undecided ? 'unavailable' : 'ok',
});
