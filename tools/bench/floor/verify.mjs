// Raw argon2id verifies at OWASP strength, CONCURRENCY at a time for SECONDS; prints the rate and the CPU of one.
import { hash, verify } from '@node-rs/argon2';

const [concurrency, seconds] = [Number(process.env.CONCURRENCY), Number(process.env.SECONDS)];
const stored = await hash('correct horse battery staple', { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
const until = performance.now() + seconds * 1_000;
const from = process.cpuUsage();
const started = performance.now();
let done = 0;
await Promise.all(
  Array.from({ length: concurrency }, async () => {
    while (performance.now() < until) {
      await verify(stored, 'correct horse battery staple');
      done += 1;
    }
  }),
);
const { user, system } = process.cpuUsage(from);
const elapsed = (performance.now() - started) / 1_000;
console.log(JSON.stringify({ rate: done / elapsed, cpuMs: (user + system) / 1_000 / done }));
