#!/usr/bin/env bash
# Makes the reference site: every public symbol of the library products, and the pages of the documentation.
#
#   Scripts/docs.sh [FOLDER]                        FOLDER is docs unless given
#   HOSTING_BASE_PATH=hookkit Scripts/docs.sh       for a site at https://example.org/hookkit/
#
# Reads the modules of a release build (`make build`). Ends with an error for a public symbol without a doc comment, for a
# link that leads nowhere, and for any other warning of docc.
set -euo pipefail
cd "$(dirname "$0")/.."

out=${1:-docs}
build=.build/release
checkouts=.build/checkouts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

command -v docc >/dev/null || { echo "docc is missing; it is a part of Swift's toolchain" >&2; exit 1; }
[ -d $build/Modules ] || { echo "there is no release build to read; make one with: make build" >&2; exit 1; }

# Targets of the library products, in the order of the manifest; hookctl's commands are not a library for others.
modules=$(swift package dump-package | python3 -c '
import json, sys
for product in json.load(sys.stdin)["products"]:
    if "library" in product["type"] and product["name"] != "HookCtlRunner":
        print(*product["targets"], sep="\n")')

target=$(swiftc -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p')
flags=(-I $build/Modules)
while read -r map; do flags+=(-Xcc "-fmodule-map-file=$map"); done < <(
  find Sources $checkouts/Yams/Sources $checkouts/GRDB.swift/Sources/GRDBSQLite -name module.modulemap
  ls $build/C*.build/module.modulemap)
for flag in $(pkg-config --cflags cairo openblas libzip zlib); do flags+=(-Xcc "$flag"); done

for module in $modules; do
  mkdir -p "$work/graphs/$module"
  swift symbolgraph-extract -module-name "$module" -target "$target" "${flags[@]}" \
    -output-dir "$work/graphs/$module" -minimum-access-level public -skip-synthesized-members
done
python3 Scripts/docs/coverage.py "$work/graphs"

# Pages are below /documentation/guide, as the landing page is, so that they share its list of contents.
# shellcheck disable=SC2086 # one argument each
python3 Scripts/docs/articles.py "$work/HookKit.docc" $modules
docc convert "$work/HookKit.docc" --additional-symbol-graph-dir "$work/graphs" --warnings-as-errors \
  --fallback-display-name Guide --fallback-bundle-identifier hookkit --fallback-default-module-kind Module \
  --hosting-base-path "${HOSTING_BASE_PATH:-/}" --output-path "$work/site"

# The first page of the site is the landing page.
echo '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=documentation/guide/">' \
  >"$work/site/index.html"
rm -rf "$out"
mkdir -p "$(dirname "$out")"
mv "$work/site" "$out"
if [ -n "${HOSTING_BASE_PATH:-}" ]; then
  echo "wrote $out, to be served at /${HOSTING_BASE_PATH#/}"
else
  echo "wrote $out; look at it with: python3 -m http.server --directory $out 8000, at http://localhost:8000"
fi
