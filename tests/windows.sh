#!/usr/bin/env bash
# Does the program for Windows do there what it does here? Builds it, and runs it under Wine: the real sheet in a
# folder with a Japanese name, a file dropped on the program, files replaced, and one that is read-only. PDF and
# workbook are the same bytes. Installs what it needs on the first run, and wants to be root for that; where the
# target, the linker or Wine can't be had, it says so and checks nothing.
# Use: bash tests/windows.sh PROGRAM    (the one to compare with, of the same profile: target/release/shiryo3)
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
target=x86_64-pc-windows-gnu

[ $# -eq 1 ] && [ -x "$1" ] || { echo "use: bash tests/windows.sh PROGRAM" >&2; exit 2; }
own=$(realpath "$1")
folder=$(basename "$(dirname "$own")")
profile=$([ "$folder" = debug ] && echo dev || echo "$folder")

give_up() {
  echo "$1 can't be had here: the program for Windows was not tested"
  exit 0
}
has_tools() { type -P wine && type -P x86_64-w64-mingw32-gcc; } >/dev/null
rustup target list --installed | grep -qx $target || rustup target add $target || give_up $target
if ! has_tools; then
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends gcc-mingw-w64-x86-64 wine wine64; } >/dev/null ||
    give_up "Wine"
fi

cargo build -q --target $target --profile "$profile"
work=$(mktemp -d)
export WINEPREFIX=$work/prefix WINEDEBUG=-all
trap 'wineserver -k 2>/dev/null || true; rm -rf "$work"' EXIT
cp "target/$target/$folder/shiryo3.exe" "$work"
# Rust asks Windows for random numbers by a library that Wine 8 does not have yet.
cat >"$work/random.c" <<'END'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) { return SystemFunction036(bytes, count); }
END
x86_64-w64-mingw32-gcc -shared -o "$work/bcryptprimitives.dll" "$work/random.c" -ladvapi32

folder=$work/"資料３ ネットワーク会議"
mkdir -p "$folder/ここ"
cp data/h29-odawara.yaml "$folder/平成29年度.yaml"
cp data/h29-odawara.yaml "$folder/ここ/平成29年度.yaml"
cd "$folder"
fail() { echo "windows: $1" >&2; exit 1; }
windows() { wine "$work/shiryo3.exe" "$@" </dev/null >"$work/said" 2>&1; }
same() { # FOLDER
  for format in pdf xlsx; do
    cmp "$1/平成29年度.$format" "ここ/平成29年度.$format" || fail "$format differs"
  done
}
(cd ここ && "$own" 平成29年度.yaml >/dev/null)

windows build 平成29年度.yaml || fail "the real sheet was not made"
grep -q '2 ページ' "$work/said" || fail "nothing was said of it"
same out
# A file that is dropped on the program comes by its whole path.
windows "$(winepath -w "$folder/平成29年度.yaml")" || fail "a dropped file was not made"
same .
# What was made before is replaced.
sed -i 's/作成日.*/作成日: 令和9年5月10日/; s/（案）/（決定）/' 平成29年度.yaml ここ/平成29年度.yaml
(cd ここ && "$own" 平成29年度.yaml >/dev/null)
windows build 平成29年度.yaml || fail "what was made before was not replaced"
same out
# What is read-only stays, and with a mistake nothing is made.
chmod a-w out/平成29年度.pdf
sed -i 's/（決定）/（最終）/' 平成29年度.yaml
windows build 平成29年度.yaml && fail "a read-only file was replaced"
same out
chmod u+w out/平成29年度.pdf
sed -i 's/10月〜3月/10月〜13月/' 平成29年度.yaml
windows build 平成29年度.yaml && fail "a sheet with a mistake was made"
grep -q '「13月」という月はありません' "$work/said" || fail "the mistake was not told"
same out
echo "windows: as here ($(du -h --apparent-size "$work/shiryo3.exe" | cut -f1))"
