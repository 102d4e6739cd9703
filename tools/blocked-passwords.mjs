// Writes libs/program/data/blocked-passwords.txt: well-known passwords of at least 12 characters, and what people build from shorter
// ones when a rule asks for more. The source is the list of @zxcvbn-ts/language-common (MIT), which the repository does not depend on:
//   npm install --no-save --prefix /tmp/words @zxcvbn-ts/language-common@4.1.3
//   node tools/blocked-passwords.mjs /tmp/words/node_modules/@zxcvbn-ts/language-common/dist/index.mjs
import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const shortest = 12;
const longest = 32;
const target = fileURLToPath(new URL('../libs/program/data/blocked-passwords.txt', import.meta.url));
const plain = /^[!-~]+$/;

/** Most common first. */
const common = async (path) => {
  const { dictionary } = await import(pathToFileURL(path).href);
  return dictionary['passwords-common']
    .map((word) => word.normalize('NFKC').toLowerCase())
    .filter((word) => plain.test(word));
};

const repeated = (word) => [shortest, 15].map((length) => word.repeat(Math.ceil(length / word.length)));

const endings = [
  '1',
  '12',
  '123',
  '1234',
  '12345',
  '123456',
  '1234567',
  '12345678',
  '123456789',
  '1234567890',
  '2023',
  '2024',
  '2025',
  '2026',
];
const marks = ['', '!', '@', '#', '$', '!!', '!@#', '!@#$'];
const padded = (word) =>
  endings.flatMap((ending) => marks.map((mark) => `${word}${ending}${mark}`)).concat(`${word}!@#$%^&*`);

const pairs = (words) => words.flatMap((first) => words.map((second) => `${first}${second}`));

const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '!@#$%^&*()'];
const columns = ['1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm', '8ik,', '9ol.', '0p;/'];
const alphabet = 'abcdefghijklmnopqrstuvwxyz';

/** Every stretch of a walk that goes round once. */
const stretches = (walk) =>
  [...walk].flatMap((_key, start) => {
    const round = `${walk}${walk}`.slice(start);
    return [12, 13, 14, 15, 16, 18, 20].map((length) => round.slice(0, length));
  });

const backwards = (text) => [...text].reverse().join('');
const walks = () => {
  const ways = [
    rows.join(''),
    rows.slice(1, 4).join(''),
    columns.join(''),
    alphabet,
    '1234567890',
    `${rows[0]}${rows[1]}`,
  ];
  return [...ways, ...ways.map(backwards), ...rows.map((row) => row + backwards(row))].flatMap(stretches);
};

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('name the list: node tools/blocked-passwords.mjs PATH/dist/index.mjs');
const words = await common(source);
const all = [
  ...words,
  ...words.slice(0, 2500).flatMap(repeated),
  ...words
    .slice(0, 160)
    .filter((word) => /[a-z]/.test(word))
    .flatMap(padded),
  ...pairs(words.slice(0, 60)),
  ...walks(),
  ...walks().map((walk) => `${walk}!`),
];
const kept = new Set(all.filter((word) => word.length >= shortest && word.length <= longest));
const sorted = [...kept].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
writeFileSync(target, `${sorted.join('\n')}\n`);
process.stdout.write(
  `${sorted.length} passwords, ${sorted.filter((word) => word.length >= 15).length} of them of 15 characters or more\n`,
);
