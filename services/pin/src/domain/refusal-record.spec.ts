import { expect, it } from '@jest/globals';
import { clinic, today } from '../../test/builders.js';
import { RefusalRecord } from './refusal-record.js';

it('a refusal is kept under the id that the person is told, with what was decided as its fact', () => {
  const refused = { decisionId: 'd1', organizationId: clinic, action: 'pin.view', refusal: 'not-allowed', because: [] };
  const record = RefusalRecord.of(refused, today);

  expect(record.state).toEqual({ id: 'd1', organizationId: clinic, at: today });
  expect(record.recorded).toEqual([{ type: 'AccessRefused', refused }]);
});
