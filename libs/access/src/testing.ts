import type { Actor } from '@portico/kernel';
import type { Policy } from './decision.js';
import { memberActions, npiActions } from './member-actions.js';
import type { Standing } from './standing.js';

export const now = new Date('2026-11-22T12:00:00Z');
export const npi = '1234567893';
export const otherNpi = '1558598797';

/** Medi-Cal's levels, in short. */
export const aPolicy: Policy = {
  organization: {
    admin: memberActions,
    processor: ['organization.read', 'notification.read'],
    none: ['notification.read'],
  },
  npi: {
    admin: [...npiActions, 'correspondence.read', 'tax-document.read'],
    processor: ['npi.read', 'correspondence.search', 'correspondence.read', 'correspondence.export'],
    none: [],
  },
};

export const member: Actor = {
  kind: 'user',
  userId: 'u1',
  organizationId: 'o1',
  memberId: 'm1',
  authenticatedAt: '2026-11-22T11:00:00Z',
};

/** An active member of `o1` who was given nothing, unless told otherwise. */
export const aStanding = (parts: Partial<Standing> = {}): Standing => ({
  organizationId: 'o1',
  memberId: 'm1',
  userId: 'u1',
  program: 'test-plan',
  status: 'active',
  orgRole: 'none',
  by: 'u0',
  at: '2026-01-02T03:04:05Z',
  npis: [],
  types: [],
  version: 1,
  ...parts,
});
