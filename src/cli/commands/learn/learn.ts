/** `pith-tui learn`: a classifier learned from the roles that are known here, and its labels where none is known. */
import { counted, countWords } from '../../../hub/share.js';
import { inVocabularyOrder, labelWords, ROLES } from '../../../hub/vocabulary.js';
import type { Steps } from '../../../learn/citation.js';
import { type Classifiers, classifiersFrom, labelsOf, rolesIn, sampled, validate } from '../../../learn/learn.js';
import { FEWEST_PAPERS } from '../../../learn/limits.js';
import { judgeOrder } from '../../../library/derived/judge-order.js';
import {
  type ComputedLabel,
  forgetLabels,
  judgeOfDay,
  type KeptFigures,
  keepLabels,
  type LearnedBefore,
  learnedLast,
} from '../../../library/learning/computed-labels.js';
import {
  hubsWithSentences,
  type KnownRoles,
  knownRoles,
  sentencesOf,
  unlabelledCitations,
} from '../../../library/learning/known-roles.js';
import type { Library } from '../../../library/library.js';
import type { WorkNumber } from '../../../library/model.js';
import { inSlices } from '../../../library/steps.js';
import { displayText } from '../../../text/width.js';
import type { Invocation } from '../../arguments.js';
import { EXIT, UserError } from '../../errors.js';
import { libraryFor } from '../../library.js';
import { print, say } from '../../output.js';
import { onePaper } from '../../paper.js';
import { cut } from '../../plain.js';
import { progressLine } from '../../progress-line.js';
import { figureLines } from './figures.js';

export async function learn(invocation: Invocation): Promise<number> {
  const all = invocation.switches.has('all');
  const forgets = invocation.switches.has('forget');
  const json = invocation.switches.has('json');
  const words = invocation.words.map(({ text }) => text);
  if (all && words.length > 0)
    throw new UserError(`--all means every paper; leave out either it or ${cut(words[0]!, 60)}.`);
  const library = await libraryFor(invocation);
  const hubs = words.length === 0 ? null : [...new Set(words.map((text) => onePaper(library, text, true)))];
  if (forgets) return forget(library, hubs, json);
  if (hubs === null && !all) return showLast(library, json);
  const known = knownRoles(library);
  const roles = rolesIn(known);
  if (roles.learned.length < 2) throw tooFew(known);
  const stopped = new AbortController();
  const stop = (): void => stopped.abort(new Interrupted());
  process.once('SIGINT', stop);
  try {
    return await learnAndLabel(library, hubs, known, roles, json, stopped.signal);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    say('pith-tui: Interrupted; the library is as it was.');
    return EXIT.interrupted;
  } finally {
    process.removeListener('SIGINT', stop);
  }
}

class Interrupted extends Error {}

function tooFew(known: readonly KnownRoles[]): UserError {
  return new UserError(
    known.length === 0
      ? 'There is nothing to learn from: no citation here has both a citing sentence and a role. Semantic Scholar gives both: pith-tui fetch PAPER'
      : `There is too little to learn from: at least two roles need ${FEWEST_PAPERS} citing papers each, with citing sentences. Semantic Scholar gives both: pith-tui fetch PAPER`,
    EXIT.nothing,
  );
}

async function forget(library: Library, hubs: readonly WorkNumber[] | null, json: boolean): Promise<number> {
  const forgotten = forgetLabels(library, hubs);
  await print([
    json
      ? `${JSON.stringify({ forgotten })}\n`
      : forgotten === 0
        ? 'There are no learned labels here.\n'
        : `Forgot the learned labels of ${counted(forgotten, 'citation')}.\n`,
  ]);
  return EXIT.ok;
}

/** The figures of the last time. */
async function showLast(library: Library, json: boolean): Promise<number> {
  const last = learnedLast(library);
  if (last === undefined)
    throw new UserError(
      'Nothing has been learned yet; to do so: pith-tui learn PAPER, or pith-tui learn --all',
      EXIT.nothing,
    );
  await print(json ? [`${JSON.stringify(last, null, 2)}\n`] : lastLines(last));
  return EXIT.ok;
}

function lastLines({ judge, at, labels, ...kept }: LearnedBefore): string[] {
  const head = `${displayText(judge)}, of ${at.slice(0, 10)}, which labels ${counted(labels, 'citation')}.`;
  return [head, ...figureLines(kept)].map((line) => `${line}\n`);
}

/** What became of citations without roles. */
interface Labelling {
  labels: ComputedLabel[];
  abstained: number;
  /** Of hubs of which too little is known. */
  strange: number;
  sentences: number;
}

async function learnAndLabel(
  library: Library,
  only: readonly WorkNumber[] | null,
  known: readonly KnownRoles[],
  { learned, rare }: ReturnType<typeof rolesIn>,
  json: boolean,
  signal: AbortSignal,
): Promise<number> {
  const progress = progressLine();
  const run = async <T>(what: string, steps: Steps<T>): Promise<{ result: T; seconds: number }> => {
    const start = performance.now();
    const result = await inSlices(steps, signal, (done) => progress.show(`${what} ${Math.floor(done * 100)}%`));
    return { result, seconds: (performance.now() - start) / 1000 };
  };
  try {
    const some = sampled(known, ({ cited, citing }) => sentencesOf(library, cited, citing));
    const tested = await run('Testing', validate(some, learned));
    const trained = await run('Learning', classifiersFrom(tested.result));
    const hubs = only ?? hubsWithSentences(library);
    const labelling = await run('Labelling', labelled(library, hubs, known, trained.result));
    progress.clear();
    const { sentences, parts, figures, acrossHubs } = tested.result;
    const read = labelling.result.sentences;
    const kept: KeptFigures = {
      known: known.length,
      sentences,
      parts,
      rare,
      figures,
      acrossHubs: acrossHubs?.figures ?? null,
      seconds: { validation: tested.seconds, training: trained.seconds },
      sentencesPerSecond: read === 0 ? null : Math.round(read / labelling.seconds),
    };
    const at = new Date().toISOString();
    const count = keepLabels(library, only, labelling.result.labels, kept, at);
    await print(
      json
        ? [jsonOf(judgeOfDay(at), at, kept, count, labelling.result)]
        : lines(known, kept, labelling.result, judgeOfDay(at)),
    );
    if (labelling.result.labels.length > 0 && !judgeOrder(library).includes('computed'))
      say('The setting precedence leaves computed judges out: these labels count for nothing until it is changed.');
    return EXIT.ok;
  } finally {
    progress.clear();
  }
}

function* labelled(
  library: Library,
  hubs: readonly WorkNumber[],
  known: readonly KnownRoles[],
  { usual, stranger }: Classifiers,
): Steps<Labelling> {
  const knownOf = new Map<WorkNumber, number>();
  for (const { cited } of known) knownOf.set(cited, (knownOf.get(cited) ?? 0) + 1);
  const done: Labelling = { labels: [], abstained: 0, strange: 0, sentences: 0 };
  for (const [at, hub] of hubs.entries()) {
    const classifier = (knownOf.get(hub) ?? 0) >= FEWEST_PAPERS ? usual : stranger;
    const citations = unlabelledCitations(library, hub);
    if (classifier === null) done.strange += citations.length;
    else
      for (const [i, citation] of citations.entries()) {
        const given = labelsOf(classifier, citation);
        if (given === undefined) done.abstained += 1;
        else done.labels.push({ cited: hub, citing: citation.citing, ...given });
        done.sentences += citation.sentences.length;
        yield (at + i / citations.length) / hubs.length;
      }
    yield (at + 1) / hubs.length;
  }
  return done;
}

function lines(known: readonly KnownRoles[], kept: KeptFigures, done: Labelling, judge: string): string[] {
  const by = [...Map.groupBy(known, (one) => one.by)].map(([kind, all]) => `${kind} ${countWords(all.length)}`);
  return [
    `Known roles, by whose word they are: ${by.join(', ')}.`,
    ...figureLines(kept),
    '',
    ...labellingLines(done, judge),
  ].map((line) => `${line}\n`);
}

function labellingLines({ labels, abstained, strange }: Labelling, judge: string): string[] {
  const counts = new Map<string, number>();
  for (const { roles } of labels) for (const role of roles) counts.set(role, (counts.get(role) ?? 0) + 1);
  const each = inVocabularyOrder([...counts.keys()], ROLES).map(
    (role) => `${displayText(labelWords(role))} ${countWords(counts.get(role)!)}`,
  );
  const of = labels.length + abstained;
  return [
    of === 0
      ? 'There was nothing to label: every citation with sentences has a role by another judge.'
      : `Labelled ${countWords(labels.length)} of ${counted(of, 'citation')} without roles${each.length === 0 ? '' : `: ${each.join(', ')}`}${abstained === 0 ? '.' : `; of the other ${countWords(abstained)} it is not sure enough.`}`,
    ...(strange === 0
      ? []
      : [
          `${counted(strange, 'citation')} of hubs with fewer than ${FEWEST_PAPERS} known citations ${strange === 1 ? 'was' : 'were'} left alone.`,
        ]),
    ...(labels.length === 0
      ? []
      : [`The judge is ${displayText(judge)}, believed last; pith-tui learn --forget takes its labels away.`]),
  ];
}

function jsonOf(judge: string, at: string, kept: KeptFigures, labels: number, done: Labelling): string {
  const { abstained, strange } = done;
  return `${JSON.stringify({ judge, at, labels, abstained, strange, ...kept }, null, 2)}\n`;
}
