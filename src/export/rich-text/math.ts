/** Mathematics from foreign data, made to compile: only known commands, complete arguments, balanced braces. */

import { MATH_TAKING, mathOf } from '../../text/math-characters.js';

/** Commands without arguments that LaTeX, with amssymb, has in math mode. */
const SYMBOLS = new Set(
  (
    'alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega ' +
    'Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ' +
    'pm mp times div cdot ast star circ bullet oplus ominus otimes odot wedge vee cap cup sqcap sqcup setminus wr amalg dagger ddagger diamond triangle bigcirc ' +
    'leq le geq ge neq ne equiv sim simeq approx cong propto ll gg prec succ subset supset subseteq supseteq in notin ni mid parallel perp asymp doteq models vdash lesssim gtrsim lessgtr ltimes rtimes boxtimes square Box blacksquare ' +
    'to rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow longleftarrow longleftrightarrow Longrightarrow mapsto hookrightarrow rightharpoonup uparrow downarrow updownarrow nearrow searrow rightleftharpoons iff gets rightsquigarrow leadsto ' +
    'infty partial nabla hbar ell Re Im aleph wp emptyset varnothing forall exists neg lnot angle surd prime top bot sharp flat natural imath jmath degree ' +
    'sum prod coprod int oint iint bigcup bigcap bigoplus bigotimes bigwedge bigvee ' +
    'sin cos tan cot sinh cosh tanh arcsin arccos arctan log ln lg exp lim limsup liminf sup inf max min det dim ker hom deg gcd arg Pr ' +
    'ldots cdots dots vdots ddots quad qquad colon backslash vert Vert lvert rvert lVert rVert langle rangle lfloor rfloor lceil rceil lbrace rbrace ' +
    'S P'
  ).split(' '),
);

/** Old, package-bound and text spellings of commands LaTeX itself has. */
const SPELLED: Readonly<Record<string, string>> = {
  bm: 'boldsymbol',
  pmb: 'boldsymbol',
  mathds: 'mathbb',
  Bbb: 'mathbb',
  mathbbm: 'mathbb',
  frak: 'mathfrak',
  mathscr: 'mathcal',
  slashed: 'not',
  hslash: 'hbar',
  leqslant: 'leq',
  geqslant: 'geq',
  widebar: 'overline',
  rmfamily: 'mathrm',
  bfseries: 'mathbf',
  textrm: 'text',
  textup: 'text',
  textnormal: 'text',
  operatorname: 'text',
  hbox: 'text',
  mathop: 'text',
  textit: 'mathit',
  textbf: 'mathbf',
  textsc: 'text',
  textsf: 'mathsf',
  texttt: 'mathtt',
  emph: 'mathit',
  mathord: 'mathrm',
  mathrel: 'mathrm',
  mathbin: 'mathrm',
};

/** Switches that hold until the end of their group. */
const SWITCHES: Readonly<Record<string, string>> = {
  rm: 'mathrm',
  bf: 'mathbf',
  it: 'mathit',
  sf: 'mathsf',
  tt: 'mathtt',
  cal: 'mathcal',
  mit: 'mathnormal',
  sl: 'mathit',
  em: 'mathit',
  sc: 'mathrm',
};

const DROPPED = new Set(
  'boldmath unboldmath protect relax nonumber limits nolimits displaystyle textstyle scriptstyle'.split(' '),
);

export interface Mathematics {
  tex: string;
  /** Commands that LaTeX does not have, printed by their names. */
  unknown: string[];
}

const TOKEN = /\\(?:[a-zA-Z]+|.)|[{}_^'$&#%]|\s+|[^\\{}_^'$&#%\s]/gsu;
const PRIMES: Readonly<Record<string, string>> = { "'": "'", '′': "'", '″': "''" };
/** Deeper nesting is no formula of a title. */
const DEEPEST = 24;

/** A formula that is being read: its tokens, where it is read, and the commands it has that LaTeX does not. */
interface Reading {
  tokens: readonly string[];
  at: number;
  unknown: string[];
}

/** The formula as it compiles between dollars, or null where it is none: unbalanced, incomplete, empty. */
export function formula(source: string): Mathematics | null {
  const reading: Reading = { tokens: source.trim().match(TOKEN) ?? [], at: 0, unknown: [] };
  const tex = readList(reading, 0, false);
  if (tex === null || tex.trim() === '') return null;
  return { tex: tex.trim(), unknown: reading.unknown };
}

// Each of these reads on from where the reading stands; null says that it is no formula.

/** A list of atoms with their scripts, to the closing brace or the end. */
function readList(reading: Reading, depth: number, closed: boolean): string | null {
  if (depth > DEEPEST) return null;
  let tex = '';
  let endsInName = false;
  /** Which scripts the last atom has. */
  const scripts = { below: false, above: false };
  for (;;) {
    const blanks = readBlanks(reading);
    tex += blanks;
    if (blanks !== '') endsInName = false;
    const token = reading.tokens[reading.at];
    if (token === undefined) return closed ? null : tex;
    if (token === '}') {
      reading.at += 1;
      return closed ? tex : null;
    }
    let next: string | null;
    if (token === '_' || token === '^') next = readScript(reading, token, scripts, depth);
    else if (PRIMES[token] !== undefined) next = readPrimes(reading, scripts);
    else {
      scripts.below = false;
      scripts.above = false;
      const font = token[0] === '\\' ? SWITCHES[token.slice(1)] : undefined;
      if (font !== undefined) return readSwitched(reading, tex, font, depth, closed);
      next = readAtom(reading, depth);
      // A letter straight behind a command's name would become part of it.
      if (next !== null && endsInName && /^[a-zA-Z]/.test(next)) tex += ' ';
    }
    if (next === null) return null;
    tex += next;
    if (next !== '') endsInName = /\\[a-zA-Z]+$/.test(next);
  }
}

function readScript(
  reading: Reading,
  sign: '_' | '^',
  scripts: { below: boolean; above: boolean },
  depth: number,
): string | null {
  const place = sign === '_' ? 'below' : 'above';
  if (scripts[place]) return null;
  scripts[place] = true;
  reading.at += 1;
  readBlanks(reading);
  const first = reading.tokens[reading.at] ?? '';
  const script = readAtom(reading, depth + 1);
  if (script === null) return null;
  return sign + (script.length === 1 || first === '{' || /^\\[a-zA-Z]+$/.test(script) ? script : `{${script}}`);
}

function readPrimes(reading: Reading, scripts: { above: boolean }): string | null {
  if (scripts.above) return null;
  scripts.above = true;
  let primes = '';
  for (; PRIMES[reading.tokens[reading.at] ?? ''] !== undefined; reading.at += 1)
    primes += PRIMES[reading.tokens[reading.at]!];
  return primes;
}

/** All behind a switch of the font, as the argument of a command; `before` is what stands before it. */
function readSwitched(reading: Reading, before: string, font: string, depth: number, closed: boolean): string | null {
  reading.at += 1;
  readBlanks(reading);
  const rest = readList(reading, depth + 1, closed);
  return rest === null ? null : `${before}\\${font}{${rest.trim()}}`;
}

function readBlanks(reading: Reading): string {
  let space = '';
  for (; /^\s/.test(reading.tokens[reading.at] ?? ''); reading.at += 1) space = ' ';
  return space;
}

/** What a script may hang on: one token with all its arguments. */
function readAtom(reading: Reading, depth: number): string | null {
  const token = reading.tokens[reading.at];
  if (token === undefined || depth > DEEPEST) return null;
  if (token === '{') return readArgument(reading, depth);
  if (/^[}_^$]$/.test(token)) return null;
  reading.at += 1;
  if (/^[&#%]$/.test(token)) return `\\${token}`;
  if (token[0] !== '\\')
    return /^[\x20-\x7e]$/.test(token) ? token : (mathOf(token) ?? (/^\p{M}/u.test(token) ? '' : `\\mbox{${token}}`));
  const name = token.slice(1);
  if (name === '') return null;
  if (/^[a-zA-Z]/.test(name)) return readCommand(reading, name, depth);
  if (/^[\s,;:!> ]$/.test(name)) return name === '!' ? '' : '\\ ';
  // BibTeX counts the braces of \\{ and \\} too, and they need not balance.
  if (name === '{') return '\\lbrace';
  if (name === '}') return '\\rbrace';
  return /^[&#%$_|]$/.test(name) ? token : null;
}

/** One argument, with braces. */
function readArgument(reading: Reading, depth: number): string | null {
  readBlanks(reading);
  const isGroup = reading.tokens[reading.at] === '{';
  if (isGroup) reading.at += 1;
  const inner = isGroup ? readList(reading, depth + 1, true) : readAtom(reading, depth + 1);
  return inner === null ? null : `{${inner}}`;
}

function readCommand(reading: Reading, name: string, depth: number): string | null {
  const spelled = SPELLED[name] ?? name;
  if (spelled === 'not') {
    const over = readArgument(reading, depth);
    return over === null ? null : `\\not${over}`;
  }
  if (spelled === 'text' || spelled === 'mbox') return readText(reading, depth);
  if (spelled === 'left' || spelled === 'right' || /^[bB]igg?[lrm]?$/.test(spelled)) {
    // Sizes of brackets matter little in a title; a pair that does not match would not compile.
    readBlanks(reading);
    if (reading.tokens[reading.at] === '.') reading.at += 1;
    return '';
  }
  if (DROPPED.has(spelled)) return '';
  const takes = MATH_TAKING.get(spelled);
  if (takes !== undefined) return readTaking(reading, spelled, takes, depth);
  if (SYMBOLS.has(spelled)) return `\\${spelled}`;
  reading.unknown.push(name);
  return `\\mathrm{${name}}`;
}

/** A command with its arguments. */
function readTaking(reading: Reading, name: string, takes: number, depth: number): string | null {
  let tex = `\\${name}`;
  if (name === 'sqrt') {
    const degree = readDegree(reading);
    if (degree === null) return null;
    tex += degree;
  }
  for (let i = 0; i < takes; i += 1) {
    const next = readArgument(reading, depth);
    if (next === null) return null;
    tex += next;
  }
  return tex;
}

/** `[3]` of a root; '' where none stands there. */
function readDegree(reading: Reading): string | null {
  readBlanks(reading);
  if (reading.tokens[reading.at] !== '[') return '';
  let degree = '';
  for (reading.at += 1; reading.at < reading.tokens.length; reading.at += 1) {
    const token = reading.tokens[reading.at]!;
    if (token === ']') break;
    degree += token;
  }
  if (reading.tokens[reading.at] !== ']' || !/^[\w+-]*$/.test(degree)) return null;
  reading.at += 1;
  return `[${degree}]`;
}

/** The argument of a command that prints text; where it is mathematics, that. */
function readText(reading: Reading, depth: number): string | null {
  const start = reading.at;
  const text = readWords(reading);
  if (text !== null) return /^[A-Za-z0-9]*$/.test(text) ? `\\mathrm{${text}}` : `\\mbox{${text}}`;
  reading.at = start;
  const inner = readArgument(reading, depth);
  return inner === null ? null : `\\mathrm${inner}`;
}

/** An argument as text without its braces. */
function readWords(reading: Reading): string | null {
  readBlanks(reading);
  if (reading.tokens[reading.at] !== '{') {
    const token = reading.tokens[reading.at];
    reading.at += 1;
    return token !== undefined && /^[\p{L}\p{N}]$/u.test(token) ? token : null;
  }
  let text = '';
  let depth = 0;
  for (;;) {
    const token = reading.tokens[reading.at];
    if (token === undefined) return null;
    reading.at += 1;
    if (token === '{') depth += 1;
    else if (token === '}') depth -= 1;
    else if (/^\\[a-zA-Z]/.test(token) || /[$^_]/.test(token)) return null;
    else if (/^[&#%]$/.test(token)) text += `\\${token}`;
    else if (/^\\[&#%]$/.test(token)) text += token;
    else if (!token.startsWith('\\')) text += token;
    else text += ' ';
    if (depth === 0) return text;
  }
}
