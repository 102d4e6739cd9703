import { describe, expect, it } from '@jest/globals';
import { configFrom } from '@portico/service';
import { GatewayConfig } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';
import { DevelopmentModule } from './dev/development.module.js';

const environment = {
  NODE_ENV: 'production',
  OPS_PORT: '0',
  HTTP_PORT: '8080',
  NATS_URL: 'nats://127.0.0.1:4222',
  CLAIM_PRIVATE_KEY: '{"kty":"OKP"}',
  CLAIM_PUBLIC_KEYS: '{}',
  PROGRAMS_DIR: '/programs',
  PUBLIC_BASE_URL: 'https://portal.example',
  REDIS_URL: 'redis://127.0.0.1:6379',
  HASH_KEY: 'x'.repeat(43),
};

describe('the configuration', () => {
  it('limits production to 600 requests a minute, and development hardly', () => {
    expect(configFrom(GatewayConfig, environment).requestsPerMinute).toBe(600);
    expect(configFrom(GatewayConfig, { ...environment, NODE_ENV: 'development' }).requestsPerMinute).toBe(100_000);
    expect(configFrom(GatewayConfig, { ...environment, RATE_LIMIT_PER_MINUTE: '50' }).requestsPerMinute).toBe(50);
  });

  it('trusts no proxy unless told', () => {
    expect(configFrom(GatewayConfig, environment).TRUSTED_PROXY_HOPS).toBe(0);
  });

  it.each([
    ['REDIS_URL', 'http://x'],
    ['HASH_KEY', 'short'],
    ['HTTP_PORT', 'eighty'],
    ['PUBLIC_BASE_URL', 'portal'],
    ['TRUSTED_PROXY_HOPS', '-1'],
  ])('names %s when it is wrong', (name, value) => {
    expect(() => configFrom(GatewayConfig, { ...environment, [name]: value })).toThrow(name);
  });
});

describe('the module', () => {
  const hasDevelopment = (env: object): boolean =>
    (GatewayModule.with(configFrom(GatewayConfig, { ...environment, ...env })).imports ?? []).some(
      (imported) => (imported as { module?: unknown }).module === DevelopmentModule,
    );

  it('has the development routes in development, and never in production', () => {
    expect(hasDevelopment({ NODE_ENV: 'development', DEV_BOX_DIR: '/tmp/box' })).toBe(true);
    expect(hasDevelopment({ DEV_BOX_DIR: '/tmp/box' })).toBe(false);
  });
});
