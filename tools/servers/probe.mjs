// The smallest conversation with each server that proves it answers: no driver is installed yet when this runs.
import { connect } from 'node:net';

/** Sends bytes and collects the answer until `enough` says so. */
export function converse({ host = '127.0.0.1', port, send }, enough) {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = connect({ host, port, timeout: 3_000 }, () => send && socket.write(send));
    const fail = (error) => {
      socket.destroy();
      reject(error ?? new Error(`${host}:${port} does not answer`));
    };
    socket.on('error', fail).on('timeout', () => fail());
    socket.on('close', () => fail());
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      if (!enough(received)) return;
      socket.removeAllListeners('close');
      socket.destroy();
      resolve(received);
    });
  });
}

const at = (url, port) => {
  const { hostname, port: given, username, password } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(given || port),
    username,
    password: decodeURIComponent(password),
  };
};

/** NATS greets with its version and whether JetStream is on. */
export async function natsGreeting(url) {
  const greeting = await converse(at(url, 4222), (bytes) => bytes.includes('\r\n'));
  const text = greeting.toString();
  return JSON.parse(text.slice(text.indexOf('{'), text.indexOf('\r\n')));
}

/** Redis: version and the two settings that decide whether queues and sessions survive. */
export async function redisSettings(url) {
  const { host, port, username, password } = at(url, 6379);
  const login = password ? `AUTH ${username ? `${username} ` : ''}${password}\r\n` : '';
  const send = `${login}CONFIG GET appendonly\r\nCONFIG GET maxmemory-policy\r\nINFO server\r\nPING\r\n`;
  const answer = (
    await converse({ host, port, send }, (bytes) => /\+PONG\r\n$|LOADING/.test(bytes.toString()))
  ).toString();
  if (answer.includes('LOADING')) throw new Error('Redis is loading its data');
  const value = (name) => new RegExp(`${name}\\r\\n\\$\\d+\\r\\n([^\\r]*)`).exec(answer)?.[1];
  const version = /redis_version:([\d.]+)/.exec(answer)?.[1];
  return { version, appendonly: value('appendonly'), policy: value('maxmemory-policy') };
}

const int32 = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
};
const cstring = (text) => Buffer.from(`${text}\0`);

// { hello: 1, $db: 'admin' } as an OP_MSG of the MongoDB wire protocol.
function helloMessage() {
  const database = Buffer.concat([Buffer.from([2]), cstring('$db'), int32(6), cstring('admin')]);
  const fields = Buffer.concat([Buffer.from([16]), cstring('hello'), int32(1), database, Buffer.from([0])]);
  const body = Buffer.concat([int32(0), Buffer.from([0]), int32(fields.length + 4), fields]);
  return Buffer.concat([int32(body.length + 16), int32(1), int32(0), int32(2013), body]);
}

/** MongoDB: the wire version (17 is MongoDB 6, 21 is 7). */
export async function mongoWireVersion(url) {
  const { host, port } = at(url, 27017);
  const whole = (bytes) => bytes.length >= 4 && bytes.length >= bytes.readInt32LE(0);
  const answer = await converse({ host, port, send: helloMessage() }, whole);
  const key = answer.indexOf(cstring('maxWireVersion'));
  if (key < 0) throw new Error('MongoDB does not answer hello');
  return answer.readInt32LE(key + 'maxWireVersion'.length + 1);
}

/** PostgreSQL accepts a start-up message as soon as it is ready for connections. */
export async function postgresAccepts(port) {
  const parameters = Buffer.concat([...['user', 'postgres', 'database', 'postgres', ''].map(cstring)]);
  const send = Buffer.alloc(8 + parameters.length);
  send.writeInt32BE(send.length, 0);
  send.writeInt32BE(196_608, 4);
  parameters.copy(send, 8);
  const answer = await converse({ port, send }, (bytes) => bytes.length > 0);
  if (answer.toString('latin1', 0, 1) !== 'R') throw new Error('PostgreSQL is starting');
}
