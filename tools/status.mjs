import { processes } from './environment.mjs';
import { remembered } from './platform.mjs';
import { main } from './say.mjs';
import { isRunning } from './servers/index.mjs';

const readiness = async ({ kind, url }) => {
  if (!processes.includes(kind)) return 'running';
  const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  return answer?.ok ? 'ready' : `running, not ready (${answer?.status ?? 'no answer'})`;
};

main(async () => {
  const known = remembered();
  if (known.length === 0) console.log('Nothing of this checkout runs; `npm start` or `npm run up` starts it.');
  for (const { state } of known) {
    const says = isRunning(state) ? await readiness(state) : 'ended';
    const pids = state.programs.map(({ name, pid }) => `${name} ${pid}`).join(', ');
    console.log(`${state.kind.padEnd(14)}${says.padEnd(12)}${state.url.padEnd(32)}${pids}`);
  }
});
