import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTools, type NatsServed } from '../src/tools.js';

const processes = ['gateway', 'identity', 'organization', 'pin', 'operator'] as const;
type Process = (typeof processes)[number];

describe('who may say what on the bus', () => {
  const dir = mkdtempSync(join(tmpdir(), 'portico-nats-'));
  let server: NatsServed;
  const as = {} as Record<Process, NatsConnection>;

  beforeAll(async () => {
    const { startNats, natsAuthorization } = await loadTools();
    const passwords = Object.fromEntries(processes.map((name) => [name, `${name}-pass`]));
    server = await startNats({ dir, conf: natsAuthorization(passwords) });
    for (const user of processes) {
      as[user] = await connect({ servers: server.url, user, pass: passwords[user], inboxPrefix: `_INBOX.${user}` });
    }
    for (const service of ['identity', 'organization', 'pin'] as const) {
      const manager = await jetstreamManager(as[service]);
      await manager.streams.add({ name: service.toUpperCase(), subjects: [`${service}.event.>`] });
      as[service].subscribe(`${service}.*`, { queue: service, callback: (_error, msg) => void msg.respond(service) });
      await as[service].flush();
    }
  }, 60_000);

  afterAll(async () => {
    await Promise.all(processes.map((user) => as[user].close()));
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const ask = async (user: Process, subject: string): Promise<string> =>
    (await as[user].request(subject, '{}', { timeout: 2_000 })).string();

  it.each([
    ['gateway', 'identity.sign-in', 'identity'],
    ['gateway', 'organization.get-organization', 'organization'],
    ['identity', 'organization.match-on-file', 'organization'],
    ['organization', 'identity.count-sessions', 'identity'],
    ['gateway', 'pin.list-npis', 'pin'],
    ['pin', 'organization.republish-standings', 'organization'],
    ['operator', 'identity.add-staff', 'identity'],
    ['operator', 'pin.rebuild-standings', 'pin'],
  ] as const)('%s asks %s', async (user, subject, answer) => {
    expect(await ask(user, subject)).toBe(answer);
  });

  it.each([
    ['organization', 'identity.sign-in'],
    ['organization', 'pin.reveal-pin'],
    ['identity', 'pin.reveal-pin'],
    ['pin', 'identity.sign-in'],
    ['pin', 'organization.get-organization'],
    ['operator', 'organization.get-organization'],
    ['operator', 'pin.reveal-pin'],
    ['pin', 'organization.event.member-standing-changed.v1'],
    ['gateway', 'identity.event.user-registered.v1'],
    ['identity', '_INBOX.gateway.forged'],
  ] as const)('%s may not publish on %s', async (user, subject) => {
    await expect(ask(user, subject)).rejects.toThrow('Permissions Violation for Publish');
  });

  it.each([
    ['identity', 'organization.*'],
    ['identity', '_INBOX.gateway.>'],
    ['gateway', 'identity.*'],
    ['operator', 'identity.event.>'],
  ] as const)('%s may not listen on %s', async (user, subject) => {
    const heard = new Promise((resolve) => as[user].subscribe(subject, { callback: resolve }));

    expect(String(await heard)).toContain('Permissions Violation for Subscription');
  });

  it('each publishes its own events only, and nobody deletes a stream', async () => {
    const published = await jetstream(as.identity).publish('identity.event.user-registered.v1', '{}');
    expect(published.stream).toBe('IDENTITY');
    const forged = jetstream(as.identity).publish('organization.event.member-joined.v1', '{}', { timeout: 1_000 });
    await expect(forged).rejects.toThrow('Permissions Violation');
    const manager = await jetstreamManager(as.identity);
    await expect(manager.streams.delete('IDENTITY')).rejects.toThrow('Permissions Violation');
  });
});
