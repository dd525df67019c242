#!/usr/bin/env bash
# Builds and runs Tests/SanitizerProgram (engine, kernels, sweep, rollouts, readers) under sanitizers.
#
#   Scripts/sanitize.sh [--short] [thread] [address]
#
#   --short   the program alone; otherwise also the tests of HookKit, MazeLab and Sweeps
#   thread    data races
#   address   memory errors, and undefined behaviour of the C kernels
#
# Both without a name. Objects go to .build/sanitize-NAME. Ends with 0 when nothing was reported.
set -euo pipefail
cd "$(dirname "$0")/.."

TESTS='^(HookKitTests|InterventionsTests|MazeEnvTests|MazeLabTests|SweepsTests)\.'
SHORT=
NAMES=()
for argument in "$@"; do
  case $argument in
    --short) SHORT=1 ;;
    thread | address) NAMES+=("$argument") ;;
    *)
      echo "Scripts/sanitize.sh $argument: no such option or sanitizer; there are --short, thread, address" >&2
      exit 64
      ;;
  esac
done
[ ${#NAMES[@]} -gt 0 ] || NAMES=(thread address)

# A report fails the run, wherever it is; leaks of the Swift runtime's own tables are none of ours.
export TSAN_OPTIONS="halt_on_error=0 exitcode=66 report_signal_unsafe=0 ${TSAN_OPTIONS:-}"
export ASAN_OPTIONS="detect_leaks=0 ${ASAN_OPTIONS:-}"
export UBSAN_OPTIONS="halt_on_error=1 print_stacktrace=1 ${UBSAN_OPTIONS:-}"
export OPENBLAS_NUM_THREADS=1

for name in "${NAMES[@]}"; do
  flags=(--scratch-path ".build/sanitize-$name" --sanitize "$name")
  if [ "$name" = address ]; then flags+=(-Xcc -fsanitize=undefined -Xlinker -lubsan); fi
  flags+=(-Xcc -O1)
  echo "== $name: building"
  swift build "${flags[@]}" --product sanitizer-program
  echo "== $name: running"
  ".build/sanitize-$name/debug/sanitizer-program"
  if [ -z "$SHORT" ]; then swift test "${flags[@]}" --filter "$TESTS"; fi
done
echo "no reports"
