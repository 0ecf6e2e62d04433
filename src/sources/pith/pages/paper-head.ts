/** The head of the page of a paper: what it is, who wrote it, who reviewed it when. */
import { isDate, isDayOrTime } from '../../../hub/date.js';
import { parseId } from '../../../hub/identifier.js';
import type { Id, ReviewRecord, WorkRecord } from '../../../hub/record.js';
import { labelToken } from '../../../hub/vocabulary.js';
import { authorFields, moreAuthors, namesOfLine } from './parts/authors.js';
import type { Leftovers } from './parts/leftovers.js';
import { type Block, blocks, hasGaps, isSentence, lineOf, type PageLine, retold } from './parts/lines.js';
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
const IDENTIFIERS = /^arxiv: ?\S+ ?·/iu;
const RECOGNITION = /^Recognition: (unknown|none|\d+ [\p{Ll} -]*?links?)(?!\p{Ll})/u;
/** What pages print beside a count of theorems. */
const THEOREM = /^· ?Lean Theorems?/u;
const CLAIMED = /^Authors on Pith(?: no claims yet| \d+ claim(?:s|ed)?)?/u;
const REVIEWED = /^Pith reviewed (\d{4}-\d\d-\d\d)(?: (\d\d:\d\d(?::\d\d)?) UTC)?(?: · model (\S.*))?$/u;
const FURNITURE = /^(?:\d+|\d+ comments?(?: X)?|X)$/u;

/** Whether a line stands on no page but a paper's. */
export function isOfPaperHead(text: string): boolean {
  return (IDENTIFIERS.test(text) && /\bsubmitted\b|· v\d/u.test(text)) || REVIEWED.test(text) || RECOGNITION.test(text);
}

export function readPaperHead(lines: readonly PageLine[], isHtml: boolean, left: Leftovers): PaperHead {
  const head: PaperHead = { ids: [], work: {}, review: {} };
  const gaps = hasGaps(lines);
  const rest: PageLine[] = [];
  let more = 0;
  let isRun = false;
  for (const line of withLabels(lines).flatMap(withoutGlue)) {
    if (line.text === '') isRun = false;
    const isRead = line.text !== '' && readLine(line, head);
    const count = moreAuthors(line.text);
    if (count !== undefined) {
      more = count;
      isRun = true;
      // A run of names with nothing between them cannot be told apart, and with it goes whatever it says.
    } else if (isRead) isRun = false;
    // What ran together is a block of its own, so that nothing else runs into it.
    if (isRead || count !== undefined || isRun) rest.push(lineOf('', line.number));
    else rest.push(line);
  }
  const found = blocks(rest, gaps).filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const heading = found.findIndex(({ heading }) => heading === 1);
  const titleAt =
    heading >= 0
      ? heading
      : Math.max(
          0,
          found.findIndex((block) => !isSummary(block)),
        );
  const title = found[titleAt];
  if (title !== undefined) head.title = title;
  if (!isHtml) left.add(...found.slice(0, titleAt));
  for (const block of found.slice(titleAt + 1)) {
    const names = namesOfLine(block.text);
    const isList = names !== undefined && (names.length > 1 || isOneName(names[0]!));
    if (isList && head.work.authors === undefined && head.work.authorSet === undefined)
      Object.assign(head.work, authorFields(names, more));
    else left.add(block);
  }
  return head;
}

function isSummary({ text }: Block): boolean {
  return isSentence(text) && text.length > 60 && text.split(' ').length > 9 && !text.endsWith('?');
}

function isOneName(text: string): boolean {
  return text.split(' ').length <= 5 && / /u.test(text);
}

/** The lines with each label that stands alone, such as `keywords`, in one line with what it labels. */
function withLabels(lines: readonly PageLine[]): PageLine[] {
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
  return pieces.length === 0 ? [line] : [...pieces, retold(line, rest)];
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
  for (const part of text.split(/ ?· ?/u)) {
    const number = /^pith:([A-Z2-7]{26}|[A-Z2-7]{16}|[A-Z2-7]{12}|[A-Z2-7]{8})(?:new)?$/u.exec(part)?.[1];
    const id = parseId(number === undefined ? part.replace(/^(arxiv|doi): /iu, '$1:') : `pith:${number}`);
    const submitted = /^submitted (\S+)$/u.exec(part)?.[1];
    if (submitted !== undefined && isDate(submitted)) head.work.date ??= submitted;
    else if (id !== null) head.ids.push(id);
    else subjects.push(...(subjectsOf(part) ?? []));
  }
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
function readScore(text: string, review: Partial<ReviewRecord>): boolean {
  const parts = text.split(/ ?· ?/u).map((part) => SCORE.exec(part));
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
