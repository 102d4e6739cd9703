import type { Operation } from '../src/bad-input/operations.js';
import { spare } from './cast.js';
import { noFlow } from './probes/ways-in.js';
import type { Stage } from './stage.js';
import type { Probe, Role, Seen } from './words.js';

interface Told {
  items?: unknown[];
  code?: string;
  decisionId?: string;
}

const isSafe = (method: string): boolean => method === 'GET';

/** Asks over HTTP as a role would: path, query and body filled from the probe's input, as the contract places them. */
export async function overHttp(
  stage: Stage,
  route: Operation,
  { role, probe }: { role: Role; probe: Probe },
): Promise<Seen> {
  const { inPath, method } = route;
  const rest = Object.entries(probe.input).filter(([name]) => !inPath.includes(name));
  const inQuery = (name: string) => isSafe(method) || route.inQuery.includes(name);
  const body = Object.fromEntries(rest.filter(([name]) => !inQuery(name)));
  const query = Object.fromEntries(
    rest.filter(([name]) => inQuery(name)).map(([name, value]) => [name, String(value)]),
  );
  Object.assign(isSafe(method) ? query : body, probe.beside);
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(probe.input[name])));
  const asked = new URLSearchParams(query as Record<string, string>).toString();
  const answer = await stage.driver.ask<Told>(`${path}${asked ? `?${asked}` : ''}`, {
    method,
    bearer: await bearerOf(stage, route, { role, probe }),
    ...(isSafe(method) || Object.keys(body).length === 0 ? {} : { body }),
  });
  const { code = '', decisionId, items } = answer.body;
  return {
    status: answer.status,
    code: answer.status < 300 ? '' : code,
    decisionId,
    items: items?.length,
    text: answer.text,
  };
}

async function bearerOf(stage: Stage, { asks, inPath }: Operation, { role, probe }: { role: Role; probe: Probe }) {
  const player = stage.cast.get(role.name);
  if (role.kind === 'flow') return inPath.includes('linkId') ? stage.link.bearer : stage.registrations.own.bearer;
  if (probe.spends && role.kind === 'person' && player) return spare(stage.driver, player);
  return asks === 'flow' && player?.bearer === undefined && role.kind !== 'nobody' ? noFlow : player?.bearer;
}
