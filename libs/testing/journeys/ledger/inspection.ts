import type { Envelope } from '@portico/contracts';
import type { Driver } from '../driver.js';
import type { User } from '../team.js';
import { type Books, restFaults, streamFaults } from './audit.js';
import type { Book, Expected } from './clerk.js';

interface Opened {
  driver: Driver;
  books: readonly Book[];
  stored: Books;
}

type Named = { organizationId?: string; memberId?: string; npi?: string };
interface AuditPage {
  items: { number: number; eventId: string; hash: string; previousHash: string }[];
  nextCursor?: string;
}

/** Whatever is not as it was acknowledged, in sentences. */
export async function faultsIn(opened: Opened): Promise<string[]> {
  const { books, stored, driver } = opened;
  const own = await Promise.all(books.map((book) => bookFaults(driver, book, stored)));
  return [
    ...own.flat(),
    ...(await streamFaults(stored)),
    ...(await standingFaults(stored)),
    ...(await restFaults(stored)),
  ];
}

async function bookFaults(driver: Driver, book: Book, { events }: Books): Promise<string[]> {
  const { organizationId, admin } = book.desk;
  const own = events.filter(({ data }) => (data as Named).organizationId === organizationId);
  const users = await Promise.all(
    [...book.users].map(async ([id, expected]) => {
      const { body } = await driver.get<User>(`/organizations/${organizationId}/users/${id}`, admin);
      return userFaults(id, body, expected);
    }),
  );
  return [
    ...users.flat(),
    ...countFaults(own, 'pin-revealed', book.reveals),
    ...countFaults(own, 'pin-reset', book.resets),
    ...invitationFaults(own, book),
    ...(await auditFaults(driver, book, own)),
  ];
}

function userFaults(id: string, user: User, { status, levels, types, orgRole }: Expected): string[] {
  const held = new Map(user.npiPermissions?.map(({ npi, level }) => [npi, level]));
  const typed = new Map(user.correspondencePermissions?.map((each) => [each.npi, each.types.map((type) => type.id)]));
  const wrong: string[] = [];
  const same = (what: string, is: unknown, was: unknown): void =>
    void (
      JSON.stringify(is) === JSON.stringify(was) ||
      wrong.push(`user ${id}: ${what} is ${String(is)}, not ${String(was)}`)
    );
  same('status', user.status, status);
  same('organization level', user.orgRole, orgRole);
  for (const [npi, level] of levels) same(`level of ${npi}`, held.get(npi) ?? 'none', level);
  for (const [npi, ids] of types) same(`types of ${npi}`, typed.get(npi), ids);
  return wrong;
}

const told = (events: readonly Envelope[], fact: string): Envelope[] =>
  events.filter(({ type }) => type.endsWith(`.${fact}.v1`));

function countFaults(events: readonly Envelope[], fact: string, counts: ReadonlyMap<string, number>): string[] {
  const byNpi = Map.groupBy(told(events, fact), ({ data }) => (data as Named).npi ?? '');
  const npis = new Set([...byNpi.keys(), ...counts.keys()]);
  return [...npis].flatMap((npi) => {
    const [is, was] = [byNpi.get(npi)?.length ?? 0, counts.get(npi) ?? 0];
    return is === was ? [] : [`${fact} of ${npi} was told ${is} times, acknowledged ${was} times`];
  });
}

function invitationFaults(events: readonly Envelope[], { users }: Book): string[] {
  const byMember = Map.groupBy(told(events, 'member-invited'), ({ data }) => (data as Named).memberId ?? '');
  return [...users].flatMap(([id, { invitations }]) => {
    const count = byMember.get(id)?.length ?? 0;
    return count === invitations ? [] : [`user ${id} was invited ${count} times, acknowledged ${invitations} times`];
  });
}

/** The audit trail holds every fact of the work once, in one chain without gaps. */
async function auditFaults(driver: Driver, { desk }: Book, events: readonly Envelope[]): Promise<string[]> {
  const records = await trailOf(driver, desk);
  const counts = Map.groupBy(records, ({ eventId }) => eventId);
  const sensitive = ['pin-revealed', 'pin-reset', 'member-invited', 'member-npi-permissions-set', 'member-deactivated'];
  const missing = sensitive
    .flatMap((fact) => told(events, fact))
    .filter(({ id }) => counts.get(id)?.length !== 1)
    .map(({ id, type }) => `${type} ${id} is in the audit trail ${counts.get(id)?.length ?? 0} times`);
  const broken = records.filter(
    ({ number, previousHash }, at) =>
      number !== records.length - at || (at + 1 < records.length && previousHash !== records[at + 1]?.hash),
  );
  return [...missing, ...broken.map(({ number }) => `record ${number} of ${desk.organizationId} breaks the chain`)];
}

/** Newest first. */
async function trailOf(driver: Driver, { organizationId, admin }: Book['desk']): Promise<AuditPage['items']> {
  const items: AuditPage['items'] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page = await driver.get<AuditPage>(`/organizations/${organizationId}/audit?limit=100${query}`, admin);
    if (page.status !== 200) throw new Error(`the audit trail answered ${page.status}: ${page.text}`);
    items.push(...page.body.items);
    cursor = page.body.nextCursor;
  }
  return items;
}

/** What the pin service holds of each member is the newest that was told of them. */
async function standingFaults({ events, pin }: Books): Promise<string[]> {
  const standings = await pin.collection<{ _id: string; version: number }>('standings').find({}).toArray();
  const known = new Map(standings.map(({ _id, version }) => [_id, version]));
  const newest = Map.groupBy(told(events, 'member-standing-changed'), ({ subject }) => subject);
  return [...newest]
    .map(([member, facts]) => ({ member, told: Math.max(...facts.map(({ sequence }) => sequence)) }))
    .filter(({ member, told: version }) => known.get(member) !== version)
    .map(({ member, told: version }) => `the standing of ${member} is at ${known.get(member)}, told was ${version}`);
}
