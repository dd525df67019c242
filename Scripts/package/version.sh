#!/usr/bin/env bash
# Prints the version of HookKit, which stands in one place.
set -euo pipefail
sed -n 's/.*static let current = "\([0-9.]*\)".*/\1/p' "$(dirname "$0")/../../Sources/Essentials/Programs/Version.swift"
