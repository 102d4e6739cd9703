import type { EventActor } from '@portico/contracts';
import { type Actor, newId, SystemClock } from '@portico/kernel';
import { currentContext, type Publication, traceparent } from '@portico/service';
import type { OutboxEntry } from './stored.js';

/** What facts are about: the aggregate, its version after the change, and the program's time. */
export interface About {
  id: string;
  version: number;
  at: Date;
}

/** How long a fact waited is measured in real time, also where the program's clock was moved. */
const realTime = new SystemClock();

/** CloudEvents for what one save publishes, in order; who acted and the trace come from the work at hand. */
export function envelopesOf(publications: readonly Publication[], about: About): OutboxEntry[] {
  const context = currentContext();
  const actor = eventActor(context?.actor ?? { kind: 'system' });
  const trace = context && traceparent(context.trace);
  return publications.map(({ type: { type }, data }) => ({
    specversion: '1.0',
    id: newId(),
    source: sourceOf(type),
    type,
    subject: about.id,
    sequence: about.version,
    time: about.at.toISOString(),
    datacontenttype: 'application/json',
    actor,
    ...(trace && { traceparent: trace }),
    data,
    at: realTime.now(),
  }));
}

/** `portico.identity.user-registered.v1` → `/portico/identity`. */
const sourceOf = (type: string): string => `/${type.split('.').slice(0, 2).join('/')}`;

const told = [
  'kind',
  'userId',
  'process',
  'sessionId',
  'organizationId',
  'memberId',
  'onBehalfOf',
  'authenticatedAt',
  'passcodeAt',
  'address',
] as const satisfies (keyof EventActor & keyof Actor)[];

function eventActor(actor: Actor): EventActor {
  const known = told.filter((name) => actor[name] !== undefined).map((name) => [name, actor[name]]);
  return Object.fromEntries(known) as EventActor;
}
