#!/usr/bin/env bash
# Does the app do in a real browser what it should? Checks the types of its scripts, makes target/shiryo3.html, and
# runs the tests in tests/app in Chromium, from the file, as a double click does. Installs what it needs on the first run, and wants to be
# root for that.
# Use: bash tests/app.sh [TEST...]
set -euo pipefail
cd "$(dirname "$0")/.."
home=target/app-tests
modules=(playwright-core@1.65.1 axe-core@4.14.1 typescript@5.9.3)

if ! { type -P chromium && type -P clang && type -P node && type -P npm && type -P Xvfb && type -P xdotool && fc-list | grep 'BIZ UDPGothic'; } >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends chromium clang fontconfig fonts-morisawa-bizud-gothic nodejs npm xdotool xvfb >/dev/null
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
