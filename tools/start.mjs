import { addresses, boot, flagsOf } from './boot.mjs';
import { loadWorld } from './demo/world.mjs';
import { walk } from './demo/walk.mjs';
import { main, say } from './say.mjs';

const started = [];
let ending;

function end(why) {
  ending ??= (async () => {
    console.log(`\n${why}: ending what this command started`);
    for (const server of [...started].reverse()) {
      await server.stop();
      say(`${server.kind} stopped`);
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
