// `npm run docs`: everything in docs/ and deploy/ that is made from the code.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './boot.mjs';
import { repository } from './environment.mjs';
import { natsConf } from './laws/deploy.mjs';
import { follow, main, node24, withPackages } from './say.mjs';

main(async () => {
  await build();
  writeFileSync(join(repository, 'deploy/nats.conf'), natsConf());
  for (const script of ['tools/catalogues.mjs', 'gateway/dist/docs/write.js']) {
    if ((await follow(node24(), [join(repository, script)], { env: withPackages() })) !== 0)
      throw new Error(`${script} failed: the lines above say why.`);
  }
});
