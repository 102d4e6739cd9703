// How many database commands requests take, read from what the processes themselves tell: the log line of a request says
// how many it made until it was answered, the counter of a process how many it made at all.
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './measure.mjs';

const services = ['identity', 'organization', 'pin'];
/** Milliseconds in which what follows a request ends, and in which a log is written. */
const settling = 1_500;

/** Commands of all services so far. */
export async function databaseCommands(world) {
  let total = 0;
  for (const name of services) {
    for (const url of world.operationsUrls(name)) {
      const page = await (await fetch(`${url}/metrics`)).text();
      total += Number(/^portico_mongo_commands_total\{[^}]*\} (\d+)/m.exec(page)?.[1] ?? 0);
    }
  }
  return total;
}

/** Lines about requests that processes wrote after the first `from` of each. */
function requestsSince(world, from) {
  const lines = services.flatMap((name) => world.logs(name).split('\n').slice(from.get(name)));
  return lines.filter((line) => line.includes('"subject":') && line.includes('"database":')).map(JSON.parse);
}

/**
 * What one request takes. `path`: what the message `subject` did until it was answered, or all messages of the request if none
 * is named, as for reads, which nothing follows. `total`: with everything that follows, in all processes, without what an
 * idle platform does meanwhile. `also` is another count to take beside it. Requests are made one after another.
 */
export async function commandsOf(world, { ask, subject, times = 20, also = () => 0 }) {
  const counts = async () => [performance.now(), await databaseCommands(world), await also()];
  const idle = await counts();
  await sleep(settling);
  const rested = await counts();
  const from = new Map(services.map((name) => [name, world.logs(name).split('\n').length - 1]));
  for (let done = 0; done < times; done += 1) await ask(done);
  await sleep(settling);
  const after = await counts();
  const share = (after[0] - rested[0]) / (rested[0] - idle[0]);
  const [, total, other] = after.map((value, at) =>
    Math.max(0, (value - rested[at] - (rested[at] - idle[at]) * share) / times),
  );
  const lines = requestsSince(world, from).filter((line) => !subject || line.subject === subject);
  return { path: onPath(lines, times), total, other };
}

/** The median over requests: one of many that lost a race, or had its log line cut off, counts for nothing. */
function onPath(lines, times) {
  const sums = [...Map.groupBy(lines, ({ traceId }) => traceId).values()].map((all) =>
    all.reduce((sum, { database }) => sum + database, 0),
  );
  return sums.length * 2 < times ? 0 : median(sums);
}
