import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { events, fieldsOf, messages } from '@portico/contracts';
import { Parser } from '@asyncapi/parser';

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const read = (path: string): string => readFileSync(at(path), 'utf8');
const tool = async <T>(name: string): Promise<T> => (await import(at(`tools/catalogues/${name}.mjs`))) as T;

interface Contracts {
  events: typeof events;
  messages: typeof messages;
  fieldsOf: typeof fieldsOf;
  docs: Record<string, string>;
}
type Asyncapi = { asyncApi(contracts: Contracts): { channels: object; operations: object } };
type EventList = { eventList(contracts: Contracts): string };

let contracts: Contracts;
beforeAll(async () => {
  const { docLines } = await tool<{ docLines(folder: string): Record<string, string> }>('doc-lines');
  contracts = { events, messages, fieldsOf, docs: docLines(at('libs/contracts/src')) };
});

describe('the catalogues', () => {
  it('are as the contracts say: docs/asyncapi.json', async () => {
    const { asyncApi } = await tool<Asyncapi>('asyncapi');

    expect(JSON.parse(read('docs/asyncapi.json'))).toEqual(JSON.parse(JSON.stringify(asyncApi(contracts))));
  });

  it('are as the contracts say: docs/events.md', async () => {
    const { eventList } = await tool<EventList>('event-list');

    expect(read('docs/events.md')).toBe(eventList(contracts));
  });

  it('notice a fact that is new', async () => {
    class ClinicPainted {
      static readonly type = 'portico.organization.clinic-painted.v1';
      static readonly subject = 'organization.event.clinic-painted.v1';
    }
    const { eventList } = await tool<EventList>('event-list');

    expect(eventList({ ...contracts, events: [...events, ClinicPainted] })).not.toBe(read('docs/events.md'));
  });

  it('are a valid AsyncAPI 3 document that names every fact and every message', async () => {
    const { document, diagnostics } = await new Parser().parse(read('docs/asyncapi.json'));

    expect(diagnostics.filter(({ severity }) => Number(severity) === 0)).toEqual([]);
    expect(document?.version()).toMatch(/^3\./);
    const addresses = document
      ?.allChannels()
      .all()
      .map((channel) => channel.address());
    expect(addresses).toEqual(expect.arrayContaining([...events, ...messages].map(({ subject }) => subject)));
  }, 30_000);
});
