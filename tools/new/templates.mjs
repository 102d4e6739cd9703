// The files of a new use case: they compile, boot and pass, and refuse until somebody writes what they do.

export const messageClass = ({ message, file }, service, { internal }) => `
/** Say in one line what it changes, and for whom. */
export class ${message} extends Command<AcceptedView> {
  static readonly subject = '${service}.${file}';
  static readonly result = AcceptedView;
${internal ? '  static readonly internal = true;\n' : ''}  @Id() organizationId: string;
}
`;

export const handlerFile = ({ message, handler }, { action }) => `import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type AcceptedView, ${message} } from '@portico/contracts';
import { refusal } from '@portico/kernel';

export const notBuilt = refusal('unavailable', 'not-built', 'This is not offered yet.');

/** Load, decide, save: \`get\` the aggregate, ask it to act, \`save\` it, answer with a view of it. */
@CommandHandler(${message})
@Requires('${action}')
export class ${handler} {
  async execute({ organizationId }: ${message}): Promise<AcceptedView> {
    throw notBuilt({ organizationId });
  }
}
`;

export const specFile = ({ message, handler, file }) => `import { describe, expect, it } from '@jest/globals';
import { ${message}, validated } from '@portico/contracts';
import { idFrom } from '@portico/kernel';
import { ${handler}, notBuilt } from './${file}.js';

describe('${file.replaceAll('-', ' ')}', () => {
  it('is refused until it is built', async () => {
    const message = validated(${message}, { organizationId: idFrom('organization', 'any') });

    await expect(new ${handler}().execute(message)).rejects.toMatchObject({ code: notBuilt().code });
  });
});
`;

export const routeHint = ({ message, method }) => `  @Post(':organizationId/…')
  ${method}(@Input() request: ${message}) {
    return this.bus.send(request);
  }`;
