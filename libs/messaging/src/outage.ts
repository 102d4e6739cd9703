import { refusalIn } from '@portico/kernel';

/** What clients of databases, queues and the bus call the errors of a server that is away. */
const names =
  /^(?:Mongo(?:Network|NetworkTimeout|ServerSelection|ServerClosed|TopologyClosed|PoolClosed|PoolCleared|WaitQueueTimeout|NotConnected|OperationTimeout)\w*|TimeoutError|NoRespondersError|ClosedConnectionError|ConnectionError|RequestError|MaxRetriesPerRequestError|ConnectionClosedError)$/;
/** Answers of a database, or of Redis, that is shutting down, starting, changing its primary, out of space or in the way of another write. */
const serverCodes = new Set([6, 7, 64, 89, 91, 112, 189, 9001, 10107, 11600, 11602, 13435, 13436, 14031]);
const notNow = /^(?:LOADING|READONLY|OOM|MISCONF|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY) /;
const codes = /^(?:ECONN(?:REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH)$/;
const inTheWay = /deadlock detected/i;
const lostConnection = /Connection is closed|Stream isn't writeable|connection .*(?:closed|refused|reset)/i;

/** Whether the work failed because something it needs is away, and not because of the work itself. */
export function isOutage(error: unknown): boolean {
  if (refusalIn(error)?.kind === 'unavailable') return true;
  if (!(error instanceof Error)) return false;
  if (names.test(error.name) || isRefusedNow(error) || lostConnection.test(error.message)) return true;
  return error.cause !== undefined && isOutage(error.cause);
}

function isRefusedNow({ name, message, code }: Error & { code?: unknown }): boolean {
  if (name.startsWith('Mongo') && inTheWay.test(message)) return true;
  if (typeof code === 'string') return codes.test(code);
  if (typeof code === 'number') return name.startsWith('Mongo') && serverCodes.has(code);
  return name === 'ReplyError' && notNow.test(message);
}
