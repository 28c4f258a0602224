#!/usr/bin/env bash
# Do reply forms survive the programs that agencies have? LibreOffice and openpyxl read each form of a folder
# and write it again: keys, texts of the hidden sheet, protection and lists to choose from are still there.
# Needs what tests/workbook.sh installs.
# Use: bash tests/forms.sh FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=$here/../target/workbook-venv/bin/python

[ $# -eq 1 ] && [ -d "$1" ] || { echo "use: bash tests/forms.sh FOLDER" >&2; exit 2; }
folder=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/libreoffice" "$work/pages"
convert() { # FORMAT FOLDER: one start for all files, as starting takes longest
  nice soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to "$1" --outdir "$2" \
    "$folder"/*_回答票_*.xlsx >/dev/null 2>&1
}
convert xlsx "$work/libreoffice"
convert pdf "$work/pages"
"$python" "$here/forms.py" "$folder" "$work"
