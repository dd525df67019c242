#!/usr/bin/env bash
# Writes dist/SHA256SUMS, with every package in dist.
set -euo pipefail
cd "$(dirname "$0")/../../dist"
find . -maxdepth 1 -type f \( -name '*.deb' -o -name '*.tar.gz' \) -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum >SHA256SUMS
