import type { Program, RenderedMail } from '../program.js';
import { Programs } from '../programs.js';
import { programUnknown } from '../refusals.js';
import { mailTemplates, messageTemplates } from '../template-names.js';
import { aProgram } from './a-program.js';

type Values = Record<string, unknown>;

/** Programs given by a test. Texts are their keys, mails and messages list the values they were given. */
export class InMemoryPrograms extends Programs {
  private readonly programs: ReadonlyMap<string, Program>;

  constructor(...programs: Program[]) {
    super();
    const all = programs.length === 0 ? [aProgram()] : programs;
    this.programs = new Map(all.map((program) => [program.id, program]));
  }

  get(id: string): Program {
    const program = this.programs.get(id);
    if (program === undefined) throw programUnknown();
    return program;
  }

  ids(): string[] {
    return [...this.programs.keys()];
  }

  text(_programId: string | undefined, key: string): string | undefined {
    return key;
  }

  screenTexts(): Record<string, string> {
    return {};
  }

  mail(programId: string, template: string, values: Values): RenderedMail {
    if (!Object.hasOwn(mailTemplates, template)) throw new RangeError(`no pack has a template ${template}`);
    const text = lines(this.get(programId), values);
    return { subject: template, text, html: `<p>${text}</p>` };
  }

  message(programId: string, template: string, values: Values): string {
    if (!Object.hasOwn(messageTemplates, template)) throw new RangeError(`no pack has a template ${template}`);
    return `${template}\n\n${lines(this.get(programId), values)}`;
  }
}

const lines = ({ name }: Program, values: Values): string =>
  [name, ...Object.entries(values).map(([key, value]) => `${key}: ${String(value)}`)].join('\n');
