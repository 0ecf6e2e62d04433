// A small program of our own, so that the harness itself can be tested: draws, repeats the bytes it gets, answers resizes.
const { stdin, stdout } = process;
const show = (text) => stdout.write(text);
let seen = '';

function draw() {
  show('\x1b[?2026h\x1b[2J\x1b[H');
  show(`parrot ${stdout.columns}x${stdout.rows}\r\n`);
  show(
    '\x1b[1;31mred\x1b[0m \x1b[7minverse\x1b[0m \x1b[4;38;5;208morange\x1b[0m \x1b[38;2;1;2;3mtrue\x1b[0m 強化🎯e\u0301|\r\n',
  );
  show(`heard ${JSON.stringify(seen)}`);
  show('\x1b[?2026l');
}

stdin.setRawMode(true);
show('\x1b[?1049h\x1b[?25l\x1b[?2004h');
draw();
stdout.on('resize', draw);
process.on('SIGTERM', () => process.exit(7));
stdin.on('data', (chunk) => {
  const text = chunk.toString();
  if (text === 'q') {
    show('\x1b[?2004l\x1b[?25h\x1b[?1049l');
    show('goodbye\r\n');
    process.exit(3);
  }
  if (text === '?') return show('\x1b[6n\x1b[c');
  if (text === 'y') return show(`\x1b]52;c;${Buffer.from('Grüße').toString('base64')}\x07`);
  seen += `${text};`;
  draw();
});
