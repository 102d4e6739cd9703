import { randomUUID } from 'node:crypto';
import type { Stage } from '../stage.js';
import type { Probe, Through } from '../words.js';

type Fields = Record<string, unknown>;

export const nobodys = randomUUID;

/** One probe that names nothing. */
export const once = (input: Fields = {}, then?: Through): Probe[] => [{ at: 'as it is', input, target: {}, then }];

interface Way {
  input?: Fields;
  then?: Through;
}

/** The ids of both organizations and of none, each in the path; and one beside the path, which must change nothing. */
export function inEachOrganization({ organizations: { A, B } }: Stage, { input = {}, then }: Way = {}): Probe[] {
  const of = (organizationId: string, organization: 'A' | 'B' | 'nowhere') => ({
    ...{ at: `in ${organization}`, input: { organizationId, ...input }, target: { organization }, then },
  });
  return [
    of(A.id, 'A'),
    of(B.id, 'B'),
    of(nobodys(), 'nowhere'),
    { ...of(B.id, 'B'), at: 'in B, with A beside the path', beside: { organizationId: A.id } },
    { ...of(A.id, 'A'), at: 'in A, with B beside the path', beside: { organizationId: B.id } },
  ];
}

/** Something that belongs to A, to B and to nobody, asked for in either organization: ids swapped between path and owner. */
export function crossed(
  { organizations }: Stage,
  name: string,
  { ids, input = {}, then }: Way & { ids: Record<'A' | 'B', string> },
): Probe[] {
  const things = { ...ids, nowhere: nobodys() };
  return (['A', 'B'] as const).flatMap((organization) =>
    (['A', 'B', 'nowhere'] as const).flatMap((of): Probe[] => {
      const path = { organizationId: organizations[organization].id, [name]: things[of] };
      const probe = { at: `${name} of ${of} in ${organization}`, input: { ...path, ...input }, then };
      const other = of === 'A' ? things.B : things.A;
      const target = { organization, of };
      return [
        { ...probe, target },
        { ...probe, target, at: `${probe.at}, another beside the path`, beside: { [name]: other } },
      ];
    }),
  );
}

/** The members that a change may act on, in both organizations. */
export const onUsers = (stage: Stage, way: Way = {}): Probe[] =>
  crossed(stage, 'userId', { ids: { A: stage.users.scratch, B: stage.users.ofB }, ...way });

/** Each provider number of the stage. */
export const onNpis = ({ npis }: Stage, then?: Through): Probe[] =>
  (Object.entries(npis) as [keyof Stage['npis'], string][]).flatMap(([name, npi]): Probe[] => [
    { at: `on ${name}`, input: { npi }, target: { npi: name }, then },
    {
      ...{ at: `on ${name}, with another beside the path`, input: { npi }, target: { npi: name }, then },
      beside: { npi: name === 'A1' ? npis.B1 : npis.A1 },
    },
  ]);
