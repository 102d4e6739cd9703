import { type Answer, type Ask, badInput, type Callers } from '../src/index.js';

const contract = {
  paths: {
    '/things/{thingId}': {
      post: {
        operationId: 'makeThing',
        security: [{ sessionBearer: [] }],
        parameters: [{ name: 'thingId', in: 'path', schema: { type: 'string', format: 'uuid' } }],
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
      },
    },
  },
  components: {
    schemas: {
      Thing: {
        type: 'object',
        properties: { name: { type: 'string' }, parts: { $ref: '#/components/schemas/Parts' } },
      },
      Parts: { type: 'array', items: { type: 'object', properties: { size: { type: 'integer' } } } },
    },
  },
};
const callers: Callers = { member: 'm', ops: 'o', flows: {}, ids: {} };

type Reply = Partial<Answer<object>>;

/** A gateway that answers every request to its one operation alike. */
function answering(reply: (ask: Ask) => Reply) {
  const problem = new Headers({ 'content-type': 'application/problem+json' });
  const otherwise = { status: 200, headers: problem, text: '' };
  return {
    http: (path: string, ask: Ask = {}) => {
      if (path === '/openapi.json') return Promise.resolve({ ...otherwise, body: contract });
      const canary = { errors: [{ pointer: '/polluted', code: 'whitelistValidation' }] };
      const of = path.startsWith('/things/') ? reply(ask) : { body: canary };
      return Promise.resolve({ ...otherwise, body: {}, ...of });
    },
  };
}

describe('the pass of bad input', () => {
  it('puts bad values at every place: fields, items, their fields, the query, the id', async () => {
    const sent: string[] = [];
    await badInput(
      answering(({ raw = '' }) => ({ status: sent.push(raw) })),
      callers,
    );
    for (const raw of ['"name":{"$gt":""}', '"parts":"', '"parts":[null]', '{"size":true}', '"__proto__":', '"siz'])
      expect(sent.some((each) => each.includes(raw))).toBe(true);
    expect(sent.some((raw) => raw.length > 1_000_000)).toBe(true);
    expect(sent.filter((raw) => raw.includes('"size":0}'))).toEqual([]);
  });

  it.each<[string, Reply]>([
    ['accepts', { status: 200 }],
    ['breaks', { status: 500 }],
    ['refuses without a problem', { status: 422, headers: new Headers({ 'content-type': 'text/plain' }) }],
    ['refuses the person instead', { status: 401 }],
  ])('reports a gateway that %s it', async (_what, reply) => {
    const { requests, faults } = await badInput(
      answering(() => reply),
      callers,
    );
    expect(requests).toBeGreaterThan(100);
    expect(faults).toHaveLength(requests);
  });

  it('reports what is refused without being named', async () => {
    const reply = { status: 422, body: { errors: [{ pointer: '/other', code: 'x' }] } };
    const { faults } = await badInput(
      answering(() => reply),
      callers,
    );
    expect(faults.filter((fault) => fault.includes('without naming it')).length).toBeGreaterThan(100);
  });
});
