#!/usr/bin/env bash
# Percentiles of edits under a true null, many of them: a table of how often they lie in each fifth, and chi-square (4
# degrees of freedom), by the signed change and by its magnitude.
# Usage: Scripts/null_uniformity.sh [TRIALS], by default 1000 of each control and kind.
set -euo pipefail
cd "$(dirname "$0")/.."
HOOKKIT_NULL_TRIALS=${1:-1000} swift test -c release -Xswiftc -enable-testing --filter NullUniformityTests \
  | grep -E '^[a-z]+, |✘|✔ Test run'
