// `npm run staff -- add EMAIL --role ops`: makes a staff account and mails it a link to set its password.
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { askAsOperator } from './ask.mjs';
import { main } from './say.mjs';

const HELP = 'npm run staff -- add EMAIL --role ops [--first NAME] [--last NAME] [--phone NUMBER] [--program medi-cal]';

/** `staff` = {email, roles, firstName?, lastName?, mobilePhone?, program?}; answers the account's view. */
export const addStaff = (staff, env) =>
  askAsOperator({ message: 'AddStaff', body: staff }, env).catch((error) => {
    throw new Error(`The staff account was not made: ${error.message}`);
  });

const text = { type: 'string' };
const options = {
  role: { type: 'string', multiple: true },
  first: text,
  last: text,
  phone: text,
  program: text,
  help: { type: 'boolean' },
};

async function command() {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [verb, email] = positionals;
  if (values.help || verb !== 'add' || !email || !values.role) return void console.log(HELP);
  const { role: roles, first: firstName, last: lastName, phone: mobilePhone, program } = values;
  const { id } = await addStaff({ email, roles, firstName, lastName, mobilePhone, program });
  console.log(`${email} (${id}) may act as ${roles.join(', ')}; a link to set the password is in the mail.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(command);
