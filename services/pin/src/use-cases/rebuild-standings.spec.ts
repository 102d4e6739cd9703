import { describe, expect, it } from '@jest/globals';
import { RebuildStandings, validated } from '@portico/contracts';
import { system } from '@portico/kernel';
import { clinic, pharmacy, standing } from '../../test/builders.js';
import { InMemoryStandings } from '../../test/in-memory.js';
import { from } from '../../test/work.js';
import { RebuildStandingsHandler } from './rebuild-standings.js';
import { StandingsOwner } from './standings-owner.js';

const anna = standing('anna', { version: 4 });
const zoe = standing('zoe', { organizationId: pharmacy });

/** Knows both, and tells them as asked. */
class Owner extends StandingsOwner {
  constructor(private readonly standings: InMemoryStandings) {
    super();
  }

  async tellAnew(organizationId?: string): Promise<number> {
    const asked = [anna, zoe].filter((each) => !organizationId || each.organizationId === organizationId);
    for (const each of asked) await this.standings.keep(each);
    return asked.length;
  }
}

async function rebuilt(organizationId?: string) {
  const standings = new InMemoryStandings();
  await standings.keep({ ...anna, orgRole: 'none', version: 99 });
  await standings.keep({ ...zoe, orgRole: 'none', version: 99 });
  const handler = new RebuildStandingsHandler(standings, new Owner(standings));
  const view = await handler.execute(from(validated(RebuildStandings, { organizationId }), system('operator')));
  return { view, kept: [...standings.kept.values()] };
}

describe('rebuilding the standings', () => {
  it('throws away what is there, and ends with what their owner tells', async () => {
    expect(await rebuilt()).toEqual({ view: { members: 2 }, kept: [anna, zoe] });
  });

  it('of one organization leaves the others', async () => {
    const { view, kept } = await rebuilt(clinic);

    expect(view).toEqual({ members: 1 });
    expect(kept).toEqual(expect.arrayContaining([anna, { ...zoe, orgRole: 'none', version: 99 }]));
  });
});
