// An Ink program on a session, as the real one is: shows its keys, and how it ends is told by the argument or a key.
import { Box, render, Text, useApp } from 'ink';
import { createElement, useEffect, useState } from 'react';
import { createSession, type InkHandle, type Session } from '../../../src/tui/term/session.js';

const { stdin, stdout } = process;
let heard: string[] = [];
let resumed = 0;
let draw: () => void = () => {};
let session: Session;
let handle: InkHandle;

function App() {
  const { suspendTerminal } = useApp();
  const [, setTick] = useState(0);
  useEffect(() => {
    draw = () => setTick((tick) => tick + 1);
    handle = { unmount: () => instance.unmount(), suspendTerminal };
    session.attach(handle);
    stdout.on('resize', draw);
    draw();
  }, [suspendTerminal]);
  if (heard.includes('X')) throw new Error('thrown while drawing');
  const size = `${stdout.columns}x${stdout.rows}`;
  const lines = [`ready ${size} resumed ${resumed}`, `heard ${heard.join(' ')}`];
  while (lines.length < stdout.rows) lines.push(`line ${lines.length}`);
  return createElement(
    Box,
    { flexDirection: 'column' },
    lines.map((line, at) => createElement(Text, { key: at, wrap: 'truncate' }, line.padEnd(stdout.columns))),
  );
}

session = createSession({
  mouse: true,
  stdin,
  stdout,
  onKeys(keys) {
    heard = [...heard, ...keys.map((key) => (key.name === 'paste' ? `<${key.text}>` : key.name))];
    for (const { name } of keys) {
      if (name === 'ctrl-z') void session.suspend();
      if (name === 'q') instance.unmount();
      if (name === 't')
        setTimeout(() => {
          throw new Error('thrown by a timer');
        });
      if (name === 'r') void Promise.reject(new Error('rejected'));
      if (name === 'p') process.exit(9);
      if (name === 'k') throw new Error('thrown by a key');
    }
    draw();
  },
  onLeave(reason) {
    if ('error' in reason) {
      process.stderr.write(`error: ${(reason.error as Error).message}\n`);
      process.exit(1);
    }
    process.stderr.write(`signal: ${reason.signal}\n`);
    process.exit(reason.exitCode);
  },
  onAnswer() {},
  followsColours: false,
  onAway() {},
  onResume() {
    resumed++;
    draw();
  },
});

const instance = render(createElement(App), {
  alternateScreen: true,
  incrementalRendering: true,
  maxFps: 120,
  exitOnCtrlC: false,
  patchConsole: false,
  interactive: true,
});

instance.waitUntilExit().then(() => {
  session.restore();
  session.restore();
  console.log('goodbye');
}, session.fail);
