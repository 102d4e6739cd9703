import { Injectable } from '@nestjs/common';
import { CountSessions } from '@portico/contracts';
import { refusalIn } from '@portico/kernel';
import { Bus, RemoteFailure } from '@portico/messaging';
import { currentContext, within } from '@portico/service';
import { SessionsInView } from '../use-cases/sessions-in-view.js';

/** A change does not wait longer than this for a figure, however often it is asked for, in milliseconds. */
const patience = 300;

/** Asks the identity service; a change of rights goes on without its answer. */
@Injectable()
export class NatsSessionsInView extends SessionsInView {
  constructor(private readonly bus: Bus) {
    super();
  }

  async count(userId: string, organizationId: string): Promise<number | undefined> {
    const asked = Object.assign(new CountSessions(), { userId, organizationId });
    try {
      return (await soon(() => this.bus.send(asked, { timeoutMs: patience }))).count;
    } catch (error) {
      if (error instanceof RemoteFailure || refusalIn(error)) return undefined;
      throw error;
    }
  }
}

function soon<T>(work: () => Promise<T>): Promise<T> {
  const context = currentContext();
  return context ? within({ ...context, deadline: performance.now() + patience }, work) : work();
}
