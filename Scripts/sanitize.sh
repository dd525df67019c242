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

TESTS='^(EssentialsTests|HookKitTests|InterventionsTests|MazeEnvTests|MazeLabTests|SweepsTests)\.'
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

# Checks that a fault made on purpose is reported: must_report FAULT TEXT
must_report() {
  local report
  if report=$("$program" --fault "$1" 2>&1) || ! grep -q "$2" <<<"$report"; then
    printf 'Scripts/sanitize.sh: the fault "%s" was not reported, so that nothing would be:\n%s\n' "$1" "$report" >&2
    exit 70
  fi
}

for name in "${NAMES[@]}"; do
  flags=(--scratch-path ".build/sanitize-$name" --sanitize "$name" -Xcc -O1)
  # The runtime of the address sanitizer has that for undefined behaviour in it.
  if [ "$name" = address ]; then flags+=(-Xcc -fsanitize=undefined); fi
  program=.build/sanitize-$name/debug/sanitizer-program
  echo "== $name: building"
  # The linker names symbols of the address sanitizer that it does not export, and need not.
  swift build "${flags[@]}" --product sanitizer-program 2>&1 | grep -v 'Cannot export local symbol'
  echo "== $name: faults made on purpose"
  case $name in
    thread) must_report race 'ThreadSanitizer: .*race' ;;
    address)
      must_report memory 'AddressSanitizer: heap-buffer-overflow'
      must_report undefined 'runtime error: .*misaligned'
      ;;
  esac
  echo "== $name: running"
  "$program"
  if [ -z "$SHORT" ]; then swift test "${flags[@]}" --filter "$TESTS"; fi
done
echo "no reports"
