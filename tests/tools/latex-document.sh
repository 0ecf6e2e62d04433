#!/usr/bin/env bash
# A LaTeX document that cites fifty exported entries, through BibTeX and through biber: every entry printed, nothing missing,
# each first author's family name in print. Not part of the test command: it needs pdflatex, bibtex, biber and jq.
# usage: tests/tools/latex-document.sh [PAPER [QUERY…]]   (from the project's root, built)
set -euo pipefail
paper=${1:-1911.11134}
[ $# -gt 0 ] && shift
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_DATA_HOME=$work
pith() { "$here/node_modules/.bin/node" "$here/dist/pith-tui.js" "$@" 2>>"$work/said"; }
pith list "$paper" "$@" --jsonl --limit 50 >"$work/papers.jsonl"
ids=$(jq -r .id "$work/papers.jsonl" | paste -sd,)
cd "$work"
pith export "$paper" --ids "$ids" -o refs.bib
pith export "$paper" --ids "$ids" --format biblatex -o refs-biblatex.bib
wanted=$(grep -c '^@' refs.bib)
document() {
  printf '\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage[utf8]{inputenc}\\usepackage{amsmath,url}%s\\begin{document}\\nocite{*}%s\\end{document}\n' "$2" "$3" >"$1.tex"
}
typeset_it() { pdflatex -interaction=nonstopmode -draftmode "$1" >/dev/null 2>&1 || true; }
bad=0
judge() { # name entries warnings errors
  echo "$1: $2 of $wanted entries, $3 warnings, $4 errors"
  if [ "$2" -ne "$wanted" ] || [ "$3" -ne 0 ] || [ "$4" -ne 0 ]; then bad=1; fi
}
for style in plain abbrv; do
  document $style '' "\\bibliographystyle{$style}\\bibliography{refs}"
  typeset_it $style
  bibtex $style >$style.said || true
  typeset_it $style
  typeset_it $style
  judge "bibtex $style" "$(grep -c '\\bibitem' $style.bbl)" "$(grep -c '^Warning' $style.said || true)" "$(grep -c '^!' $style.log || true)"
done
document biber '\usepackage[backend=biber,maxnames=999]{biblatex}\addbibresource{refs-biblatex.bib}' '\printbibliography'
typeset_it biber
biber -q biber >biber.said 2>&1 || true
typeset_it biber
judge biber "$(grep -c '\\entry{' biber.bbl)" "$(grep -c WARN biber.blg || true)" "$(cat biber.log biber.blg | grep -cE '^!|ERROR' || true)"
# plain.bst prints names in full; accents are compared without their commands.
tr -d '{}~\n' <plain.bbl | sed 's/\\[`'"'"'^"=.uvHtcdbk ]*//g' >printed
missing=$(jq -r '.firstAuthor // empty | split(" ") | last' papers.jsonl | iconv -f utf8 -t ascii//TRANSLIT | sort -u | while read -r name; do
  grep -qF "$name" printed || echo "$name"
done)
echo "first authors not in print: ${missing:-none}"
exit $bad
