/** Pith's tools. */
import { describe, expect, it } from 'vitest';
import { callTool, isSession, openSession, responseIn } from '../../../src/sources/pith/mcp.js';
import { withServer } from '../replay/fetching.js';
import { pith } from '../replay/pith.js';
import type { Handler } from '../replay/server.js';

describe('the MCP endpoint', () => {
  it('opens one conversation and keeps to it', async () => {
    await withServer(pith({ neighbours: [] }), async ({ client, server }) => {
      const session = await openSession(client);
      await callTool(client, session, 'get_review', { arxiv_id: '2405.00002' });
      const methods = server.asked.map(({ body }) => (JSON.parse(body) as { method: string }).method);
      expect(methods).toEqual(['initialize', 'notifications/initialized', 'tools/call']);
      expect(server.asked.map(({ headers }) => headers['mcp-session-id'])).toEqual([undefined, 'flock-1', 'flock-1']);
      expect(server.asked[2]!.headers['mcp-protocol-version']).toBe('2025-06-18');
    });
  });

  it('is gone on with by a later run, which takes nothing else for one', async () => {
    await withServer(pith({ neighbours: [] }), async ({ client, server }) => {
      const kept: unknown = JSON.parse(JSON.stringify(await openSession(client)));
      expect(isSession(kept) && (await callTool(client, kept, 'get_review', { arxiv_id: '2405.00002' }))).toMatchObject(
        {
          found: true,
        },
      );
      expect(server.asked).toHaveLength(3);
    });
    for (const other of [
      null,
      {},
      { headers: { authorization: 'x' }, nextId: 1 },
      { headers: { 'mcp-session-id': 'x\r\nhost: y' }, nextId: 1 },
      { headers: {}, nextId: '1' },
    ])
      expect(isSession(other)).toBe(false);
  });

  it('opens another when the service has forgotten it', async () => {
    let forgotten = true;
    const known = pith({ neighbours: [] });
    const handler: Handler = (asked) => {
      if (asked.body.includes('tools/call') && forgotten) {
        forgotten = false;
        return { status: 404, body: { error: { message: 'Session not found' } } };
      }
      return known(asked);
    };
    await withServer(handler, async ({ client, server }) => {
      const session = await openSession(client);
      expect(await callTool(client, session, 'get_review', { arxiv_id: '2405.00002' })).toMatchObject({ found: true });
      expect(server.asked).toHaveLength(6);
    });
  });

  it('tells what a tool or the protocol declines', async () => {
    await withServer(pith({ neighbours: [] }), async ({ client }) => {
      const session = await openSession(client);
      await expect(callTool(client, session, 'shear', {})).rejects.toThrow('Pith declines shear (no such tool).');
    });
    const error: Handler = ({ body }) => ({
      body: {
        jsonrpc: '2.0',
        id: (JSON.parse(body) as { id: number }).id,
        error: { code: -32602, message: 'Unsupported protocol version' },
      },
    });
    await withServer(error, async ({ client }) => {
      await expect(openSession(client)).rejects.toThrow('Pith declines initialize (Unsupported protocol version).');
    });
  });

  it('does not wait for a stream to close after its answer', async () => {
    const known = pith({ neighbours: [], stream: true });
    await withServer(
      known,
      async ({ client }) => {
        const session = await openSession(client);
        expect(await callTool(client, session, 'get_review', { arxiv_id: '2405.00002' })).toMatchObject({
          found: true,
        });
      },
      { timeouts: { idleMs: 2_000 }, attempts: 1 },
      (response, said) => {
        response.writeHead(said.status ?? 200, said.headers);
        if (said.status === 202) response.end();
        else response.write(said.body);
      },
    );
  });

  it('reads events only when they have ended, and the answer to its own question', () => {
    const event = (id: number): string => `data: {"id":${id},\r\ndata: "result":{}}\r\n`;
    expect(responseIn(event(1), 1)).toBeUndefined();
    expect(responseIn(`${event(1)}\r\n`, 1)).toEqual({ id: 1, result: {} });
    expect(responseIn(`${event(1)}\r\n${event(2)}\r\n`, 2)).toEqual({ id: 2, result: {} });
    expect(responseIn(`${event(1)}\r\n`, 2)).toBeUndefined();
    expect(responseIn('[{"id":1},{"id":2,"result":{}}]', 2)).toEqual({ id: 2, result: {} });
  });
});
