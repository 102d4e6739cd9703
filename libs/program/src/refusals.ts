import { refusal } from '@portico/kernel';

/** No pack of that id is served here. */
export const programUnknown = refusal('not-found', 'program-unknown', 'There is no such program.');
