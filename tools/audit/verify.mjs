// Checks an exported audit chain without any server: {file, keys: [text], heads: [path]} on stdin. Runs on Node 24 and the built
// organization service, whose rules these are.
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { ChainCheck } from '../../services/organization/dist/domain/audit/chain-check.js';
import { signedText } from '../../services/organization/dist/domain/audit/head.js';
import { checkChain, headsIn, publicKeyIn } from './chain-file.mjs';

const given = JSON.parse(await text(process.stdin));
const lines = createInterface({ input: createReadStream(given.file), crlfDelay: Infinity });
const heads = given.heads.flatMap((path) => headsIn(readFileSync(path, 'utf8')));
try {
  const checked = await checkChain(lines, {
    rules: { ChainCheck, signedText },
    keys: given.keys.map(publicKeyIn),
    heads,
  });
  process.stdout.write(JSON.stringify(checked));
} catch (error) {
  process.stderr.write(error.message);
  process.exitCode = 1;
}
