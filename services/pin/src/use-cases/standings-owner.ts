/** Who owns what the standings are a copy of: the organization service. */
export abstract class StandingsOwner {
  /** Has every member of an organization, or of all, told anew; answers how many there are. */
  abstract tellAnew(organizationId?: string): Promise<number>;
}
