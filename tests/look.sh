#!/usr/bin/env bash
# Looks at a built handout from outside: STEM.pdf and STEM.xlsx are files of their kinds, the PDF is two A3
# pages with the 取組 of the original on each, and it can be faxed.
# Use: bash tests/look.sh STEM
set -euo pipefail
stem=$1

has_tools() {
  type -P pdfinfo && type -P pdftotext && type -P python3 && type -P qpdf && type -P file
} >/dev/null 2>&1

if ! has_tools; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends file poppler-utils python3 qpdf >/dev/null
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAIL: $*" >&2; exit 1; }

[ "$(file -b --mime-type "$stem.pdf")" = application/pdf ] || fail "$stem.pdf is no PDF"
[ "$(file -b --mime-type "$stem.xlsx")" = application/vnd.openxmlformats-officedocument.spreadsheetml.sheet ] ||
  fail "$stem.xlsx is no workbook"
qpdf --check "$stem.pdf" >/dev/null

pdfinfo "$stem.pdf" >"$work/info"
grep -qE '^Pages: +2$' "$work/info" || fail "$stem.pdf has not 2 pages"
grep -qE '^Page size: +1190\.[0-9]+ x 841\.[0-9]+ pts' "$work/info" || fail "$stem.pdf is not A3 landscape"
for page in 1 2; do
  # The words of the page, without white space: programs put it where they see fit.
  pdftotext -f $page -l $page "$stem.pdf" - | tr -d '[:space:]　' >"$work/page$page"
done
while IFS=$'\t' read -r number column line text; do
  [ "$number" -le 12 ] && page=1 || page=2
  case $column in 項目) ;; *) continue ;; esac
  [ "$line" = 1 ] || continue
  grep -qF "$(tr -d '[:space:]　' <<<"$text")" "$work/page$page" || fail "取組 $number is not on page $page"
done < <(grep -v '^#' tests/suite/h29-odawara/cell-lines.tsv)

python3 tests/fax.py "$stem.pdf" tests/suite/h29-odawara/pages.txt
echo "look ok: $stem"
