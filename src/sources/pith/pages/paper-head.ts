/** The head of the page of a paper: what it is, who wrote it, who reviewed it when. */
import { isDate, isDayOrTime } from '../../../hub/date.js';
import { parseId } from '../../../hub/ids/identifier.js';
import type { Id, ReviewRecord, WorkRecord } from '../../../hub/record.js';
import { labelToken } from '../../../hub/vocabulary.js';
import {
  authorFields,
  moreAuthors,
  moreAuthorsApart,
  type NamedLine,
  namesOfLine,
  withNamesApart,
} from './parts/authors.js';
import type { Leftovers } from './parts/leftovers.js';
import { type Block, betweenDots, blocks, hasGaps, isSentence, lineOf, type PageLine, retold } from './parts/lines.js';
import { keywordsOf, subjectsOf } from './parts/subjects.js';

export interface PaperHead {
  /** As the identifier line gives them. */
  ids: Id[];
  title?: Block;
  /** What the page says of the work itself. */
  work: Pick<
    WorkRecord,
    'authors' | 'authorSet' | 'authorCount' | 'date' | 'category' | 'crossCategories' | 'keywords'
  >;
  review: Partial<ReviewRecord>;
}

const BAR = /^pith\.(?: |$)|^sign in$|\. sign in$/u;
const IDENTIFIERS = /^(?:(?:pith|doi): ?\S+ ?[·•|] ?)*arxiv: ?\S+ ?[·•|]/iu;
const RECOGNITION = /^Recognition: (unknown|none|\d+ [\p{Ll} -]*?links?)(?!\p{Ll})/u;
/** What pages print beside a count of theorems. */
const THEOREM = /^· ?Lean Theorems?/u;
const CLAIMED = /^Authors on Pith(?: no claims yet| \d+ claim(?:s|ed)?)?/u;
const REVIEWED = /^Pith reviewed (\d{4}-\d\d-\d\d)(?: (\d\d:\d\d(?::\d\d)?) UTC)?(?: · model (\S.*))?$/u;
const FURNITURE = /^(?:\d+|\d+ comments?(?: X)?|X)$/u;

/** Whether a line stands on no page but a paper's. */
export function isOfPaperHead(text: string): boolean {
  return (
    (IDENTIFIERS.test(text) && /\bsubmitted\b|[·•|] v\d/u.test(text)) || REVIEWED.test(text) || RECOGNITION.test(text)
  );
}

export function readPaperHead(lines: readonly PageLine[], isHtml: boolean, left: Leftovers): PaperHead {
  const head: PaperHead = { ids: [], work: {}, review: {} };
  const rest: PageLine[] = [];
  let more = 0;
  // What stands below `show 190 more authors`, or goes on with the keywords.
  let goesOn: 'authors' | 'keywords' | undefined;
  const unnamed: string[] = [];
  for (const line of withContinuations(withLabels(lines)).flatMap(withoutGlue)) {
    const { text, number } = line;
    const count = moreAuthors(text);
    const isRead = text !== '' && (count !== undefined || readLine(line, head));
    if (count !== undefined) more = count;
    if (text === '') goesOn = undefined;
    else if (isRead) goesOn = count !== undefined ? 'authors' : /^keywords/u.test(text) ? 'keywords' : undefined;
    else if (goesOn === 'keywords') head.work.keywords = `${head.work.keywords}, ${keywordsOf(text).join(', ')}`;
    else if (goesOn === 'authors') unnamed.push(text);
    // What was read parts what stands around it.
    // The first is the title, whatever it is made of.
    const isBelow = rest.some((above) => above.text !== '');
    rest.push(isRead || goesOn !== undefined ? lineOf('', number) : isBelow ? withNamesApart(line) : line);
  }
  const found = blocks(rest, hasGaps(lines)).filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const titleAt = placeOfTitle(found);
  if (titleAt >= 0) head.title = found[titleAt]!;
  if (!isHtml) left.add(...found.slice(0, Math.max(0, titleAt)));
  // A run of names with nothing between them cannot be told apart: they are counted, as the page counts them.
  const run = namesOfLine(unnamed.join(' '))?.names ?? [];
  const below = found.slice(titleAt + 1);
  const lists = below.map(({ text }) => namesOfLine(text));
  const isList = (named: NamedLine | undefined): boolean =>
    named !== undefined && (named.isList || isOneName(named.names[0]!));
  // A word alone is a name in the place where names stand, if none do.
  const first = lists.findIndex(isList);
  const at = first < 0 && isOneWord(below[0]?.text) ? 0 : first;
  left.add(...below.filter((_, place) => place !== at));
  const { names, more: others } = lists[at] ?? { names: [], more: 0 };
  if (names.length > 0)
    Object.assign(
      head.work,
      run.length === more ? authorFields([...names, ...run], others) : authorFields(names, more + others),
    );
  return head;
}

/** The page's own heading, else the first block that is no sentence as long as a summary; -1 where there is no block. */
export function placeOfTitle(found: readonly Block[]): number {
  const heading = found.findIndex((block) => block.heading === 1);
  if (heading >= 0) return heading;
  const first = found.findIndex((block) => !isSummary(block));
  return first < 0 && found.length > 0 ? 0 : first;
}

function isSummary({ text }: Block): boolean {
  return isSentence(text) && text.length > 60 && text.split(' ').length > 9 && !text.endsWith('?');
}

function isOneWord(text = ''): boolean {
  return /^\p{Lu}[\p{L}\p{M}'’-]{2,40}$/u.test(text);
}

function isOneName(text: string): boolean {
  return text.split(' ').length <= 5 && / /u.test(text);
}

/** The lines with each label that stands alone, such as `keywords`, in one line with what it labels. */
export function withLabels(lines: readonly PageLine[]): PageLine[] {
  const made: PageLine[] = [];
  let label: PageLine | undefined;
  for (const line of lines) {
    if (label === undefined && LABEL.test(line.text)) label = line;
    else if (label !== undefined && line.text !== '') {
      const { text, parts = [text] } = line;
      made.push({ ...line, text: `${label.text} ${text}`, parts: [label.text, ...parts] });
      label = undefined;
    } else made.push(line);
  }
  return label === undefined ? made : [...made, label];
}

/** Lines that a middle dot joins to the one above, as reading views break them, in one line with it. */
function withContinuations(lines: readonly PageLine[]): PageLine[] {
  const made: PageLine[] = [];
  for (const line of lines) {
    const above = made.at(-1);
    const goesOn =
      /^·(?! ?Lean)/u.test(line.text) &&
      above !== undefined &&
      /^arxiv:|^pith:\S+ ?·|^Pith reviewed|^classification/iu.test(above.text);
    if (goesOn) made[made.length - 1] = retold(above, `${above.text} ${line.text}`);
    else made.push(line);
  }
  return made;
}

/** The line as those it has run together from: a recognition, and what stood below it. */
function withoutGlue(line: PageLine): PageLine[] {
  const pieces: PageLine[] = [];
  let rest = line.text;
  for (const pattern of [RECOGNITION, THEOREM, CLAIMED]) {
    const found = pattern.exec(rest)?.[0];
    if (found === undefined || found.length === rest.length) continue;
    pieces.push(retold(line, found));
    rest = rest.slice(found.length).trim();
  }
  if (pieces.length > 0) return [...pieces, retold(line, rest)];
  const apart = moreAuthorsApart(line.text);
  return apart.length === 1 ? [line] : apart.map((text) => retold(line, text));
}

/** Whether a line says what it is; the head then has it. */
function readLine({ text, parts }: PageLine, head: PaperHead): boolean {
  const { work, review } = head;
  if (BAR.test(text) || THEOREM.test(text) || CLAIMED.test(text) || FURNITURE.test(text)) return true;
  if (IDENTIFIERS.test(text)) return readIdentifiers(text, head);
  const recognition = RECOGNITION.exec(text);
  if (recognition) {
    if (/^\d/u.test(recognition[1]!)) review.formalVerification ??= recognition[1]!;
    return true;
  }
  const reviewed = REVIEWED.exec(text);
  if (reviewed) {
    const [, day, time, model] = reviewed;
    const at = time === undefined ? day! : `${day}T${time}Z`;
    if (isDayOrTime(at)) review.reviewedAt ??= at;
    if (model !== undefined) review.model ??= model;
    return true;
  }
  const classification = /^classification (.+)$/u.exec(text);
  if (classification) {
    const subjects = subjectsOf(classification[1]!);
    if (subjects !== undefined) takeSubjects(subjects, work);
    return subjects !== undefined;
  }
  const keywords = /^keywords ?(.+)$/u.exec(text);
  if (keywords) {
    const own = parts?.[0] === 'keywords' ? parts.slice(1) : undefined;
    work.keywords ??= keywordsOf(keywords[1]!, own).join(', ');
    return true;
  }
  return readScore(text, review);
}

/** `arxiv: 1202.3665 · v4 · pith:VD3RWGRInew · submitted 2012-02-16 · 🌌 astro-ph.IM · physics.comp-ph· stat.CO` */
function readIdentifiers(text: string, head: PaperHead): boolean {
  const subjects: string[] = [];
  for (const part of betweenDots(text)) {
    const number = /^pith:([A-Z2-7]{26}|[A-Z2-7]{16}|[A-Z2-7]{12}|[A-Z2-7]{8})(?:new)?$/u.exec(part)?.[1];
    const id = parseId(number === undefined ? part.replace(/^(arxiv|doi): /iu, '$1:') : `pith:${number}`);
    const submitted = /^submitted (\S+)$/u.exec(part)?.[1];
    if (submitted !== undefined && isDate(submitted)) head.work.date ??= submitted;
    else if (id !== null) head.ids.push(id);
    else subjects.push(...(subjectsOf(part) ?? []));
  }
  // A number says least of a paper, wherever it stands.
  head.ids.sort((a, b) => Number(a.startsWith('pith:')) - Number(b.startsWith('pith:')));
  takeSubjects(subjects, head.work);
  return head.ids.length > 0;
}

function takeSubjects([first, ...others]: readonly string[], work: PaperHead['work']): void {
  if (first === undefined || work.category !== undefined) return;
  work.category = first;
  if (others.length > 0) work.crossCategories = others.join(', ');
}

const SCORES = {
  verdict: 'verdict',
  novelty: 'novelty',
  'novelty score': 'novelty',
  confidence: 'confidence',
  'correctness risk': 'correctnessRisk',
  recommendation: 'recommendation',
  'verification grade': 'verification',
  'discovery kind': 'discoveryKind',
} as const;
const SCORE = new RegExp(`^(${Object.keys(SCORES).join('|')})(?: ?:)? (.{1,60})$`, 'iu');

const LABEL = new RegExp(`^(?:classification|keywords|${Object.keys(SCORES).join('|')}):?$`, 'iu');

/** `novelty 7.0 · confidence moderate`: reads a line of nothing but scores. */
export function readScore(text: string, review: Partial<ReviewRecord>): boolean {
  const parts = betweenDots(text).map((part) => SCORE.exec(part));
  const read: Partial<ReviewRecord> = {};
  for (const part of parts) {
    if (part === null) return false;
    const field = SCORES[part[1]!.toLowerCase() as keyof typeof SCORES];
    const value = part[2]!.trim();
    const number = /^(\d{1,2}(?:\.\d+)?)(?: ?\/ ?10)?$/u.exec(value)?.[1];
    const isWord = value.split(' ').length <= 3 && /^[\p{L}\p{N}_ -]+$/u.test(value);
    if (field === 'novelty') {
      if (number === undefined || Number(number) > 10) return false;
      read.novelty = Number(number);
    } else if (!isWord && number === undefined) return false;
    else if (field === 'confidence' || field === 'correctnessRisk')
      read[field] = number === undefined ? value.toLowerCase() : Number(number);
    else if (field === 'verification') read.verification = value;
    else read[field] = labelToken(value);
  }
  Object.assign(review, { ...read, ...review });
  return true;
}
