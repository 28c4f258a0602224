#!/usr/bin/env bash
# Do workbooks print as our PDFs do and keep what they hold? For each NAME.xlsx and NAME.pdf of a folder:
# LibreOffice prints the same text on the same pages, each character inside its own cell, also with
# columns 3 % narrower; where BIZ UD Gothic is not installed, the pages are as many and as wide; it keeps
# the keys when it saves the workbook; openpyxl reads it without a warning.
# Installs these on the first run.
# Use: bash tests/workbook.sh FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=$here/../target/workbook-venv
wheels=(openpyxl==3.1.5 pymupdf==1.26.6)

[ $# -eq 1 ] && [ -d "$1" ] || { echo "use: bash tests/workbook.sh FOLDER" >&2; exit 2; }
folder=$1

has_tools() {
  type -P soffice && type -P pdftotext && fc-list | grep 'BIZ UDゴシック' && fc-list | grep Carlito &&
    python3 -c 'import ensurepip, venv'
} >/dev/null 2>&1

if ! has_tools; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends \
    fontconfig fonts-crosextra-carlito fonts-morisawa-bizud-gothic libreoffice-calc poppler-utils python3-venv >/dev/null
fi
# The list of wheels is written last: a half-made venv, or one of other versions, is made anew.
if [ "$(cat "$venv/wheels" 2>/dev/null)" != "${wheels[*]}" ]; then
  python3 -m venv --clear "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "${wheels[@]}"
  echo "${wheels[*]}" >"$venv/wheels"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/copies" "$work/prints" "$work/faceless" "$work/back"
# The faces of a machine without some families. Noto's for Chinese, Japanese and Korean, which not each machine
# has, are always left out: LibreOffice would put their characters in the place of those that we look for.
faces_without() { # FAMILY...
  cat <<'END'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <selectfont><rejectfont>
    <glob>*Noto*CJK*</glob>
END
  for family in "$@"; do
    echo "    <pattern><patelt name=\"family\"><string>$family</string></patelt></pattern>"
  done
  echo '  </rejectfont></selectfont></fontconfig>'
}
faces_without >"$work/faces.conf"
faces_without "BIZ UDGothic" "BIZ UDPGothic" >"$work/faceless.conf"
convert() { # FORMAT FOLDER FILE...: one start for all files, as starting takes longest
  soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to "$1" --outdir "$2" "${@:3}" >/dev/null 2>&1
}

"$venv/bin/python" "$here/workbook.py" prepare "$folder" "$work"
export FONTCONFIG_FILE=$work/faces.conf
convert pdf "$work/prints" "$work"/copies/*.xlsx
convert xlsx "$work/back" "$folder"/*.xlsx
FONTCONFIG_FILE=$work/faceless.conf
[ -z "$(fc-list | grep 'BIZ UDゴシック')" ] || { echo "BIZ UDゴシック can't be hidden" >&2; exit 1; }
convert pdf "$work/faceless" "$folder"/*.xlsx
unset FONTCONFIG_FILE
"$venv/bin/python" "$here/workbook.py" check "$folder" "$work"
