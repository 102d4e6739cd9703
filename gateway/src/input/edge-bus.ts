import { Injectable } from '@nestjs/common';
import { Command, type Query } from '@portico/contracts';
import { Bus } from '@portico/messaging';
import { currentContext } from '@portico/service';

/** The bus as routes use it: the command of the request travels under the id and the body's hash that the edge gave it. */
@Injectable()
export class EdgeBus {
  constructor(private readonly bus: Bus) {}

  send<R>(message: Command<R> | Query<R>): Promise<R> {
    const work = currentContext();
    const command = message instanceof Command ? work?.command : undefined;
    return this.bus.send(message, { as: work?.actor, commandId: command?.id, bodyHash: command?.bodyHash });
  }
}
