/**
 * Rayyan writes decisions into a record's notes, whatever the form of the file:
 * `RAYYAN-INCLUSION: {"Ann"=>"Included", "Bo"=>"Maybe"} | RAYYAN-LABELS: trees | RAYYAN-EXCLUSION-REASONS: language | USER-NOTES: {"Ann"=>["again"]}`.
 */
import { cleanLine, cleanText } from '../../hub/text.js';
import { distinct } from '../values.js';
import { type Entry, NOTE_CHARACTERS, type Said, type Vote } from './decided.js';
import { statusOf } from './status-words.js';

const SECTION = /(RAYYAN-INCLUSION|RAYYAN-LABELS|RAYYAN-EXCLUSION-REASONS|USER-NOTES)\s*:/gu;
const TEXT = /"((?:[^"\\]|\\.)*)"/gu;
/** A reader and what they decided; files of years ago have truth values. */
const PAIR = /"((?:[^"\\]|\\.)*)"\s{0,3}(?:=>|:)\s{0,3}(?:"((?:[^"\\]|\\.)*)"|(true|false|-?\d))/gu;
const OLD_WORDS: Readonly<Record<string, string>> = {
  true: 'included',
  false: 'excluded',
  1: 'included',
  0: 'maybe',
  '-1': 'excluded',
};

/** What Rayyan's part of the notes says; undefined where there is none. */
export function rayyanSaid({ notes }: Pick<Entry, 'notes'>): Said | undefined {
  const text = notes.join(' | ').slice(0, NOTE_CHARACTERS);
  const parts = sections(text);
  if (parts.size === 0) return undefined;
  const [reason, ...further] = listOf(parts.get('RAYYAN-EXCLUSION-REASONS'));
  const votes = [...(parts.get('RAYYAN-INCLUSION') ?? '').matchAll(PAIR)].flatMap(([, name, word, old]): Vote[] => {
    const status = statusOf(word ?? OLD_WORDS[old!] ?? '');
    if (status === undefined) return [];
    const who = cleanLine(unescaped(name!));
    return [
      {
        ...(who !== '' && { who }),
        status,
        ...(status === 'excluded' && reason !== undefined && { reason }),
      },
    ];
  });
  return {
    votes,
    tags: listOf(parts.get('RAYYAN-LABELS')),
    notes: [
      ...notesOf(parts.get('USER-NOTES') ?? ''),
      // A decision has one reason; the others are not lost.
      ...(further.length === 0 ? [] : [`Further reasons for excluding: ${further.join(', ')}`]),
    ],
  };
}

/** The text after each marker, up to the next. */
function sections(text: string): Map<string, string> {
  const found = [...text.matchAll(SECTION)];
  return new Map(
    found.map((match, at) => [
      match[1]!,
      text.slice(match.index + match[0].length, found[at + 1]?.index).replace(/\s*\|\s*$/u, ''),
    ]),
  );
}

function listOf(section: string | undefined): string[] {
  return distinct((section ?? '').split(',').map((word) => cleanLine(word.replace(/^\s*"|"\s*$/gu, '')) || undefined));
}

/** Ruby's `{"Ann"=>["one", "two"]}`: what each reader noted, under their names where there are several. */
function notesOf(section: string): string[] {
  const byReader = [...section.matchAll(/"((?:[^"\\]|\\.)*)"\s{0,3}=>\s{0,3}\[((?:"(?:[^"\\]|\\.)*"|[^\]"])*)\]/gu)];
  return byReader.flatMap(([, name, list]) => {
    const said = [...list!.matchAll(TEXT)].map(([, text]) => cleanText(unescaped(text!))).filter((text) => text !== '');
    return byReader.length > 1 ? said.map((text) => `${cleanLine(unescaped(name!))}: ${text}`) : said;
  });
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gsu, (_, sign: string) => (sign === 'n' ? '\n' : sign === 't' ? '\t' : sign));
}
