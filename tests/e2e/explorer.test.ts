/** The explorer as a person meets it, in a real terminal. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { open, type Program, ROOT, run } from './harness/program.js';
import { explore } from './library.js';

const SIZES: [number, number][] = [
  [80, 24],
  [100, 30],
  [120, 36],
  [200, 60],
];

/** What each paper of a bundled file cites. */
function citationsIn(file: string): Map<string, Set<string>> {
  const cites = new Map<string, Set<string>>();
  const lines = gunzipSync(readFileSync(join(ROOT, 'data', file)))
    .toString('utf8')
    .trim()
    .split('\n');
  for (const line of lines.slice(1)) {
    const record = JSON.parse(line) as { type: string; citing: string; cited: string };
    if (record.type === 'citation') cites.set(record.citing, (cites.get(record.citing) ?? new Set()).add(record.cited));
  }
  return cites;
}

describe('starting', () => {
  it('opens the list of the bundled hubs, each one Enter away', async () => {
    const t = await explore([]);
    await t.until(/3 hubs|4 hubs/u);
    await t.press('down', 'enter');
    await t.until('370 of 370 in this library');
    await t.press('q');
    await t.until('Hubs in this library');
    await t.press('q');
    expect(await t.exit()).toMatchObject({ code: 0 });
  });

  it('loads the bundled hubs into a new library and says so', async () => {
    const t = await open(['2504.13837']);
    await t.until(/Loaded 3 bundled hubs \(2,791 citing papers\)/u);
    await t.until('7 of 117 in this library');
    await t.until('super hub · Canonical reference');
    await t.until('76% of citing Pith papers');
  });

  it('opens a hub with a query', async () => {
    const t = await explore(['1911.11134', 'role:method']);
    await t.until(/: role:method .* 165 of 370/u);
  });

  it('narrows the list of hubs by what is typed behind /, before which letters are keys', async () => {
    const t = await explore([]);
    await t.until('Hubs in this library');
    await t.press('j', 'x');
    await t.until(/\/ first, then type/u);
    t.type('/qualms');
    await t.until(/ 0 of \d+/u);
    await t.press('escape');
    await t.until(/narrows by title/u);
    t.type('/holographic bound');
    await t.until(/1 of \d+/u);
    await t.until('The Holographic Bound in Anti-de Sitter');
    await t.press('enter');
    await t.until(/253 of 253/u);
  });
});

describe('the panes', () => {
  it.each(SIZES)('fill %i×%i, and a resize to it gives the same screen as a start in it', async (columns, rows) => {
    const started = await explore(['1911.11134', 'role:method'], { size: [columns, rows] });
    await started.until('165 of 370');
    const resized = await explore(['1911.11134', 'role:method'], { size: [140, 43] });
    await resized.until('165 of 370');
    resized.resize(columns, rows);
    // A blank that was written looks like a cell that was not.
    const seen = (lines: string[]): string => lines.map((line) => line.trimEnd()).join('\n');
    await resized.until((lines) => seen(lines) === seen(started.screen()));
    expect(started.screen().every((line) => !line.includes('undefined'))).toBe(true);
  });

  it.each([
    [0, 0],
    [0, 50],
    [120, 0],
  ])('are of 80×24 where the terminal says %i×%i', async (columns, rows) => {
    const args = ['1911.11134', 'role:method'];
    const [sized, unsized] = await Promise.all([
      explore(args, { size: [80, 24] }),
      explore(args, { size: [80, 24], says: [columns, rows] }),
    ]);
    await sized.until('165 of 370');
    await unsized.until((lines) => lines.join('\n') === sized.screen().join('\n'));
  });

  it('survive resizing a column at a time, down to a sentence and back', async () => {
    const t = await explore(['1911.11134'], { size: [104, 24] });
    await t.until('370 of 370');
    const before = await t.still();
    for (let columns = 103; columns >= 96; columns--) t.resize(columns, 24);
    t.resize(39, 9);
    await t.until(/at\s+least\s+40×10/u);
    t.resize(104, 24);
    await t.until((lines) => lines.join('\n') === before.join('\n'));
  });

  it('are whole after a window was small and as it was again before the program looked', async () => {
    const t = await explore(['1911.11134'], { size: [104, 24] });
    await t.until('370 of 370');
    const before = await t.still();
    for (let time = 0; time < 5; time += 1) {
      t.resize(20, 5);
      t.resize(104, 24);
      await t.until((lines) => lines.join('\n') === before.join('\n'));
    }
  });

  it('cut nothing without an ellipsis', async () => {
    const t = await explore(['1911.11134'], { size: [80, 24] });
    const lines = await t.until('370 of 370');
    const rows = lines.slice(4).filter((line) => / \d{4}(-\d\d)? +\S/u.test(line));
    expect(rows.length).toBeGreaterThan(10);
    const titles = JSON.parse(
      execFileSync(
        process.execPath,
        [join(ROOT, 'dist/pith-tui.js'), 'list', '1911.11134', '--json', '--limit', '20'],
        {
          encoding: 'utf8',
          env: { ...process.env, HOME: t.home, XDG_DATA_HOME: join(t.home, 'data') },
        },
      ),
    ).map((row: { title: string }) => row.title) as string[];
    rows.forEach((line, at) => {
      const shown = / \d{4}(?:-\d\d)? +(.+?)(?: {2,}|…)/u.exec(line);
      const title = titles[at] ?? '';
      expect(title.startsWith(shown?.[1]?.trimEnd() ?? '-')).toBe(true);
      if (shown?.[1]?.trimEnd() !== title) expect(line).toContain('…');
    });
  });
});

describe('keys', () => {
  it('held down never queue up: a flood is applied whole and drawn once', async () => {
    const t = await explore(['hep-th/9711200']);
    await t.until('2,414 of 2,414');
    await t.still();
    t.mark();
    t.type('j'.repeat(200));
    await t.until(/page 7 of /u);
    await t.still();
    expect(t.raw().split('\x1b[?2026l').length - 1).toBeLessThanOrEqual(3);
  });

  it('take a count', async () => {
    const t = await explore(['hep-th/9711200']);
    await t.until('2,414 of 2,414');
    t.type('1200g');
    await t.until(/page 42 of /u);
    t.type('30j');
    await t.until(/page 43 of /u);
  });

  it('say nothing while nothing happens', async () => {
    const t = await explore(['1911.11134']);
    await t.until('370 of 370');
    // It would never be still if anything were drawn, or done, now and then.
    await t.still(1000);
  });

  it('take back one thing each with Escape: a count, the search, the last filter, the selection, then nothing', async () => {
    const t = await explore(['1911.11134']);
    await t.until('370 of 370');
    await t.press('space', 'r', 'm', 'r', 'c', 'i', '/');
    t.type('sparse');
    await t.press('enter');
    await t.until(/: role:method,comparison influential:yes sparse .*1 selected/u);
    await t.press('1', '2', 'escape');
    await t.until(/: role:method,comparison influential:yes sparse .*1 selected/u);
    await t.press('escape');
    await t.until(/: role:method,comparison influential:yes {3}.*1 selected/u);
    await t.press('escape');
    await t.until(/: role:method,comparison {3}.*1 selected/u);
    await t.press('escape');
    await t.until(/: role:method {3}.*1 selected/u);
    await t.press('escape');
    await t.until(/all citing papers .*1 selected/u);
    await t.press('escape');
    await t.until((lines) => !lines.join('\n').includes('selected'));
    await t.press('escape');
    await t.still();
    expect(t.altScreen()).toBe(true);
  });

  it('bring the cursor back to its old paper when a filter is cleared, and keep it at the top when the order changes', async () => {
    const t = await explore(['1911.11134']);
    await t.until('370 of 370');
    await t.press('j', 'j', 'j', 'j');
    const on = (lines: string[]): string | undefined => lines.find((line) => /(^|│)▸/u.test(line))?.slice(0, 60);
    await t.until((lines) => /Accurate Neural/u.test(on(lines) ?? ''));
    await t.press('r', 'B');
    await t.until(/-role:background/u);
    expect(on(t.screen())).not.toMatch(/Accurate Neural/u);
    await t.press('escape');
    await t.until((lines) => /all citing papers/u.test(lines.join('\n')) && /Accurate Neural/u.test(on(lines) ?? ''));
    await t.press('g', 's', 't');
    await t.until(/by title ▲/u);
    await t.until(/page 1 of/u);
    await t.press('S');
    await t.until(/by title ▼/u);
    await t.until(/page 1 of/u);
  });

  it('exclude with a capital letter, and take both back with the small one', async () => {
    const t = await explore(['1911.11134']);
    await t.until('370 of 370');
    await t.press('r', 'B');
    await t.until(/: -role:background .*131 of 370/u);
    await t.press('r', 'm', 'r', 'c');
    await t.until(/: -role:background role:method,comparison/u);
  });

  it('keep marks while filters change, and the cursor on its paper', async () => {
    const t = await explore(['1911.11134']);
    await t.until('370 of 370');
    await t.press('j', 'j', 'j', 'j');
    await t.until(/Accurate Neural Network Pruning/u);
    await t.press('space', 'k', 'r', 'm');
    await t.until(/role:method .*1 selected/u);
    await t.until((lines) => lines.some((line) => /▸●.*Accurate Neural/u.test(line)));
  });

  it('search as they are typed, with matches marked, and put the line back on Escape', async () => {
    const t = await explore(['hep-th/9711200']);
    await t.until('2,414 of 2,414');
    await t.press('/');
    t.type('blak hole');
    await t.until(/ taken for /u);
    await t.until(/[Bb]lack [Hh]ole/u);
    await t.press('escape');
    await t.until(/all citing papers/u);
    await t.press('/');
    t.type('black hole');
    await t.until(/183 of 2,414/u);
    const row = t.screen().findIndex((line, at) => at > 6 && /black hole/iu.test(line));
    const column = t.screen()[row]!.search(/black hole/iu);
    expect(t.cell(column, row)).toMatchObject({ bold: true, underline: true });
  });

  it('edit the query line and name a mistake', async () => {
    const t = await explore(['1911.11134']);
    await t.until('370 of 370');
    await t.press(':');
    t.type('rol:method');
    await t.until(/role/u);
    // Above the keys of the line, which stay.
    await t.until((lines) => /"rol".*role\?/u.test(lines.at(-2) ?? '') && /Enter/u.test(lines.at(-1) ?? ''));
    await t.press('enter');
    await t.still();
    expect(t.cursor().visible).toBe(true);
    await t.press('ctrl-u');
    t.type('role:method year:2022');
    await t.press('enter');
    await t.until(/: role:method year:2022 .*60 of 370/u);
  });

  it('take sets of citing papers: those that cite one work and not another, told in the bundled hub', async () => {
    const cites = citationsIn('hep-th-9711200.jsonl.gz');
    const citers = [...cites].filter(([, cited]) => cited.has('arxiv:hep-th/9711200'));
    const expected = citers.filter(
      ([, cited]) => cited.has('arxiv:hep-th/9802109') && !cited.has('arxiv:hep-th/9905111'),
    );
    const t = await explore(['hep-th/9711200']);
    await t.until('2,414 of 2,414');
    await t.press(':');
    t.type('cites:hep-th/9802109 -cites:hep-th/9905111');
    await t.until(`${expected.length.toLocaleString('en-US')} of 2,414`);
    await t.press('ctrl-u');
    t.type('cites:2402.03300');
    await t.until(/arXiv:2402\.03300 is not in the library/u);
  });

  it('sort by local citations with their number beside each paper, where enough references are known', async () => {
    const cites = citationsIn('hep-th-9711200.jsonl.gz');
    const citers = [...cites].filter(([, cited]) => cited.has('arxiv:hep-th/9711200'));
    const most = citers.filter(([, cited]) => cited.has('arxiv:hep-th/9802109')).length;
    const t = await explore(['hep-th/9711200']);
    await t.until('2,414 of 2,414');
    await t.press('s', 'l');
    await t.until(/ Local[▼↓v] /u);
    // It was at the top, and stays there, though the paper it was on is elsewhere now.
    await t.until(/page 1 of/u);
    await t.until(new RegExp(`1998-02 +${most.toLocaleString('en-US')} Gauge Theory Correlators`, 'u'));
    const other = await explore(['1911.11134']);
    await other.until('370 of 370');
    await other.press('s', 'p');
    await other.until(/references known of 0 of 370 papers, too few to sort by pagerank/u);
  });

  it('find the schools of a hub where its filters are looked at, and filter by one', async () => {
    const t = await explore(['hep-th/9711200'], { size: [120, 60] });
    await t.until('2,414 of 2,414');
    await t.press('f', 'G');
    await t.until(/▸Filters/u);
    await t.until(/ School/u);
    await t.press('G');
    await t.until(/▸ +none/u);
    await t.press('k', 'space');
    await t.until(/: school:\d+ .* of 2,414/u);
  });

  it('ask all works of the library from the list of hubs, and open one of them as a hub', async () => {
    const cites = citationsIn('hep-th-9711200.jsonl.gz');
    const expected = [...cites.values()].filter((cited) => cited.has('arxiv:hep-th/9802109'));
    const t = await explore([]);
    await t.until('Hubs in this library');
    await t.press(':');
    await t.until('All works of the library');
    t.type('cites:hep-th/9802109');
    await t.until(`${expected.length.toLocaleString('en-US')} of `);
    await t.press('enter', 'o');
    await t.until(/These are all works of the library; > opens one/u);
    await t.press('s', 'c', 'g', '>');
    await t.until(/in this library/u);
    await t.press('q');
    await t.until('All works of the library');
  });

  it('take a paste as text, never as keys', async () => {
    const t = await explore(['1911.11134']);
    await t.until('370 of 370');
    t.paste('qqq');
    await t.still();
    expect(t.altScreen()).toBe(true);
    await t.press('/');
    t.paste('dynamic\nsparse');
    await t.until(/\/ dynamic sparse/u);
  });

  it('find a key in the help and run it', async () => {
    const t = await explore(['1911.11134']);
    await t.until('370 of 370');
    await t.press('?');
    await t.until(/By date of publication\. Date known for 368 of 370 papers; the others come last\./u);
    t.type('overview of');
    await t.until(/▸ o +overview of the hub/u);
    await t.press('enter');
    await t.until('Citation roles');
  });

  it('say why nothing happens', async () => {
    const t = await explore(['1911.11134']);
    await t.until('370 of 370');
    await t.press('>');
    await t.until('No papers that cite this one');
    await t.press('escape', 'c');
    await t.until('No filter is set');
    await t.press('/');
    t.type('zzzzqqqq');
    await t.until('No paper matches this query');
  });
});

describe('export', () => {
  it('writes the selection with role, verdict and novelty, and overwrites nothing without a word', async () => {
    const t = await explore(['2504.13837']);
    await t.until('7 of 117');
    await t.press('j', 'space', 'space', 'e', 'ctrl-t', 'ctrl-u');
    t.type('~/two.bib');
    await t.press('enter');
    await t.until(/Wrote 2 papers to ~\/two\.bib/u);
    const file = join(t.home, 'two.bib');
    const written = readFileSync(file, 'utf8');
    expect(written.match(/^@/gmu)).toHaveLength(2);
    expect(written).toContain('pith-verdict-accept');
    await t.press('e', 'tab', 'ctrl-u');
    t.type('~/two.bib');
    await t.press('enter');
    await t.until(/This file exists/u);
    await t.press('n');
    await t.until((lines) => !lines.join('\n').includes('This file exists'));
    expect(readFileSync(file, 'utf8')).toBe(written);
    const mine = `% mine\n${written}`;
    writeFileSync(file, mine);
    await t.press('enter', 'a');
    await t.until(/Added 5 to ~\/two\.bib; 2 were there already/u);
    expect(readFileSync(file, 'utf8').startsWith(mine)).toBe(true);
    await t.press('e', 'tab', 'ctrl-u');
    t.type('~/two.bib');
    await t.press('enter', 'y');
    await t.until(/Wrote 7 papers/u);
    expect(readFileSync(file, 'utf8').match(/^@/gmu)).toHaveLength(7);
  });

  it('says why a file cannot be written', async () => {
    const t = await explore(['2504.13837']);
    await t.until('7 of 117');
    await t.press('e', 'ctrl-u');
    t.type('~/no/such/folder.bib');
    await t.press('enter');
    await t.until(/cannot be written/u);
  });

  it('puts an entry on the clipboard, and a selection', async () => {
    const t = await explore(['1911.11134']);
    await t.until('370 of 370');
    await t.press('y', 'y');
    await t.until(/Sent the BibTeX entry to the terminal/u);
    expect(t.clipboard()).toMatch(/^@misc\{cheng2023survey,/u);
    await t.press('space', 'space', 'y', 'k');
    await t.until(/Sent 2 citation keys/u);
    const keys = t.clipboard();
    expect(keys).toMatch(/^\w+,\w+$/u);
    await t.press('Y', 'c');
    await t.until(/Sent 2 keys in one citation/u);
    expect(t.clipboard()).toBe(`\\cite{${keys}}`);
  });
});

describe('the terminal', () => {
  const gone = async (t: Program): Promise<void> => {
    await t.until(() => !t.altScreen());
    expect(t.cursor().visible).toBe(true);
    expect(t.bracketedPaste()).toBe(false);
  };

  it('is as it was after q, Ctrl-C and SIGTERM, in any state', async () => {
    for (const [keys, code] of [
      [['q'], 0],
      [['/', 'a', 'ctrl-c'], 130],
      [['r', 'ctrl-c'], 130],
      [['?', 'ctrl-c'], 130],
    ] as const) {
      const t = await explore(['1911.11134']);
      await t.until('370 of 370');
      await t.press(...keys);
      expect(await t.exit()).toMatchObject({ code });
      await gone(t);
    }
    const t = await explore(['1911.11134']);
    await t.until('370 of 370');
    t.kill('SIGTERM');
    expect(await t.exit()).toMatchObject({ signal: 15 });
    await gone(t);
  });

  it('is clean after Ctrl-Z, fg and q, under a shell', async () => {
    const t = await run(['bash', '--norc', '--noprofile', '-i'], { size: [100, 30], env: { PS1: 'shell> ' } });
    await t.until('shell>');
    t.type(`"${process.execPath}" "${join(ROOT, 'dist/pith-tui.js')}" 1911.11134\r`);
    await t.until('370 of 370');
    await t.press('ctrl-z');
    await t.until('Stopped');
    expect(t.altScreen()).toBe(false);
    t.resize(110, 32);
    t.type('fg\r');
    await t.until('370 of 370');
    await t.press('q');
    await t.until(() => !t.altScreen());
    t.type('echo done\r');
    const lines = await t.until(/^done$/mu);
    expect(lines.join('\n')).not.toContain('370 of 370');
  });

  it('gets no colours where NO_COLOR says so, and loses no meaning', async () => {
    const t = await explore(['1911.11134'], { env: { NO_COLOR: '1' } });
    const lines = await t.until('370 of 370');
    expect(lines.join('\n')).toMatch(/ BM {3}★ 2023/u);
    expect(
      t
        .cells()
        .flat()
        .every((cell) => cell.fg === 'default' && cell.bg === 'default'),
    ).toBe(true);
  });

  it('gets nothing but ASCII where the locale knows no more', async () => {
    const t = await explore(['1911.11134'], { env: { LANG: 'C', LC_ALL: 'C' } });
    const lines = await t.until('370 of 370');
    expect(lines.join('')).toMatch(/^[ -~]*$/u);
    await t.press('?');
    const help = (await t.until(/Type to find/u)).join('\n');
    expect(help).toMatch(/Shift-Down more after a number/u);
    expect(help).toMatch(/i influential {2}/u);
    expect(help).toMatch(/! critical finding/u);
  });

  it('gets no marks of ours that the console of Linux has no glyphs for', async () => {
    const t = await explore(['1911.11134'], { env: { TERM: 'linux' } });
    const lines = await t.until('370 of 370');
    expect(lines.join('')).toMatch(/ Pruning\$ /u);
    expect(lines.join('')).not.toMatch(/[…★▸─│–“”]/u);
  });
});

describe('text from outside', () => {
  it('neither reaches the terminal as sequences nor moves a column', async () => {
    const hub = 'arxiv:2001.00009';
    const hostile = [
      'Clear \x1b[2J\x1b[31mred\x1b]0;title\x07 screen',
      'C1 \x9b31m and \x90dcs\x9c and null \x00 bell \x07',
      'Bidi \u202eesrever\u202c and \u2066isolate\u2069 mark\u200f',
      `Zero\u200bwidth\u200d joiner\ufeff and soft\u00adhyphen`,
      '漢字仮名交じり文の題名がここに長く続いていく場合',
      'Cafe\u0301 Zu\u0308rich na\u0308i\u0308ve combin\u0300\u0301\u0302\u0303\u0304ing',
      'Emoji 👩‍👩‍👧‍👦 family 🇩🇪 flag 👍🏽 tone ❤️ heart ☃ snow',
      'Line\r\nbreaks\u2028and\u2029more\ttabs\vhere',
      `Long ${'word '.repeat(1000)}`,
      'x'.repeat(5000),
    ];
    const records = [
      { format: 'pith-tui-hub', version: 1 },
      { type: 'work', ids: [hub], title: 'Hostile \x1b[31mhub', authors: [{ name: 'Eve \u202eevE' }], date: '2020' },
      ...hostile.map((title, at) => ({
        type: 'work',
        ids: [`arxiv:2102.0000${at}`],
        title,
        authors: [{ name: title.slice(0, 200) }],
        date: '2021',
        summary: title,
        venue: title.slice(0, 300),
      })),
      { type: 'hub', work: hub, source: 'test' },
      ...hostile.map((text, at) => ({
        type: 'citation',
        citing: `arxiv:2102.0000${at}`,
        cited: hub,
        contexts: [{ text }],
        judgements: [{ axis: 'role', labels: ['evil_\x1b[31mrole', 'method'], judge: 'te\x1bst', at: '2024-01-01' }],
      })),
    ];
    const t = await explore([], { size: [120, 36] });
    await t.until('Hubs in this library');
    const file = join(t.home, 'hostile.jsonl');
    writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    const library = join(t.home, 'hostile.sqlite');
    const env = { ...process.env, PITH_TUI_LIBRARY: library };
    execFileSync(process.execPath, [join(ROOT, 'dist/pith-tui.js'), 'import', file], { env, stdio: 'ignore' });
    const h = await open(['2001.00009'], { library, size: [140, 36] });
    await h.until('10 of 10');
    for (let paper = 0; paper < hostile.length; paper++) {
      const lines = await h.still(80);
      expect(h.altScreen()).toBe(true);
      // The walls between the panes stand in one column each, whatever the text.
      const walls = h
        .cells()
        .slice(4, 34)
        .map((row) => row.flatMap((cell, x) => (cell.char === '│' ? [x] : [])).filter((x) => x === 25 || x === 93));
      expect(walls.every((row) => row.length === 2)).toBe(true);
      expect(lines.join('\n')).not.toMatch(
        /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u,
      );
      await h.press('j');
    }
    await h.press('o');
    await h.until('Citation roles');
    expect((await h.still()).join('')).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e]/u);
  });
});
