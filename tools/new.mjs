// `npm run new -- use-case <service> <verb-phrase>`: a use case that compiles, boots and has its spec.
import { parseArgs } from 'node:util';
import { repository } from './environment.mjs';
import { newUseCase } from './new/use-case.mjs';
import { main } from './say.mjs';

const help = `npm run new -- use-case <service> <verb-phrase> [options]

  Makes what a use case needs: its contract class in libs/contracts, its handler and spec in the service, its entry in
  the service's module; then prints the route for the gateway. Example: npm run new -- use-case organization rename-organization

  --action <name>     the action that the actor must have the right to (libs/access/src/scope.ts knows their names);
                      without it only the service itself may send the message
  --internal          our own processes send it: no route leads to it
  --messages <file>   where the contract goes, when the service has several: account, registration
  --help              this text`;

const options = {
  action: { type: 'string' },
  internal: { type: 'boolean', default: false },
  messages: { type: 'string' },
  help: { type: 'boolean', default: false },
};

main(async () => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [kind, service, verbPhrase, ...rest] = positionals;
  if (values.help || kind === undefined) return console.log(help);
  if (kind !== 'use-case' || rest.length > 0) throw new Error(`This is not understood.\n\n${help}`);

  const { files, route } = await newUseCase(repository, { service, verbPhrase, ...values });
  console.log(`written:\n${files.map((path) => `  ${path}`).join('\n')}`);
  if (route) console.log(`\nThe route is yours to choose, in gateway/src/routes:\n\n${route}`);
  console.log('\nThen run: node tools/catalogues.mjs, and npm test -- types laws');
});
