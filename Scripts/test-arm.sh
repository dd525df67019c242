#!/usr/bin/env bash
# Compiles the C kernels for 64-bit ARM and runs them, emulated, against their definitions; then for this machine, and
# compares those results whose bits are promised to be the same everywhere.
#
# Needs Debian's gcc-aarch64-linux-gnu (for its C library) and qemu-user; both are installed where apt-get can.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v qemu-aarch64 > /dev/null || ! [ -d /usr/aarch64-linux-gnu/include ]; then
  [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null ||
    { echo "error: gcc-aarch64-linux-gnu and qemu-user are missing; install them with your package manager" >&2; exit 1; }
  apt-get update -qq && apt-get install -y -qq gcc-aarch64-linux-gnu qemu-user > /dev/null
fi

# The flags that the package manager compiles C with.
FLAGS="-O2 -Wall -Wextra -Wno-unused-parameter -I Sources/CKernels/include"
SOURCES="Sources/CKernels/*.c Tests/KernelProgram/kernels.c"
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT

for file in $SOURCES; do
  clang --target=aarch64-linux-gnu --sysroot=/usr/aarch64-linux-gnu -isystem /usr/aarch64-linux-gnu/include $FLAGS \
    -c "$file" -o "$FOLDER/$(basename "$file").o"
done
aarch64-linux-gnu-gcc -static -o "$FOLDER/kernels-arm" "$FOLDER"/*.o -lm
clang $FLAGS $SOURCES -o "$FOLDER/kernels" -lm

echo "64-bit ARM, emulated:"
qemu-aarch64 "$FOLDER/kernels-arm" | tee "$FOLDER/arm.txt"
echo "this machine:"
"$FOLDER/kernels" | tee "$FOLDER/here.txt"
bits() { grep ' bits ' "$1" | sort -u; }
diff <(bits "$FOLDER/arm.txt") <(bits "$FOLDER/here.txt") ||
  { echo "error: bits that should be the same everywhere differ" >&2; exit 1; }
echo "the same bits on both, at every level"
