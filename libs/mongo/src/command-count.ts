import type { MongoClient } from 'mongodb';
import { currentContext, type Metrics } from '@portico/service';

/** How many commands this process sent to the database: the number that decides most of what a request costs. */
export class CommandCount {
  total = 0;
  /** By name (`find`, `update`, …); only where the driver monitors commands, which costs it a second parse of each reply. */
  readonly byName: Record<string, number> = {};

  constructor(client: MongoClient, metrics?: Metrics) {
    client.on('connectionCheckedOut', () => {
      this.total += 1;
      metrics?.count('mongo_commands_total');
    });
    // Told where the command is asked for: whoever takes a connection out later may do so for somebody else's work.
    client.on('connectionCheckOutStarted', () => {
      const cost = currentContext()?.cost;
      if (cost) cost.database += 1;
    });
    client.on('commandStarted', ({ commandName }) => {
      this.byName[commandName] = (this.byName[commandName] ?? 0) + 1;
    });
  }
}
