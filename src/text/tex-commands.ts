/** TeX's commands that print no character of their own, by what becomes of their arguments: THE table for whoever reads TeX. */

/** How a text is set that TeX sets otherwise; a `group` keeps its letters' case. */
export type TexStyle = 'italic' | 'bold' | 'smallcaps' | 'mono' | 'subscript' | 'superscript' | 'group';

/** Commands that set their argument, LaTeX's and BibLaTeX's; `plain` for a look that is not carried over. */
export const FORMATS: Readonly<Record<string, TexStyle | 'plain'>> = {
  emph: 'italic',
  textit: 'italic',
  textsl: 'italic',
  mkbibemph: 'italic',
  mkbibitalic: 'italic',
  textbf: 'bold',
  mkbibbold: 'bold',
  textsc: 'smallcaps',
  mkbibacro: 'smallcaps',
  texttt: 'mono',
  textsubscript: 'subscript',
  mkbibsubscript: 'subscript',
  textsuperscript: 'superscript',
  mkbibsuperscript: 'superscript',
  textrm: 'plain',
  textsf: 'plain',
  textup: 'plain',
  textmd: 'plain',
  textnormal: 'plain',
  text: 'plain',
  mbox: 'plain',
  hbox: 'plain',
  underline: 'plain',
  uline: 'plain',
  nolinkurl: 'plain',
  url: 'plain',
  lowercase: 'plain',
  uppercase: 'plain',
  MakeUppercase: 'plain',
  MakeLowercase: 'plain',
  MakeTextUppercase: 'plain',
  NoCaseChange: 'group',
};

/** Switches that hold until the end of their group. */
export const SWITCHES: Readonly<Record<string, TexStyle | 'plain'>> = {
  it: 'italic',
  em: 'italic',
  sl: 'italic',
  itshape: 'italic',
  bf: 'bold',
  bfseries: 'bold',
  sc: 'smallcaps',
  scshape: 'smallcaps',
  tt: 'mono',
  ttfamily: 'mono',
  rm: 'plain',
  sf: 'plain',
  normalfont: 'plain',
  boldmath: 'plain',
};

/** What stands before and behind the argument of a command that quotes it or puts it into brackets. */
export const SURROUNDED: Readonly<Record<string, readonly [before: string, behind: string]>> = {
  enquote: ['“', '”'],
  mkbibquote: ['“', '”'],
  textquote: ['“', '”'],
  mkbibparens: ['(', ')'],
  parentext: ['(', ')'],
  mkbibbrackets: ['[', ']'],
  brackettext: ['[', ']'],
};

/** Commands of which nothing is printed. */
export const SILENT: ReadonlySet<string> = new Set(
  'protect relax noindent boldmath unboldmath nolinebreak nobreak allowbreak sloppy ignorespaces leavevmode xspace'.split(
    ' ',
  ),
);

/** How many arguments of a command say how or where, and print nothing; what is behind them is printed. */
export const SAYING: Readonly<Record<string, number>> = {
  ...countsOf(
    1,
    'footnote thanks cite citep citet label ref footnotemark vspace hspace href foreignlanguage selectlanguage textcolor color ' +
      'bibinfo bibfield hyperref eprint noopsort NOOPSORT SortNoop sortnoop begin end index raisebox rotatebox scalebox fontfamily fontseries',
  ),
  ...countsOf(2, 'fontsize setcounter resizebox'),
};

function countsOf(count: number, names: string): Record<string, number> {
  return Object.fromEntries(names.split(' ').map((name) => [name, count]));
}

/** Commands whose argument is an address or a path: no sign in it is TeX's. */
export const VERBATIM: ReadonlySet<string> = new Set(['url', 'path', 'nolinkurl', 'Url']);

/**
 * Journals by the commands that the American Astronomical Society's classes print them by, as the Astrophysics Data System
 * hands them out in BibTeX (https://ui.adsabs.harvard.edu/help/actions/journal-macros).
 */
export const JOURNALS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    aj: 'Astronomical Journal',
    actaa: 'Acta Astronomica',
    araa: 'Annual Review of Astronomy and Astrophysics',
    apj: 'Astrophysical Journal',
    apjl: 'Astrophysical Journal Letters',
    apjlett: 'Astrophysical Journal Letters',
    apjs: 'Astrophysical Journal Supplement Series',
    apjsupp: 'Astrophysical Journal Supplement Series',
    ao: 'Applied Optics',
    applopt: 'Applied Optics',
    apss: 'Astrophysics and Space Science',
    aap: 'Astronomy and Astrophysics',
    astap: 'Astronomy and Astrophysics',
    aapr: 'Astronomy and Astrophysics Reviews',
    aaps: 'Astronomy and Astrophysics Supplement Series',
    azh: 'Astronomicheskii Zhurnal',
    baas: 'Bulletin of the American Astronomical Society',
    bac: 'Bulletin of the Astronomical Institutes of Czechoslovakia',
    caa: 'Chinese Astronomy and Astrophysics',
    cjaa: 'Chinese Journal of Astronomy and Astrophysics',
    icarus: 'Icarus',
    jcap: 'Journal of Cosmology and Astroparticle Physics',
    jrasc: 'Journal of the Royal Astronomical Society of Canada',
    memras: 'Memoirs of the Royal Astronomical Society',
    mnras: 'Monthly Notices of the Royal Astronomical Society',
    na: 'New Astronomy',
    nar: 'New Astronomy Reviews',
    pra: 'Physical Review A',
    prb: 'Physical Review B',
    prc: 'Physical Review C',
    prd: 'Physical Review D',
    pre: 'Physical Review E',
    prl: 'Physical Review Letters',
    pasa: 'Publications of the Astronomical Society of Australia',
    pasp: 'Publications of the Astronomical Society of the Pacific',
    pasj: 'Publications of the Astronomical Society of Japan',
    psj: 'Planetary Science Journal',
    qjras: 'Quarterly Journal of the Royal Astronomical Society',
    rmxaa: 'Revista Mexicana de Astronomía y Astrofísica',
    rnaas: 'Research Notes of the American Astronomical Society',
    skytel: 'Sky and Telescope',
    solphys: 'Solar Physics',
    sovast: 'Soviet Astronomy',
    ssr: 'Space Science Reviews',
    zap: 'Zeitschrift für Astrophysik',
    nat: 'Nature',
    iaucirc: 'IAU Circulars',
    aplett: 'Astrophysics Letters',
    apspr: 'Astrophysics Space Physics Research',
    bain: 'Bulletin of the Astronomical Institutes of the Netherlands',
    fcp: 'Fundamentals of Cosmic Physics',
    gca: 'Geochimica et Cosmochimica Acta',
    grl: 'Geophysical Research Letters',
    jcp: 'Journal of Chemical Physics',
    jgr: 'Journal of Geophysical Research',
    jqsrt: 'Journal of Quantitative Spectroscopy and Radiative Transfer',
    maps: 'Meteoritics and Planetary Science',
    memsai: 'Memorie della Società Astronomica Italiana',
    nphysa: 'Nuclear Physics A',
    physrep: 'Physics Reports',
    physscr: 'Physica Scripta',
    planss: 'Planetary and Space Science',
    procspie: 'Proceedings of the SPIE',
  }),
);
