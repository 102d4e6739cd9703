import { describe, expect, it } from '@jest/globals';
import type { CountSessions } from '@portico/contracts';
import { idFrom, system } from '@portico/kernel';
import { Bus, noAnswer, notServed, RemoteFailure, type SendOptions } from '@portico/messaging';
import { currentContext, within } from '@portico/service';
import { NatsSessionsInView } from './nats.sessions-in-view.js';

const [userId, organizationId] = [idFrom('user', 'rosa'), idFrom('organization', 'sunrise')];
const trace = { traceId: '0'.repeat(32), spanId: '0'.repeat(16) };

/** A bus that answers, or throws, what the test says. */
class OneAnswer extends Bus {
  readonly sent: { message: object; options?: SendOptions; deadline?: number }[] = [];

  constructor(private readonly answer: () => unknown) {
    super();
  }

  async send<R>(message: object, options?: SendOptions): Promise<R> {
    this.sent.push({ message, options, deadline: currentContext()?.deadline });
    return this.answer() as R;
  }
}
const failing = (error: unknown) =>
  new OneAnswer(() => {
    throw error;
  });
const count = (bus: Bus) => new NatsSessionsInView(bus).count(userId, organizationId);

describe('sessions with an organization in view', () => {
  it('are counted by identity', async () => {
    const bus = new OneAnswer(() => ({ count: 3 }));
    expect(await count(bus)).toBe(3);
    expect(bus.sent[0]?.message as CountSessions).toEqual({ userId, organizationId });
  });

  it.each([
    ['is away', notServed()],
    ['is slow', noAnswer()],
    ['broke', new RemoteFailure('identity.count-sessions', 'trace')],
  ])('are nobody’s to tell when identity %s', async (_, error) => {
    expect(await count(failing(error))).toBeUndefined();
  });

  it('are waited for a moment only, whatever time the work has', async () => {
    const bus = new OneAnswer(() => ({ count: 0 }));
    const deadline = performance.now() + 60_000;
    await within({ actor: system('organization'), trace, deadline }, () => count(bus));
    expect(bus.sent[0]?.options?.timeoutMs).toBe(300);
    expect(bus.sent[0]?.deadline).toBeLessThan(performance.now() + 301);
  });

  it('do not hide a mistake of ours', async () => {
    await expect(count(failing(new TypeError('oops')))).rejects.toThrow('oops');
  });
});
