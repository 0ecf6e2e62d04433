/** Files of a plain file server, over real connections. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { download } from '../../../src/sources/http/download.js';
import { type Fetching, withServer } from '../replay/fetching.js';
import type { Asked, Sender } from '../replay/server.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pith-tui-download-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CONTENT = Buffer.from(Array.from({ length: 50_000 }, (_, at) => `${at}\n`).join(''));
const never = new AbortController().signal;

/** What a file server does, ranges included. @param most bytes of one answer, after which the connection breaks */
function fileServer(content = CONTENT, etag = '"one"', most = Infinity): Sender {
  return (response: ServerResponse, _, { headers }: Asked) => {
    if (headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
    const from = headers['if-range'] === etag ? Number(/^bytes=(\d+)-$/u.exec(headers.range ?? '')?.[1] ?? 0) : 0;
    if (from >= content.length) {
      response.writeHead(416).end();
      return;
    }
    const part = content.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      etag,
      'content-length': part.length,
      ...(from > 0 && { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }),
    });
    if (part.length <= most) response.end(part);
    else response.write(part.subarray(0, most), () => response.destroy());
  };
}

function withFiles<T>(send: Sender, run: (fetching: Fetching) => Promise<T>): Promise<T> {
  return withServer(() => ({ body: '' }), run, {}, send);
}

describe('downloading a file', () => {
  it('goes on where the connection broke, again and again', async () => {
    await withFiles(fileServer(CONTENT, '"one"', 100_000), async ({ client, server }) => {
      const got = await download(client, `${server.origin}/file`, { folder, signal: never });
      expect(readFileSync(got!.file).equals(CONTENT)).toBe(true);
      expect(got!.stamp).toBe('"one"');
      const ranges = server.asked.map(({ headers }) => headers.range);
      expect(ranges).toEqual([undefined, 'bytes=100000-', 'bytes=200000-']);
    });
  });

  it('asks of what is there whole only whether it changed, and takes what it changed to', async () => {
    await withFiles(fileServer(), async ({ client, server }) => {
      const url = `${server.origin}/whole`;
      const first = await download(client, url, { folder });
      const again = await download(client, url, { folder });
      expect(again).toEqual(first);
      expect(server.asked.at(-1)!.headers).toMatchObject({ 'if-none-match': '"one"' });
    });
  });

  it('begins anew where the file is another than the one it has the beginning of', async () => {
    let serving = fileServer(CONTENT, '"one"', 100_000);
    await withFiles(
      (...args) => serving(...args),
      async ({ client, server }) => {
        const url = `${server.origin}/changed`;
        const once = { ...client, attempts: 1 };
        await expect(download(once, url, { folder })).rejects.toMatchObject({ kind: 'network' });
        const other = Buffer.from(CONTENT.toString().replaceAll('1', '7'));
        serving = fileServer(other, '"two"');
        const got = await download(once, url, { folder });
        expect(readFileSync(got!.file).equals(other)).toBe(true);
      },
    );
  });

  it('takes no part that begins elsewhere than was asked for', async () => {
    let answers = 0;
    const send: Sender = (response, said, asked) => {
      answers += 1;
      if (answers === 2) {
        response.writeHead(206, { etag: '"one"', 'content-range': 'bytes 5-9/10', 'content-length': 5 }).end('wrong');
        return;
      }
      fileServer(CONTENT, '"one"', answers === 1 ? 100_000 : Infinity)(response, said, asked);
    };
    await withFiles(send, async ({ client, server }) => {
      const url = `${server.origin}/lying`;
      await expect(download(client, url, { folder })).rejects.toMatchObject({
        message: expect.stringContaining('(206)'),
      });
      const got = await download(client, url, { folder });
      expect(readFileSync(got!.file).equals(CONTENT)).toBe(true);
    });
  });

  it('says that there is no file, tries again what may pass, and tells what will not', async () => {
    const statuses = [503, 500, 404];
    const send: Sender = (response) => void response.writeHead(statuses.shift()!).end();
    await withFiles(send, async ({ client, server }) => {
      const waits: string[] = [];
      const options = { folder, onWait: (_: number, why: string) => waits.push(why) };
      expect(await download(client, `${server.origin}/none`, options)).toBeUndefined();
      expect(waits).toEqual(['fails to answer (503)', 'fails to answer (500)']);
      statuses.push(403);
      await expect(download(client, `${server.origin}/secret`, { folder })).rejects.toMatchObject({
        kind: 'refused',
        message: expect.stringMatching(/^127\.0\.0\.1:\d+ denies access to \/secret \(403\)\.$/u),
      });
    });
  });

  it('says at once that nobody listens, after one try more', async () => {
    let origin = '';
    await withFiles(fileServer(), async ({ server }) => {
      origin = server.origin;
    });
    await withFiles(fileServer(), async ({ client }) => {
      const waits: number[] = [];
      const options = { folder, onWait: (ms: number) => waits.push(ms) };
      await expect(download(client, `${origin}/file`, options)).rejects.toMatchObject({
        kind: 'network',
        message: expect.stringMatching(
          /^127\.0\.0\.1:\d+ refuses the connection; check the address and the network connection\.$/u,
        ),
      });
      expect(waits).toHaveLength(1);
      expect(waits[0]).toBeLessThanOrEqual(500);
    });
  });

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full, while more is still to come', async () => {
    const send: Sender = (response) => void response.writeHead(200).write('some');
    await withFiles(send, async ({ client, server }) => {
      const url = `${server.origin}/full`;
      symlinkSync('/dev/full', path.join(folder, createHash('sha256').update(url).digest('hex')));
      await expect(download(client, url, { folder })).rejects.toThrow(
        `${folder} cannot be written: no space left on device.`,
      );
    });
  });

  it('follows no redirect to another host', async () => {
    const send: Sender = (response) => void response.writeHead(302, { location: 'http://example.org/x' }).end();
    await withFiles(send, async ({ client, server }) => {
      await expect(download(client, `${server.origin}/moved`, { folder })).rejects.toMatchObject({
        kind: 'refused',
        message: expect.stringContaining('example.org'),
      });
    });
  });

  it('refuses what declares more than is allowed, without reading it', async () => {
    const send: Sender = (response) => void response.writeHead(200, { 'content-length': 9_000_000_000_000 }).write('x');
    await withFiles(send, async ({ client, server }) => {
      await expect(download(client, `${server.origin}/huge`, { folder })).rejects.toMatchObject({
        kind: 'format',
        message: expect.stringContaining('larger than the 4,000 MB allowed'),
      });
      expect(server.asked).toHaveLength(1);
    });
  });
});
