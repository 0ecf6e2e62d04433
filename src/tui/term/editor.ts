/** A text in the editor of the reader's choice. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemReason } from '../../files/system-error.js';
import { countWords } from '../../hub/share.js';

/** What came of it: the text as it was left, or why there is none. */
export type Edited = { text: string } | { problem: string };

/** `$VISUAL`, else `$EDITOR`, else what every system of the kind has. */
function editorOf(env: Readonly<Record<string, string | undefined>>): string {
  const fallback = process.platform === 'win32' ? 'notepad' : 'vi';
  return env.VISUAL?.trim() || env.EDITOR?.trim() || fallback;
}

/**
 * Lets the reader edit a text, and waits for the editor's end. The terminal must be the caller's to give: see `lend` of the session.
 * @param most characters of a text that is taken; a longer one is left in its file, which is named
 */
export async function editText(text: string, most: number): Promise<Edited> {
  const editor = editorOf(process.env);
  let folder: string | undefined;
  let file: string;
  try {
    folder = mkdtempSync(join(tmpdir(), 'pith-tui-'));
    // Editors know by the ending how to treat it; only its owner may read it.
    file = join(folder, 'note.md');
    writeFileSync(file, text === '' ? '' : `${text}\n`, { mode: 0o600 });
  } catch (error) {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    const why = systemReason(error) ?? (error as Error).message;
    return { problem: `No file for the editor can be made in ${tmpdir()} (${why}); set TMPDIR to another folder.` };
  }
  let isKept = false;
  try {
    const code = await run(editor, file);
    if (code === 'missing' || code === 127)
      return { problem: `The editor ${editor} cannot be started; set VISUAL or EDITOR to one that can.` };
    if (code !== 0) return { problem: `The editor ${editor} ended with an error; the note is as it was.` };
    // No character is more than four bytes, and what is bigger than that is not even read.
    const written = statSync(file).size > 4 * most ? undefined : readFileSync(file, 'utf8').trimEnd();
    if (written !== undefined && written.length <= most) return { text: written };
    isKept = true;
    return {
      problem: `A note has room for ${countWords(most)} characters; it is as it was, and what you wrote is in ${file}.`,
    };
  } catch {
    return { problem: `The editor ${editor} left no file to read; the note is as it was.` };
  } finally {
    if (!isKept) rmSync(folder, { recursive: true, force: true });
  }
}

/** The settings hold whole commands, such as `code --wait`: a shell takes them apart, as git has it. */
async function run(editor: string, file: string): Promise<number | 'missing'> {
  const child =
    process.platform === 'win32'
      ? spawn(`${editor} "${file}"`, { stdio: 'inherit', shell: true })
      : spawn('sh', ['-c', `${editor} "$@"`, editor, file], { stdio: 'inherit' });
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return code ?? 1;
  } catch {
    return 'missing';
  }
}
