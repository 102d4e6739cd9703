// One NATS user per process: it asks only what it needs, answers only what it owns, publishes only its own events.
// Requests are `<service>.<verb-phrase>` (two tokens), events `<service>.event.<fact>.v1` (four), so `<service>.*`
// never covers an event.
import { pathToFileURL } from 'node:url';

// In development the gateway moves every clock; whoever starts later asks where it stands.
// Development's clock: the gateway moves it, everyone hears of it and asks where the others stand.
const CLOCK = 'portico.dev.clock';
const CLOCK_ASK = 'portico.dev.clock.ask';
const hearsClock = [CLOCK, CLOCK_ASK];
const CLOCK_ASKED = 'portico.dev.clock.ask';
/** How far a service's facts have come: it answers itself, and is asked by those whose copies must be fresh. */
const factsTold = (name) => `portico.facts-told.${name}`;
export const natsUsers = ['gateway', 'identity', 'organization', 'pin', 'operator'];

const READ_STREAM = ['STREAM.INFO', 'STREAM.MSG.GET', 'DIRECT.GET'];
const CONSUME = ['CONSUMER.CREATE', 'CONSUMER.DURABLE.CREATE', 'CONSUMER.INFO', 'CONSUMER.DELETE', 'CONSUMER.MSG.NEXT'];
const LIST = ['CONSUMER.NAMES', 'CONSUMER.LIST'];

const api = (verbs, stream, rest = '') => verbs.map((verb) => `$JS.API.${verb}.${stream}${rest}`);

/** Reads a stream and keeps durable consumers on it. */
const reads = (stream) => [
  ...api(READ_STREAM, stream),
  ...api(['DIRECT.GET'], stream, '.>'),
  ...api(LIST, stream),
  ...api(CONSUME, stream, '.>'),
  ...api(['CONSUMER.CREATE'], stream),
  `$JS.ACK.${stream}.>`,
];

/** Owns a stream: creates and changes it. Nobody may purge or delete one. */
const owns = (stream) => [...api(['STREAM.CREATE', 'STREAM.UPDATE'], stream), ...reads(stream)];
const JETSTREAM = ['$JS.API.INFO', '$JS.API.STREAM.NAMES', '$JS.API.STREAM.LIST'];

const service = (name, { asks = [], reactsTo = [] }) => ({
  publish: [
    ...asks,
    `${name}.event.>`,
    CLOCK_ASKED,
    ...JETSTREAM,
    ...owns(name.toUpperCase()),
    ...reactsTo.flatMap((other) => reads(other.toUpperCase())),
  ],
  subscribe: [`${name}.*`, factsTold(name), `_INBOX.${name}.>`, CLOCK, CLOCK_ASKED],
  answers: true,
});

const permissions = {
  gateway: {
    publish: ['identity.*', 'organization.*', 'pin.*', CLOCK, CLOCK_ASK],
    subscribe: ['_INBOX.gateway.>', ...hearsClock],
  },
  identity: service('identity', { asks: ['organization.*'], reactsTo: ['organization', 'pin'] }),
  organization: service('organization', {
    asks: ['identity.get-person', 'identity.count-sessions'],
    reactsTo: ['identity', 'pin'],
  }),
  pin: service('pin', {
    asks: ['organization.republish-standings', factsTold('organization')],
    reactsTo: ['organization'],
  }),
  operator: {
    publish: [
      'identity.*',
      'organization.redrive-dead-letters',
      'organization.export-audit',
      'pin.redrive-dead-letters',
      'pin.rebuild-standings',
      CLOCK_ASK,
    ],
    subscribe: ['_INBOX.operator.>', ...hearsClock],
  },
};

const list = (subjects) => `[${subjects.map((subject) => JSON.stringify(subject)).join(', ')}]`;

function user(name, password) {
  const { publish, subscribe } = permissions[name];
  const rights = `publish: ${list(publish)}, subscribe: ${list(subscribe)}, allow_responses: true`;
  return `    { user: ${name}, password: ${JSON.stringify(password)}, permissions: { ${rights} } }`;
}

/** The authorization block for `passwords` = {process: password}. `observer`, if named there, may do everything (tests). */
export function natsAuthorization(passwords) {
  const users = natsUsers.filter((name) => passwords[name]).map((name) => user(name, passwords[name]));
  if (passwords.observer) users.push(`    { user: observer, password: ${JSON.stringify(passwords.observer)} }`);
  return `authorization {\n  users: [\n${users.join('\n')}\n  ]\n}\n`;
}

// `node tools/servers/nats-users.mjs` prints the block for a server of one's own; the passwords are variables there.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const variables = natsUsers.map((name) => [name, `$NATS_PASSWORD_${name.toUpperCase()}`]);
  console.log(natsAuthorization(Object.fromEntries(variables)).replace(/"(\$NATS_[A-Z_]+)"/g, '$1'));
}
