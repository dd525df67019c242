#!/usr/bin/env bash
# Makes the data and pictures of every finding in the repository again, in place.
#
#   Scripts/findings.sh [NAME...]        (default: all)
#
# What was computed before is kept in the folder findings/ and gone on with. HOOKCTL names the program to use (default:
# the release build of this package). All of it takes about an hour on two cores.
set -euo pipefail
cd "$(dirname "$0")/.."

hookctl=${HOOKCTL:-.build/release/hookctl}
work=findings
[ -x "$hookctl" ] || { echo "findings: error: no program at $hookctl; build it with \`make build\`" >&2; exit 69; }

cheese-sites() { # where in the network the cheese vector acts
  local page=Documentation/Findings/CheeseVector block2=embedder.block2 block3=embedder.block3
  # Not block3.conv_out: it is a linear function of block2.res2.resadd_out, and the same edit.
  local sites="$block2.conv_out, $block2.res*.conv*_out, $block2.*resadd_out, $block3.res*.conv*_out, $block3.*resadd_out"
  "$hookctl" sweep --levels '0..<50' --nulls 20 --metric decisionSquare --metric meanTotalVariation \
    --out "$work/cheese-sites.sqlite" \
    --patch "add(vector: level {level} minus level {level} without cheese, scale: {-2, -1, 1, 2})@{$sites}"
  "$hookctl" results show "$work/cheese-sites.sqlite" --metric decisionSquare \
    --out "$page/card.md" --out "$page/data.json"
  "$hookctl" results plot "$work/cheese-sites.sqlite" --kind heatmap --metric decisionSquare --out "$page/heatmap.png"
}

experiment() { # PLUGIN EXPERIMENT DATA [PICTURE=AS]... [-- OPTION...]: runs it, and keeps its findings and pictures
  local plugin=Plugins/$1 name=$2 data=$3 pair
  shift 3
  local pictures=()
  while [ $# -gt 0 ] && [ "$1" != -- ]; do pictures+=("$1"); shift; done
  [ $# -gt 0 ] && shift
  "$hookctl" --plugin "$plugin" "$name" --out "$work/$name" "$@" >/dev/null
  mkdir -p "$plugin/data"
  cp "$work/$name/findings.json" "$plugin/data/$data.json"
  for pair in "${pictures[@]}"; do cp "$work/$name/${pair%=*}.png" "$plugin/images/${pair#*=}.png"; done
}

behaviour() { make report; }

all=(behaviour cheese-sites)
mkdir -p "$work"
for name in "${@:-${all[@]}}"; do "$name"; done
