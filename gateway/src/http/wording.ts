import { Injectable } from '@nestjs/common';
import type { FieldFault, Refusal, RefusalDetails } from '@portico/kernel';
import { Programs } from '@portico/program';
import type { FastifyRequest } from 'fastify';

/** What is said to the person. */
export interface Words {
  title: string | undefined;
  detail: string;
  errors: FieldFault[] | undefined;
}

/** Says a refusal in the program's words and the person's language; in its own where the catalogue is silent. */
@Injectable()
export class Wording {
  constructor(private readonly programs: Programs) {}

  of({ kind, code, message, details }: Refusal, request: FastifyRequest): Words {
    const say = this.#speaker(request, details);
    return {
      title: say(`title.${code}`) ?? say(`title.${kind}`),
      detail: say(code) ?? message,
      errors: details.errors?.map((fault) => ({
        ...fault,
        message: say(`${code}.${fault.code}`) ?? say(`field.${fault.code}`) ?? fault.message,
      })),
    };
  }

  #speaker(request: FastifyRequest, details: RefusalDetails): (key: string) => string | undefined {
    const named = typeof details.program === 'string' ? details.program : programOf(request);
    const program = named !== undefined && this.programs.ids().includes(named) ? named : undefined;
    const language = request.headers['accept-language'];
    return (key) => this.programs.text(program, key, language, details);
  }
}

/** The program that the request is about: that of the session, or the one that is named in it. */
function programOf({ session, body, query }: FastifyRequest): string | undefined {
  const named = session?.program ?? programIn(body) ?? programIn(query);
  return typeof named === 'string' ? named : undefined;
}

const programIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (value as { program?: unknown }).program : undefined;
