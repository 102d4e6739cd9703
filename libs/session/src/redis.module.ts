import { type DynamicModule, Module } from '@nestjs/common';
import { LiveSessions } from './live-sessions.js';
import { RateLimiter } from './rate-limiter.js';
import { RedisConnection, RedisOptions } from './redis-connection.js';
import { RedisLiveSessions } from './redis.live-sessions.js';
import { RedisRateLimiter } from './redis.rate-limiter.js';

/** One connection to Redis, and what stands on it. Needs the ServiceModule. */
@Module({})
export class RedisModule {
  static forRoot(options: RedisOptions): DynamicModule {
    return {
      module: RedisModule,
      global: true,
      providers: [
        { provide: RedisOptions, useValue: options },
        RedisConnection,
        { provide: LiveSessions, useClass: RedisLiveSessions },
        { provide: RateLimiter, useClass: RedisRateLimiter },
      ],
      exports: [RedisConnection, LiveSessions, RateLimiter],
    };
  }
}
