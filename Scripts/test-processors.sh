#!/usr/bin/env bash
# Runs the tests that are built under every type of processor that matters: nothing may depend on it.
#
#   Scripts/test-processors.sh [--short] [FILTER]
#
#   --short   two settings and the numeric tests only
#   FILTER    a regular expression of tests, as `swift test --filter` takes it
#
# OpenBLAS takes the kernels of OPENBLAS_CORETYPE, HookKit's own those of HOOKKIT_VECTORS; what this processor lacks is
# left out. TEST_FLAGS says where the tests are built: by default -c release, which `make test` has built.
# Ends with 0 when everything passed.
set -euo pipefail
cd "$(dirname "$0")/.."

NUMERIC='^(EssentialsTests|HookKitTests|StatisticsTests|InterventionsTests|ImpalaModelTests|SweepsTests)\.'
TEST_FLAGS=${TEST_FLAGS:--c release}
LIMIT=${LIMIT:-3600}   # seconds that one setting may take
SHORT=
FILTER=.
while [ $# -gt 0 ]; do
  case $1 in
    --short) SHORT=1 FILTER=$NUMERIC ;;
    -*) echo "Scripts/test-processors.sh $1: no such option; there is --short" >&2; exit 64 ;;
    *) FILTER=$1 ;;
  esac
  shift
done

has() { grep -qw -m1 "$1" /proc/cpuinfo; }
vectors=(sse2)
if has avx2; then vectors+=(avx2); fi
if has avx512bw; then vectors+=(avx512); fi
cores=(Prescott Nehalem)
if has avx2; then cores+=(Haswell); fi
if has avx512bw; then cores+=(SkylakeX); fi

FAILED=()

# setting NAME [COMMAND...]: runs the tests by the command, and keeps what they say in case of a failure.
setting() {
  local name=$1 log
  shift
  log=$(mktemp)
  echo "== $name"
  # shellcheck disable=SC2086
  if timeout --kill-after=10 "$LIMIT" "$@" swift test --skip-build $TEST_FLAGS --filter "$FILTER" >"$log" 2>&1; then
    grep -E 'Test run with' "$log" | tail -1
  else
    FAILED+=("$name")
    grep -aE '✘|error:|Test run with' "$log" | head -40 || tail -20 "$log"
    # Where a program crashed: the thread's own calls stand below this line.
    grep -aE -A 50 '^Thread [0-9]+.* crashed|\*\*\* (Signal|Program crashed)' "$log" | cut -c1-300 | head -120 || true
  fi
  rm -f "$log"
}

# Keeps every core busy until it is ended.
BUSY=()
load() { for _ in $(seq "$(nproc)"); do (while :; do :; done) & BUSY+=($!); done; }
unload() {
  if [ ${#BUSY[@]} -gt 0 ]; then kill "${BUSY[@]}" 2>/dev/null || true; fi
  BUSY=()
}
trap unload EXIT

if [ -n "$SHORT" ]; then
  setting "Prescott, sse2, one core" env OPENBLAS_CORETYPE=Prescott HOOKKIT_VECTORS=sse2 taskset -c 0
  load
  setting "${cores[-1]}, ${vectors[-1]}, under load" env "OPENBLAS_CORETYPE=${cores[-1]}" "HOOKKIT_VECTORS=${vectors[-1]}"
else
  setting "as it is" env -u OPENBLAS_CORETYPE -u HOOKKIT_VECTORS
  for core in "${cores[@]}"; do setting "OPENBLAS_CORETYPE=$core" env "OPENBLAS_CORETYPE=$core"; done
  for width in "${vectors[@]}"; do setting "HOOKKIT_VECTORS=$width" env "HOOKKIT_VECTORS=$width"; done
  setting "one core" taskset -c 0
  if [ "$(nproc)" -gt 1 ]; then setting "two cores" taskset -c 0,1; fi
  load
  setting "under load" env
fi
unload

if [ ${#FAILED[@]} -gt 0 ]; then
  printf 'failed: %s\n' "${FAILED[@]}"
  exit 1
fi
echo "passed under every setting"
