import { Injectable } from '@nestjs/common';
import { CountSessions } from '@portico/contracts';
import { refusalIn } from '@portico/kernel';
import { Bus, RemoteFailure } from '@portico/messaging';
import { SessionsInView } from '../use-cases/sessions-in-view.js';

/** A change does not wait longer than this for a figure, in milliseconds. */
const timeoutMs = 1_000;

/** Asks the identity service; a change of rights goes on without its answer. */
@Injectable()
export class NatsSessionsInView extends SessionsInView {
  constructor(private readonly bus: Bus) {
    super();
  }

  async count(userId: string, organizationId: string): Promise<number | undefined> {
    try {
      const asked = Object.assign(new CountSessions(), { userId, organizationId });
      return (await this.bus.send(asked, { timeoutMs })).count;
    } catch (error) {
      if (error instanceof RemoteFailure || refusalIn(error)) return undefined;
      throw error;
    }
  }
}
