/** Which words of titles can name something: whole ones, and none of TeX or markup. */
import { plainLine } from '../../../sources/markup/markup.js';
import { plainInformalTex } from '../../../sources/markup/tex.js';
import { foldText } from '../../derived/tokens.js';

const FORMULA = /\$[^$]*\$|\\\(.*?\\\)|<(mml:)?math\b.*?<\/(mml:)?math>/gu;
/** What TeX leaves where mathematics has no dollars around it. */
const COMMAND = /\\[A-Za-z]+/gu;
/** Letters in brackets that belong to the letters beside them: `M(atrix)`, `(Non)local`. */
const BRACKETED = /(?<=\p{L})[([](\p{L}+)[)\]]|[([](\p{L}+)[)\]](?=\p{L})/gu;

/** The words of a title as a reader sees them, folded: `M(atrix) theory on $\mathcal{M}$` has `matrix`, `theory` and `on`. */
export function nameWords(title: string): Set<string> {
  const plain = plainInformalTex(plainLine(title.replace(FORMULA, ' ')) ?? '');
  const whole = plain.replace(FORMULA, ' ').replace(COMMAND, ' ').replace(BRACKETED, '$1$2');
  return new Set(foldText(whole).split(' '));
}
