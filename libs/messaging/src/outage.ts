import { refusalIn } from '@portico/kernel';

/** What clients of databases, queues and the bus call the errors of a server that is away. */
const names =
  /^(?:Mongo(?:Network|NetworkTimeout|ServerSelection|ServerClosed|TopologyClosed|PoolClosed|PoolCleared|WaitQueueTimeout|NotConnected|OperationTimeout)\w*|TimeoutError|NoRespondersError|ClosedConnectionError|ConnectionError|RequestError|MaxRetriesPerRequestError|ConnectionClosedError)$/;
const codes = /^(?:ECONN(?:REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH)$/;
const lostConnection = /Connection is closed|Stream isn't writeable|connection .*(?:closed|refused|reset)/i;

/** Whether the work failed because something it needs is away, and not because of the work itself. */
export function isOutage(error: unknown): boolean {
  if (refusalIn(error)?.kind === 'unavailable') return true;
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (names.test(error.name) || (typeof code === 'string' && codes.test(code)) || lostConnection.test(error.message))
    return true;
  return error.cause !== undefined && isOutage(error.cause);
}
