import { boot, configFrom } from '@portico/service';
import { PinConfig } from './pin.config.js';
import { PinModule } from './pin.module.js';

await boot('pin', () => {
  const config = configFrom(PinConfig);
  return { root: PinModule.forRoot(config), config };
});
