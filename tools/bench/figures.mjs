// The goals, each as a ratio within one run. `docs/benchmarks.md` holds the last kept run.
import { alternating, floor, freePort, load, median, percentile, residentOf, result } from './measure.mjs';
import { ms, row } from './row.mjs';

const json = { 'content-type': 'application/json', 'x-session': 'bearer' };
const signInOf = ({ email, password }) => ({
  method: 'POST',
  path: '/v1/login/password',
  headers: json,
  body: JSON.stringify({ email, password }),
});
const medians = (pairs, pick) => [
  median(pairs.map(([one]) => pick(one))),
  median(pairs.map(([, other]) => pick(other))),
];

/** Goal 1: a sign-in costs its hash and nothing else. */
export async function signInCost({ gateway, accounts, pids }, { rounds, seconds }) {
  const ours = () =>
    load({
      url: gateway,
      connections: 16,
      seconds,
      pids: [...pids('gateway'), ...pids('identity')],
      requests: accounts.map(signInOf),
    });
  const raw = () => result('verify', { CONCURRENCY: '16', SECONDS: String(seconds) });
  const pairs = await alternating(rounds, ours, raw);
  const [cpu, rawCpu] = medians(pairs, ({ cpuMs }) => cpuMs);
  const [rate, rawRate] = medians(pairs, (each) => each.rate);
  return [
    row(1, 'CPU of a sign-in over one raw argon2id verify', {
      figure: cpu / rawCpu,
      bound: 1.15,
      better: 'less',
      note: `${ms(cpu)} against ${ms(rawCpu)}`,
    }),
    row(1, 'sign-ins a second over raw verifies, 16 connections', {
      figure: rate / rawRate,
      bound: 0.75,
      better: 'more',
      note: `${rate.toFixed(1)}/s against ${rawRate.toFixed(1)}/s`,
    }),
  ];
}

const sessionOf = ({ session }) => ({
  method: 'GET',
  path: '/v1/session',
  headers: { authorization: `Bearer ${session}` },
});

/** Goal 2: a login storm is invisible to those who are signed in; the excess is told so at once. */
export async function loginStorm({ gateway, accounts, pids }, { rounds, seconds }) {
  const reads = (connections = 8) =>
    load({ url: gateway, connections, seconds, pids: pids('gateway'), requests: accounts.map(sessionOf) });
  const stormy = async () => {
    const storm = load({ url: gateway, connections: 64, seconds: seconds + 1, requests: accounts.map(signInOf) });
    const read = await reads();
    return { ...read, storm: await storm };
  };
  const pairs = await alternating(rounds, () => reads(), stormy);
  const [quiet, storm] = medians(pairs, ({ rate }) => rate);
  const [quietP99, stormP99] = medians(pairs, ({ p99 }) => p99);
  const refusals = pairs.flatMap(
    ([
      ,
      {
        storm: { times },
      },
    ]) => times.get(503) ?? [],
  );
  const odd = [...new Set(pairs.flatMap(([, each]) => [...each.storm.times.keys()]))].filter(
    (status) => ![200, 503].includes(status),
  );
  return [
    row(2, 'session reads while 64 connections sign in, over their quiet rate', {
      figure: storm / quiet,
      bound: 0.5,
      better: 'more',
      note: `${storm.toFixed(0)}/s against ${quiet.toFixed(0)}/s`,
    }),
    row(2, 'their p99 over its quiet value', {
      figure: stormP99 / quietP99,
      bound: 3,
      better: 'less',
      note: `${ms(stormP99)} against ${ms(quietP99)}`,
    }),
    row(2, 'time to refuse the excess, median, over 50 ms', {
      figure: percentile(refusals, 0.5) / 50,
      bound: 1,
      better: 'less',
      note: `${refusals.length} refused with 503, p50 ${ms(percentile(refusals, 0.5))}, p99 ${ms(percentile(refusals, 0.99))}${odd.length ? `, other answers: ${odd.join(', ')}` : ''}`,
    }),
  ];
}

/** Goal 3: who am I, over a plain Nest hello. */
export async function sessionRead({ gateway, accounts, pids }, { rounds, seconds }) {
  const port = await freePort();
  const hello = await floor('hello', { PORT: String(port) });
  const ours = () =>
    load({ url: gateway, connections: 16, seconds, pids: pids('gateway'), requests: accounts.map(sessionOf) });
  const plain = () =>
    load({
      url: `http://127.0.0.1:${port}`,
      connections: 16,
      seconds,
      pids: [hello.pid],
      method: 'GET',
      path: '/hello',
    });
  const pairs = await alternating(rounds, ours, plain);
  hello.stop();
  const [rate, helloRate] = medians(pairs, (each) => each.rate);
  const [cpu, helloCpu] = medians(pairs, ({ cpuMs }) => cpuMs);
  return [
    row(3, 'GET /session over a plain Nest hello, requests a second', {
      figure: rate / helloRate,
      bound: 0.7,
      better: 'more',
      note: `${rate.toFixed(0)}/s against ${helloRate.toFixed(0)}/s; CPU ${cpu.toFixed(3)} against ${helloCpu.toFixed(3)} ms`,
    }),
  ];
}

/** Goal 6: the full gateway and one hop that reads nothing, over Nest's own gateway, NATS client and echo service. */
export async function hop({ world, gateway, accounts, pids }, { rounds, seconds }) {
  const { url, user, pass } = world.servers.nats;
  const env = { NATS_URL: url, NATS_USER: user, NATS_PASSWORD: pass };
  const port = await freePort();
  const service = await floor('echo-service', env);
  const bare = await floor('echo-gateway', { ...env, PORT: String(port) });
  const body = JSON.stringify({ email: accounts[0].email });
  const ask = { method: 'POST', headers: json, body };
  const ours = () =>
    load({
      url: gateway,
      connections: 16,
      seconds,
      pids: [...pids('gateway'), ...pids('identity')],
      path: '/v1/login/identifier',
      ...ask,
    });
  const echo = () =>
    load({
      url: `http://127.0.0.1:${port}`,
      connections: 16,
      seconds,
      pids: [bare.pid, service.pid],
      path: '/echo',
      ...ask,
    });
  const pairs = await alternating(rounds, ours, echo);
  for (const each of [bare, service]) each.stop();
  const [cpu, echoCpu] = medians(pairs, ({ cpuMs }) => cpuMs);
  const [rate, echoRate] = medians(pairs, (each) => each.rate);
  return [
    row(6, 'CPU of a request through gateway and hop, over a bare Nest echo', {
      figure: cpu / echoCpu,
      bound: 1.25,
      better: 'less',
      note: `${cpu.toFixed(3)} against ${echoCpu.toFixed(3)} ms; ${rate.toFixed(0)}/s against ${echoRate.toFixed(0)}/s`,
    }),
  ];
}

/** Goal 9: small and quick. Start and idle memory of each process, over a bare Nest service. */
export async function smallAndQuick({ world }, { rounds }) {
  const { url, user, pass } = world.servers.nats;
  const bare = [];
  const ours = { gateway: [], identity: [], organization: [], pin: [] };
  for (let round = 0; round < rounds; round += 1) {
    const echo = await floor('echo-service', { NATS_URL: url, NATS_USER: user, NATS_PASSWORD: pass });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    bare.push({ ready: echo.readyMs, resident: residentOf(echo.pid) });
    echo.stop();
    for (const name of Object.keys(ours)) ours[name].push(await restarted(world, name));
  }
  const [bareReady, bareResident] = [
    median(bare.map(({ ready }) => ready)),
    median(bare.map(({ resident }) => resident)),
  ];
  return Object.entries(ours).flatMap(([name, all]) => {
    const [ready, resident] = [median(all.map((each) => each.ready)), median(all.map((each) => each.resident))];
    return [
      row(9, `${name}: start to ready, over a bare Nest service`, {
        figure: ready / bareReady,
        bound: 1.3,
        better: 'less',
        note: `${ready.toFixed(0)} against ${bareReady.toFixed(0)} ms`,
      }),
      row(9, `${name}: idle memory, over a bare Nest service`, {
        figure: resident / bareResident,
        bound: 1.3,
        better: 'less',
        note: `${resident.toFixed(0)} against ${bareResident.toFixed(0)} MB`,
      }),
    ];
  });
}

async function restarted(world, name) {
  await world.kill(name);
  const started = performance.now();
  await world.restart(name);
  const ready = performance.now() - started;
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  return { ready, resident: residentOf(world.pids(name)[0]) };
}
