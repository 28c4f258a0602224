#!/usr/bin/env bash
# Does a round of replies come out whole? Agencies edit what they were sent with openpyxl, half of the files are then
# saved by LibreOffice as xlsx, ods or xls; all edits must be proposed and nothing else, and what is decided must be
# in the data file, with its comments.
# Takes openpyxl from the venv of tests/workbook.sh, which must have run.
# Use: bash tests/replies.sh PROGRAM
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=$here/../target/workbook-venv/bin/python

[ $# -eq 1 ] && [ -x "$1" ] || { echo "use: bash tests/replies.sh PROGRAM" >&2; exit 2; }
program=$(realpath "$1")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/../data/h29-odawara.yaml" "$work/h29-odawara.yaml"
cd "$work"
"$program" build h29-odawara.yaml --format xlsx -o sent >/dev/null 2>&1
"$program" ask h29-odawara.yaml -o sent >/dev/null 2>&1
"$python" "$here/replies.py" edit sent replies
for ending in xlsx ods xls; do
  soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to "$ending" --outdir replies \
    "to-$ending"/* >/dev/null 2>&1
done
"$program" merge h29-odawara.yaml replies >merged.txt
"$python" "$here/replies.py" decide expected.json 突合表.xlsx
"$program" merge h29-odawara.yaml --decisions 突合表.xlsx >applied.txt
"$python" "$here/replies.py" check expected.json h29-odawara.yaml.bak h29-odawara.yaml
