import Handlebars from 'handlebars';
import { dayWords, durationWords, momentWords } from './wording.js';

type Render = (values: Record<string, unknown>) => string;

interface Frame {
  data: { root: { language: string; program: { zone: string } } };
}

const forms: Record<string, (...input: unknown[]) => string> = {
  duration: (length, frame) => durationWords(length, rootOf(frame).language),
  day: (at, frame) => dayWords(at, rootOf(frame).language, rootOf(frame).program.zone),
  moment: (at, frame) => momentWords(at, rootOf(frame).language, rootOf(frame).program.zone),
  spell: (text) => [...String(text)].join(', '),
};

const rootOf = (frame: unknown): Frame['data']['root'] => (frame as Frame).data.root;
const knownHelpers = Object.fromEntries(Object.keys(forms).map((name) => [name, true]));
const noPrototypes = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

const engine = Handlebars.create();
engine.registerHelper(forms);

/** Compiles a template of a pack. A value that it asks for and does not get is an error, not a gap in a letter. */
export function compile(source: string, escape: boolean): Render {
  const template = engine.compile<Record<string, unknown>>(source, {
    strict: true,
    knownHelpers,
    knownHelpersOnly: true,
    noEscape: !escape,
  });
  return (values) => template(values, noPrototypes);
}

/** The first names of all paths that a template asks for; throws the parser's sentence when it is no template. */
export function namesIn(source: string): string[] {
  const names = new Set<string>();
  const visitor = new Handlebars.Visitor();
  visitor.PathExpression = ({ parts, data }: hbs.AST.PathExpression): void => {
    const [first] = parts;
    if (first !== undefined && !data && !Object.hasOwn(forms, first) && !blocks.has(first)) names.add(first);
  };
  visitor.accept(engine.parse(source));
  return [...names];
}

const blocks = new Set(['if', 'unless', 'each']);
