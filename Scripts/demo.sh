#!/usr/bin/env bash
# Draws two comparisons into a folder and prints their numbers.
#
#   Scripts/demo.sh [FOLDER]        (default: demo)
#
# HOOKCTL names the program to use (default: the release build of this package).
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:-demo}
hookctl=${HOOKCTL:-.build/release/hookctl}
site=embedder.block2.res1.resadd_out

[ -x "$hookctl" ] || { echo "demo: error: no program at $hookctl; build it with \`make build\`" >&2; exit 69; }
mkdir -p "$folder"

run() { # prints the command as one could type it, then runs it
  local word
  printf '\n$ hookctl'
  for word in "$@"; do
    case $word in
      *[!a-zA-Z0-9._/=,:+-]*) printf " '%s'" "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
  "$hookctl" "$@"
}

compare() { # NAME ARGUMENT...
  local name=$1; shift
  run compare "$@" --out "$folder/$name.svg" --out "$folder/$name.png" --out "$folder/$name.json"
}

echo "1. Level 0, with fresh noise added to the activation at every square"
compare noise-level-0 --level 0 --patch "noise(scale: 0.2)@$site"

echo
echo "2. Level 8, with its own cheese vector subtracted: the activation with the cheese minus the one without,"
echo "   mouse at the start. The mouse turns from the cheese to the corner."
run capture --level 8 --site "$site" --out "$folder/with.npz"
run capture --level 8 --no-cheese --site "$site" --out "$folder/without.npz"
compare cheese-level-8 --level 8 \
  --patch "add(vector: $folder/with.npz, scale: -1)@$site" \
  --patch "add(vector: $folder/without.npz, scale: 1)@$site"

printf '\nPictures and data are in %s/\n' "$folder"
