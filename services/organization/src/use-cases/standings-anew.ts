/** Which members a rebuild of somebody's copy asks for; a run's facts are told once, however often it asks. */
export interface Rebuild {
  readonly run: string;
  readonly organizationId?: string;
  readonly cursor?: string;
  readonly limit: number;
}

/** Tells the standing of members as it is, without a change: for a service whose copy of them was lost. */
export abstract class StandingsAnew {
  /** Returns once the stream has them. */
  abstract tell(rebuild: Rebuild): Promise<{ members: number; nextCursor?: string }>;
}
