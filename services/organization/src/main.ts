import { boot, configFrom } from '@portico/service';
import { OrganizationConfig } from './organization.config.js';
import { OrganizationModule } from './organization.module.js';

await boot('organization', () => {
  const config = configFrom(OrganizationConfig);
  return { root: OrganizationModule.forRoot(config), config };
});
