import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { boot, configFrom } from '@portico/service';
import { createGateway, listen } from './gateway.application.js';
import { GatewayConfig } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';

function compose() {
  const config = configFrom(GatewayConfig);
  return { root: GatewayModule.with(config), config };
}

await boot('gateway', compose, {
  create: createGateway,
  listen: (application) => listen(application as NestFastifyApplication),
});
