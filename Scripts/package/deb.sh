#!/usr/bin/env bash
# Makes a Debian package of the tree of stage.sh: dist/hookctl_VERSION_amd64.deb. It depends on what the program is
# linked with, as dpkg-shlibdeps finds it, and so is for the release that it is made on: the next one may have other
# libraries (libzip4 of Debian 12 is libzip5 in Debian 13).
#
#   Scripts/package/deb.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
umask 022

say() { printf 'deb: %s\n' "$*" >&2; }
for program in dpkg-deb dpkg-shlibdeps; do
  command -v $program >/dev/null || { say "error: there is no $program; on Debian: apt-get install dpkg-dev"; exit 69; }
done
Scripts/package/stage.sh

version=$(Scripts/package/version.sh)
architecture=$(dpkg --print-architecture)
date=$(date -u -R -d "@${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}")
maintainer=${DEB_MAINTAINER:-$(git log -1 --format='%an <%ae>' 2>/dev/null || echo 'HookKit <root@localhost>')}
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
tree=$work/tree
mkdir -p "$tree/usr" "$tree/DEBIAN" "$work/debian" dist
cp -a .build/stage/. "$tree/usr/"
rm "$tree/usr/lib/hookkit/files"

# Debian's places.
mkdir -p "$tree/usr/share/zsh/vendor-completions"
mv "$tree/usr/share/zsh/site-functions/_hookctl" "$tree/usr/share/zsh/vendor-completions/_hookctl"
rmdir "$tree/usr/share/zsh/site-functions"
gzip -9n "$tree"/usr/share/man/man1/*.1
doc=$tree/usr/share/doc/hookctl
rm "$doc/LICENSE" "$doc/CHANGELOG.md"
{
  echo "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
  echo "Upstream-Name: HookKit"
  echo
  echo "Files: *"
  echo "Copyright: $(sed -n 's/^Copyright (c) //p' LICENSE | head -1)"
  echo "License: Expat"
  sed -n '/^Permission is hereby/,$p' LICENSE | sed 's/^$/./; s/^/ /'
} >"$doc/copyright"
{
  printf 'hookctl (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md in the sources.\n\n -- %s  %s\n' \
    "$version" "$maintainer" "$date"
} | gzip -9n >"$doc/changelog.gz"
mkdir -p "$tree/usr/share/lintian/overrides"
cp Scripts/package/lintian-overrides "$tree/usr/share/lintian/overrides/hookctl"

printf 'Source: hookctl\n\nPackage: hookctl\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O "tree/usr/lib/hookkit/hookctl" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
cat >"$tree/DEBIAN/control" <<CONTROL
Package: hookctl
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -sk --exclude=DEBIAN "$tree" | cut -f1)
Depends: $depends
Recommends: ca-certificates, curl, fonts-dejavu-core
Suggests: ffmpeg
Section: science
Priority: optional
Description: interventions on the activations of maze-solving policies
 HookKit asks what an activation does to the behaviour of a maze policy: it runs
 an IMPALA policy on the mazes of procgen under edits of activations at named
 sites, and shows the vector field before and after, and the difference.
 .
 hookctl is its program. Plugins in Swift are built with what this package has;
 they need a Swift toolchain, which is not part of Debian.
CONTROL
(cd "$tree" && find usr -type f -printf '%P\0' | LC_ALL=C sort -z | sed -z 's|^|usr/|' | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
deb=dist/hookctl_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz -z3 --build "$tree" "$deb" >/dev/null
Scripts/package/sums.sh
say "wrote $deb"
