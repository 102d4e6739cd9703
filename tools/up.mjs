import { addresses, boot, flagsOf } from './boot.mjs';
import { loadWorld } from './demo/world.mjs';
import { walk } from './demo/walk.mjs';
import { main } from './say.mjs';

main(async () => {
  const flags = flagsOf('up', 'boots the platform in the background');
  if (!flags) return;
  const started = [];
  try {
    const platform = await boot({ ...flags, started });
    const world = await loadWorld(platform);
    if (flags.walk) await walk(platform, world);
    console.log(`\nPortico is up in the background; \`npm run down\` ends it.\n${addresses(platform)}`);
  } catch (error) {
    for (const server of started.reverse()) await server.stop();
    throw error;
  }
});
