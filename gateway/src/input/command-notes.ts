import { Injectable } from '@nestjs/common';
import { RedisConnection } from '@portico/session';

/** Which body each command id came with first; kept for a day. */
export abstract class CommandNotes {
  /** The keyed hash of the first body of this command: the given one if there was none before. */
  abstract first(commandId: string, bodyHash: string): Promise<string>;
}

const daySeconds = 86_400;

@Injectable()
export class RedisCommandNotes extends CommandNotes {
  constructor(private readonly redis: RedisConnection) {
    super();
  }

  first(commandId: string, bodyHash: string): Promise<string> {
    const key = this.redis.key('command', commandId);
    return this.redis.use(async (client) => {
      const known = await client.set(key, bodyHash, 'EX', daySeconds, 'NX', 'GET');
      return known ?? bodyHash;
    });
  }
}
