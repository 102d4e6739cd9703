import { jetstreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { Log } from '@portico/service';
import type { Connection } from './connection.js';
import type { MessagingOptions } from './options.js';

const day = 24 * 60 * 60 * 1_000;
/** How long the same event id is stored once; a relay that comes back later is stopped by the inboxes. */
const duplicateWindow = 10 * 60 * 1_000;
const usualDays = 30;

/** The stream on which a service's events lie. */
export const streamOf = (service: string): string => service.toUpperCase();

/** Makes or updates the stream of this process's own events. */
export async function ensureStream({ nats }: Connection, { process, stream = {} }: MessagingOptions): Promise<void> {
  const manager = await jetstreamManager(nats);
  const name = streamOf(process);
  const config = {
    subjects: [`${process}.event.>`],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    duplicate_window: nanos(duplicateWindow),
    max_age: nanos((stream.days ?? usualDays) * day),
    num_replicas: stream.replicas ?? 1,
  };
  const exists = await manager.streams.info(name).then(() => true, notFound);
  await (exists ? manager.streams.update(name, config) : manager.streams.add({ name, ...config }));
}

function notFound(error: unknown): false {
  if (error instanceof Error && /stream not found/.test(error.message)) return false;
  throw error;
}

/** Production trusts the stream only if every acknowledged event was synced to disk first. */
export async function mustSyncAlways({ config }: MessagingOptions, log: Log): Promise<void> {
  if (config.NODE_ENV !== 'production') return;
  if (!config.NATS_MONITOR_URL) {
    log.warn('NATS_MONITOR_URL is not set: nobody checks that JetStream runs with sync_interval: always');
    return;
  }
  const answer = await fetch(new URL('/varz', config.NATS_MONITOR_URL));
  const told = (await answer.json()) as { jetstream?: { config?: { sync_always?: boolean } } };
  if (told.jetstream?.config?.sync_always !== true) {
    throw new Error(
      'JetStream acknowledges events before they are on disk: set sync_interval: always in its configuration',
    );
  }
}
