#!/usr/bin/env bash
# Copies the tree of stage.sh to where it is used. The tree can be moved afterwards.
#
#   PREFIX=/usr/local DESTDIR= Scripts/package/install.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
umask 022

prefix=${PREFIX:-/usr/local}
root=${DESTDIR:-}$prefix
say() { printf 'install: %s\n' "$*" >&2; }

case $prefix in
  /*) ;;
  *) say "error: PREFIX=$prefix is no absolute path; write PREFIX=\"\$PWD/$prefix\""; exit 64 ;;
esac
Scripts/package/stage.sh
mkdir -p "$root" 2>/dev/null && [ -w "$root" ] || {
  say "error: $root cannot be written; use sudo, or a folder of your own: make install PREFIX=\"\$HOME/.local\""
  exit 66
}
# What an older version has left would stay for ever.
[ ! -f "$root/lib/hookkit/files" ] || PREFIX=$prefix DESTDIR=${DESTDIR:-} Scripts/package/uninstall.sh 2>/dev/null
tar --create --file - --directory .build/stage . | tar --extract --file - --directory "$root" --no-same-owner --no-overwrite-dir
say "installed HookKit $(Scripts/package/version.sh) in $root"
[ -n "${DESTDIR:-}" ] || case ":$PATH:" in
  *":$prefix/bin:"*) ;;
  *) say "$prefix/bin is not on the PATH; add it: export PATH=\"$prefix/bin:\$PATH\"" ;;
esac
