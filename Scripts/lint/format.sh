#!/usr/bin/env bash
# Formats the Swift sources as .swift-format says, with the formatter of the toolchain.
#
#   Scripts/lint/format.sh [--check]
#
#   --check   changes nothing; lists the files that differ, and ends with 1 when there are some
#
# The sources in Tests/DocumentationTests/Snippets are those of the pages, and stay as they are there.
set -euo pipefail
cd "$(dirname "$0")/../.."

sources() { git ls-files -z --cached --others --exclude-standard '*.swift' | grep -zv '/Snippets/'; }

if [ "${1:-}" != --check ]; then
  sources | xargs -0 swift format --configuration .swift-format --in-place --parallel
  exit
fi

copies=$(mktemp -d)
trap 'rm -rf "$copies"' EXIT
sources | tar --null --files-from - --create --file - | tar --extract --directory "$copies" --file -
swift format --configuration .swift-format --in-place --parallel --recursive "$copies"
different=$(sources | while IFS= read -r -d '' file; do cmp -s "$file" "$copies/$file" || echo "$file"; done)
[ -z "$different" ] && exit
echo "not formatted; \`make format\` does it:" >&2
echo "$different" >&2
exit 1
