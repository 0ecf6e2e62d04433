/** Judging a sample of a hub's citations without seeing their labels: sentences, and a letter a role. Then the figures. */
import type { SampleName } from '../../../hub/decisions/decision.js';
import { mentionRanges } from '../../../hub/sentences/mention.js';
import { countWords } from '../../../hub/share.js';
import { labelWords, lettersFor, NONE, ROLES } from '../../../hub/vocabulary.js';
import { UNCLEAR } from '../../../library/audit/audits.js';
import type { HubHead, WorkNumber } from '../../../library/model.js';
import { fitLine, highlight, type Line, type Span, wrapLine } from '../../../text/spans.js';
import type { Theme } from '../../../text/theme.js';
import { displayText } from '../../../text/width.js';
import { auditReportLines } from '../../panes/audit-report.js';
import type { OpenAudit } from '../../services/judging-services.js';
import { type AppState, inSight } from '../../state/app-state.js';
import { type Motion, movedText } from '../../state/motion.js';
import type { Store } from '../../state/store.js';
import { type Frame, footer, rule, spread } from '../frame.js';
import type { Drawing, LayerKind } from '../layer.js';

export interface AuditLayer extends OpenAudit {
  kind: 'audit';
  head: HubHead;
  /** The citation shown; behind the last one stand the figures. */
  at: number;
  /** The first line of its text that is shown. */
  top: number;
}

export const auditKind: LayerKind<AuditLayer> = {
  context: () => 'audit',
  frame: auditFrame,
  move(store, layer, motion) {
    store.replace({ ...layer, top: scrolled(layer, motion, store) });
  },
  typing: null,
  answer(store, layer, key) {
    if (key.text === undefined || key.name === 'paste') return false;
    const role = answersOf(layer).find(({ letter }) => letter === key.text)?.role;
    if (role === undefined) return false;
    answer(store, layer, role);
    return true;
  },
  leave: (store) => store.run('back'),
  resized: (layer, store) => ({ ...layer, top: scrolled(layer, { lines: 0 }, store) }),
};

/** Opens a sample at its first citation that is not answered; a sentence says where there is nothing to draw from. */
export function openAudit(store: Store, hub: WorkNumber, ask: SampleName): void {
  const layer = auditLayer(store.services, hub, ask);
  if (layer === null)
    store.toast(
      'No citation of this hub has both a role and a sentence to judge it by: there is nothing to audit.',
      'warning',
    );
  else store.push(layer);
}

export function auditLayer(services: Store['services'], hub: WorkNumber, ask: SampleName): AuditLayer | null {
  const open = services.judging.audit(hub, ask);
  if (open === null) return null;
  const first = open.questions.findIndex(({ answer: given }) => given === undefined);
  return { kind: 'audit', head: services.head(hub), ...open, at: first < 0 ? open.questions.length : first, top: 0 };
}

/** What a citation can be answered with, each with its letter. */
export function answersOf({ roles }: AuditLayer): { role: string; letter: string; words: string }[] {
  // q leaves, as everywhere.
  const known = [...ROLES, { label: UNCLEAR, letter: 'u', means: '' }, { label: '', letter: 'q', means: '' }];
  const letters = lettersFor(roles, known);
  const words = (role: string): string =>
    role === NONE ? 'none of these' : role === UNCLEAR ? 'cannot tell' : labelWords(role);
  return roles.flatMap((role) => {
    const letter = letters.get(role);
    return letter === undefined ? [] : [{ role, letter, words: displayText(words(role)) }];
  });
}

/** Keeps the answer and goes on to the next citation without one. */
function answer(store: Store, layer: AuditLayer, role: string | null): void {
  const question = layer.questions[layer.at];
  if (question === undefined) return;
  try {
    store.services.judging.answer(layer.audit, question, role);
  } catch (error) {
    store.toast((error as Error).message, 'error');
    return;
  }
  const questions = layer.questions.map((one) => {
    if (one !== question) return one;
    const { answer: _, ...rest } = one;
    return role === null ? rest : { ...rest, answer: role };
  });
  store.replace({ ...layer, questions, at: role === null ? layer.at : nextOpen(questions, layer.at), top: 0 });
}

/** The next citation without an answer, around the end; the figures where all have one. */
function nextOpen(questions: AuditLayer['questions'], at: number): number {
  const isOpen = (_: unknown, place: number): boolean => questions[place]!.answer === undefined;
  const behind = questions.findIndex((one, place) => place > at && isOpen(one, place));
  const found = behind < 0 ? questions.findIndex(isOpen) : behind;
  return found < 0 ? questions.length : found;
}

/** Takes the answer of the citation back. */
export function takeBack(store: Store, layer: AuditLayer): void {
  answer(store, layer, null);
}

/** To the citation so many before or after; behind the last one stand the figures. */
export function stepQuestion(store: Store, layer: AuditLayer, step: number): void {
  const at = Math.max(0, Math.min(layer.at + step, layer.questions.length));
  store.replace({ ...layer, at, top: 0 });
}

/** Lines of the text: the screen less head, rules, answers and footer. */
function pageOf(layer: AuditLayer, { columns, rows }: Pick<AppState, 'columns' | 'rows'>): number {
  return Math.max(1, rows - 4 - answerLines(layer, columns).length);
}

function scrolled(layer: AuditLayer, motion: Motion, store: Store): number {
  const { columns } = store.get();
  const page = pageOf(layer, store.get());
  const lines = textLines(layer, columns, store.theme, store.services);
  return movedText(layer.top, motion, page, lines.length, inSight(store.get(), page));
}

/** The citing paper's title and its sentences; or the figures. */
export function textLines(layer: AuditLayer, columns: number, theme: Theme, services: Store['services']): Line[] {
  const cells = Math.max(20, Math.min(columns - 4, 100));
  const question = layer.questions[layer.at];
  const indented = (lines: readonly Line[]): Line[] => lines.map((line) => [{ text: '  ' }, ...line]);
  if (question === undefined)
    return indented(auditReportLines(services.judging.agreement(layer.audit), cells, theme.glyphs));
  const { head } = layer;
  const year = Number(head.date.slice(0, 4));
  const mention = { title: head.title, firstAuthor: head.authors[0] ?? '', ...(year > 0 && { year }) };
  const sentences = question.sentences.flatMap(({ text, section }): Line[] => {
    const shown = displayText(text);
    return [
      [],
      ...(section === undefined ? [] : wrapLine([{ text: displayText(section), style: 'muted' }], cells)),
      ...wrapLine(highlight(shown, mentionRanges(shown, mention), 'accent'), cells - 2).map(
        (line): Line => [{ text: `${theme.glyphs.vertical} `, style: 'muted' }, ...line],
      ),
    ];
  });
  return indented([...wrapLine([{ text: displayText(question.title), style: 'title' }], cells), ...sentences]);
}

/** The answers with their letters, the one given marked. */
function answerLines(layer: AuditLayer, columns: number): Line[] {
  const question = layer.questions[layer.at];
  if (question === undefined) return [];
  const spans = answersOf(layer).flatMap(({ role, letter, words }): Span[] => [
    { text: letter, style: 'key' },
    // An answer and its letter stay in one piece where the line is wrapped.
    { text: '\u00a0' },
    { text: words.replaceAll(' ', '\u00a0'), style: question.answer === role ? 'selected' : undefined },
    { text: '  ' },
  ]);
  const plain = (span: Span): Span => ({ ...span, text: span.text.replaceAll('\u00a0', ' ') });
  return wrapLine(spans, Math.max(20, columns - 2)).map((line): Line => [{ text: ' ' }, ...line.map(plain)]);
}

function auditFrame(layer: AuditLayer, { state, theme, services }: Drawing): Frame {
  const { columns } = state;
  const { questions, audit, at, head } = layer;
  const answered = questions.filter(({ answer: given }) => given !== undefined).length;
  const text = textLines(layer, columns, theme, services);
  const page = pageOf(layer, state);
  const answers = answerLines(layer, columns);
  const shown = text.slice(layer.top, layer.top + page);
  const place =
    at < questions.length
      ? `Citation ${at + 1} of ${countWords(questions.length)}: as what is the work cited?`
      : 'Agreement';
  const lines: Line[] = [
    spread(
      [
        { text: ' Audit', style: 'title' },
        { text: `  ${displayText(head.title)}`, style: 'muted' },
      ],
      [{ text: `${answered} of ${questions.length} answered, seed ${audit.seed} ` }],
      columns,
    ),
    rule(
      text.length > page
        ? `${place} ${theme.glyphs.bullet} ${layer.top + shown.length} of ${text.length} lines`
        : place,
      columns,
      true,
      theme,
    ),
    ...Array.from({ length: page }, (_, row) => fitLine(shown[row] ?? [], columns)),
    rule('', columns, false, theme),
    ...answers.map((line) => fitLine(line, columns)),
    footer(state, 'audit'),
  ];
  return { lines, cursor: null };
}
