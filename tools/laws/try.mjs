import { importFaults } from './imports.mjs';
const r = await importFaults(process.cwd(), ['libs','services','gateway']);
console.log(r.read, r.faults.length); console.log(r.faults.slice(0,40).join('\n'));
