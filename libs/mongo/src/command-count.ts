import type { MongoClient } from 'mongodb';
import type { Metrics } from '@portico/service';

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
    client.on('commandStarted', ({ commandName }) => {
      this.byName[commandName] = (this.byName[commandName] ?? 0) + 1;
    });
  }
}
