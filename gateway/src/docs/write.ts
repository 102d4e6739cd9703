// Writes docs/openapi.json of the repository; `npm run openapi` runs it.
import { writeFileSync } from 'node:fs';
import { openapi } from './openapi.js';

writeFileSync(new URL('../../../docs/openapi.json', import.meta.url), `${JSON.stringify(openapi(), null, 2)}\n`);
