#!/usr/bin/env bash
# Does the app do in a real browser what it should? Checks the types of its scripts, makes target/shiryo3.html, and
# runs the tests in tests/app in Chromium, from the file, as a double click does. Installs what it needs on the first run, and wants to be
# root for that.
# Use: bash tests/app.sh [TEST...]
set -euo pipefail
cd "$(dirname "$0")/.."
home=target/app-tests
modules=(playwright-core@1.65.1 axe-core@4.14.1 typescript@5.9.3)

# Only what is missing: a Node.js that others packaged brings its own npm, and Debian's won't stand beside it.
missing=()
for tool in chromium:chromium clang:clang node:nodejs npm:npm Xvfb:xvfb xdotool:xdotool fc-list:fontconfig; do
  type -P "${tool%:*}" >/dev/null || missing+=("${tool#*:}")
done
fc-list 2>/dev/null | grep 'BIZ UDPGothic' >/dev/null || missing+=(fonts-morisawa-bizud-gothic)
if [ ${#missing[@]} -gt 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
if [ "$(cat $home/modules 2>/dev/null)" != "${modules[*]}" ]; then
  mkdir -p $home
  npm install --silent --no-fund --no-audit --prefix $home "${modules[@]}"
  echo "${modules[*]}" >$home/modules
fi

node $home/node_modules/typescript/bin/tsc -p tests/app
cargo run -q -p pack
cargo build -q
node tests/app/run.mjs "$@"
[ $# -gt 0 ] || node tests/app/speed.mjs
