/** `pith-tui audit`: how far the labels of a hub's citations agree with a reader who judges a sample of them blind. */

import { showId } from '../../../hub/ids/identifier.js';
import { counted } from '../../../hub/share.js';
import { type AuditReport, auditReport } from '../../../library/audit/agreement.js';
import { type Audit, auditOf, questionsOf, rolesToGive, USUAL_SAMPLE } from '../../../library/audit/audits.js';
import { closeLibrary, type Library } from '../../../library/library.js';
import { workLines } from '../../../library/read/rows.js';
import { UNICODE_GLYPHS } from '../../../text/look/glyphs.js';
import { plainText } from '../../../text/spans.js';
import { startTui } from '../../../tui/load-tui.js';
import { auditReportLines } from '../../../tui/panes/audit-report.js';
import { countFlag, type Invocation, isGiven } from '../../arguments.js';
import { COLOR_CHOICES } from '../../commands.js';
import { EXIT, UserError } from '../../errors.js';
import { libraryFor, libraryPlace, openedLibrary } from '../../library.js';
import { print, say } from '../../output.js';
import { onePaper, requiredPaper, workLine } from '../../paper.js';
import { cutWidth, plainWidth } from '../../plain.js';
import { cleaned, jsonWork } from '../../row-format.js';
import { keyedServices, readerSettings, screenReaderSetting, themeSetting } from '../../settings.js';
import { takeAnswers } from './answers.js';

export async function audit(invocation: Invocation): Promise<number> {
  const { paper, query } = requiredPaper(invocation);
  if (query !== '') throw new UserError('pith-tui audit takes no query: the sample is of all labelled citations.');
  const [asks, answers] = [invocation.switches.has('questions'), invocation.values.get('answers')?.[0]];
  if (asks && answers !== undefined)
    throw new UserError('--questions prints what is to be answered and --answers takes it; leave one of them out.');
  const { name: who } = readerSettings();
  const library = await libraryFor(invocation);
  const hub = onePaper(library, paper, invocation.named);
  const ask = {
    size: countFlag(invocation, 'sample') ?? USUAL_SAMPLE.size,
    seed: countFlag(invocation, 'seed') ?? USUAL_SAMPLE.seed,
  };
  const drawn = auditOf(library, who, hub, ask)?.audit;
  if (drawn === undefined) {
    const [line] = workLines(library, [hub]);
    say(
      `pith-tui: No citation of ${showId(line!.id)} has both a role and a citing sentence to judge it by; pith-tui fetch ${showId(line!.id)} brings sentences where Semantic Scholar has them.`,
    );
    return EXIT.nothing;
  }
  if (asks) {
    await print(questionLines(library, drawn, who));
    return EXIT.ok;
  }
  if (answers !== undefined) {
    const taken = await takeAnswers(library, drawn, who, answers);
    say(`Kept ${counted(taken, 'answer')}.`);
  } else if (isInteractive(invocation)) return onScreen(invocation, library, drawn);
  return printReport(invocation, library, drawn, who);
}

function isInteractive(invocation: Invocation): boolean {
  const { stdin, stdout, env } = process;
  return Boolean(stdin.isTTY && stdout.isTTY) && env.TERM !== 'dumb' && !isGiven(invocation, 'json');
}

/** Asks on the screen; what was answered is told when it is left. */
async function onScreen(invocation: Invocation, library: Library, { hub, size, seed }: Audit): Promise<number> {
  const reader = readerSettings();
  const { exitCode } = await startTui({
    terminal: process,
    picking: false,
    library,
    theme: themeSetting(),
    stateFolder: null,
    who: reader.name,
    mouse: reader.mouse,
    keyed: () => keyedServices(invocation),
    links: reader.links,
    open: { kind: 'audit', work: hub, size, seed },
    listens: screenReaderSetting(invocation),
    color: COLOR_CHOICES.find((choice) => choice === invocation.values.get('color')?.[0]) ?? 'auto',
  });
  if (exitCode !== EXIT.ok) return exitCode;
  const { library: again } = await openedLibrary(libraryPlace(invocation));
  await printReport(invocation, again, auditOf(again, reader.name, hub, { size, seed })!.audit, reader.name);
  closeLibrary(again);
  return EXIT.ok;
}

async function printReport(invocation: Invocation, library: Library, drawn: Audit, who: string): Promise<number> {
  const report = auditReport(library, drawn, who);
  const [line] = workLines(library, [drawn.hub]);
  if (invocation.switches.has('json')) {
    await print([`${JSON.stringify(cleaned({ paper: jsonWork(line!), ...jsonReport(report) }), null, 2)}\n`]);
    return EXIT.ok;
  }
  const wide = Math.min(100, plainWidth());
  const lines = auditReportLines(report, wide, UNICODE_GLYPHS).map((each) => `${plainText(each).trimEnd()}\n`);
  await print([`${workLine(line!, cutWidth(wide))}\n\n`, ...lines]);
  return EXIT.ok;
}

/** What is not answered yet, a line each, without a label. */
function* questionLines(library: Library, drawn: Audit, who: string): Generator<string> {
  const roles = rolesToGive(library, drawn.hub);
  for (const { place, id, title, sentences, answer } of questionsOf(library, drawn, who))
    if (answer === undefined) yield `${JSON.stringify(cleaned({ place, id, title, sentences, role: null, roles }))}\n`;
}

function jsonReport({ audit, who, drawn, answered, unclear, judges }: AuditReport): Record<string, unknown> {
  const { size, seed, drawnAt, outOf } = audit;
  return {
    sample: { size, seed, drawnAt, drawn, outOf },
    reader: who,
    answered,
    unclear,
    judges: judges.map(({ judge, agreement, share, roles }) => ({
      judge,
      pairs: agreement.pairs,
      agreed: agreement.agreed,
      ...share,
      expected: agreement.expected,
      kappa: agreement.kappa,
      kappaLow: agreement.interval?.low ?? null,
      kappaHigh: agreement.interval?.high ?? null,
      roles: roles.map(({ share: own, ...role }) => ({ ...role, ...own })),
    })),
  };
}
