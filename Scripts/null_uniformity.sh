#!/usr/bin/env bash
# Percentiles of edits under a true null, many of them: a table of how often they lie in each fifth, and chi-square (4
# degrees of freedom), by the signed change and by its magnitude.
# Usage: Scripts/null_uniformity.sh [TRIALS [KIND]], by default 1000 of each control and kind; of one kind, such as "zero + noise",
# under the controls of changes.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -lt 2 ] || export HOOKKIT_NULL_KIND=$2
HOOKKIT_NULL_TRIALS=${1:-1000} swift test -c release -Xswiftc -enable-testing \
  --filter "NullUniformityTests${2:+.everyKind}" \
  | grep -E '^[a-z]+, |✘|✔ Test run'
