import { addresses, boot, flagsOf } from './boot.mjs';
import { loadWorld } from './demo/world.mjs';
import { walk } from './demo/walk.mjs';
import { remembered } from './platform.mjs';
import { main, say } from './say.mjs';
import { stopServer } from './servers/index.mjs';

const started = [];
const before = Object.fromEntries(remembered().map(({ dir, state }) => [dir, state.programs[0]?.pid]));
let ending;

// Also what is only just starting: whatever this checkout remembers now and did not before this command.
const mine = () => remembered().filter(({ dir, state }) => !(dir in before) || before[dir] !== state.programs[0]?.pid);

function end(why) {
  ending ??= (async () => {
    console.log(`\n${why}: ending what this command started`);
    for (let left = mine(); left.length > 0; left = mine()) {
      for (const { dir, state } of left) {
        await stopServer(dir);
        say(`${state.kind} stopped`);
      }
    }
    process.exit(process.exitCode ?? 0);
  })();
  return ending;
}

main(async () => {
  const flags = flagsOf('start', 'boots the platform, walks the first journey, stays up until Ctrl-C');
  if (!flags) return;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
  try {
    const platform = await boot({ ...flags, started });
    const world = await loadWorld(platform);
    if (flags.walk) await walk(platform, world);
    console.log(
      `\nPortico is up.\n${addresses(platform)}\n\nCtrl-C ends it${started.length ? '' : ' (it was running before: `npm run down` ends it)'}.`,
    );
    setInterval(() => undefined, 1 << 30);
  } catch (error) {
    if (ending) return;
    console.error(`\n${process.env.DEBUG ? error.stack : error.message}`);
    process.exitCode = 1;
    await end('It failed');
  }
});
