/** Classes of subjects as pages print them: apart, or run together. */

/** arXiv's archives, and the classes of those whose classes are words; others have two capitals. */
const CLASSES = [
  String.raw`(?:cs|math|stat|eess|econ|q-bio|q-fin|astro-ph)\.[A-Z]{2}`,
  String.raw`cond-mat\.(?:dis-nn|mes-hall|mtrl-sci|other|quant-gas|soft|stat-mech|str-el|supr-con)`,
  String.raw`nlin\.(?:AO|CG|CD|SI|PS)`,
  String.raw`physics\.(?:acc-ph|ao-ph|app-ph|atm-clus|atom-ph|bio-ph|chem-ph|class-ph|comp-ph|data-an|ed-ph|flu-dyn|gen-ph|geo-ph|hist-ph|ins-det|med-ph|optics|plasm-ph|pop-ph|soc-ph|space-ph)`,
  'astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph|nlin|physics|math|cs|stat',
].join('|');
const RUN = new RegExp(`^(?:${CLASSES})+$`, 'u');
const EACH = new RegExp(CLASSES, 'gu');

/**
 * The classes of a text, the first the primary one: `🌌 astro-ph.IM · physics.comp-ph· stat.CO`, or run together as
 * `physics.comp-phstat.CO`; undefined where it says anything else.
 */
export function subjectsOf(text: string): string[] | undefined {
  const words = text.split(/[\s·,;]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const classes = words.flatMap((word) => (RUN.test(word) ? [...(word.match(EACH) ?? [])] : [null]));
  return classes.length === 0 || classes.includes(null) ? undefined : [...new Set(classes as string[])];
}

/**
 * Keywords that may have run together. Parted where that is certain: at what parts lists, at the elements of a page, and where a
 * word in small letters runs into a capital, as no word does.
 * @param parts the texts of the elements the line is made of
 */
export function keywordsOf(text: string, parts: readonly string[] = [text]): string[] {
  return parts
    .flatMap((part) => part.split(/\s*[,;·|•]\s*/u))
    .flatMap((part) => part.split(/(?<=(?<![\p{L}\p{N}-])\p{Ll}{5,})(?=\p{Lu})|(?<=\p{L}\))(?=\p{L})/u))
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
