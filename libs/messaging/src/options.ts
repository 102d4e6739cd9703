import type { MessageType } from '@portico/contracts';

/** What messaging needs of the process's configuration; `ProcessConfig` has it all. */
export interface MessagingConfig {
  NODE_ENV: string;
  NATS_URL: string;
  NATS_USER?: string;
  NATS_PASSWORD?: string;
  NATS_MONITOR_URL?: string;
  CLAIM_PRIVATE_KEY: string;
  CLAIM_PUBLIC_KEYS: string;
}

export interface MessagingOptions {
  /** Name of this process: its NATS user, its issuer, and the first word of the subjects it answers. */
  process: string;
  config: MessagingConfig;
  /** Whether it answers messages, owns a stream and reacts to events; the gateway and commands of operators do not. */
  serves: boolean;
  /** Messages that must have a handler here; the catalogue's for this process unless told. */
  messages?: readonly MessageType[];
  /** Requests in work at once; more are refused as busy. */
  inFlight?: number;
  /** Days that a stream keeps its events, and on how many servers. */
  stream?: { days?: number; replicas?: number };
}

/** The options, as a thing that can be injected. */
export abstract class Messaging {
  abstract readonly options: MessagingOptions;
}
