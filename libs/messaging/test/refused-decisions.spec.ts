import type { INestApplicationContext } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import { NotAllowed, type RefusedDecision, RefusedDecisions, Requires } from '@portico/access';
import { member, npi } from '@portico/access/testing';
import { Pattern, Query } from '@portico/contracts';
import type { Refusal } from '@portico/kernel';
import { Bus } from '../src/index.js';
import { aProcess, aServiceName, dropStream, Keys } from './harness.js';

const service = aServiceName();
const keys = new Keys('gateway', service);

class LookAtNpi extends Query<object> {
  static readonly subject = `${service}.look-at-npi`;
  static readonly result = undefined;
  @Pattern(/^\d+$/) npi: string;
}

@QueryHandler(LookAtNpi)
@Requires('npi.read')
class LookAtNpiHandler {
  async execute(): Promise<object> {
    throw new NotAllowed({
      allowed: false,
      action: 'npi.read',
      because: [{ kind: 'npi-not-assigned', source: 'npi-permissions' }],
    });
  }
}

class Kept extends RefusedDecisions {
  readonly kept: RefusedDecision[] = [];

  async keep(refused: RefusedDecision): Promise<void> {
    this.kept.push(refused);
  }
}

describe('a process with a place for refusals', () => {
  let server: INestApplicationContext;
  let client: INestApplicationContext;
  const decisions = new Kept();
  const refusalOf = (organizationId?: string): Promise<Refusal> =>
    client
      .get(Bus)
      .send(Object.assign(new LookAtNpi(), { npi }), { as: { ...member, organizationId } })
      .then(
        () => Promise.reject(new Error('it was allowed')),
        (error: Refusal) => error,
      );

  beforeAll(async () => {
    const providers = [LookAtNpiHandler, { provide: RefusedDecisions, useValue: decisions }];
    server = await aProcess(service, { keys, providers, messages: [LookAtNpi] });
    client = await aProcess('gateway', { keys, serves: false });
  });

  afterAll(async () => {
    await client.close();
    await server.close();
    await dropStream(service);
  });

  it('keeps one of a handler, wherever in the process the place is provided, and names the record', async () => {
    const refused = await refusalOf('o1');
    expect(refused).toMatchObject({ code: 'not-allowed', kind: 'forbidden' });
    expect(refused.details.decisionId).toBe(decisions.kept[0]?.decisionId);
    expect(decisions.kept).toMatchObject([{ action: 'npi.read', npi, because: [{ kind: 'npi-not-assigned' }] }]);
    expect(JSON.stringify(refused.details)).not.toContain('npi-not-assigned');
  });

  it('keeps none of who has no organization in view', async () => {
    decisions.kept.length = 0;
    expect(await refusalOf()).toMatchObject({ code: 'no-organization', details: {} });
    expect(decisions.kept).toEqual([]);
  });
});
