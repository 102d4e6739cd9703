import { type Contract, type Operation, operationsOf } from '../src/bad-input/operations.js';
import { messages } from '@portico/contracts';
import type { World } from '../src/index.js';

/** One thing that can be asked for: a route, or subjects on the bus, or both. */
export interface Asking {
  name: string;
  route?: Operation;
  subjects: string[];
}

export interface Inventory {
  askings: Map<string, Asking>;
  /** Subjects that the catalogue knows and nobody answers. */
  unanswered: string[];
}

interface Subscription {
  subject: string;
  qgroup?: string;
}

/** What the running processes themselves say that they answer: the gateway's contract, and the bus's list of subscriptions. */
export async function inventoryOf(world: World): Promise<Inventory> {
  const contract = (await world.http('/openapi.json')).body as unknown as Contract;
  const served = await servedBy(world);
  const askings = new Map<string, Asking>();
  const of = (name: string): Asking => {
    const known = askings.get(name) ?? { name, subjects: [] };
    askings.set(name, known);
    return known;
  };
  for (const route of operationsOf(contract)) of(upperFirst(route.id)).route = route;
  for (const subject of served) of(nameOf(subject)).subjects.push(subject);
  const unanswered = messages.map(({ subject }) => subject).filter((subject) => !served.includes(subject));
  return { askings, unanswered };
}

/** Subjects on which a process answers requests: those it shares with its replicas under its own name. */
async function servedBy(world: World): Promise<string[]> {
  const answer = await fetch(`${world.servers.nats.monitorUrl}/subsz?subs=1&limit=10000`);
  const { subscriptions_list: all } = (await answer.json()) as { subscriptions_list: Subscription[] };
  const own = all.filter(({ subject, qgroup }) => qgroup !== undefined && subject.startsWith(`${qgroup}.`));
  return [...new Set(own.map(({ subject }) => subject))].sort();
}

const upperFirst = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1);

const nameOf = (subject: string): string =>
  subject
    .slice(subject.indexOf('.') + 1)
    .split('-')
    .map(upperFirst)
    .join('');
