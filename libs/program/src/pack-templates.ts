import type { PackFiles } from './pack-files.js';
import type { RenderedMail } from './program.js';
import { mailTemplates, messageTemplates, sharedValues } from './template-names.js';
import { compile, namesIn } from './templates.js';

type Values = Record<string, unknown>;
type Render = (values: Values) => string;

/** The compiled mails and messages of one language of a pack. */
export class PackTemplates {
  private readonly mails = new Map<string, Record<keyof RenderedMail, Render>>();
  private readonly messages = new Map<string, Render>();

  constructor(
    private readonly files: PackFiles,
    language: string,
  ) {
    for (const [name, values] of Object.entries(mailTemplates))
      this.mails.set(name, this.readMail(`mail/${language}/${name}`, values));
    for (const [name, values] of Object.entries(messageTemplates)) {
      this.messages.set(name, this.read(`messages/${language}/${name}.hbs`, values));
    }
  }

  mail(name: string, values: Values): RenderedMail {
    const { subject, text, html } = known(this.mails, name);
    return { subject: subject(values).replace(/\s+/g, ' ').trim(), text: text(values), html: html(values) };
  }

  message(name: string, values: Values): string {
    return known(this.messages, name)(values);
  }

  private readMail(path: string, values: readonly string[]): Record<keyof RenderedMail, Render> {
    return {
      subject: this.read(`${path}.subject.hbs`, values),
      text: this.read(`${path}.txt.hbs`, values),
      html: this.read(`${path}.html.hbs`, values),
    };
  }

  private read(file: string, values: readonly string[]): Render {
    const source = this.files.text(file);
    const allowed: readonly string[] = [...values, ...sharedValues];
    try {
      const unknown = namesIn(source).filter((name) => !allowed.includes(name));
      for (const name of unknown) this.files.fault(file, '', `asks for ${name}; it is given ${allowed.join(', ')}`);
      return compile(source, file.endsWith('.html.hbs'));
    } catch (error) {
      this.files.fault(file, '', error instanceof Error ? error.message : 'is no template');
      return () => '';
    }
  }
}

function known<T>(templates: ReadonlyMap<string, T>, name: string): T {
  const template = templates.get(name);
  if (template === undefined) throw new RangeError(`no pack has a template ${name}`);
  return template;
}
