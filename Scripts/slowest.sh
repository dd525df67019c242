#!/usr/bin/env bash
# Prints the ten slowest tests of a run: Scripts/slowest.sh FILE, where FILE is what --xunit-output wrote.
set -euo pipefail
[ -f "${1:?the file of --xunit-output}" ] || exit 0
echo "the ten slowest tests, in seconds:"
sed -n 's/.*<testcase classname="\([^"]*\)" name="\([^"]*\)" time="\([^"]*\)".*/\3 \1.\2/p' "$1" |
  sort -rn | sed -n '1,10p' | awk '{ printf "%8.1f  %s\n", $1, $2 }'
