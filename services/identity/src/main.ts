import { boot, configFrom } from '@portico/service';
import { IdentityConfig } from './identity.config.js';
import { IdentityModule } from './identity.module.js';

await boot('identity', () => {
  const config = configFrom(IdentityConfig);
  return { root: IdentityModule.forRoot(config), config };
});
