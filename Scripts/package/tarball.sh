#!/usr/bin/env bash
# Makes an archive of the tree of stage.sh, to be unpacked anywhere: dist/hookkit-VERSION-linux-ARCHITECTURE.tar.gz,
# with a page that names the system libraries it needs.
#
#   Scripts/package/tarball.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
umask 022

Scripts/package/stage.sh
name=hookkit-$(Scripts/package/version.sh)-linux-$(uname -m)
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
mkdir -p dist
cp -a .build/stage "$work/$name"
needed=$(readelf -d .build/stage/lib/hookkit/hookctl | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' \
  | grep -vE '^(libc|libm|libgcc_s|libstdc\+\+|ld-linux-x86-64)\.so')
cat >"$work/$name/INSTALL" <<TEXT
HookKit $(Scripts/package/version.sh)

Put this folder anywhere and add its bin to PATH; it can be moved later.
\`hookctl doctor\` says what is missing. The program needs these libraries of the system:

$(printf '%s\n' "$needed" | sed 's/^/  /')

  Debian, Ubuntu   apt-get install libopenblas0 libcairo2 libzip4 libgif7 zlib1g libsqlite3-0 fonts-dejavu-core curl
  Fedora           dnf install openblas cairo libzip giflib zlib sqlite-libs dejavu-sans-fonts curl

It was built with glibc $(getconf GNU_LIBC_VERSION | cut -d' ' -f2); an older one will not do.
TEXT
tar --create --gzip --file "dist/$name.tar.gz" --directory "$work" --sort=name --owner=0 --group=0 --numeric-owner "$name"
Scripts/package/sums.sh
printf 'tarball: wrote %s\n' "dist/$name.tar.gz" >&2
