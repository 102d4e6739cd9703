// `npm run rebuild -- pin`: a service's copy of what another one owns is thrown away and told anew by its owner.
import { parseArgs } from 'node:util';
import { askAsOperator } from './ask.mjs';
import { main } from './say.mjs';

const HELP = `npm run rebuild -- pin [--organization ID]
  Throws away what the pin service knows of members' rights and has the organization service tell it anew, for all
  organizations or for one. Can be repeated. While it runs, whoever's rights did not arrive yet is asked to try again.`;

/** A rebuild of 100,000 members takes minutes, in milliseconds. */
const timeoutMs = 15 * 60_000;
const rebuilds = { pin: 'RebuildStandings' };

main(async () => {
  const options = { organization: { type: 'string' }, help: { type: 'boolean' } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const message = rebuilds[positionals[0]];
  if (values.help || !message) return void console.log(HELP);
  const { members } = await askAsOperator({ message, body: { organizationId: values.organization }, timeoutMs });
  console.log(`The rights of ${members} members were told anew to ${positionals[0]}.`);
});
