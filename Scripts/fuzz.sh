#!/usr/bin/env bash
# Fuzzes the readers of files; see Fuzz/README.md.
#
#   FUZZ_SECONDS=30 FUZZ_SEED=1 FUZZ_ENGINE=libfuzzer|mutations Scripts/fuzz.sh [TARGET...]
#
# Ends with 0 when nothing was found.
set -euo pipefail
cd "$(dirname "$0")/.."

SECONDS_EACH=${FUZZ_SECONDS:-30}
SEED=${FUZZ_SEED:-1}
TARGETS=("$@")
[ $# -gt 0 ] || TARGETS=(tensors checkpoint network state maze plan sweep)
WORK=$PWD/.build-fuzz
mkdir -p "$WORK/corpus"

# libFuzzer is a part of the toolchain's clang; a build without it says so at linking.
engine=${FUZZ_ENGINE:-}
if [ -z "$engine" ]; then
  runtime=$(find "$(dirname "$(readlink -f "$(command -v swiftc)")")/../lib" -name 'libclang_rt.fuzzer-*' 2>/dev/null | head -n 1)
  [ -n "$runtime" ] && engine=libfuzzer || engine=mutations
fi

corpus() {
  local folder=$WORK/corpus/$1 fixtures=Tests/HookKitTests/Fixtures/files
  mkdir -p "$folder"
  [ -d "Fuzz/corpus/$1" ] && cp Fuzz/corpus/"$1"/* "$folder"
  case $1 in
    tensors) cp $fixtures/*.* $fixtures/strict/*.* "$folder" ;;
    checkpoint) cp Tests/ImpalaModelTests/Fixtures/checkpoints/*.* "$folder" ;;
    network)
      cp Tests/ImpalaModelTests/Fixtures/exports/*.pt2 Tests/ImpalaModelTests/Fixtures/exports/*.onnx "$folder"
      cp Tests/MazeLabTests/Fixtures/recurrent/gru.pt2 "$folder/recurrent-gru.pt2"
      ;;
    state) find Tests/MazeEnvTests/Fixtures $fixtures -size -64k -type f \( -name '*.state' -o -name '*.pickle' \) -exec cp {} "$folder" \; ;;
  esac
}

if [ "$engine" = libfuzzer ]; then
  swift build --package-path Fuzz --scratch-path "$WORK/libfuzzer" -c debug -Xswiftc -O \
    -Xswiftc -sanitize=fuzzer -Xswiftc -parse-as-library -Xswiftc -DLIBFUZZER -Xswiftc -Xclang-linker -Xswiftc -fuse-ld=lld
  program=$(swift build --package-path Fuzz --scratch-path "$WORK/libfuzzer" -c debug --show-bin-path)/hookkit-fuzz
else
  swift build --package-path Fuzz --scratch-path "$WORK/mutations" -c debug -Xswiftc -O
  program=$(swift build --package-path Fuzz --scratch-path "$WORK/mutations" -c debug --show-bin-path)/hookkit-fuzz
fi

for target in "${TARGETS[@]}"; do
  corpus "$target"
  if [ "$engine" = libfuzzer ]; then
    FUZZ_TARGET=$target "$program" -max_total_time="$SECONDS_EACH" -seed="$SEED" -timeout=10 -rss_limit_mb=2048 \
      -artifact_prefix="$WORK/$target-" -print_final_stats=1 "$WORK/corpus/$target"
  else
    "$program" "$target" "$SECONDS_EACH" "$SEED" "$WORK/corpus/$target"
  fi
done
