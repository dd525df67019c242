#!/usr/bin/env bash
# The simulations behind Documentation/Statistics.md in long form: how often intervals hold the mean, how often chance is
# taken for an effect. The suite has them in short form. SAMPLES=300 Scripts/simulate.sh is quicker.
set -euo pipefail
cd "$(dirname "$0")/.."
HOOKKIT_SIMULATIONS="${SAMPLES:-1500}" swift test -c release -Xswiftc -enable-testing --filter 'CoverageTests|NestedDrawsTests' "$@"
