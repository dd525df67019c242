#!/usr/bin/env bash
# Removes what install.sh has put somewhere, and the folders that are empty then.
#
#   PREFIX=/usr/local DESTDIR= Scripts/package/uninstall.sh
set -euo pipefail

root=${DESTDIR:-}${PREFIX:-/usr/local}
say() { printf 'uninstall: %s\n' "$*" >&2; }

cd "$root" 2>/dev/null && [ -f lib/hookkit/files ] || { say "error: no HookKit is installed in $root"; exit 69; }
[ -w lib/hookkit ] || { say "error: $root cannot be written; use sudo"; exit 66; }
list=$(cat lib/hookkit/files)
printf '%s\n' "$list" | while IFS= read -r path; do rm -f -- "$path"; done
# The deepest first; folders that hold something else stay.
printf '%s\n' "$list" | sed 's|/[^/]*$||' | awk -F / '{ path = ""; for (i = 1; i <= NF; i++) { path = path (i > 1 ? "/" : "") $i; print path } }' \
  | LC_ALL=C sort -ru | while IFS= read -r folder; do rmdir -- "$folder" 2>/dev/null || true; done
say "removed HookKit from $root"
