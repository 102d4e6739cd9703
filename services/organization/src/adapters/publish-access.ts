import {
  AccessRequestApproved,
  AccessRequested,
  AccessRequestRefused,
  OrganizationAccessRefused,
} from '@portico/contracts';
import type { Publication } from '@portico/service';
import type { AccessRequestEvent } from '../domain/access-request.events.js';
import type { AccessRefused } from '../domain/refusal-record.js';

/** Who wants to be let in, and what became of it: ids only. */
export function publishRequest({ type, ...data }: AccessRequestEvent): Publication[] {
  switch (type) {
    case 'AccessRequested':
      return [{ type: AccessRequested, data }];
    case 'AccessRequestApproved':
      return [{ type: AccessRequestApproved, data }];
    case 'AccessRequestRefused':
      return [{ type: AccessRequestRefused, data }];
  }
}

export const publishRefusal = ({ refused }: AccessRefused): Publication[] => [
  { type: OrganizationAccessRefused, data: refused },
];
