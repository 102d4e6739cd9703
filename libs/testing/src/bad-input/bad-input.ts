import type { Answer, Ask } from '../http.js';
import { canaryKey } from './corpus.js';
import { type Contract, type Operation, operationsOf } from './operations.js';
import { type BadRequest, badRequests } from './requests.js';

/** Who asks: sessions of a member and of the staff, and by path parameter a flow that stands open. */
export interface Callers {
  member: string;
  ops: string;
  flows: Record<string, { id: string; bearer: string }>;
  ids: Record<string, string>;
}

export interface Found {
  requests: number;
  statuses: Record<string, number>;
  /** One line for each request that was not refused as it should be. */
  faults: string[];
}

interface Problem {
  code?: string;
  errors?: { pointer: string; code: string }[];
}

/** Whatever answers HTTP: a world. */
interface Asked {
  http(path: string, ask?: Ask): Promise<Answer<Problem>>;
}

const someId = '018f3c1e-0000-7000-8000-000000000001';
/** Requests under way at once. */
const hands = 8;

/** Sends every bad request that the gateway's own contract gives rise to, and judges each refusal. */
export async function badInput(world: Asked, callers: Callers): Promise<Found> {
  const contract = (await world.http('/openapi.json')).body as Contract;
  const waiting = operationsOf(contract).flatMap(badRequests);
  const found: Found = { requests: 0, statuses: {}, faults: [] };
  const work = async (): Promise<void> => {
    for (let bad = waiting.pop(); bad; bad = waiting.pop()) note(found, bad, await answerTo(world, callers, bad));
  };
  await Promise.all(Array.from({ length: hands }, work));
  found.faults.push(...(await canary(world, callers)));
  return found;
}

async function answerTo(world: Asked, callers: Callers, bad: BadRequest): Promise<Answer<Problem> | undefined> {
  const { operation, query, raw } = bad;
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => bad.pathId ?? idOf(callers, name));
  const ask = { method: operation.method, bearer: bearerOf(callers, operation), ...(raw === undefined ? {} : { raw }) };
  return world.http(`${path}${query ? `?${query}` : ''}`, ask).catch(() => undefined);
}

const idOf = ({ flows, ids }: Callers, name: string): string => flows[name]?.id ?? ids[name] ?? someId;

function bearerOf({ flows, ops, member }: Callers, { asks, path, inPath }: Operation): string | undefined {
  if (asks === 'nobody') return undefined;
  if (asks === 'flow') return flows[inPath[0] ?? '']?.bearer;
  return path.startsWith('/ops/') ? ops : member;
}

function note(found: Found, bad: BadRequest, answer: Answer<Problem> | undefined): void {
  const status = String(answer?.status ?? 'none');
  found.requests += 1;
  found.statuses[status] = (found.statuses[status] ?? 0) + 1;
  const wrong = answer ? wrongIn(bad, answer) : 'was not answered';
  if (wrong) found.faults.push(`${bad.operation.id}: ${bad.what} ${wrong}`);
}

function wrongIn(
  { statuses, names }: BadRequest,
  { status, headers, body, text }: Answer<Problem>,
): string | undefined {
  const said = `${status} ${text.slice(0, 300)}`;
  if (!statuses.includes(status)) return `should be answered ${statuses.join(' or ')}, not ${said}`;
  if (!headers.get('content-type')?.startsWith('application/problem+json'))
    return `is refused without a problem: ${said}`;
  const pointers = body.errors?.map(({ pointer }) => pointer) ?? [];
  const isNamed = names?.some((name) => pointers.some((pointer) => pointer.startsWith(name))) ?? true;
  return isNamed ? undefined : `is refused without naming it: ${said}`;
}

/**
 * What a polluted prototype would change: the gateway refuses names of `Object.prototype` as such, so a name that was
 * put there is refused otherwise than one that nobody declared. And people go on as before.
 */
async function canary(world: Asked, { member, ops }: Callers): Promise<string[]> {
  const faults: string[] = [];
  for (const [path, raw] of [
    ['/login/identifier', `{"${canaryKey}":1}`],
    [`/password-policy?${canaryKey}=1`],
  ] as const) {
    const { body } = await world.http(path, raw ? { raw } : {});
    const code = body.errors?.find(({ pointer }) => pointer === `/${canaryKey}`)?.code;
    if (code !== 'whitelistValidation')
      faults.push(`canary: ${path} refuses ${canaryKey} as ${code}: Object.prototype holds it`);
  }
  for (const [path, bearer] of [
    ['/me', member],
    ['/dashboard', member],
    ['/session', ops],
  ] as const) {
    const { status } = await world.http(path, { bearer });
    if (status !== 200) faults.push(`afterwards ${path} answers ${status}`);
  }
  return faults;
}
