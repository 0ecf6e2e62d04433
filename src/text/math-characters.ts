/** Characters and commands of mathematics: THE table for whoever reads and whoever writes it. */

/** Commands of math mode that take arguments, and how many. */
export const MATH_TAKING: ReadonlyMap<string, number> = new Map<string, number>([
  ...'bar hat tilde vec dot ddot acute grave check breve overline underline widehat widetilde overrightarrow overleftarrow mathring mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak mathnormal boldsymbol mbox sqrt underbrace overbrace phantom pmod'
    .split(' ')
    .map((name) => [name, 1] as const),
  ...'frac dfrac tfrac binom stackrel overset underset'.split(' ').map((name) => [name, 2] as const),
]);

/** Unicode's mathematical characters as math mode writes them. */
const UNICODE =
  '±\\pm ∓\\mp ×\\times ÷\\div ·\\cdot ⋅\\cdot ∗* ⋆\\star ∘\\circ ∙\\bullet •\\bullet ⊕\\oplus ⊖\\ominus ⊗\\otimes ⊙\\odot ∧\\wedge ∨\\vee ∩\\cap ∪\\cup ∖\\setminus ≤\\leq ≥\\geq ⩽\\leq ⩾\\geq ≠\\neq ≡\\equiv ∼\\sim ≃\\simeq ≈\\approx ≅\\cong ∝\\propto ≪\\ll ≫\\gg ≲\\lesssim ≳\\gtrsim ≺\\prec ≻\\succ ⊂\\subset ⊃\\supset ⊆\\subseteq ⊇\\supseteq ∈\\in ∉\\notin ∋\\ni ∣\\mid ∥\\parallel ‖\\Vert ⊥\\perp →\\to ←\\leftarrow ↔\\leftrightarrow ⇒\\Rightarrow ⇐\\Leftarrow ⇔\\Leftrightarrow ⟶\\longrightarrow ⟵\\longleftarrow ⟹\\Longrightarrow ↦\\mapsto ↪\\hookrightarrow ⇀\\rightharpoonup ↑\\uparrow ↓\\downarrow ↕\\updownarrow ↗\\nearrow ↘\\searrow ⇌\\rightleftharpoons ∞\\infty ∂\\partial ∇\\nabla ℏ\\hbar ℓ\\ell ℜ\\Re ℑ\\Im ℵ\\aleph ℘\\wp ∅\\emptyset ∀\\forall ∃\\exists ¬\\neg ∠\\angle √\\surd ∑\\sum ∏\\prod ∐\\coprod ∫\\int ∮\\oint ∬\\iint ⟨\\langle ⟩\\rangle 〈\\langle 〉\\rangle ⌊\\lfloor ⌋\\rfloor ⌈\\lceil ⌉\\rceil −- ′^{\\prime} ″^{\\prime\\prime} △\\triangle ◇\\diamond □\\square ⋯\\cdots …\\ldots ⋮\\vdots ≐\\doteq ≍\\asymp ⊢\\vdash ⊨\\models ⊤\\top ⋊\\rtimes ⋉\\ltimes ⊠\\boxtimes ♯\\sharp ♭\\flat ⨁\\bigoplus ⨂\\bigotimes †\\dagger ‡\\ddagger ∶:';
const GREEK_LOWER =
  'alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi - pi rho varsigma sigma tau upsilon varphi chi psi omega';
const GREEK_UPPER =
  'Α\\mathrm{A} Β\\mathrm{B} Γ\\Gamma Δ\\Delta Ε\\mathrm{E} Ζ\\mathrm{Z} Η\\mathrm{H} Θ\\Theta Ι\\mathrm{I} Κ\\mathrm{K} Λ\\Lambda Μ\\mathrm{M} Ν\\mathrm{N} Ξ\\Xi Ο\\mathrm{O} Π\\Pi Ρ\\mathrm{P} Σ\\Sigma Τ\\mathrm{T} Υ\\Upsilon Φ\\Phi Χ\\mathrm{X} Ψ\\Psi Ω\\Omega οo ϵ\\epsilon ϕ\\phi ϑ\\vartheta ϖ\\varpi ϱ\\varrho ∆\\Delta Ω\\Omega';
const DOUBLE_STRUCK = 'ℂC ℍH ℕN ℙP ℚQ ℝR ℤZ';

let symbols: Map<string, string> | undefined;
let characters: Map<string, string> | undefined;

function unicodeSymbols(): Map<string, string> {
  if (symbols !== undefined) return symbols;
  symbols = new Map();
  for (const entry of `${UNICODE} ${GREEK_UPPER}`.split(' ')) symbols.set(entry[0]!, entry.slice(1));
  GREEK_LOWER.split(' ').forEach((name, i) => {
    if (name !== '-') symbols!.set(String.fromCharCode(0x3b1 + i), `\\${name}`);
  });
  for (const entry of DOUBLE_STRUCK.split(' ')) symbols.set(entry[0]!, `\\mathbb{${entry[1]}}`);
  return symbols;
}

/** Alphabets of U+1D400…: the command for the style, by which of them comes at every 52 letters. */
const ALPHABETS = [
  'mathbf',
  '',
  'boldsymbol',
  'mathcal',
  'mathcal',
  'mathfrak',
  'mathbb',
  'mathfrak',
  'mathsf',
  'mathsf',
  'mathsf',
  'mathsf',
  'mathtt',
];

/** How math mode writes a character beyond ASCII; undefined where it has nothing for it. */
export function mathOf(character: string): string | undefined {
  const known = unicodeSymbols().get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0)!;
  if (code < 0x1d400 || code > 0x1d7ff) return undefined;
  const letter = character.normalize('NFKC');
  if (/^[A-Za-z]$/.test(letter)) {
    const command = ALPHABETS[Math.floor((code - 0x1d400) / 52)];
    return command ? `\\${command}{${letter}}` : letter;
  }
  return /^\d$/.test(letter) ? letter : unicodeSymbols().get(letter);
}

/** The character of a command of math mode that stands for one, `alpha`: α; undefined where Unicode has none for it. */
export function characterOfMath(name: string): string | undefined {
  characters ??= new Map([
    ...[...unicodeSymbols()].reverse().map(([character, tex]): [string, string] => [tex.slice(1), character]),
    ...Object.entries(OTHER_NAMES),
  ]);
  return characters.get(name);
}

/** Names of characters that are written by another name. */
const OTHER_NAMES = {
  rightarrow: '→',
  gets: '←',
  le: '≤',
  ge: '≥',
  ne: '≠',
  lnot: '¬',
  less: '<',
  greater: '>',
  lt: '<',
  gt: '>',
  micro: 'µ',
};
