#!/usr/bin/env bash
# Prints the ten tests of a run that took longest from their start to their end, waiting for a core included:
# Scripts/slowest.sh FILE, where FILE is what --xunit-output wrote.
set -euo pipefail
[ -f "${1:?the file of --xunit-output}" ] || exit 0
echo "the ten tests that took longest, in seconds (tests start together: waiting for a core is in it):"
sed -n 's/.*<testcase classname="\([^"]*\)" name="\([^"]*\)" time="\([^"]*\)".*/\3 \1.\2/p' "$1" |
  sort -rn | sed -n '1,10p' | awk '{ printf "%8.1f  %s\n", $1, $2 }'
