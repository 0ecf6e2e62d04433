/** A file read in one thread for another: what the two say to each other. */
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { HubLibraryRecord } from '../../hub/record.js';
import { asChecked, type Checked } from '../../hub/record-fields.js';
import { checkedOf, type Problem, SourceError } from '../decoded.js';
import { type ReadOptions, type ReadSource, readSource } from '../read.js';
import { newReading } from '../source.js';
import type { Batch, ReadBatches } from './batches.js';

/** What of a file can be read in another thread: all of it, so that nothing has to be asked meanwhile. */
export type FeedOptions = Omit<ReadOptions, 'wanted'>;

/** Characters of JSON that are handed over at a time, or a record more. */
const BATCH = 64 * 1024;
/** Batches on their way: enough that neither waits for the other where one of them takes longer for a while. */
const AHEAD = 24;

/** What who reads says: first `opened`, then batches, then `ended`; or `failed` at any time, and nothing more. */
type Said =
  | { opened: Pick<ReadSource, 'source' | 'format' | 'turn'> }
  | { batch: Written; lines: number; progress: number | undefined }
  | { ended: { lines: number; passed: Map<string, number>; notes: string[]; strings: Map<string, string> | undefined } }
  | { failed: { message: string; isOfSource: boolean } };

/** A batch on its way. Texts are copied faster than objects, and JSON is read faster than objects are copied. */
interface Written {
  /** JSON: a list of records, null where nothing of one can be taken. */
  records: string;
  /** What was wrong with them: their places in the list, and what Checked has. */
  wrong: [at: number, wrong: readonly string[], wrongCount: number][];
  problems: Problem[];
}

/** What who takes says: that a batch is taken, or that no more is wanted. */
type Answer = 'taken' | 'leave';

/** Reads a file for whoever listens at the other end of the port, as far ahead as is good. */
export async function feed(port: MessagePort, path: string, options: FeedOptions): Promise<void> {
  let onTheirWay = 0;
  let isLeft = false;
  let goOn = (): void => {};
  port.on('message', (answer: Answer) => {
    if (answer === 'taken') onTheirWay -= 1;
    else isLeft = true;
    goOn();
  });
  const say = (said: Said): void => port.postMessage(said);
  let texts: string[] = [];
  let length = 0;
  let wrong: Written['wrong'] = [];
  let problems: Problem[] = [];
  const handOver = (lines: number, progress: number | undefined): void => {
    say({ batch: { records: `[${texts.join(',')}]`, wrong, problems }, lines, progress });
    [texts, length, wrong, problems] = [[], 0, [], []];
    onTheirWay += 1;
  };
  try {
    const read = await readSource(path, options);
    const { source, format, turn, reading } = read;
    say({ opened: { source, format, ...(turn === undefined ? {} : { turn }) } });
    for await (const item of read.items) {
      if ('record' in item) {
        const checked = checkedOf(item);
        if (checked.wrongCount > 0) wrong.push([texts.length, checked.wrong, checked.wrongCount]);
        const text = JSON.stringify(checked.record);
        texts.push(text);
        length += text.length;
      } else {
        problems.push(item.problem);
        length += item.problem.message.length;
      }
      if (length >= BATCH) handOver(reading.lines, read.progress());
      while (onTheirWay >= AHEAD && !isLeft)
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
      if (isLeft) return;
    }
    const { lines, passed, notes } = reading;
    handOver(lines, read.progress());
    say({ ended: { lines, passed, notes, strings: options.strings } });
  } catch (error) {
    // What came before it is taken in where a dump comes in pieces.
    if (length > 0) handOver(0, undefined);
    const isOfSource = error instanceof SourceError;
    const message =
      error instanceof Error ? (isOfSource ? error.message : (error.stack ?? error.message)) : String(error);
    say({ failed: { message, isOfSource } });
  } finally {
    port.close();
  }
}

/** What comes from the other end of a port, in order. */
interface Heard {
  next(): Promise<Said>;
  /** Whoever waits, or asks later, learns that nothing more comes. */
  fail(error: unknown): void;
}

function heardAt(port: MessagePort): Heard {
  const said: Said[] = [];
  let failure: { error: unknown } | undefined;
  let goOn = (): void => {};
  port.on('message', (one: Said) => {
    said.push(one);
    goOn();
  });
  return {
    async next() {
      while (said.length === 0 && failure === undefined)
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
      if (said.length === 0) throw failure!.error;
      return said.shift()!;
    },
    fail(error) {
      // What was said before comes first, though it may not have arrived yet.
      for (let one = receiveMessageOnPort(port); one !== undefined; one = receiveMessageOnPort(port))
        said.push(one.message as Said);
      failure ??= { error };
      goOn();
    },
  };
}

/**
 * The file that is read at the other end of the port.
 * @param strings gets what the file's @strings define
 * @param onFail is given what ends the reading where the other thread cannot say so itself
 * @throws SourceError as readSource() does; `batches` too
 */
export async function fed(
  port: MessagePort,
  strings: Map<string, string> | undefined,
  onFail: (fail: (error: unknown) => void) => void,
): Promise<ReadBatches> {
  const heard = heardAt(port);
  onFail(heard.fail);
  const reading = newReading();
  let progress: number | undefined;
  const close = (): void => {
    port.postMessage('leave' satisfies Answer);
    port.close();
  };
  async function* batches(): AsyncGenerator<Batch> {
    try {
      for (;;) {
        const said = await next();
        if ('ended' in said) {
          const { ended } = said;
          Object.assign(reading, { lines: ended.lines, passed: ended.passed, notes: ended.notes });
          for (const [name, text] of ended.strings ?? []) strings?.set(name, text);
          return;
        }
        if (!('batch' in said)) throw new Error('What is read was opened twice.');
        port.postMessage('taken' satisfies Answer);
        reading.lines = said.lines;
        progress = said.progress;
        yield { records: recordsOf(said.batch), problems: said.batch.problems };
      }
    } finally {
      close();
    }
  }
  const next = async (): Promise<Said> => {
    const said = await heard.next();
    if (!('failed' in said)) return said;
    const { message, isOfSource } = said.failed;
    throw isOfSource ? new SourceError(message) : new Error(message);
  };
  try {
    const said = await next();
    if (!('opened' in said)) throw new Error('What is read was never opened.');
    return { ...said.opened, reading, progress: () => progress, close, batches: batches() };
  } catch (error) {
    close();
    throw error;
  }
}

function recordsOf({ records, wrong }: Written): Checked[] {
  const found = (JSON.parse(records) as (HubLibraryRecord | null)[]).map(asChecked);
  for (const [at, messages, wrongCount] of wrong)
    found[at] = { record: found[at]!.record, wrong: messages, wrongCount };
  return found;
}
