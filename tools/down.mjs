import { stopAll } from './platform.mjs';
import { main, say } from './say.mjs';

main(async () => {
  if ((await stopAll(say)) === 0) say('nothing of this checkout was running');
});
