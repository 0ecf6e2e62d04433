/** The stream Ink writes to, before Ink may write and after. */
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { watchedStdout } from '../../../src/tui/ink/stdout.js';

function watched(isMute: () => boolean) {
  const stream = new PassThrough();
  let told = 0;
  const stdout = watchedStdout(stream as unknown as NodeJS.WriteStream, {
    isMute,
    written() {
      told += 1;
    },
  });
  return { stdout, arrived: () => String(stream.read() ?? ''), told: () => told };
}

const written = (stdout: NodeJS.WriteStream, ...text: [string] | [string, BufferEncoding]): Promise<void> =>
  new Promise((done) => void (stdout.write as (...parameters: unknown[]) => boolean)(...text, () => done()));

describe('the stream Ink writes to', () => {
  it.each<[string] | [string, BufferEncoding]>([['frame'], ['frame', 'utf8']])(
    'keeps what is written while it is mute, and tells who waits for it that it is done, as Ink does when it ends: %j',
    async (...text) => {
      const { stdout, arrived, told } = watched(() => true);
      await written(stdout, ...text);
      expect([arrived(), told()]).toEqual(['', 0]);
    },
  );

  it('passes on what is written once it is not, and tells that the screen was written on', async () => {
    const { stdout, arrived, told } = watched(() => false);
    await written(stdout, 'frame');
    expect([arrived(), told()]).toEqual(['frame', 1]);
  });
});
