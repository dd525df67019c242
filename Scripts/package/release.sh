#!/usr/bin/env bash
# Checks what a release needs; changes nothing. All that is wrong is said, and then the exit code is 65.
#
#   Scripts/package/release.sh
set -uo pipefail
cd "$(dirname "$0")/../.." || exit

version=$(Scripts/package/version.sh)
wrong=0
check() { # STATUS WHAT-HOLDS WHAT-TO-DO
  if [ "$1" = 0 ]; then printf 'ok       %s\n' "$2"; else printf 'missing  %s\n         -> %s\n' "$2" "$3"; wrong=1; fi
}

[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]]
check $? "the version is $version" "write it as A.B.C in Sources/Essentials/Programs/Version.swift"
grep -qE "^## $version, [0-9]{4}-[0-9]{2}-[0-9]{2}$" CHANGELOG.md && [ "$(grep -m1 '^## ' CHANGELOG.md | cut -d' ' -f2)" = "$version," ]
check $? "CHANGELOG.md begins with it and a date" "write \`## $version, $(date +%F)\` over its lines"
[ -z "$(git status --porcelain)" ]
check $? "everything is committed" "git status"
! git rev-parse -q --verify "refs/tags/$version" >/dev/null
check $? "there is no tag $version yet" "raise the version"
make --no-print-directory lint >/dev/null 2>&1
check $? "make lint passes" "make lint"
[ .build/release/hookctl -nt Sources/Essentials/Programs/Version.swift ] && [ "$(.build/release/hookctl --version)" = "$version" ]
check $? "the build is of this version" "make build"
[ .build/tests.xml -nt .build/release/hookctl ] && ! grep -qE '(failures|errors)="[1-9]' .build/tests.xml .build/tests-swift-testing.xml
check $? "make test has passed since" "make test"
for file in "dist/hookctl_${version}_$(dpkg --print-architecture 2>/dev/null || echo amd64).deb" "dist/hookkit-$version-linux-$(uname -m).tar.gz"; do
  [ "$file" -nt .build/release/hookctl ] && (cd dist && sha256sum --check --status --ignore-missing SHA256SUMS)
  check $? "$file is there, with its SHA-256" "make deb tarball"
done
[ $wrong = 0 ] && printf 'Next: git tag %s && git push origin %s, with the files of dist/\n' "$version" "$version"
exit $((wrong * 65))
