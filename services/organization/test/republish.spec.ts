import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Envelope, MemberStandingChanged, RepublishStandings, validated } from '@portico/contracts';
import { idFrom, newId, StoppedClock, system } from '@portico/kernel';
import type { Mongo } from '@portico/mongo';
import { aMongo, dropMongo } from '@portico/mongo/testing';
import { EventPublisher } from '@portico/service';
import { MongoMembers } from '../src/adapters/mongo.members.js';
import { StreamStandingsAnew } from '../src/adapters/stream.standings-anew.js';
import { Member } from '../src/domain/member.js';
import { RepublishStandingsHandler } from '../src/use-cases/republish-standings.js';
import { anInvitee, deed, today } from './builders.js';
import { from } from './work.js';

class Heard extends EventPublisher {
  readonly envelopes: Envelope<MemberStandingChanged>[] = [];

  async publish(envelopes: readonly Envelope[]): Promise<void> {
    this.envelopes.push(...(envelopes as Envelope<MemberStandingChanged>[]));
  }
}

const sunset = idFrom('organization', 'sunset');
let mongo: Mongo;
let members: MongoMembers;

beforeAll(async () => {
  mongo = await aMongo();
  members = new MongoMembers(mongo);
  await mongo.onModuleInit();
  for (const name of ['rosa', 'nora', 'lena', 'olga', 'inga'])
    await members.save(Member.invite(anInvitee(name), deed()));
  await members.save(Member.invite({ ...anInvitee('zoe'), organizationId: sunset }, deed()));
}, 30_000);
afterAll(() => dropMongo(mongo));

/** Asks page by page, as the pin service does. */
async function told(asked: { run?: string; organizationId?: string; limit?: number }) {
  const heard = new Heard();
  const handler = new RepublishStandingsHandler(new StreamStandingsAnew(members, heard, new StoppedClock(today)));
  const pages: number[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
    const message = validated(RepublishStandings, { run: newId(), ...asked, cursor });
    const page = await handler.execute(from(message, system('pin')));
    pages.push(page.members);
    cursor = page.nextCursor;
  }
  return { pages, envelopes: heard.envelopes };
}

describe('telling standings anew', () => {
  it('tells each member once, page by page, as the stored record is', async () => {
    const { pages, envelopes } = await told({ limit: 4 });

    expect(pages).toEqual([4, 2]);
    const ids = envelopes.map(({ data: { organizationId, memberId } }) => `${organizationId}|${memberId}`);
    expect(ids).toEqual([...new Set(ids)].sort());
    for (const { data, subject, sequence, type } of envelopes) {
      const member = await members.get(subject);
      const { organizationName, kinds } = member?.state ?? {};
      expect({ data, sequence, type }).toEqual({
        data: { ...member?.standing, organizationName, kinds },
        sequence: member?.version,
        type: MemberStandingChanged.type,
      });
      expect(validated(MemberStandingChanged, data)).toMatchObject(data);
    }
  });

  it('of one organization tells no other', async () => {
    const { envelopes } = await told({ organizationId: sunset });

    expect(envelopes.map(({ data }) => data.organizationId)).toEqual([sunset]);
  });

  it('has the same ids in one run, for the stream to drop what it knows, and others in another', async () => {
    const ids = async (run: string) => (await told({ run })).envelopes.map(({ id }) => id);
    const [run, another] = [newId(), newId()];

    expect(await ids(run)).toEqual(await ids(run));
    expect(await ids(another)).not.toEqual(await ids(run));
  });

  it('tells no name, no address and no phone', async () => {
    const { envelopes } = await told({});

    expect(JSON.stringify(envelopes)).not.toMatch(/@|\+1916|Diaz/);
  });
});
