import type { ProgramView } from '@portico/contracts';
import type { Program, ProgramDocument } from '@portico/program';

/** The part of a pack that is for everyone's eyes. */
export function publicViewOf(program: Program, texts: Record<string, string>): ProgramView {
  const { id, name, authority, zone, languages, help, links, resources = [], session, passcode } = program;
  const { channels, prefixLetters, digits, lifetime, resendAfter } = passcode;
  return {
    id,
    name,
    authority,
    zone,
    languages,
    help,
    links,
    resources,
    documents: Object.values(program.documents).map(publicDocument),
    texts,
    session,
    passcode: { channels, prefixLetters, digits, lifetime, resendAfter },
  };
}

const publicDocument = ({ id, version, title, text, boxes }: ProgramDocument): ProgramView['documents'][number] => ({
  id,
  version,
  title,
  text,
  boxes,
});
