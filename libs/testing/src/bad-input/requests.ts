import { type BadMember, badBodies, badIds, badMembers, badQueries, type BadValue, badValues } from './corpus.js';
import { type Operation, type Place, placesIn, sampleOf } from './operations.js';

/** One bad request, and what its refusal must look like. */
export interface BadRequest {
  operation: Operation;
  what: string;
  query?: string;
  /** Instead of the id in the address. */
  pathId?: string;
  raw?: string;
  statuses: readonly number[];
  /** Pointers one of which, or of what lies below, must be among the errors; none when there is nothing to name. */
  names?: readonly string[];
}

const refused = [422] as const;
const unread = [400, 422] as const;
/** A secret's own rules, and its limit of wrong tries, may refuse what its form allows. */
const ofSecrets = [401, 403, 404, 409, 410, 422, 423, 429] as const;
const hole = '"\u2058"';

/** Every bad request that the corpus makes of an operation. */
export function badRequests(operation: Operation): BadRequest[] {
  return [...inBody(operation), ...inQuery(operation), ...inPath(operation)];
}

function inBody(operation: Operation): BadRequest[] {
  const { body, method } = operation;
  if (method === 'GET') return [];
  if (!body) return [{ operation, what: 'a body where none is taken', raw: '{"$gt":""}', ...naming('/$gt') }];
  const bodies = badBodies.map((raw) => ({ operation, what: `the body ${shown(raw)}`, raw, statuses: unread }));
  return [...bodies, ...placesIn(body).flatMap((place) => inField(operation, place))];
}

function inField(operation: Operation, place: Place): BadRequest[] {
  const at = splitOf(place.pointer);
  const text = bodyWithHole(operation, place.pointer);
  const good = JSON.stringify(sampleOf(place.schema));
  const values = badValues
    .filter(({ fits }) => !fits?.(place.schema))
    .map((bad) => valueAt({ operation, place }, text, bad));
  const members = at.isItem ? [] : badMembers(at.name);
  return [...values, ...members.map((bad) => memberAt(bad))];

  function memberAt({ what, names, write }: BadMember): BadRequest {
    const raw = text.replace(`"${at.name}":${hole}`, () => write(at.name, good));
    return { operation, what: `${place.pointer} ${what}`, raw, ...naming(`${at.above}/${names}`) };
  }
}

function valueAt(
  { operation, place }: { operation: Operation; place: Place },
  text: string,
  bad: BadValue,
): BadRequest {
  const { above, isItem } = splitOf(place.pointer);
  const raw = text.replace(hole, () => bad.json);
  const what = `${place.pointer} ${shown(bad.json)}`;
  if (bad.isFlood) return { operation, what, raw, statuses: [413] };
  if (bad.isText && place.schema.format === 'password') return { operation, what, raw, statuses: ofSecrets };
  return { operation, what, raw, ...naming(place.pointer, ...(isItem ? [above] : [])) };
}

/** A body that is taken, with a hole in place of one value. */
function bodyWithHole({ body }: Operation, pointer: string): string {
  const sample = sampleOf(body ?? {}) as Record<string, unknown>;
  const names = pointer.slice(1).split('/');
  const last = names.pop() ?? '';
  const holder = names.reduce((of, name) => of[name] as Record<string, unknown>, sample);
  holder[last] = JSON.parse(hole);
  return JSON.stringify(sample);
}

function splitOf(pointer: string): { above: string; name: string; isItem: boolean } {
  const slash = pointer.lastIndexOf('/');
  const name = pointer.slice(slash + 1);
  return { above: pointer.slice(0, slash), name, isItem: name === '0' };
}

function inQuery(operation: Operation): BadRequest[] {
  const raw = operation.body && JSON.stringify(sampleOf(operation.body));
  return ['a', ...operation.inQuery].flatMap((name) =>
    badQueries(name).map(({ query, names }) => ({
      operation,
      what: `?${shown(query)}`,
      query,
      raw,
      ...naming(`/${names}`),
    })),
  );
}

function inPath(operation: Operation): BadRequest[] {
  if (operation.inPath.length === 0) return [];
  const raw = operation.body && JSON.stringify(sampleOf(operation.body));
  return badIds.map((pathId) => ({
    operation,
    what: `the id ${shown(pathId)}`,
    pathId,
    raw,
    statuses: [400, 404, 422],
  }));
}

const naming = (...names: string[]) => ({ statuses: refused, names });
const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 40)}… (${text.length})` : text);
